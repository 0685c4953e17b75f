"""What comes of laying printed tables beside ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseworker.domain.periods import Period
from caseworker.reports.compare.published import Published
from caseworker.reports.table import Place


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Printed figures that cannot all be right, whatever the cases say.

    Attributes:
        kind: how it is filed: "row total", "quarter and months".
        places: the cells concerned, the doubted one first, under our headings where ours has them.
        printed, computed: the doubted figure, and what the others give.
        sentence: what is wrong, with the figures.
        is_rounding: percentages that add up to 99 or 101: worth knowing, and no mistake.
    """

    kind: str
    places: tuple[Place, ...]
    printed: str
    computed: str
    sentence: str
    is_rounding: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed figure that is not ours.

    Attributes:
        row, column: the printed headings.
        place: where ours stands.
        cases: the numbers of the cases behind ours.
    """

    table: str
    row: str
    column: str
    printed: str
    ours: str
    place: Place
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A printed cell with none of ours to compare it with, and why."""

    table: str
    row: str
    column: str
    printed: str
    why: str


@dataclass(frozen=True, slots=True)
class ComparedTable:
    """One printed table beside ours.

    Attributes:
        code: of our table; "" where none was found.
        period: the days ours was made for; None without one of ours.
        agreeing: how many cells say the same.
    """

    published: Published
    code: str
    period: Period | None
    agreeing: int
    differences: tuple[Difference, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything found.

    Attributes:
        contradictions: of the print with itself; none of these needs our cases.
        data_on: the day our figures were taken.
    """

    tables: tuple[ComparedTable, ...]
    contradictions: tuple[Contradiction, ...]
    data_on: date

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Of all tables."""
        return tuple(each for table in self.tables for each in table.differences)

    @property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """Of all tables."""
        return tuple(each for table in self.tables for each in table.unmatched)

    @property
    def agreeing(self) -> int:
        """How many cells of all tables say the same."""
        return sum(table.agreeing for table in self.tables)

    def words(self) -> str:
        """The comparison in one sentence."""
        wrong = sum(not each.is_rounding for each in self.contradictions)
        return (
            f"{_many(self.agreeing, 'figure agrees', 'figures agree')} with ours, "
            f"{_many(len(self.differences), 'differs', 'differ')}, "
            f"{len(self.unmatched)} could not be compared. "
            + (
                f"The print contradicts itself in {_many(wrong, 'place', 'places')}."
                if wrong
                else "The print does not contradict itself."
            )
        )


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
