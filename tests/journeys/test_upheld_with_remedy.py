"""A complaint in three points, partly upheld: answered in time, completed the next week, put right, and learnt from."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.learning import lines_of, read_register, read_tasks
from caseworker.actions.moves import make_move
from caseworker.actions.opening import OpenOffice
from caseworker.actions.points import add_points, change_point, points_before, points_of, take_over_points
from caseworker.clock import Clock
from caseworker.domain.kinds import Status
from caseworker.domain.needs import needs_of_view
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.keyboard import Keyboard
from ui.learning.done_dialog import DoneDialog
from ui.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)

TOLD = (
    "I complain about:\n"
    "1. No social worker has visited since June\n"
    "2. Calls are not returned\n"
    "3. The plan was not shared with the school"
)


class Hands:
    """What a caseworker does with the keys."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self._keys = window, Keyboard(window)

    def press(self, keys: str, times: int = 1) -> None:
        self.window.context.registry._last_run.clear()
        self._keys.press(keys, times)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        type_text(cast(QWidget, self.window.focusWidget()), text)

    def go_to(self, widget: QWidget) -> None:
        for _ in range(80):
            if widget.hasFocus():
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {widget.accessibleName()}")


def test_what_was_upheld_is_put_right_and_learnt_from(window: MainWindow, opened: OpenOffice) -> None:
    office, hands = opened.office, Hands(window)
    case_id = log_complaint(office, received_on=date(2025, 10, 6), summary=TOLD).case_id
    page = cast(Any, window.open_page("case", case_id))

    # The complaint is taken apart into its points, as the person numbered them.
    page.tabs.go("points")
    hands.press("Enter")
    hands.press("Ctrl+Enter")
    assert [p.doc["text"] for p in points_of(look_up.open_case(office, case_id))] == [
        "No social worker has visited since June",
        "Calls are not returned",
        "The plan was not shared with the school",
    ]

    # Each is decided: upheld, partly, and no finding can be made.
    for rights, reason in ((0, "No visit is on file."), (1, "Two of five were."), (3, "Accounts differ.")):
        page.tabs.go("points")  # the first without a finding
        hands.press("Enter")
        hands.press("Right", rights)
        hands.press("Space")
        hands.go_to(page.acts.act.reason.editor())
        hands.type(reason)
        hands.press("Ctrl+Enter")
    points = page.tabs.made["points"]
    assert points.outcome.text() == (
        "The points give: Partly upheld. Of 3 points, 1 upheld, 1 partly upheld and 1 without a finding."
    )

    # A remedy follows from the first point.
    hands.press("Ctrl+Shift+K")
    hands.type("Apologise in person")
    hands.press("Tab")
    hands.type("1")
    hands.press("Tab")
    hands.type("Rem")
    hands.go_to(page.acts.act.due.editor())
    hands.type("+3")
    hands.go_to(page.acts.act.form["learning"].editor())
    hands.type("Cover is named before a worker leaves.")
    hands.go_to(page.acts.act.form["may_publish"].editor())
    hands.press("Space")
    hands.press("Ctrl+Enter")

    # The answer goes out today. Why it happened is not known yet: the date is safe, the case waits for the rest.
    hands.press("Ctrl+Shift+D")
    assert page.acts.act.outcome.value() == "partly_upheld"
    hands.press("Ctrl+Enter")
    assert page.acts.act.form.blocks["root_cause"].problem() == "Choose the root cause"
    hands.go_to(page.acts.act.later_button)
    hands.press("Enter")
    view = look_up.open_case(office, case_id)
    assert (view.status, view.row.answered_on, view.row.on_time) == (
        Status.ANSWERED,
        date(2025, 10, 15),
        True,
    )
    assert needs_of_view(view) == ("root_cause", "close")
    assert page.next_step.words.text() == "Next step: Complete the record and close the case."

    # The next week the cause is known.
    office.clock = Clock(date(2025, 10, 22), office.clock.system_now)
    window.context.today = office.clock.today
    hands.press("Ctrl+Shift+D")
    hands.go_to(page.acts.act.root_cause.editor())
    hands.type("Staff t")
    hands.press("Ctrl+Enter")
    view = look_up.open_case(office, case_id)
    assert (view.status, view.value("closed_on"), view.value("root_cause")) == (
        Status.CLOSED, "2025-10-15", "Staff turnover",
    )  # fmt: skip

    # The family is paid for its trouble.
    page.tabs.go("actions")
    hands.go_to(page.tabs.made["actions"].pay)
    hands.press("Enter")
    hands.type("time")
    hands.press("Tab")
    hands.type("£100.50")
    hands.press("Tab")
    hands.type("t")
    hands.press("Ctrl+Enter")
    register = read_register(office, None)
    assert [(t.label, t.totals.pennies) for t in register.by_band if t.totals.count] == [
        ("£101 to £500", 100_50)
    ]

    # The apology is late by now. It is found under Actions and learning, and closed there with its proof.
    hands.press("Ctrl+5")
    learning = cast(Any, window.tabs.front())
    assert learning.title() == "Actions and learning"
    assert [line.what for line in learning.model.rows()] == ["Apologise in person"]
    assert learning.full.text().startswith("Late by 2 working days: Apologise in person")
    learning.done_button.click()
    (dialog,) = (each for each in window.findChildren(DoneDialog) if each.isVisible())
    dialog.evidence.set_value("Met the family on 21 October")
    dialog.take()
    assert lines_of(read_tasks(office), "overdue") == ()
    (done,) = lines_of(read_tasks(office), "done")
    assert (done.state_words, done.finding, done.source) == ("Done late", "Upheld", "Stage 1, point 1")
    assert [line.learning for line in lines_of(read_tasks(office), "publish")] == [
        "Cover is named before a worker leaves."
    ]
    hands.press("Ctrl+Z")
    assert len(lines_of(read_tasks(office), "overdue")) == 1


def test_a_point_upheld_at_one_stage_and_not_the_other_is_carried_to_the_next(opened: OpenOffice) -> None:
    office = opened.office
    case_id = log_complaint(office, received_on=date(2025, 10, 6)).case_id
    add_points(office, case_id, ["No visits", "No calls"])
    for point, finding in zip(
        points_of(look_up.open_case(office, case_id)), ("upheld", "not_upheld"), strict=True
    ):
        change_point(office, look_up.open_case(office, case_id), point.id, {"finding": finding})
    answer_case(
        office, case_id, Answer(date(2025, 10, 15), root_cause="Delay", no_action="Visits began again.")
    )
    make_move(
        office, case_id, "stage_2.requested", {"requested_on": date(2025, 10, 15), "unresolved": "The calls"}
    )
    view = look_up.open_case(office, case_id)
    unresolved = [point.id for point, is_proposed in points_before(view) if is_proposed]
    take_over_points(office, case_id, unresolved)
    view = look_up.open_case(office, case_id)
    assert [p.doc["text"] for p in points_of(view)] == ["No calls"]
    assert [p.doc["finding"] for p in points_of(view, view.stages[0].id)] == ["upheld", "not_upheld"]
    assert view.status is Status.OPEN
