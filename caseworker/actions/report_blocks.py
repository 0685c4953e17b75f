"""Keep what tables were counted from, so that the next ones are there sooner."""

from __future__ import annotations

from caseworker.domain.periods import Period
from caseworker.office import Office
from caseworker.storage.fact_blocks import FACT_TABLES, keep_blocks, not_kept
from caseworker.storage.fact_spans import keep_span, new_span

_AT_ONCE = 1
"""A quarter: thirty milliseconds at 100,000 cases, in which nobody can save."""


def keep_counted(office: Office, period: Period) -> int:
    """Keep the lines that the tables of a period count as blocks (`storage/fact_blocks.py`), where they are not.

    Those of a whole financial year also as spans (`storage/fact_spans.py`). For when the tables are there and nobody
    waits for them; a few at a time, so that no save waits long. Nothing is kept in an office that is open to read only.

    Returns: how many blocks and spans were made.
    """
    from caseworker.reports.brief import covered_by

    if office.database.read_only:
        return 0
    with office.reading() as raw:
        wanting = {table: not_kept(raw, table, covered_by(period)) for table in FACT_TABLES}
    for table, names in wanting.items():
        for first in range(0, len(names), _AT_ONCE):
            with office.database.raw_writer() as raw:
                keep_blocks(raw, table, names[first : first + _AT_ONCE])
    spans = _keep_spans(office, covered_by(period)) if period.is_whole_year else 0
    return sum(map(len, wanting.values())) + spans


def _keep_spans(office: Office, covered: Period) -> int:
    """Keep the spans of some days; one whose lines change meanwhile is left for the next time."""
    with office.reading() as raw:
        made = {table: new_span(raw, table, covered) for table in FACT_TABLES}
    kept = 0
    for table, span in made.items():
        if span is not None:
            with office.database.raw_writer() as raw:
                kept += keep_span(raw, table, covered, span)
    return kept
