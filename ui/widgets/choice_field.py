"""ChoiceField (C2): a combo with type-ahead for up to 25 entries, a filtered list for more. Never an editable combo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.field import Field
from ui.widgets.filter_list import FilterList
from ui.widgets.tab_order import order_tabs

Choice = tuple[str, str]  # code, words
COMBO_LIMIT = 25


class Combo(QComboBox):
    """A combo that a passing mouse wheel does not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, not the value."""
        event.ignore()


class ChoiceField(Field):
    """One of a list of choices.

    Args:
        choices: code and words, in the order shown.
        empty: words shown while nothing is chosen.
        optional: whether the first entry is "nothing chosen", so that a choice can be taken back.
    """

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        empty: str = "Choose one",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty, self._optional = empty, optional
        self._choices: tuple[Choice, ...] = ()
        self._part: Combo | FilterList | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the value is kept when it is still among them."""
        before = self.value()
        self._choices = tuple(choices)
        part = self._part_for(len(self._choices))
        entries = ([("", self._empty)] if self._optional else []) + list(self._choices)
        if isinstance(part, FilterList):
            part.set_choices(entries)
        else:
            part.blockSignals(True)
            part.clear()
            for code, words in entries:
                part.addItem(words, code)
            part.setCurrentIndex(-1)
            part.blockSignals(False)
        self.set_value(before)

    def choices(self) -> tuple[Choice, ...]:
        """What is offered."""
        return self._choices

    def editor(self) -> QWidget:
        """The combo, or the filter line."""
        assert self._part is not None
        return self._part.line if isinstance(self._part, FilterList) else self._part

    def value(self) -> str:
        """The code chosen, or ""."""
        if isinstance(self._part, FilterList):
            return self._part.code()
        return str(self._part.currentData() or "") if self._part is not None else ""

    def words(self) -> str:
        """The words of the choice, or ""."""
        return dict(self._choices).get(self.value(), "")

    def set_value(self, value: str | None) -> None:
        """Choose a code; one that is not offered leaves nothing chosen."""
        if isinstance(self._part, FilterList):
            self._part.set_code(value or "")
        elif self._part is not None:
            index = self._part.findData(value or "")
            self._part.setCurrentIndex(index)

    def _part_for(self, number: int) -> Combo | FilterList:
        wanted = FilterList if number > COMBO_LIMIT else Combo
        if isinstance(self._part, wanted):
            return self._part
        had_focus = self._part is not None and self.editor().hasFocus()
        old, self._part = self._part, wanted()
        if old is not None:
            while self._row.count():  # with it goes the stretch beside a combo
                self._row.takeAt(0)
            self._part_describe(old)
            old.hide()
            old.deleteLater()
        self._row.addWidget(self._part)
        order_tabs(self, [self.editor()])
        if isinstance(self._part, FilterList):
            self._part.line.setPlaceholderText(self._empty)
            self._part.chosen.connect(self.changed)
            self._part.left.connect(self.left)
        else:
            self._part.setPlaceholderText(self._empty)
            self._part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self._part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self._part.setMinimumContentsLength(12)
            self._part.currentIndexChanged.connect(lambda _index: self.changed.emit())
            self._part.installEventFilter(self)
            self._row.addStretch(1)
        if had_focus:
            self._part.show()  # the layout would do so later, and what is hidden takes no focus
            self.editor().setFocus(Qt.FocusReason.OtherFocusReason)
        return self._part

    def _part_describe(self, old: Combo | FilterList) -> None:
        before = old.line if isinstance(old, FilterList) else old
        self.describe(before.accessibleName(), before.accessibleDescription())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the combo is the moment to check."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)
