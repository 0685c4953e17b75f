"""The rows of a search: what a caller asks about first, and why each case was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from caseworker.actions.find_cases import Found, find_cases
from caseworker.domain.cases import CaseRow
from caseworker.office import Office
from ui.cases.case_line import COLUMNS, CaseLine, case_line
from ui.widgets.roles import Role
from ui.widgets.rows_model import Column, RowsModel

_PLACE = {column.id: place for place, column in enumerate(COLUMNS)}
_FIRM = ("reference", "due")
_SHORT_WHY = {
    "Person complaining": "Person",
    "Child or young person": "Child",
    "Summary": "Case text",
    "In several parts of the case": "Several parts",
}


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A case found, in words."""

    line: CaseLine
    row: CaseRow
    last_event: str
    why: str

    def text(self, column: str) -> str:
        """The words of a column that every list has."""
        return self.line.texts[_PLACE[column]]

    @property
    def spoken(self) -> str:
        """The whole row as one sentence."""
        return (
            f"{self.line.spoken}, last event {self.last_event}, found in {self.why[:1].lower()}{self.why[1:]}"
        )

    @property
    def told(self) -> str:
        """What a caller is told, in sentences."""
        return f"{self.text('due')}. Owner: {self.text('owner')}. Last event: {self.last_event}. Found in: {self.why}."


def search_lines(office: Office, text: str, filters: Sequence[tuple[str, str]] = ()) -> list[SearchLine]:
    """Return the cases found that meet every filter, as lines; to be called off the UI thread."""
    return [_line(office, found) for found in find_cases(office, text, filters=filters)]


def _line(office: Office, found: Found) -> SearchLine:
    why = found.row.why_found
    return SearchLine(case_line(office, found.row), found.row, found.last_event, why[:1].upper() + why[1:])


def _columns() -> list[Column[SearchLine]]:
    def listed(name: str, width: int) -> Column[SearchLine]:
        title = COLUMNS[_PLACE[name]].title
        return Column(name, title, lambda found: found.text(name), width=width)

    return [
        listed("reference", 15),
        listed("person", 20),
        Column("due", "Due", lambda found: found.text("due"), sort=lambda found: found.row.due_on, width=-24),
        listed("owner", 13),
        Column("why", "Why found", lambda found: found.why, width=17),
        Column("last", "Last event", lambda found: found.last_event, width=26),
        Column("child", "Child", lambda found: found.row.child, width=18),
        listed("kind", 26),
    ]


class SearchModel(RowsModel[SearchLine]):
    """Up to fifty cases found, in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            _columns(), speak=lambda found: found.spoken, key=lambda found: found.row.case_id, parent=parent
        )

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Due words with their mark, fewer words where not all of them fit; the rest as in any table."""
        if index.isValid() and role in (Role.MARK, Role.BOLD, Role.SHORT):
            found, name = self.row(index), self.columns[index.column()].id
            if name == "why" and role == Role.SHORT:
                return _SHORT_WHY.get(found.why)
            if name == "due":
                line = found.line
                return {Role.MARK: line.due_mark, Role.BOLD: line.is_urgent, Role.SHORT: line.due_short}[
                    Role(role)
                ]
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Reference and due date are never narrower than asked."""
        if role == Role.FIRM and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].id in _FIRM
        return super().headerData(section, orientation, role)
