"""Whether a letter agrees with its case: dates, open places, mandatory parts, points, apology."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_texts import add_letter
from caseworker.actions.letters import letter_template, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.points import add_points, change_point
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_checks import unmet
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.information.help import on_day, request, step
from tests.letter_checks.help import area, checks_of, found, work_of

OWN_ANSWER = """code: W02
title: Answer
purpose: answer
subject: Answer
kinds: CA
stage: 1
when: always
to: CP
facts:
free: answer
mandatory:
source: ours
---
{answer}
"""


@pytest.fixture
def case_id(office: Office) -> str:
    """Siân O’Brien’s complaint of 14 October 2025, due on 28 October."""
    return log_complaint(office).case_id


# -- dates ----------------------------------------------------------------------------------------------------


def test_a_weekday_that_is_not_the_days_stops_the_letter(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We met on Monday 28 October 2025."), "dates")
    assert (check.state, check.field) == ("problem", "free.letter")
    assert "that day is a Tuesday" in check.words


def test_a_day_that_does_not_exist_stops_the_letter(office: Office, case_id: str) -> None:
    assert area(checks_of(office, case_id, "We meet on 31 November 2025."), "dates")[0].state == "problem"


def test_the_old_due_date_after_an_extension_stops_the_letter(office: Office, case_id: str) -> None:
    assert found(checks_of(office, case_id, "We will answer by 28 October 2025."), "dates") == []
    extend(office, case_id, date(2025, 11, 11), "The files are large")
    (check,) = area(checks_of(office, case_id, "We will answer by 28 October 2025."), "dates")
    assert check.state == "problem"
    assert "it is Tuesday 11 November 2025 now" in check.words
    told = "We said that we would answer by 28 October 2025. We will answer by 11 November 2025."
    assert found(checks_of(office, case_id, told), "dates") == []


def test_the_letter_about_the_extension_may_name_both_dates(office: Office, case_id: str) -> None:
    extend(office, case_id, date(2025, 11, 11), "The files are large")
    assert found(checks_of(office, case_id, work_of({}), "L09"), "dates") == []


def test_a_due_date_typed_over_stops_the_letter(office: Office, case_id: str) -> None:
    work = work_of({}, changed={"due_date": "Wednesday 29 October 2025"})
    (check,) = area(checks_of(office, case_id, work, "L01"), "dates")
    assert (check.state, check.field) == ("problem", "due_date")
    assert "the case says Tuesday 28 October 2025" in check.words


def test_a_date_typed_over_with_words_stops_the_letter(office: Office, case_id: str) -> None:
    work = work_of({}, changed={"due_date": "as soon as we can"})
    (check,) = area(checks_of(office, case_id, work, "L01"), "dates")
    assert (check.state, check.field) == ("problem", "due_date")


@pytest.mark.parametrize("fact", ["ombudsman_block", "advocate_contact", "case_ref"])
def test_what_the_law_or_the_case_says_cannot_be_typed_over_in_a_letter(
    office: Office, case_id: str, fact: str
) -> None:
    (check,) = area(
        checks_of(office, case_id, work_of({}, changed={fact: "See our website."}), "L01"), "parts"
    )
    assert (check.state, check.field) == ("problem", fact)


def test_a_promise_later_than_the_deadline_or_in_the_past_needs_a_word_why(
    office: Office, case_id: str
) -> None:
    late = area(checks_of(office, case_id, "We will answer by 3 November 2025."), "dates")
    past = area(checks_of(office, case_id, "We will visit you on 1 October 2025."), "dates")
    assert [check.needs_reason for check in (*late, *past)] == [True, True]
    assert "later than the deadline" in late[0].words
    assert "is past already" in past[0].words


def test_the_last_day_to_ask_for_the_next_stage_is_the_one_the_rules_give(
    office: Office, case_id: str
) -> None:
    answer_case(office, case_id, Answer(TODAY, "not_upheld"))
    right = "You can ask us for stage 2 until Wednesday 12 November 2025."
    assert found(checks_of(office, case_id, right), "dates") == []
    wrong = "You can ask us for stage 2 until Wednesday 5 November 2025."
    (check,) = area(checks_of(office, case_id, wrong), "dates")
    assert check.needs_reason
    assert "Wednesday 12 November 2025" in check.words


def test_a_promise_for_a_sunday_is_said(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We will visit you on Sunday 19 October 2025."), "dates")
    assert (check.state, check.needs_reason) == ("note", False)
    assert "no working day" in check.words


# -- open places, parts, points ------------------------------------------------------------------------------


def test_what_was_left_open_stops_the_letter_where_it_stands(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We will visit on TBC."), "open")
    assert (check.state, check.field) == ("problem", "free.letter")


def test_mandatory_parts_are_there_or_stop_the_letter(office: Office, case_id: str) -> None:
    assert found(checks_of(office, case_id, work_of({}), "L01"), "parts") == []
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L01", work_of({}))
    blocks = tuple(b for b in preview.letter.blocks if "right to an advocate" not in getattr(b, "text", ""))
    cut = replace(preview, letter=replace(preview.letter, blocks=blocks))
    checks = check_letter(office, view, "L01", work_of({}), cut, recipient_checked=True)
    assert found(checks, "parts") == ["parts:advocate_offer"]


def test_a_letter_of_the_councils_own_is_held_against_those_that_ship(office: Office, case_id: str) -> None:
    text = (
        "code: W01\ntitle: Our own hello\npurpose: acknowledge\nsubject: Hello\nkinds: CA\nstage: 1\nwhen: always\n"
        "to: CP\nfacts:\nmandatory:\nsource: ours\n---\nHello.\n"
    )
    add_letter(office, text, TODAY)
    (check,) = area(checks_of(office, case_id, work_of({}), "W01"), "parts")
    assert check.needs_reason
    assert "target dates and advocate offer" in check.words


def answered(office: Office, case_id: str, *findings: dict[str, object]) -> None:
    """Record points with what was found on each."""
    add_points(office, case_id, [f"Nobody called back in week {n}" for n in range(1, len(findings) + 1)])
    for number, values in enumerate(findings):
        view = open_case(office, case_id)
        if values:
            change_point(office, view, view.of_kind("point")[number].id, values)


def test_each_point_needs_finding_reason_and_remedy(office: Office, case_id: str) -> None:
    answered(
        office,
        case_id,
        {"finding": "upheld", "reason": "The log shows no call.", "remedies": ["Apology"]},
        {"finding": "upheld", "reason": "The log shows none."},
        {"finding": "not_upheld"},
        {},
    )
    text = "\n\n".join(f"Nobody called back in week {n}: see below." for n in (1, 2, 3, 4))
    add_letter(office, OWN_ANSWER, TODAY)
    checks = checks_of(office, case_id, work_of({"answer": text}), "W02")
    assert {check.code: check.state for check in area(checks, "points")} == {
        "points:4 finding": "problem",
        "points:3 reason": "problem",
        "points:2 remedy": "note",
    }
    assert "points:4 finding" in {check.code for check in unmet(checks, {"points:4 finding": "Later."})}
    short = checks_of(office, case_id, work_of({"answer": "We are sorry. All is well now."}), "W02")
    assert "points:1 letter" in found(short, "points")


def test_an_upheld_point_without_an_apology_needs_a_word_why(office: Office, case_id: str) -> None:
    answered(
        office, case_id, {"finding": "upheld", "reason": "The log shows no call.", "remedies": ["Apology"]}
    )
    add_letter(office, OWN_ANSWER, TODAY)
    said = "Nobody called back in week 1. The log shows no call."
    assert found(checks_of(office, case_id, work_of({"answer": said}), "W02"), "apology") == ["apology:none"]
    sorry = f"{said} We are sorry: you were left without an answer."
    assert found(checks_of(office, case_id, work_of({"answer": sorry}), "W02"), "apology") == []


def test_sorry_you_feel_is_no_apology(office: Office, case_id: str) -> None:
    text = "We are sorry you felt the need to complain. We apologise for any inconvenience caused."
    checks = area(checks_of(office, case_id, text), "apology")
    assert [check.needs_reason for check in checks] == [True, True]
    assert "say what the council did wrong" in checks[0].what_to_do


def test_what_the_person_said_themselves_is_not_held_against_the_writer(office: Office) -> None:
    said = "They wrote: we are sorry you feel that way."
    case_id = log_complaint(office, summary=said).case_id
    assert found(checks_of(office, case_id, work_of({}), "L01"), "apology") == []


# -- the step that is answered --------------------------------------------------------------------------------


@pytest.fixture
def review_id(office: Office) -> str:
    """An internal review of an FOI answer."""
    foi = request(office, Kind.FOI, date(2025, 10, 1), address_lines="1 High Street", postcode="SE1 1AA")
    answer_case(office, foi, Answer(on=date(2025, 10, 1), outcome="not_held", how="Email"))
    on_day(office, TODAY)
    said = step(office, foi, "review.opened", on=TODAY, about="The list", reviewer=office.person.id)
    return next(each for each in said.case_ids if each != foi)


def test_an_answer_of_another_step_stops_the_letter_and_names_the_right_one(
    office: Office, review_id: str
) -> None:
    parts = {"decision": "We were right.", "reason": "The law says so."}
    checks = checks_of(office, review_id, work_of(parts), "L53")
    (check,) = area(checks, "fits")
    assert (check.code, check.state) == ("fits:step", "problem")
    assert check in unmet(checks, {})
    assert (
        check.what_to_do
        == "Choose the letter that answers it: Internal review outcome, freedom of information (L38)."
    )


def test_the_answer_of_this_step_fits(office: Office, review_id: str) -> None:
    parts = {part.name: "We were right." for part in letter_template(office, "L38").free}
    (check,) = area(checks_of(office, review_id, work_of(parts), "L38"), "fits")
    assert check.state == "ok"
