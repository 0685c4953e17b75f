"""AlertStrip (C6): messages that stay until they are closed, three at most: two show, in large text one; one is spoken.

Question: which gives way to a fourth? Choice: the oldest that only tells what is done, for Ctrl+Z still takes it back;
what was not done goes last. Cost: of four errors the oldest is not seen any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets import icons
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

KEPT = 3
_SHOWN, _SHOWN_LARGE, _LARGE = 2, 1, 1.5
"""How many stand open; from 150 % text on one, or the window would outgrow a small screen."""
_SPOKEN = {"info": "Information", "success": "Success", "warning": "Warning", "error": "Error"}
_COLOURS = {"info": "draft", "success": "on_time", "warning": "due_soon", "error": "overdue"}


@dataclass(frozen=True)
class AlertAction:
    """A button on an alert: verb and thing, what it does, and the act it takes back, if it takes one back."""

    text: str
    call: Callable[[], object]
    undoes: str = ""


@dataclass(frozen=True)
class Alert:
    """One message.

    Attributes:
        kind: info, success, warning or error.
        title: the bold first words, such as "Case logged".
        text: one or two sentences.
        actions: at most two.
        takes_focus: whether its first action takes the focus (S5).
        about: ids of what it tells of, such as letters; a newer alert about one of them takes its place.
    """

    kind: str
    title: str
    text: str = ""
    actions: tuple[AlertAction, ...] = ()
    takes_focus: bool = False
    about: tuple[str, ...] = ()

    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{_SPOKEN[self.kind]}: {self.title}. {self.text}".strip()


class AlertView(Follows, QWidget):
    """One alert as shown: icon, words, actions, Close.

    Signals:
        closed: the person closed it, or one of its actions was taken.
    """

    closed = Signal()

    def __init__(self, alert: Alert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alert = alert
        self.title = Words(alert.title, bold=True)
        self.text = Words(alert.text)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = [self._button(action) for action in alert.actions[:2]]
        self.close_button = IconButton("close", f"Close message: {alert.title}", self.closed.emit)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        set_shown(self.text, bool(alert.text))
        row = QHBoxLayout(self)
        self._row = row
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.follow_theme()

    def retheme(self) -> None:
        """Leave room for the icon."""
        self._row.setContentsMargins(16 + theme().px(20) + 12, 6, 8, 6)
        self.update()

    def _button(self, action: AlertAction) -> Button:
        def take() -> None:
            action.call()
            self.closed.emit()

        return Button(action.text, take)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground, a coloured bar and the icon; the words say the same (P5)."""
        t = tokens()
        colours = t.tags.get(_COLOURS[self.alert.kind])
        ink = colours.text if colours else t.text
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground if colours else t.base))
        painter.fillRect(0, 0, 5, self.height(), QColor(ink))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        side = theme().px(20)
        top = self.title.geometry().center().y() - side // 2
        painter.drawPixmap(18, top, icons.pixmap(self.alert.kind, ink, side, self.devicePixelRatioF()))
        painter.end()


class AlertStrip(QWidget):
    """The alerts of the window, newest on top, folded so that the pages keep their room. Hidden while it holds none.

    Attributes:
        more: shows the earlier ones.

    Signals:
        focus_left: the last alert was closed while it had the focus.
    """

    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Messages")
        self._views: list[AlertView] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._is_unfolded = False
        self.more = LinkButton("", self._unfold)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 2, 8, 2)
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._layout.addWidget(self._foot)
        theme().changed.connect(self._fold)  # with large text one stands open, whenever it was raised
        self.hide()

    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that stand, newest first, the folded ones among them."""
        return tuple(view.alert for view in self._views)

    def raise_alert(self, alert: Alert) -> AlertView:
        """Show an alert on top; it replaces what says the same or is about the same; an earlier one gives way."""
        for view in [view for view in self._views if _is_replaced(view.alert, alert)]:
            self._remove(view)
        self._is_unfolded = False
        while len(self._views) >= KEPT:
            self._remove(self._least())
        view = AlertView(alert)
        view.closed.connect(lambda: self._on_closed(view))
        self._views.insert(0, view)
        self._layout.insertWidget(0, view)
        controls = [control for shown in self._views for control in (*shown.buttons, shown.close_button)]
        order_tabs(self, [*controls, self.more])
        self._fold()
        set_shown(self, True)
        announce(self, alert.spoken(), urgent=alert.kind == "error")
        if alert.takes_focus and view.buttons:
            view.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return view

    def close_undone(self, act: str) -> None:
        """Close the alert of an act that was taken back: it would tell what is not so any more."""
        for view in list(self._views):
            if act in [action.undoes for action in view.alert.actions if action.undoes]:
                self._remove(view)

    def close_about(self, thing: str) -> None:
        """Close what tells of a thing that is not so any more."""
        for view in [view for view in self._views if thing in view.alert.about]:
            self._remove(view)

    def clear(self) -> None:
        """Close every alert."""
        for view in list(self._views):
            self._remove(view)

    def _least(self) -> AlertView:
        """The one that gives way first: the oldest that tells what is done, else the oldest."""
        oldest_first = self._views[::-1]
        return next((view for view in oldest_first if view.alert.kind == "success"), oldest_first[0])

    def _on_closed(self, view: AlertView) -> None:
        if view in self._views:
            self._remove(view)

    def _remove(self, view: AlertView) -> None:
        focus = view.window().focusWidget()
        had_focus = focus is not None and view.isAncestorOf(focus)
        self._views.remove(view)
        if had_focus and self._views:
            self._views[0].close_button.setFocus()
        elif had_focus:
            self.focus_left.emit()  # before it is hidden, else Qt picks a place by itself
        self._layout.removeWidget(view)
        view.hide()
        view.deleteLater()
        self._fold()
        set_shown(self, bool(self._views))

    def _fold(self) -> None:
        """Show the newest, and how many earlier ones there are."""
        most = _most_shown()
        for place, view in enumerate(self._views):
            set_shown(view, place < most or self._is_unfolded)
        number = len(self._views) - most
        self.more.setText("Show 1 earlier message" if number == 1 else f"Show {number} earlier messages")
        set_shown(self._foot, number > 0 and not self._is_unfolded)

    def _unfold(self) -> None:
        self._is_unfolded = True
        self._fold()
        self._views[_most_shown()].close_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _most_shown() -> int:
    return _SHOWN if theme().scale < _LARGE else _SHOWN_LARGE


def _is_replaced(old: Alert, new: Alert) -> bool:
    is_same = (old.title, old.text) == (new.title, new.text)
    return is_same or not set(new.about).isdisjoint(old.about)
