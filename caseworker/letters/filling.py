"""A letter's wording filled with facts and with what its writer wrote.

What is filled in is plain text: braces and signs in it are never read again. A block whose free part is left empty is
left out, and a heading with nothing below it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from caseworker.domain.letters import (
    Block,
    Blocks,
    Bullets,
    Fact,
    Heading,
    LetterText,
    Paragraph,
    Table,
    fact_text,
)
from caseworker.errors import Problem, ProblemsError
from caseworker.letters.body import PLACE, block_places
from caseworker.letters.facts import FACTS
from caseworker.letters.template import Template


def fill(
    template: Template, facts: Mapping[str, Fact], free: Mapping[str, Blocks] | None = None
) -> LetterText:
    """Return the letter's wording with every place filled by plain text.

    A place that stands alone in a paragraph keeps the paragraphs, headings and tables of its text; elsewhere it
    becomes one line.

    Args:
        free: what was written into the free parts, by name.

    Raises:
        ProblemsError: one sentence for each fact that is missing or empty, and for each free part to be written.
    """
    written = free or {}
    missing = missing_facts(template.facts, facts) + missing_parts(template, written)
    if missing:
        raise ProblemsError(missing)
    known = {**facts, **{part.name: written.get(part.name, ()) for part in template.free}}
    empty = {part.name for part in template.free if not fact_text(known[part.name]).strip()}
    kept = [part for part in template.body_blocks if not empty.intersection(block_places(part.block))]
    blocks = [filled for part in kept for filled in filled_blocks(part.block, known)]
    return LetterText(_without_bare_headings(blocks), _one_line(template.subject, known))


def missing_facts(needed: tuple[str, ...], facts: Mapping[str, Fact]) -> list[Problem]:
    """Return what to do for each needed fact that is missing or empty."""
    return [Problem(name, FACTS[name]) for name in needed if not fact_text(facts.get(name, "")).strip()]


def missing_parts(template: Template, free: Mapping[str, Blocks]) -> list[Problem]:
    """Return what to do for each part that has to be written and is empty."""
    return [
        Problem(part.field, f"Write the part “{part.label}”")
        for part in template.free
        if not part.may_be_empty and not fact_text(free.get(part.name, ())).strip()
    ]


def filled_blocks(block: Block, facts: Mapping[str, Fact]) -> list[Block]:
    """Return a block of a wording with its places filled: more than one where a place brings blocks of its own."""
    if isinstance(block, Heading):
        return [replace(block, text=_one_line(block.text, facts))]
    if isinstance(block, Bullets):
        return [Bullets(tuple(_one_line(item, facts) for item in block.items), block.numbered)]
    if isinstance(block, Table):
        return [block]
    alone = PLACE.fullmatch(block.text)
    if alone is None:
        return [Paragraph(_one_line(block.text, facts), block.quoted)]
    fact = facts[alone[1]]
    if isinstance(fact, str):
        return [Paragraph(text, block.quoted) for text in _paragraphs(fact)]
    return [
        replace(each, quoted=block.quoted or each.quoted) if isinstance(each, Paragraph) else each
        for each in fact
    ]


def _without_bare_headings(blocks: list[Block]) -> Blocks:
    """Leave out each heading with nothing below it but the end or a heading of its level or above."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, Heading):
            after = kept[-1] if kept else None
            if after is None or (isinstance(after, Heading) and after.level <= block.level):
                continue
        kept.append(block)
    return tuple(reversed(kept))


def _one_line(text: str, facts: Mapping[str, Fact]) -> str:
    """The text with its places filled as one line; what ends in a full stop brings no second one before the next."""

    def filled(place: re.Match[str]) -> str:
        words = " ".join(fact_text(facts[place[1]]).split())
        is_doubled = text.startswith(".", place.end()) and words.endswith(".") and not words.endswith("..")
        return words[:-1] if is_doubled else words

    return PLACE.sub(filled, text)


def _paragraphs(text: str) -> list[str]:
    """Return the text's paragraphs, parted at empty lines, with single line ends kept."""
    lines = [line.strip() for line in re.split("\r\n|[\n\r\u2028\u2029]", text)]
    return [part for part in re.split("\n{2,}", "\n".join(lines).strip("\n")) if part]
