"""What the person may do next, until when, and how: from the rules of the case, never typed.

The letter that answers a stage bears the day of the answer, so the last day to go further is counted from the day of
the letter while no answer is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.letter_facts.frame import PROVIDERS as FRAME
from caseworker.actions.letter_facts.known import Known, Provider, in_full
from caseworker.actions.stage_clocks import count_clocks
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.letters import Blocks, Fact
from caseworker.domain.reckoning import main_step

if TYPE_CHECKING:
    from caseworker.letters.rights import Rights

_LAST_DAY: Mapping[tuple[str, str], str] = {
    ("CA", "1"): "CA_S2_REQ_BY",
    ("CA", "2"): "CA_S3_REQ_BY",
    ("FOI", "1"): "FOI_IR_REQ_BY",
    ("EIR", "1"): "EIR_IR_REQ_BY",
    ("ICO", "1"): "ICO_APPEAL_BY",
}
"""By procedure and stage, the step that says until when the next may be asked for."""


def _rights(known: Known) -> Rights | None:
    from caseworker.letters.rights import all_rights

    return all_rights().get(situation_of(known))


def situation_of(known: Known) -> str:
    """Return procedure and stage: "CA 1", "FOI review"; "CORP 2 of 3" where the rules have a third stage."""
    kind, number = known.view.kind, str(known.stage.get("number") or "1")
    procedure = str(known.stage.get("procedure") or "")
    if not procedure:
        procedure = "SAR" if kind is Kind.INTERNAL_REVIEW else str(kind.procedure or kind.value)
    if (procedure, number) == (Procedure.CORPORATE, "2") and _has_third_stage(known):
        return "CORP 2 of 3"
    return f"{procedure} {number}"


def _has_third_stage(known: Known) -> bool:
    """Whether the rules in force on the day of the letter have an Independent Adjudicator (CLK-8)."""
    office = known.office
    held = [s for s in office.schemes_on(known.today) if s.procedure is Procedure.CORPORATE]
    step = main_step(Procedure.CORPORATE, "3")
    return any(step in scheme.steps for scheme in held)


def _last_day(known: Known) -> str:
    stage = known.stage
    step = _LAST_DAY.get((str(stage.get("procedure") or ""), str(stage.get("number") or "")), "")
    if not step:
        return ""
    counted = known.clock_day(step)
    is_counted = stage.get("answered_on") or known.view.kind is Kind.COMMISSIONER or not stage.get("scheme")
    if counted or is_counted:
        return counted
    return _if_answered_on(known, step, known.today)


def _if_answered_on(known: Known, step: str, day: date) -> str:
    """The last day, should the stage be answered that day."""
    pauses = [p.doc for p in known.view.pauses if p.doc.get("stage_id") == known.stage_id]
    clocks = count_clocks(
        known.office, known.view.kind, {**known.stage, "answered_on": day.isoformat()}, pauses
    )
    return in_full((clocks.get(step) or {}).get("due_on"))


def _next_stage(known: Known) -> Blocks:
    """The text for this procedure and stage; nothing while a date it names is not known."""
    rights = _rights(known)
    if rights is None:
        return ()
    facts: dict[str, Fact] = {name: _PLACES[name](known) for name in rights.places}
    return rights.filled(facts) if all(facts.values()) else ()


def _next_stage_name(known: Known) -> str:
    rights = _rights(known)
    return rights.name if rights else ""


def _review_deadline(known: Known) -> str:
    """Until when a review of an answer to a request can be asked for."""
    return _last_day(known) if known.stage.get("procedure") in (Procedure.FOI, Procedure.EIR) else ""


_PLACES: Mapping[str, Provider] = {
    "next_stage_by_date": _last_day,
    "contact_phone": FRAME["contact_phone"],
    "contact_email": FRAME["contact_email"],
    "council": FRAME["council"],
}
"""What the texts may name; a test reads them all."""

PROVIDERS: Mapping[str, Provider] = {
    "next_stage": _next_stage,
    "next_stage_name": _next_stage_name,
    "next_stage_by_date": _last_day,
    "review_deadline": _review_deadline,
}
