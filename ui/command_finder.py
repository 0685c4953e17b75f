"""The command finder (Alt+Q) and the list of keys (Shift+F1), both read from the registry (W8)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.commands import Command, Registry, spoken_keys
from ui.theme import fitting, theme, tokens
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.typed_list import CODE, TypedList, holds_all
from ui.widgets.words import Words

_KEYS = CODE + 1
_REASON = CODE + 2


class CommandFinder(QDialog):
    """A filter line above the commands that match; Enter carries out the one chosen, Esc closes."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.chosen = ""
        self.setWindowTitle("Find a command")
        self.entries = TypedList(
            "Find a command", "Commands", "Type what you want to do", _CommandDelegate, self
        )
        self.line, self.list = self.entries.line, self.entries.list
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.count = Words("", "caption", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        self.resize(fitting(parent, 520, 420))
        self.entries.typed.connect(self._fill)
        self.entries.taken.connect(self.take)
        self._fill()
        self.line.setFocus()

    def matches(self, text: str) -> list[Command]:
        """The commands that hold every word typed: those that can be used now first, then those named so."""
        found = [
            command
            for command in self._registry.offered()
            if holds_all(f"{command.text} {_place(command)} {command.help}", text)
        ]
        return sorted(
            found, key=lambda each: (bool(self._registry.reason(each.id)), not holds_all(each.text, text))
        )

    def take(self) -> None:
        """Close, then carry out the command chosen (the one that opened us gets its focus back first)."""
        code = self.entries.current()
        if code is not None:
            self.chosen = code
            self.accept()

    def _fill(self) -> None:
        self.list.clear()
        found = self.matches(self.line.text())
        for command in found:
            keys, reason = spoken_keys(self._registry, command.id), self._registry.reason(command.id)
            self.entries.add(command.id, command.text, keys, reason)
        self.list.setCurrentRow(0 if found else -1)
        words = f"{len(found)} command" if len(found) == 1 else f"{len(found)} commands"
        self.count.setText(words)
        self.entries.say_found(f"{words}, first {found[0].text}" if found else words)


class _CommandDelegate(QStyledItemDelegate):
    """Words at the left, keys at the right, the reason it is off beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if index.data(_REASON) else 1
        return QSize(
            100, theme().control_height() + (lines - 1) * QFontMetrics(theme().font("caption")).height()
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(t.selection if selected else t.base))
        room, reason = option.rect.adjusted(12, 0, -12, 0), str(index.data(_REASON) or "")
        caption = QFontMetrics(theme().font("caption")).height() if reason else 0
        top = room.adjusted(0, 0, 0, -caption)
        painter.setFont(theme().font())
        painter.setPen(QColor(t.selection_text if selected else t.muted if reason else t.text))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.setFont(theme().font("caption"))
        painter.setPen(QColor(t.selection_text if selected else t.muted))
        painter.drawText(
            top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data(_KEYS) or "")
        )
        if reason:
            painter.drawText(room.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignBottom, reason)


class KeyList(QDialog):
    """Every command with its keys, what it does, and why it is off now."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("List of keys")
        columns: list[Column[Command]] = [
            Column("text", "Command", lambda c: c.text, width=28),
            Column("keys", "Keys", lambda c: spoken_keys(registry, c.id), width=20),
            Column("menu", "Menu", _place, width=24, may_filter=True),
            Column("now", "Now", lambda c: registry.reason(c.id) or "Can be used", width=0),
        ]
        self.table = CaseTable("List of keys", ("command", "commands"))
        model = RowsModel(columns, speak=lambda c: _spoken(c, registry), key=lambda c: c.id, parent=self)
        model.set_rows(registry.offered())
        self.table.set_model(model)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.table)
        self.resize(fitting(parent, 820, 520))
        self.table.view.setFocus()


def _place(command: Command) -> str:
    """The menu it stands in, and the menu within that."""
    return f"{command.menu}, {command.group}" if command.group else command.menu


def _spoken(command: Command, registry: Registry) -> str:
    keys = spoken_keys(registry, command.id) or "no key"
    return f"{command.text}, {keys}, {_place(command)} menu, {registry.reason(command.id) or 'can be used'}"
