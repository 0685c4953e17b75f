"""A dialog of a few steps, one question each (W5): heading, words, fields, problems, buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from caseworker.errors import CaseworkerError, RuleError
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.field_row import FieldRow
from ui.widgets.words import Words, heading


class _Inside(QWidget):
    """As high as its parts are at its width: Qt would take the height they need when narrow, and scroll for nothing."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Step(QWidget):
    """One question of a dialog.

    Args:
        blocks: its fields, one below the other; those of a tuple side by side where there is room.
    """

    def __init__(
        self, title: str, words: str = "", blocks: Sequence[FieldBlock | tuple[FieldBlock, ...]] = ()
    ) -> None:
        super().__init__()
        self.title = title
        self.first: QWidget | None = None
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        self.column.addWidget(self.summary)
        self.heading = heading(title)
        self.column.addWidget(self.heading)
        self.words = Words(words, "reading")
        self.words.setVisible(bool(words))
        self.column.addWidget(self.words)
        for block in blocks:
            self.column.addWidget(self._row(block) if isinstance(block, tuple) else self.form.add(block))
        inside = _Inside()
        inside_column = QVBoxLayout(inside)
        inside_column.setContentsMargins(28, 24, 28, 12)
        inside_column.addLayout(self.column)
        inside_column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(28, 8, 28, 20)
        self.buttons.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(self.buttons)

    def _row(self, blocks: tuple[FieldBlock, ...]) -> QWidget:
        holder = QWidget()
        row = FieldRow(holder)
        for block in blocks:
            row.add(self.form.add(block))
        return holder

    def add_buttons(self, quiet: Sequence[Button], main: Button | None = None) -> None:
        """Put the buttons in the bottom row, the one that goes on at the right."""
        for button in quiet:
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        if main is not None:
            main.setDefault(True)
            self.buttons.addWidget(main)

    def show_error(self, error: Exception) -> None:
        """Show what must be mended at its field, or what is in the way, in words; a bug is raised again."""
        if isinstance(error, RuleError):
            self.summary.show_problems(self.form.show_problems(problems_of(error)) or problems_of(error))
        elif isinstance(error, CaseworkerError):
            self.words.setText(str(error))
            self.words.show()
            self.words.setFocus()
        else:
            raise error

    def clear_problems(self) -> None:
        """Take away what the last attempt showed."""
        self.form.clear_problems()
        self.summary.show_problems(())


class StepDialog(QDialog):
    """Shows one step at a time."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        room = self.screen().availableSize() * 0.95  # a large text on a small screen scrolls instead
        self.resize(QSize(theme().px(680), theme().px(690)).boundedTo(room))

    def add_step(self, step: Step) -> Step:
        """Keep a step for later."""
        self.stack.addWidget(step)
        return step

    def go(self, step: Step) -> None:
        """Show a step and give its first field, or its main button, the focus."""
        self.stack.setCurrentWidget(step)
        blocks = [block for block in step.form.blocks.values() if not block.isHidden()]
        first = step.first or (blocks[0].field.editor() if blocks else None)
        if first is None:
            found = [b for b in step.findChildren(Button) if b.isDefault()] or step.findChildren(Button)
            first = found[0] if found else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
