"""Empty what may not be kept: cases that may no longer be seen here, and what a redaction names.

Question: how is something taken out of a record that is never rewritten? Choice: reason, salt and body of a changeset
are emptied, its heading and digests stay, so that the chain is still proved; what was made from it is made again
without it; the freed space is overwritten (the writer's connection has secure_delete) and the search index merged until
nothing of it is left. Cost: the words are gone for good, here; a withheld case is fetched again when it may be seen.
What a redaction written here empties is set aside until the hub has taken it (`set_aside.py`).
Source: offline rules E1 to E3, I12, I13.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from caseworker.domain.changes import decode
from caseworker.domain.odd_values import known_texts
from caseworker.errors import RuleError
from caseworker.storage.blob_parts import ask_for, mark, named_files
from caseworker.storage.database import Database
from caseworker.storage.database import raw as driver_connection
from caseworker.storage.local import local_setting, set_local_setting, set_sync_state
from caseworker.storage.log import HIDDEN
from caseworker.storage.numbers_gone import note_gone, numbers_of
from caseworker.storage.packed import TABLE, digest_bytes, packed
from caseworker.storage.rebuild import reproject_scope
from caseworker.storage.searches_gone import forget_searches, words_found_by
from caseworker.storage.set_aside import (
    Words,
    drop,
    may_be_refused,
    set_aside,
    set_waiting,
    waiting,
    words_aside,
)
from caseworker.storage.unheeded import unheeded

REDACTION = "redaction"
"""Kind of thing, in the office's scope, whose fields "scopes", "changesets" and "blobs" say what is emptied."""

WITHHELD, REDACTED, REFUSED = "withheld", "redacted", "refused"
UNTIDY = "untidy"
"""Local setting: something was emptied and the search index and the free pages still have to be tidied."""

_DIGEST = re.compile(r'"([0-9a-f]{64})"')
_MERGED_AT_ONCE = 500


class Targets(NamedTuple):
    """What redactions name: whole scopes, single changesets, and files by digest."""

    scopes: frozenset[str] = frozenset()
    changesets: frozenset[str] = frozenset()
    blobs: frozenset[str] = frozenset()

    def names(self, changeset_id: str, scope_id: str) -> bool:
        """Whether a changeset is to be empty."""
        return changeset_id in self.changesets or scope_id in self.scopes


def withhold(raw: Any, scope_ids: Collection[str]) -> frozenset[str]:
    """Empty everything of these cases, in the open write transaction; their headers stay (E3).

    Returns: those that were; a case with changes or files that the hub has not yet is left as it is (E3, B2).
    """
    done = {scope for scope in scope_ids if not _has_unsent(raw, scope)}
    digests: set[str] = set()
    for scope in sorted(done):
        digests |= {digest for body in _bodies(raw, scope) for digest in _DIGEST.findall(body)}
        _withhold_aside(raw, scope)
        note_gone(raw, numbers_of(raw, scope))
        raw.execute(
            f"UPDATE {TABLE} SET body = '', reason = '', salt = '', emptied = ? WHERE scope_id = ? AND emptied = ''",
            (WITHHELD, scope),
        )
        raw.execute("INSERT OR IGNORE INTO withheld (scope_id) VALUES (?)", (scope,))
        digests |= _forget_made(raw, scope)
    forget_files(raw, digests)
    return frozenset(done)


def redact(raw: Any, targets: Targets) -> frozenset[tuple[str, str]]:
    """Empty for good what a redaction names, as far as it is here, in the open write transaction (E1).

    A redaction itself is never emptied: late arrivals of what it names could not be known (E2).

    Returns: kind and id of the scopes that now say less.
    """
    aside = {key: words.body for key, words in words_aside(raw).items()}
    named = _named(raw, targets, f"emptied <> '{REDACTED}' OR id IN (SELECT value FROM json_each(?))", aside)
    emptied = [row for row in named if row[1] != "office" or not _is_redaction(row[3])]
    digests = {
        digest for row in emptied for digest in _DIGEST.findall(aside.get(row[0]) or row[3])
    } | targets.blobs
    drop(raw, [row[0] for row in emptied])
    changed, from_drafts = _empty_rows(raw, emptied)
    forget_files(raw, digests | from_drafts)
    return changed


def _redact_for_now(raw: Any, targets: Targets) -> frozenset[tuple[str, str]]:
    """Empty what a redaction names and set its words aside: the hub has still to take it. Files stay.

    What is empty here for another reason is left so until then: it has no words to be given back.
    """
    named = _named(raw, targets, "emptied = '' AND ? IS NOT NULL")
    emptied = [row for row in named if row[1] != "office" or not _is_redaction(row[3])]
    for key, _kind, _scope, body, reason, salt in emptied:
        set_aside(raw, str(key), Words(str(reason), str(salt), str(body)))
    changed, from_drafts = _empty_rows(raw, emptied)
    forget_files(raw, from_drafts)
    return changed


def _named(raw: Any, targets: Targets, which: str, ids: Iterable[str] = ()) -> list[tuple[Any, ...]]:
    where = "scope_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))"
    rows = raw.execute(
        f"SELECT id, scope_kind, scope_id, body, reason, salt FROM changeset WHERE ({where}) AND ({which})",
        (json.dumps(sorted(targets.scopes)), json.dumps(sorted(targets.changesets)), json.dumps(sorted(ids))),
    )
    return list(rows.fetchall())


def _empty_rows(
    raw: Any, rows: Sequence[tuple[Any, ...]]
) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Empty rows as redacted; return the scopes that now say less, and the files of drafts about them."""
    changed = {(str(row[1]), str(row[2])) for row in rows}
    numbers = {scope: numbers_of(raw, scope) for _kind, scope in changed}
    raw.executemany(
        f"UPDATE {TABLE} SET body = '', reason = '', salt = '', emptied = ? WHERE id = ?",
        [(REDACTED, row[0]) for row in rows],
    )
    digests = set[str]()
    for _kind, scope in sorted(changed):
        digests |= _forget_made(raw, scope)
        note_gone(raw, numbers[scope] - numbers_of(raw, scope))
    return frozenset(changed), frozenset(digests)


def settle(raw: Any) -> frozenset[tuple[str, str]]:
    """Destroy what redactions written here emptied and the hub has taken; put back what none names any more.

    Where sharing was stopped nobody refuses them any more.

    Returns: kind and id of the scopes that now say something else.
    """
    if not (ids := waiting(raw)):
        return frozenset()
    rows = raw.execute(
        "SELECT id, body, feed IS NOT NULL FROM changeset WHERE emptied = ''"
        " AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    ).fetchall()
    is_alone = not may_be_refused(raw)
    changed = set[tuple[str, str]]()
    for _id, body, is_taken in rows:
        if is_taken or is_alone:
            changed |= redact(raw, targets_of(str(body)))
    changed |= _put_back(raw)
    set_waiting(raw, [str(key) for key, _body, is_taken in rows if not (is_taken or is_alone)])
    return frozenset(changed)


def _put_back(raw: Any) -> set[tuple[str, str]]:
    """Give back the words that are set aside and that no redaction names any more."""
    left, aside = redactions(raw), words_aside(raw)
    rows = raw.execute(
        "SELECT id, scope_kind, scope_id FROM changeset WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(aside)),),
    ).fetchall()
    back = [(str(key), str(kind), str(scope)) for key, kind, scope in rows if not left.names(key, scope)]
    for key, _kind, _scope in back:
        reason, salt, body = aside[key]
        raw.execute(
            f"UPDATE {TABLE} SET reason = ?, salt = ?, body = ?, emptied = '' WHERE id = ?",
            (reason, digest_bytes(salt), packed(body), key),
        )
    drop(raw, [key for key, _kind, _scope in back])
    ask_for(raw, [aside[key].body for key, _kind, _scope in back])
    changed = {(kind, scope) for _key, kind, scope in back}
    for _kind, scope in sorted(changed):
        reproject_scope(raw, scope)
    return changed


def not_accepted(raw: Any, ids: Collection[str]) -> set[tuple[str, str]]:
    """Empty own changes that the hub held and somebody did not accept, in the open write transaction (D8).

    What such an erasure emptied here comes back: it was not for it to empty. What was not set aside is fetched again,
    as what was withheld is.

    Returns: kind and id of the scopes that now say something else.
    """
    rows = raw.execute(
        "SELECT id, scope_kind, scope_id, body FROM changeset WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    ).fetchall()
    named = _union(targets_of(row[3]) for row in rows if row[1] == "office")
    raw.executemany(
        f"UPDATE {TABLE} SET body = '', reason = '', salt = '', emptied = ? WHERE id = ?",
        [(REFUSED, row[0]) for row in rows],
    )
    changed = {(str(row[1]), str(row[2])) for row in rows}
    aside = words_aside(raw, ids)
    bodies = (*(row[3] for row in rows), *(words.body for words in aside.values()))
    digests = {digest for body in bodies for digest in _DIGEST.findall(body)}
    drop(raw, aside)
    for _kind, scope in sorted(changed):
        digests |= _forget_made(raw, scope)
    forget_files(raw, digests)
    if any(named):
        changed |= settle(raw)
        _fetch_again(raw, named)
    return changed


def on_hold(raw: Any, targets: Targets) -> list[str]:
    """Return the references of cases that a redaction names and that are under a legal hold here."""
    rows = raw.execute(
        "SELECT coalesce(e.doc ->> 'reference', '') FROM json_each(?) gone JOIN entity e ON e.id = gone.value"
        " WHERE e.kind = 'case' AND e.doc ->> 'legal_hold' ORDER BY 1",
        (json.dumps(sorted(targets.scopes)),),
    )
    return [str(row[0]) for row in rows]


def _fetch_again(raw: Any, named: Targets) -> None:
    """Ask for what a redaction emptied that counts no more, but for what another one names too."""
    left = redactions(raw)
    aside = words_aside(raw)
    rows = raw.execute(
        f"SELECT id, scope_id FROM changeset WHERE emptied = '{REDACTED}' AND feed IS NOT NULL AND"
        " (scope_id IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(named.scopes)), json.dumps(sorted(named.changesets))),
    ).fetchall()
    back = [(str(key), str(scope)) for key, scope in rows if not left.names(key, scope) and key not in aside]
    raw.executemany(f"UPDATE {TABLE} SET emptied = ? WHERE id = ?", [(WITHHELD, key) for key, _scope in back])
    raw.executemany(
        "INSERT OR IGNORE INTO withheld (scope_id) VALUES (?)", [(scope,) for scope in {s for _id, s in back}]
    )
    set_sync_state(raw, access_version=-1)


def obey(raw: Any, written: Iterable[tuple[str, str]]) -> bool:
    """Empty what the redactions written here name, in the transaction that writes them; whether one did.

    Args:
        written: id and body of changesets.

    Raises:
        RuleError: a single change is named on which others were built.
    """
    named = {key: targets for key, body in written if any(targets := targets_of(body))}
    for targets in named.values():
        _refuse_what_others_rest_on(raw, targets)
    is_for_now = bool(named) and may_be_refused(raw)
    if is_for_now:
        set_waiting(raw, {*waiting(raw), *named})
    emptied = [_redact_for_now(raw, each) if is_for_now else redact(raw, each) for each in named.values()]
    return any(emptied)


def _refuse_what_others_rest_on(raw: Any, targets: Targets) -> None:
    """Refuse a change in the middle: without it older values would stand beside later ones, as if they clashed (I7)."""
    rows = raw.execute(
        "SELECT c.id, c.scope_id FROM json_each(?) gone JOIN changeset g ON g.id = gone.value"
        " JOIN changeset c ON c.scope_id = g.scope_id AND c.emptied = '' AND c.id <> g.id AND instr(c.body, g.id)",
        (json.dumps(sorted(targets.changesets)),),
    )
    if any(not targets.names(changeset_id, scope_id) for changeset_id, scope_id in rows):
        raise RuleError(
            "Nothing was erased: later changes were built on this one, and without it older values would come back. "
            "Erase the whole case instead."
        )


def redactions(raw: Any, *, but: Collection[str] = ()) -> Targets:
    """Return everything that the redactions obeyed here name, projected or not; without some that are named."""
    known = raw.execute(
        "SELECT c.id, c.body FROM entity e JOIN touch t ON t.entity_id = e.id JOIN changeset c ON c.n = t.changeset_n"
        " WHERE e.scope_id = 'office' AND e.kind = ? AND c.scope_kind = 'office'",
        (REDACTION,),
    ).fetchall()
    not_counted = unheeded(raw).union(but)
    coming = _unprojected(raw, REDACTION, "AND c.scope_kind = 'office'")
    return _union(targets_of(body) for key, body in (*known, *coming) if key not in not_counted)


def _unprojected(raw: Any, word: str, which: str = "") -> list[tuple[str, str]]:
    """Return id and body of what is still to be projected and has a word in quotation marks."""
    rows = raw.execute(
        "SELECT c.id, c.body FROM local_setting s JOIN json_each(s.value) j JOIN changeset c"
        " ON c.n BETWEEN j.value ->> 0 AND j.value ->> 1"
        f" WHERE s.key = 'unprojected' {which} AND instr(c.body, ?)",
        (f'"{word}"',),
    )
    return list(rows.fetchall())


def targets_of(body: str) -> Targets:
    """Return what a changeset's body redacts; nothing, for all but redactions."""
    if not _is_redaction(body):
        return Targets()
    return _union(
        _of_doc({change.field: change.value for change in entity.fields})
        for entity in decode(body)
        if entity.entity_kind == REDACTION
    )


def unexplained(raw: Any) -> list[str]:
    """Return a sentence for each changeset that is empty here though nothing says why (I15)."""
    return [f"Change {n}: it is empty, and no redaction names it." for n, _id in _unexplained(raw)]


def unexplained_ids(raw: Any) -> tuple[str, ...]:
    """Return the changesets that are empty here though nothing says why."""
    return tuple(changeset_id for _n, changeset_id in _unexplained(raw))


def _unexplained(raw: Any) -> list[tuple[int, str]]:
    rows = raw.execute(
        "SELECT n, id, scope_id FROM changeset WHERE (emptied <> '' OR (body = '' AND salt = ''))"
        f" AND emptied <> '{REFUSED}' AND NOT (emptied = ? AND scope_id IN (SELECT scope_id FROM withheld)) ORDER BY n",
        (WITHHELD,),
    ).fetchall()
    targets = redactions(raw) if rows else Targets()
    return [(int(n), str(key)) for n, key, scope in rows if not targets.names(key, scope)]


def files_only_of(raw: Any, scope_id: str) -> tuple[str, ...]:
    """Return the digests of the files of a scope, present or awaited, that nothing else here names."""
    bodies = raw.execute("SELECT body FROM changeset WHERE scope_id = ? AND emptied = ''", (scope_id,))
    named = {digest for (body,) in bodies for digest in _DIGEST.findall(body)}
    kept = {
        str(digest)
        for (digest,) in raw.execute(
            "SELECT value FROM json_each(?)"
            " WHERE value IN (SELECT digest FROM blob UNION SELECT digest FROM blob_part)",
            (json.dumps(sorted(named)),),
        )
    }
    others = raw.execute(
        "SELECT doc FROM entity WHERE scope_id <> ? AND (kind = 'setting' OR instr(doc, 'digest'))",
        (scope_id,),
    )
    for (doc,) in others:
        kept.difference_update(_DIGEST.findall(doc))
    return tuple(sorted(kept))


def is_gone(raw: Any, scope_id: str) -> bool:
    """Return whether there was a case here of which nothing is left: erased, or hidden from this computer."""
    row = raw.execute(
        "SELECT 1 FROM changeset WHERE scope_id = ? AND emptied <> ''"
        " AND NOT EXISTS (SELECT 1 FROM entity WHERE id = ?) LIMIT 1",
        (scope_id, scope_id),
    ).fetchone()
    return row is not None


def has_hidden_cases(raw: Any) -> bool:
    """Return whether the others have cases that may not be seen here: what those name is not known here."""
    row = raw.execute(f"SELECT 1 FROM withheld UNION ALL SELECT 1 FROM ({HIDDEN}) LIMIT 1").fetchone()
    return row is not None


def forget_files(raw: Any, digests: Collection[str]) -> None:
    """Remove the bytes of files that nothing names any more, and no longer ask for them.

    Those that something else here still names stay, and are offered to the hub again: it may have removed them (B2).
    """
    if not digests:
        return
    left = set(digests)
    for (doc,) in raw.execute("SELECT doc FROM entity WHERE kind = 'setting' OR instr(doc, 'digest')"):
        left.difference_update(_DIGEST.findall(doc))
    for words in words_aside(raw).values():
        left.difference_update(_DIGEST.findall(words.body))
    for digest in sorted(left):
        if any(digest in named_files(body) for _id, body in _unprojected(raw, digest)):  # an erasure names it too
            left.discard(digest)
    mark(raw, set(digests) - left, is_confirmed=False)
    for table in ("blob", "blob_part"):
        raw.executemany(f"DELETE FROM {table} WHERE digest = ?", [(digest,) for digest in sorted(left)])


def tidy(database: Database) -> None:
    """Leave nothing of what was emptied in the search index, in free pages or in the write-ahead log.

    In steps, so that a save never waits long; a kill in between is made good at the next call.
    """
    with database.raw_reader() as raw:
        if not local_setting(raw, UNTIDY):
            return
    pages = -_MERGED_AT_ONCE
    while True:
        with database.raw_writer() as raw:
            (before,) = raw.execute("SELECT total_changes()").fetchone()
            raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('merge', ?)", (pages,))
            (after,) = raw.execute("SELECT total_changes()").fetchone()
        pages = _MERGED_AT_ONCE
        if after - before < 2:  # SQLite's own sign that nothing was left to merge
            break
    with database.maintenance("The search index was not tidied") as connection:
        raw = driver_connection(connection)
        (is_busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if not is_busy:
        with database.raw_writer() as raw:
            set_local_setting(raw, UNTIDY, "")


def _forget_made(raw: Any, scope_id: str) -> set[str]:
    """Make again what was made from a scope; when nothing is left of it, forget what was typed about it here.

    Returns: the digests of files that waited in drafts.
    """
    found_by = words_found_by(raw, scope_id)
    reproject_scope(raw, scope_id)
    set_local_setting(raw, UNTIDY, "1")
    if found_by:
        forget_searches(raw, found_by, words_found_by(raw, scope_id))
    if raw.execute("SELECT 1 FROM entity WHERE id = ?", (scope_id,)).fetchone():
        return set()
    docs = raw.execute("SELECT doc FROM draft WHERE case_id = ?", (scope_id,)).fetchall()
    raw.execute("DELETE FROM draft WHERE case_id = ?", (scope_id,))
    raw.execute("DELETE FROM seen WHERE case_id = ?", (scope_id,))
    return {digest for (doc,) in docs for digest in _DIGEST.findall(doc)}


def _has_unsent(raw: Any, scope_id: str) -> bool:
    rows = raw.execute(
        "SELECT id, emptied FROM changeset WHERE scope_id = ? AND feed IS NULL AND held = 0", (scope_id,)
    ).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    return any(not why or key in aside for key, why in rows) or _has_unsent_files(raw, scope_id)


def _has_unsent_files(raw: Any, scope_id: str) -> bool:
    """Whether a case names a file whose bytes are here and perhaps nowhere else."""
    unsent = {str(digest) for (digest,) in raw.execute("SELECT digest FROM blob WHERE confirmed = 0")}
    return bool(unsent) and any(unsent.intersection(_DIGEST.findall(body)) for body in _bodies(raw, scope_id))


def _bodies(raw: Any, scope_id: str) -> list[str]:
    """Return what the changesets of a scope say, with what is set aside."""
    rows = raw.execute("SELECT id, body FROM changeset WHERE scope_id = ?", (scope_id,)).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    return [aside[key].body if key in aside else str(body) for key, body in rows]


def _withhold_aside(raw: Any, scope_id: str) -> None:
    """Destroy what is set aside of a case that may not be seen any more."""
    rows = raw.execute("SELECT id FROM changeset WHERE scope_id = ?", (scope_id,)).fetchall()
    aside = words_aside(raw, [row[0] for row in rows])
    drop(raw, aside)
    raw.executemany(f"UPDATE {TABLE} SET emptied = ? WHERE id = ?", [(WITHHELD, key) for key in aside])


def _is_redaction(body: str) -> bool:
    return f'"{REDACTION}"' in body and any(e.entity_kind == REDACTION for e in _decoded(body))


def _decoded(body: str) -> tuple[Any, ...]:
    try:
        return decode(body)
    except (ValueError, TypeError):  # of a later version, or damaged: no redaction that this version knows
        return ()


def _of_doc(doc: dict[str, Any]) -> Targets:
    return Targets(*(frozenset(known_texts(doc.get(name))) for name in Targets._fields))


def _union(all_targets: Iterable[Targets]) -> Targets:
    found = list(all_targets)
    return Targets(
        frozenset().union(*(t.scopes for t in found)),
        frozenset().union(*(t.changesets for t in found)),
        frozenset().union(*(t.blobs for t in found)),
    )
