"""Text from people made fit for paper: never markup, never a control character, never a silent gap.

A character the fonts cannot print becomes the sign for "unknown character", and `missing_glyphs` names it, so
that the person printing can act. The house sets its own type
(block.py) because ReportLab's paragraphs obey tags, and <img> would open a local file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from reportlab.lib.styles import ParagraphStyle

from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.letters import Mark, Marks
from caseworker.paper.block import TextBlock
from caseworker.paper.fonts import glyphs

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
KEPT = "\n\u200c\u200d"
LOOSE_JOINER = re.compile("(?<![\u0600-\u06ff\u0750-\u077f\u0980-\u09ff])[\u200c\u200d]")
"""Joiners that no letter of Arabic or Bengali stands before; there they change how letters join."""

TOGETHER = re.compile(
    rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b"
    r"|\b0\d{2,4} \d{3,4} \d{3,4}\b|\b[Ss]tage \d\b|\b\d+ (?=(?:working )?days\b)"
    r"|\b\d{1,2}(?:[.:]\d\d)? (?=[ap]m\b)"
)

# Signs people type for which a plain twin says the same. Not letters: a name is never rewritten.
TWINS = str.maketrans({
    "→": "->", "←": "<-", "⇒": "=>", "≤": "<=", "≥": ">=", "●": "•", "○": "•", "■": "•", "□": "•", "▪": "•",
    "◦": "•", "‣": "•", "☐": "[ ]", "☑": "[x]", "☒": "[x]", "✓": "[yes]", "✔": "[yes]", "✗": "[no]",
    "✘": "[no]",
})  # fmt: skip


def clean(text: str) -> str:
    """Return the text composed (NFC): line ends as \\n, tabs as spaces, no control or invisible characters.

    Direction overrides go too: on paper they can make an address read differently from what was typed.
    """
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.isprintable():
        return text
    text = LOOSE_JOINER.sub("", text)
    return unicodedata.normalize("NFC", "".join(c for c in text if c in KEPT or _is_visible(c)))


def _is_visible(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in ("Cc", "Cf") and not "\ufe00" <= character <= "\ufe0f"


def printable(text: str) -> str:
    """Return the text as the fonts can print it, with a sign in the place of each unknown character."""
    known = glyphs()
    cleaned = clean(text)
    if known.issuperset(cleaned.replace("\n", "")):
        return cleaned
    return "".join(c if c == "\n" or c in known else _twin(c, known) for c in cleaned)


def _twin(character: str, known: frozenset[str]) -> str:
    plain = character.translate(TWINS)
    if plain == character:
        plain = unicodedata.normalize("NFKC", character)
    return plain if plain != character and known.issuperset(plain) else UNKNOWN


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of the text that cannot be printed, each once, in order of appearance."""
    known = glyphs()
    lost = (c for c in clean(text) if c != "\n" and c not in known and _twin(c, known) == UNKNOWN)
    return tuple(dict.fromkeys(lost))


def held_together(text: str) -> str:
    """Return printable text in which a date, a phone number, a number with its days is not torn apart."""
    return TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), printable(text))


def bullet(text: str, style: ParagraphStyle) -> TextBlock:
    """Return plain text as one point of a list."""
    return TextBlock(held_together(text), style, label="•")


def paragraph(text: str, style: ParagraphStyle) -> TextBlock:
    """Return plain text as one paragraph: tags in it are printed, not obeyed."""
    return TextBlock(held_together(text), style)


def marked(text: str, marks: Marks) -> tuple[str, Marks]:
    """Return a text with its bold and italic stretches as it can be printed: the marks stay at their letters."""
    if not marks:
        return held_together(text), ()
    parts, moved, at, length = list[str](), list[Mark](), 0, 0
    for mark in marks:
        for start, end in ((at, mark.start), (mark.start, mark.end)):
            part = printable(text[start:end])
            parts.append(part)
            length += len(part)
        moved.append(replace(mark, start=length - len(parts[-1]), end=length))
        at = mark.end
    parts.append(printable(text[at:]))
    return TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), "".join(parts)), tuple(
        moved
    )
