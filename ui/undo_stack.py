"""What Ctrl+Z takes back: the acts of this session, newest first (U3). Typing is undone by its own field before."""

from __future__ import annotations

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
    """Remembers what was saved here and takes it back or does it again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._done: list[Changed] = []
        self._undone: list[Changed] = []

    def push(self, changed: Changed) -> None:
        """Remember an act that can be taken back; what was undone before cannot be done again after it."""
        if changed.group_id:
            self._done = [*self._done[-DEEPEST + 1 :], changed]
            self._undone = []
            self._context.newest_act = changed.group_id

    def why_no_undo(self) -> str:
        """Say why there is nothing to undo, or ""."""
        return "" if self._done else "There is nothing to undo."

    def why_no_redo(self) -> str:
        """Say why there is nothing to redo, or ""."""
        return "" if self._undone else "There is nothing to redo."

    def undo(self) -> None:
        """Take back the last act."""
        if self._done:
            self._take(self._done, self._undone, redo=False)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            self._take(self._undone, self._done, redo=True)

    def _take(self, of: list[Changed], onto: list[Changed], *, redo: bool) -> None:
        act = of.pop()
        context = self._context

        def done(changed: Changed) -> None:
            onto.append(changed)
            if not redo:
                context.messages.close_undone(act.group_id)
            context.newest_act = self._done[-1].group_id if self._done else ""
            context.tell_pages(changed)
            context.messages.status(changed.message)
            context.registry.refresh()

        def failed(error: Exception) -> None:
            if isinstance(error, CaseworkerError):
                context.messages.warning("Not undone", str(error))
            else:
                context.messages.bug(error)

        context.tasks.run_write(lambda: undo(context.office, act.group_id, redo=redo), done, failed)
