"""Post: letters on their way out. What waits to be sent, what was sent, what came back (interface brief, 4.4)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from caseworker.actions.letter_mail import Post, read_post
from ui.context import Context
from ui.letters.post.parts import BackPart, SentPart, ToSendPart
from ui.page import Page
from ui.widgets.parts_frame import PartsFrame
from ui.widgets.side_list import SideList

TO_SEND, SENT, BACK = "send", "sent", "back"
_NARROW = 900  # px at 100 % text below which the list of parts is one choice above the table


class PostPage(Page):
    """The post table."""

    kind = "post"
    commands = ("edit.find", "page.print", "list.export")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._asked = 0
        self._is_stale = False
        self.parts = SideList("Parts of the post")
        self.to_send, self.sent, self.back = ToSendPart(context), SentPart(context), BackPart(context)
        self._views = {TO_SEND: self.to_send, SENT: self.sent, BACK: self.back}
        frame = PartsFrame("Post", self.parts, _NARROW)
        self.stack = frame.stack
        for view in self._views.values():
            self.stack.addWidget(view)
            view.emptied.connect(lambda: self.parts.editor().setFocus(Qt.FocusReason.OtherFocusReason))
        frame.fill(self)
        self._say_parts(Post((), ()))
        self.parts.chosen.connect(lambda _code: self._show_part())
        self.handle("edit.find", self._focus_filter)
        self.handle("page.print", self._print, self._why_not_print)
        self.handle("list.export", self.sent.export, self._why_not_export)
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "Post"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Approved letters wait here until they are sent. Space selects several, Ctrl+A all; Ctrl+P prints them as "
            "one job in the order of their envelopes and asks afterwards which came out right. Sent is the log of what "
            "went out, how and by whom; Came back lists letters that somebody must deal with. Enter opens a letter."
        )

    def first_focus(self) -> QWidget:
        """The table of the part in front, else the list of parts."""
        view = self._front()
        return view.table.view if view.model.rowCount() else self.parts.editor()

    def refresh(self) -> None:
        """Read the table again."""
        self._is_stale = False
        self._asked += 1
        asked, office = self._asked, self.context.office
        self.to_send.loading.start("Looking at the post")
        self.context.tasks.run_read(
            lambda: read_post(office),
            lambda post: self._on_post(post) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )
        self.sent.read()

    def on_changed(self, changed: Any) -> None:
        """Read again when cases changed; later, when nobody is looking now."""
        if changed.case_ids and self.isVisible():
            self.refresh()
        elif changed.case_ids:
            self._is_stale = True

    def may_close(self) -> bool:
        """Not while letters are being printed: the question which came out right would be lost."""
        if self.to_send.run.is_busy:
            self.context.messages.status("Letters are being printed. Stop that first.")
            return False
        return True

    def layout_state(self) -> dict[str, Any]:
        """Part, columns and period; filters may hold a name and are not kept."""
        tables = {code: {**view.table.layout_state(), "filter": ""} for code, view in self._views.items()}
        return {"part": self.parts.current(), "tables": tables, "period": self.sent.picker.period().code}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        tables = state.get("tables")
        for code, view in self._views.items():
            if isinstance(tables, dict) and isinstance(tables.get(code), dict):
                view.table.restore_layout(tables[code])
        self.sent.restore_period(str(state.get("period", "")))
        self.sent.read()
        if state.get("part") in self._views:
            self.parts.set_current(str(state["part"]))

    def _front(self) -> ToSendPart | SentPart | BackPart:
        return self._views.get(self.parts.current(), self.to_send)

    def _on_post(self, post: Post) -> None:
        self._say_parts(post)
        self.to_send.show_rows(post.to_send)
        self.back.show_rows(post.came_back)
        self.context.registry.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.to_send.loading.finish()
        self.context.messages.failure(error)

    def _say_parts(self, post: Post) -> None:
        self.parts.set_entries(
            [
                (TO_SEND, f"To send ({len(post.to_send):,})"),
                (SENT, "Sent"),
                (BACK, f"Came back ({len(post.came_back):,})"),
            ]
        )
        self._show_part()

    def _show_part(self) -> None:
        self.stack.setCurrentWidget(self._front())
        self.context.registry.refresh()

    def _focus_filter(self) -> None:
        self._front().table.focus_filter()

    def _print(self) -> None:
        if self.parts.current() == SENT:
            self.sent.print_list()
        else:
            self.to_send.print_chosen()

    def _why_not_print(self) -> str:
        if self.parts.current() == BACK:
            return "Open a letter to print it."
        return "" if self._front().model.rowCount() else "There is no letter to print here."

    def _why_not_export(self) -> str:
        return "" if self.parts.current() == SENT else "Go to the letters sent first."

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
