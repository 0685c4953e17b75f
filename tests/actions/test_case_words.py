"""Words about a case that window and command line share."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.case_words import moment_words
from caseworker.actions.look_up import open_case
from caseworker.actions.pause import pause_clock
from caseworker.domain.pauses import PauseKind
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2026-03-27T09:32:00.000Z", "27 March 2026 at 9:32am"),
        ("2026-03-30T09:32:00.000Z", "30 March 2026 at 10:32am"),
        ("2025-10-15T11:00:00.000Z", "15 October 2025 at 12:00pm"),
        ("2025-12-31T00:05:00.000Z", "31 December 2025 at 12:05am"),
    ],
)
def test_an_instant_is_read_in_london_time(stamp: str, words: str) -> None:
    assert moment_words(stamp) == words


def test_codes_of_pauses_tasks_and_children_are_read_as_words(office: Office) -> None:
    case_id = log_complaint(office, risk="yes", received_on=date(2025, 10, 2)).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    view = open_case(office, case_id)
    told = {(c.entity_kind, c.label): c.after for item in view.timeline for c in item.changes}
    assert told["pause", "Why the clock stopped"] == "Finding an advocate"
    assert told["task", "Owner"] == "Asha Khan"
    assert told["party", "Status of the child"] == "Looked after"
