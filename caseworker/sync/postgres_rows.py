"""Changesets as the hub's functions take and give them: headings as JSON, contents packed."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caseworker.domain.changes import canonical
from caseworker.storage.log import COLUMNS
from caseworker.sync.packing import NewerPackingError, pack, unpack
from caseworker.sync.port import AccessFact, Empties, Fed, HubRefuses, Lease, Signed, Stub, Wire

log = logging.getLogger(__name__)
_NAMES = COLUMNS.split(", ")
_CONTENTS = frozenset({"reason", "salt", "body"})
_HEADING = tuple((at, name) for at, name in enumerate(_NAMES) if name not in _CONTENTS)
_REASON = _NAMES.index("reason")
FED = (
    "feed, origin, oseq, hash, is_hidden, id, prev_hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at,"
    " clock_offset, seen_epoch, seen_feed, schema_ver, app_ver, body_hash, packed, asides, is_emptied, pushed_by"
)
"""Columns of a changeset as the hub gives it, in this order."""

_PLACES = {name: at for at, name in enumerate(FED.split(", "))}
_ORDER = tuple(_PLACES[name] for name in _NAMES[:_REASON])
_PACKED, _ASIDES, _BODY_HASH = _PLACES["packed"], _PLACES["asides"], _PLACES["body_hash"]
_IS_HIDDEN, _IS_EMPTIED, _PUSHED_BY = _PLACES["is_hidden"], _PLACES["is_emptied"], _PLACES["pushed_by"]


def heading(wire: Wire) -> dict[str, Any]:
    """Return what the hub keeps readable."""
    said = {name: wire.columns[at] for at, name in _HEADING}
    said["asides"] = asides(wire)
    return said


def asides(wire: Wire) -> dict[str, Any] | None:
    """Return what the hub must know of the body, None for most."""
    said: dict[str, Any] = {}
    if wire.facts:
        said["facts"] = facts_in_json(wire.facts)
    if any(wire.empties):
        scopes, changesets, files = wire.empties
        said["empties"] = {"scopes": list(scopes), "changesets": list(changesets), "files": list(files)}
    if wire.files:
        said["files"] = list(wire.files)
    return said or None


def facts_in_json(facts: Iterable[AccessFact]) -> list[list[Any]]:
    """Return what is said of who may see a case, as the hub takes it."""
    return [[f.scope_id, f.field, json.loads(f.value), list(f.parents)] for f in facts]


def contents(wire: Wire) -> bytes:
    """Return reason, salt and body, packed."""
    return pack(*wire.columns[_REASON : _REASON + 3])


def as_fed(row: Sequence[Any]) -> Fed:
    """Return a changeset from a row in the order of FED.

    Contents that are damaged are none: the heading goes on, so that one bad changeset delays no other (I14), and its
    digest tells of it wherever the record is checked.

    Raises:
        HubRefuses: a newer program packed it.
    """
    columns = (*(row[at] for at in _ORDER), *_contents(bytes(row[_PACKED])), row[_BODY_HASH])
    said = row[_ASIDES] or {}
    return Fed(row[0], _wire(columns, said), row[_PUSHED_BY], row[_IS_EMPTIED], "refused" in said)


def as_wire(header: Mapping[str, Any], packed: bytes) -> Wire:
    """Return a changeset from the heading and the contents that the hub holds.

    Raises:
        HubRefuses: a newer program packed it.
    """
    texts = dict(zip(("reason", "salt", "body"), _contents(bytes(packed)), strict=True))
    return _wire(tuple({**header, **texts}[name] for name in _NAMES), header.get("asides") or {})


def _wire(columns: tuple[Any, ...], said: Mapping[str, Any]) -> Wire:
    facts = tuple(AccessFact(s, f, canonical(v), tuple(p)) for s, f, v, p in said.get("facts", ()))
    gone = said.get("empties")
    empties = (
        Empties(tuple(gone["scopes"]), tuple(gone["changesets"]), tuple(gone["files"])) if gone else Empties()
    )
    return Wire(columns, facts, empties, tuple(said.get("files", ())))


def _contents(packed: bytes) -> tuple[str, str, str]:
    try:
        return unpack(packed)
    except NewerPackingError as error:
        raise HubRefuses(
            "Others use a newer Caseworker. Your work is kept and was sent. Update this one to receive theirs."
        ) from error
    except ValueError as error:
        log.warning("the hub holds a changeset whose contents cannot be read: %s", error)
        return "", "", ""


def is_hidden(row: Sequence[Any]) -> bool:
    """Whether a row tells of a change that may not be seen."""
    return bool(row[_IS_HIDDEN])


def as_stub(row: Sequence[Any]) -> Stub:
    """Return what is told of a hidden change."""
    feed, origin, oseq, digest = row[:4]
    return Stub(feed, origin, oseq, digest)


def as_signed(row: Sequence[Any]) -> Signed:
    """Return the signed head a row is, from a row of `pull`."""
    return Signed(row[1], row[2], row[3], row[-1])


def as_lease(row: Sequence[Any]) -> Lease:
    """Return a block of numbers from the list the hub gives."""
    return Lease(*row)
