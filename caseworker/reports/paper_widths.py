"""How wide the columns of a table are on paper: figures unbroken, words as much room as they have to say.

Question: how wide is a column of words? Choice: rooms grow with the square root of what stands in the column, so that
the rows stay low. Cost: two tables of words beside each other do not have the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caseworker.paper import BOLD
from caseworker.paper.report_pages import ACROSS_WIDTH, UPRIGHT_WIDTH
from caseworker.paper.setting import text_width
from caseworker.paper.text import held_together, printable
from caseworker.reports.shown import ShownTable

SIZE, LEAST_SIZE = 8.5, 8.0
"""Points: how large the type of a table is; the lesser where the table then stands upright."""
HEADING_WIDTH = 118.0
WIDEST = 84.0
"""Points: how wide a column of figures grows."""
PADDING = 9.0
WORDS_LEAST, WORDS_MOST = 64.0, 300.0
"""Points: a column of words is no narrower, where it has so much to say, and no wider."""
MOST_LINES = 9
"""Lines in the tallest row of a table that stands upright; one with taller rows is laid across."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out: the widths of its columns, the size of its type, whether it lies across the page."""

    widths: tuple[float, ...]
    size: float
    is_across: bool
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column asks for: the least room, the room in which nothing is broken, and how much it has to say."""

    least: float
    whole: float
    says: float
    is_words: bool


def layout(table: ShownTable, *, across: bool = False) -> Layout:
    """Return how a table is laid out; with `across` in any case across the page."""
    words = frozenset(filter(table.holds_words, range(len(table.column_headings))))
    for size in () if across else (SIZE, LEAST_SIZE):
        columns = _columns(table, words, size)
        if sum(column.least for column in columns) <= UPRIGHT_WIDTH:
            widths = _widths(columns, UPRIGHT_WIDTH)
            if not words or _tallest(table, widths, size) <= MOST_LINES:
                return _made(widths, size, False, words)
    fits = sum(column.least for column in _columns(table, words, SIZE)) <= ACROSS_WIDTH
    size = SIZE if fits else LEAST_SIZE
    return _made(_widths(_columns(table, words, size), ACROSS_WIDTH), size, True, words)


def _made(widths: Sequence[float], size: float, is_across: bool, words: frozenset[int]) -> Layout:
    return Layout(tuple(widths), size, is_across, frozenset(at + 1 for at in words))


def _columns(table: ShownTable, words: frozenset[int], size: float) -> list[_Column]:
    """The column of row headings first."""
    made = [_words(table.row_heading, table.row_headings, size, least=HEADING_WIDTH * 0.5)]
    if not words:
        first = made[0]
        made = [_Column(min(first.whole, max(HEADING_WIDTH, first.least)), first.whole, first.says, True)]
    for at, heading in enumerate(table.column_headings):
        texts = [row[at].text for row in table.cells]
        made.append(
            _words(heading, texts, size, least=WORDS_LEAST) if at in words else _figures(heading, texts, size)
        )
    return made


def _words(heading: str, texts: Sequence[str], size: float, *, least: float) -> _Column:
    longest = max((_width(text, size) for text in (heading, *texts)), default=0.0) + PADDING
    word = _longest_word((heading, *texts), size) + PADDING
    says = sum(_width(text, size) for text in texts)
    return _Column(max(word, min(longest, least)), max(min(longest, WORDS_MOST), word), says, True)


def _figures(heading: str, texts: Sequence[str], size: float) -> _Column:
    least = min(_longest_word((heading, *texts), size), WIDEST) + PADDING
    whole = max((_width(text, size) for text in texts), default=0.0) + PADDING
    return _Column(least, max(whole, least), 0.0, False)


def _longest_word(texts: Sequence[str], size: float) -> float:
    """The width of what is not broken: a day in words, whose spaces keep together, is one word."""
    words = (word for text in texts for word in re.split(r"[ \t\n]+", held_together(text)))
    return max((_width(word, size) for word in words), default=0.0)


def _width(text: str, size: float) -> float:
    return text_width(" ".join(printable(text).split()), BOLD, size)


def _widths(columns: Sequence[_Column], width: float) -> list[float]:
    """Everybody gets the least; then figures stand unbroken where that leaves words theirs; then what is left."""
    widths = [column.least for column in columns]
    if sum(widths) > width:
        return [room * width / sum(widths) for room in widths]
    unbroken = [
        room if column.is_words else column.whole for room, column in zip(widths, columns, strict=True)
    ]
    if sum(unbroken) <= width:
        widths = unbroken
    if any(column.is_words for column in columns[1:]):
        return _grown(widths, columns, width)
    return _evenly(widths, width, columns[0].whole)


def _grown(widths: list[float], columns: Sequence[_Column], width: float) -> list[float]:
    """Share what is left among the columns of words, by the root of what they say, until nothing more is asked for."""
    widths = list(widths)
    for _ in columns:
        spare = width - sum(widths)
        asking = [at for at, column in enumerate(columns) if column.is_words and widths[at] < column.whole]
        if spare < 1 or not asking:
            break
        weights = {at: columns[at].says ** 0.5 + 1 for at in asking}
        for at in asking:
            share = spare * weights[at] / sum(weights.values())
            widths[at] = min(widths[at] + share, columns[at].whole)
    return widths


def _evenly(widths: list[float], width: float, unbroken: float) -> list[float]:
    """Row headings stand unbroken where there is room; columns of figures grow alike, not too wide to read across."""
    first, *others = widths
    first = max(first, min(unbroken, 2 * HEADING_WIDTH, width - sum(others)))
    spare = max(width - first - sum(others), 0.0) / max(len(others), 1)
    return [first, *(max(min(room + spare, WIDEST), room) for room in others)]


def _tallest(table: ShownTable, widths: Sequence[float], size: float) -> float:
    """About how many lines the tallest row has."""
    return max(
        (
            _width(cell.text, size) / max(room - PADDING, 1.0)
            for row in table.cells
            for cell, room in zip(row, widths[1:], strict=True)
        ),
        default=0.0,
    )
