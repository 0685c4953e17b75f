"""Tables as a paper pack: A4 across, each table with its question above and its basis below.

The pack is the internal version: small numbers are shown, and every page says so (rule book 10.3).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from caseworker.domain.periods import say
from caseworker.paper import Styles, document, paragraph, report_table, styles
from caseworker.reports.claims import Disagreement
from caseworker.reports.table import Table

PAGE_WIDTH = 728
"""Points between the margins of an A4 page laid across."""
HEADING_WIDTH = 112
NUMBER_WIDTH = 77
"""One width for the figures of every table, so that columns stand below each other down the page."""
ROW_PADDING = 2.5
"""Points above and below each row: Tables 2b (twelve months) and 3 then share one page."""
LONGEST_WHOLE = 20
"""Rows; a table with more is let run over the page, its head printed again."""
ROOM_TO_BEGIN = 150
"""Points that must be left on a page for such a table to begin there."""
MARKING = "Official - sensitive: small numbers are shown. Not for publication."
CASES_NAMED = 12
"""How many cases a line of "To reconcile" names before it only counts the rest."""


def to_pdf(
    tables: Sequence[Table],
    *,
    council_name: str,
    generated_on: date,
    to_reconcile: Sequence[Disagreement],
    references: Mapping[int, str] | None = None,
    colour: str = "#1a1a1a",
) -> bytes:
    """The tables of one period as a PDF; the same tables on the same day give the same bytes.

    Args:
        council_name: printed at the top and in the footer, as given.
        generated_on: the day of printing, from the office's clock.
        to_reconcile: what `run_checks` found; the pack lists it, or says that there is nothing.
        references: the reference of each case number, for the cases named there.
        colour: of headings, "#rrggbb".
    """
    kit = styles(colour)
    title = _title(tables)
    printed = f"printed {say(generated_on)}"
    target = io.BytesIO()
    pack = document(
        target,
        title=title,
        author=council_name,
        subject=", ".join(table.name for table in tables),
        landscape=True,
        footer_text=f"{council_name} · {printed} · {MARKING}",
        header_text=title,
    )
    pack.build(
        [
            paragraph(council_name, kit.small),
            paragraph(title, kit.title),
            paragraph(f"{_days(tables[0])}, {printed}", kit.subtitle),
            *_reconciled(to_reconcile, references or {}, kit),
            *(flowable for table in tables for flowable in _on_one_page(table, kit, headed=len(tables) > 1)),
        ]
    )
    return target.getvalue()


def _title(tables: Sequence[Table]) -> str:
    if len(tables) == 1:
        return f"{_heading(tables[0])}: {tables[0].period.label}"
    return f"Complaints and enquiries: {tables[0].period.label}"


def _heading(table: Table) -> str:
    return f"{table.name}. {table.title}"


def _days(table: Table) -> str:
    return f"{say(table.period.first)} to {say(table.period.last)}"


def _reconciled(
    to_reconcile: Sequence[Disagreement], references: Mapping[int, str], kit: Styles
) -> Iterator[Flowable]:
    if not to_reconcile:
        yield paragraph("To reconcile: nothing. Every total equals the cases behind it.", kit.cell)
    else:
        yield paragraph(f"To reconcile: {len(to_reconcile)}", kit.heading)
        for each in to_reconcile:
            yield paragraph(f"{each.sentence}{_named(each.cases, references)}", kit.cell)
    yield Spacer(0, 6)


def _named(cases: Sequence[int], references: Mapping[int, str]) -> str:
    """The cases concerned: " CYP-2024-0001, CYP-2024-0002 and 3 more." """
    names = [references[number] for number in cases[:CASES_NAMED] if number in references]
    if not names:
        return ""
    more = len(cases) - len(names)
    return f" {', '.join(names)}{f' and {more} more' if more else ''}."


def _on_one_page(table: Table, kit: Styles, *, headed: bool) -> Iterator[Flowable]:
    """The table whole; one longer than a page begins where there is room for some of its rows."""
    block = list(_block(table, kit, headed=headed))
    if len(table.row_headings) > LONGEST_WHOLE:
        yield CondPageBreak(ROOM_TO_BEGIN)
        yield from block
    else:
        yield KeepTogether(block)


def _block(table: Table, kit: Styles, *, headed: bool) -> Iterator[Flowable]:
    if headed:
        yield paragraph(_heading(table), kit.heading)
    yield paragraph(table.question, kit.cell)
    yield Spacer(0, 3)
    head = [table.row_heading, *table.column_headings]
    rows = zip(table.row_headings, table.cells, strict=True)
    grid = report_table(
        [head, *([heading, *(cell.text for cell in cells)] for heading, cells in rows)],
        _widths(table),
        total_rows=int(table.has_total_row),
        total_columns=int(table.has_total_column),
    )
    grid.setStyle(
        [
            ("TOPPADDING", (0, 0), (-1, -1), ROW_PADDING),
            ("BOTTOMPADDING", (0, 0), (-1, -1), ROW_PADDING),
        ]
    )
    yield grid
    yield paragraph(table.note, kit.note)


def _widths(table: Table) -> list[float]:
    columns = len(table.column_headings)
    number_width = min(NUMBER_WIDTH, (PAGE_WIDTH - HEADING_WIDTH) / columns)
    return [HEADING_WIDTH, *[number_width] * columns]
