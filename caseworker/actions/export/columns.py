"""The columns of the tables of an export: one table for each kind of thing, a column for each of its fields.

A field that holds codes has two columns, its words and its code; so has one that holds more than one value, such as an
address. What a table has no column for, a field of a later version, stands under `OTHER` as JSON, so that nothing is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions.value_words import has_words, value_words
from caseworker.domain.changes import canonical
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.fold import EntityState
from caseworker.imports.formulas import as_text
from caseworker.office import Office

HEAD = ("Case", "Id", "Belongs to (id)")
"""The first columns of every table: the case's reference, the thing's id, the id of its case, person or office."""
OTHER, CLASHES = "Other fields (data)", "Values that clash (data)"

_FILES: Mapping[str, str] = {
    "party": "people-in-cases",
    "pause": "stopped-clocks",
    "task": "actions",
    "look": "looks-at-restricted-cases",
    "third_party": "third-parties",
    "contribution": "asked-of-services",
    "advocacy": "advocacy",
    "advocacy_hours": "advocacy-hours",
    "equality": "equalities",
    "person": "people",
    "staff": "staff",
}
_WORDS_AND_DATA = frozenset({"address", "contacts", "clocks", "answers", "enclosed", "checks"})
"""Fields that hold more than one value, and have words as well."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field in a table: whether its words stand in a column before it."""

    name: str
    label: str
    words: bool = False
    data: str = ""

    def headings(self) -> tuple[str, ...]:
        """The heading of its one column, or of its two."""
        return (self.label, f"{self.label} ({self.data})") if self.words else (self.label,)


def file_of(kind: str) -> str:
    """Return what the file of a kind of thing is called, without its ending: "points", "actions"."""
    return _FILES.get(kind) or f"{kind.replace('_', '-')}s"


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return a column for every field of a kind."""
    return tuple(_column(kind, name, field.label) for name, field in ENTITY_KINDS.get(kind, {}).items())


def _column(kind: str, name: str, label: str) -> Column:
    if name == "voided":
        return Column(name, f"{label} (void)")
    if has_words(kind, name) or (kind, name) in (("task", "kind"), ("task", "owner")):
        return Column(name, label, words=True, data="code")
    if name in _WORDS_AND_DATA:
        return Column(name, label, words=True, data="data")
    return Column(name, label)


def headings(kind: str) -> list[str]:
    """Return the header row of a kind's table."""
    return [*HEAD, *(each for column in columns_of(kind) for each in column.headings()), OTHER, CLASHES]


def cells(office: Office, columns: tuple[Column, ...], state: EntityState, reference: str) -> Iterator[str]:
    """Yield a thing's cells in the order of `headings`."""
    yield as_text(reference)
    yield state.id
    yield state.scope_id
    known = set()
    for column in columns:
        known.add(column.name)
        value = state.doc.get(column.name)
        if column.words:
            yield as_text(words_of(office, state.kind, column.name, value))
        yield cell(value)
    others = {name: value for name, value in state.doc.items() if name not in known}
    yield canonical(others) if others else ""
    yield canonical(state.conflicts) if state.conflicts else ""


def words_of(office: Office, kind: str, name: str, value: Any) -> str:
    """Return a coded value as a person reads it; one that an earlier system wrote otherwise is shown as it is."""
    if value in (None, "", [], {}):
        return ""
    if (kind, name) == ("staff", "role"):
        role = office.roles.get(str(value))
        return role.label if role else str(value)
    try:
        return value_words(office, kind, name, value)
    except (AttributeError, KeyError, TypeError, ValueError):
        return cell(value)


def cell(value: Any) -> str:
    """Return a value as a table holds it: yes or no, a number, a day as YYYY-MM-DD, several values as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict | list):
        return canonical(value)
    return as_text(value) if isinstance(value, str) else str(value)
