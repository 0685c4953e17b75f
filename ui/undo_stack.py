"""What Ctrl+Z takes back: the acts of this session, newest first (U3). Typing is undone by its own field before."""

from __future__ import annotations

from collections.abc import Collection

from caseworker.actions.undo import undo
from caseworker.domain.changed import Changed
from caseworker.errors import CaseworkerError
from ui.context import Context
from ui.widgets.alert_strip import AlertAction

DEEPEST = 100


def undo_action(context: Context, changed: Changed) -> AlertAction:
    """Return the Undo of an alert: it takes back the act the alert speaks of, and never another."""

    def take() -> None:
        if context.newest_act in ("", changed.group_id):
            context.registry.run("edit.undo")
        else:
            context.messages.status("Something was done since. Press Ctrl+Z to undo that first.")

    return AlertAction("Undo", take, changed.group_id)


class UndoStack:
    """Remembers what was saved here and takes it back or does it again, one act at a time and always the newest.

    Question: what does a press of Ctrl+Z mean while saving goes on? Choice: what was newest when everything asked for
    before it is saved. An act that cannot be taken back stays the newest, so that no earlier one is taken back in its
    place unasked. Cost: to go on below it, a person first says on the alert that it may stay.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done: list[Changed] = []
        self._undone: list[Changed] = []
        self._asked: list[bool] = []
        self._is_busy = False

    def push(self, changed: Changed) -> None:
        """Remember an act that can be taken back; what was undone before cannot be done again after it."""
        if changed.group_id:
            self._done = [*self._done[-DEEPEST + 1 :], changed]
            self._undone = []
            self._context.newest_act = changed.group_id

    def mind_gone(self, gone: Collection[str]) -> None:
        """Offer no Undo of acts on cases of which nothing is left here; they stay the newest for Ctrl+Z."""
        for act in self._done if gone else ():
            if act.case_ids and set(act.case_ids) <= set(gone):
                self._context.messages.close_undone(act.group_id)

    def why_no_undo(self) -> str:
        """Say why there is nothing to undo, or ""."""
        return "" if self._done or self._is_busy else "There is nothing to undo."

    def why_no_redo(self) -> str:
        """Say why there is nothing to redo, or ""."""
        return "" if self._undone or self._is_busy else "There is nothing to redo."

    def undo(self) -> None:
        """Take back the last act."""
        self._ask(redo=False)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._ask(redo=True)

    def _ask(self, *, redo: bool) -> None:
        self._asked.append(redo)
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        """Begin the next press, once every change asked for before it is saved and remembered here."""
        self._is_busy = bool(self._asked)
        if self._is_busy:
            redo = self._asked.pop(0)
            self._context.tasks.run_write(lambda: None, lambda _: self._take(redo=redo))

    def _take(self, *, redo: bool) -> None:
        context = self._context
        acts = self._undone if redo else self._done
        if not acts:
            context.messages.status(f"There is nothing to {'redo' if redo else 'undo'}.")
            self._next()
            return
        act = acts[-1]
        context.tasks.run_write(
            lambda: undo(context.office, act.group_id, redo=redo),
            lambda changed: self._on_taken(act, changed, redo=redo),
            lambda error: self._on_refused(act, error, redo=redo),
        )

    def _on_taken(self, act: Changed, changed: Changed, *, redo: bool) -> None:
        context = self._context
        self._forget(act, redo=redo)
        (self._done if redo else self._undone).append(changed)
        if not redo:
            context.messages.close_undone(act.group_id)
        self._tell_newest()
        context.tell_pages(changed)
        context.messages.status(changed.message)
        context.registry.refresh()
        self._next()

    def _on_refused(self, act: Changed, error: Exception, *, redo: bool) -> None:
        """Say why; presses made meanwhile were meant for the time after it."""
        self._asked.clear()
        self._is_busy = False
        messages = self._context.messages
        if not isinstance(error, CaseworkerError):
            messages.bug(error)
            return
        did, leave = ("Not redone", "Leave it undone") if redo else ("Not undone", "Leave it done")
        messages.warning(did, str(error), AlertAction(leave, lambda: self._leave(act, redo=redo)))

    def _leave(self, act: Changed, *, redo: bool) -> None:
        self._forget(act, redo=redo)
        self._tell_newest()
        key = "Ctrl+Y" if redo else "Ctrl+Z"
        self._context.messages.status(f"It stays. {key} is for what was done before it now.")
        self._context.registry.refresh()

    def _forget(self, act: Changed, *, redo: bool) -> None:
        acts = self._undone if redo else self._done
        if act in acts:
            acts.remove(act)

    def _tell_newest(self) -> None:
        self._context.newest_act = self._done[-1].group_id if self._done else ""
