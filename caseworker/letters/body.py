"""The body of a letter's text file: a few signs for headings, lists and quotes, and places in {braces}.

# A heading
A paragraph, which ends at an empty line. It was received on {received_date}.
## A heading below it
- a point of a list
1. a point of a numbered list
> {summary}               a quote, set in from the left
[advocate_offer]          names the part that the next block carries
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseworker.domain.letters import Block, Bullets, Heading, Paragraph, block_lines

PLACE = re.compile(r"\{([a-z][a-z_0-9]*)\}")
_NUMBER = re.compile(r"1\. ")
_ITEM = re.compile(r"- |\d{1,2}\. ")
PART = re.compile(r"\[([a-z][a-z_0-9]*)\]")


class BodyFault(Exception):
    """A line of a letter's text that cannot be read: its number, counted in the file, and what is wrong."""

    def __init__(self, line_number: int, message: str) -> None:
        super().__init__(message)
        self.line_number = line_number
        self.message = message


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One block of a letter's wording with its places still open; `part` is "" unless the block is named."""

    block: Block
    part: str = ""


def places(text: str) -> tuple[str, ...]:
    """Return the names of the places in the text, each once, in order."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def block_places(block: Block) -> tuple[str, ...]:
    """Return the names of the places in a block."""
    return places("\n".join(block_lines(block)))


def read_body(lines: list[str], first_number: int) -> tuple[BodyBlock, ...]:
    """Return the blocks of a body; `first_number` is the file's line number of its first line.

    Raises:
        BodyFault: a brace without a name, a part without a block, a block of two kinds.
    """
    blocks, part = [], ""
    for number, chunk in _chunks(lines, first_number):
        named = PART.fullmatch(chunk[0])
        if named:
            part, chunk, number = named[1], chunk[1:], number + 1
            if not chunk:
                raise BodyFault(number - 1, f"[{part}] must stand right above the text it names")
        blocks.append(BodyBlock(_block(chunk, number), part))
        part = ""
    return tuple(blocks)


def _chunks(lines: list[str], first_number: int) -> Iterator[tuple[int, list[str]]]:
    """Give the runs of lines between empty lines, each with its first line's number; a heading stands alone."""
    start, chunk = first_number, list[str]()
    for number, line in enumerate([*lines, ""], start=first_number):
        if line.strip():
            if not chunk:
                start = number
            chunk.append(line.strip())
        if chunk and (not line.strip() or (len(chunk) == 1 and line.startswith("# "))):
            yield start, chunk
            chunk = []


def _block(chunk: list[str], number: int) -> Block:
    for offset, line in enumerate(chunk):
        if re.search(r"[{}]", PLACE.sub("", line)):
            message = "a place must be written as {name}, in small letters and underscores"
            raise BodyFault(number + offset, message)
        if line.startswith("#") and len(chunk) > 1:
            raise BodyFault(number + offset, "a heading needs an empty line above it")
    first = chunk[0]
    if first.startswith("# "):
        return Heading(first[2:].strip())
    if first.startswith("## "):
        return Heading(first[3:].strip(), level=2)
    if first.startswith("- ") or _NUMBER.match(first):
        return Bullets(tuple(_items(chunk)), numbered=not first.startswith("- "))
    if first.startswith("> "):
        return Paragraph(" ".join(line.removeprefix(">").strip() for line in chunk), quoted=True)
    if any(line.startswith("- ") for line in chunk):
        at = next(i for i, line in enumerate(chunk) if line.startswith("- "))
        raise BodyFault(number + at, "a list needs an empty line above it")
    return Paragraph(" ".join(chunk))


def _items(chunk: list[str]) -> list[str]:
    items: list[str] = []
    for line in chunk:
        begins = _ITEM.match(line)
        if begins:
            items.append(line[begins.end() :].strip())
        else:
            items[-1] += " " + line
    return items
