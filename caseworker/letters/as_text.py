"""The letter in plain words, in the order of the page: read aloud, searched, checked, or sent as an email."""

from __future__ import annotations

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letters import Block, Bullets, Heading, Letter, Letterhead, Look, Table
from caseworker.domain.words import without_controls


def letter_text(letter: Letter, letterhead: Letterhead) -> str:
    """Return the whole letter as text, one empty line between its parts."""
    contact = list(letterhead.contact_lines)
    is_large = letter.look is not Look.STANDARD  # its contact lines are large too, and so at the end
    parts = [
        [letter.marking],
        head_lines(letterhead)[: -len(contact)] if is_large and contact else head_lines(letterhead),
        list(letter.recipient_lines),
        [f"{label}: {value}" for label, value in facts_beside(letter)],
        [letter.salutation],
        [letter.title],
        *([line] for block in letter.blocks for line in _lines(block)),
        [letter.closing],
        signature_lines(letter, letterhead),
        *([line] for line in footnotes(letter)),
        ["How to reach us", *contact] if is_large and contact else [],
    ]
    filled = ([line for line in part if line.strip()] for part in parts)
    whole = "\n\n".join("\n".join(part) for part in filled if part) + "\n"
    return without_controls(whole.translate(_OVERRIDES))


_OVERRIDES: dict[int, str | None] = {
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    0x2028: "\n",
    0x2029: "\n",
}
"""Signs that turn the direction of writing: the paper leaves them out, so the twin must not read otherwise."""


def head_lines(letterhead: Letterhead) -> list[str]:
    """Return council, department and how to reach them, one line each."""
    return [letterhead.council, letterhead.department, *letterhead.contact_lines]


def facts_beside(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return what stands beside the address: label and value; in large print the date has no room for its weekday."""
    day = long_date(letter.dated_on)
    if letter.look is not Look.STANDARD:
        day = day.partition(" ")[2]
    theirs = (("Your reference", letter.your_reference),) if letter.your_reference.strip() else ()
    return (("Our reference", letter.reference), *theirs, ("Date", day))


def signature_lines(letter: Letter, letterhead: Letterhead) -> list[str]:
    """Return the lines below the place for the signature."""
    return [
        line for line in (letter.signatory_name, letter.signatory_role, letterhead.department) if line.strip()
    ]


def footnotes(letter: Letter) -> list[str]:
    """Return what is enclosed and who gets a copy, one line for each."""
    return [f"{label}: {'; '.join(names)}" for label, names in notes_below(letter)]


def notes_below(letter: Letter) -> list[tuple[str, tuple[str, ...]]]:
    """Return what stands below the signature: a label, and names."""
    notes = (("Enclosed", letter.enclosures), ("Copy to", letter.copies))
    return [(label, names) for label, names in notes if names]


def _lines(block: Block) -> list[str]:
    if isinstance(block, Bullets):
        signs = [f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1)]
        return ["\n".join(f"{sign} {item}" for sign, item in zip(signs, block.items, strict=True))]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Table):
        return ["\n".join(table_lines(block))]
    if block.quoted:
        return ["\n".join(f"> {line}" for line in block.text.splitlines())]
    return [block.text]


def table_lines(table: Table) -> list[str]:
    """Return a table as it is read out: its caption, then each row with the head before every cell."""
    rows = (
        "; ".join(f"{h}: {c}" if c else f"{h}: none" for h, c in zip(table.head, row, strict=True))
        for row in table.rows
    )
    return [*([table.caption] if table.caption else []), *(f"- {row}" for row in rows)]
