"""An enquiry with a complaint in it, a compliment and a comment, from the call to the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.at_keyboard import become
from caseworker.actions.case_words import next_step
from caseworker.actions.contributions import Asked, ask_service, record_reply
from caseworker.actions.links import linked_cases
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.actions.moves import make_move, moves_for
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry


def step(office: Office, case_id: str) -> tuple[str, str]:
    return next_step(office, open_case(office, case_id))


def test_an_mp_asks_the_service_answers_and_the_complaint_inside_goes_its_own_way(office: Office) -> None:
    case_id = log_enquiry(office, Kind.MP, received_on=date(2025, 10, 6)).case_id
    due = open_case(office, case_id).row.due_on
    assert step(office, case_id) == (
        "Ask the service for its part. The answer is due Monday 20 October 2025.",
        "case.ask_service",
    )
    ask_service(
        office, case_id, Asked("Corporate Parenting", "When will the plan be issued?", date(2025, 10, 17))
    )
    assert step(office, case_id)[1] == "case.reply"
    held = {"on": TODAY, "until": date(2025, 10, 24), "reason": "Waiting for the health advice"}
    message = make_move(office, case_id, "enquiry.held", held).message
    assert "The deadline stays Monday 20 October 2025" in message
    assert open_case(office, case_id).row.due_on == due

    logged = make_move(
        office,
        case_id,
        "enquiry.complaint_logged",
        {
            "kind": "CORP",
            "received_on": date(2025, 10, 6),
            "full_name": "Rosa Ferreira",
            "summary": "The plan is five months late.",
        },
    )
    assert "The enquiry goes on with its own deadline." in logged.message
    link = linked_cases(office, open_case(office, case_id))[0]
    complaint = open_case(office, link.case_id)
    assert (link.relation, complaint.kind) == ("Became the complaint", Kind.CORPORATE)
    assert complaint.complainant is not None
    assert complaint.complainant.doc["full_name"] == "Rosa Ferreira"
    assert open_case(office, case_id).row.due_on == due

    asked = open_case(office, case_id).of_kind("contribution")[0]
    record_reply(office, case_id, asked.id, TODAY, "By the end of the month.")
    answer_case(office, case_id, Answer(TODAY, "answered"))
    assert open_case(office, case_id).row.on_time is True
    assert open_case(office, complaint.case_id).status is Status.OPEN  # never closed by the enquiry


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (Kind.MAYOR, "Mayor's office"),
        (Kind.MEMBER, "Councillor Rhian Probert"),
        (Kind.CHIEF_EXECUTIVE, "Office of the Chief Executive"),
        (Kind.GENERAL, "Tomos Bevan"),
    ],
)
def test_every_other_enquiry_goes_to_its_service_and_is_answered_in_ten_working_days(
    office: Office, kind: Kind, who: str
) -> None:
    case_id = log_enquiry(office, kind, full_name=who, received_on=date(2025, 10, 2)).case_id
    assert open_case(office, case_id).row.due_on == date(2025, 10, 16)
    assert step(office, case_id)[1] == "case.ask_service"
    ask_service(office, case_id, Asked("Corporate Parenting", "What was the caller told?", TODAY))
    assert open_case(office, case_id).row.waiting_for == "service"
    assert step(office, case_id)[1] == "case.reply"
    asked = open_case(office, case_id).of_kind("contribution")[0]
    record_reply(office, case_id, asked.id, TODAY, "That the panel meets on Tuesday.")
    answer_case(office, case_id, Answer(TODAY, "answered"))
    view = open_case(office, case_id)
    assert (view.status, view.row.on_time) == (Status.CLOSED, True)
    assert list_count(office, query(office, "team_open")) == 0


def test_a_compliment_is_passed_on_thanked_and_closed(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.COMPLIMENT, risk="", summary="Thank you, Team 1.").case_id
    assert step(office, case_id)[1] == "move:compliment.passed_on"
    with pytest.raises(RuleError, match="not passed on"):
        make_move(office, case_id, "compliment.closed", {"on": TODAY})
    make_move(
        office, case_id, "compliment.passed_on", {"on": TODAY, "service": "Early Years", "to": "Jo Bell"}
    )
    view = open_case(office, case_id)
    assert (view.row.service, view.row.division) == ("Early Years", "Education Services")
    make_move(office, case_id, "compliment.thanked", {"on": TODAY, "how": "Letter"})
    assert step(office, case_id)[1] == "move:compliment.closed"
    make_move(office, case_id, "compliment.closed", {"on": TODAY})
    view = open_case(office, case_id)
    assert (view.status, view.value("outcome")) == (Status.CLOSED, "thanked")


def test_a_comment_is_passed_on_and_closed(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.COMMENT, risk="", summary="Open on Saturdays?").case_id
    make_move(office, case_id, "comment.passed_on", {"on": TODAY, "service": "Early Years"})
    assert step(office, case_id) == ("Close the comment.", "move:comment.closed")
    make_move(office, case_id, "comment.closed", {"on": TODAY})
    assert open_case(office, case_id).status is Status.CLOSED


def test_approval_is_given_by_a_second_person_who_may(office: Office) -> None:
    manager = office.person
    caseworker = office.staff_named("Ali Demir")
    case_id = log_enquiry(office).case_id
    become(office, caseworker)
    with pytest.raises(ProblemsError, match="somebody else"):
        make_move(office, case_id, "signoff.asked", {"who": caseworker.id, "what": "The reply"})
    make_move(office, case_id, "signoff.asked", {"who": manager.id, "what": "The reply"})
    assert list_count(office, query(office, "to_sign_off")) == 1
    with pytest.raises(RuleError, match="cannot approve"):
        make_move(office, case_id, "signoff.given", {"result": "approved"})
    become(office, manager)
    with pytest.raises(ProblemsError, match="what is to be changed"):
        make_move(office, case_id, "signoff.given", {"result": "returned"})
    make_move(office, case_id, "signoff.given", {"result": "approved"})
    view = open_case(office, case_id)
    decision = view.of_kind("decision")[-1].doc
    assert (decision["result"], decision["approved_by"], view.row.waiting_for) == ("approved", manager.id, "")


def test_nobody_approves_what_they_asked_for(office: Office) -> None:
    case_id = log_enquiry(office).case_id
    other = replace(office.staff_named("Ali Demir"))
    make_move(office, case_id, "signoff.asked", {"who": other.id, "what": "The reply"})
    with pytest.raises(RuleError, match="second person"):
        make_move(office, case_id, "signoff.given", {"result": "approved"})


def test_safeguarding_comes_first_and_is_recorded_with_who_was_told(office: Office) -> None:
    case_id = log_complaint(office, risk="unsure").case_id
    assert step(office, case_id) == (
        "Tell safeguarding today and note who was told.",
        "move:safeguarding.told",
    )
    make_move(office, case_id, "safeguarding.told", {"on": TODAY, "who": "Duty officer, MASH"})
    view = open_case(office, case_id)
    assert view.tasks[0].doc["evidence"] == "Duty officer, MASH"
    assert step(office, case_id)[1] != "move:safeguarding.told"
    assert "safeguarding.told" not in {offer.move.code for offer in moves_for(office, view)}
