"""How wide the columns of a workbook are, and how many lines a text takes: as near as can be told without fonts."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.reports.cells import Unit
from caseworker.reports.shown import ShownTable
from caseworker.reports.spread import SpreadCell, SpreadColumn

NARROWEST, WIDEST, WIDEST_WORDS = 9, 16, 60
"""How wide columns are, in characters."""
READ_ACROSS, PLAIN_WIDTH, MOST_COLUMNS = 96, 8.43, 40
"""Characters that words above a table lie over, and how wide a column is that nobody set."""


def over(widths: Sequence[float]) -> tuple[int, float]:
    """Return the last of the columns that words above a table lie over, and how many characters have room there."""
    room, last = 0.0, -1
    while room < READ_ACROSS and last < MOST_COLUMNS:
        last += 1
        room += widths[last] if last < len(widths) else PLAIN_WIDTH
    return max(last, 1), room


def lines_of(text: str, room: float) -> int:
    """Return how many lines a text takes in so many characters."""
    return sum(max(-(-len(line) // max(int(room), 1)), 1) for line in text.splitlines() or [""])


def width_of(column: SpreadColumn) -> float:
    """Return how wide a column is: enough for its figures and the longest word above; words have more and wrap."""
    if column.holds_words:
        longest = max(len(cell.text) for cell in column.cells)
        return min(max(longest + 2, 2 * NARROWEST), WIDEST_WORDS)
    longest_word = max((len(word) for word in column.heading.split()), default=0) + 3
    figures = max((len(_read(cell)) for cell in column.cells), default=0) + 2
    return min(max(longest_word, figures, NARROWEST), WIDEST)


def _read(cell: SpreadCell) -> str:
    if cell.value is None or cell.unit not in (Unit.SHARE, Unit.RATIO):
        return cell.text
    return f"{cell.value:.0%}"


def width_of_first(table: ShownTable) -> float:
    """Return how wide the column of row headings is."""
    longest = max(map(len, (table.row_heading, *table.row_headings)))
    return min(max(longest + 2, 2 * NARROWEST), WIDEST_WORDS * 0.75)
