"""Which date of a stage is in force, and whether the answer was in time (CLK-3)."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.domain.stages import date_in_force, main_clock, on_time, open_pause, original_date


def stage(due: str | None = "2025-10-28", original: str | None = None, **more: Any) -> dict[str, Any]:
    clocks = {"CA_S1_RESP": {"due_on": due, "original_due_on": original or due}}
    return {"main_step": "CA_S1_RESP", "clocks": clocks, **more}


def test_the_date_the_engine_counted_is_in_force() -> None:
    assert date_in_force(stage()) == original_date(stage()) == "2025-10-28"


def test_a_date_another_system_recorded_is_in_force_because_the_person_was_told_it() -> None:
    imported = stage(recorded_due_on="2025-10-27")
    assert (date_in_force(imported), original_date(imported)) == ("2025-10-27", "2025-10-27")


def test_a_recorded_extension_comes_before_the_recorded_date() -> None:
    imported = stage(recorded_due_on="2025-10-27", recorded_extended_on="2025-11-10")
    assert (date_in_force(imported), original_date(imported)) == ("2025-11-10", "2025-10-27")


def test_an_extension_agreed_here_comes_before_what_was_recorded() -> None:
    extended = stage("2025-11-11", "2025-10-28", extended_to="2025-11-11", recorded_due_on="2025-10-27")
    assert date_in_force(extended) == "2025-11-11"
    assert date_in_force({"extended_to": "2025-11-11"}) == "2025-11-11"


@pytest.mark.parametrize(
    "without", [{}, {"clocks": {}, "main_step": "CA_S1_RESP"}, {"clocks": None, "main_step": None}]
)
def test_a_stage_without_a_clock_has_no_date_and_is_neither_on_time_nor_late(without: dict[str, Any]) -> None:
    assert main_clock(without) is None
    assert (
        date_in_force(without)
        is original_date(without)
        is on_time({**without, "answered_on": "2025-10-28"})
        is None
    )


@pytest.mark.parametrize(
    ("answered", "in_time"), [("2025-10-27", True), ("2025-10-28", True), ("2025-10-29", False), (None, None)]
)
def test_the_last_day_is_in_time(answered: str | None, in_time: bool | None) -> None:
    assert on_time(stage(answered_on=answered)) is in_time


def test_only_a_stop_of_this_stage_that_has_not_ended_is_open() -> None:
    ended = {"stage_id": "s1", "from_on": "2025-10-01", "to_on": "2025-10-02"}
    other = {"stage_id": "s2", "from_on": "2025-10-01"}
    running = {"stage_id": "s1", "from_on": "2025-10-06"}
    assert open_pause([ended, other], "s1") is None
    assert open_pause([ended, other, running], "s1") is running
