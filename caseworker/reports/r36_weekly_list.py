"""Tables 36 and 36a: what is open, due and late, one line a case, and how much of it each head of service has.

Source: issue (weekly open, due and late list per head of service); interface rule P6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import say
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry
from caseworker.reports.brief import Brief
from caseworker.reports.cells import DAYS_TO_GO, Cell, day_cell, days_cell, text_cell
from caseworker.reports.last_day import as_of
from caseworker.reports.measured import count_of, measured
from caseworker.reports.r28_bridge import open_at_end_of
from caseworker.reports.stage_rows import by_every_stage, shown
from caseworker.reports.table import Report, Table
from caseworker.reports.work_in_hand import NONE_KNOWN, CaseLine

COLUMNS = ("Head of service", "Kind and stage", "Due", "Days", "Owner", "Next step")
TITLE = "Open, due and late"
NO_HEAD = "No head of service known"
OPEN, LATE, SOON, LATER, NO_DATE = "Open", "Late", "Due in 5 working days", "Due later", "No date runs"
SOON_DAYS = 5


_Due = tuple[Callable[[Rows], Cell], Callable[[Rows], Cell]]
"""Make the cells of a day and of the days to it for a line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A stage that is open."""

    n: int
    case_n: int
    head: str
    due_on: str
    rows: Rows


def _list(brief: Brief) -> Table:
    open_now = open_at_end_of(brief, as_of(brief))
    known = brief.work.lines(open_now.case_numbers())
    kinds = _kinds(brief, open_now)

    def place(line: _Line) -> tuple[str, ...]:
        """Alike on every computer that has these cases, whatever their places in its file are."""
        case = known.get(line.case_n)
        return line.due_on or STILL_OPEN, case.reference if case else "", kinds[line.n]

    lines = [
        line
        for head, rows in _heads(brief, open_now).items()
        for line in sorted(_lines(head, rows), key=place)
    ]
    headings = tuple(_headings(lines, known, kinds))
    due = cache(partial(_due, brief))
    return Table(
        report=TABLE_36,
        period=brief.period,
        row_heading="Reference",
        row_headings=headings,
        column_headings=COLUMNS,
        cells=tuple(_cells(line, known.get(line.case_n), kinds[line.n], due(line.due_on)) for line in lines),
        basis=f"{TABLE_36.basis} As of {say(as_of(brief))}.",
    )


def _lines(head: str, rows: Rows) -> list[_Line]:
    """The lines of a head of service."""
    columns = (rows.values(name) for name in ("n", "case_n", "due_on"))
    return [
        _Line(n, case_n, head, due_on, one)
        for n, case_n, due_on, one in zip(*columns, rows.singles(), strict=True)
    ]


def _kinds(brief: Brief, rows: Rows) -> dict[int, str]:
    return {
        n: entry.heading
        for entry in shown(by_every_stage(brief), rows)
        for n in (entry.rows & rows).values("n")
    }


def _headings(lines: list[_Line], known: Mapping[int, CaseLine], kinds: Mapping[int, str]) -> Iterator[str]:
    """The references, each once; where a case has two stages open, with the stage; hidden ones are numbered."""
    given: set[str] = set()
    for place, line in enumerate(lines, 1):
        case = known.get(line.case_n)
        words = case.reference if case is not None and case.reference else f"Restricted case {place}"
        if words in given:
            words = f"{words}, {kinds[line.n]}"
        while words in given:
            words += "*"
        given.add(words)
        yield words


def _cells(line: _Line, case: CaseLine | None, kind: str, due: _Due) -> tuple[Cell, ...]:
    rows, (day, days) = line.rows, due
    return (
        text_cell(line.head or NO_HEAD, rows),
        text_cell(kind, rows),
        day(rows),
        days(rows),
        text_cell((case.owner if case else "") or NONE_KNOWN, rows),
        text_cell((case.next_step if case else "") or NONE_KNOWN, rows),
    )


def _due(brief: Brief, due_on: str) -> _Due:
    """What says a day, and the working days to it: "3 to go", "2 over", "today"; dashes without a date."""
    if not due_on:
        return partial(text_cell, NONE_KNOWN), partial(text_cell, NONE_KNOWN)
    due, today = date.fromisoformat(due_on), as_of(brief)
    day = partial(day_cell, say(due), due)
    if due != today and not (brief.calendar.covers(due) and brief.calendar.covers(today)):
        return day, partial(text_cell, "over" if due < today else "to go")
    days = brief.calendar.between(today, due) if due != today else 0
    words = "today" if due == today else f"{days} to go" if due > today else f"{-days} over"
    return day, partial(days_cell, words, days, DAYS_TO_GO)


def _heads(brief: Brief, rows: Rows) -> dict[str, Rows]:
    """The lines of each head of service, in the order of their names; last those that nobody is known to head."""
    found: dict[str, Rows] = {}
    for service, of_service in rows.split("service").items():
        for division, lines in of_service.split("division").items():
            head = brief.work.head_of(service, division)
            found[head] = found.get(head, lines) | lines
    return dict(sorted(found.items(), key=lambda item: (not item[0], item[0])))


def heads_in(table: Table) -> tuple[str, ...]:
    """The heads of service a weekly list has lines for, in its order."""
    return tuple(dict.fromkeys(cells[0].text for cells in table.cells))


def of_head(table: Table, head: str) -> Table:
    """The weekly list of one head of service, without the column that names them."""
    kept = [place for place, cells in enumerate(table.cells) if cells[0].text == head]
    return replace(
        table,
        report=replace(table.report, title=f"{TITLE}: {head}"),
        row_headings=tuple(table.row_headings[place] for place in kept),
        column_headings=table.column_headings[1:],
        cells=tuple(table.cells[place][1:] for place in kept),
    )


def _by_head(brief: Brief) -> Table:
    today = as_of(brief)
    stages = brief.stages
    open_now = open_at_end_of(brief, today)
    dated = stages.recorded("due_on")
    late = dated - stages.after("due_on", today) - stages.where(due_on=today.isoformat())
    soon = stages.up_to("due_on", _soon(brief, today)) - late
    return measured(
        TABLE_36A,
        brief,
        row_heading="Head of service",
        rows=tuple(Entry(head or NO_HEAD, rows) for head, rows in _heads(brief, open_now).items()),
        columns=(
            count_of(OPEN),
            count_of(LATE, late),
            count_of(SOON, soon),
            count_of(LATER, dated - late - soon),
            count_of(NO_DATE, stages.all - dated),
        ),
        base=open_now,
        speaks_of=OPEN,
        total_row=True,
        across=[(OPEN, (LATE, SOON, LATER, NO_DATE))],
        basis=f"{TABLE_36A.basis} As of {say(today)}." if today != brief.period.last else "",
    )


def _soon(brief: Brief, today: date) -> date:
    """The fifth working day from a day; the week after it in years whose holidays are not loaded."""
    in_a_week = today + timedelta(days=7)
    known = brief.calendar.covers(today) and brief.calendar.covers(in_a_week + timedelta(days=7))
    return brief.calendar.add(today, SOON_DAYS) if known else in_a_week


TABLE_36 = Report(
    code="36",
    source_id="",
    title=f"{TITLE}, by head of service",
    question="What is open, when is it due, whose is it and what comes next?",
    population="Every stage open at the end of the period's last day, or of the day the figures were taken.",
    basis=(
        "One line for each stage that is open, by head of service and then by the date in force, as extended. Days "
        "are working days to the date or over it; a stopped clock has no date. Owner and next step are as they stand "
        "today. For the service, not for publication."
    ),
    source="Issue, weekly list; rule book 1.5",
    area="Workload",
    build=_list,
    noun=("stage", "stages"),
    is_internal=True,
)

TABLE_36A = Report(
    code="36a",
    source_id="",
    title="Open and late work of each head of service",
    question="How much is open and late with each head of service?",
    population="Every stage open at the end of the period's last day, or of the day the figures were taken.",
    basis=(
        "Late: the date in force, as extended, has passed. Due in 5 working days: on one of the next five, or on the "
        "day itself. No date runs: the clock is stopped, or nothing is due. Who heads a service is as in the settings "
        "now."
    ),
    source="Issue, weekly list; rule book 1.5",
    area="Workload",
    build=_by_head,
    noun=("stage", "stages"),
    is_internal=True,
)
