"""Step 2: where the values of each column go: guessed, shown with examples, and settled one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from caseworker.actions.import_guess import DATE_FORMS, PLACES, choices_of, needs_column
from ui.context import Context
from ui.imports.step import LOWEST, Settled, Step
from ui.theme import theme
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.options_field import CheckField
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

KEPT = "Kept as an imported fact"
_REFERENCE = "case.reference"
_OWN = "This file has no references: give each row one of our own"
_OWN_SOME = "Rows without a reference: give each one of our own"
_OWN_HELP = "Importing the same file again adds nothing: a row is known again as long as none of its cells has changed."


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the file."""

    heading: str
    example: str
    place: str


class ColumnsStep(Step):
    """All columns in a table; the one that is current is settled beneath it."""

    title = "What the columns are"
    about = "Go down the table and choose for each column. What goes nowhere is kept with the case and can be searched."

    def __init__(self, context: Context, settled: Settled, parent: QWidget | None = None) -> None:
        super().__init__(context, settled, parent)
        self._is_filling = False
        self.form = Form()
        self.summary = ErrorSummary(self._go_to)
        self.table = CaseTable("Columns of the file", ("column", "columns"))
        self.model: RowsModel[ColumnRow] = RowsModel(
            [
                Column("heading", "Column", lambda r: r.heading, width=26),
                Column("place", "Goes to", lambda r: r.place, width=36, may_filter=True),
                Column("example", "Examples", lambda r: r.example, width=50),
            ],
            speak=lambda r: f"{r.heading}, goes to {r.place}, such as {r.example or 'nothing'}",
            key=lambda r: r.heading,
            parent=self,
        )
        self.table.set_model(self.model)
        self.table.setMinimumHeight(theme().px(LOWEST))
        self.missing = Words("", bold=True)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.missing)
        own = FieldBlock("own_references", "References", CheckField(_OWN), help_words=_OWN_HELP)
        self.column.addWidget(self.form.add(own))
        self.form["own_references"].changed.connect(self._on_own)
        self.column.addWidget(self.table, 1)
        holder = QWidget()
        self.row = FieldRow(holder)
        self.column.addWidget(holder)
        self._add("place", "This column goes to", ChoiceField(optional=True, empty=KEPT))
        self._add(
            "dates", "Dates are written like", ChoiceField([(n, f.example) for n, f in DATE_FORMS.items()])
        )
        self._add("kind", "Every row is", ChoiceField(optional=True, empty="Choose one"))
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _index: self.form.blocks["place"].focus())
        self.form["place"].changed.connect(self._on_place)
        self.form["dates"].changed.connect(self._on_dates)
        self.form["kind"].changed.connect(self._on_kind)

    def begin(self) -> None:
        """Show the columns as they are settled."""
        setup = self.settled.setup
        self._is_filling = True
        place = self.form["place"]
        assert isinstance(place, ChoiceField)
        place.set_choices([(code, each.label) for code, each in PLACES[setup.makes].items()])
        order_tabs(self.table.view, [place.editor()])  # many choices are offered by another control than few
        kind = self.form["kind"]
        assert isinstance(kind, ChoiceField)
        if setup.makes == "case":
            kind.set_choices(choices_of(self.context.office, PLACES["case"]["case.kind"]))
        kind.set_value(setup.every.get("case.kind", ""))
        self.form["dates"].set_value(setup.dates)
        self.form["own_references"].set_value(setup.own_references)
        self._is_filling = False
        self._show()

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table.view

    def _show(self) -> None:
        look, setup = self.settled.look, self.settled.setup
        if look is None:
            return
        places = PLACES[setup.makes]
        key = self.table.current_key()
        goes = {name: setup.columns.get(name, "") for name in look.header}
        rows = [
            ColumnRow(name, look.example(name), places[code].label if code else KEPT)
            for name, code in goes.items()
        ]
        self.model.set_rows(rows)
        if not (key and self.table.go_to(key)) and rows:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        chosen = set(setup.columns.values())
        needed = [place.label for code, place in places.items() if needs_column(setup, code)]
        has_kind = "case.kind" in chosen or setup.makes != "case"
        self.missing.setText(f"Still needed: {', '.join(needed)}." if needed else "")
        self.missing.setVisible(bool(needed))
        self.form.blocks["kind"].setVisible(not has_kind)
        own = self.form["own_references"]
        assert isinstance(own, CheckField)
        own.box.setText(_OWN_SOME if _REFERENCE in chosen else _OWN)
        can_lack = setup.makes == "case" and (_REFERENCE not in chosen or setup.own_references)
        self.form.blocks["own_references"].setVisible(can_lack)
        self._on_moved(self.table.view.currentIndex())

    def _on_moved(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model.row(index)
        block = self.form.blocks["place"]
        block.set_label(f"“{row.heading}” goes to")
        self._is_filling = True
        block.field.set_value(self.settled.setup.columns.get(row.heading, ""))
        self._is_filling = False

    def _on_place(self) -> None:
        index = self.table.view.currentIndex()
        if self._is_filling or not index.isValid():
            return
        heading, code = self.model.row(index).heading, str(self.form["place"].value() or "")
        setup = self.settled.setup
        if setup.columns.get(heading, "") == code:
            return
        words = {name: known for name, known in setup.words.items() if name != heading}
        self.settled.setup = replace(setup, columns={**setup.columns, heading: code}, words=words)
        self._show()

    def _on_dates(self) -> None:
        if not self._is_filling and self.form["dates"].value():
            self.settled.setup = replace(self.settled.setup, dates=str(self.form["dates"].value()))

    def _on_kind(self) -> None:
        if not self._is_filling:
            every = {**self.settled.setup.every, "case.kind": str(self.form["kind"].value() or "")}
            self.settled.setup = replace(self.settled.setup, every=every)
            self._show()

    def _on_own(self) -> None:
        if not self._is_filling:
            own = bool(self.form["own_references"].value())
            self.settled.setup = replace(self.settled.setup, own_references=own)
            self._show()

    def _go_to(self, name: str) -> bool:
        """Move to the column that goes to a place, or to the choice of one."""
        for heading, code in self.settled.setup.columns.items():
            if code == name:
                self.table.go_to(heading)
        self.form.blocks["place"].focus()
        return True

    def _add(self, name: str, label: str, field: ChoiceField) -> None:
        self.row.add(self.form.add(FieldBlock(name, label, field)), 2 if name == "place" else 1)
