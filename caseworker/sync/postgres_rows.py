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
    if wire.is_refused:
        return {"refused": True}
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


def as_fed(row: Sequence[Any], *, is_newer: bool = False) -> Fed:
    """Return a changeset from a row in the order of FED.

    Contents that are damaged are none: the heading goes on, so that one bad changeset delays no other (I14), and its
    digest tells of it wherever the record is checked.

    Args:
        is_newer: the hub speaks a later protocol than this program, so that others may pack in a later way; from any
            other hub such contents are damaged (V3: the hub goes first).

    Raises:
        HubRefuses: a newer program packed it.
    """
    contents = _contents(bytes(row[_PACKED]), is_newer=is_newer)
    columns = (*(row[at] for at in _ORDER), *contents, row[_BODY_HASH])
    said = row[_ASIDES]
    is_refused = bool(row[_IS_EMPTIED]) and isinstance(said, dict) and "refused" in said
    return Fed(row[0], _wire(columns, said), row[_PUSHED_BY], row[_IS_EMPTIED], is_refused)


def as_wire(header: Mapping[str, Any], packed: bytes, *, is_newer: bool = False) -> Wire:
    """Return a changeset from the heading and the contents that the hub holds; see `as_fed`.

    Raises:
        HubRefuses: a newer program packed it.
    """
    texts = dict(zip(("reason", "salt", "body"), _contents(bytes(packed), is_newer=is_newer), strict=True))
    return _wire(tuple({**header, **texts}[name] for name in _NAMES), header.get("asides"))


def _wire(columns: tuple[Any, ...], said: Any) -> Wire:
    """Return a changeset with what its sender told of it; what is told in no way that is known counts as not told."""
    try:
        return Wire(columns, *_told(said)) if said else Wire(columns)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.warning("what the hub was told of the change %s cannot be read: %s", columns[0], error)
        return Wire(columns)


def _told(said: Mapping[str, Any]) -> tuple[tuple[AccessFact, ...], Empties, tuple[str, ...]]:
    facts = tuple(
        AccessFact(str(scope), str(field), canonical(value), _texts(parents))
        for scope, field, value, parents in said.get("facts", ())
    )
    gone = said.get("empties")
    empties = (
        Empties(*(_texts(gone[name]) for name in ("scopes", "changesets", "files"))) if gone else Empties()
    )
    return facts, empties, _texts(said.get("files", []))


def _texts(said: Any) -> tuple[str, ...]:
    """Return a list of texts (TypeError: it is something else)."""
    if not (isinstance(said, list) and all(isinstance(each, str) for each in said)):
        raise TypeError("not a list of texts")
    return tuple(said)


def _contents(packed: bytes, *, is_newer: bool) -> tuple[str, str, str]:
    try:
        return unpack(packed)
    except ValueError as error:
        if is_newer and isinstance(error, NewerPackingError):
            raise HubRefuses(
                "Others use a newer Caseworker. Your work is kept and was sent. Update this one to receive theirs."
            ) from error
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
