"""Comments on a letter: what its reviewer wants changed, and what was dealt with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.fold import EntityState
from caseworker.office import Office
from ui.letters.opened import day_words
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words


class CommentsPart(QWidget):
    """The comments, oldest first, and a box for another.

    Signals:
        add_asked: keep what stands in the box as a comment.
        done_asked(str): the comment of that id was dealt with.
        changed(str): something was typed into the box.
    """

    add_asked = Signal()
    done_asked = Signal(str)
    changed = Signal(str)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self.rows: list[QWidget] = []
        self.ways: dict[str, LinkButton] = {}
        self.nothing = Words("No comments yet.", tone="muted")
        self.box = TextArea(2, most=8)
        self.block = form.add(
            FieldBlock(
                "comments",
                "Add a comment",
                self.box,
                help_words="Colleagues read it, the recipient never does.",
            )
        )
        self.add_button = Button("Add comment", self.add_asked.emit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for part in (self.nothing, self.block):
            self._column.addWidget(part)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.changed.connect(lambda: self.changed.emit("comments"))

    def show_comments(
        self, office: Office, comments: tuple[EntityState, ...], *, may_add: bool, is_kept: bool
    ) -> None:
        """List the comments of a letter."""
        shown = tuple((c.id, str(c.doc.get("text") or ""), str(c.doc.get("done_on") or "")) for c in comments)
        if shown != self._shown:
            self._shown = shown
            self._list(office, comments, may_add)
        set_shown(self.nothing, not shown)
        if not is_kept:
            self.nothing.setText("Comments can be added once a version is kept (Ctrl+S).")
        else:
            self.nothing.setText("No comments yet.")
        set_shown(self.block, may_add and is_kept)
        set_shown(self.add_button, may_add and is_kept)

    def text(self) -> str:
        """What stands in the box."""
        return self.box.value()

    def clear(self) -> None:
        """The comment was kept."""
        self.box.set_value("")

    def _list(self, office: Office, comments: tuple[EntityState, ...], may_add: bool) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self.ways = [], {}
        for number, comment in enumerate(comments):
            row = self._row(office, comment, number + 1, may_add)
            self._column.insertWidget(1 + number, row)
            self.rows.append(row)
        order_tabs(self, self.ways.values())

    def _row(self, office: Office, comment: EntityState, number: int, may_add: bool) -> QWidget:
        doc = comment.doc
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        who = office.staff_name(str(doc.get("by") or "")) or "A colleague"
        done = doc.get("done_on")
        state = f", dealt with on {day_words(done)}" if done else ""
        layout.addWidget(
            Words(f"{who}, {day_words(doc.get('on'))}{state}", "caption", bold=True, tone="muted")
        )
        if doc.get("about"):
            layout.addWidget(Words(f"About “{doc['about']}”", tone="muted"))
        layout.addWidget(Words(str(doc.get("text") or ""), tone="muted" if done else ""))
        if not done and may_add:
            way = LinkButton("Dealt with", lambda: self.done_asked.emit(comment.id))
            way.setAccessibleName(f"Comment {number} is dealt with")
            self.ways[comment.id] = way
            layout.addWidget(way)
        return row
