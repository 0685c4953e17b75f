"""A letter from a case: filled from what is known, kept byte for byte."""

from __future__ import annotations

import pytest

from caseworker.actions.letter_flow import approve_letter
from caseworker.actions.letter_post import send_letters
from caseworker.actions.letters import (
    UNTOUCHED,
    acknowledgement_code,
    letter_bytes,
    letters_for,
    preview_letter,
)
from caseworker.actions.look_up import list_count, open_case, query
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry


@pytest.fixture
def view(office: Office) -> CaseView:
    """A complaint that waits for its acknowledgement."""
    return open_case(office, log_complaint(office).case_id)


def test_the_acknowledgement_comes_first_among_the_letters_of_a_complaint(
    office: Office, view: CaseView
) -> None:
    choices = letters_for(office, view)
    assert choices[0].code == acknowledgement_code(Kind.STATUTORY) == "L01"
    assert len({choice.code for choice in choices}) == len(choices)


def test_a_letter_is_filled_from_the_case_and_its_text_says_what_its_pages_say(
    office: Office, view: CaseView
) -> None:
    preview = preview_letter(office, view, "L01")
    for words in (
        view.reference,
        "Siân O’Brien",
        "19 Wharfinger Gardens",
        "SE31 5EP",
        "Asha Khan",
        "28 October 2025",
    ):
        assert words in preview.text
    assert preview.pdf.startswith(b"%PDF")
    assert preview.letter.dated_on == TODAY


def test_facts_that_are_missing_are_named_before_anything_is_written(office: Office) -> None:
    view = open_case(office, log_complaint(office, address_lines="", postcode="").case_id)
    with pytest.raises(ProblemsError):
        preview_letter(office, view, "L01")


def test_a_letter_of_another_kind_of_case_is_refused(office: Office) -> None:
    view = open_case(office, log_enquiry(office).case_id)
    with pytest.raises(RuleError, match="is not for a case of the type MP enquiry"):
        preview_letter(office, view, "L01")


def test_what_was_approved_is_kept_byte_for_byte_and_waits_to_be_sent(office: Office, view: CaseView) -> None:
    preview = preview_letter(office, view, "L01")
    approve_letter(office, view.case_id, "", "L01", UNTOUCHED, recipient_checked=True)
    [letter] = open_case(office, view.case_id).letters
    assert letter_bytes(office, letter.doc["digest"]) == preview.pdf
    assert letter.doc["text"] == preview.text
    assert list_count(office, query(office, "letters_to_print")) == 1
    assert open_case(office, view.case_id).row.acknowledge_by is not None, "approved is not sent"


def test_a_letter_that_was_taken_back_cannot_be_sent(office: Office, view: CaseView) -> None:
    changed = approve_letter(office, view.case_id, "", "L01", UNTOUCHED, recipient_checked=True)
    undo(office, changed.group_id)
    with pytest.raises(RuleError, match="no longer part of the case"):
        send_letters(office, [(view.case_id, changed.letter_id)], "first_class", TODAY)


def test_only_those_who_may_write_letters_do(office: Office, view: CaseView) -> None:
    office.person = Person("x", "Jo Bell", role="auditor")
    with pytest.raises(NotPermittedError, match="cannot write letters"):
        preview_letter(office, view, "L01")


def test_nobodys_words_are_read_as_markup(office: Office) -> None:
    nasty = '<b>bold</b> <img src="/etc/passwd"/> & “quoted” {case_ref}'
    view = open_case(office, log_complaint(office, summary=nasty).case_id)
    assert "<b>bold</b>" in preview_letter(office, view, "L01").text
