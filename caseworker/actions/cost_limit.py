"""Decide whether a request is above the cost limit of section 12, and keep how that was reckoned."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from caseworker.actions.look_up import case_with_reference
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.cost_limit import RELATED_WITHIN_DAYS, WORK, CostEstimate, hours_words, pounds_words
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

ABOVE, WITHIN = "above", "within"
_MOST_HOURS = Decimal(10_000)


def decide_cost_limit(
    office: Office,
    case_id: str,
    estimate: CostEstimate,
    *,
    basis: str = "",
    help_offered: str = "",
    stamp: str = "",
) -> Changed:
    """Keep the estimate and what follows from it.

    Args:
        basis: what the estimate rests on: a sample, a search that was tried.
        help_offered: how the person was helped to narrow the request; needed above the limit (s.16).

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is not an open FOI request; only FOI has this limit.
    """
    office.require("move")
    related = {each.reference: case_with_reference(office, each.reference) for each in estimate.related}
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = _open_request(transaction.case(case_id))
        reference = view.reference
        others = {name: transaction.case(other_id) for name, other_id in related.items()}
        _check(office, view, estimate, others, basis, help_offered)
        edits = CaseEdits(view, office.ids)
        edits.add(
            "decision",
            kind="cost_limit",
            stage_id=view.stage.id if view.stage else "",
            result=ABOVE if estimate.is_above else WITHIN,
            answers=_answers(estimate, help_offered),
            reason=cleaned(basis),
            decided_by=office.person.id,
            decided_on=office.clock.today().isoformat(),
        )
        return [edits.draft("cost_limit.decided")]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference}: {estimate.verdict()}", written, reference)


def related_problem(office: Office, view: CaseView, other: CaseView) -> str:
    """Say why a request is not counted with this one, or "".

    Source: SI 2004/3244, reg. 5(2): same or similar information, within sixty consecutive working days.
    """
    if other.case_id == view.case_id:
        return f"{other.reference} is this request itself"
    if other.kind is not Kind.FOI:
        return f"{other.reference} is not an FOI request, and only those are counted together (reg. 5)"
    first, last = sorted((view.row.received_on, other.row.received_on))
    if office.calendars["UK"].taken(first, last) > RELATED_WITHIN_DAYS:
        return f"{other.reference} was received more than {RELATED_WITHIN_DAYS} working days apart (reg. 5(2)(b))"
    return ""


def _open_request(view: CaseView) -> CaseView:
    if view.kind is not Kind.FOI:
        raise RuleError(
            "Only an FOI request has the cost limit of section 12. Under EIR use regulation 12(4)(b); a subject access"
            " request has none."
        )
    if not view.status.is_active or view.stage is None:
        raise RuleError("This request was answered already. Reopen it to decide on the cost limit.")
    return view


def _check(
    office: Office,
    view: CaseView,
    estimate: CostEstimate,
    others: dict[str, CaseView],
    basis: str,
    help_offered: str,
) -> None:
    problems = []
    for name, words in WORK.items():
        hours = getattr(estimate, name)
        if not 0 <= hours <= _MOST_HOURS:
            problems.append(Problem(name, f"{words} must be a number of hours, such as 4.5"))
    if not estimate.hours:
        problems.append(Problem("locating", "Enter the hours of at least one kind of work"))
    if len(others) < len(estimate.related):
        problems.append(Problem("related", "Each related request is entered once"))
    problems += [
        Problem("related", words)
        for other in others.values()
        if (words := related_problem(office, view, other))
    ]
    if any(each.hours < 0 for each in estimate.related):
        problems.append(Problem("related", "Hours of a related request must be a number, such as 4.5"))
    if estimate.is_above and not cleaned(basis):
        problems.append(
            Problem("basis", "Enter what the estimate rests on: it must be sensible and realistic (s.12)")
        )
    if estimate.is_above and not cleaned(help_offered):
        problems.append(
            Problem("help_offered", "Enter how the person was helped to narrow the request (s.16)")
        )
    if problems:
        raise ProblemsError(problems)


def _answers(estimate: CostEstimate, help_offered: str) -> dict[str, Any]:
    """The reckoning as it is kept and read in the history."""
    told: dict[str, Any] = {
        words: hours_words(getattr(estimate, name)) for name, words in WORK.items() if getattr(estimate, name)
    }
    for each in estimate.related:
        told[f"Related request {each.reference}"] = hours_words(each.hours)
    told["Total"] = f"{hours_words(estimate.hours)}, {pounds_words(estimate.pounds)}"
    if cleaned(help_offered):
        told["Help offered"] = cleaned(help_offered)
    return told
