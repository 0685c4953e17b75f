"""A letter for one person, from a template and the facts of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.domain.letters import Letter
from caseworker.errors import ProblemsError
from caseworker.letters.catalogue import Catalogue
from caseworker.letters.template import fill, missing_facts

ON_EVERY_LETTER = ("case_ref", "recipient_name", "salutation", "address", "signatory_name", "signatory_role")


def compose(
    catalogue: Catalogue, code: str, facts: Mapping[str, str], *, dated_on: date, enclosures: tuple[str, ...] = (),
    copies: tuple[str, ...] = (), language: str = "en-GB",
) -> Letter:  # fmt: skip
    """Return a letter ready for paper.

    Args:
        facts: by the names of facts.py; `address` may have several lines; contact blocks need not be given.
        dated_on: the date the letter bears.

    Raises:
        ProblemsError: one sentence for each fact that is missing or empty, those of the letter's frame first.
        RuleError: there is no letter of this code.
    """
    template = catalogue[code]
    known = catalogue.with_blocks(facts)
    needed = tuple(dict.fromkeys(ON_EVERY_LETTER + template.facts))
    missing = missing_facts(needed, known)
    if missing:
        raise ProblemsError(missing)
    text = fill(template, known)
    return Letter(
        code=template.code,
        title=text.subject,
        reference=known["case_ref"].strip(),
        dated_on=dated_on,
        recipient_lines=recipient_lines(known["recipient_name"], known["address"]),
        salutation=known["salutation"].strip(),
        blocks=text.blocks,
        signatory_name=known["signatory_name"].strip(),
        signatory_role=known["signatory_role"].strip(),
        enclosures=enclosures,
        copies=copies,
        language=language,
    )


def recipient_lines(name: str, address: str) -> tuple[str, ...]:
    """Return the lines of the envelope's window: the name, then each line of the address that is not empty."""
    lines = [name, *address.splitlines()]
    return tuple(" ".join(line.split()) for line in lines if line.strip())
