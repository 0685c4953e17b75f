"""Wordings with a paragraph to a line make the same letters."""

from __future__ import annotations

from caseworker.actions.letter_catalogue import shipped_catalogue
from caseworker.actions.paragraphs import shipped_paragraphs
from caseworker.letters.paragraphs import read_text
from caseworker.letters.template import parse_template
from caseworker.letters.unwrap import unwrapped, unwrapped_body


def test_every_letter_that_ships_stays_the_same_letter() -> None:
    for code, template in shipped_catalogue().templates.items():
        again = parse_template(f"{code}.txt", unwrapped(template.text))
        assert again.body_blocks == template.body_blocks, code
        assert (again.facts, again.mandatory, again.free) == (
            template.facts,
            template.mandatory,
            template.free,
        )


def test_every_standard_paragraph_stays_the_same() -> None:
    for paragraph in shipped_paragraphs().values():
        assert read_text(unwrapped_body(paragraph.text)) == paragraph.blocks, paragraph.id


def test_signs_and_named_parts_keep_their_lines() -> None:
    body = "# A heading\nOne\ntwo\n\n[part]\nthree\nfour\n\n- a point\n  goes on\n- another\n\n> quoted\n> on"
    assert unwrapped_body(body).splitlines() == [
        "# A heading", "One two", "", "[part]", "three four", "", "- a point goes on", "- another", "", "> quoted",
        "> on",
    ]  # fmt: skip
