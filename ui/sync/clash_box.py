"""One clash on the page: what it is about, each side with its words, and the choice between them (S15)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStyle, QVBoxLayout, QWidget

from caseworker.actions.clashes import Clash
from caseworker.actions.settle import Choice, keep, keep_both
from ui.sync.quiet_card import QuietCard
from ui.theme import theme
from ui.tokens import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from ui.widgets.field_block import FieldBlock
from ui.widgets.shown import set_shown
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words

BOTH = "Both, put together"
_SIDE_WIDTH, _SIDE_MOST = 300, 480
_AT_100 = 1_000  # px at 100 % text, to see how large the text is now
_SPOKEN = 120
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class _SideButton(QRadioButton):
    """Each arrow key goes to the next side or the one before, whether they stand beside or beneath each other."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on; it chooses only where something was chosen before, so that one can listen to both sides first."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step or self.group() is None:
            super().keyPressEvent(event)
            return
        buttons = self.group().buttons()
        other = buttons[(buttons.index(self) + step) % len(buttons)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if self.group().checkedButton() is not None:
            other.setChecked(True)


class _SideWords(QWidget):
    """A button to choose a side, and beneath it what that side says; both come into view together."""

    shown_whole = True

    def __init__(self, button: QRadioButton, words: str) -> None:
        super().__init__()
        self.words = Words(words, "reading")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = button
        self._inset = inset = QVBoxLayout()
        inset.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_12)
        column.setSpacing(SPACE_4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(inset)
        column.addStretch(1)
        self._line_up()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size makes the button larger."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._line_up()

    def _line_up(self) -> None:
        """The words begin where those of the button begin."""
        button, style = self._button, self._button.style()
        metrics = (
            QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
            QStyle.PixelMetric.PM_RadioButtonLabelSpacing,
        )
        self._inset.setContentsMargins(sum(style.pixelMetric(m, None, button) for m in metrics), 0, 0, 0)


class ClashBox(QuietCard):
    """One row: a field whose values clash.

    Signals:
        chosen: another side was chosen, or the proposal was changed.
    """

    chosen = Signal()

    def __init__(self, clash: Clash, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clash = clash
        self.follows = False  # whether it was chosen with another row, and not by itself
        thing = f"{clash.thing}: " if clash.thing else ""
        self.title = Words(f"{thing}{clash.field}", bold=True)
        self.stops = Words(
            "No response is issued and the case is not closed until this is settled.", tone="muted"
        )
        self.meanwhile = Words("", "caption", tone="muted")
        self._group = QButtonGroup(self)
        self.buttons = [self._button(side.heading, side.words) for side in clash.sides]
        self._both = clash.both()
        self.text = TextArea(3)
        self.proposal = FieldBlock(
            "both", "Text of both", self.text, help_words="Read it through and change it as it should be."
        )
        self._both_words = self._said_of_both() if self._both is not None else ""
        if self._both is not None:
            self.buttons.append(self._button(BOTH, self._both_words))
            self.proposal.set_label(f"Text of both, {clash.field}")
        self._lay_out()
        self._group.buttonToggled.connect(lambda _button, is_on: self._on_toggled() if is_on else None)
        self.text.changed.connect(self.chosen)

    def choice(self) -> Choice | None:
        """What was chosen; None while nothing was."""
        place = self.place()
        if place < 0:
            return None
        if place < len(self.clash.sides):
            return keep(self.clash, place)
        return keep_both(self.clash, self.text.value() if self._is_text() else None)

    def place(self) -> int:
        """The place of the side chosen, after the sides that of both; -1 for none."""
        return next((n for n, button in enumerate(self.buttons) if button.isChecked()), -1)

    def choose(self, place: int, text: str = "") -> None:
        """Choose a side, or both, as before a refresh."""
        if 0 <= place < len(self.buttons):
            self.buttons[place].setChecked(True)
            if text and place == len(self.clash.sides):
                self.text.set_value(text)

    def act(self) -> str:
        """The change that wrote the side chosen; "" for none and for both."""
        place = self.place()
        return self.clash.sides[place].act if 0 <= place < len(self.clash.sides) else ""

    def follow(self, act: str) -> bool:
        """Choose what the same change wrote, unless a person chose here; whether it was chosen."""
        place = next((n for n, side in enumerate(self.clash.sides) if side.act == act), -1)
        if place < 0 or not (self.follows or self.place() < 0):
            return False
        self.follows = True
        self.choose(place)
        return True

    def typed(self) -> str:
        """The proposal as it stands."""
        return str(self.text.value() or "")

    def _is_text(self) -> bool:
        return self._both is not None and isinstance(next(iter(self._both.values())), str)

    def _said_of_both(self) -> str:
        assert self._both is not None
        value = next(iter(self._both.values()))
        if isinstance(value, str):
            self.text.set_value(value)
            return "Every paragraph of both, once. You read it before it is saved."
        return "Every entry of both, once."

    def _button(self, heading: str, words: str) -> QRadioButton:
        button = _SideButton(heading)
        short = words if len(words) <= _SPOKEN else f"{words[:_SPOKEN]}…"
        thing = f"{self.clash.thing}, " if self.clash.thing else ""
        button.setAccessibleName(f"{self.clash.scope}, {thing}{self.clash.field}: {heading}: {short}")
        self._group.addButton(button)
        return button

    def _lay_out(self) -> None:
        sides = QWidget()
        widest = max(button.sizeHint().width() for button in self.buttons)
        needed = -(-widest * _AT_100 // theme().px(_AT_100))  # a heading is not broken into lines
        layout = SideBySide(sides, column=max(_SIDE_WIDTH, needed), most=max(_SIDE_MOST, needed))
        for number, (button, side) in enumerate(zip(self.buttons, self.clash.sides, strict=False)):
            part = _SideWords(button, side.words)
            if number == 1:
                layout.begin_second(part)
            else:
                layout.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_4)
        column.setSpacing(SPACE_8)
        for words in (self.title, self.stops, self.meanwhile):
            column.addWidget(words)
        column.addWidget(sides)
        if self._both is not None:
            column.addWidget(_SideWords(self.buttons[-1], self._both_words))
        column.addWidget(self.proposal)
        shown = self.clash.sides[self.clash.shown]
        self.meanwhile.setText(f"Shown meanwhile: {shown.heading}.")
        set_shown(self.stops, self.clash.stops)
        set_shown(self.proposal, False)

    def _on_toggled(self) -> None:
        set_shown(self.proposal, self._is_text() and self.place() == len(self.clash.sides))
        self.chosen.emit()
