"""Half characters (surrogates), which no file can hold: a draft takes a sign for them, an approval names them."""

from __future__ import annotations

import pytest

from caseworker.actions.letter_flow import approve_letter, keep_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph
from caseworker.domain.words import whole_letters
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.actions.letter_life.life_help import words
from tests.example_office import log_complaint

HALF = "We \ud800 spoke, \U0001f600 and \udfff."
WHOLE = "We \ufffd spoke, \U0001f600 and \ufffd."


def test_a_draft_is_kept_with_a_sign_for_each_half_character(office: Office) -> None:
    case_id = log_complaint(office).case_id
    work = LetterWork(free={"letter": (Paragraph(HALF),)}, changed={"recipient_name": HALF})
    keep_letter(office, case_id, "", "L54", work)
    kept = LetterWork.from_value(open_case(office, case_id).letters[0].doc["content"])
    assert kept.free["letter"] == (Paragraph(WHOLE),)
    assert kept.changed["recipient_name"] == WHOLE


def test_a_letter_with_half_characters_is_not_approved_and_they_are_named(office: Office) -> None:
    case_id = log_complaint(office).case_id
    with pytest.raises(ProblemsError, match=r"cannot be printed: U\+D800") as caught:
        approve_letter(office, case_id, "", "L01", words(HALF), recipient_checked=True)
    assert str(caught.value).encode()
    assert not open_case(office, case_id).letters


def test_values_of_every_form_are_made_whole() -> None:
    assert whole_letters({"a": [HALF, 3, None], "b": {"c": (HALF,)}}) == {
        "a": [WHOLE, 3, None],
        "b": {"c": [WHOLE]},
    }
