"""An action and a payment in words: the rows of a case."""

from __future__ import annotations

from datetime import date

from caseworker.actions.task_source import arising_words
from caseworker.actions.value_words import value_words
from caseworker.domain.cases import CaseView
from caseworker.domain.compensation import pennies_of, pounds_words, totals
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.tasks import TaskState, state_words, task_state
from caseworker.errors import RuleError
from caseworker.office import Office
from ui.widgets.row_button import RowWords

TAGS = {
    TaskState.TO_DO: "closed",
    TaskState.DUE_SOON: "due_soon",
    TaskState.LATE: "overdue",
    TaskState.DONE: "on_time",
    TaskState.DONE_LATE: "closed",
}
_TOLD = ("remedy_type", "evidence", "learning", "old_reference", "amount_pounds", "status", "stage_reference")
_LABELS = {
    "remedy_type": "Remedy", "evidence": "Evidence", "learning": "Learning", "old_reference": "Earlier reference",
    "amount_pounds": "Amount", "status": "Status", "stage_reference": "Stage",
}  # fmt: skip


def task_row(office: Office, view: CaseView, task: EntityState) -> RowWords:
    """Return what the row of an action says: state first for whoever listens."""
    doc, today = task.doc, office.clock.today()
    state = task_state(doc, today, office.soon_on())
    words = state_words(doc, state, today, office.calendar)
    kind = value_words(office, "task", "kind", doc.get("kind"))
    what = str(doc.get("what") or "Action")
    lines = [". ".join(part for part in (_days(doc), _who(office, doc)) if part)]
    if arises := arising_words(view, doc):
        lines.append(f"From: {arises}")
    for name in _TOLD:
        if told := value_words(office, "task", name, doc.get(name)):
            may = ", may be published" if name == "learning" and doc.get("may_publish") else ""
            lines.append(f"{_LABELS[name]}{may}: {told}")
    shown = tuple(line for line in lines if line)
    text = f"{kind}: {what}" if kind else what
    return RowWords(text, "", shown, (TAGS[state], words), ". ".join((text, words, *shown)))


def payment_row(office: Office, payment: EntityState) -> RowWords:
    """Return what the row of a payment says."""
    doc = payment.doc
    kind = value_words(office, "payment", "kind", doc.get("kind"))
    amount = value_words(office, "payment", "amount_pounds", doc.get("amount_pounds"))
    tag = ("on_time", "Paid") if doc.get("paid_on") else ("closed", "Not paid yet")
    days = [
        f"{label} {_day(doc.get(name))}"
        for name, label in (("agreed_on", "Agreed"), ("paid_on", "Paid"))
        if doc.get(name)
    ]
    lines = [". ".join([*days, f"To {doc['payee']}" if doc.get("payee") else ""]).strip(". ")]
    lines.append(str(doc.get("reason") or ""))
    return RowWords(f"{kind}: {amount}", "", tuple(line for line in lines if line), tag)


def payments_words(view: CaseView) -> str:
    """Return what the compensation of a case comes to; "" where there is none."""
    amounts = []
    for payment in view.of_kind("payment"):
        try:
            amounts.append(pennies_of(payment.doc.get("amount_pounds")))
        except RuleError:  # as another system wrote it: shown in its row, not counted
            continue
    whole = totals(amounts)
    if not whole.count:
        return ""
    return f"Total: {pounds_words(whole.pennies)}"


def _days(doc: dict[str, object]) -> str:
    due = f"was due {_day(doc['due_on'])}" if doc.get("due_on") else ""
    if doc.get("satisfied_on"):
        return f"Accepted on {_day(doc['satisfied_on'])}" + (f", {due}" if due else "")
    if doc.get("done_on"):
        return f"Done on {_day(doc['done_on'])}" + (f", {due}" if due else "")
    return f"Due {_day(doc['due_on'])}" if doc.get("due_on") else "No due date"


def _who(office: Office, doc: dict[str, object]) -> str:
    owner = value_words(office, "task", "owner", doc.get("owner"))
    service = value_words(office, "task", "service", doc.get("service"))
    return ". ".join(part for part in (f"Owner: {owner}" if owner else "No owner", service) if part)


def _day(text: object) -> str:
    return long_date(date.fromisoformat(str(text))) if text else ""
