"""One letter for many cases: who can get it, the first that is not right, all or none, one Undo."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from caseworker.actions.letter_batch import (
    BatchEntry,
    cases_for,
    first_trouble,
    keep_batch,
    letters_for_many,
    look_at,
)
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, words
from tests.example_office import log_complaint, log_enquiry


@dataclass
class Ear:
    """Hears progress; stops the work when it hears some words."""

    stop_at: str = "nothing"
    cancelled: bool = False
    heard: list[str] = field(default_factory=list)

    def report(self, fraction: float, words: str = "") -> None:
        self.heard.append(words)
        self.cancelled = self.cancelled or self.stop_at in words


@pytest.fixture
def cases(office: Office) -> list[str]:
    return [log_complaint(office, full_name=name).case_id for name in ("Ann Abbot", "Mo Marsh", "Zoe Zeal")]


def entries(cases: list[str], **more: str) -> list[BatchEntry]:
    return [BatchEntry(case_id, words(), {}, **more) for case_id in cases]


def without_address(office: Office) -> str:
    return log_complaint(office, full_name="No Home", address_lines="", postcode="").case_id


def test_letters_are_offered_by_how_many_of_the_cases_they_fit(office: Office, cases: list[str]) -> None:
    enquiry = log_enquiry(office).case_id
    offered = letters_for_many(office, [*cases, enquiry])
    by_code = {letter.code: letter for letter in offered}
    assert by_code[CODE].fits == 3
    assert [letter.fits for letter in offered] == sorted((letter.fits for letter in offered), reverse=True)


def test_cases_the_letter_is_not_for_are_named_with_why(office: Office, cases: list[str]) -> None:
    enquiry = log_enquiry(office, Kind.MP).case_id
    found = {case.reference: case.why_not for case in cases_for(office, [*cases, enquiry], CODE)}
    assert [why for why in found.values() if not why] == [""] * 3
    assert "is not for a case of the type MP enquiry" in found["CYP-2025-0004"]


def test_a_case_that_has_the_letter_already_does_not_get_it_twice(office: Office, cases: list[str]) -> None:
    keep_batch(office, CODE, entries(cases[:1]))
    found = cases_for(office, cases, CODE)
    assert found[0].why_not == "This letter lies in the case already (draft). Open it there."
    assert not found[1].why_not


def test_each_letter_is_seen_as_it_would_be(office: Office, cases: list[str]) -> None:
    item = look_at(office, cases[1], CODE, words())
    assert item.preview is not None
    assert item.preview.letter.recipient_lines[0] == "Mo Marsh"
    assert item.troubles == ()


def test_looking_stops_at_the_first_that_is_not_right_and_says_what_to_do(
    office: Office, cases: list[str]
) -> None:
    homeless = without_address(office)
    ear = Ear()
    number, item = first_trouble(office, CODE, entries([cases[0], homeless, *cases[1:]]), ear)
    assert number == 1
    assert item is not None
    assert item.case.name == "No Home"
    assert "address" in item.troubles[0].sentence
    assert ear.heard == ["Checking CYP-2025-0001", "Checking CYP-2025-0004"]


def test_looking_can_be_stopped(office: Office, cases: list[str]) -> None:
    assert first_trouble(office, CODE, entries(cases), Ear("CYP-2025-0002")) == (2, None)


def test_all_are_kept_as_drafts_in_one_act(office: Office, cases: list[str]) -> None:
    done = keep_batch(office, CODE, entries(cases))
    assert done.message == "Acknowledgement, statutory stage 1 was kept as a draft for 3 cases."
    states = [letter_state(open_case(office, case_id).letters[0].doc) for case_id in cases]
    assert states == [LetterState.DRAFT] * 3
    undo(office, done.group_id)
    assert not open_case(office, cases[0]).letters
