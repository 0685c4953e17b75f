"""Which tables a document publishes, and what it says of them."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.domain.periods import Period
from caseworker.reports.documents.outline import Outline, Say, ShowTable, Tables
from caseworker.reports.documents.sentences import Sentence


def sentences_of(outline: Outline, tables: Tables, period: Period) -> Iterator[Sentence]:
    """Yield the sentences of a document."""
    for section in outline.sections:
        for part in section.parts:
            if isinstance(part, Say):
                yield from part.sentences(tables, period)


def codes_published(outline: Outline, tables: Tables, period: Period) -> tuple[str, ...]:
    """Return the codes of the tables that a document shows, and of those its sentences take figures from."""
    codes: dict[str, None] = {}
    for section in outline.sections:
        for part in section.parts:
            if isinstance(part, ShowTable):
                codes[part.code] = None
            elif isinstance(part, Say):
                codes |= {at.code: None for said in part.sentences(tables, period) for at in said.places}
    return tuple(code for code in codes if code in tables)
