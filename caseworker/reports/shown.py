"""A table as it is shown: words and numbers without the cases behind them, small numbers hidden where they must be.

What is written on paper or into a file is made from this alone, so that no writer can betray what a publication copy
hides. On screen the cells of the `Table` stay beside it, for their cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from caseworker.domain.periods import Period
from caseworker.reports.axes import NOT_RECORDED
from caseworker.reports.cells import Cell, Unit
from caseworker.reports.in_words import in_words
from caseworker.reports.table import Chart, Place, Table

Number = int | float


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as it is read.

    Attributes:
        text: what stands there: "528", "33% (14/43)", "<5", "n/a".
        unit: what kind of figure it is.
        value: the figure for a spreadsheet: a count, a percentage as a fraction of one (0.33), pounds, hours, a mean;
            None for words, for what was not due, and for what is hidden.
        numerator, denominator: of a share.
        is_hidden: whether a publication copy hides it.
        meaning: what the value of words is: "day" (its ordinal), "days to go", "days late", "percent".
    """

    text: str
    unit: Unit
    value: Number | None = None
    numerator: int | None = None
    denominator: int | None = None
    is_hidden: bool = False
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """One series of a chart: a value for each category (None: there is none, or it is hidden), and how it is read."""

    label: str
    values: tuple[Number | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A picture of some cells.

    Attributes:
        describes: what it shows, in one sentence, for who cannot see it.
        unit: what the values are ("count", "share": a fraction of one, "pounds" …).
        places: the cells drawn, series by series: what a bar opens on screen.
    """

    title: str
    describes: str
    form: Literal["bars", "lines"]
    unit: Unit
    categories: tuple[str, ...]
    series: tuple[ShownSeries, ...]
    places: tuple[tuple[Place, ...], ...]

    @property
    def says_something(self) -> bool:
        """Whether any of its figures is shown and not nought, and there is another to lay beside it."""
        values = [value for series in self.series for value in series.values]
        return len(values) > 1 and any(values)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it is read."""

    code: str
    name: str
    title: str
    question: str
    note: str
    period: Period
    row_heading: str
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    cells: tuple[tuple[ShownCell, ...], ...]
    has_total_row: bool
    has_total_column: bool
    in_words: str
    charts: tuple[ShownChart, ...]
    file_stem: str

    @property
    def heading(self) -> str:
        """As it is headed: "Table 2a. New cases received by quarter and type"."""
        return f"{self.name}. {self.title}"

    def holds_words(self, column: int) -> bool:
        """Whether a column, counted from 0, holds words, not figures; a dash or "n/a" among figures is none."""
        texts = (row[column].text for row in self.cells if row[column].unit is Unit.TEXT)
        return any(sum(letter.isalpha() for letter in text) >= FEWEST_LETTERS for text in texts)

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it is shown, not even that a number is small."""
        cells = [cell for row in self.cells for cell in row]
        return bool(cells) and all(cell.is_hidden and not cell.text.startswith("<") for cell in cells)


FEWEST_LETTERS = 3
"""A text with fewer letters than that is no word: "n/a", "£5"."""
Hide = Callable[[Place], str | None]
"""Gives what a publication copy prints in place of a hidden cell ("<5"), None for one that is shown."""


def _nothing_hidden(_place: Place) -> str | None:
    return None


def show(table: Table, hide: Hide = _nothing_hidden) -> ShownTable:
    """Return a table as it is read, without what `hide` hides.

    Where something is hidden, rows that stand in the order of their size are put in that of their headings: the place
    of a row would tell its number.
    """
    shown: dict[Place, ShownCell] = {}
    for place, cell in table.places():
        instead = hide(place)
        shown[place] = shown_cell(cell) if instead is None else ShownCell(instead, cell.unit, is_hidden=True)
    is_whole = not any(cell.is_hidden for cell in shown.values())
    is_sorted = table.is_by_size and not is_whole
    headings = _in_order(table) if is_sorted else table.row_headings
    return ShownTable(
        code=table.code,
        name=table.name,
        title=table.title,
        question=table.question,
        note=_note(table, shown.values(), is_note_hidden=hide(Place(table.code, "", LEFT_OUT)) is not None),
        period=table.period,
        row_heading=table.row_heading,
        row_headings=headings,
        column_headings=table.column_headings,
        cells=tuple(
            tuple(shown[Place(table.code, row, column)] for column in table.column_headings)
            for row in headings
        ),
        has_total_row=table.has_total_row,
        has_total_column=table.has_total_column,
        in_words=in_words(table) if is_whole else f"{table.title}, {table.period.label}.",
        charts=tuple(_chart(chart, table, shown, is_sorted=is_sorted) for chart in table.charts),
        file_stem=table.file_stem,
    )


def _in_order(table: Table) -> tuple[str, ...]:
    """The headings of the rows by the alphabet, the total and what is not recorded last."""
    rows = table.row_headings[:-1] if table.has_total_row else table.row_headings
    ordered = sorted(rows, key=lambda heading: (heading == NOT_RECORDED, heading.casefold()))
    return (*ordered, *table.row_headings[len(rows) :])


LEFT_OUT = "Left out"
"""The column under which the number in the note of a table stands, in a row without a heading."""


def _note(table: Table, cells: Iterable[ShownCell], *, is_note_hidden: bool) -> str:
    """What stands under a table: how it counts, and what stands in place of hidden numbers."""
    words = [(table.basis or table.report.basis) if is_note_hidden else table.note]
    signs = {cell.text for cell in cells if cell.is_hidden}
    for sign in sorted(signs):
        if sign.startswith("<"):
            most = int(sign[1:]) - 1
            words.append(f"“{sign}” is a number from 1 to {most}.")
        else:
            words.append(
                f"“{sign}” stands for a figure left out: it rests on few cases, or a small number could be worked out "
                "from it. It may be any number."
            )
    return " ".join(words)


def shown_cell(cell: Cell) -> ShownCell:
    """Return a cell as it is read, where nothing is hidden."""
    if cell.unit is Unit.TEXT:
        return ShownCell(
            cell.text, cell.unit, cell.value, meaning=cell.column if cell.value is not None else ""
        )
    return ShownCell(cell.text, cell.unit, _value(cell), cell.numerator, cell.denominator)


def _value(cell: Cell) -> Number | None:
    if cell.is_share:
        return cell.numerator / cell.denominator if cell.denominator and cell.numerator is not None else None
    if cell.value is None:
        return None
    if cell.unit in (Unit.POUNDS, Unit.AVERAGE, Unit.HOURS, Unit.CHANGE):
        return cell.value / 100
    if cell.unit in (Unit.MEAN, Unit.RATE):
        return cell.value / 10
    return cell.value


def _chart(
    chart: Chart, table: Table, shown: Mapping[Place, ShownCell], *, is_sorted: bool = False
) -> ShownChart:
    if is_sorted:  # as the rows
        order = {heading: place for place, heading in enumerate(_in_order(table))}
        if chart.across == "rows":
            chart = replace(chart, categories=tuple(sorted(chart.categories, key=order.__getitem__)))
        else:
            chart = replace(chart, series=tuple(sorted(chart.series, key=order.__getitem__)))
    places = tuple(
        tuple(_place(table, chart, category, series) for category in chart.categories)
        for series in chart.series
    )
    cells = [[shown[place] for place in line] for line in places]
    units = [cell.unit for line in cells for cell in line]
    return ShownChart(
        title=chart.title,
        describes=_described(chart, table, cells),
        form=chart.form,
        unit=units[0] if units else Unit.COUNT,
        categories=chart.categories,
        series=tuple(
            ShownSeries(label, tuple(cell.value for cell in line), tuple(cell.text for cell in line))
            for label, line in zip(chart.series, cells, strict=True)
        ),
        places=places,
    )


def _place(table: Table, chart: Chart, category: str, series: str) -> Place:
    if chart.across == "rows":
        return Place(table.code, category, series)
    return Place(table.code, series, category)


def _described(chart: Chart, table: Table, cells: list[list[ShownCell]]) -> str:
    """One sentence: what is drawn, and where it is highest and lowest."""
    kind = "Line chart" if chart.form == "lines" else "Bar chart"
    known = [
        (cell.value, category, series, cell.text)
        for series, line in zip(chart.series, cells, strict=True)
        for category, cell in zip(chart.categories, line, strict=True)
        if cell.value is not None
    ]
    words = f"{kind}: {chart.title}, {table.period.label}"
    if not known:
        return f"{words}; nothing to show."
    if len(known) == sum(len(line) for line in cells) > 1 and len({each[0] for each in known}) == 1:
        return f"{words}; {known[0][3]} throughout."
    high, low = max(known, key=lambda each: each[0]), min(known, key=lambda each: each[0])
    named = len(chart.series) > 1
    ends = [f"{each[3]} in {each[1]}" + (f" ({each[2]})" if named else "") for each in (high, low)]
    return f"{words}; highest {ends[0]}, lowest {ends[1]}." if high[0] != low[0] else f"{words}; {ends[0]}."
