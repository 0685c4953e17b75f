"""Letters as Word documents and email drafts: what was approved, nothing else; nobody guessed."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from caseworker.actions.edit import edit_case
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_files import (
    file_name,
    kept_letter_email,
    kept_letter_word,
    letter_word,
    save_letter_file,
)
from caseworker.actions.letter_flow import approve_letter, keep_letter
from caseworker.actions.letters import letter_bytes, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_work import Enclosure
from caseworker.domain.letters import MARKING, Look
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, letter, words
from tests.example_office import log_complaint


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def text_of(word: bytes) -> str:
    return "\n".join(each.text for each in Document(BytesIO(word)).paragraphs)


def test_a_letter_in_hand_is_written_as_word_with_the_writers_own_words(office: Office, case_id: str) -> None:
    made = letter_word(office, open_case(office, case_id), CODE, words("Nobody came in June."))
    assert "Nobody came in June." in text_of(made)
    assert "Siân O’Brien" in text_of(made)


def test_the_same_letter_is_had_in_large_print(office: Office, case_id: str) -> None:
    large = letter_word(office, open_case(office, case_id), CODE, words(), look=Look.LARGE_16)
    assert large != letter_word(office, open_case(office, case_id), CODE, words())


def test_an_approved_letter_in_word_says_what_was_approved(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id, work=words("Nobody came in June."))
    view = open_case(office, case_id)
    made = kept_letter_word(office, view, letter_id, look=Look.LARGE_18)
    assert "Nobody came in June." in text_of(made)


def test_a_letter_whose_case_was_changed_since_is_not_written_in_other_words(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    edit_case(office, open_case(office, case_id), case_id, {"summary": "Something else."})
    with pytest.raises(RuleError, match=r"would not say in Word what was approved.*Use its PDF"):
        kept_letter_word(office, open_case(office, case_id), letter_id)


def test_an_email_carries_the_very_pdf_that_was_frozen(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    view = open_case(office, case_id)
    draft = kept_letter_email(office, view, letter_id)
    message = message_from_bytes(draft.content, policy=default)
    attached = [each.get_content() for each in message.iter_attachments()]  # type: ignore[attr-defined]
    assert attached == [letter_bytes(office, letter(office, case_id, letter_id).doc["digest"])]
    assert message["To"] == "Siân O’Brien <sian@example.org>"
    assert draft.to == "sian@example.org"
    assert draft.hints[0] == "Check the address sian@example.org against the case before you send it."


def test_an_email_is_made_although_the_case_was_changed_after_the_approval(
    office: Office, case_id: str
) -> None:
    letter_id = approved(office, case_id)
    edit_case(office, open_case(office, case_id), case_id, {"summary": "Something else."})
    assert b"X-Unsent: 1" in kept_letter_email(office, open_case(office, case_id), letter_id).content


def test_a_draft_makes_no_email(office: Office, case_id: str) -> None:
    kept = keep_letter(office, case_id, "", CODE, words())
    with pytest.raises(RuleError, match="is not approved yet"):
        kept_letter_email(office, open_case(office, case_id), kept.letter_id)


def test_who_has_no_email_address_is_not_guessed(office: Office) -> None:
    case_id = log_complaint(office, email="").case_id
    letter_id = approved(office, case_id)
    draft = kept_letter_email(office, open_case(office, case_id), letter_id)
    assert message_from_bytes(draft.content, policy=default)["To"] is None
    assert draft.to == ""
    assert "no email address for Siân O’Brien" in draft.hints[0]


def test_what_cannot_be_attached_and_who_gets_copies_is_said(office: Office, case_id: str) -> None:
    work = replace(
        words(), enclosures=(Enclosure("A leaflet"),), copies=("Northmoor Voices",), marking=MARKING
    )
    view = open_case(office, case_id)
    checks = check_letter(office, view, CODE, work, preview_letter(office, view, CODE, work))
    accepted = {check.code: "It is all right." for check in checks if check.needs_reason}
    kept = approve_letter(office, case_id, "", CODE, work, recipient_checked=True, accepted=accepted)
    draft = kept_letter_email(office, open_case(office, case_id), kept.letter_id)
    told = " ".join(draft.hints)
    assert "send it by secure email only" in told
    assert "Attach what is not kept with the case: A leaflet." in told
    assert "Copies go to Northmoor Voices: nobody was put in copy." in told
    assert b"Subject: OFFICIAL-SENSITIVE: Letter" in draft.content


def test_files_are_named_by_reference_and_code_and_written_whole(tmp_path: Path) -> None:
    path = tmp_path / file_name("CYP-2025-0001", "L01", "docx")
    save_letter_file(path, b"word")
    assert path.name == "CYP-2025-0001 L01.docx"
    assert path.read_bytes() == b"word"
