"""Advocacy contracts: who provides advocates from which day to which, and how many hours a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.advocacy import add_contract, contracts, end_contract, remove_contract
from caseworker.domain.advocacy import Contract, hours_words
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import Problem, ProblemsError
from ui.cases.acts.move_fields import AmountField
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.rows_model import Column
from ui.widgets.text_field import TextField


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract and its place among all."""

    place: int
    contract: Contract


class AdvocacyPart(TablePart[ContractRow]):
    """The contracts by date."""

    code = "advocacy"
    title = "Advocacy contracts"
    noun = ("contract", "contracts")
    about_words = (
        "Hours of advocacy count against the contract in force on their day. A referral without a provider goes to "
        "the one under contract that day."
    )

    def columns(self) -> list[Column[ContractRow]]:
        """Provider, days and hours."""
        return [
            Column("provider", "Provider", lambda r: r.contract.provider, width=26),
            Column(
                "from_on",
                "From",
                lambda r: long_date(r.contract.from_on),
                sort=lambda r: r.contract.from_on,
                width=30,
            ),
            Column(
                "to_on",
                "To",
                lambda r: long_date(r.contract.to_on) if r.contract.to_on else "No end",
                sort=lambda r: r.contract.to_on or date.max,
                width=30,
            ),
            Column("hours", "Hours a year", lambda r: hours_words(r.contract.hours), width=14),
            Column("extra", "Extra hours", lambda r: hours_words(r.contract.extra_hours), width=14),
        ]

    def key(self, row: ContractRow) -> str:
        """Provider and first day."""
        return f"{row.contract.provider} {row.contract.from_on}"

    def read(self) -> Sequence[ContractRow]:
        """All of them."""
        return [ContractRow(place, each) for place, each in enumerate(contracts(self.context.office))]

    def buttons(self) -> list[Button]:
        """Add, end, remove."""
        return [
            Button("Add contract", self.add_one, icon="plus", kind="primary"),
            Button("End contract (Enter)", self.open_row),
            Button("Remove contract", self.remove_one),
        ]

    def add_one(self) -> None:
        """Ask for a new contract."""
        if not self.begin(
            "Add an advocacy contract", "Hours are those of each year, counted from the first day."
        ):
            return
        today = self.context.today
        self.form.add("provider", "Provider", TextField(limit=200), needed=True)
        self.form.add("from_on", "First day", DateField(today), needed=True)
        self.form.add("to_on", "Last day, if known", DateField(today))
        self.form.add("hours", "Hours a year", AmountField(8, limit=10), needed=True)
        self.form.add("extra_hours", "Extra hours that may be bought in a year", AmountField(8, limit=10))
        self.open_form(self._added)

    def open_row(self) -> None:
        """Ask for the last day of a contract."""
        row = self.current()
        if row is None:
            self.context.messages.status("There is no contract to end.")
            return
        if not self.begin(f"End the contract of {row.contract.provider}"):
            return
        self.form.add("to_on", "Last day", DateField(self.context.today), row.contract.to_on, needed=True)
        self.open_form(lambda values: lambda: end_contract(self.context.office, row.place, values["to_on"]))

    def remove_one(self) -> None:
        """Take a contract out; Undo brings it back."""
        row = self.current()
        if row is None:
            self.context.messages.status("There is no contract to remove.")
        else:
            self.run(lambda: remove_contract(self.context.office, row.place))

    def shown(self, rows: Sequence[ContractRow]) -> None:
        """What an empty table says."""
        self.table.set_empty("No contracts yet", "Add the contract with your advocacy provider.")

    def _added(self, values: dict[str, Any]) -> Any:
        problems = [
            Problem(name, f"{label} must be a number, such as 1,000")
            for name, label in (("hours", "Hours a year"), ("extra_hours", "Extra hours"))
            if isinstance(values[name], str)
        ]
        if problems:
            raise ProblemsError(problems)
        contract = Contract(
            str(values["provider"]),
            values["from_on"],
            values["to_on"],
            float(values["hours"] or 0),
            float(values["extra_hours"] or 0),
        )
        return lambda: add_contract(self.context.office, contract)
