"""Changesets that come from the hub: stored, projected, emptied where a redaction says so; in the open transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from caseworker.domain.changes import decode
from caseworker.storage import blob_parts
from caseworker.storage.emptying import not_accepted, redact, settle
from caseworker.storage.log import COLUMNS
from caseworker.storage.packed import TABLE, digest_bytes, packed, stored
from caseworker.storage.projecting import project_rows
from caseworker.storage.rebuild import reproject_scope
from caseworker.storage.redactions import (
    REDACTED,
    REFUSED,
    WITHHELD,
    Targets,
    late_work,
    on_hold,
    redactions,
    targets_of,
)
from caseworker.storage.said import said_rows
from caseworker.storage.set_aside import Words, set_aside, waiting, words_aside
from caseworker.storage.unheeded import note_unheeded, unheeded
from caseworker.storage.unprojected import keep_for_later
from caseworker.sync.facts import access_facts, empties, files
from caseworker.sync.port import Empties, Fed, Stub, Taken, Wire

_SCOPE_KIND, _REASON, _SALT, _BODY = 5, 16, 17, 18
_INSERT = f"INSERT INTO {TABLE} (n, {COLUMNS}, feed, emptied) VALUES (?{', ?' * 22})"
_HASH = re.compile("[0-9a-f]{64}")
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
    aside = words_aside(raw, known)
    refused = [
        fed.wire.id for fed in old if fed.is_refused and (not known[fed.wire.id] or fed.wire.id in aside)
    ]
    _ask_why(raw, refused)
    _note_feeds(raw, old)
    taken_back = not_accepted(raw, refused) if refused else set()
    settled = settle(raw) if waiting(raw) else frozenset()
    targets = _Targets(raw)  # without those that were refused just now
    filled = _fill(raw, [fed for fed in old if _comes_back(fed, known[fed.wire.id], targets)], targets)
    places = _store(raw, new, targets)
    blob_parts.ask_for(raw, (_body(fed) for fed in rows if not targets.empties(fed)))
    for _kind, scope in sorted(filled):
        reproject_scope(raw, scope)
    if project:
        made = {scope for _kind, scope in filled}
        _project(raw, [n for n, fed in places if fed.wire.scope_id not in made])
    else:
        keep_for_later(raw, [n for n, _fed in places])
    coming = [(fed.feed, target) for fed in new if any(target := _obeyed(fed))]
    lost = [reference for _feed, each in coming for reference in on_hold(raw, each)]
    late = [reference for feed, each in coming for reference in late_work(raw, each, feed)]
    changed = {scope for _feed, each in coming for scope in redact(raw, each)}
    scopes = dict.fromkeys((str(fed.wire.columns[_SCOPE_KIND]), fed.wire.scope_id) for fed in new)
    told = (*scopes, *sorted((changed | filled | taken_back | settled) - scopes.keys()))
    return Taken(told, len(new), _deferred(raw, unknown), tuple(lost), tuple(late))


def take_stubs(raw: Any, stubs: Iterable[Stub]) -> None:
    """Keep what is told of changes that may not be seen here: enough to follow the chain past them (E3, I15)."""
    for stub in stubs:
        if _HASH.fullmatch(stub.hash):  # else a link is missing where the chain is followed
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


def to_wires(raw: Any, where: str, values: Sequence[Any] = ()) -> Iterator[tuple[int | None, Wire]]:
    """Yield stored rows as they travel, each with its feed number: what is set aside with its words (E1).

    Args:
        where: what follows FROM in a query of the table.
    """
    not_obeyed, aside = unheeded(raw), words_aside(raw)
    for feed, emptied, *columns in raw.execute(f"SELECT feed, emptied, {COLUMNS} FROM {where}", values):
        if words := aside.get(columns[0]):
            columns[_REASON], columns[_SALT], columns[_BODY] = words
        wire = to_wire(columns, not_obeyed)
        yield feed, wire._replace(is_refused=True) if emptied == REFUSED else wire


def to_wire(columns: Sequence[Any], not_obeyed: Collection[str] = ()) -> Wire:
    """Return a stored row as it travels, with what the hub must know of its body.

    Args:
        not_obeyed: redactions that are not obeyed: whoever passes them on says no more of them than their author.
    """
    body = str(columns[_BODY])
    if not any(word in body for word in _SAID_OF_ACCESS):
        return Wire(tuple(columns), files=files(body))
    try:
        entities = decode(body)
    except (ValueError, TypeError):  # of a later version, or damaged: it travels as it is (V2)
        entities = ()
    is_obeyed = columns[_SCOPE_KIND] == "office" and columns[0] not in not_obeyed
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


def _ask_why(raw: Any, ids: Collection[str]) -> None:
    """Let it be asked why own changes were refused of which this file did not know that they waited (P12)."""
    raw.executemany(
        f"UPDATE {TABLE} SET held = {HELD} WHERE id = ? AND held = 0 AND origin IN (SELECT id FROM origin)",
        [(each,) for each in ids],
    )


def _note_feeds(raw: Any, known: Iterable[Fed]) -> None:
    raw.executemany(
        f"UPDATE {TABLE} SET feed = ?, {_NO_MORE_HELD} WHERE id = ? AND (feed IS NOT ? OR held)",
        [(fed.feed, fed.wire.id, fed.feed) for fed in known],
    )


class _Targets:
    """What must be empty here, and what of it may come back because the hub has not taken the redaction yet."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._all = raw, redactions(raw)
        waits = waiting(raw)
        self._sure = redactions(raw, but=waits) if waits else self._all

    def names(self, fed: Fed) -> bool:
        """Whether a redaction says so; one is kept itself, so that it is known for ever."""
        return self._all.names(fed.wire.id, fed.wire.scope_id) and not any(_obeyed(fed))

    def empties(self, fed: Fed) -> bool:
        """Whether nothing of a changeset may be shown."""
        return fed.is_emptied or self.names(fed)

    def texts(self, fed: Fed) -> tuple[Any, Any, Any, str]:
        """Return reason, salt and body as they are stored, and why they are empty; what may come back is set aside."""
        c = fed.wire.columns
        if not self.empties(fed):
            return c[_REASON], digest_bytes(c[_SALT]), packed(c[_BODY]), ""
        if not fed.is_emptied and c[_BODY] and not self._sure.names(fed.wire.id, fed.wire.scope_id):
            set_aside(self._raw, fed.wire.id, Words(*map(str, (c[_REASON], c[_SALT], c[_BODY]))))
        return "", "", "", REFUSED if fed.is_refused else REDACTED


def _comes_back(fed: Fed, why: str, targets: _Targets) -> bool:
    """Whether contents that were not here come now, or the word that they were refused.

    A restored hub may have forgotten a refusal, with the words; and what is empty though no redaction names it was
    emptied by a redaction that was refused, or by a program that knew no refusals.
    """
    has_words = bool(_body(fed))
    if why == REDACTED:
        return (has_words or fed.is_refused) and not targets.names(fed)
    return why == WITHHELD or (why == REFUSED and has_words)


def _fill(raw: Any, again: Sequence[Fed], targets: _Targets) -> set[tuple[str, str]]:
    """Fill again what was withheld and may be seen now; return kind and id of the scopes."""
    for fed in again:
        raw.execute(
            f"UPDATE {TABLE} SET reason = ?, salt = ?, body = ?, emptied = ? WHERE id = ?",
            (*targets.texts(fed), fed.wire.id),
        )
    scopes = {(str(fed.wire.columns[_SCOPE_KIND]), fed.wire.scope_id) for fed in again}
    raw.executemany(
        "DELETE FROM withheld WHERE scope_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM changeset c WHERE c.scope_id = withheld.scope_id AND c.emptied = ?)",
        [(scope, WITHHELD) for _kind, scope in sorted(scopes)],
    )
    return scopes


def _store(raw: Any, new: Sequence[Fed], targets: _Targets) -> list[tuple[int, Fed]]:
    """Write the rows after the last place of this file; return each with its place."""
    (last,) = raw.execute("SELECT coalesce(max(n), 0) FROM changeset").fetchone()
    placed, rows = [], []
    for n, fed in enumerate(new, last + 1):
        columns = list(stored(fed.wire.columns))
        columns[_REASON], columns[_SALT], columns[_BODY], why = targets.texts(fed)
        rows.append((n, *columns, fed.feed, why))
        placed.append((n, fed))
    raw.executemany(_INSERT, rows)
    return placed


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
