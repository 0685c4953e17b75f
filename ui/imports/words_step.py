"""Step 3: what the words of the file mean: their word, our entry; what nothing says is kept as an imported fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from caseworker.actions.import_guess import KEPT_AS_FACT, PLACES, WordRow, choices_for
from caseworker.domain.dates_in_words import count_of
from ui.context import Context
from ui.imports.columns_step import KEPT
from ui.imports.step import LOWEST, Settled, Step
from ui.theme import theme
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

_NEEDED = "Choose: a row cannot do without"


class WordsStep(Step):
    """All words in a table; the one that is current is settled beneath it."""

    title = "What their words mean"
    about = "Words nobody settles are kept with the case as they are written, and their field stays empty."

    def __init__(self, context: Context, settled: Settled, parent: QWidget | None = None) -> None:
        super().__init__(context, settled, parent)
        self._is_filling = False
        self._choices: dict[str, list[tuple[str, str]]] = {}
        self.said = Words("", bold=True)
        self.table = CaseTable("Words of the file", ("word", "words"))
        self.model: RowsModel[WordRow] = RowsModel(
            [
                Column("heading", "Column", lambda r: r.heading, width=24, may_filter=True),
                Column("word", "Their word", lambda r: r.word, width=34),
                Column("means", "Means", self._means, width=34, may_filter=True),
                Column(
                    "count", "Rows", lambda r: f"{r.count:,}", sort=lambda r: r.count, width=8, is_number=True
                ),
            ],
            speak=lambda r: f"{r.heading}, {r.word}, means {self._means(r)}, {count_of(r.count, 'row')}",
            key=lambda r: f"{r.heading}\x1f{r.word}",
            parent=self,
        )
        self.table.set_model(self.model)
        self.table.setMinimumHeight(theme().px(LOWEST))
        self.table.set_empty("No column has words to settle", "Go on to the check.")
        self.block = FieldBlock("means", "This word means", ChoiceField(optional=True, empty=KEPT))
        for part in (self.said, self.table, self.block):
            self.column.addWidget(part, 1 if part is self.table else 0)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(lambda _index: self.block.focus())
        self.block.field.changed.connect(self._on_means)

    def begin(self) -> None:
        """Show the words; those that nothing says come first."""
        setup, office = self.settled.setup, self.context.office
        self._choices = {
            name: choices_for(office, setup, name) for name in {row.heading for row in self.settled.words}
        }
        rows = sorted(self.settled.words, key=lambda row: row.means not in (None, KEPT_AS_FACT))
        self.model.set_rows(rows)
        self.block.setVisible(bool(rows))
        if rows:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self._say()

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table.view if self.model.rowCount() else self.table.filter_line

    def _means(self, row: WordRow) -> str:
        if row.means is None or row.means == KEPT_AS_FACT:
            return _NEEDED if self._is_kind(row) else KEPT
        return dict(self._choices.get(row.heading, [])).get(_code(row.means), str(row.means))

    def _is_kind(self, row: WordRow) -> bool:
        return self.settled.setup.columns.get(row.heading) in ("case.kind", "stage.number")

    def _say(self) -> None:
        unknown = [row for row in self.settled.words if row.means in (None, KEPT_AS_FACT)]
        self.said.setText(f"{count_of(len(unknown), 'word')} in none of our lists." if unknown else "")
        self.said.setVisible(bool(unknown))

    def _on_moved(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model.row(index)
        label = PLACES[self.settled.setup.makes][self.settled.setup.columns[row.heading]].label
        self.block.set_label(f"{label}: “{row.word[:60]}” means")
        field = self.block.field
        assert isinstance(field, ChoiceField)
        self._is_filling = True
        field.set_choices(self._choices.get(row.heading, []))
        order_tabs(self.table.view, [field.editor()])  # many choices are offered by another control than few
        field.set_value(_code(row.means))
        self._is_filling = False

    def _on_means(self) -> None:
        index = self.table.view.currentIndex()
        if self._is_filling or not index.isValid():
            return
        row, code = self.model.row(index), str(self.block.field.value() or "")
        if _code(row.means) == code:
            return
        changed = replace(row, means=_value(code))
        self.settled.words = tuple(changed if each == row else each for each in self.settled.words)
        key = f"{row.heading}\x1f{row.word}"
        shown = [changed if each == row else each for each in self.model.rows()]
        self.model.set_rows(shown)
        self.table.go_to(key)
        self._say()


def _code(means: Any) -> str:
    if means is True or means is False:
        return str(means).lower()
    return str(means or "")


def _value(code: str) -> Any:
    return {"true": True, "false": False}.get(code, code or KEPT_AS_FACT)
