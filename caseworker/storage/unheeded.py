"""Redactions that came and are not obeyed, because the hub did not let them pass as redactions.

Question: what if a changeset says that it erases and its sender told the hub otherwise? Choice: it is kept as every
changeset is, and noted here as one that empties nothing on this computer, for ever. Cost: one local setting, which is
empty where nobody forged anything. Source: offline rules E1, E4.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from caseworker.storage.local import local_setting, set_local_setting

UNHEEDED = "unheeded_redactions"
"""Local setting: ids of such changesets, as a JSON list."""
UNLIKE = "unlike_notes"
"""Local setting: ids of changesets whose note to the hub, of who may see a case, is not what they say."""


def unheeded(raw: Any) -> frozenset[str]:
    """Return the ids of the changesets that say they erase and are not obeyed here."""
    kept = local_setting(raw, UNHEEDED)
    return frozenset(json.loads(kept)) if kept else frozenset()


def note_unheeded(raw: Any, ids: Iterable[str]) -> None:
    """Note that some are not obeyed, in the open write transaction and before they are projected."""
    known = unheeded(raw)
    if new := known.union(ids) - known:
        set_local_setting(raw, UNHEEDED, json.dumps(sorted(known | new)))


def unlike_notes(raw: Any) -> tuple[str, ...]:
    """Return the ids of the changesets of which the hub was told something else of who may see a case than they say."""
    kept = local_setting(raw, UNLIKE)
    return tuple(json.loads(kept)) if kept else ()


def note_unlike(raw: Any, found: Iterable[str], put_right: Iterable[str]) -> None:
    """Note some more, and those that are put right, in the open write transaction."""
    now = (set(unlike_notes(raw)) - set(put_right)) | set(found)
    set_local_setting(raw, UNLIKE, json.dumps(sorted(now)) if now else "")
