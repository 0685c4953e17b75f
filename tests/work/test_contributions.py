"""Asking services: the case waits until the last reply is there, and its next step says so."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.bulk import set_waiting
from caseworker.actions.case_words import next_step
from caseworker.actions.contributions import (
    Asked,
    ask_service,
    is_address,
    known_contact,
    record_reply,
    take_back_request,
)
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_enquiry

CONTACT = "Corporate Parenting"
ASKED = Asked(
    CONTACT, "The dates of all visits", date(2025, 10, 17), contact_name="Jo Bell", email="jo@nm.example"
)


@pytest.fixture
def case_id(office: Office) -> str:
    """An enquiry: it has nothing to be acknowledged, so that services come first."""
    return log_enquiry(office, Kind.MP, received_on=date(2025, 10, 6)).case_id


def asked_of(office: Office, case_id: str) -> list[str]:
    return [each.id for each in open_case(office, case_id).of_kind("contribution")]


def test_asking_makes_the_case_wait_and_the_last_reply_ends_the_waiting(office: Office, case_id: str) -> None:
    ask_service(office, case_id, ASKED)
    ask_service(office, case_id, Asked("Quality Assurance", "The minutes", date(2025, 10, 20)))
    first, second = asked_of(office, case_id)
    assert open_case(office, case_id).row.waiting_for == "service"
    changed = record_reply(office, case_id, first, TODAY, "Visited in May and June.")
    assert "1 more asked for" in changed.message
    assert open_case(office, case_id).row.waiting_for == "service"
    record_reply(office, case_id, second, TODAY, "")
    assert open_case(office, case_id).row.waiting_for == ""


def test_waiting_for_the_person_is_left_alone_by_a_reply(office: Office, case_id: str) -> None:
    ask_service(office, case_id, ASKED)
    set_waiting(office, [case_id], "person")
    record_reply(office, case_id, asked_of(office, case_id)[0], TODAY, "Here it is.")
    assert open_case(office, case_id).row.waiting_for == "person"


def test_the_next_step_is_the_reply_and_when_it_is_late_the_chase(office: Office, case_id: str) -> None:
    ask_service(office, case_id, Asked(CONTACT, "The visits", TODAY))
    words, command = next_step(office, open_case(office, case_id))
    assert "Record the reply of Corporate Parenting" in words
    assert command == "case.reply"
    office.clock = Clock(date(2025, 10, 16), office.clock.system_now)
    words, command = next_step(office, open_case(office, case_id))
    assert words == "Chase Corporate Parenting: the reply was due Wednesday 15 October 2025."
    assert command == "case.chase"
    assert list_count(office, query(office, "contributions_late")) == 1


def test_it_stands_on_the_timeline_and_undo_takes_it_back(office: Office, case_id: str) -> None:
    changed = ask_service(office, case_id, ASKED)
    item = open_case(office, case_id).timeline[0]
    assert (item.title, item.group) == ("Service asked", "Services")
    assert "The dates of all visits" in item.text
    undo(office, changed.group_id)
    assert asked_of(office, case_id) == []
    assert open_case(office, case_id).row.waiting_for == ""


def test_a_request_is_taken_back(office: Office, case_id: str) -> None:
    ask_service(office, case_id, ASKED)
    take_back_request(office, case_id, asked_of(office, case_id)[0])
    assert open_case(office, case_id).row.waiting_for == ""
    assert asked_of(office, case_id) == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked("", "Visits", TODAY), "service"),
        (Asked("No such service", "Visits", TODAY), "service"),
        (Asked(CONTACT, "  ", TODAY), "what"),
        (Asked(CONTACT, "Visits", None), "due_on"),
        (Asked(CONTACT, "Visits", date(2025, 10, 14)), "due_on"),
        (Asked(CONTACT, "Visits", TODAY, email="nobody"), "email"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    office: Office, case_id: str, asked: Asked, field: str
) -> None:
    with pytest.raises(ProblemsError) as refused:
        ask_service(office, case_id, asked)
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_reply_is_recorded_once_and_not_before_it_was_asked(office: Office, case_id: str) -> None:
    ask_service(office, case_id, ASKED)
    asked = asked_of(office, case_id)[0]
    for day in (date(2025, 10, 14), date(2025, 10, 16), None):
        with pytest.raises(ProblemsError):
            record_reply(office, case_id, asked, day, "")
    record_reply(office, case_id, asked, TODAY, "")
    with pytest.raises(RuleError, match="recorded already"):
        record_reply(office, case_id, asked, TODAY, "")


def test_the_contact_is_who_was_asked_last_else_the_head_of_the_service(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    assert known_contact(office, view, CONTACT) == ("", "")
    change_settings(
        office, {"heads": {"Children's Social Care": {"name": "Di Lee", "email": "di@nm.example"}}}
    )
    assert known_contact(office, view, CONTACT) == ("Di Lee", "di@nm.example")
    ask_service(office, case_id, ASKED)
    assert known_contact(office, open_case(office, case_id), CONTACT) == ("Jo Bell", "jo@nm.example")


def test_an_address_has_a_name_a_host_and_no_space() -> None:
    assert is_address("jo.bell@northmoor.example")
    for wrong in (
        "",
        "jo",
        "jo@",
        "@nm.example",
        "jo bell@nm.example",
        "jo@nm",
        "a@b@c.example",
        "jo@nm.example,x",
        "jo..b@nm.example",
        "jo@nm.example.",
        "jo[1]@nm.example",
        "jo\n@nm.example",
        "jo@nm.example\n",
    ):
        assert not is_address(wrong)
