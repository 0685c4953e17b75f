"""The judgement after a storm: every invariant that can be told from a hub and files in memory (I1 to I15)."""

from __future__ import annotations

from caseworker.domain.changes import HEADER, hash_body, hash_header
from caseworker.storage.log import COLUMNS
from caseworker.sync.port import SyncState, Wire
from tests.sync.memory_store import MemoryStore
from tests.sync.oracle import Violation, demand
from tests.sync.world import OFFICE, Computer, World

_HEADER = [COLUMNS.split(", ").index(name) for name in HEADER]


def judge(world: World) -> None:
    """Hold the world against every invariant.

    Raises:
        Violation: says which does not hold.
    """
    world.oracle.refused.update(refused_in(world))
    judge_hub(world)
    for computer in world.computers:
        judge_computer(world, computer)
    judge_alike(world)
    judge_numbers(world)
    judge_files(world)
    if not world.had_disaster:
        judge_order(world)


def judge_hub(world: World) -> None:
    """I2, I3, I4, I13, I15 on the hub."""
    books, oracle = world.hub.books, world.oracle
    demand([fed.feed for fed in books.feed] == list(range(1, len(books.feed) + 1)), "I4 the feed has a gap")
    demand(
        len({fed.wire.id for fed in books.feed}) == len(books.feed), "I3 a change stands twice in the feed"
    )
    gone = oracle.all.keys() - {fed.wire.id for fed in books.feed} - books.held.keys() - oracle.lost
    for (
        computer
    ) in world.met_at_restore:  # it was taken, and purged there in the moment before it was known lost
        gone -= {key for key, row in computer.store.all.log.items() if row.emptied == "withheld"}
    demand(not gone, f"I2 the hub has not {sorted(key[-4:] for key in gone)}")
    redacted = redacted_in(world, {fed.wire.id for fed in books.feed})
    for fed in books.feed:
        demand(not (fed.wire.id in redacted and fed.wire.columns[18]), "I13 the hub kept what was redacted")
        judge_wire(fed.wire)


def judge_wire(wire: Wire) -> None:
    """I15: heading and contents are what was written."""
    demand(hash_header(wire.columns[at] for at in _HEADER) == wire.hash, "I15 a heading was changed")
    salt, body = wire.columns[17], wire.columns[18]
    demand(not body or hash_body(salt, "", body) == wire.columns[19], "I15 contents were changed")


def judge_computer(world: World, computer: Computer) -> None:
    """I2, I6, I7, I10, I12, I13, I14, I15 on one computer."""
    store, who, hub, oracle = computer.store, computer.name, world.hub, world.oracle
    state: SyncState = store.all.state
    demand(not store.unsent(1, 1), f"I14 {who} still has something to send")
    demand(state.cursor == hub.head, f"I14 {who} has read up to {state.cursor} of {hub.head}")
    fed = {each.wire.id for each in hub.books.feed}
    hidden = hidden_from(world, computer, fed)
    redacted = redacted_in(world, fed)
    should = {key for key in fed if oracle.all[key].scope_id not in hidden and key not in redacted}
    has = store.visible()
    demand(not should - has, f"I2 {who} has not {_names(should - has)}")
    extra = has - should
    demand(not {k for k in extra if oracle.all[k].scope_id in hidden}, f"I12 {who} keeps a hidden case")
    demand(not extra & redacted, f"I13 {who} kept what was redacted")
    demand(not extra, f"I2 {who} has {_names(extra)} that the hub has not")
    for key, row in store.all.log.items():
        place = hub.books.places.get(key)
        demand(row.feed == place, f"I2 {who} believes {key[-4:]} at {row.feed}, it is at {place}")
        judge_wire(row.wire)
    oracle.judge_view(who, store.view(), has)
    if not world.had_disaster and not world.had_double:
        judge_chain(store, who)


def _names(keys: set[str]) -> list[str]:
    return sorted(key[-4:] for key in keys)


def redacted_in(world: World, fed: set[str]) -> set[str]:
    """Return the changesets that a redaction in the feed, or one that the hub ever took, empties."""
    oracle, scopes, changes = world.oracle, set(world.erased), set(world.erased_changes)
    refused = refused_in(world)
    for key in fed - refused:
        if oracle.all[key].scope_id == OFFICE:
            scopes.update(oracle.redacted_by(key))
            changes.update(oracle.redacted_by(key, "changesets"))
    return {key for key in oracle.all if oracle.all[key].scope_id in scopes} | changes | refused


def refused_in(world: World) -> set[str]:
    """Return the changesets that somebody did not accept: their headings alone are in the feed."""
    return {each.wire.id for each in world.hub.books.feed if each.is_refused}


def hidden_from(world: World, computer: Computer, fed: set[str]) -> set[str]:
    """Return the cases that a person may not see, going by what the hub has."""
    user, oracle = world.hub.users[computer.user.login], world.oracle
    scopes = {oracle.all[key].scope_id for key in fed} - {OFFICE}
    fed = fed - refused_in(world)
    return {scope for scope in scopes if oracle.is_hidden(scope, user.person_id, user.sees_all, fed)}


def judge_chain(store: MemoryStore, who: str) -> None:
    """I15: the chain of every origin has no link missing, hidden ones included."""
    links = set(store.all.links)
    links.update((row.wire.origin, row.wire.oseq, row.wire.hash) for row in store.all.log.values())
    hashes = {(origin, oseq): digest for origin, oseq, digest in links}
    for row in store.all.log.values():
        if row.wire.oseq > 1:
            before = hashes.get((row.wire.origin, row.wire.oseq - 1))
            demand(before == row.wire.columns[3], f"I15 {who}: the link before {row.wire.id[-4:]} is missing")


def judge_alike(world: World) -> None:
    """I5: what two computers both have, they show alike."""
    first: dict[str, object] = {}
    for computer in world.computers:
        for key, state in computer.store.view().items():
            demand(first.setdefault(key, state) == state, f"I5 {computer.name} shows {key[-4:]} differently")


def judge_numbers(world: World) -> None:
    """I9: no reference twice, no block of numbers in two hands."""
    if world.had_double:
        return  # nothing told the computers that they are two of one
    world.oracle.judge_numbers(world.oracle.all.keys() - world.oracle.lost)
    end: dict[str, int] = {}
    for lease in sorted(world.hub.books.leases.values(), key=lambda lease: (lease.series, lease.first)):
        demand(lease.first > end.get(lease.series, 0), f"I9 {lease.series}-{lease.first} was leased twice")
        end[lease.series] = lease.last
    judge_explained(world, end)


def judge_explained(world: World, end: dict[str, int]) -> None:
    """R3: every number of a series is in a block that the hub knows of, whoever has or had it, the used ones too."""
    oracle, blocks = world.oracle, world.hub.books.leases.values()
    given = {number for key in oracle.all.keys() - oracle.lost for number in oracle.all[key].numbers}
    for series, last in end.items():
        leased = {n for each in blocks if each.series == series for n in range(each.first, each.last + 1)}
        used = {int(number[len(series) + 1 :]) for number in given if number.rpartition("-")[0] == series}
        demand(used <= leased, f"R3 {series}: {sorted(used - leased)} were given, and nobody leased them")
        unknown = set(range(1, last + 1)) - leased
        demand(not unknown, f"R3 {series}: nobody explains {sorted(unknown)}")


def judge_files(world: World) -> None:
    """B2: whoever has the record has the bytes, if anybody has."""
    anywhere = set(world.hub.books.files.whole)
    for computer in world.computers:
        anywhere.update(computer.store.all.blobs)
    erased = {digest for key in world.erased_changes for digest in world.oracle.all[key].digests}
    demand(not erased & anywhere, "I13 a redacted file is still somewhere")
    if not world.had_disaster:
        gone = (
            {digest for written in world.oracle.all.values() for digest in written.digests}
            - anywhere
            - erased
        )
        redacted = redacted_in(world, set(world.hub.books.places))
        gone -= {digest for key in redacted for digest in world.oracle.all[key].digests}
        demand(not gone, "I2 the bytes of a file are nowhere any more")
    for computer in world.computers:
        missing = set(computer.store.missing_blobs(1000)) & anywhere
        demand(not missing, f"B2 {computer.name} has not got a file that somebody has")


def judge_order(world: World) -> None:
    """I11: an author's changes come in order, and after what the author had seen (normal running)."""
    oracle, held = world.oracle, world.was_held
    places = world.hub.books.places
    for key, place in places.items():
        for seen in oracle.all[key].knows - held:
            if key not in held and places.get(seen, 0) > place:
                raise Violation(f"I11 {key[-4:]} comes before {seen[-4:]}, which its author had seen")
