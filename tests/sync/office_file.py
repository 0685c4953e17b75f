"""An office file of one program in a test of real processes or of long queues: the program's own tables and engine."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.ids import IdMaker
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.cases import read_entities
from caseworker.storage.driver import teach
from caseworker.storage.local import new_origin, present_origin, sync_state
from caseworker.storage.log import Writer, append
from caseworker.storage.number_report import number_report
from caseworker.storage.references import next_reference
from caseworker.sync.exchange import Exchange
from caseworker.sync.outcome import Outcome
from caseworker.sync.replica import Replica
from tests.sync.real_store import MemoryDatabase

FIELDS = ("summary", "wants", "theme", "subject")
SMALL_PARTS = 2000
"""Bytes of a file that travel at once in these tests, so that a small file comes in several parts."""


class File:
    """An office file of one program."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw, self.ids = raw, IdMaker()
        self.raw.execute("PRAGMA synchronous = OFF")  # a kill is no power cut
        self.database = MemoryDatabase(self.raw)
        with self.database.raw_writer() as raw:
            if not present_origin(raw):
                new_origin(raw, self.ids.new(), "", "2026-01-01")
        self.store = Replica(self.database, ids=self.ids)  # type: ignore[arg-type]

    @classmethod
    def at(cls, path: Path) -> File:
        """Open a file."""
        raw = sqlite3.connect(path, isolation_level=None)
        teach(raw)
        return cls(raw)

    def write(self, luck: random.Random, cases: Sequence[str]) -> None:
        """Change a field of a case that others change too."""
        case = luck.choice(cases)
        name = luck.choice(FIELDS)
        with self.database.raw_writer() as raw:
            known = next((state for state in read_entities(raw, case) if state.id == case), None)
            seen = known.versions(name) if known else ()
            self._append(
                raw, case, EntityChange(case, "case", (FieldChange(name, f"{luck.random()}", seen),))
            )

    def log_case(self) -> None:
        """Log a case with the next number, once the office was joined."""
        case = self.ids.new()
        with self.database.raw_writer() as raw:
            if not sync_state(raw).get("hub_id"):
                return
            reference = next_reference(raw, "CYP", datetime.now(UTC).year)
            fields = FieldChange("reference", reference), FieldChange("status", "open")
            self._append(raw, case, EntityChange(case, "case", fields))

    def attach(self, luck: random.Random, cases: Sequence[str]) -> None:
        """Put a file to a case that others change too."""
        with self.database.raw_writer() as raw:
            digest = keep_bytes(raw, luck.randbytes(3 * SMALL_PARTS - 7), "text/plain")
            named = EntityChange(self.ids.new(), "file", (FieldChange("digest", digest),))
            self._append(raw, luck.choice(cases), named)

    def _append(self, raw: Any, case: str, entity: EntityChange) -> None:
        known = sync_state(raw)
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        writer = Writer(present_origin(raw), "p", at, "1", 0, known.get("epoch", ""), known.get("cursor", 0))
        append(raw, [Draft("case", case, "case.edited", (entity,))], writer, self.ids)

    def own(self) -> int:
        """How many changes it has written."""
        return int(
            self.raw.execute(
                "SELECT count(*) FROM changeset WHERE origin = ?", (self.store.origin,)
            ).fetchone()[0]
        )

    def unsent(self) -> int:
        """How many are not known to be shared."""
        return int(self.raw.execute("SELECT count(*) FROM changeset WHERE feed IS NULL").fetchone()[0])

    def meet(self, hub: Any, *, check: bool = False, store: Any = None) -> Outcome:
        """Meet the hub, by way of a store that may die if there is one."""
        meeting = Exchange(
            store or self.store, hub, lambda: self.store.caller("1"), lambda: datetime.now(UTC), page_rows=40
        )
        return meeting.meet(check=check)


def judge_numbers(raw: Any, number: int) -> None:
    """I9, R3: no number is doubled, and every one is used, leased or given up with a reason."""
    for line in number_report(raw, f"CYP-{datetime.now(UTC).year}"):
        cases = json.loads(line.cases)
        assert len(cases) < 2, f"file {number}: {line.series}-{line.number} is a double"
        assert cases or line.origin or line.given_up or line.is_gone, f"file {number}: nobody explains {line}"
