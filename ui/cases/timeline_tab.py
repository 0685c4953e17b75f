"""Timeline (C10): the note box, then everything that happened, newest first."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.domain.cases import TimelineItem as Happened
from ui.cases.case_facts import CaseFacts
from ui.cases.doubles_line import DoublesLine
from ui.cases.history_rows import who_words
from ui.cases.note_box import NoteBox
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.widgets.timeline import Timeline, TimelineItem, two_lines
from ui.widgets.words import heading

_ICONS = {
    "case.logged": "logged",
    "case.imported": "folder",
    "case.updated": "pencil",
    "case.assigned": "person",
    "case.acknowledged": "tick",
    "case.answered": "outcome",
    "case.reopened": "undo",
    "case.voided": "close",
    "note.added": "note",
    "clock.extended": "extend",
    "clock.paused": "paused",
    "clock.resumed": "clock",
    "letter.written": "letter",
    "letter.printed": "printer",
    "change.undone": "undo",
    "service.asked": "people",
    "service.replied": "people",
    "case.chased": "letter",
    "head.told": "letter",
    "case.linked": "matches",
}
_MORE, _LESS = "Show all of it", "Show less of it"


class TimelineTab(Scrolled):
    """The first tab of a case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._whole: set[str] = set()
        self._items: list[TimelineItem] = []
        self.note = NoteBox(context.today, context.office.calendar)
        self.doubles = DoublesLine(context)
        self.timeline = Timeline(with_note=False)
        self.timeline.link_opened.connect(self._on_link)
        head = QHBoxLayout()
        head.addWidget(heading("What happened"), 1)
        head.addWidget(self.timeline.filter)
        self.column.addWidget(self.note)
        self.column.addWidget(self.doubles)
        self.column.addLayout(head)
        self.column.addWidget(self.timeline, 1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show what happened; a note being typed is left alone."""
        self.note.setVisible("note" in facts.may and not facts.read_only)
        self.doubles.show_facts(facts)
        self._items = [self._item(item) for item in facts.view.timeline]
        self._fill()

    def first_focus(self) -> QWidget:
        """The note box, else the filter."""
        return self.timeline.filter.editor() if self.note.isHidden() else self.note.text.editor()

    def _item(self, happened: Happened) -> TimelineItem:
        text = happened.text
        if happened.reason and happened.reason not in text:
            text = f"{text}. Reason: {happened.reason}" if text else happened.reason
        return TimelineItem(
            key=happened.changeset_id,
            title=happened.title,
            when=moment_words(happened.at),
            who=who_words(self._context.office, happened.author_id),
            text=text,
            kind=happened.group,
            icon=_ICONS.get(happened.kind, "info"),
            link=_MORE if two_lines(text) != text.strip() else "",
        )

    def _fill(self) -> None:
        self.timeline.set_items(
            [replace(i, is_whole=True, link=_LESS) if i.key in self._whole else i for i in self._items]
        )

    def _on_link(self, key: str) -> None:
        """Show the whole text, or only its beginning again; the focus stays on the link."""
        self._whole ^= {key}
        self._fill()
        for entry in self.timeline.entries:
            if entry.item.key == key and entry.link is not None:
                entry.link.setFocus()
                self._context.messages.announce(entry.item.text if key in self._whole else "Shown less")
