"""Lists of cases: the saved views of the work list, and what may be asked of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseworker.domain.readers import ANYBODY, Reader


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view: its code, its name, what an empty one says, and what a role must allow to see it ("" for all)."""

    code: str
    label: str
    empty: str
    needs: str = ""


_ALL = (
    SavedView("my_open", "My open", "You have no open cases. Press Ctrl+N to log one."),
    SavedView("team_open", "Team open", "The team has no open cases. Press Ctrl+N to log one."),
    SavedView("overdue", "Overdue", "No cases are overdue."),
    SavedView("due_soon", "Due in 3 working days", "Nothing is due in the next 3 working days."),
    SavedView("to_acknowledge", "To acknowledge", "Every open case has been acknowledged."),
    SavedView("waiting_service", "Waiting for service", "No case waits for a service."),
    SavedView("waiting_person", "Waiting for person", "No case waits for the person."),
    SavedView("to_sign_off", "To sign off", "Nothing waits for approval."),
    SavedView("paused", "Clock stopped", "No clock is stopped."),
    SavedView("letters_to_review", "Letters to review", "No letter waits for review."),
    SavedView("my_reviews", "Letters for me to review", "No letter waits for your review."),
    SavedView("letters_to_print", "Letters to send", "Every approved letter has been sent."),
    SavedView("follow_up", "Follow up today", "No follow-up is due today."),
    SavedView(
        "remedies_due", "Remedies outstanding", "No remedy, recommendation or agreed action is overdue."
    ),
    SavedView("unallocated", "Unallocated", "Every open case has an owner."),
    SavedView("undecided", "Type not decided", "The type of every case has been decided."),
    SavedView("updated", "Updated by others", "Nobody else has changed a case since you opened it."),
    SavedView("contributions_late", "Contributions late", "No service is late with what it was asked."),
    SavedView("to_escalate", "To escalate", "No head of service has to be told of a deadline."),
    SavedView("review_due", "Review due", "No review is due."),
    SavedView("something_missing", "Something missing", "Nothing is missing in any case."),
    SavedView("restricted", "Restricted", "No open case is restricted.", needs="restricted"),
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
        owner_id: the person at the keyboard.
        stands_in_for: whose cases are "mine" as well, because I am their deputy while they are away.
        only_mine: leave out what is neither mine nor theirs.
        today, soon_on: today, and the third working day from it.
        tell_until: the last day of a deadline that a head of service is to be told of now.
        text: words every case shown must contain; empty for all.
        filters: column code and value pairs that must all hold.
        numbers: only these cases (a report's cell); None for all.
        orders: for columns of codes that are read as words (an owner's name), the codes in the order of the words;
            a code that is not listed, such as none, comes last.
        reader: whose list it is: what they may not see is not in it.
    """

    view: str = "team_open"
    owner_id: str = ""
    today: date = date.min
    soon_on: date = date.min
    tell_until: date = date.min
    stands_in_for: tuple[str, ...] = ()
    only_mine: bool = False
    text: str = ""
    sort: str = "due"
    descending: bool = False
    filters: tuple[tuple[str, str], ...] = field(default=())
    numbers: tuple[int, ...] | None = None
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reader: Reader = ANYBODY

    @property
    def owner_ids(self) -> tuple[str, ...]:
        """Whose cases are mine; none while nobody is at the keyboard."""
        return tuple(filter(None, (self.owner_id, *self.stands_in_for)))


@dataclass(frozen=True, slots=True)
class OwnView:
    """A view that a person made: a saved view with filters, words and an order of their own.

    Attributes:
        id: what it is known by; the name may change.
        view: code of the saved view it narrows.
        filters: column code and value pairs.
    """

    id: str
    name: str
    view: str
    text: str = ""
    sort: str = "due"
    descending: bool = False
    filters: tuple[tuple[str, str], ...] = ()
