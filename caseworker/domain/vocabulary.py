"""The lists of words: channels, roles, services, themes, outcomes. Codes stay; a council may change the labels.

Source: rule book section 8.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from caseworker.domain.kinds import Kind, Procedure, Status

_GROUPS: Mapping[str, Callable[[Kind], bool]] = {
    "complaint": lambda kind: kind.is_complaint,
    "enquiry": lambda kind: kind.is_enquiry,
    "information": lambda kind: kind.procedure in (Procedure.FOI, Procedure.EIR, Procedure.SAR),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; `parent` is the entry it belongs under (a team's service), `kinds` whom it is offered to."""

    code: str
    label: str
    parent: str = ""
    kinds: tuple[str, ...] = ()

    def suits(self, kind: Kind) -> bool:
        """Return whether the entry is offered for this kind of case."""
        if not self.kinds:
            return True
        return any(name == kind.value or (name in _GROUPS and _GROUPS[name](kind)) for name in self.kinds)


@dataclass(frozen=True)
class Vocabulary:
    """All lists by name. The kinds and statuses, which are locked, are lists here too."""

    lists: Mapping[str, tuple[Entry, ...]]
    _labels: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return a list; KeyError for a name nobody declared (a bug)."""
        return self.lists[name]

    def offered(self, name: str, kind: Kind | None = None, parent: str | None = None) -> tuple[Entry, ...]:
        """Return the entries that fit a kind of case and, where given, stand under `parent`."""
        return tuple(
            entry
            for entry in self.lists[name]
            if (kind is None or entry.suits(kind)) and (not parent or entry.parent == parent)
        )

    def label(self, name: str, code: str) -> str:
        """Return the entry's words; a code that is in no list (any more) speaks for itself."""
        if name not in self._labels:
            self._labels[name] = {entry.code: entry.label for entry in self.lists.get(name, ())}
        return self._labels[name].get(code, code)

    def has(self, name: str, code: str) -> bool:
        """Return whether the list has the code."""
        return any(entry.code == code for entry in self.lists.get(name, ()))

    def parent_of(self, name: str, code: str) -> str:
        """Return what an entry stands under, empty when nothing or unknown."""
        return next((entry.parent for entry in self.lists.get(name, ()) if entry.code == code), "")

    def with_lists(self, changed: Mapping[str, Iterable[Entry]]) -> Vocabulary:
        """Return the vocabulary with some lists replaced by the council's own."""
        return Vocabulary({**self.lists, **{name: tuple(entries) for name, entries in changed.items()}})


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the lists a council may change, and add the locked ones."""
    with path.open("rb") as file:
        read = tomllib.load(file)
    lists = {
        part["name"]: tuple(
            Entry(e["code"], e.get("label", e["code"]), e.get("parent", ""), tuple(e.get("kinds", ())))
            for e in part["entries"]
        )
        for part in read["list"]
    }
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
