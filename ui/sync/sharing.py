"""Sharing in the window: wakes the thread, passes on what came, says in the status bar how things stand.

Question: may what others did disturb what is being typed? Choice: no; pages are told of it as of any change of this
window, and each refreshes what it shows without touching what is being typed. Cost: none that we know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from caseworker.actions.contact import why_no_cases
from caseworker.actions.sharing import address_of
from caseworker.actions.sync import Decision, Outcome, SyncStatus, sync_status
from caseworker.actions.waiting import Decided, Fate, HeldChange, may_decide
from caseworker.clock import local_time
from caseworker.errors import CaseworkerError
from ui.messages import Alert, AlertAction
from ui.sync.away import AwayDialog
from ui.sync.service import Line, News, Step, SyncService
from ui.sync.words import (
    asked_words,
    back_words,
    choice_words,
    decide_words,
    held_words,
    hold_lost_words,
    late_words,
    line_words,
    refused_words,
)
from ui.window import MainWindow

COMMAND = "tools.exchange"
_SIGN_IN = "The hub does not take the password. Your work is kept."
_ABOUT_LINE, _ABOUT_CONFLICTS, _ABOUT_VERSION = "the line to the hub", "conflicts", "the version"
_ABOUT_DECIDE, _ABOUT_REFUSED = "what waits for a decision", "what was not accepted"
ALONE = "This office is on this computer alone. Share it under Settings, “Sharing”."

UNLIKE = (
    "The hub was told something else of who may see a case than was written. Nothing is lost. A manager’s computer "
    "puts it right when it next meets the hub. Tell IT: “verify” names the change."
)
CORRECTED = (
    "The hub was told something else of who may see a case than was written. This computer has put it right. Tell IT: "
    "the program of whoever wrote it may have been changed."
)

MakeService = Callable[[Callable[[News | Step], None]], SyncService]


class Sharing(QObject):
    """One for a window; nothing happens in it while the office is on this computer alone.

    Signals:
        stepped(Step): how far a meeting has come.
        heard(News): a meeting ended, well or not.
    """

    stepped = Signal(object)
    heard = Signal(object)

    def __init__(self, window: MainWindow, make_service: MakeService | None = None) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        office = self._context.office
        self.service = (make_service or (lambda tell: SyncService(office, tell)))(self._on_told)
        self.line = Line.OPENING
        self.status = SyncStatus()
        self.refusal = ""
        self._known_conflicts = 0
        self._known_held = 0
        self._has_told_unlike = False
        self.to_decide: tuple[HeldChange, ...] = ()
        self.decided: tuple[Decided, ...] = ()
        self._waited = self._is_too_old = False
        self._told_it = ""
        self._away: AwayDialog | None = None
        self._context.take_sharing(self)
        office.listeners.append(self._on_saved)
        self._context.registry.handle(COMMAND, window, self.ask, enabled=self.why_not_ask, always=True)
        window.status.choice.clicked.connect(lambda: window.open_page("conflicts"))

    @property
    def is_on(self) -> bool:
        """Whether the office is shared from this computer."""
        return self.service.is_running

    def begin(self) -> None:
        """Meet the hub from now on, where the office has one."""
        office = self._context.office
        if address_of(office) is not None:
            self.service.start()
        self._read_status()

    def end(self) -> bool:
        """Stop for good: the window closes, or the office is shared no more from here."""
        ended = self.service.stop()
        if self._on_saved in self._context.office.listeners:
            self._context.office.listeners.remove(self._on_saved)
        return ended

    def pause(self) -> None:
        """Stop meeting the hub and say nothing more of it: the office is on this computer alone again."""
        self.service.stop()
        self.line, self.status, self.refusal = Line.OPENING, SyncStatus(), ""
        self._show()

    def ask(self) -> None:
        """Send and receive now (F5, F9)."""
        self._context.messages.status("Sending and receiving changes")
        self.service.ask()

    def decide(self, decision: Decision) -> None:
        """Send what the person at the keyboard decided about changes that wait at the hub; `heard` tells of it."""
        self.service.decide(decision)

    def told(self, ids: Sequence[str]) -> None:
        """The person at the keyboard knows that these were not accepted."""
        self.decided = tuple(said for said in self.decided if said.id not in ids)
        self._show()

    def why_not_ask(self) -> str:
        """Why there is nothing to send to, or ""."""
        return "" if self.is_on else ALONE

    # -- what is heard ------------------------------------------------------------------------------------

    def _on_saved(self, _changed: object) -> None:
        """A change was saved, on whichever thread: meet soon."""
        if self.service.is_running:
            self.service.wake()

    def _on_told(self, news: News | Step) -> None:
        if isinstance(news, Step):
            self.stepped.emit(news)
            return
        before, self.line = self.line, news.line
        self.status, self.refusal = news.status, news.words
        if news.met and news.line is Line.SHARED:  # it came to its end
            self._take_decisions(news.met.outcome)
        changed = news.met.changed if news.met else None
        if changed is not None:
            self._context.tell_pages(changed)
        self._say(before, news)
        self._show()
        self._context.registry.refresh()
        self.heard.emit(news)

    def _take_decisions(self, outcome: Outcome) -> None:
        """Say what is new of what waits for a decision here, and of what was not accepted of one's own."""
        messages, office = self._context.messages, self._context.office
        known = {change.wire.id for change in self.to_decide}
        fresh = [change for change in outcome.to_decide if change.wire.id not in known]
        refused_before = {said.id for said in self.decided}
        self.to_decide = outcome.to_decide if may_decide(office) else ()
        self.decided = tuple(said for said in outcome.decided if said.fate is Fate.REFUSED)
        open_it = AlertAction("Open Conflicts", lambda: self._window.open_page("conflicts"))
        if self.to_decide and fresh:
            words = decide_words(len(fresh))
            messages.alert(
                Alert("warning", "Waiting for your decision", words, (open_it,), about=(_ABOUT_DECIDE,))
            )
        elif not self.to_decide:
            messages.close_about(_ABOUT_DECIDE)
        if any(said.id not in refused_before for said in self.decided):
            words = refused_words(self.decided)
            messages.alert(Alert("warning", "Not accepted", words, (open_it,), about=(_ABOUT_REFUSED,)))
        elif not self.decided:
            messages.close_about(_ABOUT_REFUSED)
        if outcome.notes_corrected:
            messages.warning("Who may see a case", CORRECTED)
        elif outcome.unlike and not self._has_told_unlike:
            messages.warning("Who may see a case", UNLIKE)
        self._has_told_unlike = outcome.unlike > 0
        if outcome.holds_lost:
            messages.warning("A case under a legal hold was erased", hold_lost_words(outcome.holds_lost))
        if late := [each for each in outcome.late if each not in outcome.holds_lost]:
            messages.warning("A case was erased", late_words(late))

    def _say(self, before: Line, news: News) -> None:
        """Say what is new; the same state is not said twice (A11)."""
        messages = self._context.messages
        fresh = self.status.conflicts - self._known_conflicts
        self._known_conflicts = self.status.conflicts
        outcome = news.met.outcome if news.met else None
        if news.line is Line.SHARED and outcome is not None:
            if before in (Line.OFFLINE, Line.REFUSED, Line.SIGN_IN):
                messages.status(back_words(outcome.sent, max(fresh, 0), outcome.held))
            elif news.was_asked:
                messages.status(asked_words(outcome.sent, outcome.received, outcome.held))
            elif self._waited and not self.status.waiting and outcome.sent:
                messages.announce("Shared")
        if news.line is Line.OFFLINE and news.asks_it and news.words != self._told_it:
            self._alert("warning", "Changes are not shared", news.words)
        elif news.line is Line.OFFLINE and news.was_asked:
            messages.status(news.words or "The hub does not answer. Your work is kept.")
        elif news.line is Line.OFFLINE and before is not Line.OFFLINE:
            messages.announce(self._words())
        elif news.line is Line.SIGN_IN and before is not Line.SIGN_IN:
            settings = AlertAction(
                "Sign in again", lambda: self._window.open_page("settings", section="sharing")
            )
            self._alert("warning", "Sign in again", news.words or _SIGN_IN, settings)
        elif news.line is Line.REFUSED and before is not Line.REFUSED:
            self._alert("error", "Changes are not shared", news.words)
        elif news.was_asked and news.line in (
            Line.SIGN_IN,
            Line.REFUSED,
        ):  # the alert stands; the key gets its answer
            messages.status(news.words or _SIGN_IN)
        self._told_it = news.words if news.asks_it else ""
        if news.line is Line.SHARED:
            messages.close_about(_ABOUT_LINE)
        if not self.status.conflicts:
            messages.close_about(_ABOUT_CONFLICTS)
        if news.met and news.met.renumbered:
            messages.warning("A reference has changed", news.met.renumbered)
        held = max(self.status.held - self._known_held, outcome.held if outcome else 0)
        if held > 0:  # those of a case that has gone from here are counted nowhere else
            messages.warning("Waiting for a decision", held_words(held))
        self._known_held = self.status.held
        self._mind_absence()
        if self.status.is_read_only and not self._is_too_old:
            words = "IT must update this program. What was done is sent."
            messages.alert(Alert("warning", "You can read but not change", words, about=(_ABOUT_VERSION,)))
        elif not self.status.is_read_only:
            messages.close_about(_ABOUT_VERSION)
        self._is_too_old = self.status.is_read_only
        if fresh > 0 and outcome is not None and outcome.received:  # and not brought back by Undo
            text = "Somebody else changed the same while neither of you could see the other. Nothing is lost."
            open_it = AlertAction("Open Conflicts", lambda: self._window.open_page("conflicts"))
            words = choice_words(self.status.conflicts)  # as the line below says: those from before, too
            messages.alert(Alert("warning", words, text, (open_it,), about=(_ABOUT_CONFLICTS,)))
        self._waited = self.status.waiting > 0

    def _alert(self, kind: str, title: str, text: str, *actions: AlertAction) -> None:
        self._context.messages.alert(Alert(kind, title, text, actions, about=(_ABOUT_LINE,)))

    def _read_status(self) -> None:
        office = self._context.office
        self._context.tasks.run_read(
            lambda: sync_status(office), self._on_status, self._on_unread, receiver=self
        )

    def _on_status(self, status: SyncStatus) -> None:
        if self.line is Line.OPENING:
            self.status, self._known_conflicts, self._known_held = status, status.conflicts, status.held
            self._show()

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, CaseworkerError):
            raise error

    # -- what is shown ------------------------------------------------------------------------------------

    def _words(self) -> str:
        now = self._context.office.clock.system_now().isoformat()
        return line_words(self.line, self.status, self.status.last_contact_at, local_time(now).date())

    def _show(self) -> None:
        """Status bar, title and the count beside Conflicts."""
        window, conflicts = self._window, self.status.conflicts
        window.set_connection(self._words(), is_offline=self.line is Line.OFFLINE)
        window.status.explain_connection(self.refusal)
        window.status.say_choice(choice_words(conflicts) if conflicts else "")
        waiting = len(self.to_decide) + len(self.decided)
        window.navigation.set_count("conflicts", (conflicts + waiting) or None)

    def _mind_absence(self) -> None:
        """Show no cases after too long without the hub, and show them again once it was met."""
        why = self.why_no_cases()
        if why and self._away is None:
            self._away = AwayDialog(self._window, why, self.ask)
            self._away.open()
        elif not why and self._away is not None:
            self._away.let_in()
            self._away = None

    def why_no_cases(self) -> str:
        """Why cases are not shown before the hub is met, or "" (decision 8)."""
        return why_no_cases(self._context.office, self.status)
