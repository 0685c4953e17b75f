"""Changesets that come from the hub: stored, projected, emptied where a redaction says so; in the open transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from caseworker.domain.changes import decode
from caseworker.storage import blob_parts
from caseworker.storage.emptying import (
    REDACTED,
    REFUSED,
    WITHHELD,
    Targets,
    not_accepted,
    on_hold,
    redact,
    redactions,
    targets_of,
)
from caseworker.storage.log import COLUMNS
from caseworker.storage.packed import TABLE, digest_bytes, packed, stored
from caseworker.storage.projecting import project_rows
from caseworker.storage.rebuild import reproject_scope
from caseworker.storage.said import said_rows
from caseworker.storage.unheeded import note_unheeded
from caseworker.storage.unprojected import keep_for_later
from caseworker.sync.facts import access_facts, empties, files
from caseworker.sync.port import Empties, Fed, Stub, Taken, Wire

_SCOPE_KIND, _REASON, _SALT, _BODY = 5, 16, 17, 18
_INSERT = f"INSERT INTO {TABLE} (n, {COLUMNS}, feed, emptied) VALUES (?{', ?' * 22})"
_SAID_OF_ACCESS = ('"restricted"', '"owner_id"', '"readers"', '"legal_hold"', '"redaction"')
HELD, DECIDED, TOLD = 1, 2, 3
"""Column `held`: waits for a decision at the hub; somebody has decided, and it was not told here how; it was not
accepted and has no place in the feed, which was told."""
_NO_MORE_HELD = f"held = CASE held WHEN {HELD} THEN {DECIDED} WHEN {TOLD} THEN 0 ELSE held END"


def take(raw: Any, rows: Sequence[Fed], *, project: bool = True) -> Taken:
    """Store what is unknown and project it, or keep it for later; note the feed numbers of what is known (P6, P8).

    What is here without its contents, because it was withheld, is filled again. What a redaction names comes in empty,
    and a redaction that comes empties what is here (E1, E2), if the hub let it pass as one.
    """
    note_unheeded(raw, [fed.wire.id for fed in rows if _is_forged(fed)])
    by_id = {fed.wire.id: fed for fed in rows}
    known = _known(raw, list(by_id))
    old = [fed for fed in rows if fed.wire.id in known] if known else []
    unknown = [changeset_id for changeset_id in by_id if changeset_id not in known]
    new = [by_id[changeset_id] for changeset_id in unknown]
    _note_feeds(raw, old)
    refused = [fed.wire.id for fed in old if fed.is_refused and not known[fed.wire.id]]
    taken_back = not_accepted(raw, refused) if refused else set()
    targets = redactions(raw)  # without those that were refused just now
    filled = _fill(raw, [fed for fed in old if _comes_back(fed, known[fed.wire.id])], targets)
    places = _store(raw, new, targets)
    blob_parts.ask_for(raw, (_body(fed) for fed in rows if not _is_to_be_empty(fed, targets)))
    for _kind, scope in sorted(filled):
        reproject_scope(raw, scope)
    if project:
        made = {scope for _kind, scope in filled}
        _project(raw, [n for n, fed in places if fed.wire.scope_id not in made])
    else:
        keep_for_later(raw, [n for n, _fed in places])
    coming = [target for fed in new if any(target := _obeyed(fed))]
    lost = [reference for each in coming for reference in on_hold(raw, each)]
    changed = {scope for each in coming for scope in redact(raw, each)}
    scopes = dict.fromkeys((str(fed.wire.columns[_SCOPE_KIND]), fed.wire.scope_id) for fed in new)
    told = (*scopes, *sorted((changed | filled | taken_back) - scopes.keys()))
    return Taken(told, len(new), _deferred(raw, unknown), tuple(lost))


def take_stubs(raw: Any, stubs: Iterable[Stub]) -> None:
    """Keep what is told of changes that may not be seen here: enough to follow the chain past them (E3, I15)."""
    for stub in stubs:
        raw.execute(
            "INSERT INTO hidden_link (origin, oseq, hash) VALUES (?, ?, ?) ON CONFLICT (origin, oseq)"
            " DO UPDATE SET hash = hash || ' ' || excluded.hash WHERE instr(hash, excluded.hash) = 0",
            (stub.origin, stub.oseq, stub.hash),
        )
        raw.execute(
            f"UPDATE {TABLE} SET feed = ?, {_NO_MORE_HELD}"
            " WHERE n IN (SELECT n FROM changeset WHERE origin = ? AND oseq = ? AND hash = ?)",
            (stub.feed, stub.origin, stub.oseq, stub.hash),
        )


def to_wire(columns: Sequence[Any], unheeded: Collection[str] = ()) -> Wire:
    """Return a stored row as it travels, with what the hub must know of its body.

    Args:
        unheeded: ids of redactions that are not obeyed: whoever passes them on says no more of them than their author.
    """
    body = str(columns[_BODY])
    if not any(word in body for word in _SAID_OF_ACCESS):
        return Wire(tuple(columns), files=files(body))
    try:
        entities = decode(body)
    except (ValueError, TypeError):  # of a later version, or damaged: it travels as it is (V2)
        entities = ()
    is_obeyed = columns[_SCOPE_KIND] == "office" and columns[0] not in unheeded
    emptied = empties(entities) if is_obeyed else Empties()
    return Wire(tuple(columns), access_facts(entities), emptied, files(body))


def _body(fed: Fed) -> str:
    return str(fed.wire.columns[_BODY])


def _obeyed(fed: Fed) -> Targets:
    """Return what a changeset empties: what its body says, if the hub let all of it pass (E1, E4)."""
    if fed.wire.columns[_SCOPE_KIND] != "office" or not any(said := targets_of(_body(fed))):
        return Targets()
    passed = Targets(*map(frozenset, fed.wire.empties))
    is_passed = all(one <= other for one, other in zip(said, passed, strict=True))
    return said if is_passed else Targets()


def _is_forged(fed: Fed) -> bool:
    return any(targets_of(_body(fed))) and not any(_obeyed(fed))


def _known(raw: Any, ids: Sequence[str]) -> dict[str, str]:
    """Return which of these are here, each with why it is empty ("": it is not)."""
    rows = raw.execute(
        "SELECT id, emptied FROM changeset WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


def _note_feeds(raw: Any, known: Iterable[Fed]) -> None:
    raw.executemany(
        f"UPDATE {TABLE} SET feed = ?, {_NO_MORE_HELD} WHERE id = ? AND (feed IS NOT ? OR held)",
        [(fed.feed, fed.wire.id, fed.feed) for fed in known],
    )


def _comes_back(fed: Fed, why: str) -> bool:
    """Whether contents that were not here come now; a restored hub may have forgotten a refusal, with the words."""
    return why == WITHHELD or (why == REFUSED and bool(_body(fed)))


def _fill(raw: Any, again: Sequence[Fed], targets: Targets) -> set[tuple[str, str]]:
    """Fill again what was withheld and may be seen now; return kind and id of the scopes."""
    for fed in again:
        c, is_empty = fed.wire.columns, _is_to_be_empty(fed, targets)
        texts = (
            ("", "", "", _why_empty(fed))
            if is_empty
            else (c[_REASON], digest_bytes(c[_SALT]), packed(c[_BODY]), "")
        )
        raw.execute(
            f"UPDATE {TABLE} SET reason = ?, salt = ?, body = ?, emptied = ? WHERE id = ?",
            (*texts, fed.wire.id),
        )
    scopes = {(str(fed.wire.columns[_SCOPE_KIND]), fed.wire.scope_id) for fed in again}
    raw.executemany(
        "DELETE FROM withheld WHERE scope_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM changeset c WHERE c.scope_id = withheld.scope_id AND c.emptied = ?)",
        [(scope, WITHHELD) for _kind, scope in sorted(scopes)],
    )
    return scopes


def _store(raw: Any, new: Sequence[Fed], targets: Targets) -> list[tuple[int, Fed]]:
    """Write the rows after the last place of this file; return each with its place."""
    (last,) = raw.execute("SELECT coalesce(max(n), 0) FROM changeset").fetchone()
    placed, rows = [], []
    for n, fed in enumerate(new, last + 1):
        columns = list(fed.wire.columns)
        is_empty = _is_to_be_empty(fed, targets)
        if is_empty:
            columns[_REASON] = columns[_SALT] = columns[_BODY] = ""
        rows.append((n, *stored(columns), fed.feed, _why_empty(fed) if is_empty else ""))
        placed.append((n, fed))
    raw.executemany(_INSERT, rows)
    return placed


def _is_to_be_empty(fed: Fed, targets: Targets) -> bool:
    """Whether nothing of a changeset may be kept; a redaction is kept itself, so that it is known for ever."""
    if fed.is_emptied:
        return True
    is_named = any(targets) and targets.names(fed.wire.id, fed.wire.scope_id)
    return is_named and not any(_obeyed(fed))


def _why_empty(fed: Fed) -> str:
    return REFUSED if fed.is_refused else REDACTED


def _project(raw: Any, places: Sequence[int]) -> None:
    """Project rows as they are stored now."""
    if places:
        wanted = set(places)
        rows = said_rows(raw, "n BETWEEN ? AND ?", (places[0], places[-1]))
        project_rows(raw, [row for row in rows if row.n in wanted])


def _deferred(raw: Any, ids: Sequence[str]) -> tuple[str, ...]:
    found = raw.execute(
        "SELECT changeset_id FROM deferred WHERE changeset_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return tuple(str(row[0]) for row in found)
