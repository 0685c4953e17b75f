"""Changesets for tests of hubs, made and sealed as an office makes them."""

from __future__ import annotations

from typing import Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.ids import IdMaker
from caseworker.storage.log import COLUMNS, GENESIS, Writer, as_row, seal
from caseworker.sync.facts import REDACTION, access_facts, empties, files
from caseworker.sync.port import Caller, Signed, Wire

IDS = IdMaker()
_BODY = COLUMNS.split(", ").index("body")


class Author:
    """One computer's chain of changesets, and what it says of itself."""

    def __init__(self, person: str = "anna", origin: str = "") -> None:
        self.person, self.origin = person, origin or IDS.new()
        self._oseq, self._head = 0, GENESIS

    @property
    def caller(self) -> Caller:
        """The computer, as it greets a hub."""
        return Caller(self.origin, f"pc-{self.origin}", "ab" * 32, "1.0", 1)

    def writes(
        self, scope_id: str, *, parents: tuple[str, ...] = (), kind: str = "case.edited", **values: Any
    ) -> Wire:
        """The next changeset: fields of a case."""
        fields = tuple(FieldChange(name, value, parents) for name, value in values.items())
        return self._sealed(
            Draft("case", scope_id, kind, (EntityChange(scope_id, "case", fields),), "Because")
        )

    def redacts(self, **what: list[str]) -> Wire:
        """The next changeset: a redaction of "scopes", "changesets" and "blobs"."""
        fields = tuple(FieldChange(name, value) for name, value in what.items())
        return self._sealed(
            Draft("office", "office", "record.redacted", (EntityChange(IDS.new(), REDACTION, fields),))
        )

    def many(self, number: int, scope_id: str = "") -> list[Wire]:
        """So many changesets, each of a case of its own unless one is named."""
        return [self.writes(scope_id or IDS.new(), summary=f"Change {n}") for n in range(1, number + 1)]

    def again(self) -> Author:
        """The same computer from an older copy of its file: its numbers begin again."""
        return Author(self.person, self.origin)

    def signed(self) -> Signed:
        """The head of the chain; hubs carry signatures and do not judge them."""
        return Signed(self.origin, self._oseq, self._head, "cd" * 64)

    def _sealed(self, draft: Draft) -> Wire:
        self._oseq += 1
        writer = Writer(self.origin, self.person, "2026-11-22T09:00:00.000Z", "1.0")
        changeset = seal(draft, writer, IDS.new(), self._oseq, self._head, IDS.new())
        self._head = changeset.hash
        row = as_row(changeset)
        said = access_facts(changeset.entities), empties(changeset.entities), files(row[_BODY])
        return Wire(row, *said)
