"""Worked examples: rows of a file that say what the rules must lead to, worked out again.

The columns: id, case_kind, scheme, calendar, received, events, expected, why. A council's lawyer can write
such a file and have it checked with `check-rules FILE.csv`. Source: rule book section 7.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from caseworker.domain.clock_facts import EVENTS, Facts
from caseworker.domain.clocks import Clock
from caseworker.domain.kinds import Procedure
from caseworker.domain.london import london_date
from caseworker.domain.pauses import Pause, PauseKind
from caseworker.domain.reckoning import case_clocks, clocks_for, main_step
from caseworker.domain.rulebook import Rulebook
from caseworker.domain.working_days import CALENDAR_NAMES, Calendars
from caseworker.errors import CaseworkerError, Problem, ProblemsError, RuleError, UnavailableError

COLUMNS = ("id", "case_kind", "scheme", "calendar", "received", "events", "expected", "why")

_PAUSE_EVENTS: Mapping[str, tuple[PauseKind, str]] = {
    "advocate_requested": (PauseKind.ADVOCATE, "from"),
    "advocate_appointed": (PauseKind.ADVOCATE, "to"),
    "clarify_asked": (PauseKind.CLARIFY, "from"),
    "clarify_received": (PauseKind.CLARIFY, "to"),
    "fee_notice": (PauseKind.FEE, "from"),
    "fee_paid": (PauseKind.FEE, "to"),
    "id_asked": (PauseKind.ID, "from"),
    "id_received": (PauseKind.ID, "to"),
    "suspended": (PauseKind.CONCURRENT, "from"),
    "resumed": (PauseKind.CONCURRENT, "to"),
}
_WORDS = ("WD_TAKEN", "ON_TIME", "ON_TIME_10", "IN_TIME", "STOPPED")
_Happened = list[tuple[str, date]]


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
    procedure = _procedure(row)
    happened = _events(row)
    received_on = _received(row)
    closures = [day for name, day in happened if name == "closure"]
    counted_by = calendars.with_closures(closures) if closures else calendars
    facts = facts_of(received_on, [entry for entry in happened if entry[0] != "closure"])
    clocks = _clocks(row, procedure, facts, rulebook, counted_by)
    _check_calendar(row, clocks)
    return {name: _value(name, procedure, facts, clocks, counted_by) for name in _expected(row)}


def facts_of(received_on: date | None, happened: _Happened) -> Facts:
    """Facts from a list of named days in which pauses are told by their two ends.

    Raises:
        RuleError: an event has no such name, or a pause ends that never began.
    """
    events: dict[str, date] = {}
    pauses: list[Pause] = []
    for name, day in sorted(happened, key=lambda entry: entry[1]):
        if name not in _PAUSE_EVENTS:
            if name not in EVENTS:
                raise RuleError(f"There is no event called {name}", field="events")
            events[name] = day
        elif _PAUSE_EVENTS[name][1] == "from":
            pauses.append(Pause(_PAUSE_EVENTS[name][0], day))
        else:
            _end_pause(pauses, name, day, happened)
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
    for line, row in _rows(path):
        try:
            computed = recompute(row, rulebook, calendars)
            expected = _expected(row)
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


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemsError([Problem("file", f"{path.name} must be a CSV file saved as UTF-8")]) from error
    except OSError as error:
        raise UnavailableError(f"{path.name} could not be read. Check its name and folder.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS[:-1] if name not in (reader.fieldnames or ())]
        if missing:
            raise ProblemsError(
                [Problem("line 1", f"{path.name} must have the column {name} in line 1") for name in missing]
            )
        rows = []
        for row in reader:
            _check_width(row, reader.line_num)
            rows.append((reader.line_num, row))
    except csv.Error as error:
        message = f"Line {reader.line_num} of {path.name} cannot be read as CSV: {error}"
        raise ProblemsError([Problem(f"line {reader.line_num}", message)]) from error
    if not rows:
        raise ProblemsError([Problem("file", f"{path.name} has no rows below its heading")])
    return rows


def _check_width(row: Mapping[str | None, object], line: int) -> None:
    if None in row or None in row.values():
        raise ProblemsError(
            [Problem(f"line {line}", f"Line {line} must have as many columns as the heading; quote commas")]
        )


def _procedure(row: Mapping[str, str]) -> Procedure:
    kind = row["case_kind"].strip()
    if kind not in list(Procedure):
        raise RuleError(f"{kind or 'nothing'} is not one of {', '.join(Procedure)}", field="case_kind")
    return Procedure(kind)


def _received(row: Mapping[str, str]) -> date | None:
    text = row["received"].strip()
    if not text:
        return None
    try:
        return london_date(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise RuleError(
            f"{text} must be a real date or time, such as 2026-03-27T10:00", field="received"
        ) from None


def _events(row: Mapping[str, str]) -> _Happened:
    happened: _Happened = []
    for name, text in _pairs(row["events"], "events"):
        if name not in EVENTS and name not in _PAUSE_EVENTS and name != "closure":
            raise RuleError(f"there is no event called {name}", field="events")
        try:
            happened.append((name, date.fromisoformat(text)))
        except ValueError:
            raise RuleError(
                f"{name} must be a real date, such as 2026-03-27, not {text}", field="events"
            ) from None
    return happened


def _expected(row: Mapping[str, str]) -> dict[str, str]:
    expected = dict(_pairs(row["expected"].replace("STOPPED;", "STOPPED=yes;"), "expected"))
    if not expected:
        raise RuleError("at least one step=date is needed", field="expected")
    return expected


def _pairs(text: str, column: str) -> list[tuple[str, str]]:
    pairs = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = part.partition("=")
        if part == "STOPPED":
            equals, value = "=", "yes"
        if not equals or not name.strip() or not value.strip():
            raise RuleError(f"{part} must be written name=value", field=column)
        pairs.append((name.strip(), value.strip()))
    return pairs


def _end_pause(pauses: list[Pause], name: str, day: date, happened: _Happened) -> None:
    kind = _PAUSE_EVENTS[name][0]
    for index, pause in enumerate(pauses):
        if pause.kind is kind and pause.to_on is None:
            pauses[index] = Pause(kind, pause.from_on, day)
            return
    began = next(other for other, (its, end) in _PAUSE_EVENTS.items() if its is kind and end == "from")
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


def _value(
    name: str, procedure: Procedure, facts: Facts, clocks: Mapping[str, Clock], calendars: Calendars
) -> str:
    if name in _WORDS:
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
