"""A document ready to be written: what stands one below the other. Writers (PDF, HTML) take this and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from caseworker.domain.periods import Period
from caseworker.reports.shown import ShownChart, ShownTable

Standing = Literal["within", "listed", "alone"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; `number` as printed before it ("3.1"), "" for none."""

    level: int
    words: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. `is_note`: in small print."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, without a name: a compliment."""

    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A table.

    Attributes:
        place: "within" a section that speaks of it; "listed" in the contents, with the question it answers; "alone" in
            its document, whose title is its own.
    """

    table: ShownTable
    place: Standing = "within"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, always beside its table."""

    chart: ShownChart


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Words | Bullets | Quotation | Figures | Picture | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A report as a document.

    Attributes:
        code: "annual", "quarterly", "foi", "weekly", "performance", "learning", "remedies", "tables".
        title: "Annual report on complaints".
        council: whose.
        period: the days it speaks of.
        data_on: the day its figures were taken.
        printed_on: the day it was made.
        marking: "OFFICIAL-SENSITIVE …" on an internal copy, "" on one for publication.
        approved: "Approved for publication by … on …", or "".
        has_contents: whether a contents page stands first.
        blocks: what it says.
        colour: of headings, "#rrggbb".
    """

    code: str
    title: str
    council: str
    period: Period
    data_on: date
    printed_on: date
    marking: str
    approved: str
    has_contents: bool
    blocks: tuple[Block, ...]
    colour: str = "#1a1a1a"

    @property
    def file_stem(self) -> str:
        """What its file is called, without the ending: "annual-2024-25"."""
        return f"{self.code}-{self.period.in_file_names}"

    @property
    def tables(self) -> tuple[ShownTable, ...]:
        """The tables in it, in order."""
        return tuple(block.table for block in self.blocks if isinstance(block, Figures))
