"""Where the tests of every hub take place, and who comes there."""

from __future__ import annotations

import hashlib
from typing import Protocol

import pytest

from caseworker.sync.port import Answer, Fate, Hub, Verdict, Wire
from tests.sync.hub_wires import Author

ACCEPTED, KNOWN, HELD = Verdict.ACCEPTED, Verdict.KNOWN, Verdict.HELD


class Place(Protocol):
    """Where a hub of this kind stands, new and empty.

    It knows three logins, which are people of the same ids: "anna" and "ben" see cases that are not restricted,
    "cara" sees all and is a manager of the hub.
    """

    def hub(self, login: str) -> Hub:
        """A new connection of this login."""

    def back_up(self) -> None:
        """Make a copy."""

    def restore(self) -> None:
        """Put the copy back, as the command does: another epoch begins, and no numbers are leased for now."""


class Desk:
    """A computer with a connection of its own: it has greeted the hub."""

    def __init__(self, place: Place, person: str = "anna") -> None:
        self.place, self.author = place, Author(person)
        self.hub = place.hub(person)
        self.greeting = self.hub.hello(self.author.caller)

    def pushes(self, *rows: Wire) -> list[Answer]:
        return list(self.hub.push(rows, self.author.signed()).answers)

    def has_erased(self, **what: list[str]) -> Wire:
        """A manager of the hub erases, from another computer."""
        manager = Desk(self.place, "cara")
        row = manager.author.redacts(**what)
        assert [a.verdict for a in manager.pushes(row)] == [ACCEPTED]
        return row

    def fates(self, *rows: Wire) -> dict[str, Fate]:
        return {said.id: said.fate for said in self.hub.fates([row.id for row in rows])}

    def pulled(self) -> list[str]:
        return [fed.wire.id for fed in self.hub.pull(0).rows]


@pytest.fixture
def anna(place: Place) -> Desk:
    return Desk(place)


@pytest.fixture
def ben(place: Place) -> Desk:
    return Desk(place, "ben")


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def restricted(desk: Desk, case_id: str, **values: object) -> Wire:
    row = desk.author.writes(case_id, restricted=True, **{"owner_id": "anna", "readers": [], **values})
    desk.pushes(row)
    return row
