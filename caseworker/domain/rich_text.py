"""Written text with bold, italic, headings and lists, as it is kept: a list of plain JSON values, never markup.

{"p": "A paragraph.", "m": [[2, 11, "b"]]}     a paragraph; from letter 2 to 11 bold ("b", "i", "bi")
{"q": "Their words."}                          a paragraph set in from the left
{"h": "A heading", "l": 2}                     a heading, of level 1 where no level stands
{"u": ["one", "two"], "m": [[], [[0, 3, "i"]]]}   a list; "o" instead of "u": numbered
{"t": [["What", "When"], ["Visit", "May"]], "c": "Visits"}   a table, its first row the heads
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseworker.domain.letters import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Mark,
    Marks,
    Paragraph,
    Table,
    block_lines,
)
from caseworker.errors import RuleError

MOST_LETTERS = 200_000
"""Of one written text: more than any letter holds."""


def blocks_to_value(blocks: Blocks) -> list[dict[str, Any]]:
    """Return blocks as they are kept."""
    return [_to_value(block) for block in blocks]


def blocks_from_value(value: Any) -> Blocks:
    """Return the blocks that were kept.

    Raises:
        RuleError: the value is not a text of this form, or it is too long.
    """
    if not isinstance(value, list):
        raise _unreadable()
    blocks = tuple(_from_value(entry) for entry in value)
    if sum(len(line) for block in blocks for line in block_lines(block)) > MOST_LETTERS:
        raise RuleError(
            f"The text is longer than {MOST_LETTERS:,} letters. Shorten it or enclose it as a file."
        )
    return blocks


def blocks_of_text(text: str) -> Blocks:
    """Return plain text as paragraphs, parted at empty lines; lines that begin with "- " become a list."""
    blocks: list[Block] = []
    for chunk in _chunks(text):
        if all(line.startswith("- ") for line in chunk):
            blocks.append(Bullets(tuple(line[2:].strip() for line in chunk)))
        else:
            blocks.append(Paragraph("\n".join(chunk)))
    return tuple(blocks)


def is_empty(blocks: Blocks) -> bool:
    """Whether there is no word in them."""
    return not any(line.strip() for block in blocks for line in block_lines(block))


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in (each.strip() for each in text.splitlines()):
        if line:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _to_value(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"h": block.text} | ({"l": block.level} if block.level != 1 else {})
    if isinstance(block, Table):
        value: dict[str, Any] = {"t": [list(block.head), *(list(row) for row in block.rows)]}
        return value | ({"c": block.caption} if block.caption else {})
    if isinstance(block, Bullets):
        kind = "o" if block.numbered else "u"
        marks = {"m": [_marks_value(each) for each in block.marks]} if any(block.marks) else {}
        return {kind: list(block.items), **marks}
    marks = {"m": _marks_value(block.marks)} if block.marks else {}
    return {"q" if block.quoted else "p": block.text, **marks}


def _marks_value(marks: Marks) -> list[list[Any]]:
    return [[mark.start, mark.end, "b" * mark.bold + "i" * mark.italic] for mark in marks]


def _from_value(entry: Any) -> Block:
    if not isinstance(entry, dict):
        raise _unreadable()
    if "h" in entry:
        return Heading(_text(entry["h"]), 2 if entry.get("l") == 2 else 1)
    if "t" in entry:
        return _table(entry)
    for kind in ("u", "o"):
        if kind in entry:
            return _list(entry[kind], entry.get("m") or [], numbered=kind == "o")
    for kind in ("p", "q"):
        if kind in entry:
            text = _text(entry[kind])
            return Paragraph(text, kind == "q", _marks(entry.get("m") or [], len(text)))
    raise _unreadable()


def _list(items: Any, marks: Any, *, numbered: bool) -> Bullets:
    if not isinstance(items, list) or not isinstance(marks, list):
        raise _unreadable()
    texts = tuple(_text(item) for item in items)
    read = tuple(_marks(each, len(text)) for each, text in zip(marks, texts, strict=False))
    return Bullets(texts, numbered, (*read, *((),) * (len(texts) - len(read))) if any(read) else ())


def _table(entry: dict[str, Any]) -> Table:
    rows = entry["t"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        raise _unreadable()
    texts = [tuple(_text(cell) for cell in row) for row in rows]
    if len({len(row) for row in texts}) != 1:
        raise _unreadable()
    return Table(texts[0], tuple(texts[1:]), _text(entry.get("c") or ""))


def _marks(value: Any, length: int) -> Marks:
    if not isinstance(value, list):
        raise _unreadable()
    marks, at = [], 0
    for entry in value:
        start, end, how = _mark(entry)
        if not at <= start < end <= length:
            raise _unreadable()
        marks.append(Mark(start, end, "b" in how, "i" in how))
        at = end
    return tuple(marks)


def _mark(entry: Any) -> tuple[int, int, str]:
    if not isinstance(entry, Sequence) or len(entry) != 3:
        raise _unreadable()
    start, end, how = entry
    if not isinstance(start, int) or not isinstance(end, int) or how not in ("b", "i", "bi"):
        raise _unreadable()
    return start, end, how


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _unreadable()
    return value


def _unreadable() -> RuleError:
    return RuleError(
        "This text was kept in a form that this version cannot read. Install the newest version."
    )
