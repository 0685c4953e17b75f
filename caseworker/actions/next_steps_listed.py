"""The next step of every case on the weekly list, as the case itself says it.

A list knows of a case what it waits for; a head of service asks what has to happen: "Chase Corporate Parenting: the
reply was due Wednesday 8 October 2025." So each open case is read, about a millisecond each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caseworker.actions.case_words import next_step
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number
from caseworker.storage.cases import read_case

if TYPE_CHECKING:
    from caseworker.actions.reports import Pack
    from caseworker.domain.cases import CaseView
    from caseworker.domain.populations import Rows
    from caseworker.reports.table import Table

WEEKLY = "36"
NEXT_STEP = "Next step"
CLOSED = "Record how this stage ended: the case is closed."


def says_next_steps(office: Office, pack: Pack, code: str) -> bool:
    """Whether a table is the weekly list of today, whose next steps are those the cases themselves say."""
    return code == WEEKLY and pack.data_on == office.clock.today()


def listed_in_full(office: Office, pack: Pack, table: Table) -> Table:
    """Return a table as it is shown and written: of the weekly list with what each case says is next."""
    return with_next_steps(office, table) if says_next_steps(office, pack, table.code) else table


def with_next_steps(office: Office, table: Table) -> Table:
    """Return the weekly list with the next step of each case that the person at the keyboard may see.

    A stage that ended after the day of the list has none.
    """
    from caseworker.reports.cells import text_cell

    place = table.column_headings.index(NEXT_STEP)
    of_line = [_case_of(row[place].rows) for row in table.cells]
    with office.reading_lists() as raw:
        seen = rows_by_number(raw, sorted(set(of_line)), office.reader)
        words = {row.number: step_in_words(office, read_case(raw, row.case_id)) for row in seen}
    cells = tuple(
        (*row[:place], text_cell(words.get(number) or row[place].text, row[place].rows), *row[place + 1 :])
        for row, number in zip(table.cells, of_line, strict=True)
    )
    return replace(table, cells=cells)


def _case_of(rows: Rows | None) -> int:
    """The number of the case of a line whose stage is open still; 0 where it has ended since."""
    if rows is None or rows.values("to_on")[:1] != [STILL_OPEN]:
        return 0
    return next(iter(rows.case_numbers()), 0)


def step_in_words(office: Office, view: CaseView) -> str:
    """Return the next step of a case; the day its answer is due stands in a column of its own."""
    if not view.status.is_active:
        return CLOSED
    words, _command = next_step(office, view)
    if view.row.due_on is not None:
        day = long_date(view.row.due_on)
        words = words.replace(f" The answer is due {day}.", "").replace(f" by {day}", "")
    return words
