"""The next step of every case on the weekly list, as the case itself says it.

A list knows of a case what it waits for; a head of service asks what has to happen: "Chase Corporate Parenting: the
reply was due Wednesday 8 October 2025." So each open case is read, about a millisecond each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caseworker.actions.case_words import next_step
from caseworker.domain.dates_in_words import long_date
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number
from caseworker.storage.cases import read_case

if TYPE_CHECKING:
    from caseworker.domain.cases import CaseView
    from caseworker.reports.table import Table

NEXT_STEP = "Next step"
CLOSED = "Record how this stage ended: the case is closed."


def with_next_steps(office: Office, table: Table) -> Table:
    """Return the weekly list with the next step of each case that the person at the keyboard may see."""
    from caseworker.reports.cells import text_cell

    place = table.column_headings.index(NEXT_STEP)
    lines = (row[place].rows for row in table.cells)
    of_line = [next(iter(rows.case_numbers()), 0) if rows is not None else 0 for rows in lines]
    with office.reading_lists() as raw:
        seen = rows_by_number(raw, sorted(set(of_line)), office.reader)
        words = {row.number: step_in_words(office, read_case(raw, row.case_id)) for row in seen}
    cells = tuple(
        (*row[:place], text_cell(words.get(number) or row[place].text, row[place].rows), *row[place + 1 :])
        for row, number in zip(table.cells, of_line, strict=True)
    )
    return replace(table, cells=cells)


def step_in_words(office: Office, view: CaseView) -> str:
    """Return the next step of a case; the day its answer is due stands in a column of its own."""
    if not view.status.is_active:
        return CLOSED
    words, _command = next_step(office, view)
    if view.row.due_on is not None:
        day = long_date(view.row.due_on)
        words = words.replace(f" The answer is due {day}.", "").replace(f" by {day}", "")
    return words
