"""ManyField: several of a list of choices, as a list with tick boxes; Space ticks, letters find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.theme import Follows, theme
from ui.widgets.choice_field import Choice
from ui.widgets.field import Field

_SHOWN = 8


class ManyField(Follows, Field):
    """Any number of choices.

    Args:
        shown: how many are seen at once; the others are scrolled to.
    """

    def __init__(
        self, choices: Sequence[Choice], *, shown: int = _SHOWN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self.list = QListWidget()
        self._put(choices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.list.installEventFilter(self)
        self.follow_theme()

    def choices(self) -> tuple[Choice, ...]:
        """What is offered."""
        return tuple((str(i.data(Qt.ItemDataRole.UserRole)), i.text()) for i in self._items())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; those ticked that are still among them stay so."""
        ticked = self.value()
        self.list.blockSignals(True)
        self.list.clear()
        self._put(choices)
        self.list.blockSignals(False)
        self.set_value(ticked)
        self.retheme()

    def editor(self) -> QWidget:
        """The list."""
        return self.list

    def value(self) -> list[str]:
        """The codes ticked, in the order of the list."""
        return [
            str(i.data(Qt.ItemDataRole.UserRole))
            for i in self._items()
            if i.checkState() is Qt.CheckState.Checked
        ]

    def set_value(self, value: Iterable[str] | None) -> None:
        """Tick these and no others."""
        ticked = set(value or ())
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.value()

    def retheme(self) -> None:
        """As many entries as are to be seen at once."""
        self.list.setFixedHeight(min(self._shown, max(1, self.list.count())) * theme().row_height() + 8)

    def _put(self, choices: Sequence[Choice]) -> None:
        for code, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the list is the moment to check."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
