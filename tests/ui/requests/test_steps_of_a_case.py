"""The steps of a request on its page, the exemptions editor and the cost calculator, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.information_step import State
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.information.help import on_day, request, step
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down, words_of
from ui.cases.acts.cost_limit import CostLimitPanel
from ui.cases.acts.exemption import ExemptionPanel
from ui.cases.stages_tab import StagesTab
from ui.requests.steps_view import StepsView

DAY = date(2025, 10, 1)


@pytest.fixture
def foi(office: Office) -> str:
    """An FOI request with an exemption that is not weighed yet."""
    case_id = request(
        office, Kind.FOI, DAY, full_name="<b>Friends</b> of Wharfinger Park & District Association"
    )
    keep_exemption(
        office, case_id, Exemption("foi_43", "(2)", "Unit prices " * 30, "A rival would undercut us")
    )
    on_day(office, TODAY)
    return case_id


def steps(desk: Desk) -> StepsView:
    tab = desk.page.tabs.bring("stages")
    assert isinstance(tab, StagesTab)
    assert tab.above is not None
    QApplication.processEvents()
    return tab.above


def state(view: StepsView, label: str) -> State:
    return view.rows[label].step.state


def test_the_steps_of_a_request_stand_in_their_own_tab(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi)
    view = steps(desk)
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("stages")) == "Steps"
    assert (state(view, "Received"), state(view, "Exemptions")) == (State.DONE, State.DOING)
    assert "Choose an exemption: Exemptions, under way" in [
        r.link.accessibleName() for r in view.rows.values()
    ]
    assert not any("<b>" in words for words in words_of(view))
    view.when_needed.set_open(True)
    QApplication.processEvents()
    check_page(desk.page)


def test_a_complaint_keeps_its_stages(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office).case_id)
    view = steps(desk)
    assert view.isHidden()
    assert desk.page.tabs.bar.tabText(desk.page.tabs.keys.index("stages")) == "Stages"


def test_a_step_is_recorded_from_its_row(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi, show="stages")
    view = steps(desk)
    desk.go_to(view.rows["Law that applies"].link)
    desk.press("Enter")
    assert desk.page.acts.act is not None
    desk.press("Ctrl+Enter")
    assert state(steps(desk), "Law that applies") is State.DONE


def test_a_linked_case_opens_from_its_step(qtbot: QtBot, office: Office, foi: str) -> None:
    step(office, foi, "commissioner.opened", on=TODAY, about="No answer")
    desk = sit_down(qtbot, office, foi)
    row = steps(desk).rows["Commissioner"]
    assert "Case CYP-2025-0002." in row.step.words
    row.link.click()
    assert desk.window.tabs.front().title() == "CYP-2025-0002"


def test_a_reader_sees_the_steps_and_does_none(qtbot: QtBot, office: Office, foi: str) -> None:
    office.person = type(office.person)(office.person.id, office.person.full_name, role="auditor")
    desk = sit_down(qtbot, office, foi)
    assert all(row.link.isHidden() for row in steps(desk).rows.values())


def exemption_panel(desk: Desk, exemption_id: str = "") -> ExemptionPanel:
    if exemption_id:
        steps(desk).exemptions[exemption_id].click()
    else:
        desk.page.begin("case.exemption")
    QApplication.processEvents()
    panel = desk.page.acts.act
    assert isinstance(panel, ExemptionPanel)
    return panel


def test_what_is_missing_of_an_exemption_is_said_while_it_is_weighed(
    qtbot: QtBot, office: Office, foi: str
) -> None:
    desk = sit_down(qtbot, office, foi)
    exemption_id = next(iter(steps(desk).exemptions))
    panel = exemption_panel(desk, exemption_id)
    assert "both sides of the public interest test" in panel.result.text()
    panel.form["public_interest_for"].set_value("How public money is spent")
    panel.form["public_interest_against"].set_value("A fair price next time")
    panel.form["balance"].set_value("withhold")
    assert panel.result.text() == "Withhold: the test is done."
    check_page(desk.page)
    desk.press("Ctrl+Enter")
    assert state(steps(desk), "Exemptions") is State.DONE


def test_the_test_is_asked_for_only_where_the_law_wants_it(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi)
    panel = exemption_panel(desk)
    blocks = panel.form.blocks
    panel.form["section"].set_value("foi_40_2")
    assert (blocks["balance"].isHidden(), blocks["opinion_by"].isHidden()) == (True, True)
    panel.form["section"].set_value("foi_36")
    assert (blocks["balance"].isHidden(), blocks["opinion_by"].isHidden()) == (False, False)
    check_page(desk.page)


def test_an_exemption_without_its_information_is_a_problem_at_its_field(
    qtbot: QtBot, office: Office, foi: str
) -> None:
    desk = sit_down(qtbot, office, foi)
    exemption_panel(desk)
    desk.press("Ctrl+Enter")
    assert "Choose the exemption" in words_of(desk.page)
    check_page(desk.page)


def test_an_exemption_is_removed_and_undo_brings_it_back(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi)
    panel = exemption_panel(desk, next(iter(steps(desk).exemptions)))
    panel.remove_button.click()
    assert not steps(desk).exemptions
    desk.context.registry.run("edit.undo")
    assert len(steps(desk).exemptions) == 1


def test_the_cost_is_reckoned_while_it_is_typed(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi)
    desk.page.begin("case.cost_limit")
    panel = desk.page.acts.act
    assert isinstance(panel, CostLimitPanel)
    panel.form["locating"].set_value("12")
    panel.form["extracting"].set_value("6")
    assert "£450. That is within the limit" in panel.result.text()
    panel.form["retrieving"].set_value("0,5")
    assert "18.5 hours at £25 an hour: £462.50. That is above the limit" in panel.result.text()
    check_page(desk.page)
    panel.form["determining"].set_value("a day")
    desk.press("Ctrl+Enter")
    assert "Finding out whether it is held must be a number of hours, such as 4.5" in words_of(desk.page)
    panel.form["determining"].set_value("")
    desk.press_later("Ctrl+Enter")
    assert "Enter how the person was helped to narrow the request (s.16)" in words_of(desk.page)
    panel.form["basis"].set_value("A sample of ten files")
    panel.form["help_offered"].set_value("One year instead of five")
    desk.press_later("Ctrl+Enter")
    assert state(steps(desk), "Cost limit") is State.DONE


def test_a_line_of_a_related_request_is_reference_and_hours(qtbot: QtBot, office: Office, foi: str) -> None:
    desk = sit_down(qtbot, office, foi)
    desk.page.begin("case.cost_limit")
    panel = desk.page.acts.act
    assert isinstance(panel, CostLimitPanel)
    panel.form["locating"].set_value("2")
    panel.form["related"].set_value("CYP-2025-0001")
    desk.press("Ctrl+Enter")
    assert any("must be a reference and hours" in words for words in words_of(desk.page))
    panel.form["related"].set_value("CYP-2025-0001 3")
    desk.press_later("Ctrl+Enter")
    assert any("is this request itself" in words for words in words_of(desk.page))
