"""FOI and SAR: the list of requests and its views, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.example_office import TODAY
from tests.information.help import on_day, request, step
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down
from ui.requests.requests_page import RequestsPage
from ui.widgets.roles import Role

DAY = date(2025, 10, 1)


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    """Four open requests, one answered and published."""
    foi = request(office, Kind.FOI, DAY, full_name="<i>Nguyễn</i> Thị Phương Thảo-Blankenship and neighbours")
    step(office, foi, "clarification.asked", on=DAY, what="Which year?")
    request(office, Kind.EIR, date(2025, 9, 10), full_name="Friends of Wharfinger Park")
    sar = request(office, Kind.SAR, date(2025, 9, 20), full_name="Mair Lloyd")
    step(office, sar, "redaction.done", done_by=office.person.id, on=date(2025, 9, 20))
    done = request(office, Kind.FOI, date(2025, 9, 1), full_name="Northmoor Gazette")
    answer_case(office, done, Answer(date(2025, 9, 1), "disclosed_in_full"))
    step(office, done, "disclosure_log.decided", publish="yes")
    step(office, done, "review.opened", on=date(2025, 9, 1), about="It is not all")
    on_day(office, TODAY)
    opened = sit_down(qtbot, office, foi)
    opened.window.add_kind(RequestsPage)
    return opened


def opened_page(desk: Desk) -> RequestsPage:
    page = desk.window.open_page("requests")
    assert isinstance(page, RequestsPage)
    QApplication.processEvents()
    return page


def requesters(page: RequestsPage) -> list[str]:
    return [row.requester for row in page.model.rows()]


def test_open_requests_are_listed_by_due_with_law_and_steps(desk: Desk) -> None:
    page = opened_page(desk)
    assert [(row.law, row.due.partition(",")[0]) for row in page.model.rows()] == [
        ("FOI review", "12 working days late"),
        ("EIR", "5 working days late"),
        ("Subject access", "3 working days left"),
        ("FOI", "Paused since 1 October"),
    ]
    assert page.model.row(2).steps == "1 of 7 done"
    assert page.model.row(2).now == "Redaction and its check"
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    check_page(page)


def test_a_row_is_one_sentence_for_a_screen_reader(desk: Desk) -> None:
    page = opened_page(desk)
    spoken = page.model.index(2, 0).data(11)  # the accessible text
    assert spoken.startswith(
        "CYP-2025-0003, Subject access, Mair Lloyd, 3 working days left, due Monday 20 October"
    )
    assert page.model.index(2, 7).data(Role.TAG) == "due_soon"


def test_each_view_shows_its_own(desk: Desk) -> None:
    page = opened_page(desk)
    page.show_view("redaction")
    assert requesters(page) == ["Mair Lloyd"]
    page.show_view("person")
    assert len(requesters(page)) == 1
    page.show_view("reviews")
    assert requesters(page) == ["Northmoor Gazette"]
    page.show_view("log")
    assert [row.now for row in page.model.rows()] == ["Disclosed in full"]
    check_page(page)


def test_an_empty_view_says_what_belongs_there(desk: Desk) -> None:
    page = opened_page(desk)
    page.show_view("commissioner")
    assert page.model.rowCount() == 0
    assert page.table.empty.isVisibleTo(page)
    check_page(page)


def test_enter_opens_the_case_and_the_next_one_follows(desk: Desk) -> None:
    page = opened_page(desk)
    page.table.view.setFocus()
    first, second = (page.model.row(place).row for place in (0, 1))
    desk.press("Enter")
    assert desk.window.tabs.front().title() == first.reference
    assert page.next_case(first.case_id) == second.case_id
    assert page.previous_case(first.case_id) == ""


def test_a_view_and_its_columns_are_kept_for_the_next_start(desk: Desk, qtbot: QtBot) -> None:
    page = opened_page(desk)
    page.show_view("service")
    state = page.layout_state()
    fresh = RequestsPage(desk.context)
    qtbot.addWidget(fresh)
    fresh.restore_layout(state)
    assert fresh.view_code == "service"
    fresh.restore_layout({"view": "nonsense", "table": None})
    assert fresh.view_code == "service"


def test_what_is_done_to_a_case_shows_in_the_list(desk: Desk) -> None:
    page = opened_page(desk)
    case_id = page.model.row(1).row.case_id
    desk.context.changed(step(desk.office, case_id, "regime.decided", kind="EIR"))
    assert page.model.row(1).steps == "2 of 5 done"
