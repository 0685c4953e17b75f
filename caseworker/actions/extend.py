"""Extend the deadline of a case, as far as the law or the scheme allows, always measured from the start (CLK-4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.actions.information_extension import SOURCE, is_interest_extension, why_not_extended
from caseworker.actions.stage_clocks import check_later, recounted, running_stage, stage_facts
from caseworker.domain import deadlines
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Procedure
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class ExtensionOffer:
    """What may be agreed for a case: the furthest date, or None with the reason why there is none."""

    latest_on: date | None
    sentence: str


def extension_offer(office: Office, view: CaseView) -> ExtensionOffer:
    """Return how far the deadline of a case may be extended, in words.

    Raises:
        RuleError: the law allows it for one reason only, which is not there.
    """
    stage = running_stage(view.stage)
    if refused := why_not_extended(view):
        raise RuleError(refused, field="until", source=SOURCE)
    procedure = Procedure(stage.doc["procedure"])
    scheme = office.rulebook.scheme_by_id(stage.doc["scheme"], procedure)
    pauses = [p.doc for p in view.pauses if p.doc.get("stage_id") == stage.id]
    latest = deadlines.latest_extension(scheme, stage_facts(office, stage.doc, pauses), office.calendars)
    if latest is None:
        return ExtensionOffer(
            None, f"The rules for this case ({scheme.id}) name no furthest date for an extension."
        )
    return ExtensionOffer(latest, f"It can be extended to {long_date(latest)} at the latest.")


def extend(office: Office, case_id: str, until: date | None, reason: str, *, stamp: str = "") -> Changed:
    """Extend the deadline of the current stage.

    Raises:
        ProblemsError: the date or the reason is missing.
        RuleError: the rules do not allow that date; the message says which rule.
    """
    office.require("clock")
    words = cleaned(reason)
    problems = []
    if until is None:
        problems.append(Problem("until", "Enter the new date"))
    if not words:
        problems.append(Problem("reason", "Enter the reason for the extension: the person must be told it"))
    if problems or until is None:
        raise ProblemsError(problems)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active:
            raise RuleError("Only an open case can be extended. Reopen it first.")
        stage = running_stage(view.stage)
        if refused := why_not_extended(view):
            raise RuleError(refused, field="until", source=SOURCE)
        procedure = Procedure(stage.doc["procedure"])
        scheme = office.rulebook.scheme_by_id(stage.doc["scheme"], procedure)
        pauses = [p.doc for p in view.pauses if p.doc.get("stage_id") == stage.id]
        facts = stage_facts(office, stage.doc, pauses)
        deadlines.check_extension(scheme, facts, office.calendars, until, office.clock.today())
        check_later(stage, until)
        edits = CaseEdits(view, office.ids)
        fields = recounted(
            office,
            view.kind,
            stage,
            pauses,
            extended_to=until.isoformat(),
            extension_notice_on=office.clock.today().isoformat(),
            extension_reason=words,
            **_interest_notice(office, view),
        )
        edits.set(stage, **fields)
        return [edits.draft("clock.extended", words)]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference} was extended to {long_date(until)}.", written, reference)


def _interest_notice(office: Office, view: CaseView) -> dict[str, Value]:
    """Under FOI an extension is the notice of section 17(2); the first one is kept as such."""
    if not is_interest_extension(view) or (view.stage and view.stage.doc.get("pit_notice_on")):
        return {}
    return {"pit_notice_on": office.clock.today().isoformat()}
