"""A wording that is being written: what to mend, how old its reader must be, how it looks, and what it may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from caseworker.actions.letter_catalogue import BLOCK, catalogue_on
from caseworker.actions.letter_texts import preview_of_text, reading_age_of, try_text
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.actions.letters import LetterPreview
    from caseworker.letters.own_text import TextFault


@dataclass(frozen=True, slots=True)
class Place:
    """Something a wording may ask for: its name as written between braces, and what it brings."""

    name: str
    meaning: str
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """What a wording is worth: what to mend, line by line, and how old a reader must be.

    Attributes:
        age: estimated, in years; None for a text too short to say.
        aim: the age it should not be above; `reader`: who reads it.
        reason: why it may be above, as its head says.
    """

    faults: tuple[TextFault, ...]
    age: float | None = None
    aim: int = 0
    reader: str = ""
    reason: str = ""

    def age_words(self) -> str:
        """The age beside its aim."""
        if not self.aim or self.faults:
            return ""
        aim = f"aim: {self.aim} or below, for {self.reader}"
        if self.age is None:
            return f"Reading age: too short to say ({aim})"
        over = "" if self.age <= self.aim else f". Above the aim: {self.reason or 'use shorter sentences'}"
        return f"Reading age: about {self.age:g} ({aim}){over}"


def tried(office: Office, text: str, key: str = "") -> Tried:
    """Return what a wording is worth; `key` is that of the letter or contact details it would change."""
    if key.startswith(BLOCK):
        from caseworker.letters.own_text import block_faults

        return Tried(block_faults(cleaned(text)))
    faults = try_text(office, text, key)
    from caseworker.letters.template import AUDIENCES

    head = dict(re.findall(r"(?m)^(audience|reading):[ \t]*(.*)$", text.partition("\n---")[0]))
    audience = str(head.get("audience", "")).strip() or "public"
    reader = {"public": "the public", "child": "a child", "professional": "professionals"}.get(audience, "")
    reason = str(head.get("reading", "")).strip()
    return Tried(faults, reading_age_of(text), AUDIENCES.get(audience, 0), reader, reason)


def letter_places(text: str) -> tuple[Place, ...]:
    """Return what a wording may ask for: the parts its writer writes, then every fact, by what it means."""
    from caseworker.letters.fact_words import MEANINGS
    from caseworker.letters.facts import BLOCKS
    from caseworker.letters.free_parts import read_free_parts

    line = re.search(r"(?m)^free:(.*)$", text.partition("\n---")[0])
    try:
        parts = read_free_parts(line[1]) if line else ()
    except ValueError:  # the line is named among the problems
        parts = ()
    written = [Place(part.name, f"What the writer writes: {part.label}", True) for part in parts]
    facts = [Place(name, words, name in BLOCKS) for name, words in MEANINGS.items()]
    return (*written, *sorted(facts, key=lambda each: each.meaning.casefold()))


def preview_of_wording(office: Office, text: str, key: str = "") -> LetterPreview:
    """Return a wording as a letter with example facts; contact details in the shortest letter that names them.

    Raises:
        ProblemsError: lines to mend, each with its number.
    """
    if not key.startswith(BLOCK):
        return preview_of_text(office, text)
    office.require("settings")
    from caseworker.actions.letter_examples import example_facts, example_parts
    from caseworker.actions.letters import LetterPreview, logo_picture
    from caseworker.letters.as_pdf import letter_pdf, unprintable
    from caseworker.letters.as_text import letter_text
    from caseworker.letters.catalogue import Catalogue
    from caseworker.letters.compose import compose

    if faults := tried(office, text, key).faults:
        raise ProblemsError([Problem("text", str(fault)) for fault in faults])
    fact, today = key.removeprefix(BLOCK), office.clock.today()
    catalogue = catalogue_on(office, today)
    naming = [template for template in catalogue if fact in template.facts]
    template = min(naming, key=lambda each: len(each.text))
    blocks = {**catalogue.blocks, fact: replace(catalogue.blocks[fact], text=cleaned(text))}
    facts = example_facts(office, template, today)
    facts.pop(fact, None)
    letter = compose(
        Catalogue({template.code: template}, blocks),
        template.code,
        facts,
        dated_on=today,
        free=example_parts(template),
    )
    head = office.settings.letterhead(logo_picture(office))
    return LetterPreview(
        letter, letter_pdf(letter, head), letter_text(letter, head), unprintable(letter, head)
    )
