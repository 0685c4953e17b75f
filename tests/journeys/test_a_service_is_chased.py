"""A caseworker's day: Today leads to an enquiry, a service is asked, chased with its head of service, and replies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, cast

import pytest

from caseworker.actions import look_up
from caseworker.actions.opening import OpenOffice
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind
from tests.example_office import log_enquiry, make_office
from tests.ui.keyboard import Keyboard
from tests.ui.work.conftest import Files
from ui.window import MainWindow
from ui.work.first_of_day import show_first_of_day

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenOffice]:
    made = make_office(tmp_path / "office")
    head = {"name": "Diana Lee", "email": "diana@northmoor.example"}
    change_settings(made.office, {"heads": {"Children's Social Care": head}})
    yield made
    made.close()


def finish(window: MainWindow, keyboard: Keyboard) -> None:
    """Finish a page more than a second after the last, so that it is not taken for the same press (U2)."""
    window.context.registry._last_run.clear()
    keyboard.press("Ctrl+Enter")


def test_a_service_is_asked_chased_and_replies(
    window: MainWindow, opened: OpenOffice, tmp_path: Path
) -> None:
    office, keyboard = opened.office, Keyboard(window)
    case_id = log_enquiry(office, Kind.MP, received_on=date(2025, 10, 6)).case_id

    def case() -> CaseView:
        return look_up.open_case(office, case_id)

    # The first window of the day says that an answer is due in three working days; Enter opens the case.
    show_first_of_day(window.context)
    today = cast(Any, window.tabs.front())
    assert today.kind == "today"
    assert "1 case asks for something" in today.summary.text()
    keyboard.press("Enter")
    page = cast(Any, window.tabs.front())
    assert page.key == case_id

    # The service is asked for its part by tomorrow.
    window.context.registry.run("case.ask_service")
    form = page.acts.act.form
    form["what"].set_value("When the plan was issued, and why it was late")
    form["due_on"].set_value(date(2025, 10, 16))
    keyboard.press("Ctrl+Enter")
    assert case().row.waiting_for == "service"
    assert page.next_step.words.text().startswith("Next step: Record the reply of Corporate Parenting")

    # Two days later nothing has come: the next step is to chase. The head of service is told as well.
    change_settings(office, {"clock_stands_on": "2025-10-17"})
    page.refresh()
    assert page.next_step.words.text() == (
        "Next step: Chase Corporate Parenting: the reply was due Thursday 16 October 2025."
    )
    keyboard.press("Ctrl+Shift+H")
    chase = cast(Any, window.tabs.front())
    folder = tmp_path / "drafts"
    chase.files = Files(folder)
    assert [email.kind for email in chase.plan.emails] == ["service", "head"]
    finish(window, keyboard)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "2025-10-17-chase-corporate-parenting.eml",
        "2025-10-17-escalation-diana-lee.eml",
    ]
    reminder = message_from_bytes((folder / names[0]).read_bytes(), policy=policy.default)
    assert reminder["To"] == "Diana Lee <diana@northmoor.example>"
    assert case().value("escalated_to") == "Diana Lee"
    assert not look_up.list_numbers(office, look_up.query(office, "to_escalate"))
    assert cast(Any, window.tabs.front()).key == case_id, "back at the case"

    # The reply comes; the case waits for nobody and can be answered.
    window.context.registry.run("case.reply")
    form = page.acts.act.form
    form["reply"].set_value("Issued on 1 September; the worker was ill.")
    finish(window, keyboard)
    assert case().row.waiting_for == ""
    assert [item.title for item in case().timeline[:3]] == ["Service replied", "Chased", "Service asked"]

    # Asha goes on leave: Ali stands in and finds the case among his own; its owner stays.
    asha = office.person
    ali = office.staff_named("Ali Demir")
    save_person(office, replace(asha, away_from=date(2025, 10, 17), deputy_id=ali.id))
    office.person = ali
    mine = look_up.list_page(office, look_up.query(office, "my_open"))
    assert [row.case_id for row in mine] == [case_id]
    assert mine[0].owner_id == asha.id
