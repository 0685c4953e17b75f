"""Step 1: which file, which sheet, in which row the headings stand, what each row is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.import_guess import MAKES, Look, saved_mappings
from caseworker.actions.imports import mapping_names
from caseworker.domain.dates_in_words import count_of
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.imports.step import Settled, Step
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_FILTERS = "Spreadsheets (*.xlsx *.csv *.txt);;All files (*)"
Again = Callable[[Path, str, int], object]


class FileStep(Step):
    """The file and its shape.

    Args:
        look_again: called when another file, sheet or row is chosen.
    """

    title = "Choose a file"
    about = "A CSV file or an Excel workbook (.xlsx). Nothing is imported before you have seen every row's verdict."
    files: FileDialogs = SYSTEM_DIALOGS

    def __init__(
        self, context: Context, settled: Settled, look_again: Again, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, settled, parent)
        self._look_again, self._is_filling = look_again, False
        self.choose_button = Button("Choose a file", self.choose, kind="primary", icon="folder")
        self.said, self.note = Words("", bold=True), Words("")
        self.form = Form()
        self.column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.said)
        self.column.addWidget(self.note)
        self._add("sheet", "Sheet", ChoiceField())
        self._add("heading_row", "Row of the headings", TextField(6, limit=5),
                  "The row with the names of the columns; guessed, and yours to change.")  # fmt: skip
        self._add("makes", "Each row is", ChoiceField(tuple(MAKES.items())))
        self._add("mapping", "Saved mapping", ChoiceField(optional=True, empty="None: guess the columns"),
                  "What was settled last time, for files with the same columns.")  # fmt: skip
        self.column.addStretch(1)
        self.form["sheet"].changed.connect(self._on_sheet)
        self.form["heading_row"].left.connect(self._on_row)
        self.begin()

    def begin(self) -> None:
        """Show the file, when there is one."""
        look = self.settled.look
        self._is_filling = True
        for name in ("heading_row", "makes", "mapping"):
            self.form.blocks[name].setVisible(look is not None)
        self.form.blocks["sheet"].setVisible(look is not None and len(look.sheets) > 1)
        self.said.setVisible(look is not None)
        self.note.setVisible(look is not None and bool(look.note))
        if look is not None:
            self._show(look)
        self._is_filling = False

    def first_focus(self) -> QWidget:
        """The button."""
        return self.choose_button

    def choose(self) -> None:
        """Ask for a file."""
        path = self.files.open_file(self, "Import cases from a file", _FILTERS)
        if path is not None:
            self._look_again(path, "", 0)

    def makes(self) -> str:
        """What each row is."""
        return str(self.form["makes"].value() or "case")

    def mapping(self) -> str:
        """The saved mapping chosen, or ""."""
        return str(self.form["mapping"].value() or "")

    def _show(self, look: Look) -> None:
        columns = count_of(len(look.header), "column")
        self.said.setText(f"{look.path.name}: {count_of(look.row_count, 'row')}, {columns}.")
        self.note.setText(look.note)
        for name, choices in (
            ("sheet", [(sheet, sheet) for sheet in look.sheets]),
            ("mapping", [(n, n) for n in (*saved_mappings(self.context.office), *self._shipped())]),
        ):
            field = self.form[name]
            assert isinstance(field, ChoiceField)
            field.set_choices(choices)
        self.form["sheet"].set_value(look.sheet)
        self.form["heading_row"].set_value(str(look.heading_row))
        self.form["makes"].set_value(self.settled.setup.makes)
        self.form["mapping"].set_value(self.settled.mapping_name)

    def _shipped(self) -> list[str]:
        kept = saved_mappings(self.context.office)
        return [name for name in mapping_names(self.context.office) if name not in kept]

    def _on_sheet(self) -> None:
        look = self.settled.look
        if look is not None and not self._is_filling and self.form["sheet"].value() not in ("", look.sheet):
            self._look_again(look.path, str(self.form["sheet"].value()), 0)

    def _on_row(self) -> None:
        look, text = self.settled.look, str(self.form["heading_row"].value())
        if look is None or self._is_filling:
            return
        if not text.isascii() or not text.isdigit() or not int(text):
            self.form.blocks["heading_row"].set_problem(
                "Row of the headings must be a whole number, such as 1"
            )
        elif int(text) != look.heading_row:
            self.form.blocks["heading_row"].set_problem("")
            self._look_again(look.path, look.sheet, int(text))
        else:
            self.form.blocks["heading_row"].set_problem("")

    def _add(self, name: str, label: str, field: ChoiceField | TextField, help_words: str = "") -> None:
        self.column.addWidget(self.form.add(FieldBlock(name, label, field, help_words=help_words)))
