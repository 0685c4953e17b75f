"""A corporate complaint by the Ombudsman's Code, and an older one that went to the Independent Adjudicator."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.checking import verify_office
from caseworker.actions.extend import extend
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import RuleError
from tests.actions.moves.complaint_help import complaint

REVIEWER = {"full_name": "Rea Viewer", "organisation": "Corporate team"}


def test_by_the_code_both_stages_count_from_the_acknowledgement_and_there_is_no_third(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2026, 7, 1), date(2026, 10, 30), Kind.CORPORATE) as case:
        # Not acknowledged yet: the answer is due ten working days after the last day to do so.
        assert case.view.row.due_on == date(2026, 7, 22)
        case.acknowledge(date(2026, 7, 2))
        assert case.view.row.due_on == date(2026, 7, 16)
        assert "on time" in case.answer(date(2026, 7, 15), "not_upheld")
        assert case.next()[0] == "Nothing more to do. The person may ask for stage 2 (Ctrl+Shift+E)."

        # She says no more than that she wants stage 2.
        message = case.ask_for_stage_2(date(2026, 7, 20), unresolved="")
        assert "Somebody else than at stage 1 answers stage 2." in message
        assert case.next() == (
            "Acknowledge the stage 2 request now: it was due Monday 27 July 2026. "
            "Write the letter: Acknowledgement, corporate stage 2 (L49).",
            "case.acknowledge",
        )
        case.acknowledge(date(2026, 7, 22))
        assert case.view.row.due_on == date(2026, 8, 19)
        case.make("reviewer.appointed", **REVIEWER, appointed_on=date(2026, 7, 23))
        assert case.next()[1] == "case.answer"

        # An offer to meet does not end it; a hearing stops it for a week.
        case.make("resolution.tried", how="Meeting", on=date(2026, 7, 28), result="not_settled")
        case.make(
            "proceedings.waited_for",
            proceedings="A hearing of the tribunal",
            prejudice="The same facts are before it.",
            parts="whole",
            from_on=date(2026, 8, 3),
            review_on=date(2026, 11, 2),
            decided_by=case.office.person.id,
        )
        case.make("proceedings.ended", to_on=date(2026, 8, 10))
        assert case.view.row.due_on == date(2026, 8, 26)
        assert "on time" in case.answer(date(2026, 8, 26), "upheld")

        assert [stage.doc["outcome"] for stage in case.view.stages] == ["not_upheld", "upheld"]
        assert case.view.value("first_outcome") == "not_upheld"
        assert "(CODE-2024) have no stage 3" in case.why_not("third_stage.requested")
        assert case.next()[0].startswith("The person may go to the Ombudsman.")
        verify_office(case.office)


def test_before_the_code_the_independent_adjudicator_had_the_last_word(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2019, 10, 1), date(2020, 3, 2), Kind.CORPORATE) as case:
        case.answer(date(2019, 10, 14), "not_upheld")
        case.ask_for_stage_2(date(2019, 10, 21))
        case.make("reviewer.appointed", **REVIEWER, appointed_on=date(2019, 10, 22))
        case.answer(date(2019, 11, 18), "not_upheld")

        case.make(
            "third_stage.requested", requested_on=date(2019, 11, 20), unresolved="The delay is not explained."
        )
        assert case.view.row.due_on == date(2020, 1, 6)  # 30 working days over Christmas
        case.make("independent_adjudicator.appointed", full_name="Lin Judge", appointed_on=date(2019, 11, 21))
        case.make(
            "independent_adjudicator.decided",
            answered_on=date(2020, 1, 6),
            result="partly_upheld",
            reason="The delay was not explained.",
            remedy="Apology",
            pounds=150.0,
            payment="time_and_trouble",
        )

        view = case.view
        assert (view.status, view.value("outcome"), view.row.on_time) == (
            Status.CLOSED,
            "partly_upheld",
            True,
        )
        assert case.stage["compensation_pounds"] == 150.0
        assert case.stage["scheme"] == "LEW-2019"


def test_a_corporate_stage_2_under_the_older_rules_cannot_be_extended(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 1, 31), Kind.CORPORATE) as case:
        case.answer(date(2025, 1, 17))
        case.ask_for_stage_2(date(2025, 1, 20))

        with pytest.raises(RuleError, match="LEW-2024 allow no extension"):
            extend(case.office, case.case_id, date(2025, 3, 3), "More time")


def test_a_complaint_withdrawn_at_stage_2_keeps_what_stage_1_came_to_in_its_stage(tmp_path: Path) -> None:
    with complaint(tmp_path, date(2025, 1, 6), date(2025, 1, 31), Kind.CORPORATE) as case:
        case.answer(date(2025, 1, 17), "upheld")
        case.ask_for_stage_2(date(2025, 1, 20))
        case.make("complaint.withdrawn", withdrawn_on=date(2025, 1, 24), how="spoken", review="no")

        first, second = case.view.stages
        assert (first.doc["outcome"], second.doc["outcome"]) == ("upheld", "withdrawn")
        assert second.doc["request_outcome"] == "withdrawn"
        assert case.view.status is Status.WITHDRAWN
