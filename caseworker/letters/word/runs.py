"""Text for a Word document: only what XML may hold, cut into runs by weight and by the way its script is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from caseworker.domain.letters import Mark
from caseworker.paper.bidi import base_level

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the reading order round: with them an address could read differently from what was typed."""
_JOINERS = frozenset("\u200c\u200d")
"""Without them some Bengali and Persian words are misspelt."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one weight, read one way."""

    text: str
    bold: bool = False
    italic: bool = False
    rtl: bool = False


def word_text(text: str) -> str:
    """Return the text with line ends as \\n and without characters that XML or Word cannot hold."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(character for character in text if character == "\n" or _may_stand(character))


def _may_stand(character: str) -> bool:
    if character in _JOINERS:
        return True
    if character in _OVERRIDES or ord(character) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def is_rtl(text: str) -> bool:
    """Whether a paragraph is read from the right: it begins and is mostly written in such a script, as on the PDF.

    An English sentence that begins with a name in Arabic letters is read from the left.
    """
    return base_level(text) == 1


def runs_of(text: str, marks: Sequence[Mark] = ()) -> Iterator[Run]:
    """Give a text as runs in its order; marks count the letters of the text as it was written."""
    weights = [(False, False)] * len(text)
    for mark in marks:
        for at in range(max(0, mark.start), min(len(text), mark.end)):
            weights[at] = (mark.bold, mark.italic)
    ways = _ways(text)
    for (bold, italic, rtl), cells in groupby(
        zip(text, weights, ways, strict=True), key=lambda cell: (*cell[1], cell[2])
    ):
        piece = word_text("".join(cell[0] for cell in cells))
        if piece:
            yield Run(piece, bold, italic, rtl)


def _ways(text: str) -> list[bool]:
    """For each character whether it belongs to words read from the right; signs between go with the letter before."""
    ways, current = [], is_rtl(text)
    for character in text:
        way = unicodedata.bidirectional(character)
        if way in ("R", "AL", "L"):
            current = way != "L"
        elif way in ("EN", "AN"):
            current = False
        ways.append(current)
    return ways


def add_runs(paragraph: Any, runs: Sequence[Run]) -> None:
    """Write runs at the end of a paragraph element; a line end in them becomes a break."""
    for run in runs:
        paragraph.append(_run(run))


def _run(run: Run) -> object:
    made = OxmlElement("w:r")
    names = (("w:b", "w:bCs") if run.bold else ()) + (("w:i", "w:iCs") if run.italic else ())
    names += ("w:rtl",) if run.rtl else ()
    if names:
        properties = OxmlElement("w:rPr")
        for name in names:
            properties.append(OxmlElement(name))
        made.append(properties)
    for number, line in enumerate(run.text.split("\n")):
        if number:
            made.append(OxmlElement("w:br"))
        if line:
            text = OxmlElement("w:t")
            text.text = line
            text.set(qn("xml:space"), "preserve")
            made.append(text)
    return made


def field_runs(code: str, shown: str) -> list[object]:
    """Return a field that Word works out itself, such as PAGE, with what is shown until it does."""
    texts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [parse_xml(f"<w:r {nsdecls('w')}>{text}</w:r>") for text in texts]
