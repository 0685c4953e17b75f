"""What Qt asks of the cells of a list of cases, role by role."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from ui.cases.case_line import CHANGED, COLUMNS, DUE, KIND, STATUS, CaseLine
from ui.widgets.roles import Role

_DATA = Qt.ItemDataRole


def cell(line: CaseLine, column: int, role: int) -> Any:
    """Return what a cell says in a role: words, spoken words, tag, mark, weight."""
    if role in (_DATA.DisplayRole, _DATA.ToolTipRole):
        return line.texts[column]
    if role == _DATA.AccessibleTextRole:
        return line.spoken if column == 0 else f"{COLUMNS[column].title}, {line.texts[column] or 'empty'}"
    if role == Role.TAG:
        return {STATUS: line.status_tag, CHANGED: "updated" if line.is_updated else None}.get(column)
    if column == 0 and role == Role.MARK:  # a tag in its tight form: the column that names it may not fit
        return "updated" if line.is_updated else None
    if role == Role.BOLD:
        return line.is_updated or (column == DUE and line.is_urgent)
    if column == CHANGED and role == Role.SHORT:
        return "Updated" if line.is_updated else None
    if column == KIND and role == Role.SHORT:  # the stage stays in view: "Statutory, stage 1"
        return line.texts[KIND].replace(" complaint, ", ", ")
    if column != DUE:
        return None
    return {Role.MARK: line.due_mark, Role.SHORT: line.due_short}.get(role)  # type: ignore[call-overload]


def loading_cell(row: int, column: int, role: int) -> Any:
    """Return what a cell says while its line is on its way."""
    if role == _DATA.DisplayRole:
        return "" if column else "Loading"
    if role == _DATA.AccessibleTextRole:
        return f"Loading row {row + 1:,}"
    return "muted" if role == Role.TONE else None


def heading_cell(section: int, role: int) -> Any:
    """Return a heading, its width in characters, its id."""
    column = COLUMNS[section]
    if role == _DATA.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    answers = {
        _DATA.DisplayRole: column.title,
        Role.WIDTH: column.width,
        Role.FIRM: column.is_firm,
        Role.COLUMN: column.id,
    }
    return answers.get(role)  # type: ignore[call-overload]
