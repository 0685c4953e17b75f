"""Lists of cases: the saved views of the work list, and what may be asked of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view: its code, its name, and what an empty one says."""

    code: str
    label: str
    empty: str


_ALL = (
    SavedView("my_open", "My open", "You have no open cases. Press Ctrl+N to log one."),
    SavedView("team_open", "Team open", "The team has no open cases. Press Ctrl+N to log one."),
    SavedView("overdue", "Overdue", "No cases are overdue."),
    SavedView("due_soon", "Due in 3 working days", "Nothing is due in the next 3 working days."),
    SavedView("to_acknowledge", "To acknowledge", "Every open case has been acknowledged."),
    SavedView("waiting_service", "Waiting for service", "No case waits for a service."),
    SavedView("waiting_person", "Waiting for person", "No case waits for the person."),
    SavedView("paused", "Clock stopped", "No clock is stopped."),
    SavedView("letters_to_print", "Letters to send", "Every letter written has been printed."),
    SavedView("follow_up", "Follow up today", "No follow-up is due today."),
    SavedView("unallocated", "Unallocated", "Every open case has an owner."),
    SavedView("undecided", "Type not decided", "The type of every case has been decided."),
    SavedView("answered", "Answered or closed", "No case has been answered yet."),
    SavedView("all", "All cases", "No case has been logged yet. Press Ctrl+N to log one."),
)

SAVED_VIEWS: Mapping[str, SavedView] = {view.code: view for view in _ALL}

SORTS = ("due", "reference", "person", "received", "kind", "service", "owner", "changed", "status", "waiting")
"""The columns a list can be sorted by."""


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """What a list shows.

    Attributes:
        view: code of a saved view.
        owner_id: whose cases "my" means.
        today, soon_on: today, and the third working day from it.
        text: words every case shown must contain; empty for all.
        filters: column code and value pairs that must all hold.
        numbers: only these cases (a report's cell); None for all.
        orders: for columns of codes that are read as words (an owner's name), the codes in the order of the words;
            a code that is not listed, such as none, comes last.
    """

    view: str = "team_open"
    owner_id: str = ""
    today: date = date.min
    soon_on: date = date.min
    text: str = ""
    sort: str = "due"
    descending: bool = False
    filters: tuple[tuple[str, str], ...] = field(default=())
    numbers: tuple[int, ...] | None = None
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()
