"""A letter for one person, from a template and the facts of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.domain.letters import Blocks, Fact, Letter, Look, fact_text
from caseworker.errors import ProblemsError
from caseworker.letters.catalogue import Catalogue
from caseworker.letters.filling import fill, missing_facts, missing_parts

ON_EVERY_LETTER = ("case_ref", "recipient_name", "salutation", "address", "signatory_name", "signatory_role")


def compose(
    catalogue: Catalogue, code: str, facts: Mapping[str, Fact], *, dated_on: date,
    free: Mapping[str, Blocks] | None = None, enclosures: tuple[str, ...] = (), copies: tuple[str, ...] = (),
    language: str = "en-GB", look: Look = Look.STANDARD, marking: str = "", signature: bytes | None = None,
) -> Letter:  # fmt: skip
    """Return a letter ready for paper.

    Args:
        facts: by the names of facts.py; `address` may have several lines; contact blocks need not be given.
        dated_on: the date the letter bears.
        free: what was written into the letter's free parts, by name.
        signature: the picture of an approved letter's signature.

    Raises:
        ProblemsError: one sentence for each fact that is missing or empty, those of the letter's frame first, then one
            for each part still to be written.
        RuleError: there is no letter of this code.
    """
    template = catalogue[code]
    known = catalogue.with_blocks(facts)
    needed = tuple(dict.fromkeys(ON_EVERY_LETTER + template.facts))
    missing = missing_facts(needed, known) + missing_parts(template, free or {})
    if missing:
        raise ProblemsError(missing)
    text = fill(template, known, free)
    frame = {name: fact_text(known[name]).strip() for name in ON_EVERY_LETTER}
    return Letter(
        code=template.code,
        title=text.subject,
        reference=frame["case_ref"],
        dated_on=dated_on,
        recipient_lines=recipient_lines(frame["recipient_name"], frame["address"]),
        salutation=frame["salutation"],
        blocks=text.blocks,
        signatory_name=frame["signatory_name"],
        signatory_role=frame["signatory_role"],
        enclosures=enclosures,
        copies=copies,
        language=language,
        your_reference=fact_text(known.get("your_reference", "")).strip(),
        look=look,
        marking=marking,
        signature=signature,
    )


def recipient_lines(name: str, address: str) -> tuple[str, ...]:
    """Return the lines of the envelope's window: the name, then each line of the address that is not empty."""
    lines = [name, *address.splitlines()]
    return tuple(" ".join(line.split()) for line in lines if line.strip())
