"""A statutory complaint from the call to the director's answer to the panel, day by day, and on to the Ombudsman."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import case_due_words, next_step
from caseworker.actions.checking import verify_office
from caseworker.actions.extend import extend
from caseworker.actions.log import log_case
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.moves import foresee_move, make_move
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Status
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import COMPLAINT, make_office

CALL = date(2025, 1, 6)  # a Monday


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = make_office(tmp_path / "office")
    yield opened.office
    opened.close()


class Story:
    """The case, and the days that pass."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.today_is(CALL)
        intake = COMPLAINT.__class__(**{**_values(), "received_on": CALL, "owner_id": office.person.id})
        self.case_id = log_case(office, intake).case_id

    def today_is(self, day: date) -> None:
        self.office.clock = Clock(day, self.office.clock.system_now)

    @property
    def view(self) -> CaseView:
        return open_case(self.office, self.case_id)

    def record(self, code: str, **values: Any) -> str:
        return make_move(self.office, self.case_id, code, values).message

    def answer(self, outcome: str, late: str = "") -> str:
        given = Answer(
            self.office.clock.today(), outcome, "Every point was looked into.", theme="Communication",
            root_cause="Staff turnover", no_action="It was put right at once.", late_reason=late,
        )  # fmt: skip
        return answer_case(self.office, self.case_id, given).message

    def next(self) -> str:
        return next_step(self.office, self.view)[0]

    def due(self) -> str:
        return case_due_words(self.office, self.view.row)


def _values() -> dict[str, Any]:
    return {name: getattr(COMPLAINT, name) for name in COMPLAINT.__slots__}


def test_a_complaint_goes_through_three_stages_and_every_date_holds(office: Office) -> None:
    story = Story(office)

    # Stage 1: acknowledged in two days, extended to twenty because the file is in store, answered in part.
    story.today_is(date(2025, 1, 8))
    acknowledge(office, story.case_id, date(2025, 1, 8))
    assert "due Monday 20 January" in story.due()
    extend(office, story.case_id, date(2025, 2, 3), "The file is in store.")
    story.today_is(date(2025, 1, 31))
    assert "on time" in story.answer("partly_upheld")
    assert story.next() == "The person may ask for stage 2 until Friday 28 February 2025."

    # She writes one line. That is enough (ACC-7).
    story.today_is(date(2025, 2, 10))
    asked = {"requested_on": date(2025, 2, 10), "unresolved": "Nobody says why no one came."}
    dates = {m.label: m.after_on for m in foresee_move(office, story.view, "stage_2.requested", asked)}
    assert dates["Answer at stage 2"] == date(2025, 3, 17)
    story.record("stage_2.requested", **asked)
    assert story.view.row.stage == "Stage 2"
    assert (story.view.status, story.view.value("first_outcome")) == (Status.OPEN, "partly_upheld")
    acknowledge(office, story.case_id, date(2025, 2, 10))
    assert story.next() == "Appoint the investigating officer by Monday 17 February 2025."

    # Two people, of whom one belongs to nobody at the council.
    story.today_is(date(2025, 2, 14))
    story.record("stage_2.accepted", accepted_on=date(2025, 2, 14))
    investigator = {
        "full_name": "Ann Inwood",
        "organisation": "Inwood Investigations",
        "appointed_on": date(2025, 2, 14),
    }
    story.record("investigator.appointed", **investigator, in_line="no")
    independent = {"appointed_on": date(2025, 2, 14), "is_officer": "no", "is_spouse": "no"}
    with pytest.raises(RuleError, match="regulation 2"):
        story.record(
            "independent_person.appointed", **{**independent, "is_spouse": "yes"}, full_name="Vic Near"
        )
    story.record("independent_person.appointed", **independent, full_name="Ivy Peers")

    # The placement was to change meanwhile: it waits.
    story.record("freeze.requested", requested_on=date(2025, 2, 14), change="Move to another placement")
    assert story.next() == (
        "Decide whether the change is put on hold until the complaint is answered. "
        "Write the letter: Appointment of the independent person (L14b)."
    )
    story.record(
        "freeze.decided", result="on_hold", decided_by=office.person.id, decided_on=date(2025, 2, 14),
        review_on=date(2025, 4, 14),
    )  # fmt: skip

    # The statement is agreed on the 21st: both readings of the law are told, the request's is in force.
    story.today_is(date(2025, 2, 21))
    story.record("statement.drafted", statement="1. No visit since June.\n2. Calls not returned.")
    message = story.record(
        "statement.agreed", agreed_on=date(2025, 2, 21), statement="1. No visit since June."
    )
    assert "Counted from the agreed statement, the answer would be due Friday 28 March 2025." in message
    assert "due Monday 17 March" in story.due()

    # More time is needed, and a hearing stands in the way for a week.
    extend(office, story.case_id, date(2025, 4, 4), "Two workers have left and must be found.")
    story.today_is(date(2025, 3, 10))
    story.record(
        "proceedings.waited_for", proceedings="Care proceedings", prejudice="Contact is before the court.",
        parts="whole", from_on=date(2025, 3, 10), review_on=date(2025, 3, 24), decided_by=office.person.id,
    )  # fmt: skip
    assert story.view.status is Status.PAUSED
    story.today_is(date(2025, 3, 24))
    assert [row.case_id for row in list_page(office, query(office, "review_due"))] == [story.case_id]
    assert story.next() == "Review the suspension: it was to be looked at on Monday 24 March 2025."
    story.record("proceedings.ended", to_on=date(2025, 3, 17))
    assert story.view.status is Status.OPEN

    # Two reports, then the adjudication.
    story.today_is(date(2025, 4, 1))
    story.record("investigation.reported", report_on=date(2025, 4, 1))
    story.record("independent_person.reported", independent_report_on=date(2025, 4, 1))
    story.record("adjudicator.appointed", full_name="Dee Head", appointed_on=date(2025, 4, 1))
    assert story.next().startswith("Record the adjudication and its outcome.")
    story.today_is(date(2025, 4, 4))
    assert "on time" in story.answer("upheld")
    assert story.next() == "The person may ask for a review panel until Wednesday 7 May 2025."

    # She is not content. Three people who belong to nobody at the council look at stage 2.
    story.today_is(date(2025, 4, 14))
    assert story.next() == "Review the hold on the change: it was to be looked at on Monday 14 April 2025."
    story.record("freeze.ended", ended_on=date(2025, 4, 14), reason="The new placement is wanted now.")
    story.record(
        "stage_3.requested", requested_on=date(2025, 4, 14), unresolved="The report leaves out June."
    )
    acknowledge(office, story.case_id, date(2025, 4, 14))
    assert "due Friday 30 May" in story.due()
    on = {"appointed_on": date(2025, 4, 14), "is_officer": "no", "is_spouse": "no"}
    with pytest.raises(RuleError, match="regulation 19"):
        story.record("panel_chair.appointed", full_name="Ivy Peers", **on)
    story.record("panel_chair.appointed", full_name="Cora Chair", **on)
    story.record("panel_member.appointed", full_name="Mo Member", **on)
    story.record("panel_member.appointed", full_name="Nell Member", **on)

    # The day of the panel is moved: the papers move with it, and it is shown before.
    story.record("panel.set", panel_set_for=date(2025, 5, 20))
    (papers, report) = foresee_move(office, story.view, "panel.set", {"panel_set_for": date(2025, 5, 28)})
    assert papers.sentence == "Panel papers sent: Tuesday 13 May 2025 (was Tuesday 6 May 2025)."
    assert report.after_on == date(2025, 6, 4)
    story.record("panel.set", panel_set_for=date(2025, 5, 28))
    story.today_is(date(2025, 5, 13))
    story.record("papers.sent", papers_on=date(2025, 5, 13))

    # It meets, it recommends, the director answers with the independent person of stage 2.
    story.today_is(date(2025, 5, 28))
    story.record("panel.met", panel_on=date(2025, 5, 28))
    assert "due Wednesday 4 June" in story.due()
    story.today_is(date(2025, 6, 4))
    story.record(
        "panel.recommended", panel_findings_on=date(2025, 6, 4), recommendations="Apologise in person."
    )
    assert "due Wednesday 25 June" in story.due()
    story.record("response.considered", met_on=date(2025, 6, 4), view="The answer is fair.")
    story.today_is(date(2025, 6, 20))
    assert "on time (due Wednesday 25 June 2025)" in story.answer("upheld")

    view = story.view
    assert view.status is Status.CLOSED
    assert [stage.doc["outcome"] for stage in view.stages] == ["partly_upheld", "upheld", "upheld"]
    assert (view.value("first_closed_on"), view.value("first_outcome")) == ("2025-01-31", "partly_upheld")
    assert story.next() == "The person may go to the Ombudsman. Reopen the case if something new comes."
    assert all(task.doc.get("done_on") for task in view.tasks), [t.doc["what"] for t in view.tasks]
    verify_office(office)
