"""Compensation: what kind, how much, agreed, paid, to whom."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from caseworker.actions.payments import Payment, change_payment, record_payment
from caseworker.actions.task_source import points_to_follow
from caseworker.domain.compensation import pennies_of, pounds_words
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import PersonField, TextField


class PaymentPanel(ActPanel):
    """Records compensation; with `payment` changes it.

    Args:
        payment: as the person was looking at it (S3); None for a new one.
    """

    name = "case.payment"
    heading_words = draft_title = "Record compensation"
    button_words = "Record compensation"
    beside = ("amount", "paid_on")

    def __init__(
        self,
        context: Context,
        facts: CaseFacts,
        payment: EntityState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._payment, self._seen = payment, facts.view
        if payment is not None:
            self.name = f"payment:{payment.id}"  # type: ignore[misc]
            self.heading_words = self.draft_title = "Change compensation"  # type: ignore[misc]
            self.button_words = "Save compensation"  # type: ignore[misc]
        super().__init__(context, facts, parent)

    def build(self) -> None:
        """What and how much, when, to whom."""
        office = self.context.office
        kinds = [(entry.code, entry.label) for entry in office.vocabulary.offered("payments")]
        self.add("kind", "Kind of payment", ChoiceField(kinds), needed=True)
        self.add(
            "amount",
            "Amount",
            TextField(12, limit=20),
            help_words="Pounds, such as 250 or 250.50.",
            needed=True,
        )
        self.add("agreed_on", "Agreed", DateField(self.context.today, calendar=office.calendar))
        self.add("paid_on", "Paid", DateField(self.context.today, calendar=office.calendar))
        self.add("payee", "Paid to", PersonField())
        points = list(points_to_follow(self.facts.view))
        if points:
            self.add(
                "point_id", "Follows from", ChoiceField(points, empty="The case as a whole", optional=True)
            )
        self.add("reason", "Reason", TextArea(2, limit=100_000))
        self._fill()

    def work(self) -> Work:
        """Record or change it."""
        office, case_id, seen = self.context.office, self.facts.case_id, self._seen
        payment = Payment(**self.form.values())  # type: ignore[arg-type]
        if self._payment is None:
            return lambda: record_payment(office, case_id, payment)
        payment_id = self._payment.id
        return lambda: change_payment(office, seen, payment_id, payment)

    def on_refused(self, error: RuleError) -> None:
        """Changed meanwhile by somebody else: after the message the present value counts as seen."""
        self._seen = self.facts.view
        super().on_refused(error)

    def _fill(self) -> None:
        if self._payment is None:
            person = self.facts.view.complainant
            self.form.fill({"payee": str(person.doc.get("full_name") or "") if person else ""})
            return
        doc = self._payment.doc
        self.form.fill({name: str(doc.get(name) or "") for name in ("kind", "payee", "reason", "point_id")})
        self.form.fill({"amount": pounds_words(pennies_of(doc["amount_pounds"])).removeprefix("£")})
        for name in ("agreed_on", "paid_on"):
            text = doc.get(name)
            self.form[name].set_value(date.fromisoformat(str(text)) if text else None)
