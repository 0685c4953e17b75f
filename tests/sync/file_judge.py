"""The judgement of the program's own files after a storm: what the memory store has no tables for (I5, I8 to I15).

The projections of two files with the same record are alike and are what a rebuild makes; the index of the search says
what its table says; kept bytes are what their names say, and nothing is kept that nobody names; every number is
explained on every computer; nothing waits and nothing is empty without a reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from caseworker.domain.changes import decode
from caseworker.storage.blob_parts import named_files
from caseworker.storage.forks import doubles
from caseworker.storage.heads import changed_past
from caseworker.storage.log import broken_links
from caseworker.storage.number_report import number_report
from caseworker.storage.redactions import unexplained
from caseworker.storage.unprojected import UNPROJECTED
from caseworker.sync.port import Lease
from tests.sync.oracle import demand
from tests.sync.real_store import RealStore
from tests.sync.world import Computer, World

_WRITTEN = ("its contents are not what was written", "its heading is not what was written")


def judge_files(world: World) -> None:
    """Hold every file against what `verify` and the pages go by.

    Raises:
        Violation: says which does not hold.
    """
    said: dict[frozenset[str], str] = {}
    for computer in world.computers:
        store = _store(computer)
        demand(not store.deferred(), f"P11 {computer.name} could not project something")
        digest = store.digest()
        demand(store.rebuilt_digest() == digest, f"I8 {computer.name} says something else when rebuilt")
        demand(said.setdefault(store.visible(), digest) == digest, f"I5 {computer.name} says something else")
        judge_record(world, computer)
        judge_search(computer)
        judge_bytes(world, computer)
        judge_queue(computer)
        judge_explained(world, computer)
    judge_blocks(world)


def judge_record(world: World, computer: Computer) -> None:
    """I15, E1: what `verify` says of the record; nothing is empty for no reason, no number is given twice."""
    raw, who = _store(computer).raw, computer.name
    broken = list(broken_links(raw))
    changed = [line for line in broken if line.endswith(tuple(f"{each}." for each in _WRITTEN))]
    demand(not changed, f"I15 {who}: {changed}")
    demand(not unexplained(raw), f"I15 {who}: {unexplained(raw)}")
    if not world.had_double:
        demand(not doubles(raw), f"I15 {who}: {doubles(raw)}")
        other = [line for line in changed_past(raw) if line.endswith("is not what that computer signed.")]
        demand(not other, f"E5 {who}: {other}")
        if not world.had_disaster:
            demand(not broken, f"I15 {who}: {broken}")


def judge_search(computer: Computer) -> None:
    """The index finds what the table of the search says, no more and no less; the file is whole."""
    raw = _store(computer).raw
    raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)")
    (whole,) = raw.execute("PRAGMA integrity_check").fetchone()
    demand(whole == "ok", f"I1 {computer.name}: {whole}")


def judge_bytes(world: World, computer: Computer) -> None:
    """B1, I12, I13: kept bytes are what their names say, as at the hub, and what may be seen names each."""
    raw, who, hub = _store(computer).raw, computer.name, world.hub.books.files.whole
    named = {digest for (body,) in raw.execute("SELECT body FROM changeset") for digest in _named(body)}
    for digest, content in raw.execute("SELECT digest, CAST(bytes AS BLOB) FROM blob").fetchall():
        demand(hashlib.sha256(content).hexdigest() == digest, f"B1 {who}: a file is not what its name says")
        demand(digest in named, f"I12/I13 {who} keeps a file that nothing here names")
        demand(hub.get(digest, content) == content, f"B1 {who} and the hub have other bytes")


def _named(body: str) -> Iterable[str]:
    return named_files(body) if body and decode(body) else ()


def judge_queue(computer: Computer) -> None:
    """S2, I14: what the status line counts is nothing: no change and no file waits, is held, or is still to be made."""
    store, who = _store(computer), computer.name
    (waiting,) = store.raw.execute(
        "SELECT count(*) FROM changeset WHERE (feed IS NULL AND emptied <> 'withheld') OR held = 1"
    ).fetchone()
    demand(not waiting, f"S2 {who} says that {waiting} changes wait or are held")
    demand(not store.unsent_blobs(1), f"I14 {who} still has a file to send")
    left = store.raw.execute(
        "SELECT 1 FROM local_setting WHERE key = ? AND value NOT IN ('', '[]')", (UNPROJECTED,)
    ).fetchone()
    demand(left is None, f"I14 {who} still has something to project")


def judge_explained(world: World, computer: Computer) -> None:
    """I9, R3: on this computer too no number stands twice, and every one is used, leased, given up or gone."""
    if world.had_double:
        return
    raw, who = _store(computer).raw, computer.name
    series = [
        one for (one,) in raw.execute("SELECT series FROM lease UNION SELECT series FROM reference_number")
    ]
    for line in [line for one in series if one.count("-") == 1 for line in number_report(raw, one)]:
        demand(line.cases.count('"') <= 2, f"I9 {who}: {line.series}-{line.number} is a double")
        is_explained = line.cases != "[]" or line.is_gone or line.origin or line.given_up
        demand(bool(is_explained), f"R3 {who}: nobody explains {line}")


def judge_blocks(world: World) -> None:
    """R1: every computer knows the blocks of numbers as the hub has them, and nobody has one that another has too."""
    if world.had_double:
        return
    hub = {lease.request_id: _block(lease) for lease in world.hub.books.leases.values()}
    for computer in world.computers:
        for lease in map(Lease._make, _store(computer).known_leases()):
            told = hub.get(lease.request_id)
            demand(told == _block(lease), f"R1 {computer.name} knows {_block(lease)}, the hub {told}")


def _block(lease: Lease) -> tuple[Any, ...]:
    return lease.series, lease.first, lease.last, lease.origin


def _store(computer: Computer) -> RealStore:
    store: Any = computer.store
    assert isinstance(store, RealStore)
    return store
