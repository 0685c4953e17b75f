"""On the case: asking a service, recording its reply, what is late, and links to other cases; all by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.contributions import Asked, ask_service
from caseworker.actions.links import link_cases
from caseworker.actions.look_up import list_page, query
from caseworker.actions.note import add_note
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down, words_of
from ui.cases.acts.ask_service import AskServicePanel
from ui.cases.acts.link import LinkPanel
from ui.cases.acts.reply import ReplyPanel
from ui.cases.details_tab import DetailsTab
from ui.cases.tasks_tab import TasksTab

SERVICE = "Corporate Parenting"


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    """An MP's enquiry, and a complaint about the same matter."""
    log_complaint(office, full_name="Tom Clarke")
    return sit_down(qtbot, office, log_enquiry(office, Kind.MP, received_on=date(2025, 10, 6)).case_id)


def tasks(desk: Desk) -> TasksTab:
    part = desk.page.tabs.bring("actions")
    assert isinstance(part, TasksTab)
    QApplication.processEvents()
    return part


def details(desk: Desk) -> DetailsTab:
    part = desk.page.tabs.bring("details")
    assert isinstance(part, DetailsTab)
    QApplication.processEvents()
    return part


def test_a_service_is_asked_at_the_keyboard_and_the_case_waits_for_it(desk: Desk) -> None:
    desk.context.registry.run("case.ask_service")
    act = desk.page.acts.act
    assert isinstance(act, AskServicePanel)
    assert act.service.value() == SERVICE, "the case's own service stands there"
    desk.go_to(act.what.editor())
    desk.type("The dates of all visits")
    desk.go_to(act.due.editor())
    desk.type("+2")
    assert act.result.text() == "The reply is due Friday 17 October 2025."
    desk.press("Ctrl+Enter")
    assert desk.view.row.waiting_for == "service"
    assert "Corporate Parenting was asked" in desk.alerts()[0]
    assert "Waiting, due Friday 17 October 2025. Asked on Wednesday 15 October 2025" in words_of(tasks(desk))
    assert desk.page.next_step.words.text() == (
        "Next step: Record the reply of Corporate Parenting, due Friday 17 October 2025."
    )


def test_what_is_missing_is_said_at_its_field(desk: Desk) -> None:
    desk.page.begin("case.ask_service")
    check_page(desk.page)
    desk.press("Ctrl+Enter")
    act = desk.page.acts.act
    assert isinstance(act, AskServicePanel)
    assert act.form.blocks["what"].problem() == "Enter what is asked"
    assert act.form.blocks["due_on"].problem() == "Enter the date the reply is due"


def test_the_reply_is_recorded_from_the_next_step_and_taken_back_by_undo(desk: Desk) -> None:
    ask_service(desk.office, desk.page.key, Asked(SERVICE, "Visits", TODAY))
    desk.page.refresh()
    desk.page.next_step.button.click()
    act = desk.page.acts.act
    assert isinstance(act, ReplyPanel)
    assert act.request.words() == "Corporate Parenting, due Wednesday 15 October 2025: Visits"
    desk.go_to(act.reply.editor())
    desk.type("Seen in May and June")
    desk.press("Ctrl+Enter")
    assert desk.view.row.waiting_for == ""
    assert "Reply: Seen in May and June" in words_of(tasks(desk))
    desk.press("Ctrl+Z")
    assert desk.view.row.waiting_for == "service"


def test_the_reply_cannot_be_recorded_when_nothing_is_asked(desk: Desk) -> None:
    assert desk.page.why_not("case.reply") == "Nothing is asked of a service now."


def test_a_request_is_taken_back_on_the_case(desk: Desk) -> None:
    ask_service(desk.office, desk.page.key, Asked(SERVICE, "Visits", TODAY))
    desk.page.refresh()
    tasks(desk).asked.removed.emit(desk.view.of_kind("contribution")[0].id)
    assert desk.view.of_kind("contribution") == ()
    assert desk.view.row.waiting_for == ""


def test_another_case_is_found_by_name_and_linked(desk: Desk, qtbot: QtBot) -> None:
    desk.context.registry.run("case.link")
    act = desk.page.acts.act
    assert isinstance(act, LinkPanel)
    act.relation.set_value("became_complaint")
    desk.go_to(act.find.editor())
    desk.type("clarke")
    qtbot.waitUntil(lambda: bool(act.other.choices()))
    assert act.other.words().startswith("CYP-2025-0001, Tom Clarke")
    assert act.result.text() == "CYP-2025-0002: became the complaint CYP-2025-0001."
    check_page(desk.page)
    desk.press("Ctrl+Enter")
    linked = details(desk).linked
    assert [link.text() for link in linked.links.values()] == ["CYP-2025-0001, Statutory complaint, open"]


def test_a_link_opens_its_case_with_enter_and_is_removed(desk: Desk, office: Office) -> None:
    other = next(row for row in list_page(office, query(office)) if row.reference == "CYP-2025-0001")
    link_cases(office, desk.page.key, other.case_id, "same_matter")
    desk.page.refresh()
    linked = details(desk).linked
    next(iter(linked.links.values())).setFocus()
    desk.press("Enter")
    assert desk.window.tabs.front().key == other.case_id  # type: ignore[union-attr]
    linked.remove_asked.emit(next(iter(linked.links)))
    assert desk.view.of_kind("link") == ()
    assert linked.links == {}
    assert "was removed" in desk.alerts()[0]


def test_actions_with_requests_pass_every_check(desk: Desk) -> None:
    ask_service(desk.office, desk.page.key, Asked(SERVICE, "Visits", TODAY, email="jo@nm.example"))
    desk.page.refresh()
    tasks(desk)
    check_page(desk.page)


def test_opening_a_case_counts_what_others_did_as_seen(qtbot: QtBot, office: Office) -> None:
    case = log_complaint(office, owner_id=office.staff_named("Ali Demir").id)
    asha, office.person = office.person, office.staff_named("Ali Demir")
    assert list_page(office, query(office, "updated"))[0].is_updated
    sit_down(qtbot, office, case.case_id)
    assert list_page(office, query(office, "updated")) == []
    office.person = asha
    add_note(office, case.case_id, "They rang", stamp="2025-10-15T12:00:00.000Z")
    office.person = office.staff_named("Ali Demir")
    assert [row.reference for row in list_page(office, query(office, "updated"))] == [case.reference]
