"""Stage 3: a panel of three, the chain of its dates, and the answer considered with the independent person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.domain.kinds import Status
from caseworker.errors import ProblemsError, RuleError
from tests.actions.moves.complaint_help import INDEPENDENT, Carried, complaint

ASKED = date(2025, 3, 14)
TODAY = date(2025, 6, 2)
PANEL = date(2025, 4, 28)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Carried]:
    """A complaint whose stage 2 was answered on 7 March 2025, with its independent person."""
    with complaint(tmp_path, date(2025, 1, 6), TODAY) as carried:
        carried.answer(date(2025, 1, 17), "partly_upheld")
        carried.ask_for_stage_2(date(2025, 1, 20))
        carried.appoint_stage_2(date(2025, 1, 22))
        carried.answer(date(2025, 3, 7), "upheld")
        yield carried


@pytest.fixture
def at_stage_3(case: Carried) -> Carried:
    case.ask_for_stage_3(ASKED)
    return case


def test_the_chain_of_dates_begins_with_the_request(at_stage_3: Carried) -> None:
    assert [at_stage_3.due(step) for step in ("CA_S3_ACK", "CA_S3_CHAIR", "CA_S3_PANEL")] == [
        "2025-03-18", "2025-03-28", "2025-04-29",
    ]  # fmt: skip
    assert at_stage_3.view.row.due_on == date(2025, 4, 29)
    assert at_stage_3.tasks()["Appoint the chair of the panel"] == ("2025-03-28", None)
    stages = at_stage_3.view.stages
    assert [stage.doc.get("outcome") for stage in stages] == ["partly_upheld", "upheld", None]
    assert at_stage_3.view.value("first_outcome") == "partly_upheld"


def test_a_panel_cannot_be_asked_for_before_the_adjudication(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 1, 6), TODAY) as case:
        case.answer(date(2025, 1, 17))
        case.ask_for_stage_2(date(2025, 1, 20))

        assert case.why_not("stage_3.requested") == (
            "A review panel can be asked for after the stage 2 adjudication (regulation 18)."
        )


def test_a_late_request_is_said_but_not_refused(case: Carried) -> None:
    message = case.ask_for_stage_3(date(2025, 4, 7))

    assert "after Friday 4 April 2025, the last day to ask" in message


def test_the_independent_person_of_stage_2_cannot_sit_on_the_panel(at_stage_3: Carried) -> None:
    for code in ("panel_chair.appointed", "panel_member.appointed"):
        with pytest.raises(RuleError, match=r"independent person at stage 2 .*regulation 19"):
            at_stage_3.make(code, full_name="Ivy Peers", appointed_on=ASKED, **INDEPENDENT)


@pytest.mark.parametrize("question", ["is_officer", "is_spouse"])
def test_nobody_on_the_panel_belongs_to_the_council(at_stage_3: Carried, question: str) -> None:
    with pytest.raises(RuleError, match="not independent"):
        at_stage_3.make(
            "panel_member.appointed", full_name="Mo", appointed_on=ASKED, **{**INDEPENDENT, question: "yes"}
        )


def test_a_panel_is_three_different_people(at_stage_3: Carried) -> None:
    member = "panel_member.appointed"
    at_stage_3.make("panel_chair.appointed", full_name="Cora", appointed_on=ASKED, **INDEPENDENT)
    with pytest.raises(RuleError, match="two different people"):
        at_stage_3.make(member, full_name="Cora", appointed_on=ASKED, **INDEPENDENT)
    at_stage_3.make(member, full_name="Mo", appointed_on=ASKED, **INDEPENDENT)
    with pytest.raises(RuleError, match="on the panel already"):
        at_stage_3.make(member, full_name="mo", appointed_on=ASKED, **INDEPENDENT)
    assert (
        at_stage_3.why_not("panel.met")
        == "Appoint two members of the panel first (regulation 19: a panel is three people)."
    )
    assert at_stage_3.tasks()["Appoint two more members of the panel"][1] is None
    at_stage_3.make(member, full_name="Nell", appointed_on=ASKED, **INDEPENDENT)

    assert at_stage_3.tasks()["Appoint two more members of the panel"][1] == ASKED.isoformat()
    assert "Mo and Nell are the members already" in at_stage_3.why_not(member)


def test_of_two_members_the_one_named_stands_down(at_stage_3: Carried) -> None:
    at_stage_3.appoint_panel(ASKED)
    with pytest.raises(ProblemsError, match="Name must be Mo Member or Nell Member"):
        at_stage_3.make("panellist.stood_down", role="panel_member", ended_on=ASKED, reason="Ill")

    at_stage_3.make(
        "panellist.stood_down", role="panel_member", full_name="nell", ended_on=ASKED, reason="Ill"
    )

    assert at_stage_3.why_not("panel_member.appointed") == ""


def test_papers_and_recommendations_move_with_the_day_of_the_panel_and_are_shown_before(
    at_stage_3: Carried,
) -> None:
    at_stage_3.make("panel.set", panel_set_for=PANEL)
    assert (at_stage_3.due("CA_S3_PAPERS"), at_stage_3.due("CA_S3_REPORT")) == ("2025-04-10", "2025-05-06")

    foreseen = {m.step: (m.before_on, m.after_on) for m in at_stage_3.foresee(
        "panel.set", panel_set_for=date(2025, 4, 24)
    )}  # fmt: skip
    at_stage_3.make("panel.set", panel_set_for=date(2025, 4, 24))

    assert foreseen == {
        "CA_S3_PAPERS": (date(2025, 4, 10), date(2025, 4, 8)),
        "CA_S3_REPORT": (date(2025, 5, 6), date(2025, 5, 1)),
    }
    assert (at_stage_3.due("CA_S3_PAPERS"), at_stage_3.due("CA_S3_REPORT")) == ("2025-04-08", "2025-05-01")
    assert at_stage_3.tasks()["Send the panel papers"] == ("2025-04-08", None)


def test_a_panel_after_thirty_working_days_is_said(at_stage_3: Carried) -> None:
    assert "by which the panel has to meet (regulation 19(4))" in at_stage_3.make(
        "panel.set", panel_set_for=date(2025, 5, 1)
    )
    assert "is not a working day" in at_stage_3.make("panel.set", panel_set_for=date(2025, 4, 21))


def test_the_list_shows_what_is_due_next_at_each_point_of_the_chain(at_stage_3: Carried) -> None:
    at_stage_3.appoint_panel(date(2025, 3, 20))
    at_stage_3.make("panel.set", panel_set_for=PANEL)
    at_stage_3.make("papers.sent", papers_on=date(2025, 4, 10))
    due = [at_stage_3.view.row.due_on]
    at_stage_3.make("panel.met", panel_on=PANEL)
    due.append(at_stage_3.view.row.due_on)
    at_stage_3.make("panel.recommended", panel_findings_on=date(2025, 5, 6), recommendations="Apologise.")
    due.append(at_stage_3.view.row.due_on)

    assert due == [date(2025, 4, 29), date(2025, 5, 6), date(2025, 5, 28)]


def test_the_answer_is_late_only_after_fifteen_working_days_from_the_recommendations(
    at_stage_3: Carried,
) -> None:
    at_stage_3.appoint_panel(date(2025, 3, 20))
    at_stage_3.make("panel.set", panel_set_for=PANEL)
    at_stage_3.make("panel.met", panel_on=PANEL)
    at_stage_3.make("panel.recommended", panel_findings_on=date(2025, 5, 6))
    at_stage_3.make("response.considered", met_on=date(2025, 5, 20), view="Content.")

    assert "on time (due Wednesday 28 May 2025)" in at_stage_3.answer(date(2025, 5, 28), "upheld")
    assert at_stage_3.view.status is Status.CLOSED
    assert at_stage_3.next()[0].startswith("The person may go to the Ombudsman.")


def test_each_link_of_the_chain_waits_for_the_one_before(at_stage_3: Carried) -> None:
    assert {code: at_stage_3.why_not(code) for code in ("papers.sent", "panel.met", "panel.recommended")} == {
        "papers.sent": "Set the day of the panel first (Getting the Best from Complaints 3.14).",
        "panel.met": "Appoint the chair of the panel first (regulation 19).",
        "panel.recommended": "Record first that the panel met (regulation 20).",
    }
    assert (
        at_stage_3.why_not("response.considered")
        == "Record the panel's recommendations first (regulation 20(3))."
    )


def test_recommendations_do_not_come_before_the_panel_met(at_stage_3: Carried) -> None:
    at_stage_3.appoint_panel(ASKED)
    at_stage_3.make("panel.met", panel_on=PANEL)

    with pytest.raises(ProblemsError, match="on or after Monday 28 April 2025, when the panel met"):
        at_stage_3.make("panel.recommended", panel_findings_on=date(2025, 4, 25))


def test_the_next_step_follows_the_panel(at_stage_3: Carried) -> None:
    steps = [at_stage_3.next()[1]]
    at_stage_3.acknowledge(date(2025, 3, 17))
    steps.append(at_stage_3.next()[1])
    at_stage_3.appoint_panel(ASKED)
    steps.append(at_stage_3.next()[1])
    for code, values in (
        ("panel.set", {"panel_set_for": PANEL}),
        ("papers.sent", {"papers_on": date(2025, 4, 10)}),
        ("panel.met", {"panel_on": PANEL}),
        ("panel.recommended", {"panel_findings_on": date(2025, 5, 6)}),
        ("response.considered", {"met_on": date(2025, 5, 20)}),
    ):
        at_stage_3.make(code, **values)
        steps.append(at_stage_3.next()[1])

    assert steps == [
        "case.acknowledge",
        "move:panel_chair.appointed",
        "move:panel.set",
        "move:papers.sent",
        "move:panel.met",
        "move:panel.recommended",
        "move:response.considered",
        "case.answer",
    ]


def test_the_director_does_not_answer_before_the_panel_recommends(at_stage_3: Carried) -> None:
    with pytest.raises(RuleError, match=r"Record the panel's recommendations first.*regulation 20\(3\)"):
        at_stage_3.answer(date(2025, 5, 28), "upheld")

    at_stage_3.answer(date(2025, 5, 28), "withdrawn")
    assert at_stage_3.view.status is Status.WITHDRAWN


def test_nothing_happens_to_a_stage_before_it_began(at_stage_3: Carried) -> None:
    with pytest.raises(ProblemsError, match="on or after the day the stage began, Friday 14 March 2025"):
        at_stage_3.acknowledge(date(2025, 3, 13))
