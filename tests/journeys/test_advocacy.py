"""An advocate for a young person: offered, refused, found while the clock stands still, and helping on their own."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.case_words import next_step
from caseworker.actions.links import linked_cases
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.settings_change import change_settings
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.needs import needs_of_view
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

CONTRACT = {"provider": "Coram Voice", "from_on": "2025-01-01", "to_on": "2027-12-31", "hours": 1000}


def step(office: Office, case_id: str) -> tuple[str, str]:
    return next_step(office, open_case(office, case_id))


def childs_complaint(office: Office) -> str:
    return log_complaint(
        office, full_name="Gethin O’Brien", raised_by="Young person", relationship="Self"
    ).case_id


def offer(office: Office, case_id: str, answer: str, **more: object) -> None:
    values = {"on": TODAY, "by": office.person.id, "answer": answer, **more}
    make_move(office, case_id, "advocacy.offered", values)


def test_a_childs_complaint_needs_the_offer_even_when_it_is_refused(office: Office) -> None:
    case_id = childs_complaint(office)
    assert "advocate_offer" in needs_of_view(open_case(office, case_id))
    assert step(office, case_id) == ("Offer an advocate and record the answer.", "move:advocacy.offered")
    with pytest.raises(ProblemsError, match="why no advocate was offered"):
        offer(office, case_id, "not_offered")
    offer(office, case_id, "declined", wishes="I can speak for myself.")
    view = open_case(office, case_id)
    found = view.of_kind("advocacy")[0].doc
    assert (found["answer"], found["eligible_group"], found["stage_label"]) == (
        "declined",
        "Child looked after",
        "Stage 1",
    )
    assert "advocate_offer" not in needs_of_view(view)
    assert step(office, case_id)[1] != "move:advocacy.offered"


def test_a_parents_complaint_needs_no_offer(office: Office) -> None:
    assert "advocate_offer" not in needs_of_view(open_case(office, log_complaint(office).case_id))


def test_the_clock_stands_still_until_the_advocate_is_appointed(office: Office) -> None:
    change_settings(office, {"advocacy_contracts": (CONTRACT,)})
    case_id = childs_complaint(office)
    before = open_case(office, case_id).row.due_on
    offer(office, case_id, "accepted")
    make_move(
        office, case_id, "advocacy.referred", {"on": TODAY, "by": "Complaints team", "stop_clock": True}
    )
    view = open_case(office, case_id)
    assert (view.status, view.row.waiting_for) == (Status.PAUSED, "advocate")
    assert view.of_kind("advocacy")[0].doc["provider"] == "Coram Voice"
    office.clock = Clock(date(2025, 10, 20), office.clock.system_now)
    appointed = {"on": date(2025, 10, 20), "advocate": "Maya Roy", "is_independent": True}
    with pytest.raises(ProblemsError, match="independent"):
        make_move(office, case_id, "advocacy.appointed", {**appointed, "is_independent": False})
    make_move(office, case_id, "advocacy.appointed", appointed)
    view = open_case(office, case_id)
    assert (view.status, len(view.of_kind("advocacy"))) == (Status.OPEN, 1)
    # Thursday to Monday: three working days were not counted.
    assert before is not None
    assert view.row.due_on == office.calendar.add(before, 3)
    hours = {"on": date(2025, 10, 20), "hours": 1.5, "what": "First visit"}
    make_move(office, case_id, "advocacy.hours_given", hours)
    assert [each.doc["hours"] for each in open_case(office, case_id).of_kind("advocacy_hours")] == [1.5]


def test_a_referral_of_its_own_becomes_a_complaint_and_keeps_its_advocate(office: Office) -> None:
    case_id = log_complaint(
        office, kind=Kind.ADVOCACY, full_name="Gethin O’Brien", raised_by="Young person", risk=""
    ).case_id
    assert step(office, case_id)[1] == "move:advocacy.referred"
    make_move(office, case_id, "advocacy.referred", {"on": TODAY, "by": "Self", "provider": "Coram Voice"})
    assert step(office, case_id)[1] == "move:advocacy.appointed"
    make_move(
        office, case_id, "advocacy.appointed", {"on": TODAY, "advocate": "Maya Roy", "is_independent": True}
    )
    make_move(
        office, case_id, "advocacy.complaint", {"received_on": TODAY, "summary": "Moved without a word"}
    )
    complaint = open_case(office, linked_cases(office, open_case(office, case_id))[0].case_id)
    assert complaint.kind is Kind.STATUTORY
    assert complaint.of_kind("advocacy")[0].doc["advocate"] == "Maya Roy"
    assert "advocate_offer" not in needs_of_view(complaint)
    make_move(office, case_id, "advocacy.ended", {"on": TODAY, "result": "Complaint made"})
    assert step(office, case_id)[1] == "move:advocacy.closed"
    make_move(office, case_id, "advocacy.closed", {"on": TODAY, "outcome": "support_given"})
    assert open_case(office, case_id).status is Status.CLOSED
