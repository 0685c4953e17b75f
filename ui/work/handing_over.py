"""Hand over all cases of somebody who is away for long or leaves: who takes them, then one act with one Undo."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseworker.actions.absence import hand_over, open_work_of
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.staff import Person
from ui.cases.owner_dialog import staff_picks
from ui.cases.pick_dialog import PickDialog
from ui.context import Context
from ui.messages import AlertAction
from ui.undo_stack import undo_action


def ask_hand_over(context: Context, person: Person, parent: QWidget) -> None:
    """Count what the person has, ask who takes it, and hand it over."""
    office = context.office

    def counted(work: tuple[int, int]) -> None:
        if not any(work):
            context.messages.status(f"{person.full_name} has no open case and no action to be done.")
            return
        entries = [pick for pick in staff_picks(office, ()) if pick.code not in ("", person.id)]
        dialog = PickDialog(
            f"Who takes {work_words(work)} of {person.full_name}",
            entries,
            placeholder="Type a name",
            do="Hand over all",
            parent=parent,
        )
        dialog.accepted.connect(lambda: _hand_over(context, person, dialog.chosen))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    context.tasks.run_read(
        lambda: open_work_of(office, person.id), counted, context.messages.failure, receiver=parent
    )


def offer_hand_over(context: Context, person: Person, parent: QWidget) -> None:
    """Say what somebody who leaves still has, with the way to hand it over; nothing when they have nothing."""
    office = context.office

    def counted(work: tuple[int, int]) -> None:
        if any(work):
            words = f"{person.full_name} leaves and still has {work_words(work)}."
            hand = AlertAction("Hand over", lambda: ask_hand_over(context, person, parent))
            context.messages.warning("Cases to hand over", words, hand)

    context.tasks.run_read(
        lambda: open_work_of(office, person.id), counted, context.messages.failure, receiver=parent
    )


def work_words(work: tuple[int, int]) -> str:
    """Open cases and actions in words: "12 open cases and 3 actions"."""
    cases, actions = work
    parts = [count_of(cases, "open case")] if cases or not actions else []
    parts += [count_of(actions, "action")] if actions else []
    return " and ".join(parts)


def _hand_over(context: Context, person: Person, to_id: str) -> None:
    office = context.office

    def done(changed: Changed) -> None:
        context.changed(changed)
        undo = [undo_action(context, changed)] if changed.group_id else []
        context.messages.success("Handed over", changed.message, *undo)

    context.tasks.run_write(lambda: hand_over(office, person.id, to_id), done, context.messages.failure)
