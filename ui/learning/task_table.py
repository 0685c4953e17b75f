"""The table of actions over all cases."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caseworker.actions.learning import TaskLine
from caseworker.domain.dates_in_words import MONTHS, long_date
from ui.learning.task_words import TAGS
from ui.widgets.rows_model import Column, RowsModel

_COLUMNS: tuple[Column[TaskLine], ...] = (
    Column("reference", "Case", lambda line: line.reference, width=16),
    Column(
        "state",
        "State",
        lambda line: _state(line),
        tag=lambda line: TAGS[line.state],
        width=16,
        may_filter=True,
    ),
    Column("what", "Action", lambda line: line.what, width=-32),
    Column("due", "Due", lambda line: _day(line), sort=lambda line: line.due_on, width=13),
    Column("service", "Service", lambda line: line.service, width=18, may_filter=True),
    Column("owner", "Owner", lambda line: line.owner, width=14, may_filter=True),
    Column("finding", "Finding", lambda line: line.finding, width=14, may_filter=True),
    Column("kind", "Kind", lambda line: line.kind, width=16, may_filter=True),
    Column("source", "From", lambda line: line.source, width=16),
    Column("evidence", "Evidence", lambda line: line.evidence, width=16),
    Column("learning", "Learning", lambda line: line.learning, width=16),
)


def tasks_model(parent: QObject | None = None) -> RowsModel[TaskLine]:
    """Return an empty model of actions."""
    return RowsModel(_COLUMNS, speak=spoken, key=lambda line: line.task_id, parent=parent)


def spoken(line: TaskLine) -> str:
    """Return the whole row as one sentence (C5)."""
    parts = [line.reference, line.what, line.state_words]
    parts.append(f"due {long_date(line.due_on)}" if line.due_on else "no due date")
    parts.append(f"owner {line.owner}" if line.owner else "no owner")
    parts += [part for part in (line.service, line.finding) if part]
    return ", ".join(parts)


def _state(line: TaskLine) -> str:
    """Short enough for a column; by how much it is late is said beneath and in the spoken row."""
    return line.state.value.replace("_", " ").capitalize()


def _day(line: TaskLine) -> str:
    day = line.due_on
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""
