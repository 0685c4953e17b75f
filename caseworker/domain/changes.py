"""A change, and the catalogue of kinds of change.

Question: how do we know who changed what, undo it and share it? Choice: everything a person does is one changeset in
an append-only log; every other table is a projection of it. Cost: each act is written twice, once as what was done and
once as what that makes.

A changeset touches each (entity, field) at most once, so a change is named by its changeset's id wherever the field is
known; `parents` lists the changesets whose values of that field the author was looking at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

Value = Any
"""What JSON can hold: text, number, truth value, None, list or dictionary."""

FieldLine = tuple[str, Value, Sequence[str]]
"""A field as a body has it: its name, the value, the parents."""

Line = tuple[str, str, Sequence[FieldLine]]
"""A thing as a body has it: its id, its kind, the fields."""

_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, allow_nan=False
)

SCHEMA_VERSION = 1
"""The meaning of the fields below; only ever added to."""

DEEPEST = 400
"""Lists within lists that a body may have. Python and SQLite stop beyond that, each elsewhere: what every computer
refuses alike is the same on every computer (I5)."""

_CONTAINERS, _NAMES = frozenset((list, dict)), frozenset((str,))


def _kept_encoder() -> Callable[[Value, int], Iterable[str]]:
    """Return what `_CANONICAL.encode` makes anew for every value, where this Python has it: half of the time for a
    small one."""
    make: Any = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return lambda value, _level: (_CANONICAL.encode(value),)
    spelt = json.encoder.encode_basestring
    made: Callable[[Value, int], Iterable[str]] = make(
        None, _CANONICAL.default, spelt, None, ":", ",", True, False, False
    )
    return made


def _no_number(word: str) -> Value:
    """Refuse NaN and Infinity, which Python reads and JSON has not: SQLite could read nothing beside them."""
    raise ValueError(f"{word} is no number")


def _fraction(digits: str) -> float:
    """Return a number with a point or an exponent; one beyond all numbers would be Infinity."""
    number = float(digits)
    return number if isfinite(number) else _no_number(digits)


_pieces = _kept_encoder()
_decoder: Any = json.JSONDecoder(parse_constant=_no_number, parse_float=_fraction)
_scan: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once


def canonical(value: Value) -> str:
    """Return JSON with one spelling only: sorted keys, no spaces, letters as they are."""
    return "".join(_pieces(value, 0))


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field given a new value; `parents` are the changesets it replaces."""

    field: str
    value: Value
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityChange:
    """Changes to one thing: a case, a stage, a party, a note …"""

    entity_id: str
    entity_kind: str
    fields: tuple[FieldChange, ...]

    def line(self) -> Line:
        """Return the change as a body has it."""
        return self.entity_id, self.entity_kind, [(f.field, f.value, f.parents) for f in self.fields]


@dataclass(frozen=True, slots=True)
class Draft:
    """A changeset before it is numbered and chained: what an action wants to write.

    Attributes:
        scope_kind: "case" or "office".
        scope_id: the case's id, or the office's.
        is_new: whether the scope did not exist before, so that nothing needs to be looked up.
    """

    scope_kind: str
    scope_id: str
    kind: str
    entities: tuple[EntityChange, ...]
    reason: str = ""
    group_id: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Changeset:
    """One row of the log, as written; see `seal` for how the hashes are made."""

    id: str
    origin: str
    oseq: int
    prev_hash: str
    hash: str
    scope_kind: str
    scope_id: str
    group_id: str
    kind: str
    author_id: str
    recorded_at: str
    clock_offset: int
    seen_epoch: str
    seen_feed: int
    schema_ver: int
    app_ver: str
    reason: str
    salt: str
    body: str
    body_hash: str
    entities: tuple[EntityChange, ...] = field(default=(), compare=False)

    def lines(self) -> Sequence[Line]:
        """Return the changes as a body has them."""
        return [entity.line() for entity in self.entities]


HEADER = (
    "id origin oseq prev_hash scope_kind scope_id group_id kind author_id recorded_at clock_offset seen_epoch"
    " seen_feed schema_ver app_ver body_hash"
).split()


def encode(entities: Sequence[EntityChange]) -> str:
    """Return the body's canonical JSON: [[entity id, kind, [[field, value, parents], …]], …]."""
    return canonical(
        [
            [e.entity_id, e.entity_kind, [[f.field, f.value, list(f.parents)] for f in e.fields]]
            for e in entities
        ]
    )


def decode(body: str) -> tuple[EntityChange, ...]:
    """Return the changes of a body; an emptied body (redacted) has none."""
    return tuple([change_of(*line) for line in lines_of(body)])


def lines_of(body: str) -> Sequence[Line]:
    """Return the changes of a body as they are written; an emptied body (redacted) has none.

    Raises:
        ValueError: it is no JSON, or says what no table can hold.
    """
    if not body:
        return ()
    try:
        try:
            found, end = _scan(body, 0)
        except StopIteration:  # no JSON, or not from the first letter
            end = -1
        lines: Sequence[Line] = found if end == len(body) else _decoder.decode(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if body.count("[") - body.count("[]") + body.count("{") >= DEEPEST:
        _refuse_deep(lines)
    return lines


def change_of(entity_id: str, kind: str, fields: Iterable[FieldLine]) -> EntityChange:
    """Return one line of a body as a change."""
    made = [FieldChange(name, value, tuple(parents)) for name, value, parents in fields]
    if not _NAMES.issuperset([type(change.field) for change in made]):
        raise TypeError("a field has a name, which is text")
    return EntityChange(entity_id, kind, tuple(made))


def _refuse_deep(lines: Value) -> None:
    """Refuse more lists within lists than every computer can read."""
    inside = [lines] if type(lines) in _CONTAINERS else []
    for _ in range(DEEPEST):
        parts = [each.values() if type(each) is dict else each for each in inside]
        inside = [value for part in parts for value in part if type(value) in _CONTAINERS]
        if not inside:
            return
    raise ValueError("nested too deeply")


def hash_body(salt: str, reason: str, body: str) -> str:
    """Return the digest of what may later be emptied; the chain keeps the digest, not the text."""
    return hashlib.sha256(f"{salt}\n{reason}\n{body}".encode()).hexdigest()


def hash_header(header: Iterable[Value]) -> str:
    """Return the digest of a header (values in the order of HEADER), which covers the previous hash."""
    return hashlib.sha256(canonical(list(header)).encode()).hexdigest()


def corrected(recorded_at: str, clock_offset: int) -> str:
    """Return when something was recorded by the hub's clock (UTC, ISO 8601): every order is built on this.

    Args:
        recorded_at: the instant by the clock of the PC that wrote it (UTC, ISO 8601).
        clock_offset: whole seconds to add to it; 0 where the difference was not known.

    Source: offline rules C1, F10.
    """
    if not clock_offset:
        return recorded_at
    try:
        moved = datetime.fromisoformat(recorded_at) + timedelta(seconds=clock_offset)
    except (ValueError, OverflowError):  # no instant, or beyond all years: it stands where its author put it
        return recorded_at
    return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")
