"""One figure of a table, the lines it counts, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from caseworker.domain.compensation import Totals, pounds_words
from caseworker.domain.populations import Rows
from caseworker.domain.quick_values import quick_value

NOTHING_DUE = "n/a"
"""What paper and screen show where nothing was due. Source: rule book section 10 (zero denominator)."""
NOT_ENTERED = "not entered"
"""What they show where a figure from outside the office has not been entered."""

DAY, DAYS_TO_GO, DAYS_LATE, TARGET = "day", "days to go", "days late", "percent"
"""What the value of a text may be, for who computes with it: a day (its ordinal), days to a day (those over are
negative), days after it, whole percent that were set."""


class Unit(StrEnum):
    """What a figure is."""

    COUNT = "count"
    SHARE = "share"
    PERCENT = "percent"
    RATIO = "ratio"
    POUNDS = "pounds"
    AVERAGE = "average"
    HOURS = "hours"
    MEAN = "mean"
    CHANGE = "change"
    POINTS = "points"
    RATE = "rate"
    TEXT = "text"
    ENTERED = "entered"


@quick_value
class Cell:
    """One figure and the lines behind it.

    Attributes:
        rows: the lines it counts; of a share those it is a share of; of a change those of now. None where a figure
            came from outside, or words stand for themselves.
        value: of a count the lines; of pounds and their average pennies; of hours hundredths; of a mean tenths; of a
            change whole percent; of points percentage points; of a rate tenths; of an entered figure itself. None:
            there is none.
        numerator, denominator, percent: of a share (and of a percent, which prints the percentage alone).
        part: of a share the lines of the numerator; of a change those of before.
        column: the column of amounts that pounds, hours and means are worked out from; of a text what its value is.
        words: of a text the text.
    """

    unit: Unit
    rows: Rows | None
    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    percent: int | None = None
    part: Rows | None = None
    column: str = ""
    words: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it says how many of how many."""
        return self.denominator is not None

    @property
    def number(self) -> int:
        """How many lines it opens: the count, or of a share what it is a share of."""
        return self.rows.count if self.rows is not None else 0

    @property
    def text(self) -> str:
        """As read: "528", "33% (14/43)", "£2,700", "+29%", or "n/a" where nothing was due."""
        return _WORDS[self.unit](self)

    def cases(self) -> tuple[int, ...]:
        """The numbers of the cases it counts, each once; of a share, of all that were due."""
        return self.rows.case_numbers() if self.rows is not None else ()

    def part_cases(self) -> tuple[int, ...]:
        """Those of the numerator of a share."""
        return self.part.case_numbers() if self.part is not None else ()

    def other_cases(self) -> tuple[int, ...]:
        """Those of a share that are not in its numerator: answered late, or still open."""
        if self.rows is None or self.part is None:
            return ()
        return (self.rows - self.part).case_numbers()


def count_cell(rows: Rows) -> Cell:
    """How many lines there are."""
    return Cell(Unit.COUNT, rows, rows.count)


def share_cell(part: Rows, whole: Rows) -> Cell:
    """How many of some lines have something: "33% (14/43)". What of `part` is not in `whole` does not count."""
    found = part & whole
    top, bottom = found.count, whole.count
    return Cell(Unit.SHARE, whole, None, top, bottom, percent_of(top, bottom), found)


def percent_cell(part: Rows, whole: Rows) -> Cell:
    """The same, of which the percentage alone is printed."""
    found = part & whole
    top, bottom = found.count, whole.count
    return Cell(Unit.PERCENT, whole, None, top, bottom, percent_of(top, bottom), found)


def ratio_cell(part: Rows, whole: Rows) -> Cell:
    """One number as a percentage of another that does not contain it: "14% (40/289)".

    Stage 2 requests of a year over its stage 1 complaints: the requests are not among the complaints, and there may be
    more than 100 of them for each 100.
    """
    top, bottom = part.count, whole.count
    return Cell(Unit.RATIO, whole, None, top, bottom, percent_of(top, bottom), part)


def pounds_cell(rows: Rows, column: str) -> Cell:
    """What a column of pounds comes to."""
    return Cell(Unit.POUNDS, rows, int(rows.total(column) * 100), column=column)


def average_cell(rows: Rows, column: str) -> Cell:
    """What a column of pounds comes to on average, to the penny; none of nothing."""
    return Cell(Unit.AVERAGE, rows, average_pennies(rows, column), column=column)


def average_pennies(rows: Rows, column: str) -> int | None:
    """The average in pennies, rounded half up, over the lines that have an amount; None of nothing."""
    found = [(int(Decimal(value) * 100), lines) for value, lines in rows.tally(column).items() if value]
    return Totals(
        sum(lines for _pennies, lines in found), sum(pennies * lines for pennies, lines in found)
    ).average_pennies


def hours_cell(rows: Rows, column: str) -> Cell:
    """What a column of hours comes to."""
    return Cell(Unit.HOURS, rows, int(rows.total(column) * 100), column=column)


def mean_cell(rows: Rows, column: str) -> Cell:
    """The mean of a column of whole numbers to one decimal, over the lines that have one."""
    return Cell(Unit.MEAN, rows, mean_tenths(rows, column), column=column)


def mean_tenths(rows: Rows, column: str) -> int | None:
    """The mean in tenths, rounded half up; None of nothing."""
    found = [(int(value), lines) for value, lines in rows.tally(column).items() if value != ""]
    if not found:
        return None
    exact = (
        Decimal(sum(number * lines for number, lines in found)) * 10 / sum(lines for _number, lines in found)
    )
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def change_cell(now: Rows, before: Rows) -> Cell:
    """How many more than before, in whole percent of before: "+29%"; none where there was nothing before."""
    return Cell(Unit.CHANGE, now, change_percent(now.count, before.count), part=before)


def change_percent(now: int, before: int) -> int | None:
    """Whole percent of growth, halves away from nothing; None where there was nothing before."""
    if not before:
        return None
    grown = percent_of(abs(now - before), before) or 0
    return grown if now >= before else -grown


def points_cell(now: Cell, before: Cell) -> Cell:
    """By how many percentage points one share is above another, of the percentages as printed."""
    points = None if now.percent is None or before.percent is None else now.percent - before.percent
    return Cell(Unit.POINTS, now.rows, points, part=before.rows)


def rate_cell(rows: Rows, population: int | None, per: int = 1000) -> Cell:
    """How many lines for each `per` of an outside figure, to one decimal; "not entered" without it."""
    if not population:
        return Cell(Unit.RATE, rows)
    tenths = Decimal(rows.count) * per * 10 / population
    return Cell(Unit.RATE, rows, int(tenths.quantize(Decimal(1), ROUND_HALF_UP)))


def text_cell(words: str, rows: Rows | None = None) -> Cell:
    """Words, with the lines they speak of."""
    return Cell(Unit.TEXT, rows, None, None, None, None, None, "", words)


def day_cell(words: str, day: date, rows: Rows | None = None) -> Cell:
    """A day in words, which a spreadsheet holds as a date."""
    return Cell(Unit.TEXT, rows, day.toordinal(), column=DAY, words=words)


def days_cell(words: str, days: int, meaning: str, rows: Rows | None = None) -> Cell:
    """A number of days in words, which a spreadsheet holds as a number; `meaning`: DAYS_TO_GO or DAYS_LATE."""
    return Cell(Unit.TEXT, rows, days, column=meaning, words=words)


def target_cell(percent: int, rows: Rows | None = None) -> Cell:
    """Whole percent that somebody set: "90%"."""
    return Cell(Unit.TEXT, rows, percent, column=TARGET, words=f"{percent}%")


def entered_hours_cell(hours: float | None) -> Cell:
    """Hours that came from outside the cases, such as those of a contract; "not entered" where there are none."""
    return entered_cell(None) if hours is None else Cell(Unit.HOURS, None, round(hours * 100))


def entered_cell(figure: int | None) -> Cell:
    """A figure that came from outside the office; "not entered" where there is none."""
    return Cell(Unit.ENTERED, None, figure)


def percent_of(numerator: int, denominator: int) -> int | None:
    """Whole percent, halves upwards (62.5 is 63); None of nothing. Source: rule book section 10."""
    return (200 * numerator + denominator) // (2 * denominator) if denominator else None


def _signed(value: int | None, unit: str) -> str:
    if value is None:
        return NOTHING_DUE
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{abs(value):,}{unit}"


def _tenths(value: int | None, nothing: str) -> str:
    return nothing if value is None else f"{value // 10:,}.{value % 10}"


def _hours(hundredths: int) -> str:
    return (
        f"{Decimal(hundredths) / 100:,f}".rstrip("0").rstrip(".")
        if hundredths % 100
        else f"{hundredths // 100:,}"
    )


def _share(cell: Cell) -> str:
    return f"{cell.percent}% ({cell.numerator}/{cell.denominator})" if cell.denominator else NOTHING_DUE


_WORDS: Mapping[Unit, Callable[[Cell], str]] = {
    Unit.COUNT: lambda cell: f"{cell.value}",
    Unit.SHARE: _share,
    Unit.RATIO: _share,
    Unit.PERCENT: lambda cell: f"{cell.percent}%" if cell.denominator else NOTHING_DUE,
    Unit.POUNDS: lambda cell: pounds_words(cell.value or 0),
    Unit.AVERAGE: lambda cell: NOTHING_DUE if cell.value is None else pounds_words(cell.value),
    Unit.HOURS: lambda cell: _hours(cell.value or 0),
    Unit.MEAN: lambda cell: _tenths(cell.value, NOTHING_DUE),
    Unit.CHANGE: lambda cell: _signed(cell.value, "%"),
    Unit.POINTS: lambda cell: _signed(cell.value, ""),
    Unit.RATE: lambda cell: _tenths(cell.value, NOT_ENTERED),
    Unit.TEXT: lambda cell: cell.words,
    Unit.ENTERED: lambda cell: NOT_ENTERED if cell.value is None else f"{cell.value:,}",
}
