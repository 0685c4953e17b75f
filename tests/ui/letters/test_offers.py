"""After sending a letter that speaks of a step its case does not know, a button leads to that step."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.letter_post import Offer
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.cases.case_help import sit_down
from ui.cases.acts.extend import ExtendPanel
from ui.cases.acts.move_panel import MovePanel
from ui.cases.case_page import CasePage
from ui.letters.offers import record_step


@pytest.mark.parametrize(
    ("code", "panel"), [("clock.extended", ExtendPanel), ("complaint.withdrawn", MovePanel)]
)
def test_the_button_begins_the_step_in_the_case(qtbot: QtBot, office: Office, code: str, panel: type) -> None:
    case_id = log_complaint(office).case_id
    desk = sit_down(qtbot, office, case_id)
    (button,) = record_step(desk.context, [Offer(case_id, code, "")])
    assert button.text == "Record that step"
    button.call()
    page = desk.window.tabs.front()
    assert isinstance(page, CasePage)
    assert isinstance(page.acts.act, panel)


def test_steps_of_several_cases_are_counted_by_the_message_alone(qtbot: QtBot, office: Office) -> None:
    case_ids = [log_complaint(office).case_id for _ in range(2)]
    offers = [Offer(case_id, "clock.extended", "") for case_id in case_ids]
    assert record_step(sit_down(qtbot, office, case_ids[0]).context, offers) == ()
