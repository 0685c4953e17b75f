"""The standard paragraphs of an office as a list, and how one reads in a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from caseworker.actions.letter_catalogue import catalogue_on
from caseworker.actions.letter_wordings import GENERAL, kinds_words
from caseworker.actions.paragraphs import all_paragraphs, shipped_paragraphs
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """One standard paragraph as Settings lists it.

    Attributes:
        until: its last day for sorting, far ahead where it has none; `until_words` says it, and whether it is past.
        whose: "As shipped", "Changed" or "Own".
    """

    id: str
    topic: str
    title: str
    text: str
    kinds: tuple[Kind, ...] = ()
    kinds_words: str = ""
    until_on: date | None = None
    until_words: str = ""
    until: date = date.max
    whose: str = ""
    is_own: bool = False
    source: str = ""


def paragraph_rows(office: Office) -> tuple[ParagraphRow, ...]:
    """Return every standard paragraph by topic and title, those that ended too."""
    from caseworker.letters.unwrap import unwrapped_body

    today, shipped = office.clock.today(), shipped_paragraphs()
    return tuple(
        ParagraphRow(
            each.id,
            each.topic,
            each.title,
            unwrapped_body(each.text),
            each.kinds,
            kinds_words(each.kinds) if each.kinds else "All kinds",
            each.until_on,
            _until_words(each.until_on, today),
            each.until_on or date.max,
            "As shipped" if not each.is_own else "Changed" if each.id in shipped else "Own",
            each.is_own,
            each.source,
        )
        for each in all_paragraphs(office)
    )


def paragraph_as_read(office: Office, text: str) -> str:
    """Return the text of a standard paragraph as it reads in a letter, its places filled with examples.

    Raises:
        ProblemsError: lines to mend, each with its number.
    """
    from caseworker.actions.letter_examples import example_facts
    from caseworker.domain.letters import blocks_text
    from caseworker.letters.filling import filled_blocks
    from caseworker.letters.paragraphs import paragraph_faults, read_text

    if not cleaned(text):
        return ""
    if faults := paragraph_faults(cleaned(text)):
        raise ProblemsError([Problem("text", f"Line {line}: {message}.") for line, message in faults])
    today = office.clock.today()
    catalogue = catalogue_on(office, today)
    blocks = read_text(cleaned(text))
    named = tuple(dict.fromkeys(re.findall(r"\{([a-z_0-9]+)\}", text)))
    facts = catalogue.with_blocks(example_facts(office, replace(catalogue[GENERAL], facts=named), today))
    filled = (each for block in blocks for each in filled_blocks(block, facts))
    return "\n\n".join(blocks_text((each,)) for each in filled)


def _until_words(until_on: date | None, today: date) -> str:
    if until_on is None:
        return "No end"
    day = long_date(until_on).split(" ", 1)[1]
    return f"Ended on {day}" if until_on < today else day
