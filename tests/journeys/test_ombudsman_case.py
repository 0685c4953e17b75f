"""An Ombudsman case from the letter to the remedy, and one that ends in a public report."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.case_words import next_step
from caseworker.actions.links import linked_cases
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move, moves_for
from caseworker.actions.reopen import reopen_case
from caseworker.actions.tasks import TaskRef, finish_tasks
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def today_is(office: Office, day: date) -> None:
    office.clock = Clock(day, office.clock.system_now)


def opened(office: Office, **more: object) -> CaseView:
    """A complaint taken to the Ombudsman, who asks for an answer by 8 December 2025."""
    complaint = log_complaint(office).case_id
    values = {
        "received_on": TODAY,
        "reference": "25 000 123",
        "track": "investigation",
        "set_due_on": date(2025, 12, 13),
        "questions": "1. Visits. 2. Calls.",
        **more,
    }
    make_move(office, complaint, "ombudsman.opened", values)
    link = open_case(office, complaint).of_kind("link")[0]
    return open_case(office, str(link.doc["case_id"]))


def step(office: Office, view: CaseView) -> tuple[str, str]:
    return next_step(office, open_case(office, view.case_id))


def test_a_complaint_goes_to_the_ombudsman_and_the_remedy_is_proved_in_time(office: Office) -> None:
    case = opened(office)
    assert case.kind is Kind.OMBUDSMAN
    assert case.value("parent_reference") != case.reference
    assert [child.doc["full_name"] for child in case.children] == ["Gethin O’Brien"]
    assert [link.relation for link in linked_cases(office, case)] == ["Ombudsman case about"]
    # Saturday 13 December is never rolled; Friday the 12th is the safe day.
    assert case.row.due_on == date(2025, 12, 13)
    words, command = step(office, case)
    assert words.startswith(
        "Answer the Ombudsman by Saturday 13 December 2025. Send it on Friday 12 December 2025"
    )
    assert command == "move:ombudsman.replied"

    today_is(office, date(2025, 12, 12))
    make_move(office, case.case_id, "ombudsman.replied", {"on": date(2025, 12, 12), "how": "Email"})
    view = open_case(office, case.case_id)
    assert (view.row.due_on, view.row.on_time) == (None, True)
    assert step(office, case)[1] == "move:ombudsman.drafted"

    make_move(
        office,
        case.case_id,
        "ombudsman.drafted",
        {"on": date(2025, 12, 12), "comments_due_on": date(2025, 12, 29), "decision": "fault_injustice"},
    )
    assert open_case(office, case.case_id).row.due_on == date(2025, 12, 29)
    make_move(office, case.case_id, "ombudsman.commented", {"on": date(2025, 12, 12), "comments": "None."})
    assert step(office, case)[1] == "move:ombudsman.decided"

    today_is(office, date(2026, 1, 20))
    decided = {"on": date(2026, 1, 19), "decision": "fault_injustice", "reason": "No visits for four months."}
    make_move(office, case.case_id, "ombudsman.decided", decided)
    assert step(office, case) == (
        "Add the remedies of the decision, each with owner and day.",
        "move:remedy.agreed",
    )
    remedy = {
        "kind": "remedy",
        "what": "Apologise and pay £250",
        "owner": office.person.id,
        "due_on": date(2026, 2, 16),
        "amount": 250,
        "payment": "distress",
    }
    make_move(office, case.case_id, "remedy.agreed", remedy)
    view = open_case(office, case.case_id)
    assert [p.doc["amount_pounds"] for p in view.of_kind("payment")] == [250]
    assert step(office, case) == (
        "Do and prove by Monday 16 February 2026: Apologise and pay £250",
        "part:actions",
    )
    with pytest.raises(RuleError, match="Not done yet: Apologise"):
        make_move(office, case.case_id, "remedy.satisfied", {"on": date(2026, 1, 20)})
    with pytest.raises(ProblemsError, match="why remedies are left unsettled"):
        make_move(office, case.case_id, "ombudsman.closed", {"on": date(2026, 1, 20)})

    today_is(office, date(2026, 2, 10))
    task = view.tasks[0]
    finish_tasks(office, [TaskRef(case.case_id, task.id)], date(2026, 2, 10), "Letter and payment advice")
    make_move(office, case.case_id, "remedy.satisfied", {"on": date(2026, 2, 10)})
    assert step(office, case)[1] == "move:ombudsman.closed"
    make_move(office, case.case_id, "ombudsman.closed", {"on": date(2026, 2, 10)})
    closed = open_case(office, case.case_id)
    assert (closed.status, closed.value("outcome")) == (Status.CLOSED, "fault_injustice")
    assert closed.row.on_time is True
    assert step(office, case)[0].startswith("Nothing more to do")


def test_a_premature_complaint_is_referred_back_and_goes_on_at_its_stage(office: Office) -> None:
    case = opened(office, track="premature", set_due_on=None)
    assert case.row.due_on is None
    assert step(office, case)[1] == "move:ombudsman.referred_back"
    make_move(
        office, case.case_id, "ombudsman.referred_back", {"on": TODAY, "reason": "Answer stage 1 first."}
    )
    closed = open_case(office, case.case_id)
    assert (closed.status, closed.value("outcome")) == (Status.CLOSED, "premature")
    complaint = open_case(office, str(closed.of_kind("link")[0].doc["case_id"]))
    assert complaint.status is Status.OPEN
    assert complaint.row.due_on is not None


def test_initial_enquiries_come_before_an_investigation_and_keep_their_own_answer(office: Office) -> None:
    case = opened(office, track="initial", set_due_on=date(2025, 10, 22))
    assert case.row.due_on == date(2025, 10, 22)
    make_move(office, case.case_id, "ombudsman.replied", {"on": TODAY})
    assert open_case(office, case.case_id).row.due_on is None
    make_move(office, case.case_id, "ombudsman.enquired", {"on": TODAY, "set_due_on": date(2025, 11, 12)})
    view = open_case(office, case.case_id)
    assert view.row.due_on == date(2025, 11, 12)
    assert view.stage is not None
    assert view.stage.doc["initial_reply_on"] == TODAY.isoformat()


def test_without_a_day_28_calendar_days_are_shown(office: Office) -> None:
    case = opened(office, set_due_on=None)
    assert case.row.due_on == date(2025, 11, 12)


def test_a_public_report_gives_three_months_beginning_with_its_receipt(office: Office) -> None:
    case = opened(office)
    make_move(office, case.case_id, "report.received", {"on": TODAY})
    assert step(office, case) == (
        "Give public notice of the report by Wednesday 29 October 2025.",
        "move:report.noticed",
    )
    with pytest.raises(RuleError, match="considered by the full council"):
        make_move(office, case.case_id, "report.answered", {"on": TODAY, "answer": "All of it"})
    make_move(office, case.case_id, "report.noticed", {"on": TODAY, "where": "Northmoor Gazette"})
    assert open_case(office, case.case_id).row.due_on == date(2026, 1, 14)
    considered = {"on": TODAY, "by": "cabinet", "evidence": "Minute 12"}
    make_move(office, case.case_id, "report.considered", considered)
    with pytest.raises(RuleError, match="decision is not recorded"):
        make_move(office, case.case_id, "ombudsman.closed", {"on": TODAY})
    make_move(office, case.case_id, "ombudsman.decided", {"on": TODAY, "decision": "fault_injustice"})
    with pytest.raises(RuleError, match=r"section 31\(2\)"):
        make_move(office, case.case_id, "ombudsman.closed", {"on": TODAY})
    make_move(office, case.case_id, "report.answered", {"on": TODAY, "answer": "All of it"})
    assert step(office, case)[1] == "move:remedy.agreed"


def test_undoing_takes_the_linked_case_and_both_links_away(office: Office) -> None:
    complaint = log_complaint(office).case_id
    values = {"received_on": TODAY, "track": "initial", "reference": ""}
    done = make_move(office, complaint, "ombudsman.opened", values)
    assert "It was logged as CYP-2025-" in done.message
    assert len(done.case_ids) == 2
    undo(office, done.group_id)
    assert open_case(office, complaint).of_kind("link") == ()
    other = next(each for each in done.case_ids if each != complaint)
    assert open_case(office, other).status is Status.VOID


def test_a_case_closed_by_the_ombudsman_keeps_the_day_of_its_reply_when_it_is_reopened(
    office: Office,
) -> None:
    case = opened(office)
    make_move(office, case.case_id, "ombudsman.replied", {"on": TODAY})
    make_move(office, case.case_id, "ombudsman.decided", {"on": TODAY, "decision": "no_fault"})
    make_move(office, case.case_id, "ombudsman.closed", {"on": TODAY})
    reopen_case(office, case.case_id, "The Ombudsman looks again")
    view = open_case(office, case.case_id)
    assert view.stage is not None
    assert (view.stage.doc["answered_on"], view.stage.doc.get("closed_on")) == (TODAY.isoformat(), None)


def test_no_step_of_the_track_leaves_the_case_without_a_next_step(office: Office) -> None:
    case = opened(office)
    view = open_case(office, case.case_id)
    codes = {offer.move.code for offer in moves_for(office, view)}
    assert {"ombudsman.replied", "ombudsman.decided", "remedy.agreed", "ombudsman.closed"} <= codes
    words, command = next_step(office, view)
    assert words
    assert command
