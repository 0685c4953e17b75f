"""What a text alone shows: dates, names, what is said of a child; and which checks stop a letter."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.letter_checks import Check, in_order, is_settled, unmet
from caseworker.domain.letter_checks.child import fits_child, other_surnames, says_born
from caseworker.domain.letter_checks.dates import dates_in
from caseworker.domain.letter_checks.names import find_name, name_words_in, pairs_in

WRITTEN_ON = date(2025, 10, 15)  # a Wednesday


# -- the checks themselves ------------------------------------------------------------------------------------


def test_a_note_that_needs_a_word_why_stops_until_it_has_one_for_this_very_finding() -> None:
    note = Check("names:rhys obrien", "Names", "note", "Rhys stands there.", needs_reason=True)
    plain = Check("reading", "Easy to read", "note", "Hard to read.")
    todo = Check("recipient", "Person", "todo", "Look.")
    problem = Check("open:xxx", "Open", "problem", "XXX stands there.")
    assert unmet((note, plain, todo, problem), {}) == (note, todo, problem)
    assert unmet((note, plain), {"names:rhys obrien": "He is the father."}) == ()
    assert unmet((note,), {"names:rhys obrien": "  ", "names": "All."}) == (note,)
    assert unmet((problem,), {"open:xxx": "It is fine."}) == (problem,)
    assert not is_settled(todo, {"recipient": "Yes."})


def test_what_has_to_be_done_comes_first() -> None:
    states = ("ok", "note", "problem", "todo")
    checks = [Check(state, "", state, "") for state in states]  # type: ignore[arg-type]
    checks.append(Check("why", "", "note", "", needs_reason=True))
    assert [check.code for check in in_order(checks)] == ["todo", "problem", "why", "note", "ok"]


# -- dates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "weekday"),
    [
        ("We answer by 28 October 2025.", date(2025, 10, 28), ""),
        ("We answer by Tuesday 28 October 2025.", date(2025, 10, 28), "Tuesday"),
        ("We answer by Tues 28th of October 2025.", date(2025, 10, 28), ""),
        ("We answer by Tuesday, the 28th of October.", date(2025, 10, 28), "Tuesday"),
        ("We answer by Tue 28 Oct 2025.", date(2025, 10, 28), "Tuesday"),
        ("We answer by 28/10/2025.", date(2025, 10, 28), ""),
        ("We answer by 28.10.25.", date(2025, 10, 28), ""),
        ("We answer by 2025-10-28.", date(2025, 10, 28), ""),
        ("We answer by October 28, 2025.", date(2025, 10, 28), ""),
        ("We met on 2 January.", date(2026, 1, 2), ""),
        ("It was on 31 June 2025.", None, ""),
        ("It was on 29 February 2025.", None, ""),
        ("It was on 29 February 2024.", date(2024, 2, 29), ""),
        ("Seen in Sept: 3 Sept 2025.", date(2025, 9, 3), ""),
    ],
)
def test_a_date_is_found_however_it_is_written(text: str, day: date | None, weekday: str) -> None:
    (found,) = dates_in(text, WRITTEN_ON)
    assert (found.day, found.weekday) == (day, weekday)


@pytest.mark.parametrize(
    "text",
    [
        "Section 6.3.2 applies.",
        "Version 1.2.3 of it.",
        "Call 020 7946 0123.",
        "We may march on.",
        "In May 2025 we met.",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert dates_in(text, WRITTEN_ON) == ()


def test_a_weekday_that_is_not_that_of_the_day_is_seen() -> None:
    (wrong,) = dates_in("on Monday 28 October 2025", WRITTEN_ON)
    (right,) = dates_in("on Tuesday 28 October 2025", WRITTEN_ON)
    assert (wrong.has_other_weekday, right.has_other_weekday) == (True, False)


@pytest.mark.parametrize(
    ("text", "promise", "answer"),
    [
        ("We will answer by 28 October 2025.", True, True),
        ("We’ll write to you on 28 October 2025.", True, True),
        ("A manager will visit on 28 October 2025.", True, False),
        ("You complained on 28 October 2025.", False, False),
        ("We said that we would answer by 28 October 2025.", False, False),
        ("The visit was on 28 October 2025.", False, False),
    ],
)
def test_a_promise_is_told_from_what_was(text: str, promise: bool, answer: bool) -> None:
    (found,) = dates_in(text, WRITTEN_ON)
    assert (found.is_promise, found.is_of_answer) == (promise, answer)


def test_a_promise_before_does_not_make_one_of_the_next_sentence() -> None:
    first, second = dates_in("We will answer by 28 October 2025. You wrote on 1 October 2025.", WRITTEN_ON)
    assert (first.is_promise, second.is_promise) == (True, False)


# -- names ----------------------------------------------------------------------------------------------------


def named(text: str, name: str, *allowed: str) -> str:
    found = find_name(text, name_words_in(text), name, allowed)
    return found.said if found else ""


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("We spoke to Rhys O’Brien about it.", "Rhys O'Brien", "Rhys O’Brien"),
        ("We spoke to RHYS about it.", "Rhys O'Brien", "RHYS"),
        ("Rhys has moved school.", "Rhys O'Brien", "Rhys"),
        ("We saw Rhys’s room.", "Rhys O'Brien", "Rhys"),
        ("We saw Rhys's room.", "Rhys O'Brien", "Rhys"),
        ("We asked Lukasz Zolc.", "Łukasz Żółć", "Lukasz Zolc"),
        ("We asked Mr Wyn.", "Kevin Wyn", "Wyn"),
        ("We asked Anne-Marie.", "Anne Marie Hart", "Anne-Marie"),
        ("We asked Kevin J. Wyn.", "Kevin Wyn", "Kevin J. Wyn"),
        ("We asked Li Wu.", "Li Wu", "Li Wu"),
        ("The name is Wu, we think.", "Li Wu", ""),
        ("May I say that? In May 2025 it was. On 3 May they met.", "May Lin Chan", ""),
        ("May Chan came.", "May Chan", "May Chan"),
        ("Grace and time were needed.", "Grace Okoro", ""),
        ("We gave Grace more time.", "Grace Okoro", "Grace"),
        ("We gave grace more time.", "Grace Okoro", ""),
        ("Will he come? We will.", "Will Young", ""),
        ("Rhysling came.", "Rhys O'Brien", ""),
        ("He met Sir Will Young there.", "Will Young", "Will Young"),
    ],
)
def test_a_name_is_told_from_a_word(text: str, name: str, said: str) -> None:
    assert named(text, name) == said


def test_a_surname_the_family_shares_does_not_name_the_brother_his_first_name_does() -> None:
    assert named("Mrs O’Brien called.", "Rhys O'Brien", "sian", "obrien") == ""
    assert named("Rhys and Mrs O’Brien called.", "Rhys O'Brien", "sian", "obrien") == "Rhys"


def test_words_side_by_side_are_pairs_and_those_of_two_sentences_are_not() -> None:
    text = "We met Mary Ann Jones. Peter Hill was there, Anna."
    found = set(pairs_in(name_words_in(text)))
    assert {("mary", "ann"), ("ann", "jones"), ("mary", "jones"), ("peter", "hill")} <= found
    assert ("jones", "peter") not in found
    assert ("hill", "anna") not in found


# -- the child ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["Gethin", "Gethin O'Brien", "GO", "G.O.", "G O’B", "G.O'B.", "G"])
def test_a_child_is_named_by_name_part_or_initials(said: str) -> None:
    assert fits_child(said, "Gethin O’Brien")


@pytest.mark.parametrize("said", ["Rhys", "RO", "Gethin Evans", "KW", "GEB"])
def test_another_child_does_not_fit(said: str) -> None:
    assert not fits_child(said, "Gethin O’Brien")


def test_a_childs_first_name_with_another_surname_is_seen() -> None:
    text = "We spoke to Gethin Evans, and Gethin O’Brien, and Gethin Social Care."
    found = other_surnames(text, name_words_in(text), ["Gethin O’Brien"], ["social", "care"])
    assert [each.said for each in found] == ["Gethin Evans"]


def test_a_birthday_is_told_from_another_day() -> None:
    text = "Gethin, born on 14 February 2013, was seen on 3 May 2025."
    first, second = dates_in(text, WRITTEN_ON)
    assert (says_born(text, first.place), says_born(text, second.place)) == (True, False)
