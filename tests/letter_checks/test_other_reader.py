"""A letter that would go to somebody else than the one it was begun for says so before it is approved."""

from __future__ import annotations

import pytest

from caseworker.actions.edit import add_person
from caseworker.actions.letter_flow import keep_letter, reissue_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.people_case import make_main_contact
from caseworker.domain.letter_work import LetterWork
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, sent
from tests.example_office import log_complaint
from tests.letter_checks.help import area, checks_of


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def another_is_contacted_first(office: Office, case_id: str) -> str:
    place = {"lines": "3 Other Road\nLondon", "postcode": "SE1 1AA"}
    add_person(
        office,
        open_case(office, case_id),
        "representative",
        {"full_name": "Rhodri Speaker", "address": place},
    )
    speaker = next(p.id for p in open_case(office, case_id).parties if p.doc["role"] == "representative")
    make_main_contact(office, case_id, speaker)
    return speaker


def said(office: Office, case_id: str, work: LetterWork) -> list[str]:
    return [
        check.words for check in area(checks_of(office, case_id, work, CODE), "address") if check.needs_reason
    ]


def test_another_first_contact_since_the_draft_was_begun_needs_a_word_why(
    office: Office, case_id: str
) -> None:
    keep_letter(office, case_id, "", CODE, LetterWork())
    assert said(office, case_id, LetterWork()) == []
    speaker = another_is_contacted_first(office, case_id)
    words = "Whom we contact first was changed after the letter was begun; it goes to Rhodri Speaker now."
    assert words in said(office, case_id, LetterWork())
    chosen = said(office, case_id, LetterWork(recipient=f"party:{speaker}"))
    assert not any("Whom we contact first" in words for words in chosen)


def test_a_corrected_letter_to_another_than_the_first_needs_a_word_why(office: Office, case_id: str) -> None:
    first = approved(office, case_id)
    sent(office, case_id, first)
    another_is_contacted_first(office, case_id)
    reissue_letter(office, case_id, first, "A slip of the pen.")
    assert said(office, case_id, LetterWork()) == [
        "The letter it replaces went to Siân O’Brien; this one goes to Rhodri Speaker."
    ]
