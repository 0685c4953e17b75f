"""A hub in a Postgres database: every call is one function of the hub, which is one short transaction there.

Question: who keeps the rules, the program or the database? Choice: the database; a login may call the functions of
migrations/hub and nothing else, so that a changed program gets no further than this one. Cost: the rules of the hub are
SQL. Source: offline rules 4, E3, E4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from caseworker.sync.address import HubAddress
from caseworker.sync.port import (
    BUCKETS,
    PROTOCOL,
    PULL_ROWS,
    Access,
    AccessFact,
    Answer,
    Bucket,
    Caller,
    Decided,
    Epoch,
    Fate,
    Fed,
    Greeting,
    HeldChange,
    HubAway,
    HubRefuses,
    Lease,
    Page,
    Pushed,
    Signed,
    Stub,
    Verdict,
    Wire,
)
from caseworker.sync.postgres_link import LONG_PATIENCE, PATIENCE, UNKNOWN_FUNCTION, link, told
from caseworker.sync.postgres_rows import (
    FED,
    as_fed,
    as_lease,
    as_signed,
    as_stub,
    as_wire,
    contents,
    facts_in_json,
    heading,
    is_hidden,
)

if TYPE_CHECKING:
    from psycopg import Connection


_SAID = frozenset(Greeting.__dataclass_fields__)
"""What a greeting of a hub may say that this program knows."""


class PostgresHub:
    """`port.Hub` over one line to the database, opened when first used and again after it broke.

    Not for two threads at a time; `wait` has a line of its own and may be called from another thread.
    """

    hides = True

    def __init__(self, address: HubAddress, password: str | None) -> None:
        self._address, self._password = address, password
        self._line: Connection[Any] | None = None
        self._ear: Connection[Any] | None = None
        self._origin = self._epoch = ""
        self._is_newer = False
        self._access: Access | None = None
        self._read_to = -1

    # -- greeting -----------------------------------------------------------------------------------------

    def hello(self, caller: Caller) -> Greeting:
        self._origin, self._epoch, self._access, self._read_to = caller.origin, "", None, -1
        (said,) = self._one(
            "SELECT caseworker.hello(%s, %s, %s, %s, %s, %s)",
            caller.origin,
            caller.machine,
            caller.public_key,
            caller.app_version,
            caller.schema_version,
            caller.protocol,
        )
        own_oseq, own_hash = said.pop("own") or (0, "")
        epochs = tuple(Epoch(*epoch) for epoch in said.pop("epochs"))
        self._epoch, self._is_newer = epochs[-1].id, said["protocol"] > PROTOCOL
        known = {
            name: value for name, value in said.items() if name in _SAID
        }  # a later hub may say more (V1)
        return Greeting(epochs=epochs, own_oseq=own_oseq, own_hash=own_hash, **known)

    # -- changesets ---------------------------------------------------------------------------------------

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        if not rows and signed is None:
            return Pushed(())
        from psycopg.types.json import Jsonb

        (said,) = self._one(
            "SELECT caseworker.push(%s, %b, %s)",
            Jsonb([heading(wire) for wire in rows]),
            [contents(wire) for wire in rows],
            Jsonb(signed._asdict() if signed else {}),
        )
        answers = tuple(Answer(id_, Verdict(verdict), feed) for id_, verdict, feed in said["answers"])
        return Pushed(answers, said["take_new_origin"])

    def held(self) -> tuple[HeldChange, ...]:
        rows = self._newer("SELECT header, packed, pushed_by, held_at, why FROM caseworker.to_decide()")
        return tuple(HeldChange(self._wire(row[0], row[1]), *row[2:]) for row in rows if row[0])

    def decide(self, ids: Sequence[str], refusal: str = "") -> int:
        (decided,) = self._one("SELECT caseworker.decide(%s::text[], %s)", list(ids), refusal)
        return int(decided)

    def correct_notes(self, notes: Mapping[str, Sequence[AccessFact]]) -> int:
        from psycopg.types.json import Jsonb

        told = {id_: facts_in_json(facts) for id_, facts in notes.items()}
        return sum(int(n) for (n,) in self._newer("SELECT caseworker.correct_notes(%s)", Jsonb(told)))

    def fates(self, ids: Sequence[str]) -> tuple[Decided, ...]:
        asked = "SELECT id, fate, reason, decided_at, header, packed FROM caseworker.fates(%s::text[])"
        return tuple(
            Decided(id_, Fate(fate), reason, at, self._wire(header, packed) if header else None)
            for id_, fate, reason, at, header, packed in self._newer(asked, list(ids))
        )

    def waiting_links(self) -> tuple[Stub, ...]:
        rows = self._newer("SELECT origin, oseq, hash FROM caseworker.waiting_links()")
        return tuple(Stub(0, str(origin), int(oseq), str(digest)) for origin, oseq, digest in rows)

    def _fed(self, row: Sequence[Any]) -> Fed:
        return as_fed(row, is_newer=self._is_newer)

    def _wire(self, header: Mapping[str, Any], packed: bytes) -> Wire:
        return as_wire(header, packed, is_newer=self._is_newer)

    def _newer(self, call: str, *values: Any) -> list[Any]:
        """Call a function that a hub has only once IT has upgraded it; nothing until then: work goes on without it."""
        try:
            return self._all(call, *values)
        except HubRefuses as error:
            if getattr(error.__cause__, "sqlstate", "") == UNKNOWN_FUNCTION:
                return []
            raise

    def pull(self, after: int, limit: int = PULL_ROWS) -> Page:
        if after == self._read_to:  # all was read last time: a short question tells whether there is more
            (head,) = self._one("SELECT caseworker.head()")
            if head <= after:
                return Page((), (), (), after, True)
        page = self._page(after, limit)
        self._read_to = page.scanned if page.is_last else -1
        return page

    def _page(self, after: int, limit: int) -> Page:
        found = self._all(f"SELECT {FED}, signature FROM caseworker.pull(%s, %s)", after, limit)
        return Page(
            rows=tuple(self._fed(row) for row in found if not is_hidden(row)),
            stubs=tuple(as_stub(row) for row in found if is_hidden(row)),
            signed=tuple(as_signed(row) for row in found if row[-1]),
            scanned=found[-1][0] if found else after,
            is_last=len(found) < limit,
        )

    def pull_case(self, scope_id: str) -> tuple[Fed, ...]:
        return tuple(map(self._fed, self._all(f"SELECT {FED} FROM caseworker.pull_case(%s)", scope_id)))

    def fetch(self, ids: Sequence[str]) -> tuple[Fed, ...]:
        return tuple(map(self._fed, self._all(f"SELECT {FED} FROM caseworker.fetch(%s::text[])", list(ids))))

    def access(self) -> Access:
        known = self._access.version if self._access else -1
        version, hidden, shown = self._one("SELECT version, hidden, shown FROM caseworker.access(%s)", known)
        if self._access is None or version != known:
            self._access = Access(version, frozenset(hidden), frozenset(shown))
        return self._access

    def buckets(self) -> tuple[Bucket, ...]:
        with self._patient(LONG_PATIENCE):
            found = self._all("SELECT bucket, rows, sum::text FROM caseworker.buckets()")
        by_number = {bucket: Bucket(count, total) for bucket, count, total in found}
        return tuple(by_number.get(bucket, Bucket(0, "0")) for bucket in range(BUCKETS))

    def ids_in(self, bucket: int) -> tuple[str, ...]:
        return tuple(id_ for (id_,) in self._all("SELECT caseworker.ids_in(%s::smallint)", bucket))

    # -- numbers ------------------------------------------------------------------------------------------

    def lease_refs(self, request_id: str, origin: str, series: str, count: int, highest: int) -> Lease | None:
        asked = (request_id, origin, series, count, highest)
        (block,) = self._one("SELECT caseworker.lease_refs(%s, %s, %s, %s, %s)", *asked)
        return as_lease(block) if block else None

    def leases(self) -> tuple[Lease, ...]:
        (blocks,) = self._one("SELECT caseworker.leases()")
        return tuple(map(as_lease, blocks))

    def tell_leases(self, leases: Sequence[Lease]) -> None:
        from psycopg.types.json import Jsonb

        self._one(
            "SELECT caseworker.tell_leases(%s, %s)", self._origin, Jsonb([list(lease) for lease in leases])
        )

    def give_up(self, origin: str, why: str) -> None:
        self._one("SELECT caseworker.give_up(%s, %s)", origin, why)

    # -- files --------------------------------------------------------------------------------------------

    def blob_has(self, digests: Sequence[str]) -> Mapping[str, int]:
        return dict(self._all("SELECT digest, here FROM caseworker.blob_has(%s::text[])", list(digests)))

    def blob_put(self, digest: str, media_type: str, size: int, offset: int, part: bytes) -> int:
        asked = (digest, media_type, size, offset, part)
        (here,) = self._one("SELECT caseworker.blob_put(%s, %s, %s, %s, %s)", *asked)
        return int(here)

    def blob_get(self, digest: str, offset: int, length: int) -> bytes:
        (part,) = self._one("SELECT caseworker.blob_get(%s, %s, %s)", digest, offset, length)
        return bytes(part)

    def blob_want(self, digests: Collection[str]) -> tuple[str, ...]:
        (wanted,) = self._one(
            "SELECT caseworker.blob_want(%s::text[]) FROM set_config('caseworker.origin', %s, true)",
            sorted(digests),
            self._origin,
        )
        return tuple(wanted)

    # -- the line -----------------------------------------------------------------------------------------

    def wait(self, seconds: float) -> bool:
        """Listen for what others bring. The first call, and each after a broken line, says that something may have
        come: nobody listened before."""
        if self._ear is None:
            self._ear = link(self._address, self._password, patience=None)
            with told():
                self._ear.execute("LISTEN caseworker")
            return True
        try:
            with told():
                return any(True for _ in self._ear.notifies(timeout=seconds, stop_after=1))
        except BaseException:
            ear, self._ear = self._ear, None
            ear.close()
            raise

    def close(self) -> None:
        for line in (self._line, self._ear):
            if line is not None:
                line.close()
        self._line = self._ear = None

    def _all(self, call: str, *values: Any) -> list[Any]:
        """Call a function of the hub: a transaction of its own; a line that broke is not used again."""
        line = self._open()
        try:
            with told():
                return line.execute(call, values, binary=True).fetchall()
        except HubAway:
            self._drop()
            raise
        except BaseException:
            if line.closed or line.info.transaction_status != 0:
                self._drop()
            raise

    def _one(self, call: str, *values: Any) -> Any:
        return self._all(call, *values)[0]

    def _open(self) -> Connection[Any]:
        if self._line is None or self._line.closed:
            self._line = link(self._address, self._password)
            self._check_epoch(self._line)
        return self._line

    def _check_epoch(self, line: Connection[Any]) -> None:
        """After a broken line: the hub may have been put back meanwhile, and then a meeting begins with a greeting.

        Raises:
            HubAway: it was.
        """
        if self._epoch:
            with told():
                (epoch,) = line.execute("SELECT caseworker.present_epoch()").fetchone() or ("",)
            if epoch != self._epoch:
                self._drop()
                raise HubAway("The hub was put back from a copy. The next meeting begins anew.")

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    @contextmanager
    def _patient(self, seconds: float) -> Iterator[None]:
        line: Any = self._open()
        line.patience = seconds
        try:
            yield
        finally:
            line.patience = PATIENCE
