"""Standard paragraphs of a council: offered until their last day, filled when put in, known again in a letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions.look_up import open_case
from caseworker.actions.paragraphs import (
    NewParagraph,
    add_paragraph,
    all_paragraphs,
    change_paragraph,
    expired_paragraphs,
    paragraph_blocks,
    paragraphs_for,
    reset_paragraph,
    retire_paragraph,
    used_after_end,
)
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Paragraph, blocks_text
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, noon

TOMORROW = TODAY + timedelta(days=1)


def test_an_own_paragraph_is_offered_until_its_last_day(office: Office) -> None:
    add_paragraph(office, NewParagraph("Delay", "School holidays", "Schools are closed.", (Kind.STATUTORY,)))
    retire_paragraph(office, "school_holidays", TODAY)
    assert "school_holidays" in [each.id for each in paragraphs_for(office, Kind.STATUTORY, TODAY)]
    assert "school_holidays" not in [each.id for each in paragraphs_for(office, Kind.FOI, TODAY)]
    assert "school_holidays" not in [each.id for each in paragraphs_for(office, Kind.STATUTORY, TOMORROW)]
    assert [each.id for each in expired_paragraphs(office, Kind.STATUTORY, TOMORROW)] == ["school_holidays"]
    office.clock = Clock(TOMORROW, noon)
    view = open_case(office, log_complaint(office).case_id)
    with pytest.raises(RuleError, match="ended on Wednesday 15 October 2025"):
        paragraph_blocks(office, view, "school_holidays")


def test_a_paragraph_that_ships_is_changed_and_set_back(office: Office) -> None:
    before = {each.id: each.text for each in all_paragraphs(office)}
    change_paragraph(office, "interpreter", NewParagraph("Interpreter", "Ours", "Call us."))
    (own,) = [each for each in all_paragraphs(office) if each.id == "interpreter"]
    assert (own.text, own.is_own) == ("Call us.", True)
    reset_paragraph(office, "interpreter")
    assert {each.id: each.text for each in all_paragraphs(office)} == before
    with pytest.raises(RuleError, match="as it came"):
        reset_paragraph(office, "interpreter")


def test_places_are_filled_when_a_paragraph_is_put_in(office: Office) -> None:
    view = open_case(office, log_complaint(office).case_id)
    words = blocks_text(paragraph_blocks(office, view, "delay_update"))
    assert view.reference in words
    assert "{" not in words
    assert all(isinstance(block, Paragraph) for block in paragraph_blocks(office, view, "delay_update"))


def test_what_the_case_lacks_is_said_before_a_paragraph_is_put_in(office: Office) -> None:
    add_paragraph(office, NewParagraph("Stage 2", "Officer", "{investigating_officer} will call you."))
    view = open_case(office, log_complaint(office).case_id)
    with pytest.raises(ProblemsError, match="Appoint the investigating officer"):
        paragraph_blocks(office, view, "officer")
    with pytest.raises(RuleError, match="no longer in the list"):
        paragraph_blocks(office, view, "nobody")


def test_a_paragraph_that_cannot_be_used_says_where(office: Office) -> None:
    with pytest.raises(ProblemsError) as error:
        add_paragraph(office, NewParagraph("", "", "Fine.\n\n<b>Bold</b> {nobody}"))
    assert [problem.field for problem in error.value.problems][:2] == ["topic", "title"]
    assert "Line 3: " in str(error.value)


def test_two_paragraphs_of_one_title_are_two(office: Office) -> None:
    for text in ("One.", "Two."):
        add_paragraph(office, NewParagraph("Delay", "Late", text))
    assert {each.id for each in all_paragraphs(office)} >= {"late", "late_2"}


def test_a_paragraph_is_known_again_whatever_filled_its_places(office: Office) -> None:
    known = [each for each in all_paragraphs(office) if each.id == "delay_apology"]
    text = known[0].text.replace("{first_due_date}", "Tuesday 28 October 2025").replace("\n", " ")
    assert used_after_end(known, f"Hello.\n\n{text}") == tuple(known)
    assert used_after_end(known, "We should have answered you by then.") == ()
