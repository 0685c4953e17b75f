"""Ctrl+Z takes back the newest act and no other: after a refusal, while saving goes on, and pressed twice at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.fake_context import make_context
from tests.ui.real_window import alert_words, make_window
from ui.tasks import Progress, SyncTasks
from ui.undo_stack import UndoStack

Call = Callable[..., Any]


class WhenTold:
    """Does what was asked for only when told to, in the order asked, as the writer thread would."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def run_write(
        self, work: Call, done: Call, failed: Call | None = None, *, receiver: QObject | None = None
    ) -> None:
        self._waiting.append(lambda: SyncTasks().run_write(work, done, failed))

    run_read = run_write

    def progress(self, on_report: Call, *, receiver: QObject | None = None) -> Progress:
        return Progress(on_report)

    def shutdown(self) -> None:
        return None

    def go(self) -> None:
        """Do everything that waits, and what that asks for."""
        while self._waiting:
            self._waiting.pop(0)()


def test_after_an_undo_that_was_refused_the_next_one_takes_back_no_earlier_act(
    office: Office, qtbot: object
) -> None:
    window = make_window(office)
    case_id = log_complaint(office).case_id
    window.context.changed(_change(office, case_id, channel="letter"))
    window.context.changed(_change(office, case_id, summary="Mine"))
    _change(office, case_id, summary="Somebody else's since")
    for _ in range(2):
        window.context.registry.run("edit.undo")
        (said,) = alert_words(window)
        assert said.startswith("Not undone: ")
    case = open_case(office, case_id).case.doc
    assert (case["channel"], case["summary"]) == ("letter", "Somebody else's since")


def test_an_act_that_may_stay_lets_the_one_before_it_be_taken_back(office: Office, qtbot: object) -> None:
    window = make_window(office)
    case_id = log_complaint(office).case_id
    before = open_case(office, case_id).case.doc["channel"]
    window.context.changed(_change(office, case_id, channel="letter"))
    window.context.changed(_change(office, case_id, summary="Mine"))
    _change(office, case_id, summary="Somebody else's since")
    window.context.registry.run("edit.undo")
    (leave,) = window.strip.alerts()[0].actions
    assert leave.text == "Leave it done"
    leave.call()
    window.context.registry.run("edit.undo")
    assert open_case(office, case_id).case.doc["channel"] == before


def test_two_presses_at_once_take_back_two_acts_and_none_where_the_first_is_refused(office: Office) -> None:
    context = make_context(office)
    context.tasks = tasks = WhenTold()
    stack = UndoStack(context)
    case_id = log_complaint(office).case_id
    stack.push(_change(office, case_id, channel="letter"))
    stack.push(_change(office, case_id, summary="Mine"))
    _change(office, case_id, summary="Somebody else's since")
    stack.undo()
    stack.undo()
    tasks.go()
    assert open_case(office, case_id).case.doc["channel"] == "letter"


def test_an_act_still_being_saved_when_ctrl_z_is_pressed_is_the_one_taken_back(office: Office) -> None:
    context = make_context(office)
    context.tasks = tasks = WhenTold()
    stack = UndoStack(context)
    case_id = log_complaint(office).case_id
    before = open_case(office, case_id).case.doc["summary"]
    stack.push(_change(office, case_id, channel="letter"))
    tasks.run_write(lambda: _change(office, case_id, summary="Mine"), stack.push)
    stack.undo()
    tasks.go()
    case = open_case(office, case_id).case.doc
    assert (case["channel"], case["summary"]) == ("letter", before)


def test_what_was_taken_back_is_done_again_in_order(office: Office) -> None:
    context = make_context(office)
    context.tasks = tasks = WhenTold()
    stack = UndoStack(context)
    case_id = log_complaint(office).case_id
    stack.push(_change(office, case_id, channel="letter"))
    stack.push(_change(office, case_id, summary="Mine"))
    for act in (stack.undo, stack.undo, stack.redo, stack.redo, stack.redo):
        act()
    tasks.go()
    case = open_case(office, case_id).case.doc
    assert (case["channel"], case["summary"]) == ("letter", "Mine")
    assert stack.why_no_redo() == "There is nothing to redo."


def _change(office: Office, case_id: str, **values: str) -> Any:
    return edit_case(office, open_case(office, case_id), case_id, values)
