"""The frame of the letter page: head, the column at the left, the letter at the right, and how they share the room."""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from caseworker.actions import letters
from caseworker.domain.letter_checks import Check
from caseworker.errors import Problem
from ui.context import Context
from ui.letters import ways
from ui.letters.editing import Editing
from ui.letters.finished_column import FinishedColumn
from ui.letters.head import LetterHead
from ui.letters.opened import OpenedLetter
from ui.letters.reading_pane import FIELDS, ReadingPane
from ui.letters.writing.column import WritingColumn
from ui.page import Page
from ui.theme import Follows, theme
from ui.widgets.empty_state import Loading
from ui.widgets.low import is_low
from ui.widgets.words import Words

_NARROW = 900  # px at 100 % text below which the columns take turns


class LetterFrame(Follows, Page):
    """The parts of the page and their places; what they do is said by the classes built on it."""

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.case_id, _, self.which = key.partition("/")
        self.opened: OpenedLetter | None = None
        self.preview_made: letters.LetterPreview | None = None
        self.problems: tuple[Problem, ...] = ()
        self.is_busy = False
        self.dialog: QDialog | None = None
        self._build()

    def go_to_fact(self, name: str, *, check: Check | None = None) -> None:
        """Lead to where a fact is changed, or a check settled."""
        ways.go_to_fact(self, name, check)

    def layout_state(self) -> dict[str, Any]:
        """How it is read, how large, and how the room is shared."""
        return {
            "show": self.reading.what(),
            "zoom": self.reading.sheets.zoom(),
            "columns": self.splitter.sizes(),
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("show") in ("pages", "text"):
            self.reading.switch.set_value(state["show"])
        self.reading.sheets.set_zoom(int(state.get("zoom", 0)))
        sizes = state.get("columns")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) and n > 0 for n in sizes):
            self.splitter.setSizes(sizes)

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the page; the focus returns to where it was."""
        self.dialog = dialog
        before = self.window().focusWidget()

        def closed(_result: int) -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()
            if before is not None and shiboken6.isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)

        dialog.finished.connect(closed)
        dialog.open()

    def why_not_write(self) -> str:
        """Why nothing can be done with letters here, or ""."""
        office = self.context.office
        if office.database.read_only:
            return "IT must update this program. You can read but not change."
        role = office.roles.get(office.person.role)
        return (
            ""
            if role and "letter" in role.may
            else "Your role does not write letters. Ask a complaints manager."
        )

    def is_for_others(self) -> bool:
        """Whether somebody else has to check and approve this letter: the person at the keyboard cannot."""
        return self.opened is not None and bool(self.opened.why_not_approve)

    def why_not_act(self) -> str:
        """Why no act can be begun this moment, or ""."""
        if self.opened is None:
            return "There is no letter to show."
        return "The letter is being kept or printed." if self.is_busy else ""

    def _build(self) -> None:
        self.head = LetterHead()
        self.warning = Words("", bold=True)
        self.warning.setContentsMargins(16, 8, 16, 8)
        self.warning.hide()
        self.editing = Editing(self.context, self)
        self.writing = WritingColumn(
            open_case=lambda: self.context.open_page("case", self.case_id, show="details"),
            open_points=lambda: self.context.open_page("case", self.case_id, show="points"),
            go_elsewhere=self.go_to_fact,
            go_to_check=lambda check: self.go_to_fact(check.field, check=check),
            attach=self.editing.attach,
        )
        self.editing.attach_plain(self.writing.parts.summary, self.writing.comments.box)
        # Until the case and the draft are there: typing must not meet them half-way.
        self.writing.setEnabled(False)
        self.finished = FinishedColumn(self.context.today)
        self.finished.hide()
        self.reading = ReadingPane(self.context)
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.editing.bar, self.writing, self.finished):
            column.addWidget(part)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([600, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.head, self.warning, self.reading.bar):
            layout.addWidget(part)
        layout.addWidget(self.splitter, 1)
        self.loading = Loading(self.reading)
        self.reading.switch.changed.connect(self.arrange)
        self.follow_theme()

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW) or is_low(self)

    def show_left(self) -> None:
        """Bring the left column to the front where the columns take turns."""
        if self._is_narrow():
            self.reading.switch.set_value(FIELDS)

    def arrange(self) -> None:
        """The columns beside each other, or in turn."""
        opened = self.opened
        if opened is None:
            return
        narrow, whole = self._is_narrow(), is_low(self)  # in a low window all of the page scrolls as one (W7)
        self.reading.set_narrow(narrow, "Change the letter" if opened.is_open else "About the letter")
        in_turn = self.reading.what() == FIELDS
        self.editing.bar.setVisible(opened.is_open and bool(self.writing.parts.editors))
        self.writing.setVisible(opened.is_open)
        self.finished.setVisible(not opened.is_open)
        self.left.setVisible(not narrow or in_turn)
        self.reading.setVisible(not (narrow and in_turn))
        for column in (self.writing, self.finished):
            column.area.set_whole(whole)
        self.reading.set_whole(whole)

    def retheme(self) -> None:
        """Larger text leaves less room."""
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take turns where there is no room for both."""
        super().resizeEvent(event)
        self.arrange()
