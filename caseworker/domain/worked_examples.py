"""Worked examples: rows of a file that say what the rules must lead to, worked out again.

The columns: id, case_kind, scheme, calendar, received, events, expected, why. A council's lawyer can write
such a file and have it checked with `check-rules FILE.csv`. Source: rule book section 7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker.domain import example_rows
from caseworker.domain.clock_facts import EVENTS, Facts
from caseworker.domain.clocks import Clock
from caseworker.domain.example_rows import CLOSURE, COLUMNS, MEASURES, PAUSE_EVENTS, Happened
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import Pause
from caseworker.domain.reckoning import case_clocks, clocks_for, main_step
from caseworker.domain.rulebook import Rulebook
from caseworker.domain.working_days import CALENDAR_NAMES, Calendars
from caseworker.errors import CaseworkerError, Problem, ProblemsError, RuleError

__all__ = ["COLUMNS", "Difference", "check_file", "facts_of", "recompute"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a row that the rules do not lead to.

    Attributes:
        row_id: the row's id; line: its line in the file.
        step: the step or measure; expected, computed: as written and as worked out ("" = not reached).
    """

    row_id: str
    line: int
    step: str
    expected: str
    computed: str

    def __str__(self) -> str:
        computed = self.computed or "nothing"
        return f"{self.row_id} (line {self.line}): {self.step} is {computed}, the file says {self.expected}"


def recompute(row: Mapping[str, str], rulebook: Rulebook, calendars: Calendars) -> dict[str, str]:
    """What the rules lead to for each step or measure that the row's `expected` names; "" where nothing does.

    Raises:
        RuleError: the row is malformed (`field` names the column), or no rules fit it.
        UnavailableError: a count reaches a year whose bank holidays are not loaded.
    """
    procedure = example_rows.procedure(row)
    happened = example_rows.events(row)
    closures = [day for name, day in happened if name == CLOSURE]
    counted_by = calendars.with_closures(closures) if closures else calendars
    facts = facts_of(example_rows.received(row), [entry for entry in happened if entry[0] != CLOSURE])
    clocks = _clocks(row, procedure, facts, rulebook, counted_by)
    _check_calendar(row, clocks)
    _check_steps(row, rulebook)
    return {name: _value(name, procedure, facts, clocks, counted_by) for name in example_rows.expected(row)}


def facts_of(received_on: date | None, happened: Happened) -> Facts:
    """Facts from a list of named days in which pauses are told by their two ends.

    Raises:
        RuleError: an event has no such name, or a pause ends that never began.
    """
    events: dict[str, date] = {}
    pauses: list[Pause] = []
    for name, day in sorted(happened, key=_in_order):
        if name not in PAUSE_EVENTS:
            if name not in EVENTS:
                raise RuleError(f"There is no event called {name}", field="events")
            events[name] = day
        elif PAUSE_EVENTS[name][1] == "from":
            pauses.append(Pause(PAUSE_EVENTS[name][0], day))
        else:
            _end_pause(pauses, name, day)
    ack_on = events.pop("ack", None)
    return Facts(received_on=received_on, acknowledged_on=ack_on, events=events, pauses=tuple(pauses))


def check_file(path: Path, rulebook: Rulebook, calendars: Calendars) -> list[Difference]:
    """Every value of a file of worked examples that the rules do not lead to; none when all agree.

    Raises:
        UnavailableError: the file cannot be read.
        ProblemsError: rows are malformed; each problem names the line and the column.
    """
    problems: list[Problem] = []
    differences: list[Difference] = []
    for line, row in example_rows.rows_of(path):
        try:
            computed = recompute(row, rulebook, calendars)
            expected = example_rows.expected(row)
            for step, value in expected.items():
                example_rows.check_value(step, value)
        except CaseworkerError as error:
            column = getattr(error, "field", None) or "received"
            problems.append(
                Problem(f"line {line}, {column}", f"Line {line} ({row['id']}), {column}: {error}")
            )
            continue
        differences += [
            Difference(row["id"], line, step, value, computed[step])
            for step, value in expected.items()
            if computed[step] != value
        ]
    if problems:
        raise ProblemsError(problems)
    return differences


def _in_order(entry: tuple[str, date]) -> tuple[date, bool]:
    """By day; of one day, what begins comes before what ends."""
    name, day = entry
    return day, name in PAUSE_EVENTS and PAUSE_EVENTS[name][1] == "to"


def _end_pause(pauses: list[Pause], name: str, day: date) -> None:
    kind = PAUSE_EVENTS[name][0]
    for index, pause in enumerate(pauses):
        if pause.kind is kind and pause.to_on is None:
            pauses[index] = Pause(kind, pause.from_on, day)
            return
    began = next(other for other, (its, end) in PAUSE_EVENTS.items() if its is kind and end == "from")
    raise RuleError(f"{name} needs {began} on or before it", field="events")


def _clocks(
    row: Mapping[str, str], procedure: Procedure, facts: Facts, rulebook: Rulebook, calendars: Calendars
) -> dict[str, Clock]:
    name = row["scheme"].strip()
    if any(scheme.id == name for scheme in rulebook.schemes):
        return clocks_for(rulebook.scheme_by_id(name, procedure), facts, calendars)
    if name in rulebook.authorities:
        return case_clocks(rulebook, procedure, name, facts, calendars)
    raise RuleError(f"there are no rules called {name or 'nothing'}", field="scheme")


def _check_calendar(row: Mapping[str, str], clocks: Mapping[str, Clock]) -> None:
    wanted = row["calendar"].strip()
    if wanted and wanted not in CALENDAR_NAMES:
        raise RuleError(f"{wanted} is not one of {', '.join(CALENDAR_NAMES)}", field="calendar")
    for clock in clocks.values():
        if wanted and clock.calendar.removesuffix("_LOCAL") != wanted.removesuffix("_LOCAL"):
            raise RuleError(f"{clock.step} is counted by {clock.calendar}, not {wanted}", field="calendar")


def _check_steps(row: Mapping[str, str], rulebook: Rulebook) -> None:
    for name in example_rows.expected(row):
        if name not in MEASURES and not any(name in scheme.steps for scheme in rulebook.schemes):
            raise RuleError(f"there is no step called {name}", field="expected")


def _value(
    name: str, procedure: Procedure, facts: Facts, clocks: Mapping[str, Clock], calendars: Calendars
) -> str:
    if name in MEASURES:
        return _measure(name, procedure, facts, clocks, calendars)
    clock = clocks.get(name)
    if clock is None:
        return ""
    return clock.due_on.isoformat() if clock.due_on else "STOPPED"


def _measure(
    name: str, procedure: Procedure, facts: Facts, clocks: Mapping[str, Clock], calendars: Calendars
) -> str:
    main = clocks.get(main_step(procedure, facts.first_stage))
    if name == "IN_TIME":
        last = clocks.get("CA_LAST_IN_TIME")
        if last is None or last.due_on is None or facts.received_on is None:
            return ""
        return _yes(facts.received_on <= last.due_on)
    if main is None:
        return ""
    if name == "STOPPED":
        return _yes(main.is_stopped)
    answered_on = _answered(facts)
    if answered_on is None:
        return ""
    if name == "WD_TAKEN":
        return str(calendars[main.calendar].taken(main.trigger_on, answered_on))
    longest_counts = procedure is Procedure.CHILDREN_ACT and name == "ON_TIME"
    limit = main.max_on if longest_counts and main.max_on else main.due_on
    return "STOPPED" if limit is None else _yes(answered_on <= limit)


def _answered(facts: Facts) -> date | None:
    of_stage = {"1": "s1_response", "2": "s2_response"}.get(facts.first_stage, "response")
    return facts.day_of("response") or facts.day_of("refusal") or facts.day_of(of_stage)


def _yes(true: bool) -> str:
    return "yes" if true else "no"
