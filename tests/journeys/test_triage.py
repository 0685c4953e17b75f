"""A contact nobody could place at once: logged, chased, decided with its reasons, and counted by the right rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.decide_reminder import DECIDE, open_reminder
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.triage import Decision, answers_known, letters_due, record_triage
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Answers, Result
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import COMPLAINT, TODAY, log_complaint

ANSWERS = Answers(
    what="complaint",
    acts_for="own",
    who="parent",
    subjects=("looked_after", "section_47"),
    considered="no",
    grounds_on=date(2025, 6, 1),
    proceedings="none",
    risk="no",
)


def undecided(office: Office, **more: object) -> str:
    return log_complaint(office, kind=Kind.UNDECIDED, **more).case_id


def test_a_case_without_a_type_is_chased_and_then_decided_in_one_act(office: Office) -> None:
    case_id = undecided(office)
    view = open_case(office, case_id)
    assert [(t.doc["what"], t.doc["due_on"]) for t in view.tasks] == [(DECIDE, "2025-10-17")]
    assert next_step(office, view) == (
        "Decide the type by Friday 17 October 2025, so that its deadline is known.",
        "case.triage",
    )
    office.clock = Clock(date(2025, 10, 20), office.clock.system_now)
    assert next_step(office, view)[0].startswith("Decide the type: the day was Friday 17 October 2025.")
    assert answers_known(view) == Answers(who="parent", acts_for="own", risk="no")

    changed = record_triage(office, case_id, ANSWERS, Decision(Kind.STATUTORY))
    assert "decided: statutory complaint. The answer is due Tuesday 28 October 2025." in changed.message
    view = open_case(office, case_id)
    assert view.kind is Kind.STATUTORY
    assert view.value("grounds_on") == "2025-06-01"
    assert view.stage is not None
    assert "CA_LAST_IN_TIME" in view.stage.doc["clocks"]
    assert open_reminder(view) is None
    decision = view.of_kind("decision")[0].doc
    assert decision["result"].startswith("Statutory complaint: care of a looked-after child")
    assert (decision["decided_by"], decision["decided_on"]) == (office.person.id, "2025-10-20")
    assert answers_known(view) == ANSWERS
    assert view.timeline[0].title == "Procedure decided"

    undo(office, changed.group_id)
    view = open_case(office, case_id)
    assert (view.kind, view.of_kind("decision"), view.row.due_on) == (Kind.UNDECIDED, (), None)
    assert open_reminder(view) is not None


def test_the_answers_are_kept_while_the_type_is_still_open(office: Office) -> None:
    case_id = undecided(office)
    record_triage(office, case_id, Answers(what="complaint", who="parent"), Decision())
    view = open_case(office, case_id)
    assert view.kind is Kind.UNDECIDED
    assert answers_known(view) == Answers(what="complaint", who="parent")
    assert open_reminder(view) is not None
    assert next_step(office, view)[1] == "case.triage"


def test_deciding_otherwise_needs_a_reason(office: Office) -> None:
    case_id = undecided(office)
    with pytest.raises(ProblemsError, match="why your decision differs from the proposal"):
        record_triage(office, case_id, ANSWERS, Decision(Kind.CORPORATE))
    record_triage(office, case_id, ANSWERS, Decision(Kind.CORPORATE, "Agreed with the parent"))
    view = open_case(office, case_id)
    assert view.kind is Kind.CORPORATE
    decision = view.of_kind("decision")[0].doc
    assert decision["result"].startswith("Corporate complaint. Proposed: Statutory complaint")
    assert decision["reason"] == "Agreed with the parent"


def test_a_decision_without_an_answer_needs_a_reason(office: Office) -> None:
    case_id = undecided(office)
    with pytest.raises(ProblemsError, match="Choose what they want"):
        record_triage(office, case_id, Answers(), Decision(Kind.STATUTORY))


def test_a_late_complaint_that_is_not_accepted_becomes_a_case_review_with_its_letter(office: Office) -> None:
    case_id = undecided(office)
    late = replace(ANSWERS, grounds_on=date(2019, 5, 1), why_late="no", still_fair="no")
    proposal = propose(late, date(2025, 10, 14))
    assert [letter.code for letter in letters_due(office, proposal)] == ["L06"]
    record_triage(office, case_id, late, Decision(Kind.CASE_REVIEW))
    view = open_case(office, case_id)
    assert (view.kind, view.value("case_review")) == (Kind.CASE_REVIEW, True)


def test_a_child_at_risk_found_later_gets_the_safeguarding_task(office: Office) -> None:
    case_id = undecided(office, risk="no")
    changed = record_triage(office, case_id, replace(ANSWERS, risk="unsure"), Decision(Kind.STATUTORY))
    assert "safeguarding task" in changed.message
    view = open_case(office, case_id)
    assert next_step(office, view)[1] == "move:safeguarding.told"


def test_changing_the_type_by_hand_finishes_the_reminder_too(office: Office) -> None:
    case_id = undecided(office)
    edit_case(office, open_case(office, case_id), case_id, {"kind": "CORP"})
    assert open_reminder(open_case(office, case_id)) is None


def test_a_closed_case_keeps_its_type(office: Office) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    with pytest.raises(RuleError, match="Only the type of an open case"):
        record_triage(office, case_id, ANSWERS, Decision(Kind.CORPORATE, "Later"))
    assert open_case(office, case_id).status is not Status.OPEN


def test_the_check_at_intake_is_kept_with_the_case(office: Office) -> None:
    kept = {"what": "complaint", "who": "parent", "subjects": ["placement"]}
    case_id = log_complaint(office, triage=kept).case_id
    decision = open_case(office, case_id).of_kind("decision")[0].doc
    assert decision["result"] == "Statutory complaint: placement, or a change of placement"
    assert answers_known(open_case(office, case_id)).subjects == ("placement",)


def test_an_offer_made_at_intake_is_kept_even_when_it_was_refused(office: Office) -> None:
    case_id = log_complaint(office, raised_by="Young person", advocate_answer="declined").case_id
    offer = open_case(office, case_id).of_kind("advocacy")[0].doc
    assert (offer["answer"], offer["eligible_group"]) == ("declined", "Child looked after")


def test_nothing_is_proposed_for_what_nobody_asked(office: Office) -> None:
    assert COMPLAINT.triage == {}
    assert propose(Answers(), TODAY).result is Result.NOT_KNOWN
