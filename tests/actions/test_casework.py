"""The acts of a caseworker on one complaint, from the call to the answer, and what each refuses."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions import look_up
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend, extension_offer
from caseworker.actions.log import due_preview
from caseworker.actions.note import add_note
from caseworker.actions.pause import pause_clock
from caseworker.actions.reopen import reopen_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.pauses import PauseKind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry


def test_a_logged_complaint_has_a_reference_a_due_date_and_a_first_line_on_the_timeline(
    office: Office,
) -> None:
    logged = log_complaint(office)
    view = look_up.open_case(office, logged.case_id)
    assert logged.reference == "CYP-2025-0001"
    assert logged.due_text == "9 working days left, due Tuesday 28 October"
    assert view.row.due_on == date(2025, 10, 28)
    assert view.row.acknowledge_by == date(2025, 10, 16)
    assert view.row.division == "Children's Social Care"
    assert [item.title for item in view.timeline] == ["Logged"]


def test_references_follow_each_other_over_all_kinds(office: Office) -> None:
    references = [
        log_complaint(office).reference,
        log_enquiry(office).reference,
        log_complaint(office).reference,
    ]
    assert references == ["CYP-2025-0001", "CYP-2025-0002", "CYP-2025-0003"]


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind is not Kind.OMBUDSMAN]
)  # closed by its own steps
def test_every_kind_of_case_can_be_logged_found_and_answered(office: Office, kind: Kind) -> None:
    logged = log_complaint(office, kind=kind)
    assert look_up.case_with_reference(office, logged.reference.lower()) == logged.case_id
    outcome = office.vocabulary.offered("outcomes", kind)[0].code
    answer_case(office, logged.case_id, Answer(TODAY, outcome))
    assert not look_up.open_case(office, logged.case_id).status.is_active


def test_a_complaint_received_tomorrow_is_refused_and_nothing_is_saved(office: Office) -> None:
    with pytest.raises(ProblemsError, match="Date received must be today or in the past"):
        log_complaint(office, received_on=date(2025, 10, 16))
    assert look_up.list_count(office, look_up.query(office, "all")) == 0


def test_every_problem_of_an_empty_intake_is_named_at_once(office: Office) -> None:
    with pytest.raises(ProblemsError) as caught:
        log_complaint(office, full_name=" ", summary="", theme="", team="", risk="", received_on=None)
    assert [p.field for p in caught.value.problems] == [
        "received_on",
        "full_name",
        "summary",
        "service",
        "theme",
        "risk",
    ]


def test_a_child_at_risk_adds_a_safeguarding_task_for_today_without_stopping_the_logging(
    office: Office,
) -> None:
    logged = log_complaint(office, risk="unsure")
    tasks = look_up.open_case(office, logged.case_id).tasks
    assert [t.doc["due_on"] for t in tasks] == [TODAY.isoformat()]
    assert "safeguarding" in logged.message


def test_an_extension_goes_to_twenty_working_days_from_receipt_and_no_further(office: Office) -> None:
    case_id = log_complaint(office).case_id
    offer = extension_offer(office, look_up.open_case(office, case_id))
    assert offer.latest_on == date(2025, 11, 11)
    with pytest.raises(RuleError):
        extend(office, case_id, date(2025, 11, 12), "The file is in store")
    extend(office, case_id, date(2025, 11, 11), "The file is in store")
    view = look_up.open_case(office, case_id)
    assert view.row.due_on == date(2025, 11, 11)
    assert view.stage is not None
    assert view.stage.doc["clocks"]["CA_S1_RESP"]["original_due_on"] == "2025-10-28"


def test_an_extension_needs_a_reason(office: Office) -> None:
    with pytest.raises(ProblemsError, match="reason"):
        extend(office, log_complaint(office).case_id, date(2025, 11, 11), "  ")


def test_a_stopped_clock_has_no_due_date_and_goes_on_with_a_later_one(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, 6))
    view = look_up.open_case(office, case_id)
    assert (view.status, view.row.paused_since) == (Status.PAUSED, date(2025, 10, 6))
    resume_clock(office, case_id, date(2025, 10, 8))
    view = look_up.open_case(office, case_id)
    assert (view.status, view.row.due_on) == (Status.OPEN, date(2025, 10, 17))


def test_an_enquiry_has_no_clock_that_may_be_stopped(office: Office) -> None:
    with pytest.raises(RuleError, match="do not stop the clock"):
        pause_clock(office, log_enquiry(office).case_id, PauseKind.ADVOCATE, TODAY)


def test_a_clarification_of_an_information_request_begins_the_twenty_days_again(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.FOI, received_on=date(2025, 10, 1)).case_id
    pause_clock(office, case_id, PauseKind.CLARIFY, date(2025, 10, 3))
    resume_clock(office, case_id, date(2025, 10, 10))
    assert look_up.open_case(office, case_id).row.due_on == date(2025, 11, 7)


def test_an_acknowledged_case_leaves_the_list_to_acknowledge(office: Office) -> None:
    case_id = log_complaint(office).case_id
    assert look_up.view_counts(office)["to_acknowledge"] == 1
    acknowledge(office, case_id, TODAY)
    assert look_up.view_counts(office)["to_acknowledge"] == 0
    with pytest.raises(RuleError, match="acknowledged already"):
        acknowledge(office, case_id, TODAY)


def test_the_answer_closes_the_case_and_says_whether_it_was_on_time(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 30)).case_id
    answer = Answer(
        TODAY, "partly_upheld", "The visit was missed.", root_cause="Staff turnover", late_reason="service_late",
        no_action="The visit took place since.", must_close=True,
    )  # fmt: skip
    changed = answer_case(office, case_id, answer)
    view = look_up.open_case(office, case_id)
    assert (
        changed.message == "The answer to CYP-2025-0001 was recorded, late (was due Tuesday 14 October 2025)."
    )
    assert (view.status, view.row.on_time, view.row.outcome) == (Status.CLOSED, False, "partly_upheld")


def test_an_answer_before_the_case_was_received_is_refused(office: Office) -> None:
    with pytest.raises(ProblemsError, match="on or after the day received"):
        answer_case(office, log_complaint(office).case_id, Answer(date(2025, 10, 13), "upheld"))


def test_an_outcome_of_another_kind_of_case_is_refused(office: Office) -> None:
    with pytest.raises(ProblemsError, match="is not an outcome"):
        answer_case(office, log_enquiry(office).case_id, Answer(TODAY, "upheld"))


def test_a_reopened_case_has_its_deadline_again_and_keeps_the_first_answer_in_its_history(
    office: Office,
) -> None:
    case_id = log_complaint(office).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    reopen_case(office, case_id, "New information came")
    view = look_up.open_case(office, case_id)
    assert (view.status, view.row.due_on) == (Status.OPEN, date(2025, 10, 28))
    assert [item.title for item in view.timeline][:2] == ["Reopened", "Answered"]


def test_a_void_case_counts_nowhere_and_keeps_its_reference(office: Office) -> None:
    logged = log_complaint(office)
    void_case(office, logged.case_id, "Logged twice")
    assert look_up.list_count(office, look_up.query(office, "team_open")) == 0
    assert log_complaint(office).reference == "CYP-2025-0002"
    assert look_up.case_with_reference(office, logged.reference) == logged.case_id


def test_only_a_manager_makes_a_case_void(office: Office) -> None:
    case_id = log_complaint(office).case_id
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError, match=r"Ali Demir \(Caseworker\) cannot make cases void"):
        void_case(office, case_id, "Logged twice")


def test_a_bulk_change_of_owner_is_one_act_with_one_undo(office: Office) -> None:
    case_ids = [log_complaint(office).case_id for _ in range(3)]
    ali = office.staff_named("Ali Demir")
    changed = assign_cases(office, case_ids, ali.id)
    assert changed.message == "Owner of 3 cases changed to Ali Demir."
    assert {row.owner_id for row in look_up.list_page(office, look_up.query(office))} == {ali.id}
    undone = undo(office, changed.group_id)
    assert undone.message == "Undone: owner changed (3 cases)."
    assert {row.owner_id for row in look_up.list_page(office, look_up.query(office))} == {office.person.id}
    undo(office, undone.group_id, redo=True)
    assert {row.owner_id for row in look_up.list_page(office, look_up.query(office))} == {ali.id}


def test_an_undone_note_is_gone_from_the_case_and_stays_in_the_history(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = add_note(office, case_id, "Mother rang.", follow_up_on=date(2025, 10, 20))
    undo(office, changed.group_id)
    view = look_up.open_case(office, case_id)
    assert (view.notes, view.row.follow_up_on) == ((), None)
    assert [item.title for item in view.timeline][:2] == ["Undone: note", "Note"]


def test_an_act_on_which_others_have_built_is_not_undone(office: Office) -> None:
    case_id = log_complaint(office).case_id
    first = extend(office, case_id, date(2025, 11, 4), "The file is in store")
    extend(office, case_id, date(2025, 11, 11), "Still in store")
    with pytest.raises(RuleError, match="changed since"):
        undo(office, first.group_id)


def test_changing_the_type_counts_the_deadline_by_the_new_rules(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED).case_id
    seen = look_up.open_case(office, case_id)
    assert seen.row.due_on is None
    edit_case(office, seen, case_id, {"kind": "FOI"})
    view = look_up.open_case(office, case_id)
    assert view.row.due_on == date(2025, 11, 11)
    edit_case(office, view, case_id, {"kind": "COMPL"})
    assert look_up.open_case(office, case_id).row.due_on is None


def test_a_value_changed_meanwhile_is_not_overwritten_unseen(office: Office) -> None:
    case_id = log_complaint(office).case_id
    seen = look_up.open_case(office, case_id)
    edit_case(office, seen, case_id, {"theme": "Delay"})
    with pytest.raises(RuleError, match="changed meanwhile and is now: Delay"):
        edit_case(office, seen, case_id, {"theme": "Care proceedings"})


def test_names_are_found_without_accents_apostrophes_or_order(office: Office) -> None:
    reference = log_complaint(office).reference
    for typed in (
        "obrien sian",
        "O'BRIEN",
        "gethin",
        "se31 5ep",
        "se315ep",
        "020 7946 0123",
        "cyp-2025-0001",
        "june",
    ):
        assert [row.reference for row in look_up.search_cases(office, typed)] == [reference], typed
    assert look_up.search_cases(office, "nobody") == []


def test_the_due_date_explains_itself(office: Office) -> None:
    view = look_up.open_case(office, log_complaint(office).case_id)
    told = look_up.explain_deadline(office, view)
    assert told[0].startswith("Counted from receipt on Tuesday 14 October 2025")
    assert told[-1].startswith("Source:")


def test_the_due_date_is_known_before_the_case_is_logged(office: Office) -> None:
    assert due_preview(office, Kind.MP, TODAY) == "10 working days left, due Wednesday 29 October"
    assert due_preview(office, Kind.UNDECIDED, TODAY).startswith("Decide the type")
    assert due_preview(office, Kind.COMPLIMENT, TODAY) == "No deadline applies."
