"""A report's question, and its answer: a table whose every cell knows its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.domain.quick_values import quick_value
from caseworker.reports.brief import Brief
from caseworker.reports.cells import Cell

Area = Literal[
    "Received", "Answered on time", "Outcomes", "Later stages", "Ombudsman", "Information requests", "Advocacy",
    "People", "Learning", "Workload", "Own tables",
]  # fmt: skip
"""The part of the list of reports a table stands in."""

Of = Literal["", "n", "d"]
"""Of a share the number above ("n") or below ("d") the line; otherwise the figure ("")."""


_CALLED = {"c": "Closing table", "new": "New table"}
"""Tables without a number: the one of the annual report's conclusion, and one that is not saved yet."""


def called(code: str) -> str:
    """What a table is called: "Table 2a"."""
    return _CALLED.get(code, f"Table {code}")


@quick_value
class Place:
    """Where a cell stands: table code, row and column headings."""

    code: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}, {self.row}, {self.column}"

    @property
    def table(self) -> str:
        """What its table is called: "Table 2a"."""
        return called(self.code)


@quick_value
class At:
    """A number of a table: of a share the one above ("n") or below ("d") the line, otherwise the figure ("")."""

    code: str
    row: str
    column: str
    of: Of = ""

    @property
    def place(self) -> Place:
        """The cell it stands in."""
        return Place(self.code, self.row, self.column)


@quick_value
class Sum:
    """That a number is the sum of others, as a number and line by line.

    Attributes:
        kind: how a disagreement is filed: "row total", "quarter and months".
        whole: the number claimed.
        parts: what it is the sum of; no line may stand in two of them. One part: the two are equal.
        against: what the parts are, in words: "the sum of its row".
        less: lines that the parts hold and the whole leaves out (historic case reviews); None: none.
    """

    kind: str
    whole: At
    parts: tuple[At, ...]
    against: str
    less: Rows | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """That the lines of one number are all among those of another."""

    kind: str
    part: At
    whole: At


Claim = Sum | Within


@dataclass(frozen=True, slots=True)
class Missing:
    """Cases that lack a value the table needs: listed to be mended, never guessed."""

    words: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some cells of its table: bars or lines, at most four series, always beside the table.

    Attributes:
        title: what it shows, without the period.
        form: "bars" or "lines".
        across: whether the table's "rows" or its "columns" are the categories along the foot.
        series: headings of the other direction, one for each series, at most four.
        categories: headings along the foot.
    """

    title: str
    form: Literal["bars", "lines"]
    across: Literal["rows", "columns"]
    series: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A report's answer for one period.

    Attributes:
        report: the question it answers.
        period: the days it speaks of.
        row_heading: what the rows are, above their headings.
        cells: row by row.
        row_periods, column_periods: the days each row or column is about, where they are periods.
        has_total_row, has_total_column: whether the last row is the sum of the others; whether a column headed
            "Total" is the sum of those before it.
        claims: what must be true within the table.
        charts: pictures of it.
        missing: cases that lack a value it needs.
        left_out: cases of the period that the basis leaves out, or None where it leaves out none.
        basis: how it counts, where that depends on the period; otherwise the report's.
        is_by_size: whether its rows stand in the order of their size.
        speaks_of: the column its one sentence is about, where columns count different things; "" for all of them.
    """

    report: Report
    period: Period
    row_heading: str
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_periods: tuple[Period, ...] = ()
    column_periods: tuple[Period, ...] = ()
    has_total_row: bool = False
    has_total_column: bool = False
    claims: Sequence[Claim] = ()
    charts: tuple[Chart, ...] = ()
    missing: tuple[Missing, ...] = ()
    left_out: Cell | None = None
    basis: str = ""
    speaks_of: str = ""
    is_by_size: bool = False

    @property
    def code(self) -> str:
        """As it is called on the telephone: "2a"."""
        return self.report.code

    @property
    def title(self) -> str:
        """What it shows, without the period."""
        return self.report.title

    @property
    def question(self) -> str:
        """What it answers."""
        return self.report.question

    @property
    def name(self) -> str:
        """As it is headed and called: "Table 2a"."""
        return called(self.code)

    @property
    def note(self) -> str:
        """What stands under the table: the basis, and how many cases it leaves out."""
        left_out = self.left_out.number if self.left_out else 0
        basis = self.basis or self.report.basis
        return f"{basis} Left out in this period: {left_out}." if left_out else basis

    @property
    def file_stem(self) -> str:
        """What its file is called, without the ending: "table-2a-2024-25-Q2"."""
        return f"table-{self.code}-{self.period.in_file_names}"

    def cell(self, row: str, column: str) -> Cell:
        """The cell under these headings.

        Raises:
            KeyError: the table has no such row or column.
        """
        if row not in self.row_headings or column not in self.column_headings:
            raise KeyError(f"Table {self.code} has no cell {row}, {column}")
        return self.cells[self.row_headings.index(row)][self.column_headings.index(column)]

    def places(self) -> Iterator[tuple[Place, Cell]]:
        """Every cell with where it stands, row by row."""
        for row, cells in zip(self.row_headings, self.cells, strict=True):
            for column, cell in zip(self.column_headings, cells, strict=True):
                yield Place(self.code, row, column), cell


@dataclass(frozen=True, slots=True)
class Report:
    """A table that can be asked for.

    Attributes:
        code: as it is called on the telephone: "2a".
        source_id: the published table whose shape it follows; "" where none was published.
        title: without the period.
        question: what it answers.
        population: which cases it counts: received, closed, due or open, and when.
        basis: how, in a sentence or two; printed under the table. Says what becomes of open and extended cases.
        source: the rule it comes from.
        area: the part of the list of reports it stands in.
        build: makes the table of a period.
        noun: what a count counts, one and many.
        is_sensitive: it shows equalities: its cases open only for those who may see them.
        is_internal: it names cases or officers: for the service alone, in no publication copy.
    """

    code: str
    source_id: str
    title: str
    question: str
    population: str
    basis: str
    source: str
    area: Area
    build: Callable[[Brief], Table]
    noun: tuple[str, str] = ("case", "cases")
    is_sensitive: bool = False
    is_internal: bool = False
