"""What is known of a request for information, read off its case: stops, exemptions, checks, and the days that follow.

Source: rule book section 4; Freedom of Information Act 2000; SI 2004/3391; UK GDPR; Data Protection Act 2018.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind

REQUESTS = (Kind.FOI, Kind.EIR, Kind.SAR)
INFORMATION = (*REQUESTS, Kind.DATA_PROTECTION, Kind.INTERNAL_REVIEW, Kind.COMMISSIONER)
"""The kinds of case that follow section 4 of the rule book."""

LAW: Mapping[Kind, str] = {
    Kind.FOI: "Freedom of Information Act 2000",
    Kind.EIR: "Environmental Information Regulations 2004",
    Kind.SAR: "UK GDPR, article 15",
    Kind.DATA_PROTECTION: "Data Protection Act 2018, s.164A",
    Kind.INTERNAL_REVIEW: "Freedom of Information Code of Practice, part 5",
    Kind.COMMISSIONER: "Freedom of Information Act 2000, s.50",
}


def running_stop(view: CaseView, *kinds: str) -> EntityState | None:
    """Return the stop of the current stage that goes on now, of one of these kinds where any are named."""
    stage_id = view.stage.id if view.stage else ""
    return next(
        (
            pause
            for pause in view.pauses
            if pause.doc.get("stage_id") == stage_id
            and not pause.doc.get("to_on")
            and (not kinds or pause.doc.get("kind") in kinds)
        ),
        None,
    )


def stops_of(view: CaseView, kind: str) -> tuple[EntityState, ...]:
    """Return every stop of a kind at the current stage, oldest first."""
    stage_id = view.stage.id if view.stage else ""
    found = [p for p in view.pauses if p.doc.get("stage_id") == stage_id and p.doc.get("kind") == kind]
    return tuple(sorted(found, key=lambda pause: (str(pause.doc.get("from_on")), pause.id)))


def exemptions_of(view: CaseView) -> tuple[EntityState, ...]:
    """Return the exemptions or exceptions chosen at the stage the case is in."""
    return view.of_stage("exemption", view.stage.id) if view.stage else ()


def is_qualified(exemption: EntityState) -> bool:
    """Return whether the public interest has to be weighed before it is relied on."""
    return exemption.doc.get("test") == "qualified"


def needs_balance(exemption: EntityState) -> bool:
    """Return whether the public interest is still to be weighed."""
    return is_qualified(exemption) and not exemption.doc.get("balance")


def is_relied_on(exemption: EntityState) -> bool:
    """Return whether information is withheld under it: chosen, and not weighed in favour of disclosing."""
    return exemption.doc.get("balance") != "disclose"


def decision_of(view: CaseView, kind: str) -> EntityState | None:
    """Return the latest decision of a kind at the stage the case is in."""
    found = view.of_stage("decision", view.stage.id) if view.stage else ()
    mine = [decision for decision in found if decision.doc.get("kind") == kind]
    return mine[-1] if mine else None


def sign_off_of(view: CaseView) -> EntityState | None:
    """Return the latest sign-off of the answer at this stage, asked for or given; one of before a reopening is over."""
    decision = decision_of(view, "sign_off")
    return None if decision is None or decision.doc.get("ended_on") else decision


def third_parties_open(view: CaseView) -> tuple[EntityState, ...]:
    """Return the people whose views were asked and have not come."""
    return tuple(each for each in view.of_kind("third_party") if not each.doc.get("answered_on"))


def clock_day(view: CaseView, step: str) -> date | None:
    """Return the day a clock of the current stage names, None when it does not run."""
    clock: Mapping[str, Any] = (view.stage.doc.get("clocks") or {}).get(step, {}) if view.stage else {}
    return day_of(clock.get("due_on"))


def day_of(text: object) -> date | None:
    """Return a day as it is kept (ISO), None for nothing."""
    return date.fromisoformat(str(text)) if text else None


def is_redaction_settled(view: CaseView) -> bool:
    """Return whether a second person has checked the redaction, or it is recorded why none was needed."""
    decision = decision_of(view, "redaction")
    return decision is not None and bool(
        decision.doc.get("approved_on") or decision.doc.get("result") == "not_needed"
    )
