"""Place a case under a legal hold, and lift it: while it holds, the case is not erased.

For litigation, inquiries and safeguarding, whatever the retention schedule says. Two who place and lift it without
knowing of each other clash, and meanwhile the hold holds (C1). Source: rule book section 11 (hold); Inquiries Act 2005
section 35; Data Protection Act 2018 schedule 2 paragraph 5.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

PERMISSION = "hold"
Edit = Callable[[CaseView, CaseEdits], None]


def place_hold(office: Office, case_id: str, reason: str, from_on: date | None = None) -> Changed:
    """Place a case under a legal hold.

    Args:
        reason: whose claim, inquiry or request it is. from_on: the day it holds from; today by default.

    Raises:
        ProblemsError: the reason is missing, or the day is in the future.
        RuleError: it is under one already.
    """
    office.require(PERMISSION)
    words, on = _checked(office, reason, from_on, "Enter why the case must be kept", "Date placed")

    def edit(view: CaseView, edits: CaseEdits) -> None:
        if view.case.doc.get("legal_hold"):
            raise RuleError(f"{view.reference} is under a legal hold already.")
        edits.set(
            view.case,
            legal_hold=True,
            legal_hold_on=on.isoformat(),
            legal_hold_reason=words,
            legal_hold_lifted_on=None,
        )

    said = f"is under a legal hold from {long_date(on)} and is not erased."
    return _save(office, case_id, "hold.placed", words, edit, said)


def lift_hold(office: Office, case_id: str, reason: str, on: date | None = None) -> Changed:
    """Lift a legal hold; the reason for it stays in the history.

    Args:
        on: the day it was lifted; today by default.

    Raises:
        ProblemsError: the reason is missing, or the day is in the future or before the hold began.
        RuleError: it is under none.
    """
    office.require(PERMISSION)
    words, day = _checked(office, reason, on, "Enter why the case need not be kept any longer", "Date lifted")

    def edit(view: CaseView, edits: CaseEdits) -> None:
        if not view.case.doc.get("legal_hold"):
            raise RuleError(f"{view.reference} is under no legal hold.")
        if day.isoformat() < str(view.case.doc.get("legal_hold_on") or ""):
            raise ProblemsError([Problem("on", "Date lifted must be the day the hold began or later")])
        edits.set(view.case, legal_hold=False, legal_hold_lifted_on=day.isoformat())

    return _save(
        office, case_id, "hold.lifted", words, edit, f"is under no legal hold from {long_date(day)}."
    )


def hold_words(view: CaseView) -> str:
    """Return "Legal hold since Friday 27 March 2026", or "" for a case under none."""
    if not view.case.doc.get("legal_hold"):
        return ""
    since = view.case.doc.get("legal_hold_on")
    return f"Legal hold since {long_date(date.fromisoformat(str(since)))}" if since else "Legal hold"


def _checked(office: Office, reason: str, on: date | None, missing: str, label: str) -> tuple[str, date]:
    words, day = cleaned(reason), on or office.clock.today()
    problems = [] if words else [Problem("reason", missing)]
    if day > office.clock.today():
        problems.append(Problem("on", f"{label} must be today or in the past"))
    if problems:
        raise ProblemsError(problems)
    return words, day


def _save(office: Office, case_id: str, kind: str, reason: str, edit: Edit, said: str) -> Changed:
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        edits = CaseEdits(view, office.ids)
        edit(view, edits)
        return [edits.draft(kind, reason)]

    written = office.save(make)
    return office.changed(f"{reference} {said}", written, reference)
