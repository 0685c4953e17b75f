"""Waiting for a decision, on the page of conflicts: what the hub holds for a manager; what was not accepted (D8)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseworker.actions.waiting import Decision, NotAccepted, Waiting, decision
from ui.messages import Question
from ui.sync.quiet_card import QuietCard
from ui.tokens import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import gather
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words, heading

MOST_SHOWN = 3
"""Bundles on the page at once (W6); the next follow once these are decided."""
LONGEST = 300
MISSING = "Enter why it is not accepted: whoever wrote it reads this"
SENDING = "Sending your decision"
Confirm = Callable[[Question, Callable[[], object]], object]


class WaitingBox(QuietCard):
    """What one computer sent about one case, and the decision."""

    def __init__(
        self,
        one: Waiting,
        decide: Callable[[Decision], None],
        open_case: Callable[[], object],
        confirm: Confirm,
    ) -> None:
        super().__init__()
        self.one, self._decide, self._confirm = one, decide, confirm
        self.title = (
            LinkButton(one.scope, open_case, bold=True) if one.case_id else Words(one.scope, bold=True)
        )
        if isinstance(self.title, LinkButton):
            self.title.setAccessibleName(f"Open case {one.scope}")
        self.who = Words(f"{one.who}, {one.when}. {one.why}")
        self.lines = Words("\n".join(one.lines), "reading")
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason = TextArea(2, most=4, limit=LONGEST)
        self.block = FieldBlock(
            "reason",
            "Reason, if you do not accept it",
            self.reason,
            help_words="Whoever wrote it is told, and gets the words back to copy.",
        )
        self.accept_button = Button("Accept" if not one.erases else "Accept the erasure", self.accept)
        self.refuse_button = Button("Do not accept", self.refuse)
        self.said = Words("", tone="muted")
        for button in (self.accept_button, self.refuse_button):
            button.setAccessibleName(f"{button.text()}: {one.scope}, {one.who}, {one.when}")
        self._lay_out()

    def accept(self) -> None:
        """Let it into the record; an erasure only when that was confirmed (U4)."""
        if not self.one.erases:
            self._send(decision(self.one))
            return
        question = Question(
            f"{self.one.scope} for ever?",
            "Erase for ever",
            "Keep it",
            (("Erased by", f"{self.one.who}, {self.one.when}"), ("Why it waits", self.one.why)),
            "It is erased on every computer and at the hub, and cannot be brought back.",
        )
        self._confirm(question, lambda: self._send(decision(self.one)))

    def refuse(self) -> None:
        """Do not; the reason is told to its author."""
        reason = self.typed().strip()
        self.block.set_problem("" if reason else MISSING)
        if reason:
            self._send(decision(self.one, reason))
        else:
            self.block.focus()

    def typed(self) -> str:
        """The reason as it stands."""
        return str(self.reason.value() or "")

    def wait(self, is_sending: bool) -> None:
        """Show that the decision is on its way, or that another may be made."""
        for part in (self.accept_button, self.refuse_button, self.block):
            part.setEnabled(not is_sending)
        self.said.setText(f"{SENDING} …" if is_sending else "")

    def _send(self, decided: Decision) -> None:
        self.wait(True)
        self._decide(decided)

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for each in (self.accept_button, self.refuse_button, self.said):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        for part in (self.title, self.who, self.lines, self.block, buttons):
            column.addWidget(part)
        set_shown(self.lines, bool(self.one.lines))


class NotAcceptedBox(QuietCard):
    """Changes of one's own that were not accepted: why, and the words to be copied."""

    def __init__(self, one: NotAccepted, done: Callable[[], None]) -> None:
        super().__init__()
        self.one = one
        written = f" You wrote it on {one.when}." if one.when else ""
        self.why = Words(f"{one.reason}", bold=True)
        self.words = Words(one.words or "The hub has these words no more.", "reading")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = Button("Copy what I wrote", self._copy)
        self.done_button = Button("I have read it", done)
        buttons = FlowRow()
        for button in (self.copy_button, self.done_button):
            buttons.addWidget(button)
            button.setAccessibleName(f"{button.text()}: not accepted, {one.reason}")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_4)
        for part in (self.why, Words(f"This was not accepted.{written}", tone="muted"), self.words, buttons):
            column.addWidget(part)
        set_shown(self.copy_button, bool(one.words))

    def first_focus(self) -> QWidget:
        """To copy comes first."""
        return self.copy_button if self.one.words else self.done_button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.one.words)


class WaitingPart(QWidget):
    """The section; hidden while nothing waits.

    Args:
        decide: sends a decision. open_case: by its id. done: its author has read that it was not accepted.
        confirm: asks before something that cannot be undone.
    """

    def __init__(
        self,
        decide: Callable[[Decision], None],
        open_case: Callable[[str], object],
        done: Callable[[NotAccepted], None],
        confirm: Confirm,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._decide, self._open_case, self._done, self._confirm = decide, open_case, done, confirm
        self.boxes: list[WaitingBox] = []
        self.refused: list[NotAcceptedBox] = []
        self._shown: tuple[object, object] = ((), ())
        self.heading = heading("Waiting for a decision")
        self.words = Words("", "reading")
        self.refused_heading = heading("Not accepted")
        rows, own = QWidget(), QWidget()
        self._rows, self._own = QVBoxLayout(rows), QVBoxLayout(own)
        for inner in (self._rows, self._own):
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(SPACE_8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_16)
        column.setSpacing(SPACE_8)
        for part in (self.refused_heading, own, self.heading, self.words, rows):
            column.addWidget(part)
        self.hide()

    def show_all(self, waiting: tuple[Waiting, ...], refused: tuple[NotAccepted, ...]) -> None:
        """Show what waits; a reason that is being typed stays."""
        if (waiting, refused) != self._shown:
            self._shown = (waiting, refused)
            self._fill(waiting, refused)
        for box in self.boxes:
            box.wait(False)

    def first_focus(self) -> QWidget | None:
        """The first thing to press, if there is one."""
        if self.refused:
            return self.refused[0].first_focus()
        return self.boxes[0].reason.box if self.boxes else None

    def _fill(self, waiting: tuple[Waiting, ...], refused: tuple[NotAccepted, ...]) -> None:
        typed = {box.one.key: box.typed() for box in self.boxes}
        had_focus = self.isAncestorOf(QApplication.focusWidget() or QWidget())
        _empty(self._rows)
        _empty(self._own)
        self.boxes = [self._box(one, typed.get(one.key, "")) for one in waiting[:MOST_SHOWN]]
        self.refused = [self._refused(one) for one in refused]
        more = f" The first {MOST_SHOWN} are shown; the next follow." if len(waiting) > MOST_SHOWN else ""
        self.words.setText(
            "The hub keeps these and has given them to nobody. Accept what belongs in the case; what you do not accept "
            f"goes back to whoever wrote it.{more}"
        )
        for part in (self.heading, self.words):
            set_shown(part, bool(waiting))
        set_shown(self.refused_heading, bool(refused))
        set_shown(self, bool(waiting or refused))
        gather(self)
        if had_focus and (first := self.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, one: Waiting, typed: str) -> WaitingBox:
        box = WaitingBox(one, self._decide, lambda: self._open_case(one.case_id), self._confirm)
        box.reason.set_value(typed)
        self._rows.addWidget(box)
        return box

    def _refused(self, one: NotAccepted) -> NotAcceptedBox:
        box = NotAcceptedBox(one, lambda: self._done(one))
        self._own.addWidget(box)
        return box


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is not None and (child := item.widget()) is not None:
            child.hide()
            child.deleteLater()
