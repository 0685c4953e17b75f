"""Compensation of a case: what kind, how much, agreed, paid, to whom. Amounts are exact (pennies).

Source: rule book section 8 (remedies: financial payment), LGO-7 (symbolic payments), LEW20 A1 (bands).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.stale import refuse_stale, thing_with_id
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, Value
from caseworker.domain.compensation import kept_pounds, pennies_of, pounds_words
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class Payment:
    """Compensation as it is entered.

    Attributes:
        kind: code of the list "payments".
        amount: pounds as typed, such as "250", "£1,155.50".
        point_id, task_id: what it follows from, or "".
    """

    kind: str
    amount: str
    agreed_on: date | None = None
    paid_on: date | None = None
    payee: str = ""
    reason: str = ""
    point_id: str = ""
    task_id: str = ""


def record_payment(office: Office, case_id: str, payment: Payment, *, stamp: str = "") -> Changed:
    """Record compensation at the stage the case is in.

    Raises:
        ProblemsError: entries to mend.
    """
    office.require("edit")
    values = _checked(office, payment)

    def make(view: CaseView, edits: CaseEdits) -> str:
        if payment.point_id:
            thing_with_id(view.of_kind("point"), payment.point_id)
        edits.add("payment", **values, stage_id=view.stage.id if view.stage else "")
        return "payment.recorded"

    written, reference = _save(office, case_id, make, stamp=stamp)
    words = pounds_words(pennies_of(payment.amount))
    return office.changed(f"{words} recorded in {reference}.", written, reference)


def change_payment(office: Office, seen: CaseView, payment_id: str, payment: Payment) -> Changed:
    """Change compensation that was recorded, such as the day it was paid.

    Raises:
        ProblemsError: entries to mend.
        RuleError: a value was changed meanwhile by somebody else.
    """
    office.require("edit")
    stale = thing_with_id(seen.of_kind("payment"), payment_id)
    wanted = _checked(office, payment)
    values = {name: value for name, value in wanted.items() if (stale.doc.get(name) or "") != (value or "")}

    def make(view: CaseView, edits: CaseEdits) -> str:
        state = thing_with_id(view.of_kind("payment"), payment_id)
        refuse_stale(stale, state, values)
        edits.set(state, **values)
        return "payment.changed"

    written, reference = _save(office, seen.case_id, make)
    said = (
        f"The compensation in {reference} was changed."
        if written
        else "Nothing was different, so nothing was changed."
    )
    return office.changed(said, written, reference)


def remove_payment(office: Office, case_id: str, payment_id: str) -> Changed:
    """Remove compensation that was recorded. Undo brings it back."""
    office.require("edit")

    def make(view: CaseView, edits: CaseEdits) -> str:
        edits.set(thing_with_id(view.of_kind("payment"), payment_id), voided=True)
        return "payment.removed"

    written, reference = _save(office, case_id, make)
    return office.changed(f"The compensation was removed from {reference}.", written, reference)


def _checked(office: Office, payment: Payment) -> dict[str, Value]:
    problems = []
    if not office.vocabulary.has("payments", payment.kind):
        problems.append(Problem("kind", "Choose the kind of payment"))
    pennies = 0
    if not payment.amount.strip():
        problems.append(Problem("amount", "Enter the amount"))
    else:
        try:
            pennies = pennies_of(payment.amount)
        except RuleError as error:
            problems.append(Problem("amount", str(error)))
    today = office.clock.today()
    for name, label, day in (
        ("agreed_on", "Agreed", payment.agreed_on),
        ("paid_on", "Paid", payment.paid_on),
    ):
        if day is not None and day > today:
            problems.append(Problem(name, f"{label} must be today or in the past"))
    if problems:
        raise ProblemsError(problems)
    return {
        "kind": payment.kind,
        "amount_pounds": kept_pounds(pennies),
        "agreed_on": payment.agreed_on.isoformat() if payment.agreed_on else None,
        "paid_on": payment.paid_on.isoformat() if payment.paid_on else None,
        "payee": cleaned(payment.payee),
        "reason": cleaned(payment.reason),
        **_ids(point_id=payment.point_id, task_id=payment.task_id),
    }


def _ids(**ids: str) -> Mapping[str, Any]:
    return {name: value for name, value in ids.items() if value}


def _save(
    office: Office, case_id: str, make: Callable[[CaseView, CaseEdits], str], *, stamp: str = ""
) -> tuple[list[Changeset], str]:
    reference = ""

    def drafts(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is Status.VOID:
            raise RuleError("This case is void, so its compensation is left as it is.")
        edits = CaseEdits(view, office.ids)
        kind = make(view, edits)
        return [edits.draft(kind)] if edits else []

    return office.save(drafts, stamp=stamp), reference
