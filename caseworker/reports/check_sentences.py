"""Sentences that were written down, checked against the tables they speak of. Source: rule book 10.2 (prose to table).

Our sentences are made from cells, so that text and tables agree when a document is made. A copy that was kept, or a
sentence that was typed over, may say something else by now: this names the figure, its cell and its cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from caseworker.reports.claims import Disagreement
from caseworker.reports.documents.sentences import Quote, Sentence
from caseworker.reports.table import Place, Table

KIND = "sentence and table"


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
