"""Who takes part in stage 2 of a statutory complaint, and how it can end other than with an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.reopen import reopen_case
from caseworker.domain.kinds import Status
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from tests.actions.moves.complaint_help import INDEPENDENT, Carried, complaint

ASKED = date(2025, 9, 22)


@pytest.fixture
def at_stage_2(tmp_path: Path) -> Iterator[Carried]:
    """A complaint answered on 12 September 2025, at stage 2 since the 22nd; it is 1 December."""
    with complaint(tmp_path, date(2025, 9, 1), date(2025, 12, 1)) as carried:
        carried.answer(date(2025, 9, 12), "partly_upheld")
        carried.ask_for_stage_2(ASKED)
        yield carried


# -- people --------------------------------------------------------------------------------------------------


def test_the_investigating_officer_is_not_in_line_management_of_the_service(at_stage_2: Carried) -> None:
    with pytest.raises(RuleError, match="not in the line management"):
        at_stage_2.make("investigator.appointed", full_name="Ann", appointed_on=ASKED, in_line="yes")


@pytest.mark.parametrize("question", ["is_officer", "is_spouse"])
def test_the_independent_person_is_no_member_officer_or_spouse_of_one(
    at_stage_2: Carried, question: str
) -> None:
    answers = {**INDEPENDENT, question: "yes"}

    with pytest.raises(RuleError, match="regulation 2"):
        at_stage_2.make("independent_person.appointed", full_name="Ivy", appointed_on=ASKED, **answers)


def test_the_answers_of_the_check_are_kept_with_who_checked(at_stage_2: Carried) -> None:
    at_stage_2.make("independent_person.appointed", full_name="Ivy Peers", appointed_on=ASKED, **INDEPENDENT)

    (ivy,) = at_stage_2.view.of_kind("appointment")
    assert ivy.doc["is_independent"] is True
    assert ivy.doc["checked_by"] == at_stage_2.office.person.id
    assert set(ivy.doc["independence_answers"].values()) == {"No"}


def test_one_person_cannot_investigate_and_be_independent(at_stage_2: Carried) -> None:
    at_stage_2.appoint_stage_2(ASKED)
    at_stage_2.make("officer.stood_down", role="investigating_officer", ended_on=ASKED, reason="Ill")

    with pytest.raises(RuleError, match="two different people"):
        at_stage_2.make("investigator.appointed", full_name="ivy  peers", appointed_on=ASKED, in_line="no")


def test_a_part_is_given_once_until_somebody_stands_down(at_stage_2: Carried) -> None:
    at_stage_2.appoint_stage_2(ASKED)
    assert "Ann Inwood is the investigating officer already" in at_stage_2.why_not("investigator.appointed")

    at_stage_2.make("officer.stood_down", role="investigating_officer", ended_on=ASKED, reason="Ill")

    assert at_stage_2.why_not("investigator.appointed") == ""


def test_what_somebody_cost_is_kept_with_their_part(at_stage_2: Carried) -> None:
    at_stage_2.appoint_stage_2(ASKED)

    at_stage_2.make("officer.cost_recorded", role="independent_person", pounds=450.0)

    ivy = next(a for a in at_stage_2.view.of_kind("appointment") if a.doc["role"] == "independent_person")
    assert ivy.doc["cost_pounds"] == 450.0


def test_a_report_needs_who_writes_it(at_stage_2: Carried) -> None:
    assert (
        at_stage_2.why_not("investigation.reported")
        == "Appoint the investigating officer first (regulation 17)."
    )
    assert (
        at_stage_2.why_not("independent_person.reported")
        == "Appoint the independent person first (regulation 17)."
    )


# -- ends ----------------------------------------------------------------------------------------------------


def test_a_settlement_leaves_the_right_to_the_stage(at_stage_2: Carried) -> None:
    message = at_stage_2.make(
        "resolution.tried",
        how="Meeting",
        on=date(2025, 10, 1),
        result="settled",
        terms="A visit every month.",
    )

    assert "The right to this stage and the next one stays" in message
    assert (at_stage_2.view.status, at_stage_2.view.value("outcome")) == (Status.CLOSED, "partly_upheld")
    assert at_stage_2.stage["request_outcome"] == "adr"
    assert at_stage_2.next()[0].startswith("Settled.")

    reopen_case(at_stage_2.office, at_stage_2.case_id, "No visit came.")
    assert (at_stage_2.stage["request_outcome"], at_stage_2.view.status) == ("", Status.OPEN)


def test_an_offer_that_settles_nothing_changes_no_date(at_stage_2: Carried) -> None:
    due = at_stage_2.view.row.due_on

    at_stage_2.make("resolution.tried", how="Meeting", on=date(2025, 10, 1), result="not_settled")

    assert (at_stage_2.view.status, at_stage_2.view.row.due_on) == (Status.OPEN, due)


def test_stage_2_is_refused_only_on_a_legal_ground_and_by_two_people(at_stage_2: Carried) -> None:
    with pytest.raises(ProblemsError, match="legal ground"):
        at_stage_2.make("refusal.proposed", reason="We have done enough.")
    at_stage_2.make("refusal.proposed", ground="out_of_scope", reason="It is about a court report.")
    assert (at_stage_2.view.status, at_stage_2.view.value("waiting_for")) == (Status.OPEN, "approval")

    assert "a second person must approve it" in at_stage_2.why_not("refusal.approved")
    with pytest.raises(RuleError, match="second person"):
        at_stage_2.make("refusal.approved", approved_on=date(2025, 10, 2))
    with at_stage_2.as_somebody_else("caseworker"), pytest.raises(NotPermittedError):
        at_stage_2.make("refusal.approved", approved_on=date(2025, 10, 2))
    with at_stage_2.as_somebody_else("director"):
        assert at_stage_2.next()[1] == "move:refusal.approved"
        at_stage_2.make("refusal.approved", approved_on=date(2025, 10, 2))

    assert at_stage_2.view.status is Status.CLOSED
    assert at_stage_2.stage["request_outcome"] == "rejected"
    assert at_stage_2.view.value("outcome") == "partly_upheld"  # what stage 1 came to
    assert at_stage_2.decision("refuse_stage_2")["approved_by"] != at_stage_2.office.person.id
    assert at_stage_2.why_not("stage_3.requested").startswith("A review panel can be asked for after")


def test_a_proposal_to_refuse_can_be_dropped_and_stops_nothing_meanwhile(at_stage_2: Carried) -> None:
    due = at_stage_2.view.row.due_on
    at_stage_2.make("refusal.proposed", ground="out_of_scope", reason="x")
    at_stage_2.appoint_stage_2(ASKED)

    at_stage_2.make("refusal.dropped")

    assert (at_stage_2.view.row.due_on, at_stage_2.view.value("waiting_for")) == (due, "")
    assert "refusal.approved" not in at_stage_2.offered()


def test_early_referral_needs_five_ticks_and_two_people(at_stage_2: Carried) -> None:
    ticks = dict.fromkeys(("robust", "upheld", "plan", "outcomes", "agreed"), True)
    assert "after the stage 2 adjudication" in at_stage_2.why_not("early_referral.proposed")
    at_stage_2.answer(date(2025, 10, 20), "upheld")

    with pytest.raises(ProblemsError, match="Tick this"):
        at_stage_2.make("early_referral.proposed", **{**ticks, "plan": False}, reason="She agrees.")
    at_stage_2.make("early_referral.proposed", **ticks, reason="She agrees.")
    assert "a second person must approve it" in at_stage_2.why_not("early_referral.approved")
    assert at_stage_2.why_not("stage_3.requested") == ""
    with at_stage_2.as_somebody_else():
        at_stage_2.make("early_referral.approved", approved_on=date(2025, 10, 21))

    decision = at_stage_2.decision("early_referral")
    assert decision["decided_by"] != decision["approved_by"]
    assert len(decision["answers"]) == 5
    assert at_stage_2.why_not("early_referral.proposed") == "Early referral was decided already."
