"""A report's question, and its answer: a table whose every cell knows its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caseworker.domain.facts import Facts, Group, case_count, case_numbers
from caseworker.domain.periods import Period

NOTHING_DUE = "n/a"
"""What paper and screen show where nothing was due. Source: rule book section 10 (zero denominator)."""


RECEIVED_POPULATION = "Stage 1 complaints and enquiries, whatever became of them."
RECEIVED_BASIS = (
    "Counted by date received and type as received, whatever became of the case. Not counted here: later "
    "stages, information requests, compliments, comments and void entries."
)
"""How tables 1a to 2b count. Source: rule book section 10 (default basis) and 10.1."""


def percent_of(numerator: int, denominator: int) -> int | None:
    """Whole percent, halves upwards (62.5 is 63); None of nothing. Source: rule book section 10."""
    return (200 * numerator + denominator) // (2 * denominator) if denominator else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure and the cases behind it: a count (`value`), or a share (the other three numbers).

    Attributes:
        value: how many cases; None in a share.
        numerator, denominator: cases on time, of cases due; None in a count.
        percent: the share in whole percent; None in a count, or where nothing was due.
        groups: the groups of cases the figure was added up from.
    """

    value: int | None
    numerator: int | None
    denominator: int | None
    percent: int | None
    groups: Group

    @property
    def is_share(self) -> bool:
        """Whether it says how many of how many."""
        return self.denominator is not None

    @property
    def number(self) -> int:
        """How many cases the cell opens: the count, or of a share the cases due."""
        return (self.denominator if self.is_share else self.value) or 0

    @property
    def text(self) -> str:
        """As read: "528", "33% (14/43)", or "n/a" where nothing was due."""
        if not self.is_share:
            return str(self.value)
        return f"{self.percent}% ({self.numerator}/{self.denominator})" if self.denominator else NOTHING_DUE

    def cases(self) -> tuple[int, ...]:
        """The numbers of the cases counted; of a share, all that were due."""
        return case_numbers(self.groups)

    def on_time_cases(self) -> tuple[int, ...]:
        """Those of them answered on time."""
        return case_numbers(tuple(cell for cell in self.groups if cell.on_time))

    def late_cases(self) -> tuple[int, ...]:
        """Those of them answered late or still open."""
        return case_numbers(tuple(cell for cell in self.groups if not cell.on_time))


def count_cell(group: Group) -> Cell:
    """How many cases the groups hold."""
    return Cell(case_count(group), None, None, None, group)


def share_cell(group: Group) -> Cell:
    """How many of the groups' cases were on time. Historic case reviews must have been left out."""
    on_time = sum(cell.count for cell in group if cell.on_time)
    due = case_count(group)
    return Cell(None, on_time, due, percent_of(on_time, due), group)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: table code, row and column headings."""

    code: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"Table {self.code}, {self.row}, {self.column}"


@dataclass(frozen=True, slots=True)
class Table:
    """A report's answer for one period.

    Attributes:
        code, source_id, title, question, basis: the report's own.
        period: the days it speaks of.
        row_heading: what the rows are, above their headings.
        row_periods: the days each row is about; the checks between tables go by them. Empty where the
            rows are not periods.
        column_periods: the same for the columns.
        cells: row by row.
        has_total_row, has_total_column: whether the last row or column is the sum of the others.
        left_out: cases received in the period that the basis leaves out, or None where it leaves out none.
    """

    code: str
    source_id: str
    title: str
    question: str
    basis: str
    period: Period
    row_heading: str
    row_headings: tuple[str, ...]
    column_headings: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    row_periods: tuple[Period, ...] = ()
    column_periods: tuple[Period, ...] = ()
    has_total_row: bool = False
    has_total_column: bool = False
    left_out: Cell | None = None

    @property
    def name(self) -> str:
        """As it is headed and called: "Table 2a"."""
        return f"Table {self.code}"

    @property
    def note(self) -> str:
        """What stands under the table: the basis, and how many cases it leaves out."""
        left_out = self.left_out.number if self.left_out else 0
        return f"{self.basis} Left out in this period: {left_out}." if left_out else self.basis

    @property
    def file_stem(self) -> str:
        """What its file is called, without the ending: "table-2a-2024-25-Q2"."""
        return f"table-{self.code}-{self.period.code.replace('..', '-to-')}"

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
        source_id: the published table whose shape it follows.
        title: without the period.
        question: what it answers.
        population: which cases it counts.
        basis: how, in one sentence; printed under the table.
        source: the rule it comes from.
        build: makes the table of a period from facts that cover it (`facts_wanted`).
    """

    code: str
    source_id: str
    title: str
    question: str
    population: str
    basis: str
    source: str
    build: Callable[[Facts, Period], Table]

    def answer(
        self,
        period: Period,
        *,
        row_heading: str,
        row_headings: tuple[str, ...],
        column_headings: tuple[str, ...],
        cells: tuple[tuple[Cell, ...], ...],
        row_periods: tuple[Period, ...] = (),
        column_periods: tuple[Period, ...] = (),
        has_total_row: bool = False,
        has_total_column: bool = False,
        left_out: Cell | None = None,
    ) -> Table:
        """The report's table for a period, under its own code, title, question and basis."""
        return Table(
            code=self.code,
            source_id=self.source_id,
            title=self.title,
            question=self.question,
            basis=self.basis,
            period=period,
            row_heading=row_heading,
            row_headings=row_headings,
            column_headings=column_headings,
            cells=cells,
            row_periods=row_periods,
            column_periods=column_periods,
            has_total_row=has_total_row,
            has_total_column=has_total_column,
            left_out=left_out,
        )
