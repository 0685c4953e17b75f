"""Standard paragraphs: short texts by topic that a writer puts into a free part of a letter, with the day they end.

A file of resources/letters/paragraphs/ has a head (topic, title, kinds, expires, source), then `---`, then the text in
the signs of a letter's body (body.py). Places in it are filled when it is put in. `kinds` is empty for a paragraph that
fits every kind of case; `expires` is its last day (2026-12-31), empty where it has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Blocks
from caseworker.letters.body import BodyFault, block_places, read_body
from caseworker.letters.facts import BLOCKS, FACTS
from caseworker.letters.text_file import LetterFileError, problem_in, read_head
from caseworker.resources import RESOURCES

FOLDER = RESOURCES / "letters" / "paragraphs"
HEAD = ("topic", "title", "kinds", "expires", "source")
MAY_BE_EMPTY = frozenset({"kinds", "expires"})


@dataclass(frozen=True, slots=True)
class StandardParagraph:
    """One standard paragraph.

    Attributes:
        id: the name of its file, or of the council's own.
        kinds: the kinds of case it fits; none: all.
        until_on: the last day it is offered; None for no end.
        text: in the signs of a letter's body, with its places open.
        is_own: written or changed by the council.
    """

    id: str
    topic: str
    title: str
    text: str
    kinds: tuple[Kind, ...] = ()
    until_on: date | None = None
    source: str = ""
    is_own: bool = False

    def fits(self, kind: Kind) -> bool:
        """Whether it may be used in a case of this kind."""
        return not self.kinds or kind in self.kinds

    def is_over(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.until_on is not None and day > self.until_on

    @property
    def blocks(self) -> Blocks:
        """The text as blocks, its places still open."""
        return read_text(self.text)

    @property
    def places(self) -> tuple[str, ...]:
        """The facts it needs."""
        return tuple(dict.fromkeys(place for block in self.blocks for place in block_places(block)))


def load_paragraphs(folder: Path = FOLDER) -> dict[str, StandardParagraph]:
    """Return the standard paragraphs that ship, by id.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    return {path.stem: read_paragraph(path) for path in sorted(folder.glob("*.txt"))}


def read_paragraph(path: Path) -> StandardParagraph:
    """Return the standard paragraph a text file holds.

    Raises:
        RuleError: the file's name, the line, and what to mend there.
    """
    lines = path.read_text("utf-8-sig").splitlines()
    head, body_start = read_head(path.name, lines, HEAD, MAY_BE_EMPTY)
    value = {name: text for name, (_, text) in head.items()}
    text = "\n".join(lines[body_start:]).strip()
    faults = paragraph_faults(text)
    if faults:
        offset = next(n for n, line in enumerate(lines[body_start:] or [""]) if line.strip() or not text)
        raise problem_in(path.name, body_start + offset + faults[0][0], faults[0][1])
    return StandardParagraph(
        path.stem,
        value["topic"],
        value["title"],
        text,
        kinds_of(path.name, *head["kinds"]),
        _day(path.name, *head["expires"]),
        value["source"],
    )


def kinds_of(file_name: str, number: int, value: str) -> tuple[Kind, ...]:
    """Return the kinds of case a list of codes names.

    Raises:
        RuleError: a code that is no kind.
    """
    known = {kind.value for kind in Kind}
    codes = [code.strip() for code in value.split(",") if code.strip()]
    wrong = [code for code in codes if code not in known]
    if wrong:
        raise problem_in(
            file_name, number, f"{wrong[0]} is not a kind of case; use {', '.join(sorted(known))}"
        )
    return tuple(Kind(code) for code in codes)


def read_text(text: str) -> Blocks:
    """Return a text in the signs of a letter's body as blocks.

    Raises:
        RuleError: the line that cannot be read.
    """
    try:
        return tuple(part.block for part in read_body(text.splitlines(), 1))
    except BodyFault as fault:
        raise problem_in("the paragraph", fault.line_number, fault.message) from None


def paragraph_faults(text: str) -> list[tuple[int, str]]:
    """Return what to mend in the text of a paragraph: line numbers, counted from 1, and what is wrong there."""
    from caseworker.letters.own_text import block_faults

    found = [(fault.line, fault.message) for fault in block_faults(text)]
    if found:
        return found
    try:
        blocks = read_text(text)
    except LetterFileError as error:
        return [(error.line_number, error.said)]
    if any(part.part for part in read_body(text.splitlines(), 1)):
        return [(1, "a standard paragraph has no [parts]")]
    wrong = [p for block in blocks for p in block_places(block) if p in BLOCKS or p not in FACTS]
    return (
        [(1, f"{{{wrong[0]}}} brings a table or headings and cannot stand in a paragraph")] if wrong else []
    )


def _day(file_name: str, number: int, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise problem_in(file_name, number, "expires must be a day such as 2026-12-31, or empty") from None
