"""Figures from outside: residents of wards, users of services, other councils, the Ombudsman's annual letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from caseworker.actions.outside_figures import (
    OutsidePlan,
    OutsideRow,
    import_outside,
    number_of,
    outside_rows,
    plan_outside,
    remove_outside,
    save_outside,
)
from caseworker.domain.changed import Changed
from caseworker.domain.outside_figures import KINDS, OutsideFigure
from caseworker.domain.periods import say
from caseworker.errors import Problem, ProblemsError, RuleError
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.rows_model import Column
from ui.widgets.text_field import TextField


class OutsidePart(TablePart[OutsideRow]):
    """The figures entered."""

    code = "outside"
    title = "Figures from outside"
    noun = ("figure", "figures")
    about_words = (
        "Numbers that no case holds. The tables of wards, service users, other councils and the Ombudsman’s letter "
        "use them, and print the source under the table; without them they print “not entered”."
    )
    dialogs: FileDialogs = SYSTEM_DIALOGS

    def columns(self) -> list[Column[OutsideRow]]:
        """What, whose, how many, of which days, from where."""
        return [
            Column("name", "Of whom or what", lambda r: r.figure.name, width=18),
            Column("kind", "What it is", lambda r: KINDS.get(r.figure.kind, r.figure.kind), width=22, may_filter=True),
            Column(
                "figure", "Figure", lambda r: f"{r.figure.figure:,}", sort=lambda r: r.figure.figure, width=9,
                is_number=True,
            ),
            Column("days", "Days", lambda r: r.figure.days, sort=lambda r: r.figure.from_on, width=11),
            Column("source", "Source", lambda r: r.figure.source, width=22),
            Column(
                "entered", "Entered", lambda r: say(r.figure.entered_on), sort=lambda r: r.figure.entered_on,
                width=0,
            ),
        ]  # fmt: skip

    def key(self, row: OutsideRow) -> str:
        """The key it is kept under."""
        return row.key

    def read(self) -> Sequence[OutsideRow]:
        """All of them, by kind and name."""
        rows = outside_rows(self.context.office)
        return sorted(rows, key=lambda r: (r.figure.kind, r.figure.name.casefold(), r.figure.from_on))

    def buttons(self) -> list[Button]:
        """Add, change, remove, import."""
        return [
            Button("Add a figure", self.add_one, icon="plus", kind="primary"),
            Button("Change (Enter)", self.open_row),
            Button("Remove", self.remove_one),
            Button("Import a list (CSV)", self.choose_file),
        ]

    def add_one(self) -> None:
        """Ask for a new figure."""
        if self.begin("Add a figure from outside"):
            self._fields(None)

    def open_row(self) -> None:
        """Ask for the figure anew."""
        row = self.current()
        if row is None:
            self.context.messages.status("There is no figure to change.")
        elif self.begin(f"Change the figure of {row.figure.name}"):
            self._fields(row)

    def remove_one(self) -> None:
        """Take a figure out; Undo brings it back."""
        row = self.current()
        if row is None:
            self.context.messages.status("There is no figure to remove.")
        else:
            self.run(lambda: remove_outside(self.context.office, row.key))

    def choose_file(self) -> None:
        """Ask for a file of names and numbers."""
        if self.why_read_only() or self.is_busy:
            self.context.messages.status(self.why_read_only() or "The last change is still being saved.")
            return
        path = self.dialogs.open_file(self, "Import figures", "CSV files (*.csv);;All files (*)")
        if path is not None:
            self.plan_file(path)

    def plan_file(self, path: Path) -> None:
        """Read a file and ask what its numbers are."""
        self.context.tasks.run_read(
            lambda: plan_outside(path), self._on_planned, self._on_unreadable, receiver=self
        )

    def shown(self, rows: Sequence[OutsideRow]) -> None:
        """What an empty table says."""
        self.table.set_empty(
            "No figures yet",
            "Add one, or import a list with the name in its first column and the number beside it.",
        )

    def _fields(self, row: OutsideRow | None) -> None:
        figure = row.figure if row else None
        kinds = ChoiceField(tuple(KINDS.items()))
        self.form.add("kind", "What it is", kinds, figure.kind if figure else "ward_population", needed=True)
        self.form.add(
            "name", "Of whom or what", TextField(limit=200), figure.name if figure else "", needed=True,
            help_words="As the tables name it: Blackheath, Children looked after, another council.",
        )  # fmt: skip
        self.form.add(
            "figure", "Figure", TextField(12, limit=14), str(figure.figure) if figure else "", needed=True
        )
        self._days_and_source(figure)
        self.open_form(lambda values: self._saved(row.key if row else "", values))

    def _days_and_source(self, figure: OutsideFigure | None) -> None:
        today = self.context.today
        self.form.add(
            "from_on", "First day", DateField(today), figure.from_on if figure else None, needed=True
        )
        self.form.add("to_on", "Last day", DateField(today), figure.to_on if figure else None, needed=True)
        self.form.add(
            "source", "Source", TextField(limit=200), figure.source if figure else "", needed=True,
            help_words="Printed under every table that uses it: Office for National Statistics, mid-2024.",
        )  # fmt: skip

    def _saved(self, key: str, values: dict[str, Any]) -> Callable[[], Changed]:
        number = number_of(str(values["figure"]))
        if number is None:
            raise ProblemsError([Problem("figure", "Figure must be a whole number, such as 14,320")])
        figure = OutsideFigure(
            str(values["kind"]), str(values["name"]), number, values["from_on"], values["to_on"],
            str(values["source"]), self.context.today(),
        )  # fmt: skip
        return lambda: save_outside(self.context.office, OutsideRow(key, figure))

    def _on_planned(self, plan: OutsidePlan) -> None:
        if not self.begin("Import figures from outside", plan.words(), "Enter them all"):
            return
        kinds = ChoiceField(tuple(KINDS.items()))
        self.form.add("kind", "What they are", kinds, "ward_population", needed=True)
        self._days_and_source(None)
        self.open_form(
            lambda v: (
                lambda: import_outside(
                    self.context.office, plan, str(v["kind"]), v["from_on"], v["to_on"], str(v["source"])
                )
            )
        )

    def _on_unreadable(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.context.messages.warning("The list was not read", str(error))
        else:
            self.context.messages.failure(error)
