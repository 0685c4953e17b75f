"""The plan of a bundle: its title, for whom it is, which documents are in it, their order and their headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseworker.actions.bundle import SECTIONS, WARNING, BundleChoice, BundlePlan, under_their_headings
from caseworker.errors import Problem
from ui.paper import bundle_rows as rows
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import CheckField
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading


class PlanColumn(ScrollColumn):
    """The plan, from its title to the heading of the current document.

    Signals:
        edited: somebody changed it; filling it from a draft does not count.
        counted: how many documents are in it, whenever its rows are shown.
    """

    edited = Signal()
    counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(width=860, parent=parent)
        self.rows: list[rows.PlanRow] = []
        self._is_filling = False
        self._build()

    def toggle(self) -> None:
        """Put the current document in, or leave it out."""
        self.take(rows.toggled(self.rows, self.table.current_key()))

    def move_row(self, by: int) -> None:
        """Move the current document up or down."""
        self.take(rows.moved(self.rows, self.table.current_key(), by))

    def take(self, planned: list[rows.PlanRow]) -> None:
        """Take other rows for the plan; the same ones change nothing."""
        if planned != self.rows:
            self.rows = planned
            self.show_rows()
            self._on_edited()

    def resume(self, doc: Mapping[str, Any], choices: Sequence[BundleChoice]) -> None:
        """Show the plan of a draft over the documents there are now."""
        self._is_filling = True
        self.form.fill(doc)
        self._is_filling = False
        self.rows = rows.resumed(choices, doc.get("items"))
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows; the current document stays so."""
        key = self.table.current_key()
        self.model.set_rows(self.rows)
        self.table.go_to(key)
        self._show_current()
        self.counted.emit(sum(row.is_in for row in self.rows))

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Mark the fields and list the problems at the top; none takes every mark away."""
        self.summary.show_problems(self.form.show_problems(problems))

    def doc(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        return {**self.form.values(), "items": rows.plan_doc(self.rows)}

    def plan(self) -> BundlePlan:
        """The plan as it stands."""
        values = self.form.values()
        items = under_their_headings(rows.items_of(self.rows))
        return BundlePlan(
            str(values["title"] or ""), str(values["made_for"] or ""), items,
            with_notes=bool(values["notes"]), with_names=not values["initials"],
        )  # fmt: skip

    # -- the current document -----------------------------------------------------------------------------

    def _current(self) -> rows.PlanRow | None:
        key = self.table.current_key()
        return next((row for row in self.rows if row.choice.key == key), None)

    def _show_current(self) -> None:
        row = self._current()
        self._is_filling = True
        self.section.setEnabled(row is not None)
        self.section.set_value(row.section if row else SECTIONS[0])
        self._is_filling = False
        self.why.setText(row.choice.why_no_pages if row else "")
        self.why.setVisible(bool(self.why.text()))

    def _on_section(self) -> None:
        row = self._current()
        section = str(self.section.value())
        if row is not None and not self._is_filling and section and section != row.section:
            self.take(rows.under(self.rows, row.choice.key, section))

    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = Form()
        self.summary = ErrorSummary(self._go_to)
        self.why = Words("", tone="muted")
        self._make_table()
        self._lay_out(_blocks())
        self.form["title"].set_value("Bundle for the review panel")
        for name in self.form.blocks:
            self.form[name].changed.connect(self._on_edited)
        for key, by in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.ALT | key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move_row(by))

    def _make_table(self) -> None:
        self.model = rows.plan_model()
        self.table = CaseTable("Documents of the bundle", ("document", "documents"), with_filter=False)
        self.table.set_model(self.model)
        self.table.setFixedHeight(theme().px(300))
        self.table.opened.connect(lambda _index: self.toggle())
        self.table.moved.connect(lambda _index: self._show_current())
        self.section = ChoiceField(tuple((name, name) for name in SECTIONS))
        self.section_block = FieldBlock("section", "Heading of this document", self.section)
        self.section.changed.connect(self._on_section)
        self.toggle_button = Button("Put in or leave out (Enter)", self.toggle)
        self.up_button = Button("Move up (Alt+Up)", lambda: self.move_row(-1))
        self.down_button = Button("Move down (Alt+Down)", lambda: self.move_row(1))

    def _lay_out(self, blocks: tuple[FieldBlock, ...]) -> None:
        column = self.column
        column.setSpacing(12)
        column.addSpacing(8)
        column.addWidget(heading("Make a bundle"))
        column.addWidget(Words(WARNING))
        column.addWidget(self.summary)
        for pair in (blocks[:2], blocks[2:]):
            holder = QWidget()
            row = FieldRow(holder)
            for block in pair:
                row.add(self.form.add(block))
            column.addWidget(holder)
        column.addWidget(self.table)
        column.addWidget(row_of(self.toggle_button, self.up_button, self.down_button))
        column.addWidget(self.section_block)
        column.addWidget(self.why)
        column.addStretch(1)
        self.why.hide()

    def _go_to(self, name: str) -> None:
        if not self.form.focus(name):
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)


def row_of(*buttons: Button) -> FlowRow:
    """Return buttons beside each other, on a second line where there is no room."""
    row = FlowRow(gap=8)
    for button in buttons:
        row.addWidget(button)
    return row


def _blocks() -> tuple[FieldBlock, ...]:
    return (
        FieldBlock("title", "Title", TextField(30, limit=150)),
        FieldBlock("made_for", "For whom", TextField(30, limit=200)),
        FieldBlock("notes", "Chronology", CheckField("With notes and emails of the team")),
        FieldBlock("initials", "Names", CheckField("Initials instead of names in the chronology")),
    )
