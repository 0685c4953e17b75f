"""What a document consists of, before a period gives it figures: sections with sentences, tables, charts, narrative."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from caseworker.domain.periods import Period
from caseworker.reports.documents.blocks import Standing
from caseworker.reports.documents.sentences import Sentence
from caseworker.reports.table import Table

Tables = Mapping[str, Table]
Span = Literal["year", "quarter", "month", "week", "any"]


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph of sentences; those whose figures are not there are left out."""

    sentences: Callable[[Tables, Period], Iterable[Sentence]]


@dataclass(frozen=True, slots=True)
class ShowTable:
    """A table by its code, with its charts before it where `with_charts`; `place` as of `Figures`."""

    code: str
    with_charts: bool = True
    place: Standing = "within"


@dataclass(frozen=True, slots=True)
class Narrative:
    """Text that people write for the period; `prompt` says what belongs there while it is empty.

    Attributes:
        key: by which it is kept for each period.
    """

    key: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A paragraph that is the same every time, such as what the procedure is."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Texts from the records: "compliments" (quotes marked publishable), "learning" (learning texts likewise)."""

    what: Literal["compliments", "learning", "changes_made", "changes_not_made"]
    empty: str


@dataclass(frozen=True, slots=True)
class EachHead:
    """The weekly list taken apart: a heading and a table for each head of service. Never in a copy for publication."""

    code: str = "36"


Part = EachHead | Say | ShowTable | Narrative | Fixed | Listed


@dataclass(frozen=True, slots=True)
class Section:
    """A section: heading ("" for none), level (1 to 3) and what stands in it. `is_appendix`: lettered, at the end."""

    heading: str
    parts: tuple[Part, ...]
    level: int = 1
    is_appendix: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of document.

    Attributes:
        code: "annual".
        title: "Annual report on complaints, compliments and enquiries".
        about: what it is for, in a sentence, where it is chosen.
        span: the stretch of time it is made for.
        has_contents: whether it has a contents page.
        sections: what it consists of.
        source: the rule that asks for it.
        in_short: whether it begins with a sentence of each table, instead of a contents page.
    """

    code: str
    title: str
    about: str
    span: Span
    has_contents: bool
    sections: tuple[Section, ...]
    source: str
    in_short: bool = False


def shows(outline: Outline, code: str) -> bool:
    """Whether a document has a table, whole or by head of service."""
    return any(
        isinstance(part, (EachHead, ShowTable)) and part.code == code
        for section in outline.sections
        for part in section.parts
    )


def tables(*codes: str) -> tuple[ShowTable, ...]:
    """Return tables one below the other, with their charts."""
    return tuple(ShowTable(code) for code in codes)
