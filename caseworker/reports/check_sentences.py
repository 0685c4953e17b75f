"""Sentences that were written down, checked against the tables they speak of. Source: rule book 10.2 (prose to table).

Our sentences are made from cells. At each run every sentence of a document is made a second time, from the figures as
its tables print them, and compared. A copy that was kept, or a sentence that was typed over, may say something else by
now: this names the figure, its cell and its cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from caseworker.reports.cells import Cell, Unit
from caseworker.reports.claims import Disagreement
from caseworker.reports.documents.sentences import Quote, Sentence
from caseworker.reports.shown import ShownCell, shown_cell
from caseworker.reports.table import At, Place, Table

KIND = "sentence and table"
_WHOLE = {
    Unit.COUNT: 1,
    Unit.POUNDS: 100,
    Unit.AVERAGE: 100,
    Unit.HOURS: 100,
    Unit.CHANGE: 100,
    Unit.MEAN: 10,
    Unit.RATE: 10,
}
"""How many of the whole numbers that cells hold make one of what is printed."""


def check_sentences(
    written: Iterable[tuple[Sentence, str]], tables: Sequence[Table]
) -> tuple[Disagreement, ...]:
    """Return each figure of a sentence that is not what the tables say.

    Args:
        written: sentences with the words they were written down in; "" where one was left out.
        tables: those the sentences speak of. Of a table that is not there nothing is said.
    """
    by_code = {table.code: table for table in tables}
    return tuple(dict.fromkeys(wrong for each in written for wrong in _wrong(*each, by_code)))


def check_prose(
    sentences: Iterable[Sentence],
    tables: Mapping[str, Table],
    printed: Callable[[Cell], ShownCell] = shown_cell,
) -> tuple[Disagreement, ...]:
    """Return each figure of a document's sentences that is not the one its tables print.

    Args:
        tables: those the sentences speak of, by code. Of a cell that is not there nothing is said.
        printed: gives a cell as it is printed.
    """
    written = [(each, _from_print(each, tables, printed)) for each in sentences]
    return check_sentences(written, tuple(tables.values()))


def _from_print(sentence: Sentence, tables: Mapping[str, Table], printed: Callable[[Cell], ShownCell]) -> str:
    """The sentence with its figures as they are printed; "" where one is not there."""
    figures: list[str] = []
    for quote in sentence.quotes:
        values = [_printed_number(at, tables, printed) for at in quote.at]
        known = [value for value in values if value is not None]
        words = quote.said(known, tables) if len(known) == len(values) else None
        if words is None:
            return ""
        figures.append(words)
    filled = sentence.pattern.format(*figures)
    return filled[:1].upper() + filled[1:]


def _printed_number(at: At, tables: Mapping[str, Table], printed: Callable[[Cell], ShownCell]) -> int | None:
    """A number as the paper has it: counts as they are, pounds in pennies."""
    table = tables.get(at.code)
    if table is None or at.row not in table.row_headings or at.column not in table.column_headings:
        return None
    cell = printed(table.cell(at.row, at.column))
    if at.of:
        return (cell.numerator if at.of == "n" else cell.denominator) or 0
    if cell.unit not in _WHOLE:
        return None
    return round((cell.value or 0) * _WHOLE[cell.unit])


def _wrong(sentence: Sentence, words: str, tables: Mapping[str, Table]) -> Iterator[Disagreement]:
    true = sentence.text(tables)
    if not words or true is None or words == true:
        return
    said = _quoted(sentence, words)
    if said is None:
        yield Disagreement(
            KIND, _places(sentence.quotes), (), f"“{words}” is not what the tables say: “{true}”"
        )
        return
    for quote, printed in zip(sentence.quotes, said, strict=True):
        ours = quote.text(tables)
        if ours is not None and printed.casefold() != ours.casefold():
            sentence_words = f"“{words}” says {printed}, but {_places((quote,))[0]} gives {ours}."
            yield Disagreement(KIND, _places((quote,)), _cases(quote, tables), sentence_words)


def _quoted(sentence: Sentence, words: str) -> tuple[str, ...] | None:
    """What stands in the places of the figures; None where the words are others altogether."""
    parts = [re.escape(part) for part in sentence.pattern.split("{}")]
    found = re.fullmatch("(.+?)".join(parts), words, re.IGNORECASE | re.DOTALL)
    return found.groups() if found else None


def _places(quotes: Iterable[Quote]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(at.place for quote in quotes for at in quote.at))


def _cases(quote: Quote, tables: Mapping[str, Table]) -> tuple[int, ...]:
    cells = (tables[p.code].cell(p.row, p.column) for p in _places((quote,)))
    return tuple(sorted({number for cell in cells for number in cell.cases()}))
