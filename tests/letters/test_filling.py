"""A letter's wording filled with facts: every place, nothing read twice, everything missing named."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.domain.letters import Bullets, Heading, LetterText, Paragraph
from caseworker.errors import ProblemsError
from caseworker.letters.filling import fill
from tests.letters.test_template import GOOD, read

FACTS = {
    "case_ref": "CYP-2025-0001",
    "summary": "First.\n\nSecond,\nbroken.",
    "due_date": "Friday 3 October 2025",
}


def filled(tmp_path: Path, text: str = GOOD, **facts: str) -> LetterText:
    return fill(read(tmp_path, text), FACTS | facts)


def test_every_place_is_filled_and_a_quote_keeps_its_paragraphs(tmp_path: Path) -> None:
    text = filled(tmp_path)
    assert text.subject == "About CYP-2025-0001"
    assert text.blocks == (
        Paragraph("We wrote to you."),
        Heading("A heading"),
        Paragraph("We answer by Friday 3 October 2025."),
        Bullets(("one", "two, which goes on")),
        Paragraph("First.", quoted=True),
        Paragraph("Second,\nbroken.", quoted=True),
    )


def test_words_of_a_person_are_never_taken_for_places_or_signs(tmp_path: Path) -> None:
    text = filled(tmp_path, summary="# {due_date}\n\n- <b>x</b>", due_date="{summary}")
    assert text.blocks[2] == Paragraph("We answer by {summary}.")
    assert text.blocks[4:] == (Paragraph("# {due_date}", quoted=True), Paragraph("- <b>x</b>", quoted=True))


def test_a_fact_inside_a_sentence_becomes_one_line(tmp_path: Path) -> None:
    assert filled(tmp_path, due_date="a\n\n  b").blocks[2] == Paragraph("We answer by a b.")


def test_a_full_stop_is_never_doubled_and_dots_of_an_omission_are_kept(tmp_path: Path) -> None:
    assert filled(tmp_path, due_date="Friday.").blocks[2] == Paragraph("We answer by Friday.")
    assert filled(tmp_path, due_date="Friday..").blocks[2] == Paragraph("We answer by Friday...")


def test_every_missing_or_empty_fact_is_named_in_words(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        fill(read(tmp_path, GOOD), {"summary": "  ", "due_date": "Friday"})
    assert [(p.field, p.message) for p in caught.value.problems] == [
        ("case_ref", "Log the case first, so that it has a reference"),
        ("summary", "Enter the summary of the case in words the person can check"),
    ]
