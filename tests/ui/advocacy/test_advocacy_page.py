"""The page of advocacy: figures that open their cases, hours in words, and the contracts in the settings."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.settings_change import change_settings
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page, show
from tests.ui.fake_context import make_context
from ui.advocacy.advocacy_page import AdvocacyPage
from ui.settings.settings_page import SettingsPage
from ui.window import MainWindow

CONTRACT = {
    "provider": "Coram Voice",
    "from_on": "2025-01-01",
    "to_on": None,
    "hours": 1000,
    "extra_hours": 500,
}


@pytest.fixture
def helped(office: Office) -> str:
    """A young person who was referred, with two hours given."""
    case_id = log_complaint(office, raised_by="Young person").case_id
    make_move(office, case_id, "advocacy.referred", {"on": TODAY, "provider": "Coram Voice"})
    make_move(office, case_id, "advocacy.hours_given", {"on": TODAY, "hours": 2})
    return case_id


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    made = MainWindow(make_context(office))
    qtbot.addWidget(made)
    made.add_kind(AdvocacyPage)
    made.add_kind(SettingsPage)
    show(made)
    return made


def opened(window: MainWindow) -> AdvocacyPage:
    page = window.open_page("advocacy")
    assert isinstance(page, AdvocacyPage)
    QApplication.processEvents()
    return page


def test_the_hours_stand_against_the_contract_in_words(
    office: Office, helped: str, window: MainWindow
) -> None:
    page = opened(window)
    assert page.contracts.text().startswith("No contract was in force")
    page.context.changed(change_settings(office, {"advocacy_contracts": (CONTRACT,)}))
    page.refresh()
    assert "2 of 1,000 hours used" in page.contracts.text()
    assert page.title() == "Advocacy, 2025-26"


def test_a_figure_opens_its_cases(
    office: Office, helped: str, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    asked: list[Any] = []
    monkeypatch.setattr(page.context, "open_page", lambda *words, **more: asked.append((words, more)))
    view = page.tables[0].view
    row = view.figures.rowCount() - 1
    assert view.figures.spoken(view.figures.index(row, 0)) == "Total, Young people helped, 1 young person"
    page.tables[0].open_cell(view.figures.index(row, 0))
    assert asked[0][0][0] == "case_list"
    assert asked[0][1]["numbers"] == (open_case(office, helped).row.number,)
    page.tables[0].open_cell(view.figures.index(row, 1))
    assert len(asked) == 1  # nothing stands behind a nought


def test_an_empty_period_says_what_belongs_here(window: MainWindow) -> None:
    page = opened(window)
    assert page.nobody.isVisible()
    assert not page.tables[1].isVisible()


def test_the_page_can_be_used_by_everybody(helped: str, window: MainWindow) -> None:
    check_page(opened(window))


def test_the_period_is_kept_for_the_next_start(window: MainWindow) -> None:
    page = opened(window)
    page.restore_layout({"period": "2024-25"})
    assert page.layout_state() == {"period": "2024-25"}
    page.restore_layout({"period": "nonsense"})
    assert page.layout_state() == {"period": "2024-25"}


def test_a_contract_is_added_and_ended_in_the_settings(office: Office, window: MainWindow) -> None:
    settings = window.open_page("settings", section="advocacy")
    assert isinstance(settings, SettingsPage)
    part: Any = settings.part()
    part.add_one()
    part.finish()
    assert part.form.form.blocks["from_on"].problem()
    values = {"provider": "Coram Voice", "from_on": TODAY, "hours": "1,000", "extra_hours": "many"}
    for name, value in values.items():
        part.form.form[name].set_value(value)
    part.finish()
    assert part.form.form.blocks["extra_hours"].problem() == "Extra hours must be a number, such as 1,000"
    part.form.form["extra_hours"].set_value("500")
    part.finish()
    kept = office.settings.advocacy_contracts
    assert [(each["provider"], each["hours"], each["extra_hours"]) for each in kept] == [
        ("Coram Voice", 1000, 500)
    ]
    part.add_one()
    for name, value in {**values, "provider": "NYAS", "extra_hours": ""}.items():
        part.form.form[name].set_value(value)
    part.finish()
    assert "under contract" in part.form.form.blocks["from_on"].problem()
    part.leave()
    part.open_row()
    part.form.form["to_on"].set_value(TODAY)
    part.finish()
    assert office.settings.advocacy_contracts[0]["to_on"] == TODAY.isoformat()
    part.remove_one()
    assert office.settings.advocacy_contracts == ()
    check_page(settings)
