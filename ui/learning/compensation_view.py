"""The register of compensation: payments of a period, and totals by kind and by band that open their cases."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from caseworker.actions.learning import PaymentLine, Register, TotalLine, read_register
from caseworker.domain.compensation import pounds_words
from caseworker.domain.dates_in_words import MONTHS, count_of, listed
from caseworker.domain.periods import financial_year, financial_year_of, parse_period
from caseworker.errors import RuleError
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.reports.period_picker import PeriodPicker
from ui.widgets.case_table import CaseTable
from ui.widgets.empty_state import Loading
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import Words

_TOTALS: tuple[Column[TotalLine], ...] = (
    Column("label", "Total", lambda line: line.label, width=0),
    Column("count", "Payments", lambda line: f"{line.totals.count:,}", width=10, is_number=True),
    Column("sum", "Sum", lambda line: pounds_words(line.totals.pennies), width=14, is_number=True),
    Column("average", "Average", lambda line: _average(line), width=14, is_number=True),
    Column("cases", "Cases", lambda line: f"{len(line.case_numbers):,}", width=8, is_number=True),
)
_PAYMENTS: tuple[Column[PaymentLine], ...] = (
    Column("reference", "Case", lambda line: line.reference, width=16),
    Column("kind", "Kind", lambda line: line.kind_words, width=0, may_filter=True),
    Column("amount", "Amount", lambda line: pounds_words(line.pennies), sort=lambda line: line.pennies, width=12,
           is_number=True),
    Column("agreed", "Agreed", lambda line: _day(line.agreed_on), sort=lambda line: line.agreed_on, width=13),
    Column("paid", "Paid", lambda line: _day(line.paid_on) or "Not paid yet", sort=lambda line: line.paid_on, width=13),
    Column("payee", "Paid to", lambda line: line.payee, width=20),
    Column("service", "Service", lambda line: line.service, width=20, may_filter=True),
    Column("stage", "Stage", lambda line: line.stage, width=12, may_filter=True),
)  # fmt: skip
_LEAST = 520
"""Height in px at 100 % text that both tables need; where there is less, the page scrolls."""
BASIS = "Counted by the day agreed, or the day paid where no day was agreed."


class CompensationView(Scrolled):
    """A period, its totals, its payments. Enter on a total opens its cases, on a payment its case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(width=0, least=_LEAST, parent=parent)
        self._context = context
        self._asked = 0
        self.register: Register | None = None
        self.picker = PeriodPicker(context.today)
        self.picker.set_period(financial_year(financial_year_of(context.today())))
        self.totals_model: RowsModel[TotalLine] = RowsModel(
            _TOTALS, speak=_spoken_total, key=lambda line: line.label, parent=self
        )
        self.payments_model: RowsModel[PaymentLine] = RowsModel(
            _PAYMENTS, speak=_spoken_payment, key=lambda line: line.payment_id, parent=self
        )
        self.totals = CaseTable("Totals of compensation", ("total", "totals"), with_filter=False)
        self.payments = CaseTable("Payments", ("payment", "payments"))
        self.totals.set_model(self.totals_model)
        self.payments.set_model(self.payments_model)
        self.payments.set_empty(
            "No compensation in this period", "It is recorded on the Actions part of a case."
        )
        self.note = Words(BASIS, tone="muted")
        self.column.setSpacing(8)
        for part, share in ((self.picker, 0), (self.note, 0), (self.totals, 5), (self.payments, 4)):
            self.column.addWidget(part, share)
        self.loading = Loading(self.payments.view)
        self.picker.picked.connect(lambda _period: self.refresh())
        self.totals.opened.connect(self._open_total)
        self.payments.opened.connect(self._open_payment)

    def refresh(self) -> None:
        """Read the payments of the period again."""
        self._asked += 1
        asked, office, period = self._asked, self._context.office, self.picker.period()
        self.loading.start("Counting payments")
        self._context.tasks.run_read(
            lambda: read_register(office, period),
            lambda register: self._show(register) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )

    def period_code(self) -> str:
        """The period, for the next start."""
        return self.picker.period().code

    def restore_period(self, code: str) -> None:
        """Take up a period kept; one that cannot be read is passed over."""
        try:
            period = parse_period(code)
        except RuleError:
            return
        self.picker.set_period(period)
        self.refresh()

    def _show(self, register: Register) -> None:
        self.loading.finish()
        self.register = register
        self.totals_model.set_rows([register.whole, *register.by_kind, *register.by_band])
        self.payments_model.set_rows(register.lines)
        words = [BASIS]
        if register.undated:
            words.append(f"{count_of(len(register.undated), 'payment')} without a day: in no period.")
        if register.unread:
            words.append(f"An amount cannot be read in {listed(register.unread[:5])}.")
        self.note.setText(" ".join(words))

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self._context.messages.failure(error)

    def _open_total(self, index: QModelIndex) -> None:
        line = self.totals_model.row(index)
        if not line.case_numbers:
            self._context.messages.status("There are no cases behind this total.")
            return
        words = f"{line.label}, {self.picker.period().label}"
        self._context.open_page("case_list", words, numbers=line.case_numbers, heading=words, note="")

    def _open_payment(self, index: QModelIndex) -> None:
        self._context.open_page("case", self.payments_model.row(index).case_id, show="actions")


def _average(line: TotalLine) -> str:
    average = line.totals.average_pennies
    return "n/a" if average is None else pounds_words(average)


def _spoken_total(line: TotalLine) -> str:
    payments = count_of(line.totals.count, "payment")
    return f"{line.label}, {payments}, {pounds_words(line.totals.pennies)}, average {_average(line)}"


def _spoken_payment(line: PaymentLine) -> str:
    paid = f"paid {_day(line.paid_on)}" if line.paid_on else "not paid yet"
    return f"{line.reference}, {line.kind_words}, {pounds_words(line.pennies)}, {paid}"


def _day(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""
