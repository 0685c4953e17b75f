"""Empty what a redaction names, and give it back where the redaction is refused.

Question: how is something taken out of a record that is never rewritten? Choice: reason, salt and body of a changeset
are emptied, its heading and digests stay, so that the chain is still proved; what was made from it is made again
without it; the freed space is overwritten (the writer's connection has secure_delete) and the search index merged until
nothing of it is left. Cost: the words are gone for good, here. What a redaction written here empties is set aside
until the hub has taken it (`set_aside.py`).
Source: offline rules E1, E2, I13.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from caseworker.errors import RuleError
from caseworker.storage.blob_parts import ask_for
from caseworker.storage.files_gone import forget_files
from caseworker.storage.local import set_sync_state
from caseworker.storage.numbers_gone import note_gone, numbers_of
from caseworker.storage.packed import TABLE, digest_bytes, packed
from caseworker.storage.rebuild import reproject_scope
from caseworker.storage.redactions import (
    REDACTED,
    REFUSED,
    WITHHELD,
    Targets,
    is_redaction,
    redactions,
    targets_of,
    union,
)
from caseworker.storage.set_aside import (
    Words,
    drop,
    may_be_refused,
    set_aside,
    set_waiting,
    waiting,
    words_aside,
)
from caseworker.storage.tidying import forget_made
from caseworker.storage.tidying import tidy as tidy

_DIGEST = re.compile(r'"([0-9a-f]{64})"')


def redact(raw: Any, targets: Targets) -> frozenset[tuple[str, str]]:
    """Empty for good what a redaction names, as far as it is here, in the open write transaction (E1).

    A redaction itself is never emptied: late arrivals of what it names could not be known (E2).

    Returns: kind and id of the scopes that now say less.
    """
    aside = {key: words.body for key, words in words_aside(raw).items()}
    named = _named(raw, targets, f"emptied <> '{REDACTED}' OR id IN (SELECT value FROM json_each(?))", aside)
    emptied = [row for row in named if row[1] != "office" or not is_redaction(row[3])]
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
    emptied = [row for row in named if row[1] != "office" or not is_redaction(row[3])]
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
        digests |= forget_made(raw, scope)
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
    named = union(targets_of(row[3]) for row in rows if row[1] == "office")
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
        digests |= forget_made(raw, scope)
    forget_files(raw, digests)
    if any(named):
        changed |= settle(raw)
        _fetch_again(raw, named)
    return changed


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
