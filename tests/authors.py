"""People who work apart and meet now and then: what each wrote, knowing exactly what they knew (offline rule T4).

Nothing here merges by itself: an author sees what `fold` makes of the changes that reached them, writes with the
parents of that view, and everything they knew is kept beside it, for oracles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from caseworker.domain.changes import Changeset, Draft, EntityChange, corrected
from caseworker.domain.fold import Applied, EntityState, changes_between, fold
from caseworker.domain.ids import uuid7
from caseworker.paths import OfficePaths
from caseworker.storage.database import Database
from caseworker.storage.driver import teach
from caseworker.storage.log import _INSERT, GENESIS, Writer, as_row, seal
from caseworker.storage.packed import stored
from caseworker.storage.project import Projector
from caseworker.storage.upgrade import head, migrate

BEGINNING = datetime(2025, 10, 15, 9, tzinfo=UTC)


@dataclass
class Author:
    """One person at one PC: a clock that may be wrong, what it is known to be wrong by, and the changes known."""

    origin: str
    wrong_by: int = 0
    offset: int = 0
    known: dict[str, Changeset] = field(default_factory=dict)
    oseq: int = 0
    head: str = GENESIS

    def see(self, entity_id: str) -> EntityState:
        """What this author sees of a thing."""
        return seen_of(entity_id, self.known.values())


@dataclass
class Team:
    """Some authors, everything they ever wrote, and what each knew when writing."""

    authors: Sequence[Author]
    written: list[Changeset] = field(default_factory=list)
    knew: dict[str, frozenset[str]] = field(default_factory=dict)
    wanted: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """By changeset: what its author meant to change, by thing and field."""

    def write(
        self, author: Author, scope_id: str, things: Mapping[tuple[str, str], Mapping[str, Any]]
    ) -> Changeset | None:
        """Save values of things (id, kind) as this author sees them; None where nothing is different."""
        changes, wanted = [], {}
        for (entity_id, kind), values in things.items():
            state = author.see(entity_id)
            fields = changes_between(
                EntityState(entity_id, kind, scope_id) if not state.kind else state, values
            )
            if fields:
                changes.append(EntityChange(entity_id, kind, fields))
                wanted[entity_id] = {
                    name: value
                    for name, value in values.items()
                    if name in state.conflicts or state.doc.get(name, state) != value
                }
        if not changes:
            return None
        now = BEGINNING + timedelta(minutes=len(self.written), seconds=author.wrong_by)
        author.oseq += 1
        number = len(self.written)
        at = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        made = seal(
            Draft("case", scope_id, "case.updated", tuple(changes)),
            Writer(author.origin, f"who {author.origin}", at, "1", author.offset),
            uuid7(int(now.timestamp() * 1000), number.to_bytes(10, "big")),
            author.oseq,
            author.head,
            "group",
        )
        author.head = made.hash
        self.knew[made.id] = frozenset(author.known)
        self.wanted[made.id] = wanted
        self.written.append(made)
        author.known[made.id] = made
        return made

    def meet(self, one: Author, other: Author) -> None:
        """Both know afterwards what either knew."""
        for here, there in ((one, other), (other, one)):
            here.known.update({i: c for i, c in there.known.items() if i not in here.known})

    def knew_of(self, later: str, earlier: str) -> bool:
        """Whether the author of one change had another before them."""
        return earlier in self.knew[later]


def seen_of(entity_id: str, changesets: Iterable[Changeset]) -> EntityState:
    """What a set of changesets says of a thing; a kind "" where it says nothing."""
    history, kind, scope_id = [], "", ""
    for changeset in changesets:
        for change in changeset.entities:
            if change.entity_id == entity_id:
                kind, scope_id = change.entity_kind, changeset.scope_id
                at = corrected(changeset.recorded_at, changeset.clock_offset)
                order = (at, changeset.origin, changeset.oseq)
                history.append(Applied(changeset.id, order, change))
    return fold(entity_id, kind, scope_id, history)


CASE, STAGE, PARTY, NOTE = "0" * 31 + "c", "0" * 31 + "d", "0" * 31 + "e", "f" * 32
KINDS = {CASE: "case", STAGE: "stage", PARTY: "party", NOTE: "note"}
FIRST: Mapping[tuple[str, str], Mapping[str, Any]] = {
    (CASE, "case"): {
        "reference": "CYP-2025-0001",
        "kind": "S",
        "status": "open",
        "received_on": "2025-10-01",
    },
    (STAGE, "stage"): {"number": "1", "label": "Stage 1", "started_on": "2025-10-01"},
    (PARTY, "party"): {"role": "complaining", "full_name": "Siân Okonkwo"},
}
VALUES: Mapping[str, Mapping[str, Sequence[Any]]] = {
    CASE: {
        "theme": ("Delay", "Staff"),
        "status": ("open", "paused", "void"),
        "restricted": (True, False),
        "outcome": ("upheld", "not_upheld", ""),
        "outcome_reason": ("Because", "As said"),
        "risk": ("yes", "unsure", "no"),
    },
    STAGE: {
        "outcome": ("upheld", "not_upheld"),
        "outcome_reason": ("Because", ""),
        "answered_on": ("2025-10-20", "2025-10-21"),
        "extended_to": ("2025-11-20", "2025-11-10"),
        "extension_reason": ("Away", "Complex"),
    },
    PARTY: {
        "full_name": ("Ann Lee", "Siân O’Neill"),
        "address": (
            {"lines": "1 High Street", "postcode": "SE1 1AA"},
            {"lines": "2 Low Road", "postcode": ""},
        ),
        "consent": ("given", "refused"),
        "consent_given_on": ("2025-10-05", "2025-10-06"),
        "voided": (True, False),
    },
    NOTE: {"text": ("Rang", "Wrote"), "about_on": ("2025-10-02",), "voided": (True,)},
}


@st.composite
def teams(draw: st.DrawFn, most: int = 14) -> Team:
    """A random history: three authors with clocks of their own write and meet."""
    authors = [
        Author(
            f"pc{n}", draw(st.sampled_from((0, 0, -7200, 90000))), draw(st.sampled_from((0, 0, 3600, -90000)))
        )
        for n in range(3)
    ]
    team = Team(authors)
    team.write(authors[0], CASE, FIRST)
    if draw(st.booleans()):
        team.meet(authors[0], authors[1])
        team.meet(authors[0], authors[2])
    for _ in range(draw(st.integers(1, most))):
        one = draw(st.sampled_from(authors))
        if draw(st.integers(0, 2)) == 0:
            team.meet(one, draw(st.sampled_from(authors)))
            continue
        known = [i for i in VALUES if one.see(i).kind] or [NOTE]
        things = {}
        for entity_id in draw(st.lists(st.sampled_from([*known, NOTE]), min_size=1, max_size=2, unique=True)):
            names = draw(
                st.lists(st.sampled_from(list(VALUES[entity_id])), min_size=1, max_size=2, unique=True)
            )
            values = {name: draw(st.sampled_from(VALUES[entity_id][name])) for name in names}
            things[entity_id, KINDS[entity_id]] = values
        team.write(one, CASE, things)
    return team


class Files:
    """Makes empty office files in memory, each from the same pattern."""

    def __init__(self, folder: Path) -> None:
        paths = OfficePaths(folder / "pattern")
        paths.make_folder()
        with Database.create(paths.database, None) as database:
            migrate(database, head())
        self._pattern = sqlite3.connect(paths.database)

    def new(self) -> sqlite3.Connection:
        """An empty file, with a write transaction open."""
        raw = sqlite3.connect(":memory:", isolation_level=None)
        self._pattern.backup(raw)
        teach(raw)
        raw.execute("BEGIN")
        return raw

    def close(self) -> None:
        """Let go of the pattern."""
        self._pattern.close()


def arrive(raw: Any, page: Iterable[Changeset]) -> None:
    """Store a page of changesets as they came from elsewhere, ignoring those that are known, and project it."""
    projector = Projector(raw)
    for changeset in page:
        if raw.execute("SELECT 1 FROM changeset WHERE id = ?", (changeset.id,)).fetchone():
            continue
        place = (raw.execute("SELECT max(n) FROM changeset").fetchone()[0] or 0) + 1
        raw.execute(_INSERT, (place, *stored(as_row(changeset))))
        projector.apply(place, changeset)
    projector.flush()
