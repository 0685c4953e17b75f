"""The sides of a clash: each different value with who wrote it, when, and whether it was written without the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from caseworker.actions.case_words import moment_words
from caseworker.actions.cell_past import Header, Past, past_of, values_in_force
from caseworker.actions.clash_words import told_of
from caseworker.actions.deadlines_apart import deadlines_apart
from caseworker.actions.others_named import NOBODY, other_named
from caseworker.actions.undo import SETTLED
from caseworker.actions.value_words import value_words
from caseworker.clock import local_time
from caseworker.domain.changes import Value, canonical
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.office import Office

_NEXT, _MANY = "\n", 4
EMPTY, NOTHING = "Nothing (emptied)", "Nothing"
UNDONE = "change.undone"
SAME_MOMENT = 90
"""Seconds within which two people with the line in order may write the same field."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that clash.

    Attributes:
        values: the value of each field of the cell.
        words: the same as a person reads it.
        is_yours: the person at the keyboard wrote it.
        act: the change that wrote it, the same for all it wrote.
        heading: who and when: "Yours (offline, 11:06am)", "Theirs (Asha Khan, 11:07am)".
    """

    values: Mapping[str, Value]
    words: str
    author_id: str
    is_yours: bool
    was_offline: bool
    heading: str
    act: str = ""


class _Made(NamedTuple):
    """A change in force, with what it says of the cell, and which fields of it it wrote itself."""

    header: Header
    values: Mapping[str, Value]
    wrote: frozenset[str]


def sides_of(office: Office, raw: Any, state: EntityState, fields: tuple[str, ...]) -> tuple[Side, ...]:
    """Return the different values of a cell, one's own first, then the earlier before the later."""
    past = past_of(raw, state.id)
    by_value: dict[str, list[_Made]] = {}
    for changeset_id, values in values_in_force(state, fields, past).items():
        wrote = frozenset(past[changeset_id].given) if changeset_id in past else frozenset[str]()
        made = _Made(_writer(past, changeset_id, state, values), values, wrote)
        by_value.setdefault(canonical(dict(values)), []).append(made)
    me = office.person.id
    groups = [sorted(group, key=lambda made: made.header.at) for group in by_value.values()]
    groups.sort(
        key=lambda group: (not any(made.header.author_id == me for made in group), group[0].header.at)
    )
    chosen = [next((made for made in group if made.header.author_id == me), group[-1]) for group in groups]
    are_mine = sum(made.header.author_id == me for made in chosen)
    where = {
        made.header.origin: computer_words(office, raw, made.header.origin) if are_mine > 1 else ""
        for made in chosen
    }
    return tuple(_side(office, state, made, chosen, are_mine, where[made.header.origin]) for made in chosen)


def computer_words(office: Office, raw: Any, origin: str) -> str:
    """Return which computer is meant: "on this computer", "on Ali Demir’s computer", "on another computer (4f09ce)".

    A computer is that of whoever wrote most there; one's own other computer goes by the end of its id.
    """
    if origin == office.origin:
        return "on this computer"
    row = raw.execute(
        "SELECT author_id FROM changeset WHERE origin = ? GROUP BY author_id ORDER BY count(*) DESC, author_id LIMIT 1",
        (origin,),
    ).fetchone()
    name = office.staff_name(str(row[0])) if row is not None and row[0] != office.person.id else ""
    return f"on {name}’s computer" if name else f"on another computer ({origin[-6:]})"


def _writer(past: Past, changeset_id: str, state: EntityState, values: Mapping[str, Value]) -> Header:
    """Return who made a change; who put a clash back by Undo stands for who wrote the value."""
    if changeset_id not in past:  # not here yet, or not to be seen
        return Header("", "", "", None, "", 0)
    header = past[changeset_id].header
    if header.kind != UNDONE:
        return header
    clashing = {name: value for name, value in values.items() if name in state.conflicts}
    found = [
        one.header
        for one in past.values()
        if one.header.kind not in (UNDONE, SETTLED)
        and all(canonical(one.value(name)) == canonical(value) for name, value in clashing.items())
    ]
    return max(found, key=lambda one: one.at, default=header)


def _side(
    office: Office, state: EntityState, made: _Made, others: list[_Made], are_mine: int, where: str
) -> Side:
    header = made.header
    is_yours = bool(header.author_id) and header.author_id == office.person.id
    was_offline = any(_was_apart(header, other.header) for other in others if other is not made)
    when, name = _when(office, header.at), office.staff_name(header.author_id) or "Somebody"
    offline = "offline" if was_offline else ""
    if is_yours:
        heading = f"Yours ({_joined(where, offline, when)})"
    else:
        heading = f"{'Theirs' if are_mine else 'Value'} ({_joined(name, offline, when)})"
    words = _in_words(office, state, made, [other.values for other in others if other is not made])
    act = f"{header.origin}/{header.oseq}"
    return Side(made.values, words, header.author_id, is_yours, was_offline, heading, act)


def _was_apart(made: Header, other: Header) -> bool:
    """Whether a value was written without the line: it reached the hub after the other, and not as its neighbour."""
    if made.feed is not None and (other.feed is None or made.feed < other.feed):
        return False
    if not made.at or not other.at:
        return False
    later = (_instant(made.at) - _instant(other.at)).total_seconds()
    return not 0 <= later <= SAME_MOMENT


def _instant(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))


def _when(office: Office, stamp: str) -> str:
    if not stamp:
        return ""
    day, _, time = moment_words(stamp).partition(" at ")
    return time if local_time(stamp).date() == office.clock.today() else f"{day} at {time}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _in_words(office: Office, state: EntityState, made: _Made, others: Sequence[Mapping[str, Value]]) -> str:
    """Return the clashing values of a cell as a person reads them; of several each with its name."""
    words = {}
    for name in told_of([name for name in made.values if name in state.conflicts]):
        value = made.values[name]
        if value in (None, "", [], {}):
            words[name] = NOBODY.get(name) or (EMPTY if name in made.wrote else NOTHING)
        elif name == "clocks" and isinstance(value, Mapping):
            words[name] = deadlines_apart(value, [each.get(name) or {} for each in others])
        else:
            named = other_named(office, name, value) or value_words(office, state.kind, name, value)
            words[name] = named or "Another entry"
    if len(words) > _MANY:  # what is not there says nothing among so much
        words = {name: text for name, text in words.items() if text not in (EMPTY, NOTHING)} or words
    if len(words) == 1:
        return next(iter(words.values()))
    labelled = ((label_of(state.kind, name), text) for name, text in words.items())
    return "\n".join(f"{label}:{_NEXT if _NEXT in text else ' '}{text}" for label, text in labelled)
