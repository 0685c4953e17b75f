"""Words of what was erased here by a redaction that the hub has not taken yet: it may still be refused (E1, D8).

Question: what if an erasure meets a legal hold that nobody here knew of, and this file alone has the words, or must
give them to a hub that was put back from a copy? Choice: until the hub has taken the redaction nothing shows them any
more, but they lie here, in one local setting for each changeset, and files stay; then they are destroyed, or put back.
An office on one computer alone destroys at once. Cost: until the next meeting the words are still in the file.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from caseworker.storage.local import local_setting, set_local_setting, sync_state

_KEPT, _END = "set_aside:", "set_aside;"
"""Local settings by changeset: reason, salt and body; and what comes after all of them."""
_ADDRESS = "hub"
"""Local setting: where the hub is; "" after somebody stopped sharing on this computer."""
WAITING = "redactions_waiting"
"""Local setting: ids of the redactions written here that the hub has not taken, as a JSON list."""


class Words(NamedTuple):
    """What an emptied changeset said."""

    reason: str
    salt: str
    body: str


def may_be_refused(raw: Any) -> bool:
    """Whether what is written here waits for a hub's word; not where sharing was stopped."""
    left = raw.execute("SELECT 1 FROM local_setting WHERE key = ? AND value = ''", (_ADDRESS,)).fetchone()
    return bool(sync_state(raw).get("hub_id")) and left is None


def waiting(raw: Any) -> tuple[str, ...]:
    """Return the redactions that the hub has not taken yet."""
    return tuple(json.loads(local_setting(raw, WAITING) or "[]"))


def set_waiting(raw: Any, ids: Collection[str]) -> None:
    """Note which redactions the hub has not taken yet."""
    set_local_setting(raw, WAITING, json.dumps(sorted(ids)) if ids else "")


def set_aside(raw: Any, changeset_id: str, words: Words) -> None:
    """Keep the words of a changeset that is emptied now."""
    set_local_setting(raw, _KEPT + changeset_id, json.dumps(words))


def words_aside(raw: Any, ids: Collection[str] | None = None) -> dict[str, Words]:
    """Return what is set aside, by changeset; of these alone, where some are named."""
    if not waiting(raw):
        return {}
    rows = raw.execute("SELECT key, value FROM local_setting WHERE key > ? AND key < ?", (_KEPT, _END))
    found = {str(key).removeprefix(_KEPT): Words(*json.loads(value)) for key, value in rows}
    return found if ids is None else {key: found[key] for key in found.keys() & set(ids)}


def drop(raw: Any, ids: Iterable[str]) -> None:
    """Destroy what is set aside of these; the writer's connection overwrites it."""
    raw.executemany("DELETE FROM local_setting WHERE key = ?", [(_KEPT + each,) for each in ids])
