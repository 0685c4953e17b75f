"""What the tests of facts share: the facts of a case as words."""

from __future__ import annotations

from caseworker.actions.letter_facts import letter_facts
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Blocks, Fact, Heading, Table, fact_text
from caseworker.office import Office


def facts_of(
    office: Office, case_id: str, recipient: str = "", *, when: tuple[str, ...] = (), signatory: str = ""
) -> dict[str, Fact]:
    """The facts of a case as it is now, for a letter of today."""
    work = LetterWork(recipient=recipient, signatory_id=signatory)
    return letter_facts(office, open_case(office, case_id), office.clock.today(), work, when=when)


def words_of(facts: dict[str, Fact], *names: str) -> dict[str, str]:
    """Some of the facts in plain words; "" for one that is not known."""
    return {name: fact_text(facts.get(name, "")) for name in names}


def rows_of(fact: Fact) -> list[tuple[str, ...]]:
    """The rows of a fact that is one table."""
    assert not isinstance(fact, str)
    [table] = fact
    assert isinstance(table, Table)
    return list(table.rows)


def headings_of(blocks: Fact) -> list[tuple[str, int]]:
    """The headings of a fact's blocks with their levels."""
    assert not isinstance(blocks, str)
    found: Blocks = blocks
    return [(block.text, block.level) for block in found if isinstance(block, Heading)]
