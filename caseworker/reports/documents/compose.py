"""Makes a document of a period from its outline, the tables, and what people wrote for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseworker.domain.periods import Period, say
from caseworker.reports.claims import Disagreement, wrong_and_lacking
from caseworker.reports.documents.blocks import (
    Block,
    Bullets,
    Document,
    Figures,
    Heading,
    NewPage,
    Picture,
    Quotation,
    Words,
)
from caseworker.reports.documents.outline import (
    EachHead,
    Fixed,
    Listed,
    Narrative,
    Outline,
    Part,
    Say,
    Section,
    ShowTable,
    Tables,
)
from caseworker.reports.r36_weekly_list import heads_in, of_head
from caseworker.reports.shown import Hide, ShownTable, show
from caseworker.reports.since import EarlierFigureRestated

INTERNAL = "OFFICIAL-SENSITIVE: small numbers are shown. Not for publication."
NOTHING = "There is nothing to report for this period."
CASES_NAMED = 12
"""How many cases a line of "To reconcile" names before it only counts the rest."""
IN_SHORT = "In short"
EMPTY_START = ("No ", "Nothing ")
"""How the words of a table without figures begin."""
RESTATED = "Figures restated"
RESTATED_ABOUT = (
    "These figures of earlier periods are others than were published. Cases were recorded or changed since."
)
NOTHING_TO_RECONCILE = "To reconcile: nothing. Every total equals the cases behind it."
ALL_AGREE = "Figures that disagree: none. Every total equals the cases behind it."
DISAGREE = "To reconcile before this is published, figures that disagree: {}."
TO_COMPLETE = "To reconcile, values that cases lack: {}. None of them is guessed."
LEFT_OUT = "{} ({}) is not part of this copy: what it says could tell who is meant."
_LEFT_OUT_ENDS = LEFT_OUT.rpartition("{}")[2]
NOT_WRITTEN = "[To be written: {}]"
"""What an internal copy shows where the narrative is empty; a copy for publication leaves it out."""


@dataclass(frozen=True)
class Material:
    """What goes into a document besides its outline.

    Attributes:
        tables: the tables of the period by code.
        narrative: what people wrote for the period, by key.
        listed: texts from the records marked publishable, by what they are ("compliments", "learning").
        hide: what a copy for publication prints instead of a hidden cell; None: an internal copy.
        to_reconcile: what the checks found; an internal copy lists it.
        references: the references of the cases named there, of those the reader may see.
        restated: figures of earlier periods that were published otherwise.
        approved: who approved a copy for publication, and when.
    """

    council: str
    period: Period
    data_on: date
    printed_on: date
    colour: str
    tables: Tables
    narrative: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hide: Hide | None = None
    to_reconcile: Sequence[Disagreement] = ()
    references: Mapping[int, str] = field(default_factory=dict)
    restated: Sequence[EarlierFigureRestated] = ()
    approved: str = ""

    @property
    def is_internal(self) -> bool:
        """Whether small numbers are shown."""
        return self.hide is None


def compose(outline: Outline, material: Material) -> Document:
    """Return the document. Sections are numbered 1, 1.1 …, appendices A, B …"""
    return Document(
        code=outline.code,
        title=outline.title,
        council=material.council,
        period=material.period,
        data_on=material.data_on,
        printed_on=material.printed_on,
        marking=INTERNAL if material.is_internal else "",
        approved=material.approved,
        has_contents=outline.has_contents,
        blocks=tuple(_blocks(outline, material)),
        colour=material.colour,
    )


def _blocks(outline: Outline, material: Material) -> Iterator[Block]:
    taken = say(material.data_on)
    days = f"{say(material.period.first)} to {say(material.period.last)}"
    yield Words(f"{days}. Figures as recorded on {taken}.", is_note=True)
    if material.is_internal:
        yield from _reconciled(material.to_reconcile, material.references)
    counters = [0, 0, 0]
    body = [*_sections(outline, material, counters)]
    if outline.in_short:
        yield from _in_short(block.table for block in body if isinstance(block, Figures))
    yield from body
    yield from _restated(material, counters)


def _in_short(tables: Iterable[ShownTable]) -> Iterator[Block]:
    """What each table comes to, so that the first page says what the others show; not of what is hidden or empty."""
    said = dict.fromkeys(
        f"{table.title}: {table.in_words}"
        for table in tables
        if not table.in_words.startswith((f"{table.title},", *EMPTY_START))
    )
    if said:
        yield Heading(1, IN_SHORT, "")
        yield Bullets(tuple(said))
        yield NewPage()


def _sections(outline: Outline, material: Material, counters: list[int]) -> Iterator[Block]:
    letters = 0
    for place, section in enumerate(outline.sections):
        if not section.heading:
            number = ""
        elif section.is_appendix:
            number = f"Appendix {chr(ord('A') + letters)}"
            letters += 1
            yield NewPage()
        else:
            number = _numbered(counters, section.level)
        if section.heading:
            yield Heading(section.level, section.heading, number)
        written = [block for part in section.parts for block in _part(part, material)]
        has_tables = any(isinstance(part, ShowTable) for part in section.parts)
        if has_tables and not any(isinstance(block, Figures) or _is_left_out(block) for block in written):
            written.append(Words(NOTHING))
        following = outline.sections[place + 1 : place + 2]
        if not written and not any(each.level > section.level for each in following):
            written = [Words(NOTHING)]
        yield from written


def _is_left_out(block: Block) -> bool:
    """Whether it says that a table is not part of the copy."""
    return isinstance(block, Words) and block.text.endswith(_LEFT_OUT_ENDS)


def _restated(material: Material, counters: list[int]) -> Iterator[Block]:
    """What reports published before said otherwise, so far as it may be said."""
    hide = material.hide
    figures = [each for each in material.restated if hide is None or hide(each.place) is None]
    if figures:
        yield Heading(1, RESTATED, _numbered(counters, 1))
        yield Words(RESTATED_ABOUT)
        yield Bullets(tuple(each.sentence for each in figures))


def _numbered(counters: list[int], level: int) -> str:
    counters[level - 1] += 1
    counters[level:] = [0] * (len(counters) - level)
    return ".".join(str(counter) for counter in counters[:level])


def _reconciled(found: Sequence[Disagreement], references: Mapping[int, str]) -> Iterator[Block]:
    """Figures that disagree are something else than cases nobody completed: each says what it is."""
    wrong, lacking = wrong_and_lacking(found)
    if not wrong:
        yield Words(ALL_AGREE if lacking else NOTHING_TO_RECONCILE, is_note=True)
    for lines, heading in ((wrong, DISAGREE), (lacking, TO_COMPLETE)):
        if lines:
            yield Words(heading.format(len(lines)))
            yield Bullets(tuple(f"{each.sentence}{_named(each.cases, references)}" for each in lines))


def _named(cases: Sequence[int], references: Mapping[int, str]) -> str:
    """The cases concerned: " CYP-2024-0001, CYP-2024-0002 and 3 more." """
    names = [references[number] for number in cases[:CASES_NAMED] if number in references]
    if not names:
        return ""
    more = len(cases) - len(names)
    return f" {', '.join(names)}{f' and {more} more' if more else ''}."


def _part(part: Part, material: Material) -> Iterator[Block]:
    yield from _WRITERS[type(part)](part, material)


def _said(part: Say, material: Material) -> Iterator[Block]:
    sentences = part.sentences(material.tables, material.period)
    texts = [sentence.text(material.tables, material.hide) for sentence in sentences]
    if words := " ".join(text for text in texts if text):
        yield Words(words)


def _table(part: ShowTable, material: Material) -> Iterator[Block]:
    table = material.tables.get(part.code)
    if table is None or (part.place == "within" and not table.row_headings):
        return
    shown = show(table, material.hide) if material.hide else show(table)
    if shown.is_blank:
        yield Words(LEFT_OUT.format(shown.name, shown.title), is_note=True)
        return
    if part.place != "within":  # the table first: its heading says what the picture shows
        yield Figures(shown, part.place)
    if part.with_charts:
        yield from (Picture(chart) for chart in shown.charts if chart.says_something)
    if part.place == "within":
        yield Figures(shown)


def _each_head(part: EachHead, material: Material) -> Iterator[Block]:
    table = material.tables.get(part.code)
    if table is None:
        return
    if not material.is_internal:
        yield Words(LEFT_OUT.format(table.name, table.title), is_note=True)
        return
    for head in heads_in(table):
        yield Heading(2, head)
        yield Figures(show(of_head(table, head)))


def _narrative(part: Narrative, material: Material) -> Iterator[Block]:
    text = material.narrative.get(part.key, "").strip()
    if not text:
        if material.is_internal:
            yield Words(NOT_WRITTEN.format(part.prompt), is_note=True)
        return
    for paragraph in text.split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if lines and all(line.startswith(("- ", "• ")) for line in lines):
            yield Bullets(tuple(line[2:].strip() for line in lines))
        elif lines:
            yield Words(" ".join(lines))


def _fixed(part: Fixed, material: Material) -> Iterator[Block]:
    yield Words(part.text)


def _listed(part: Listed, material: Material) -> Iterator[Block]:
    texts = [text for text in material.listed.get(part.what, ()) if text.strip()]
    if not texts:
        yield Words(part.empty)
    elif part.what == "compliments":
        yield from (Quotation(text) for text in texts)
    else:
        yield Bullets(tuple(texts))


_WRITERS: Mapping[type, Callable[..., Iterator[Block]]] = {
    EachHead: _each_head,
    Say: _said,
    ShowTable: _table,
    Narrative: _narrative,
    Fixed: _fixed,
    Listed: _listed,
}


def sections_of(outline: Outline) -> tuple[Section, ...]:
    """Return the sections that hold narrative, for the page where it is written."""
    return tuple(s for s in outline.sections if any(isinstance(part, Narrative) for part in s.parts))
