"""The list of what the reports page shows, under headings, with a line above it that narrows it as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.choice_field import Choice
from ui.widgets.side_list import SideList
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

Group = tuple[str, Sequence[Choice]]
_NONE = "No table has these words."
_WIDTH = 240  # px at 100 % text
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class TableList(SideList):
    """Tables and documents.

    Typing in the list goes into the line above it; Down there goes to the first entry that is left, Esc shows all of
    them again. Enter goes to what the entry shows.

    Signals:
        entered: the person goes on to what is shown.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, width=_WIDTH)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Type to find a table")
        self.filter.setAccessibleName("Find a table or document")
        self.filter.setAccessibleDescription(
            "Down arrow goes to the first that is left, Enter shows it. Esc shows all again."
        )
        self.filter.setClearButtonEnabled(True)
        self.none = Words(_NONE, tone="muted")
        self.none.hide()
        self._about: Mapping[str, str] = {}
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.filter)
        layout.insertWidget(1, self.none)
        layout.setSpacing(6)
        order_tabs(self, (self.filter, self.list))
        self.filter.textChanged.connect(self._narrow)
        for part in (self.filter, self.list):
            part.installEventFilter(self)

    def set_groups(self, groups: Sequence[Group], about: Mapping[str, str] | None = None) -> None:
        """Show entries under headings; those of a heading "" stand without one.

        Args:
            about: by code what an entry is found by besides its words: the question a table answers.
        """
        self._about = about or {}
        entries: list[Choice] = []
        for words, found in groups:
            if found:
                entries += [("", words)] if words else []
                entries += found
        self.set_entries(entries)
        self._narrow(self.filter.text(), quiet=True)

    def set_folded(self, folded: bool) -> None:
        """A choice finds its entries by itself."""
        super().set_folded(folded)
        self.filter.setVisible(not folded)
        self._narrow(self.filter.text(), quiet=True)

    def shown(self) -> list[str]:
        """The codes of the entries that the line above leaves."""
        rows = range(len(self._entries))
        return [self._entries[row][0] for row in rows if self._entries[row][0] and not self._is_hidden(row)]

    def _is_hidden(self, row: int) -> bool:
        return self.list.isRowHidden(row)

    def _narrow(self, text: str, *, quiet: bool = False) -> None:
        wanted = text.casefold().split()
        heading, left = -1, 0
        for row, (code, words) in enumerate(self._entries):
            if not code:
                heading = row
                self.list.setRowHidden(row, bool(wanted))
                continue
            title = self._entries[heading][1] if heading >= 0 else ""
            fits = _fits(wanted, f"{words} {title} {self._about.get(code, '')}")
            self.list.setRowHidden(row, not fits)
            left += fits
            if fits and heading >= 0:
                self.list.setRowHidden(heading, False)
        self.none.setVisible(bool(wanted) and not left and not self.is_folded())
        if wanted and not quiet:
            announce(self.filter, f"{left} left" if left else _NONE)

    def _go_to_first(self) -> bool:
        """Make the first entry that is left current, unless the current one is left; False when there is none."""
        shown = self.shown()
        if not shown:
            announce(self.filter, _NONE)
        elif self.current() not in shown:
            self.set_current(shown[0], again=True)
        return bool(shown)

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line and of the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.filter:
                return self._on_line_key(event)
            if watched is self.list and event.key() in _ENTER and not event.modifiers() & ~_KEYPAD:
                self.entered.emit()
                return True
            if watched is self.list and _is_typing(event):
                self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
                self.filter.setText(event.text())
                return True
        return super().eventFilter(watched, event)

    def _on_line_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            if self._go_to_first():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() in _ENTER:
            if self._go_to_first():
                self.entered.emit()
            return True
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            return True
        return False


def _fits(wanted: Sequence[str], text: str) -> bool:
    """Whether every word typed stands in the text; one of digits begins the code, with which the text begins."""
    text = text.casefold()
    code = text.split(" ", 1)[0]
    if len(wanted) == 1 and any(letter.isdigit() for letter in wanted[0]):
        return code.startswith(wanted[0]) or (not wanted[0].isdigit() and wanted[0] in text)
    return all(word in text for word in wanted)


def _is_typing(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and bool(event.text()) and event.text().isprintable() and event.text() != " "
