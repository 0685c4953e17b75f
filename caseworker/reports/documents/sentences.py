"""Sentences that hold references to cells instead of figures, so that text and tables cannot disagree.

`say("{} new cases were received, {} {}.", number(a), compared(a, b), ...)` keeps the pattern and the places; the words
come when the document is made, from the very tables it prints. A figure that a publication copy hides makes the
sentence say "fewer than five" or, where it would betray one, leaves the sentence out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caseworker.domain.compensation import pounds_words
from caseworker.reports.cells import Unit, change_percent, percent_of
from caseworker.reports.claims import number_at
from caseworker.reports.shown import Hide
from caseworker.reports.table import At, Table

SMALL_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Form(StrEnum):
    """How figures are put into words."""

    NUMBER = "number"
    WORD = "word"
    PERCENT = "percent"
    SHARE = "share"
    POUNDS = "pounds"
    COMPARED = "compared"
    GROWTH = "growth"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Quote:
    """Figures of the tables, and how they are put into words."""

    form: Form
    at: tuple[At, ...]
    words: tuple[str, str] = ("", "")
    none: str = ""

    def text(self, tables: Mapping[str, Table]) -> str | None:
        """The words; None where a table or cell is not there or says nothing."""
        numbers = [number_at(tables, each) for each in self.at]
        if any(number is None for number in numbers):
            return None
        return self.said([number.value for number in numbers if number is not None], tables)

    def said(self, values: Sequence[int], tables: Mapping[str, Table]) -> str | None:
        """The words for figures in the order of `at`; None where they say nothing."""
        return _FORMS[self.form](self, list(values), tables)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places for figures ("{}").

    Attributes:
        among: the figures that those it speaks of were chosen from, as the most or the fewest: where one of them is
            hidden, the sentence would tell something of it.
    """

    pattern: str
    quotes: tuple[Quote, ...]
    among: tuple[At, ...] = ()

    def text(self, tables: Mapping[str, Table], hide: Hide | None = None) -> str | None:
        """The sentence; None where one of its figures is not there, or is hidden."""
        words = [quote.text(tables) for quote in self.quotes]
        if any(word is None for word in words):
            return None
        if hide is not None and any(hide(each.place) for each in (*self.places, *self.among)):
            return None
        filled = self.pattern.format(*words)
        return filled[:1].upper() + filled[1:]

    @property
    def places(self) -> tuple[At, ...]:
        """The cells it speaks of."""
        return tuple(each for quote in self.quotes for each in quote.at)


def say(pattern: str, *quotes: Quote) -> Sentence:
    """A sentence."""
    return Sentence(pattern, quotes)


def say_of(among: Iterable[At], pattern: str, *quotes: Quote) -> Sentence:
    """A sentence about the most, the fewest or the like of some figures."""
    return Sentence(pattern, quotes, tuple(among))


def number(at: At, one: str = "", many: str = "", none: str = "") -> Quote:
    """ "528", or with its noun "528 new cases", "1 new case"; `none`: what nought is called, "no new cases"."""
    return Quote(Form.NUMBER, (at,), (one, many or one), none)


def word(at: At, one: str, many: str) -> Quote:
    """ "No complaints", "one complaint", "three complaints", "12 complaints": in words below ten."""
    return Quote(Form.WORD, (at,), (one, many))


def percent(at: At) -> Quote:
    """ "47%" of a share."""
    return Quote(Form.PERCENT, (At(at.code, at.row, at.column, "n"), At(at.code, at.row, at.column, "d")))


def share(at: At, one: str = "", many: str = "") -> Quote:
    """ "14 of 43 (33%)" of a share; with its verb "1 of 43 (2%) was", "14 of 43 (33%) were"."""
    places = (At(at.code, at.row, at.column, "n"), At(at.code, at.row, at.column, "d"))
    return Quote(Form.SHARE, places, (one, many or one))


def pounds(at: At) -> Quote:
    """ "£2,700"."""
    return Quote(Form.POUNDS, (at,))


def compared(now: At, before: At) -> Quote:
    """ "160 more than", "12 fewer than", "the same number as"."""
    return Quote(Form.COMPARED, (now, before))


def growth(now: At, before: At) -> Quote:
    """ "an increase of 43%", "a decrease of 8%", "no change"."""
    return Quote(Form.GROWTH, (now, before))


def ratio(part: At, whole: At) -> Quote:
    """ "14%": one count in percent of another."""
    return Quote(Form.RATIO, (part, whole))


def _number(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str:
    noun = quote.words[0] if values[0] == 1 else quote.words[1]
    if quote.none and not values[0]:
        return f"{quote.none} {noun}"
    return f"{values[0]:,} {noun}".rstrip()


def _word(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str:
    noun = quote.words[0] if values[0] == 1 else quote.words[1]
    figure = SMALL_WORDS[values[0]] if 0 <= values[0] < len(SMALL_WORDS) else f"{values[0]:,}"
    return f"{figure} {noun}"


def _percent(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str | None:
    return f"{percent_of(*values)}%" if values[1] else None


def _share(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str | None:
    if not values[1]:
        return None
    return f"{values[0]:,} of {values[1]:,} ({percent_of(*values)}%) {quote.words[values[0] != 1]}".rstrip()


def _pounds(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str | None:
    at = quote.at[0]
    return pounds_words(values[0]) if tables[at.code].cell(at.row, at.column).unit is Unit.POUNDS else None


def _compared(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str:
    now, before = values
    if now == before:
        return "the same number as"
    return f"{now - before:,} more than" if now > before else f"{before - now:,} fewer than"


def _growth(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str | None:
    change = change_percent(*values)
    if change is None:
        return None
    if values[0] == values[1]:
        return "no change"
    return f"an increase of {change}%" if change > 0 or values[0] > values[1] else f"a decrease of {-change}%"


def _ratio(quote: Quote, values: list[int], tables: Mapping[str, Table]) -> str | None:
    return f"{percent_of(*values)}%" if values[1] else None


_FORMS = {
    Form.NUMBER: _number,
    Form.WORD: _word,
    Form.PERCENT: _percent,
    Form.SHARE: _share,
    Form.POUNDS: _pounds,
    Form.COMPARED: _compared,
    Form.GROWTH: _growth,
    Form.RATIO: _ratio,
}
