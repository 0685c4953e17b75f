"""Change owner: the people of the staff list, "me" first, found by typing (Ctrl+Shift+O)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from caseworker.office import Office
from ui.cases.pick_dialog import Pick, PickDialog


class OwnerDialog(PickDialog):
    """Asks who is to have some cases; `chosen` is the person's id, "" for nobody.

    Args:
        what: the cases in words: "CYP-2026-0412", "3 cases".
        owners_now: ids of the people who have them now.
    """

    def __init__(
        self, office: Office, what: str, owners_now: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Change owner of {what}",
            staff_picks(office, owners_now),
            placeholder="Type a name",
            do="Change owner",
            parent=parent,
        )


def staff_picks(office: Office, owners_now: Collection[str]) -> list[Pick]:
    """Return who can own a case today: the person at the keyboard, the others by name, nobody."""
    here = [p for p in office.staff.values() if p.works_on(office.clock.today())]
    here.sort(key=lambda p: (p.id != office.person.id, p.full_name.casefold()))
    single = next(iter(owners_now)) if len(set(owners_now)) == 1 else None

    def more(person_id: str, job: str) -> str:
        return "Owner now" if person_id == single else job

    picks = [
        Pick(p.id, f"{p.full_name} (me)" if p.id == office.person.id else p.full_name, more(p.id, p.job))
        for p in here
    ]
    return [*picks, Pick("", "Nobody", more("", ""))]
