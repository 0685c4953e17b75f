"""What a sent letter does to its case: the day it is sent is the day that counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, complete_case
from caseworker.actions.letter_effects import answers_step
from caseworker.actions.letter_flow import approve_letter, keep_letter, reissue_letter
from caseworker.actions.letter_post import send_letters, what_sending_does
from caseworker.actions.letter_texts import catalogue_on
from caseworker.actions.look_up import open_case
from caseworker.actions.points import add_points, change_point, points_of
from caseworker.actions.settings_change import change_settings
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.needs import needs_of_view
from caseworker.domain.rich_text import blocks_of_text
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import at_the_keyboard, letter, on_day
from tests.example_office import TODAY, log_complaint, log_enquiry


def filled(office: Office, code: str) -> LetterWork:
    """A letter with something written into each of its parts."""
    template = catalogue_on(office, TODAY)[code]
    said = "We looked at this. We are sorry for what went wrong and for what it did to you. It will change."
    return LetterWork(free={part.name: blocks_of_text(said) for part in template.free})


def frozen(office: Office, case_id: str, code: str) -> str:
    """A letter that Ali wrote and the person at the keyboard approved."""
    work = filled(office, code)
    with at_the_keyboard(office, "Ali Demir"):
        letter_id = keep_letter(office, case_id, "", code, work).letter_id
    approve_letter(office, case_id, letter_id, code, work, recipient_checked=True)
    return letter_id


@pytest.fixture
def no_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of a letter's words have tests of their own."""

    def nothing(*_args: Any, **_more: Any) -> tuple[()]:
        return ()

    monkeypatch.setattr("caseworker.actions.letter_checks.check_letter", nothing)


@pytest.fixture
def complaint(office: Office) -> str:
    """A complaint with one point of two halves, upheld, with an action."""
    case_id = log_complaint(office).case_id
    acknowledge(office, case_id, TODAY)
    add_points(office, case_id, ["No visits since June."])
    view = open_case(office, case_id)
    values = {"finding": "upheld", "reason": "The records show no visit between June and October."}
    change_point(office, view, points_of(view)[0].id, values)
    add_task(
        office,
        case_id,
        NewTask(
            what="Name a social worker",
            owner=office.person.id,
            due_on=TODAY + timedelta(days=9),
        ),
    )
    return case_id


@pytest.mark.usefixtures("no_checks")
def test_sending_the_answer_answers_the_case_with_the_outcome_of_its_points(
    office: Office, complaint: str
) -> None:
    letter_id = frozen(office, complaint, "L10")
    before = open_case(office, complaint)
    words = what_sending_does(office, before, letter(office, complaint, letter_id))
    assert "Sending it answers CYP-2025-0001" in words
    assert "Outcome: Upheld" in words
    changed = send_letters(office, [(complaint, letter_id)], "email", TODAY)
    assert "was answered, on time" in changed.message
    view = open_case(office, complaint)
    assert view.stage is not None
    assert view.stage.doc["answered_on"] == TODAY.isoformat()
    assert view.stage.doc["answered_how"] == "Email"
    assert view.value("outcome") == "upheld"
    assert view.status is Status.ANSWERED
    assert {"root_cause", "close"} <= set(needs_of_view(view))
    undo(office, changed.group_id)
    assert open_case(office, complaint).status is Status.OPEN


@pytest.mark.usefixtures("no_checks")
def test_an_answer_without_a_known_outcome_is_dated_all_the_same_and_the_outcome_is_still_needed(
    office: Office,
) -> None:
    case_id = log_enquiry(office, kind=Kind.GENERAL).case_id
    letter_id = frozen(office, case_id, "L30c")
    assert "outcome is not known yet" in what_sending_does(
        office, open_case(office, case_id), letter(office, case_id, letter_id)
    )
    send_letters(office, [(case_id, letter_id)], "email", TODAY)
    view = open_case(office, case_id)
    assert view.row.answered_on == TODAY
    assert view.status is Status.ANSWERED
    assert "outcome" in needs_of_view(view)
    offered = next(
        e.code for e in office.vocabulary.offered("outcomes", Kind.GENERAL) if e.code != "withdrawn"
    )
    complete_case(office, case_id, Answer(outcome=offered))
    assert open_case(office, case_id).status is Status.CLOSED


@pytest.mark.usefixtures("no_checks")
def test_the_outcome_can_be_said_with_the_sending(office: Office) -> None:
    case_id = log_enquiry(office, kind=Kind.GENERAL).case_id
    letter_id = frozen(office, case_id, "L30c")
    offered = next(
        e.code for e in office.vocabulary.offered("outcomes", Kind.GENERAL) if e.code != "withdrawn"
    )
    send_letters(office, [(case_id, letter_id)], "email", TODAY, answers={case_id: Answer(outcome=offered)})
    assert open_case(office, case_id).status is Status.CLOSED


@pytest.mark.usefixtures("no_checks")
def test_a_corrected_answer_leaves_the_first_day_as_the_day_of_the_answer(
    office: Office, complaint: str
) -> None:
    first = frozen(office, complaint, "L10")
    send_letters(office, [(complaint, first)], "first_class", TODAY)
    with at_the_keyboard(office, "Ali Demir"):
        new = reissue_letter(office, complaint, first, "One date was wrong.").letter_id
    later = TODAY + timedelta(days=1)
    with on_day(office, later):
        approve_letter(office, complaint, new, "L10", filled(office, "L10"), recipient_checked=True)
        view = open_case(office, complaint)
        assert "whose day stays" in what_sending_does(office, view, letter(office, complaint, new))
        send_letters(office, [(complaint, new)], "first_class", later)
    assert open_case(office, complaint).row.answered_on == TODAY


@pytest.mark.usefixtures("no_checks")
def test_an_extension_letter_moves_no_date_and_offers_the_step_that_was_not_recorded(
    office: Office, complaint: str
) -> None:
    letter_id = frozen(office, complaint, "L22")
    due = open_case(office, complaint).row.due_on
    changed = send_letters(office, [(complaint, letter_id)], "first_class", TODAY)
    assert [offer.code for offer in changed.offers] == ["complaint.withdrawn"]
    assert "The case does not say yet what the letter says" in changed.message
    after = open_case(office, complaint)
    assert after.row.due_on == due
    assert after.status is Status.OPEN


def test_every_kind_with_a_clock_has_an_answer_that_answers_it(office: Office) -> None:
    catalogue = catalogue_on(office, TODAY)
    lacking = []
    for kind in Kind:
        if kind in (Kind.OMBUDSMAN, Kind.COMMISSIONER):  # answered by steps of their own
            continue
        view = open_case(office, log_complaint(office, kind=kind, received_on=date(2025, 10, 14)).case_id)
        main = view.stage.doc.get("main_step") if view.stage else None
        answers = [t for t in catalogue.for_kind(kind) if t.purpose == "answer" and main in t.calls]
        if main and not answers:
            lacking.append((kind.name, main))
    assert lacking == []


@pytest.mark.usefixtures("no_checks")
def test_an_acknowledgement_and_an_answer_of_one_case_are_not_sent_in_one_go(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    add_points(office, case_id, ["No reply."])
    view = open_case(office, case_id)
    change_point(
        office, view, points_of(view)[0].id, {"finding": "not_upheld", "reason": "A reply was sent in May."}
    )
    pairs = [(case_id, frozen(office, case_id, code)) for code in ("L24", "L26")]
    with pytest.raises(RuleError, match="Record the acknowledgement first"):
        send_letters(office, pairs, "first_class", TODAY)
    for pair in pairs:
        send_letters(office, [pair], "first_class", TODAY)
    stage = open_case(office, case_id).stage
    assert stage is not None
    assert (stage.doc["acknowledged_on"], stage.doc["answered_on"]) == (TODAY.isoformat(),) * 2


@pytest.mark.usefixtures("no_checks")
def test_a_second_answer_letter_to_somebody_else_leaves_the_case_as_it_is(
    office: Office, complaint: str
) -> None:
    pairs = [(complaint, frozen(office, complaint, "L10")) for _ in range(2)]
    changed = send_letters(office, pairs, "first_class", TODAY)
    assert open_case(office, complaint).row.answered_on == TODAY
    undo(office, changed.group_id)
    assert open_case(office, complaint).row.answered_on is None


@pytest.mark.usefixtures("no_checks")
def test_an_answer_that_a_rule_stands_against_does_not_go_out(office: Office) -> None:
    case_id = log_enquiry(office, kind=Kind.FOI).case_id
    letter_id = frozen(office, case_id, "L35")
    change_settings(office, {"information_sign_off": True})
    with pytest.raises(ProblemsError, match=r"CYP-2025-0001: .*sign"):
        send_letters(office, [(case_id, letter_id)], "email", TODAY)
    assert letter(office, case_id, letter_id).doc["status"] == "approved"
    assert open_case(office, case_id).row.answered_on is None


def test_letters_about_steps_that_answer_by_themselves_answer_nothing(office: Office) -> None:
    catalogue = catalogue_on(office, TODAY)
    by_a_step = [t.code for t in catalogue if t.purpose == "answer" and not answers_step({}, t)]
    assert {"L28", "L44"} <= set(by_a_step)
