"""Timeline (C10): what happened on a case, newest first, with a note box on top and a filter by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Follows, theme, tokens
from ui.widgets import icons
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import bring_into_view
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words

_EDGE = 4  # px free around an item, for the focus ring
_FAR = 10_000  # more items than a timeline has
FIRST_SHOWN = 25  # items built at once (W6); the rest on "Show earlier"


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened.

    Attributes:
        key: handed back when the link is pressed.
        title: "Acknowledgement sent".
        when: "27 March 2026 at 9:32am", or a day alone where the time is not known.
        who: person or system.
        text: a few words; two lines are shown unless `is_whole`.
        kind: words of the kind it is filtered by: "Notes", "Letters", "Clock".
        icon: a drawing's name.
        link: words of the link to more, or "".
    """

    key: str
    title: str
    when: str
    who: str = ""
    text: str = ""
    kind: str = ""
    icon: str = "clock"
    link: str = ""
    is_whole: bool = False


class TimelineEntry(Follows, QWidget):
    """One item as shown. It takes focus, so that a screen reader reads it; Up and Down go to its neighbours.

    Signals:
        step_asked(int): go so many items down (up when negative).
    """

    step_asked = Signal(int)

    def __init__(self, item: TimelineItem, position: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.is_last = False
        self.title = Words(item.title, bold=True)
        self.meta = Words(f"{item.when}, {item.who}" if item.who else item.when, "caption", tone="muted")
        self.text = Words(item.text.strip() if item.is_whole else two_lines(item.text), "body")
        set_shown(self.text, bool(item.text))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        for part in (self.title, self.meta, self.text):
            self._column.addWidget(part)
        self.link: LinkButton | None = None
        if item.link:
            self.link = LinkButton(item.link)
            self.link.setAccessibleName(f"{item.link}: {item.title}, {item.when}")
            self._column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(f"{item.title}, {item.when}, {position}")
        self.setAccessibleDescription(f"{item.who}. {item.text}".strip(". "))
        self.follow_theme()

    def retheme(self) -> None:
        """Leave room for the icon and the line."""
        self._column.setContentsMargins(_EDGE + theme().px(28) + 12, _EDGE + 4, _EDGE, 14)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A round mark with the icon, and the line that runs down to the next."""
        t, side = tokens(), theme().px(28)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.is_last:
            painter.fillRect(_EDGE + side // 2, _EDGE + side + 2, 2, self.height() - side - 2, QColor(t.line))
        painter.setPen(QColor(t.border))
        painter.setBrush(QColor(t.base))
        painter.drawEllipse(_EDGE, _EDGE, side, side)
        small = theme().px(16)
        corner = _EDGE + (side - small) // 2
        painter.drawPixmap(
            corner, corner, icons.pixmap(self.item.icon, t.text, small, self.devicePixelRatioF())
        )
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End go along the timeline; Enter opens what the item links to."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -_FAR, Qt.Key.Key_End: _FAR}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif (by := steps.get(Qt.Key(event.key()))) is not None:
            self.step_asked.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.link is not None:
            self.link.click()
        else:
            super().keyPressEvent(event)


class Timeline(QWidget):
    """The timeline of a case.

    Signals:
        note_added(str): the person finished a note.
        link_opened(str): the key of the item whose link was pressed.
    """

    note_added = Signal(str)
    link_opened = Signal(str)

    def __init__(self, *, with_note: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[TimelineItem, ...] = ()
        self._shown = FIRST_SHOWN
        self.entries: list[TimelineEntry] = []
        self.note = TextArea(2)
        self.note.describe("Note", "Ctrl+Enter adds it to the case")
        self.add_note = Button("Add note", self.finish_note, icon="note")
        self.filter = ChoiceField(empty="Everything", optional=True)
        self.filter.describe("Show in timeline", "")
        self.more = Button("Show earlier", self._show_more)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._lay_out(with_note)
        self.filter.changed.connect(self._on_filter)

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Show these, newest first as given; text being typed in the note box is kept."""
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        kinds = dict.fromkeys(item.kind for item in self._items if item.kind)
        self.filter.set_choices([(kind, kind) for kind in kinds])
        set_shown(self.filter, len(kinds) > 1)
        self._fill()

    def visible_items(self) -> list[TimelineItem]:
        """The items that the filter lets through."""
        kind = self.filter.value()
        return [item for item in self._items if not kind or item.kind == kind]

    def finish_note(self) -> bool:
        """Hand the note over and empty the box; False when nothing was written."""
        words = self.note.value()
        if not words:
            self.note.editor().setFocus()
            announce(self, "Write the note first")
            return False
        self.note.set_value("")
        self.note_added.emit(words)
        return True

    def _lay_out(self, with_note: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.note_label = Words("Add a note to the timeline", bold=True)
        top = QHBoxLayout()
        top.addWidget(self.add_note)
        top.addStretch(1)
        top.addWidget(self.filter)
        column.addWidget(self.note_label)
        column.addWidget(self.note)
        column.addLayout(top)
        column.addSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        for part in (self.note_label, self.note, self.add_note):
            set_shown(part, with_note)
        self.filter.hide()
        self.more.hide()

    def _on_filter(self) -> None:
        self._shown = FIRST_SHOWN
        self._fill()
        number = len(self.visible_items())
        announce(self, f"{number} item" if number == 1 else f"{number} items")

    def _show_more(self) -> None:
        first_new = len(self.entries)
        self._shown += FIRST_SHOWN
        self._fill()
        announce(self, f"{len(self.entries) - first_new} earlier items shown")

    def _step(self, entry: TimelineEntry, by: int) -> None:
        place = max(0, min(len(self.entries) - 1, self.entries.index(entry) + by))
        self._make_stop(self.entries[place])
        bring_into_view(self.entries[place])
        self.entries[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_stop(self, stop: TimelineEntry) -> None:
        """Tab stops at one item of the timeline, the one last visited; arrows reach the others (W6)."""
        for entry in self.entries:
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entry is stop else Qt.FocusPolicy.ClickFocus)

    def _fill(self) -> None:
        focused = next((entry.item.key for entry in self.entries if entry.hasFocus()), None)
        for entry in self.entries:
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        found = self.visible_items()
        shown = found[: self._shown]
        self.entries = [TimelineEntry(item, f"{n + 1} of {len(found)}") for n, item in enumerate(shown)]
        for entry in self.entries:
            if entry.link is not None:
                entry.link.clicked.connect(lambda _on=False, key=entry.item.key: self.link_opened.emit(key))
            entry.step_asked.connect(lambda by, entry=entry: self._step(entry, by))
            self._list.addWidget(entry)
        if self.entries:
            self.entries[-1].is_last = True
            self._make_stop(self.entries[0])
        stops = [part for entry in self.entries for part in (entry, entry.link) if part is not None]
        order_tabs(self.filter.editor(), [*stops, self.more])
        for entry in self.entries:
            if entry.item.key == focused:
                entry.show()  # a hidden part cannot take focus
                self._step(entry, 0)
        set_shown(self.more, len(found) > len(shown))
        self.more.setText(f"Show earlier ({len(found) - len(shown)})")


def two_lines(text: str) -> str:
    """The beginning of a text as a timeline shows it; it ends in " …" when there is more."""
    lines = text.strip().splitlines()
    short = "\n".join(lines[:2])
    cut = short[:240].rsplit(" ", 1)[0] if len(short) > 240 else short
    return cut + " …" if cut != text.strip() else cut
