"""What should be on record by then and is not is listed to be mended; what nobody need say is not."""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.reports.brief import Brief
from caseworker.reports.catalogue import build_all, find
from caseworker.reports.checks import run_checks, to_complete
from tests.reports.example_facts import brief_of, part_line, stage_line

SAID = {"theme": "Communication", "service": "Early Years", "raised_by": "Parent", "channel": "Email"}


def complaint(n: int, **said: Any) -> dict[str, Any]:
    """A corporate complaint answered on 10 July 2024, of which everything is said but for its root cause."""
    day = "2024-07-10"
    answered = {
        "answered_on": day, "ended_on": day, "to_on": day, "due_on": day, "original_due_on": day, "on_time": "1",
        "on_time_original": "1", "stage_status": "answered", "status": "closed", "closed_on": day,
    }  # fmt: skip
    return stage_line(n, **{**SAID, **answered, "outcome": "upheld", **said})


def lacking(brief: Brief) -> dict[str, tuple[int, ...]]:
    """What the tables of an office lack, by their words."""
    found = {}
    for each in to_complete(build_all(brief)):
        found[each.lacks] = each.cases
    return found


def open_complaint(n: int) -> dict[str, Any]:
    return stage_line(n, **SAID, due_on="2026-01-01", original_due_on="2026-01-01")


def test_the_root_cause_of_decided_complaints_is_wanted_and_of_no_others():
    withdrawn = complaint(4, outcome="withdrawn", answered_on="", stage_status="withdrawn")
    lines = [
        complaint(1),
        complaint(2, root_cause="Delay"),
        open_complaint(3),
        withdrawn,
        complaint(5, outcome="returned"),
        complaint(6, kind="MP", procedure="ENQ", step="ENQ"),
    ]
    assert lacking(brief_of(lines)) == {"the root cause": (1,)}


def test_every_table_by_root_cause_names_the_same_cases_in_one_line():
    brief = brief_of([complaint(1), complaint(2)])
    (line,) = to_complete(build_all(brief))
    assert line.sentence.startswith("Tables 22, 22c, 23 and 24 need the root cause; 2 cases without.")
    assert run_checks(build_all(brief), brief) == (line,)


def test_a_late_answer_wants_its_reason_and_one_in_time_does_not():
    late = {"due_on": "2024-07-09", "original_due_on": "2024-07-09", "on_time": "", "on_time_original": ""}
    cause = {"root_cause": "Delay"}
    lines = [
        complaint(1, **late, **cause),
        complaint(2, **late, **cause, late_reason="our_delay"),
        complaint(3, **cause),
    ]
    assert lacking(brief_of(lines)) == {"the reason for lateness": (1,)}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"stage_status": "answered"}, True),
        ({"stage_status": "withdrawn", "outcome": "withdrawn"}, True),
        ({"stage_status": "answered", "request_outcome": "accepted"}, False),
        ({"stage_status": "open", "outcome": "", "answered_on": "", "ended_on": "", "status": "open"}, False),
    ],
)
def test_what_became_of_a_request_is_wanted_once_it_is_over(said: dict[str, Any], wanted: bool):
    request = {"is_first": "", "step": "S2", "root_cause": "Delay", "escalation_reason": "New information"}
    brief = brief_of([complaint(1, **request, **said)])
    assert ("what became of the request" in lacking(brief)) == wanted


def test_the_ombudsmans_decision_is_wanted_once_the_case_is_over():
    case = {"step": "LGO", "procedure": "LGO", "kind": "LGO", "started_on": "2024-07-01", "outcome": ""}
    over = complaint(1, **case, stage_status="closed")
    still = complaint(2, **case, stage_status="open", ended_on="", answered_on="")
    (needed,) = find("32a").build(brief_of([over, still])).missing
    assert (needed.words, needed.rows.case_numbers()) == ("the decision", (1,))


def test_money_actions_and_referrals_want_their_kind():
    parts = [
        part_line(1, "payment", amount="100", step="S1", kind="CORP"),
        part_line(2, "payment", amount="50", what="distress", step="S1", kind="CORP"),
        part_line(3, "action", kind="CORP", service="Early Years", theme="Communication"),
        part_line(4, "advocacy", status="accepted", eligible_group="Looked after"),
    ]
    assert lacking(brief_of([], parts=parts)) == {
        "what the advocate was asked for": (4,),
        "what the compensation is for": (1,),
        "the kind of action": (3,),
    }


def test_what_nobody_need_say_is_never_wanted():
    """Ward, status of the child, equalities: each stands in a row of its own and no more."""
    brief = brief_of([complaint(1, root_cause="Delay")])
    assert lacking(brief) == {}
    assert find("16").build(brief).cell("Not recorded", "Complaints").value == 1
