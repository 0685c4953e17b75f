"""The next step that the weekly list shows for a case, from its line in the lists."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.work_in_hand import next_step_of
from caseworker.domain.cases import CaseRow
from caseworker.domain.kinds import Kind, Status

ROW = CaseRow(
    number=1, case_id="c", reference="CYP-1", kind=Kind.CORPORATE, stage="Stage 1", status=Status.OPEN, person="",
    child="", division="", service="", team="", owner_id="p", received_on=date(2026, 3, 2), due_on=date(2026, 3, 16),
    acknowledge_by=None, paused_since=None, answered_on=None, on_time=None, outcome="", waiting_for="",
    follow_up_on=None, last_change_at="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ({}, "Answer"),
        ({"owner_id": ""}, "Give the case an owner"),
        ({"kind": Kind.UNDECIDED}, "Decide the type"),
        ({"waiting_for": "legal"}, "Waiting: legal advice"),
        ({"answered_on": date(2026, 3, 9)}, "Close the record"),
        ({"status": Status.CLOSED, "owner_id": ""}, ""),
    ],
    ids=lambda value: value if isinstance(value, str) else ", ".join(value),
)
def test_the_next_step_is_what_the_line_waits_for(office, said, step):
    assert next_step_of(office, ROW._replace(**said)) == step


def test_an_acknowledgement_and_a_stopped_clock_are_named_with_their_day(office):
    year = office.clock.today().year
    due = ROW._replace(acknowledge_by=date(year, 3, 4))
    assert next_step_of(office, due).startswith("Acknowledge by ")
    stopped = ROW._replace(paused_since=date(year, 3, 5))
    assert next_step_of(office, stopped).endswith(" 5 March")
