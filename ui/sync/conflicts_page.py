"""Conflicts (4.10, Ctrl+9): what two people wrote who did not know of each other, and a choice for each."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseworker.actions.clashes import Clash, clashes
from caseworker.actions.settle import settle
from caseworker.actions.sync import sync_status
from caseworker.actions.waiting import (
    Decided,
    Decision,
    HeldChange,
    NotAccepted,
    Waiting,
    not_accepted,
    note_told,
    waiting,
)
from caseworker.actions.worked_alongside import Alongside, worked_alongside
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import listed
from caseworker.errors import Problem, RuleError
from caseworker.office import Office
from ui.cases.tab_order import stops_of
from ui.context import Context
from ui.page import Page
from ui.sync.clash_box import ClashBox
from ui.sync.waiting_part import WaitingPart
from ui.tokens import SPACE_8, SPACE_16, SPACE_24
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import gather, order_tabs
from ui.widgets.words import PageHeading, Words, heading

MOST_SHOWN = 9
"""Rows on the page at once, so that it keeps to its number of controls (W6); the next follow once these are settled."""

MOST_ALONGSIDE = 10
MOST_BESIDE = 6
"""Rows while something waits for a decision above them."""
NO_ANSWER = "The hub does not answer."
ALONE_NOW = "The hub is not met from this computer now. Look under Settings, “Sharing”."


class _Read(NamedTuple):
    found: tuple[Clash, ...]
    alongside: tuple[Alongside, ...]
    is_shared: bool
    waiting: tuple[Waiting, ...] = ()
    refused: tuple[NotAccepted, ...] = ()


class ConflictsPage(Page):
    """Every clash, case by case; nothing is saved before Apply."""

    kind = "conflicts"
    commands = ("page.finish",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.boxes: list[ClashBox] = []
        self._found: tuple[Clash, ...] | None = None
        self._asked = 0
        self._is_stale = self._is_busy = self._awaits_focus = self._is_following = False
        self._wanted_case = key
        self.area = ScrollColumn(width=1060)
        self.area.setAccessibleName("Conflicts")
        self.heading = PageHeading("Conflicts")
        self.words = Words("", "reading")
        self.summary = ErrorSummary(lambda _name: self._first().setFocus(Qt.FocusReason.OtherFocusReason))
        self.rows = QWidget()
        self.waiting = WaitingPart(
            self._decide,
            lambda case_id: context.open_page("case", case_id),
            self._told,
            context.messages.confirm,
        )
        self.apply_button = Button("Apply (Ctrl+Enter)", self.apply, kind="primary")
        self.none_button = Button("Choose nothing", self.clear_choices)
        self.count = Words("", tone="muted")
        self.merged_heading = heading("Already merged")
        self.merged = QWidget()
        self._lay_out()
        self.loading = Loading(self)
        self.handle("page.finish", self.apply, self.why_not_apply)
        context.once_shared(self, lambda sharing: sharing.heard.connect(self._on_heard))
        self.refresh()

    def title(self) -> str:
        """As in the navigation, with the number."""
        return f"Conflicts ({len(self._found)})" if self._found else "Conflicts"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Conflicts"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Two people wrote different things in the same place while neither could see the other. Nothing is lost. "
            "The arrow keys go from side to side, Space chooses, Tab goes to the next row, Ctrl+Enter applies what "
            "you chose. Rows without a choice stay. One Undo takes it back."
        )

    def first_focus(self) -> QWidget:
        """The first decision or choice, or the words that there is none."""
        self._awaits_focus = self._found is None
        return self.waiting.first_focus() or (self._first() if self.boxes else self.area)

    def refresh(self) -> None:
        """Read them again; what was chosen for a row that is as it was stays chosen."""
        self._is_stale = False
        self._asked += 1
        asked, office, sharing = self._asked, self.context.office, self.context.sharing
        held, decided = (sharing.to_decide, sharing.decided) if sharing is not None else ((), ())
        if self._found is None:
            self.loading.start("Loading conflicts")
        self.context.tasks.run_read(
            lambda: _read(office, held, decided),
            lambda read: self._on_read(read) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Others may have settled one, or made another."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def chosen(self) -> list[ClashBox]:
        """The rows with a choice."""
        return [box for box in self.boxes if box.place() >= 0]

    def why_not_apply(self) -> str:
        """Why there is nothing to apply, or ""."""
        return "" if self.boxes else "There are no conflicts."

    def apply(self) -> None:
        """Save what was chosen; one Undo takes all of it back."""
        if self._is_busy or not self.boxes:
            return
        choices = [choice for box in self.boxes if (choice := box.choice()) is not None]
        if not choices:
            self._show_problem("Choose a value for at least one row first")
            return
        office = self.context.office
        self._is_busy = True
        self.context.tasks.run_write(
            lambda: settle(office, choices), self._on_settled, self._on_not_settled, receiver=self
        )

    def clear_choices(self) -> None:
        """Choose nothing in any row; nothing was saved."""
        kept, self.boxes = self.boxes, []
        self._fill([box.clash for box in kept])
        self._put_in_order()
        self._say_count()

    # -- what waits at the hub ----------------------------------------------------------------------------

    def _decide(self, decided: Decision) -> None:
        """Send a decision; the next meeting says what became of it."""
        sharing = self.context.sharing
        if sharing is not None and sharing.is_on:
            sharing.decide(decided)
            return
        self.context.messages.warning("Nothing was decided", ALONE_NOW)
        self.refresh()

    def _told(self, one: NotAccepted) -> None:
        """The author has read that it was not accepted."""
        office, sharing = self.context.office, self.context.sharing
        if sharing is not None:
            sharing.told(one.ids)
        self.context.tasks.run_write(
            lambda: note_told(office, one), lambda _none: self.refresh(), self._on_failed, receiver=self
        )

    def _on_heard(self, news: Any) -> None:
        """A meeting ended: show what waits now, and say what became of a decision."""
        if news.decisions:
            self._say_decided(news)
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def _say_decided(self, news: Any) -> None:
        messages, done = self.context.messages, news.met.outcome.has_decided if news.met else 0
        if done:
            refused = any(decision.refusal for decision in news.decisions)
            words = (
                "Whoever wrote it is told why." if refused else "Everybody who may see the case receives it."
            )
            messages.success("Not accepted" if refused else "Accepted", words)
        elif news.met and not news.words:
            messages.warning("Nothing was decided", "Somebody else has decided meanwhile.")
        else:
            messages.warning(
                "Nothing was decided", f"{news.words or NO_ANSWER} Try again once the hub answers."
            )

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_settled(self, changed: Changed) -> None:
        self._is_busy = False
        self._show_problem("")
        self._awaits_focus = self.rows.isAncestorOf(QApplication.focusWidget() or self)  # what has it goes
        for box in self.chosen():
            box.setEnabled(False)
        self.context.changed(changed)
        self.context.messages.success("Saved", changed.message, undo_action(self.context, changed))
        if self._is_stale or not self.isVisible():
            self.refresh()

    def _on_not_settled(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, RuleError):
            self._show_problem(str(error))
            self.refresh()
        else:
            self.context.messages.failure(error)

    def _on_read(self, read: _Read) -> None:
        self.loading.finish()
        before, self._found = self._found, read.found
        had_focus = self.rows.isAncestorOf(QApplication.focusWidget() or self)
        self.waiting.show_all(read.waiting, read.refused)
        most = MOST_BESIDE if read.waiting or read.refused else MOST_SHOWN
        if before != read.found or len(self.boxes) != min(most, len(read.found)):
            self._fill(list(read.found[:most]))
            if had_focus or (self._awaits_focus and self.isVisible()):
                goes_on = had_focus and self.boxes
                (self._first() if goes_on else self.first_focus()).setFocus(Qt.FocusReason.OtherFocusReason)
        self._awaits_focus = self._awaits_focus and not self.isVisible()
        self._say(read)
        if before and not read.found:  # the words that there is none are in sight, too
            self.area.verticalScrollBar().setValue(0)
        self._fill_merged(read.alongside[:MOST_ALONGSIDE])
        self._put_in_order()
        self._say_count()
        self.retitled.emit()
        self.context.registry.refresh()
        if before is not None and len(before) != len(read.found):
            self.context.messages.announce(self.words.text())

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.context.messages.failure(error)

    def _say(self, read: _Read) -> None:
        number = len(read.found)
        if number:
            which, thing = ("1 value clashes", "it") if number == 1 else (f"{number} values clash", "them")
            shown = (
                f" The first {len(self.boxes)} are shown; the next follow."
                if number > len(self.boxes)
                else ""
            )
            self.words.setText(
                f"{which}. Two people wrote {thing} while neither could see the other. Both are kept until you choose; "
                f"nothing is saved before Apply.{shown}"
            )
        elif read.is_shared:
            self.words.setText("No conflicts. What others and you wrote fits together.")
        else:
            self.words.setText(
                "No conflicts. This office is on this computer alone, so nobody else changes its cases."
            )
        self.area.setAccessibleDescription(self.words.text())
        for part in (self.apply_button, self.none_button, self.count):
            set_shown(part, bool(number))

    def _on_chosen(self, box: ClashBox) -> None:
        """What one act wrote in several places that stop the case is chosen together: outcome here and of the stage."""
        if not self._is_following:
            box.follows, self._is_following = False, True
            others = [
                each for each in self.boxes if each is not box and each.clash.scope_id == box.clash.scope_id
            ]
            follow = [
                each for each in others if box.clash.stops and each.clash.stops and each.follow(box.act())
            ]
            self._is_following = False
            if follow:
                self.context.messages.status(
                    f"Chosen with it: {listed([each.clash.field for each in follow])}."
                )
        self._say_count()

    def _say_count(self) -> None:
        number = len(self.chosen())
        if number and self.summary.buttons:
            self._show_problem("")
        self.count.setText(f"{number} of {len(self.boxes)} chosen" if self.boxes else "")

    def _show_problem(self, words: str) -> None:
        self.summary.show_problems([Problem("choice", words)] if words else [])
        self.set_problems(bool(words))

    # -- the parts ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for button in (self.apply_button, self.none_button):
            buttons.addWidget(button)
        buttons.addWidget(self.count)
        rows, merged = QVBoxLayout(self.rows), QVBoxLayout(self.merged)
        for inner in (rows, merged):
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(SPACE_8)
        for part in (self.heading, self.waiting, self.words, self.summary, self.rows, buttons):
            self.area.column.addWidget(part)
        self.area.column.addSpacing(SPACE_16)
        self.area.column.addWidget(self.merged_heading)
        self.area.column.addWidget(self.merged)
        self.area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_16, 0, 0)
        column.addWidget(self.area)
        for part in (self.apply_button, self.none_button, self.count, self.merged_heading, self.merged):
            part.hide()

    def _fill(self, found: list[Clash]) -> None:
        kept = {(box.clash.key, _seen(box.clash)): (box.place(), box.typed()) for box in self.boxes}
        _empty(self.rows)
        layout = self.rows.layout()
        assert isinstance(layout, QVBoxLayout)
        self.boxes, scope = [], ""
        for clash in found:
            if clash.scope_id != scope:
                scope = clash.scope_id
                layout.addWidget(self._scope_line(clash))
            box = ClashBox(clash, self.rows)
            place, text = kept.get((clash.key, _seen(clash)), (-1, ""))
            box.choose(place, text)
            box.chosen.connect(lambda box=box: self._on_chosen(box))
            layout.addWidget(box)
            self.boxes.append(box)
        gather(self.rows)
        self.rows.setVisible(bool(found))

    def _scope_line(self, clash: Clash) -> QWidget:
        if clash.scope_kind != "case":
            return heading(clash.scope[:1].upper() + clash.scope[1:], parent=self.rows)
        line = LinkButton(clash.scope, lambda: self.context.open_page("case", clash.scope_id), bold=True)
        line.setAccessibleName(f"Open case {clash.scope}")
        line.setContentsMargins(0, SPACE_24, 0, 0)
        return line

    def _fill_merged(self, lines: tuple[Alongside, ...]) -> None:
        _empty(self.merged)
        layout = self.merged.layout()
        assert isinstance(layout, QVBoxLayout)
        for number, line in enumerate(lines, 1):
            button = LinkButton(
                f"{line.reference}: {line.words}", self._opener(line.case_id), parent=self.merged
            )
            button.setAccessibleName(
                f"Already merged, {number} of {len(lines)}: {line.reference}. {line.words}"
            )
            layout.addWidget(button)
        gather(self.merged)
        for part in (self.merged_heading, self.merged):
            set_shown(part, bool(lines))

    def _put_in_order(self) -> None:
        """Tab goes on from the words to the rows, to Apply and to what was merged."""
        order_tabs(self.area, list(stops_of(self.area.inner)))

    def _opener(self, case_id: str) -> Any:
        return lambda: self.context.open_page("case", case_id)

    def _first(self) -> QWidget:
        return self.boxes[0].buttons[0]

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while another page was in front."""
        super().showEvent(event)
        if self._awaits_focus and self._found is not None:  # they were read before the window stood
            self._awaits_focus = False
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._is_stale:
            self.refresh()


def _read(office: Office, held: tuple[HeldChange, ...], decided: tuple[Decided, ...]) -> _Read:
    return _Read(
        clashes(office),
        worked_alongside(office),
        sync_status(office).is_shared,
        waiting(office, held),
        not_accepted(office, decided),
    )


def _seen(clash: Clash) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(clash.seen.items())


def _empty(part: QWidget) -> None:
    layout = part.layout()
    assert layout is not None
    for child in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        layout.removeWidget(child)
        child.hide()
        child.deleteLater()
