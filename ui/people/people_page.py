"""The list of people: everybody of the register and everybody who stands in a case, found as one types (Ctrl+4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.people import FIRST_ROWS, count_people, list_people
from caseworker.domain.people import PersonRow
from ui.context import Context
from ui.page import Page
from ui.tokens import SPACE_8, SPACE_16
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import PageHeading, Words

_ROLES = {
    "Person complaining or asking": "Complaining",
    "Child or young person": "Child",
    "Representative": "Representative",
}
_FIND = "Name, phone, email, postcode or social care ID (Ctrl+F)"


class PeopleModel(RowsModel[PersonRow]):
    """The people found: the office finds them, so the rows in memory are not filtered again."""

    def set_filter(self, text: str, chips: Mapping[str, str]) -> None:
        """The chips filter what was found; the text was asked of the office."""
        super().set_filter("", chips)


class PeoplePage(Page):
    """Everybody known, with their last case and whether an alert or a contact plan is in force."""

    kind = "people"
    commands = ("edit.find",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._reads, self._is_stale = 0, True
        self._counts: tuple[int, int] | None = None
        self.model = PeopleModel(_columns(), speak=_spoken, key=lambda row: row.id, parent=self)
        self.table = CaseTable("People", ("person", "people"))
        self.table.set_model(self.model)
        self.table.filter_line.setPlaceholderText(_FIND)
        self.table.filter_line.setAccessibleName("Find people")
        self.table.set_empty(
            "Nobody is known yet", "Everybody in a case is listed here. Press Ctrl+N to log a new case."
        )
        self.known = Words("", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_8)
        column.addWidget(PageHeading("People"))
        column.addWidget(self.known)
        column.addWidget(self.table, 1)
        self.table.opened.connect(self._on_opened)
        self.table.filtered.connect(lambda _text, _chips: self.refresh())
        self.handle("edit.find", self.table.focus_filter)

    def title(self) -> str:
        """The screen's name."""
        return "People"

    def help_text(self) -> str:
        """What the page is for, and its keys."""
        return (
            "Everybody of the register and everybody who stands in a case. Type a name, also with a slip, a phone"
            " number in any form, an email, a postcode or a social care ID. Enter opens the person."
        )

    def first_focus(self) -> QWidget:
        """The find box: with many people one types."""
        return self.table.filter_line

    def refresh(self) -> None:
        """Read the people again."""
        self._reads += 1
        number, office, typed = self._reads, self.context.office, self.table.filter_text()

        known = (
            self._counts if typed else None
        )  # counting is slower than finding, and typing changes no number

        def read() -> tuple[list[PersonRow], tuple[int, int]]:
            return list_people(office, typed), known or count_people(office)

        self.context.tasks.run_read(
            read,
            lambda found: self._on_read(number, *found),
            self.context.messages.failure,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """People come and go with cases: read again, now or when the page comes to the front."""
        self._is_stale, self._counts = True, None
        if self.isVisible():
            self.refresh()

    def layout_state(self) -> dict[str, Any]:
        """Columns; what was searched for is nobody else's business."""
        return {"table": {"columns": self.table.view.columns.state()}}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        self.table.restore_layout(state.get("table", {}))

    def _on_read(self, number: int, rows: list[PersonRow], counts: tuple[int, int]) -> None:
        if number != self._reads:  # something else was typed meanwhile
            return
        self._is_stale, self._counts = False, counts
        current = self.table.current_key()
        self.model.set_rows(rows)
        self.table.go_to(current)
        self.known.setText(_known_words(counts, len(rows), bool(self.table.filter_text())))

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.context.open_page("person", self.model.row(index).id)

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Cases were logged meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


def _known_words(counts: tuple[int, int], shown: int, is_found: bool) -> str:
    register, entries = counts
    people = "1 person" if register == 1 else f"{register:,} people"
    others = "1 entry in a case is" if entries == 1 else f"{entries:,} entries in cases are"
    words = f"{people} in the register. {others} not linked to anybody."
    if shown >= FIRST_ROWS and not is_found:
        words += f" These are the first {FIRST_ROWS}: type to find others."
    elif shown >= FIRST_ROWS:
        words += f" These are the first {FIRST_ROWS} found: type more to find others."
    return words


def _columns() -> list[Column[PersonRow]]:
    return [
        Column("name", "Name", lambda row: row.name or "Name not known", width=24),
        Column("tags", "Take care", _care, tag=lambda row: _tag(row), width=13, may_filter=True),
        Column("born", "Born", lambda row: row.born, width=11),
        Column("what", "Who", _what, width=14, may_filter=True),
        Column("contact", "Contact", lambda row: row.contact, width=18),
        Column("postcode", "Postcode", lambda row: row.postcode, width=10),
        Column(
            "cases", "Cases", lambda row: str(row.cases), sort=lambda row: row.cases, width=6, is_number=True
        ),
        Column("last", "Last case", lambda row: row.last.reference if row.last else "", width=15),
        Column("kind", "Type", lambda row: row.last.kind.label if row.last else "", width=0),
    ]


def _care(row: PersonRow) -> str:
    kinds = [words.split(":")[0] for words in row.tags]
    return "Safety alert" if "Safety alert" in kinds else kinds[0] if kinds else ""


def _tag(row: PersonRow) -> str:
    care = _care(row)
    return "safety" if care == "Safety alert" else "due_soon" if care else ""


def _what(row: PersonRow) -> str:
    if row.is_registered:
        return "Child, registered" if row.is_child else "Registered"
    return _ROLES.get(row.role, "Other person")


def _last(row: PersonRow) -> str:
    return f"{row.last.reference}, {row.last.kind.label}" if row.last else ""


def _spoken(row: PersonRow) -> str:
    last = f"last case {_last(row)}" if row.last else ""
    return ", ".join(
        filter(None, (row.name or "Name not known", *row.tags, _what(row), row.born_words, row.contact, last))
    )
