"""KeyValueList (S8): key, value, "Change <key>"; a missing value reads "Add <key>"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets.link_button import LinkButton
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One row.

    Attributes:
        name: the field's name, given back when it is to be changed.
        key: what it is, in sentence case.
        value: what it is now; "" when missing.
        may_change: whether "Change" or "Add" is offered.
    """

    name: str
    key: str
    value: str
    may_change: bool = True


class KeyValueList(Follows, QWidget):
    """Rows of key and value.

    Args:
        change: called with the row's name when "Change" or "Add" is pressed, or by F2 on it.
        group: spoken after each button, so that those of several lists differ: "Child 2" (A2).

    Signals:
        change_asked(str): the same, as a signal.
    """

    change_asked = Signal(str)

    def __init__(
        self,
        rows: Sequence[KeyValue] = (),
        change: Callable[[str], object] | None = None,
        *,
        group: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: tuple[KeyValue, ...] = ()
        self._group = group
        self._values: dict[str, Words] = {}
        self._keys: list[Words] = []
        self._editor: QWidget | None = None
        self.edited_name = ""
        self.buttons: dict[str, LinkButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        if change is not None:
            self.change_asked.connect(change)
        self.set_rows(rows)
        self.follow_theme()

    def set_rows(self, rows: Sequence[KeyValue]) -> None:
        """Show these rows; the focus stays on the button of the same name, an open editor in its row."""
        if tuple(rows) == self._rows:
            return
        focused = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        self._rows = tuple(rows)
        self.buttons, self._values, self._keys = {}, {}, []
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._editor:
                old.hide()
                old.deleteLater()
        for number, row in enumerate(self._rows):
            self._add(number, row)
        order_tabs(self, [self.buttons.get(row.name) or self._values[row.name] for row in self._rows])
        self.retheme()
        if self._editor is not None:
            self._place_editor()
        if focused in self.buttons:
            self.buttons[focused].show()  # a hidden control cannot take focus
            self.buttons[focused].setFocus()

    def open_editor(self, name: str, editor: QWidget) -> None:
        """Put an editor in the place of a row's value and button."""
        self.close_editor()
        self.edited_name, self._editor = name, editor
        self._place_editor()

    def fit_editor(self, height: int) -> None:
        """Give the row of the editor this height; the grid does not ask it again once it has grown."""
        for number, row in enumerate(self._rows):
            least = height if row.name == self.edited_name and self._editor is not None else 0
            self._grid.setRowMinimumHeight(number, least)

    def close_editor(self) -> None:
        """Take the editor away and show the value and its button again."""
        editor, name = self._editor, self.edited_name
        self._editor, self.edited_name = None, ""
        self.fit_editor(0)
        if editor is not None:
            self._grid.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
            for part in (self._values.get(name), self.buttons.get(name)):
                if part is not None:
                    part.show()

    def _place_editor(self) -> None:
        number = next((n for n, row in enumerate(self._rows) if row.name == self.edited_name), None)
        if (
            number is None or self._editor is None
        ):  # the row has gone: somebody else removed what it was about
            self.close_editor()
            return
        for part in (self._values[self.edited_name], self.buttons.get(self.edited_name)):
            if part is not None:
                part.hide()
        self._grid.addWidget(self._editor, number, 1, 1, 2)

    def focused_name(self) -> str:
        """The row whose button has focus (for F2), or ""."""
        return next((name for name, button in self.buttons.items() if button.hasFocus()), "")

    def retheme(self) -> None:
        """Keep the keys in one column of a steady width."""
        self._grid.setColumnMinimumWidth(0, theme().px(150))
        for key in self._keys:
            key.setMaximumWidth(theme().px(240))
        self.update()

    def _add(self, number: int, row: KeyValue) -> None:
        top = Qt.AlignmentFlag.AlignTop
        above = (
            LinkButton.target_height() - theme().px(20)
        ) // 2  # words stand level with those of the button
        key = Words(row.key, tone="muted")
        self._keys.append(key)
        key.setContentsMargins(0, above, 0, above)
        value = Words(row.value or "Not given", tone="" if row.value else "muted", bold=bool(row.value))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setContentsMargins(0, above, 0, above)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        value.setSizePolicy(policy)
        if (
            not row.may_change
        ):  # without a button the value itself takes focus, so that it can be read and copied
            value.setTextInteractionFlags(_READ)
            value.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            value.setAccessibleName(f"{row.key}: {row.value or 'not given'}")
        self._values[row.name] = value
        self._grid.addWidget(key, number, 0, top)
        self._grid.addWidget(value, number, 1, top)
        if row.may_change:
            words = f"{'Change' if row.value else 'Add'} {row.key[:1].lower()}{row.key[1:]}"
            button = LinkButton(words, lambda: self.change_asked.emit(row.name))
            button.setAccessibleName(f"{words}, {self._group}" if self._group else words)
            button.setAccessibleDescription(f"Now {row.value}" if row.value else "Not given")
            self.buttons[row.name] = button
            self._grid.addWidget(button, number, 2, top | Qt.AlignmentFlag.AlignRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline between rows."""
        painter = QPainter(self)
        for key in self._keys[1:]:  # Qt 6.11 gives one and the same cellRect for all rows that wrap
            painter.fillRect(0, key.y() - 3, self.width(), 1, QColor(tokens().line))
        painter.end()
