"""Heads of service: who is told of deadlines when a list is chased, and how early."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.actions.heads import HeadRow, head_rows, set_days_before, set_head
from caseworker.domain.dates_in_words import count_of
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Column
from ui.widgets.text_field import EmailField, PersonField, TextField


class HeadsPart(TablePart[HeadRow]):
    """Every division and service with its head."""

    code = "heads"
    title = "Heads of service"
    noun = ("service or division", "services and divisions")
    about_words = (
        "Chasing writes an email to the head of a service before a deadline and again when it has passed. A service "
        "without a head of its own is covered by the head of its division."
    )

    def columns(self) -> list[Column[HeadRow]]:
        """Service, head, and who is told in the end."""
        return [
            Column("label", "Service or division", lambda r: r.label, width=34),
            Column(
                "kind",
                "Level",
                lambda r: "Division" if r.is_division else "Service",
                width=10,
                may_filter=True,
            ),
            Column("name", "Head", lambda r: r.name, width=22),
            Column("email", "Email", lambda r: r.email, width=0),
            Column("told", "Is told of deadlines", lambda r: r.told or "Nobody", width=22),
        ]

    def key(self, row: HeadRow) -> str:
        """Its code."""
        return f"{row.is_division}/{row.code}"

    def read(self) -> Sequence[HeadRow]:
        """All of them."""
        return head_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """The head of a row; the days for all."""
        self.days_button = Button(self._days_words(), self.change_days)
        return [Button("Change head (Enter)", self.open_row, kind="primary"), self.days_button]

    def open_row(self) -> None:
        """Ask for name and address."""
        row = self.current()
        if row is None or not self.begin(f"Head of {row.label}", "Empty both to name nobody."):
            return
        self.form.add("name", "Name", PersonField(), row.name)
        self.form.add("email", "Email", EmailField(), row.email)
        self.open_form(
            lambda values: (
                lambda: set_head(self.context.office, row.code, str(values["name"]), str(values["email"]))
            )
        )

    def change_days(self) -> None:
        """Ask how early heads are told."""
        days = self.context.office.settings.escalate_before_days
        if not self.begin(
            "When heads of service are told", "They are told once more when the deadline has passed."
        ):
            return
        self.form.add("days", "Working days before the deadline", TextField(6, limit=2), str(days))
        self.open_form(lambda values: lambda: set_days_before(self.context.office, str(values["days"])))

    def shown(self, rows: Sequence[HeadRow]) -> None:
        """The button says what holds now."""
        self.days_button.setText(self._days_words())

    def _days_words(self) -> str:
        days = self.context.office.settings.escalate_before_days
        return f"Told {count_of(days, 'working day')} before: change"
