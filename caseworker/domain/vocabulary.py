"""The lists of words: channels, roles, services, themes, outcomes. Codes stay; a council may change the labels.

Entries are in force from one day to another. New work is offered what is in force today. A case keeps the code it was
given and is shown with today's words for it. A report of a period asks for the words of its last day (`on`), so that a
table made again prints what it printed then.

Source: rule book section 8.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.domain.kinds import Kind, Procedure, Status

_GROUPS: Mapping[str, Callable[[Kind], bool]] = {
    "complaint": lambda kind: kind.is_complaint,
    "enquiry": lambda kind: kind.is_enquiry,
    "information": lambda kind: kind.procedure in (Procedure.FOI, Procedure.EIR, Procedure.SAR),
}


@dataclass(frozen=True, slots=True)
class Before:
    """What an entry was called and stood under up to a day (ISO, included)."""

    until_on: str
    label: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    Attributes:
        parent: the entry it belongs under (a team's service).
        kinds: the kinds of case, or groups of kinds, it is offered to; none: all.
        from_on, to_on: the days (ISO, both included) from and to which it is in force; None: always, for good.
        became: the code of the entry it was merged into when it ended; "" when it simply ended.
        before: earlier words and places, oldest first.
    """

    code: str
    label: str
    parent: str = ""
    kinds: tuple[str, ...] = ()
    from_on: str | None = None
    to_on: str | None = None
    became: str = ""
    before: tuple[Before, ...] = ()

    def suits(self, kind: Kind) -> bool:
        """Return whether the entry is offered for this kind of case."""
        if not self.kinds:
            return True
        return any(name == kind.value or (name in _GROUPS and _GROUPS[name](kind)) for name in self.kinds)

    def in_force_on(self, day: date | None) -> bool:
        """Return whether new work may be given this entry on a day; without a day, always."""
        if day is None:
            return True
        iso = day.isoformat()
        return (self.from_on or "") <= iso and (not self.to_on or iso <= self.to_on)

    def as_on(self, day: date | None) -> Before:
        """Return what the entry is called and stands under on a day."""
        if day is not None:
            for was in self.before:
                if day.isoformat() <= was.until_on:
                    return was
        return Before("", self.label, self.parent)

    def to_doc(self) -> dict[str, Any]:
        """Return the entry as a setting keeps it, without what is empty."""
        doc = {
            "code": self.code,
            "label": self.label,
            "parent": self.parent,
            "kinds": list(self.kinds),
            "from_on": self.from_on,
            "to_on": self.to_on,
            "became": self.became,
            "before": [[was.until_on, was.label, was.parent] for was in self.before],
        }
        return {name: value for name, value in doc.items() if value}


def entry_of(doc: Mapping[str, Any]) -> Entry:
    """Return the entry written in a setting or a file of lists."""
    return Entry(
        doc["code"],
        doc.get("label", doc["code"]),
        doc.get("parent", ""),
        tuple(doc.get("kinds", ())),
        doc.get("from_on"),
        doc.get("to_on"),
        doc.get("became", ""),
        tuple(Before(*was) for was in doc.get("before", ())),
    )


@dataclass(frozen=True)
class Vocabulary:
    """All lists by name. The kinds and statuses, which are locked, are lists here too.

    Attributes:
        today: tells the day for which entries are offered; None: every entry is in force.
    """

    lists: Mapping[str, tuple[Entry, ...]]
    today: Callable[[], date] | None = field(default=None, compare=False, repr=False)
    _labels: dict[tuple[str, date | None], dict[str, str]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return a list with all that ever was in it; KeyError for a name nobody declared (a bug)."""
        return self.lists[name]

    def entry(self, name: str, code: str) -> Entry | None:
        """Return one entry, if the list has it."""
        return next((entry for entry in self.lists.get(name, ()) if entry.code == code), None)

    def offered(
        self, name: str, kind: Kind | None = None, parent: str | None = None, *, on: date | None = None
    ) -> tuple[Entry, ...]:
        """Return the entries in force on a day (today) that fit a kind of case and, where given, stand under `parent`.

        Each has the words and the place it has on that day.
        """
        day = on or self._day()
        return tuple(
            entry
            for entry in _as_on(self.lists[name], day)
            if entry.in_force_on(day)
            and (kind is None or entry.suits(kind))
            and (not parent or entry.parent == parent)
        )

    def label(self, name: str, code: str, *, on: date | None = None) -> str:
        """Return the entry's words of a day (today); a code that is in no list (any more) speaks for itself."""
        key = name, on or self._day()
        if key not in self._labels:
            if len(self._labels) > _DAYS_REMEMBERED:
                self._labels.clear()
            self._labels[key] = {
                entry.code: entry.label for entry in _as_on(self.lists.get(name, ()), key[1])
            }
        return self._labels[key].get(code, code)

    def has(self, name: str, code: str) -> bool:
        """Return whether the list has the code, in force or not."""
        return self.entry(name, code) is not None

    def parent_of(self, name: str, code: str, *, on: date | None = None) -> str:
        """Return what an entry stands under on a day (today), empty when nothing or unknown."""
        found = self.entry(name, code)
        return found.as_on(on or self._day()).parent if found else ""

    def with_lists(self, changed: Mapping[str, Iterable[Entry]]) -> Vocabulary:
        """Return the vocabulary with some lists replaced by the council's own."""
        return Vocabulary(
            {**self.lists, **{name: tuple(entries) for name, entries in changed.items()}}, self.today
        )

    def at(self, today: Callable[[], date]) -> Vocabulary:
        """Return the same lists, with the day for which they are offered."""
        return Vocabulary(self.lists, today)

    def _day(self) -> date | None:
        return self.today() if self.today else None


_DAYS_REMEMBERED = 400


def _as_on(entries: tuple[Entry, ...], day: date | None) -> tuple[Entry, ...]:
    if day is None or not any(entry.before for entry in entries):
        return entries
    found = [(entry, entry.as_on(day)) for entry in entries]
    return tuple(replace(entry, label=was.label, parent=was.parent) for entry, was in found)


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the lists a council may change, and add the locked ones."""
    with path.open("rb") as file:
        read = tomllib.load(file)
    lists = {part["name"]: tuple(entry_of(entry) for entry in part["entries"]) for part in read["list"]}
    lists["kinds"] = tuple(Entry(kind.value, kind.label) for kind in Kind)
    lists["statuses"] = tuple(Entry(status.value, _STATUS_LABELS[status]) for status in Status)
    return Vocabulary(lists)


_STATUS_LABELS = {
    Status.OPEN: "Open",
    Status.PAUSED: "Clock stopped",
    Status.ANSWERED: "Answered",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
    Status.VOID: "Void",
}
