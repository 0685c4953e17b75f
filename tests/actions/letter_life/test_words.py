"""A letter's steps on the timeline, in the history and on paper: words, no codes, no ids."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.bundle import bundle_choices
from caseworker.actions.letter_flow import (
    approve_letter,
    keep_letter,
    reissue_letter,
    return_letter,
    submit_letter,
)
from caseworker.actions.letter_post import record_came_back
from caseworker.actions.letter_words import state_words
from caseworker.actions.look_up import open_case
from caseworker.domain.needs import needs_of_view
from caseworker.office import Office
from tests.actions.letter_life.life_help import CODE, approved, at_the_keyboard, letter, sent, words
from tests.example_office import TODAY, log_complaint

TITLE = "Acknowledgement, statutory stage 1"


@pytest.fixture
def case_id(office: Office) -> str:
    """A complaint that waits for its acknowledgement."""
    return log_complaint(office).case_id


def whole_life(office: Office, case_id: str) -> str:
    """A letter reviewed, returned, approved, sent, come back, and corrected."""
    me = office.person.id
    with at_the_keyboard(office, "Ali Demir"):
        letter_id = submit_letter(office, case_id, "", me, words("Short."), code=CODE).letter_id
    return_letter(office, case_id, letter_id, ["Say sorry."])
    approve_letter(office, case_id, letter_id, CODE, words("Sorry."), recipient_checked=True)
    sent(office, case_id, letter_id)
    record_came_back(office, case_id, letter_id, TODAY, "gone_away", "Written on the envelope.")
    reissue_letter(office, case_id, letter_id, "New address.")
    return letter_id


def test_the_timeline_names_the_letter_at_every_step(office: Office, case_id: str) -> None:
    whole_life(office, case_id)
    items = [i for i in reversed(open_case(office, case_id).timeline) if i.group == "Letters"]
    assert [item.text for item in items] == [
        f"{TITLE}: for Asha Khan",
        f"{TITLE}: Say sorry.",
        TITLE,
        f"{TITLE}: First class post",
        f"{TITLE}: Gone away",
        TITLE,
    ]


def test_the_history_holds_no_codes_and_no_ids(office: Office, case_id: str) -> None:
    letter_id = whole_life(office, case_id)
    people = set(office.staff)
    for item in open_case(office, case_id).timeline:
        for change in item.changes:
            if change.entity_kind in ("letter", "letter_comment"):
                assert letter_id not in change.after
                assert not people & {change.after, change.before}
                assert "{'" not in change.after, change.label


def test_the_paper_says_where_a_letter_stands_and_how_it_was_sent(office: Office, case_id: str) -> None:
    letter_id = whole_life(office, case_id)
    doc = letter(office, case_id, letter_id).doc
    assert state_words(office, doc) == (
        "Sent, Wednesday 15 October 2025, first class post. Came back Wednesday 15 October 2025, not dealt with yet"
    )
    assert state_words(office, {"status": "printed"}) == "Printed and sent"


def test_a_bundle_offers_what_was_approved_and_no_draft(office: Office, case_id: str) -> None:
    draft = keep_letter(office, case_id, "", CODE, words()).letter_id
    waiting = approved(office, case_id)
    gone = approved(office, case_id)
    sent(office, case_id, gone)
    choices = {c.key: c for c in bundle_choices(office, open_case(office, case_id))}
    assert f"letter:{draft}" not in choices
    assert not choices[f"letter:{waiting}"].is_usual
    assert choices[f"letter:{gone}"].is_usual
    assert choices[f"letter:{gone}"].dated_on == date(2025, 10, 15).isoformat()


def test_a_letter_that_came_back_is_still_needed_whatever_the_case_is(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    assert "letter_back" not in needs_of_view(open_case(office, case_id))
    record_came_back(office, case_id, letter_id, TODAY, "refused")
    assert "letter_back" in needs_of_view(open_case(office, case_id))
