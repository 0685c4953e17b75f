"""Whether a Postgres hub is what it should be: the feed without gaps, every chain whole, every file what its name says.

Source: offline rules I4, I15, E5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from caseworker.domain.changes import decode, hash_body, hash_header
from caseworker.security.signing import is_signed
from caseworker.storage.log import GENESIS
from caseworker.sync.address import HubAddress
from caseworker.sync.facts import HOLD, access_facts, empties, files, head_text
from caseworker.sync.port import AccessFact, Fed
from caseworker.sync.postgres_beside import beside
from caseworker.sync.postgres_rows import FED, as_fed
from caseworker.sync.postgres_schema import administrator, as_owner

if TYPE_CHECKING:
    from psycopg import Connection

_HEADER = (0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19)
_FEED = """
    SELECT (SELECT head FROM caseworker.counter), count(*), coalesce(min(feed), 1), coalesce(max(feed), 0),
           (SELECT count(*) FROM caseworker.changeset)
      FROM caseworker.feed"""
_ROWS = f"SELECT {FED} FROM caseworker.fed ORDER BY origin, oseq, feed"
_FILES = """
    SELECT b.digest FROM caseworker.blob b WHERE b.is_whole AND b.digest <> encode(sha256(coalesce((
        SELECT string_agg(p.bytes, '' ORDER BY p.starts) FROM caseworker.blob_part p WHERE p.digest = b.digest), '')),
        'hex')"""
_SIGNED = """
    SELECT o.code, o.public_key, s.origin, s.oseq, s.hash, s.signature FROM caseworker.signed_head s
      JOIN caseworker.origin o ON o.id = s.origin WHERE o.public_key <> ''"""


def check(address: HubAddress, password: str | None) -> tuple[str, ...]:
    """Return a sentence for everything that is not as it should be; none when all is well."""
    with administrator(address, password) as line, as_owner(line):
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return (*_feed(line), *_chains(line), *_heads(line), *_files(line), *beside(line))


def _feed(line: Connection[Any]) -> Iterator[str]:
    found: Any = line.execute(_FEED).fetchone()
    head, count, first, last, kept = found
    if not head == count == last or first != 1:
        yield f"The feed is not 1 to {head} without a gap: {count:,} numbers, {first:,} to {last:,}."
    if kept != count:
        yield f"{kept:,} changes are kept and {count:,} have a number."


def _chains(line: Connection[Any]) -> Iterator[str]:
    """Follow each computer's chain: a change altered, removed or put in is named by its number in the feed."""
    waiting = {
        (origin, int(oseq))
        for origin, oseq in line.execute("SELECT header ->> 'origin', header ->> 'oseq' FROM caseworker.held")
    }
    was, number, digest = "", 0, GENESIS
    with line.cursor("chains", binary=True) as rows:
        for row in rows.execute(_ROWS.encode()):
            fed = as_fed(row)
            wire = fed.wire
            if wire.origin != was:
                was, number, digest = wire.origin, 0, GENESIS
            yield from _contents(fed)
            if wire.oseq == number:
                yield f"Change {fed.feed}: its number {number} was given before, by a copy of the same computer."
                continue
            while wire.oseq > number + 1 and (was, number + 1) in waiting:
                number, digest = number + 1, ""
            if wire.oseq != number + 1:
                yield f"Change {fed.feed}: number {number + 1} of the same computer is missing before it."
            elif digest and wire.columns[3] != digest:
                yield f"Change {fed.feed}: does not follow the change before it."
            number, digest = wire.oseq, wire.hash


def _contents(fed: Fed) -> Iterator[str]:
    columns, wire = fed.wire.columns, fed.wire
    if hash_header([columns[at] for at in _HEADER]) != wire.hash:
        yield f"Change {fed.feed}: its heading is not what was written."
    if fed.is_emptied:
        return
    reason, salt, body, digest = columns[16:]
    if hash_body(salt, reason, body) != digest:
        yield f"Change {fed.feed}: its contents are not what was written."
        return
    try:
        entities = decode(body)
        told_otherwise = _of_access(wire.facts) != _of_access(
            access_facts(entities)
        ) or wire.empties != empties(entities)
    except (ValueError, TypeError):
        yield f"Change {fed.feed}: this version cannot read what it says."
        return
    if told_otherwise:
        yield f"Change {fed.feed}: what the hub was told of it is not what it says."
    elif wire.files and set(wire.files) != set(files(body)):
        yield f"Change {fed.feed}: names other files than the hub was told."


def _of_access(facts: Iterable[AccessFact]) -> list[AccessFact]:
    """Return what is said of who may see a case: earlier programs did not tell the hub of a legal hold."""
    return [fact for fact in facts if fact.field != HOLD]


def _heads(line: Connection[Any]) -> Iterator[str]:
    for code, key, origin, oseq, digest, signature in line.execute(_SIGNED):
        if not is_signed(key, head_text(origin, oseq, digest), signature):
            yield f"{code}: a signature of its record is not its own."


def _files(line: Connection[Any]) -> Iterator[str]:
    for (digest,) in line.execute(_FILES):
        yield f"The file {digest[:12]} is not what its name says."
