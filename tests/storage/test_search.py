"""Search as you type: by any part a caller may give, without accents, in any order, and never an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import list_count, query, search_cases
from caseworker.actions.note import add_note
from caseworker.actions.people_case import add_party
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import Child
from caseworker.office import Office, Transaction
from caseworker.security.keys import Published
from caseworker.storage.search import FIRST_HITS, match_expression
from tests.domain.test_words import NAMES
from tests.example_office import TODAY, log_complaint, make_office

OTHERS = {"রহিমা বেগম": "রহিমা", "محمد علي": "محمد", "王小明": "王小"}


@pytest.fixture(scope="module", params=["encrypted", "plain"])
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with one case for each name."""
    folder = tmp_path_factory.mktemp("search")
    opened = make_office(folder / "office", Published() if request.param == "encrypted" else None)
    for number, name in enumerate([*NAMES, *OTHERS]):
        log_complaint(
            opened.office,
            full_name=name,
            children=(),
            summary=f"Item{number}",
            phone="",
            email="",
            postcode="",
            address_lines="",
        )
    yield opened.office
    opened.close()


def people(office: Office, typed: str) -> list[str]:
    return [row.person for row in search_cases(office, typed)]


@pytest.mark.parametrize(("name", "typed"), [*NAMES.items(), *OTHERS.items()])
def test_each_name_is_found_as_it_is_written_and_by_the_letters_of_an_english_keyboard(
    named: Office, name: str, typed: str
) -> None:
    for attempt in (name, typed, typed.upper(), " ".join(reversed(typed.split())), f"  {typed}  "):
        assert name in people(named, attempt), attempt


@pytest.mark.parametrize(("name", "typed"), list(NAMES.items()))
def test_each_name_is_found_while_it_is_being_typed(named: Office, name: str, typed: str) -> None:
    for length in range(2, len(typed) + 1):
        assert name in people(named, typed[:length]), typed[:length]


@given(st.text(max_size=30))
def test_nothing_anybody_types_is_an_error_of_the_search(text: str) -> None:
    expression = match_expression(text)
    assert expression == "" or all(part.endswith('"*') for part in expression.split(" "))


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "a AND",
        "NOT",
        "OR OR",
        "near(",
        "*",
        "^a",
        "names:",
        "a*b",
        "{x}",
        "\x00",
        "a\x00b",
        "ﷺ",
        "🏠",
        "'; --",
    ],
)
def test_the_search_language_of_the_database_is_not_spoken_here(named: Office, typed: str) -> None:
    assert search_cases(named, f"{typed} nobodyhasthis") == []
    assert len(search_cases(named, typed)) <= FIRST_HITS
    assert list_count(named, query(named, "all", text=typed)) <= len(NAMES) + len(OTHERS)


def test_words_that_are_operators_are_words(office: Office) -> None:
    reference = log_complaint(office, summary="Not near and or either").reference
    for typed in ("not near", "AND", "OR", "NEAR either"):
        assert [row.reference for row in search_cases(office, typed)] == [reference]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("cyp-2025-0001", "reference"),
        ("CYP 2025 0001", "reference"),
        ("cyp20250001", "reference"),
        ("siân", "person complaining"),
        ("gethin", "child or young person"),
        ("02079460123", "person complaining"),
        ("(020) 7946 0123", "person complaining"),
        ("020794", "person complaining"),
        ("sian@example.org", "person complaining"),
        ("se315ep", "person complaining"),
        ("wharfinger", "person complaining"),
        ("visited", "summary"),
        ("locksmith", "a note"),
        ("gethin se31", "in several parts of the case"),
        ("locksmith sian jun", "in several parts of the case"),
    ],
)
def test_a_case_is_found_by_what_a_caller_says_and_tells_why(office: Office, typed: str, why: str) -> None:
    logged = log_complaint(office)
    add_note(office, logged.case_id, "The locksmith’s bill came.")
    log_complaint(office, full_name="Another Person", children=(Child("Other Child"),), summary="Else", phone="",
                  email="", address_lines="", postcode="")  # fmt: skip
    assert [(row.reference, row.why_found) for row in search_cases(office, typed)] == [
        (logged.reference, why)
    ]


@pytest.mark.parametrize(
    ("role", "why"),
    [("child", "child or young person"), ("representative", "a person"), ("other", "a person")],
)
def test_somebody_found_in_a_case_is_named_by_their_part_in_it(office: Office, role: str, why: str) -> None:
    logged = log_complaint(office)
    add_party(office, logged.case_id, role, {"full_name": "Ottoline Quist"})
    assert [(row.reference, row.why_found) for row in search_cases(office, "ottoline")] == [
        (logged.reference, why)
    ]


def test_every_word_must_be_there(office: Office) -> None:
    log_complaint(office)
    assert search_cases(office, "gethin zebedee") == []
    assert search_cases(office, "") == search_cases(office, " - ") == []


def test_a_word_taken_away_or_undone_is_not_found_any_more(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = add_note(office, case_id, "zymurgy")
    assert len(search_cases(office, "zymurgy")) == 1
    undone = undo(office, changed.group_id)
    assert search_cases(office, "zymurgy") == []
    undo(office, undone.group_id, redo=True)
    assert len(search_cases(office, "zymurgy")) == 1


def test_a_void_case_is_not_found_by_its_words(office: Office) -> None:
    logged = log_complaint(office)
    void_case(office, logged.case_id, "Logged twice")
    assert search_cases(office, "gethin") == []


def test_void_cases_do_not_crowd_out_the_others(office: Office) -> None:
    made = [log_complaint(office) for _ in range(FIRST_HITS + 10)]
    for logged in made[: FIRST_HITS + 5]:
        void_case(office, logged.case_id, "Logged twice")
    assert {row.reference for row in search_cases(office, "gethin")} == {
        m.reference for m in made[FIRST_HITS + 5 :]
    }


def test_a_case_with_many_notes_leaves_room_for_the_others(office: Office) -> None:
    busy = log_complaint(office).case_id
    for _ in range(FIRST_HITS * 2 + 5):
        add_note(office, busy, "locksmith")
    quiet = log_complaint(office, summary="The locksmith again").case_id
    assert {row.case_id for row in search_cases(office, "locksmith")} == {busy, quiet}


def test_no_more_than_the_first_fifty_are_shown(office: Office) -> None:
    for _ in range(FIRST_HITS + 3):
        log_complaint(office)
    assert len(search_cases(office, "gethin")) == FIRST_HITS
    assert list_count(office, query(office, "all", text="gethin")) == FIRST_HITS + 3


def test_a_search_reads_a_file_opened_again(tmp_path: Path) -> None:
    from caseworker.actions.opening import open_office
    from caseworker.paths import OfficePaths

    opened = make_office(tmp_path / "office")
    log_complaint(opened.office)
    opened.close()
    again = open_office(OfficePaths(tmp_path / "office"))
    assert len(search_cases(again.office, "gethin")) == 1
    again.close()


@pytest.mark.parametrize("typed", ["+44 20 7946 0123", "0044 20 7946 0123", "(020) 7946 0123", "020 7946"])
def test_a_phone_number_is_found_however_it_is_written(office: Office, typed: str) -> None:
    first = log_complaint(office, phone="020 7946 0123")
    second = log_complaint(office, phone="+44 (0)20 7946 0123")
    assert {row.reference for row in search_cases(office, typed)} == {first.reference, second.reference}


def test_the_reference_comes_first_and_open_cases_before_closed_ones(office: Office) -> None:
    closed = log_complaint(office, full_name="Marie Osei", summary="First")
    void_case(office, log_complaint(office, full_name="Marie Osei").case_id, "Logged twice")
    answer_case(
        office,
        closed.case_id,
        Answer(on=TODAY, outcome="withdrawn", reason="She asked to stop", root_cause="Delay"),
    )
    still_open = log_complaint(office, full_name="Marie Osei", summary=f"See {closed.reference}")
    assert [row.reference for row in search_cases(office, "marie osei")] == [
        still_open.reference,
        closed.reference,
    ]
    assert search_cases(office, closed.reference)[0].reference == closed.reference


def test_a_case_is_found_by_what_is_written_of_a_point_a_decision_or_somebody_appointed(
    office: Office,
) -> None:
    logged = log_complaint(office)
    things = {
        "point": {"text": "Quarterly reviews were missed"},
        "decision": {"reason": "Barrister advised waiting"},
        "appointment": {"full_name": "Ifeoma Castellanos"},
    }

    def make(transaction: Transaction) -> list[Draft]:
        edits = CaseEdits(transaction.case(logged.case_id), office.ids)
        for kind, values in things.items():
            edits.add(kind, **values)
        return [edits.draft("case.updated")]

    office.save(make)
    told = {
        word: [row.why_found for row in search_cases(office, word)]
        for word in ("missed", "barrister", "ifeoma")
    }
    assert told == {
        "missed": ["a point of complaint"],
        "barrister": ["a decision"],
        "ifeoma": ["somebody appointed"],
    }
