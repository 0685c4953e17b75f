"""Documents and tables made by hand, for the tests of what is written into files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseworker.domain.periods import parse_period
from caseworker.reports.cells import Unit, percent_of
from caseworker.reports.documents.blocks import Block, Document
from caseworker.reports.shown import ShownCell, ShownChart, ShownSeries, ShownTable
from caseworker.reports.table import Place

YEAR = parse_period("2024-25")
MARKING = "OFFICIAL-SENSITIVE: small numbers are shown. Not for publication."
HOSTILE = (
    '=1+1 <script>alert("x")</script> & <b>bold</b> \N{RIGHT-TO-LEFT OVERRIDE}cod\x07 \ud83d “quoted” 漢'
)
"""What somebody may have typed: a formula, markup, a direction override, a bell, half a letter, another script."""


def count(value: int) -> ShownCell:
    """A count."""
    return ShownCell(f"{value}", Unit.COUNT, value)


def share(part: int, whole: int, unit: Unit = Unit.SHARE) -> ShownCell:
    """A share; of nothing "n/a"."""
    percent = percent_of(part, whole)
    text = (
        "n/a" if percent is None else f"{percent}% ({part}/{whole})" if unit is Unit.SHARE else f"{percent}%"
    )
    return ShownCell(text, unit, part / whole if whole else None, part, whole)


def hidden(unit: Unit = Unit.COUNT, text: str = "<5") -> ShownCell:
    """A cell that a publication copy hides."""
    return ShownCell(text, unit, is_hidden=True)


def words(text: str) -> ShownCell:
    """Words."""
    return ShownCell(text, Unit.TEXT)


def table(
    cells: Sequence[Sequence[ShownCell]],
    *,
    code: str = "2a",
    title: str = "New cases by quarter",
    columns: Sequence[str] = (),
    rows: Sequence[str] = (),
    row_heading: str = "Quarter",
    has_total_row: bool = False,
    has_total_column: bool = False,
    charts: Sequence[ShownChart] = (),
) -> ShownTable:
    """A table; headings are made up where none are given."""
    width = len(cells[0]) if cells else len(columns)
    return ShownTable(
        code=code,
        name=f"Table {code}",
        title=title,
        question="How did they spread?",
        note="Counted by date received.",
        period=YEAR,
        row_heading=row_heading,
        row_headings=tuple(rows) or tuple(f"Row {number}" for number in range(1, len(cells) + 1)),
        column_headings=tuple(columns) or tuple(f"Column {number}" for number in range(1, width + 1)),
        cells=tuple(tuple(row) for row in cells),
        has_total_row=has_total_row,
        has_total_column=has_total_column,
        in_words="In one sentence.",
        charts=tuple(charts),
        file_stem=f"table-{code}-2024-25",
    )


def chart(
    values: Sequence[Sequence[float | None]],
    *,
    form: str = "bars",
    unit: Unit = Unit.COUNT,
    categories: Sequence[str] = (),
    title: str = "New cases",
    texts: Sequence[Sequence[str]] = (),
) -> ShownChart:
    """A chart with these values, series by series."""
    names = tuple(categories) or tuple(f"Q{number}" for number in range(1, len(values[0]) + 1))
    said = texts or [["n/a" if value is None else f"{value}" for value in line] for line in values]
    series = tuple(
        ShownSeries(f"Series {number}", tuple(line), tuple(read))
        for number, (line, read) in enumerate(zip(values, said, strict=True), start=1)
    )
    places = tuple(tuple(Place("2a", name, each.label) for name in names) for each in series)
    return ShownChart(title, "Bar chart: what it shows.", form, unit, names, series, places)  # type: ignore[arg-type]


def document(
    *blocks: Block,
    marking: str = MARKING,
    title: str = "Annual report on complaints",
    has_contents: bool = True,
) -> Document:
    """A document of these blocks."""
    return Document(
        code="annual",
        title=title,
        council="Riverside Council",
        period=YEAR,
        data_on=date(2025, 10, 15),
        printed_on=date(2025, 10, 16),
        marking=marking,
        approved="",
        has_contents=has_contents,
        blocks=tuple(blocks),
        colour="#12436D",
    )
