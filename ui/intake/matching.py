"""Looks for possible matches while the form is filled, says how many, and fills the form from the one chosen (S1)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.people_links import values_to_fill
from caseworker.actions.people_matches import find_matches
from caseworker.domain.people import Asked, AskedChild, Match
from ui.context import Context
from ui.drafts.as_typed import typed
from ui.intake.form import IntakeForm
from ui.intake.match_links import name_field
from ui.intake.matches_panel import MatchesPanel
from ui.widgets.date_text import short_date
from ui.widgets.field_block import bring_into_view

PAUSE_MS = 300
_TEXTS = ("full_name", "phone", "email", "postcode")
_WATCHED = (*_TEXTS, "kind")
_OF_A_CHILD = ("_full_name", "_born_on", "_social_care_id")
_CHILD = {"full_name": "full_name", "child_status": "status", "social_care_id": "social_care_id"}
_NOT_OF_THE_CALLER = ("born_on", "age", "child_status", "social_care_id")


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
        self._asked: object = None
        self.matches: list[Match] = []
        self._came_from: QWidget | None = None
        self.panel = MatchesPanel()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        form.edited.connect(self._on_edited)
        self.panel.list.used.connect(self._on_used)
        self.panel.list.left.connect(self.leave)

    def look(self, *, again: bool = False) -> None:
        """Look for people like the one on the form; `again` where others may have changed who there is."""
        asked, kind = self._question(), self._form.kind()
        if (asked, kind) == self._asked and not again:
            return
        self._asked = asked, kind
        office = self._context.office
        self._context.tasks.run_read(
            lambda: find_matches(office, asked, kind),
            lambda found: self._on_found((asked, kind), found),
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

    def _question(self) -> Asked:
        form = self._form.form
        texts = [str(form[name].value() or "") for name in _TEXTS]
        children = [fields.child() for fields in self._form.children_fields]
        return Asked(*texts, tuple(AskedChild(c.full_name, c.born_on, c.social_care_id) for c in children))

    def _on_edited(self, name: str) -> None:
        if name in _WATCHED or (name.startswith("child") and name.endswith(_OF_A_CHILD)):
            self._pause.start()

    def _on_found(self, asked: object, found: list[Match]) -> None:
        if asked != self._asked or found == self.matches:
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
            lambda: values_to_fill(office, match),
            lambda values: self._use(match, values),
            self._context.messages.failure,
            receiver=self,
        )

    def _use(self, match: Match, values: dict[str, str]) -> None:
        form = self._form.form
        filled = values_for(name_field(match.child), values)
        put: dict[str, tuple[str, str]] = {}
        for name, value in filled.items():
            if name in form.blocks and value and (form[name].is_empty() or name.endswith("full_name")):
                form[name].set_value(value)
                put[name] = value, str(typed(form[name]))
        self._form.links.use(match, put)
        self._form.edited.emit(name_field(match.child))  # the draft keeps it
        source = match.last.reference if match.last else "the directory" if match.directory else match.name
        self._context.messages.status(f"Filled in from {source}. What you had typed is kept.")
        self.leave()


def values_for(name: str, values: dict[str, str]) -> dict[str, str]:
    """What the fields beside a name on the form can take over: of the caller, or of one of the children."""
    number = name.removeprefix("child").partition("_")[0]
    return child_values(values, int(number)) if number.isdigit() else caller_values(values)


def caller_values(values: dict[str, str]) -> dict[str, str]:
    """What the fields of the caller can take over, by their names on the form."""
    return {name: value for name, value in values.items() if name not in _NOT_OF_THE_CALLER}


def child_values(values: dict[str, str], number: int) -> dict[str, str]:
    """What the fields of a child can take over, by their names on the form."""
    found = {f"child{number}_{theirs}": values.get(ours, "") for ours, theirs in _CHILD.items()}
    born_on = values.get("born_on")
    found[f"child{number}_born_on"] = (
        short_date(date.fromisoformat(born_on)) if born_on else values.get("age", "")
    )
    return found
