"""Reading a file of worked examples: its columns, its rows, and what each cell may hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from caseworker.domain.clock_facts import EVENTS
from caseworker.domain.kinds import Procedure
from caseworker.domain.london import london_date
from caseworker.domain.pauses import PauseKind
from caseworker.errors import Problem, ProblemsError, RuleError, UnavailableError

COLUMNS = ("id", "case_kind", "scheme", "calendar", "received", "events", "expected", "why")

PAUSE_EVENTS: Mapping[str, tuple[PauseKind, str]] = {
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
"""Events that begin ("from") or end ("to") a pause."""

CLOSURE = "closure"
"""The event of a day on which the council was closed; it may be told several times."""

MEASURES = ("WD_TAKEN", "ON_TIME", "ON_TIME_10", "IN_TIME", "STOPPED")
"""What `expected` may name besides steps."""

LONGEST_CELL = 10_000
"""Characters a cell may have; a longer one is a quote that never ends."""

Happened = list[tuple[str, date]]


def rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file, each with its line.

    Raises:
        UnavailableError: the file cannot be read.
        ProblemsError: it is no CSV file with these columns.
    """
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
        found = []
        for row in reader:
            _check_width(row, reader.line_num)
            found.append((reader.line_num, row))
    except csv.Error as error:
        message = f"Line {reader.line_num} of {path.name} cannot be read as CSV: {error}"
        raise ProblemsError([Problem(f"line {reader.line_num}", message)]) from error
    if not found:
        raise ProblemsError([Problem("file", f"{path.name} has no rows below its heading")])
    return found


def _check_width(row: Mapping[str | None, object], line: int) -> None:
    if None in row or None in row.values():
        raise ProblemsError(
            [Problem(f"line {line}", f"Line {line} must have as many columns as the heading; quote commas")]
        )
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row.values()):
        message = f"Line {line} cannot be read as CSV: a cell is longer than {LONGEST_CELL:,} characters"
        raise ProblemsError([Problem(f"line {line}", message)])


def procedure(row: Mapping[str, str]) -> Procedure:
    """The body of rules that a row is about."""
    kind = row["case_kind"].strip()
    if kind not in list(Procedure):
        raise RuleError(f"{kind or 'nothing'} is not one of {', '.join(Procedure)}", field="case_kind")
    return Procedure(kind)


def received(row: Mapping[str, str]) -> date | None:
    """The London date in `received`; None when it is blank."""
    text = row["received"].strip()
    if not text:
        return None
    try:
        return london_date(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise RuleError(
            f"{text} must be a real date or time, such as 2026-03-27T10:00", field="received"
        ) from None


def events(row: Mapping[str, str]) -> Happened:
    """The named days in `events`, in the order written."""
    happened: Happened = []
    for name, text in _pairs(row["events"], "events"):
        if name not in EVENTS and name not in PAUSE_EVENTS and name != CLOSURE:
            raise RuleError(f"there is no event called {name}", field="events")
        happened.append((name, _real_date(name, text, "events")))
    return happened


def expected(row: Mapping[str, str]) -> dict[str, str]:
    """What `expected` says, by step or measure."""
    found = dict(_pairs(row["expected"], "expected"))
    if not found:
        raise RuleError("at least one step=date is needed", field="expected")
    return found


def check_value(name: str, value: str) -> None:
    """Make sure that a value of `expected` can be meant: a date or STOPPED for a step, a number, yes or no.

    Raises:
        RuleError: it cannot.
    """
    if name in MEASURES:
        allowed = value.isdecimal() if name == "WD_TAKEN" else value in ("yes", "no")
        if not allowed:
            wanted = "a number" if name == "WD_TAKEN" else "yes or no"
            raise RuleError(f"{name} must be {wanted}, not {value}", field="expected")
    elif value != "STOPPED":
        _real_date(name, value, "expected")


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


def _real_date(name: str, text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleError(f"{name} must be a real date, such as 2026-03-27, not {text}", field=column) from None
