"""Timescales: every set there is for this council, in words, and the council's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout

from caseworker.actions.own_schemes import (
    SchemeEdit,
    edit_of,
    export_own_schemes,
    import_own_schemes,
    remove_own_scheme,
    save_own_scheme,
    step_labels,
)
from caseworker.actions.schemes import SchemeRow, authority_choices, missing_in_words, scheme_rows
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.errors import Problem, ProblemsError, RuleError
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.rows_model import Column
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_TOML = "Timescales (*.toml)"
_PERIOD_HELP = "Leave it empty when there is no such step."


class TimescalesPart(TablePart[SchemeRow]):
    """The table of all sets; what the current one says stands beneath it."""

    code = "timescales"
    title = "Timescales"
    noun = ("set of timescales", "sets of timescales")
    about_words = "A case keeps the timescales it was given. The newest set in force times each new stage."
    files: FileDialogs = SYSTEM_DIALOGS

    def columns(self) -> list[Column[SchemeRow]]:
        """What for, from when to when, whose."""
        return [
            Column("procedure", "For", lambda r: r.procedure, width=22, may_filter=True),
            Column("id", "Name", lambda r: r.scheme.id, width=13),
            Column("from", "First day", lambda r: _day(r.scheme.valid_from), sort=lambda r: r.scheme.valid_from,
                   width=17),
            Column("to", "Last day", lambda r: _day(r.scheme.valid_to) or "Open", width=17),
            Column("state", "Today", lambda r: "In force" if r.is_in_force else "", width=9, may_filter=True),
            Column("whose", "Whose", lambda r: r.whose, width=18, may_filter=True),
            Column("cases", "Stages", lambda r: f"{r.cases:,}", sort=lambda r: r.cases, width=8, is_number=True),
            Column("steps", "Times", lambda r: "; ".join(r.steps), width=44),
            Column("note", "Doubt", lambda r: r.scheme.note, width=30),
        ]  # fmt: skip

    def key(self, row: SchemeRow) -> str:
        """Procedure and name."""
        return row.key

    def read(self) -> Sequence[SchemeRow]:
        """All sets, and what is missing."""
        self._missing = missing_in_words(self.context.office)
        return scheme_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """What can be done."""
        return [
            Button("Copy to make your own", self.copy, kind="primary", icon="plus"),
            Button("Change your own (Enter)", self.open_row),
            Button("Take your own out", self.remove),
            Button("Export your own", self.export),
            Button("Import your own", self.import_),
            Button("Choose whose timescales apply", self._go_to_office),
        ]

    def add_above(self, column: QVBoxLayout) -> None:
        """Whose timescales apply, and what is not timed."""
        self.whose, self.missing = Words(""), Words("", bold=True)
        column.addWidget(self.whose)
        column.addWidget(self.missing)
        self.missing.hide()

    def add_below(self, column: QVBoxLayout) -> None:
        """What the current set says."""
        self.details = TextArea(5, most=6, kind="body")
        self.details.box.setReadOnly(True)
        self.details.describe("What this set says", "Read only")
        column.addWidget(self.details)
        self.table.moved.connect(self._show_details)

    def shown(self, rows: Sequence[SchemeRow]) -> None:
        """Say whose they are and what is missing."""
        office = self.context.office
        whose = dict(authority_choices(office)).get(office.settings.authority, office.settings.authority)
        self.whose.setText(f"Corporate complaints and enquiries follow: {whose}.")
        said = [*self._missing, *([office.own_scheme_problem] if office.own_scheme_problem else [])]
        self.missing.setText("\n".join(said))
        self.missing.setVisible(bool(said))
        self._show_details(self.table.view.currentIndex())

    def copy(self) -> None:
        """Make a set of the council's own from the current one."""
        self._edit(is_change=False)

    def open_row(self) -> None:
        """Change a set of the council's own."""
        self._edit(is_change=True)

    def remove(self) -> None:
        """Take a set of the council's own out."""
        row, office = self.current(), self.context.office
        if row is not None:
            self.run(lambda: remove_own_scheme(office, row.key))

    def export(self) -> None:
        """Write the council's own sets to a file."""
        path = self.files.save_as(self, "Export the council's own timescales", "timescales.toml", _TOML)
        office = self.context.office
        if path is not None:
            self.context.tasks.run_read(
                lambda: export_own_schemes(office, path),
                lambda number: self.context.messages.success("Exported", _written(number, path.name)),
                self.context.messages.failure,
                receiver=self,
            )

    def import_(self) -> None:
        """Read sets of the council's own from a file."""
        path = self.files.open_file(self, "Import the council's own timescales", _TOML)
        office = self.context.office
        if path is not None:
            self.run(lambda: import_own_schemes(office, path))

    # -- inside -------------------------------------------------------------------------------------------

    def _edit(self, *, is_change: bool) -> None:
        row, office = self.current(), self.context.office
        if row is None:
            return
        try:
            edit = edit_of(office, row.key, is_change=is_change)
        except RuleError as error:
            self.context.messages.warning("This set cannot be changed" if is_change else "This set cannot be copied",
                                          str(error))  # fmt: skip
            return
        title = f"Change {edit.id}" if is_change else f"Timescales of your own, like {row.scheme.id}"
        if not self.begin(title, f"For {row.procedure.lower()}. Cases already counted keep their deadlines."):
            return
        if not is_change:
            self.form.add("id", "Short name", TextField(20, limit=30), edit.id, needed=True,
                          help_words="Such as NM-2026. It stands in the history of each case.")  # fmt: skip
        first, last = (DateField(self.context.today, sense="future") for _ in range(2))
        self.form.add("valid_from", "First day", first, edit.valid_from, needed=True)
        self.form.add(
            "valid_to", "Last day", last, edit.valid_to, help_words="Leave it empty while it is in force."
        )
        for code, label in step_labels(office, row.key).items():
            period = edit.periods.get(code)
            self.form.add(code, label, TextField(6, limit=4), "" if period is None else str(period),
                          help_words=_PERIOD_HELP)  # fmt: skip
        self.form.add(
            "source", "Where these times are laid down", TextField(44, limit=300), edit.source, needed=True
        )
        self.form.add("note", "What is in doubt", TextArea(2, kind="body"), edit.note)
        self.open_form(lambda values: self._act(edit, values))

    def _act(self, edit: SchemeEdit, values: dict[str, Any]) -> Callable[[], Changed]:
        periods = {code: _number(code, values[code]) for code in edit.periods}
        office = self.context.office
        typed = SchemeEdit(
            edit.like,
            str(values.get("id", edit.id)),
            values["valid_from"],
            values["valid_to"],
            values["source"],
            values["note"],
            periods,
            edit.is_change,
        )
        return lambda: save_own_scheme(office, typed)

    def _show_details(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.details.set_value("")
            return
        row = self.model.row(index)
        lines = [*row.steps, f"Source: {row.scheme.source}"]
        self.details.set_value("\n".join([*lines, f"Doubt: {row.scheme.note}"] if row.scheme.note else lines))

    def _go_to_office(self) -> None:
        self.context.open_page("settings", section="office")


def _written(number: int, name: str) -> str:
    return f"{count_of(number, 'set')} of timescales {'was' if number == 1 else 'were'} written to {name}."


def _number(code: str, text: Any) -> int | None:
    words = str(text).strip()
    if not words:
        return None
    if not words.removeprefix("-").isascii() or not words.removeprefix("-").isdigit():
        raise ProblemsError([Problem(code, "Enter a whole number of days, or leave it empty")])
    return int(words)


def _day(day: Any) -> str:
    return long_date(day).split(" ", 1)[1] if day else ""
