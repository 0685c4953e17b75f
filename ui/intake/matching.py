"""Looks for possible matches while the form is filled, says how many, and fills the form from the one chosen (S1)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from ui.context import Context
from ui.intake.form import IntakeForm
from ui.intake.matches import Asked, Match, find_matches
from ui.intake.matches_panel import MatchesPanel
from ui.widgets.date_text import short_date
from ui.widgets.field_block import bring_into_view

PAUSE_MS = 300
_WATCHED = ("full_name", "phone", "email", "postcode", "child1_full_name")
_PERSON = ("full_name", "raised_by", "relationship", "phone", "email", "preferred_contact", "adjustments")


class Matching(QObject):
    """Between one form, its list of matches, and the office.

    Attributes:
        panel: the list, for the page to place.

    Signals:
        noticed(str): how many there are, in words; "" for none.
    """

    noticed = Signal(str)

    def __init__(self, context: Context, form: IntakeForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._form = context, form
        self._asked = Asked()
        self.matches: list[Match] = []
        self._came_from: QWidget | None = None
        self.panel = MatchesPanel()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        form.edited.connect(self._on_edited)
        self.panel.list.used.connect(self._on_used)
        self.panel.list.left.connect(self.leave)

    def look(self) -> None:
        """Look for people like the one on the form."""
        text = {name: str(self._form.form[name].value() or "") for name in _WATCHED}
        asked = Asked(*text.values())
        if asked == self._asked:
            return
        self._asked = asked
        office = self._context.office
        self._context.tasks.run_read(
            lambda: find_matches(office, asked),
            lambda found: self._on_found(asked, found),
            self._context.messages.failure,
            receiver=self,
        )

    def why_not(self) -> str:
        """Say why there is nothing to go to, or ""."""
        return "" if self.matches else "Nobody we know looks like this person so far."

    def go(self) -> None:
        """Show the list and move to it (F8)."""
        self._came_from = self._form.focusWidget() or self._came_from
        self.panel.setVisible(True)
        bring_into_view(self.panel)
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the list away and go back to the field one came from."""
        self.panel.hide()
        target = self._came_from or self._form.form["full_name"].editor()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(target)

    def _on_edited(self, name: str) -> None:
        if name in _WATCHED:
            self._pause.start()

    def _on_found(self, asked: Asked, found: list[Match]) -> None:
        if asked != self._asked:
            return
        number_changed = len(found) != len(self.matches)
        self.matches = found
        words = f"{len(found)} possible {'match' if len(found) == 1 else 'matches'} (F8)" if found else ""
        self.noticed.emit(words)
        self.panel.list.show_matches(found)
        if not found and self.panel.isVisible():
            self.leave()
        if number_changed and found:
            self._context.messages.announce(words)
        self._context.registry.refresh()

    def _on_used(self, number: int) -> None:
        if not 0 <= number < len(self.matches):
            return
        match, office = self.matches[number], self._context.office
        self._context.tasks.run_read(
            lambda: open_case(office, match.row.case_id),
            lambda view: self._use(match, view),
            self._context.messages.failure,
            receiver=self,
        )

    def _use(self, match: Match, view: CaseView) -> None:
        values = child_values(view, match.row.child) if match.is_child else person_values(view)
        for name, value in values.items():
            field = self._form.form[name]
            if value and (field.is_empty() or name.endswith("full_name")):
                field.set_value(value)
        self._context.messages.status(f"Filled in from {match.row.reference}. What you had typed is kept.")
        self.leave()


def person_values(view: CaseView) -> dict[str, str]:
    """What the form can take from the person of a case."""
    doc = view.complainant.doc if view.complainant is not None else {}
    address = doc.get("address") or {}
    values = {name: str(doc.get(name) or "") for name in _PERSON}
    return {
        **values,
        "address_lines": str(address.get("lines") or ""),
        "postcode": str(address.get("postcode") or ""),
    }


def child_values(view: CaseView, name: str) -> dict[str, str]:
    """What the form can take from the child of that name."""
    doc = next((child.doc for child in view.children if child.doc.get("full_name") == name), {})
    born_on = doc.get("born_on")
    return {
        "child1_full_name": str(doc.get("full_name") or ""),
        "child1_born_on": short_date(date.fromisoformat(born_on)) if born_on else "",
        "child1_status": str(doc.get("child_status") or ""),
        "child1_social_care_id": str(doc.get("social_care_id") or ""),
    }
