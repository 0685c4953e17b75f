"""What the columns of another system's files mean: one mapping for a system, one part of it for each of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import count_of, listed
from caseworker.errors import RuleError
from caseworker.imports.headings import plain_name

WHY_REFUSED = "Why refused"
"""The column that refused rows are given; it is never imported."""

THINGS: Mapping[str, str] = {
    "case": "case",
    "stage": "stage",
    "person": "party",
    "child": "party",
    "task": "task",
}
"""What a column can speak of, and the kind of thing it is kept as. A person is the one complaining or asking."""

KEYS: Mapping[str, tuple[str, str]] = {
    "case": ("case", "reference"),
    "stage": ("stage", "old_reference"),
    "task": ("task", "old_reference"),
}
"""Where the reference of a row goes, by what its row makes: by this it is known again when it is imported again."""

NEEDED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "case": (KEYS["case"], ("case", "kind"), ("case", "received_on")),
    "stage": (KEYS["stage"], ("link", "case"), ("stage", "number"), ("stage", "started_on")),
    "task": (KEYS["task"], ("link", "case"), ("task", "what")),
}
"""What a row cannot do without."""

LONGEST_LIST = 12


def needed_by(makes: str, *, own_references: bool = False) -> tuple[tuple[str, str], ...]:
    """Return what a row cannot do without: its reference too, unless it is given one of our own."""
    without = KEYS["case"] if own_references else None
    return tuple(place for place in NEEDED[makes] if place != without)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a value goes: a field of a thing, or a part of it (a line of the address, one equalities question)."""

    thing: str
    field: str
    part: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The thing and its field."""
        return self.thing, self.field


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    Attributes:
        targets: where its value goes; none: it is kept as an imported fact.
        words: what each of its words means; None: the value is read as its field is.
        is_optional: whether a file may come without it.
    """

    name: str
    targets: tuple[Target, ...] = ()
    words: Mapping[str, Value] | None = None
    is_optional: bool = False


@dataclass(frozen=True)
class FileMapping:
    """One of a system's files.

    Attributes:
        name: what it is called in reports, such as "cases".
        makes: "case", "stage" or "task": what each row becomes.
        source: the system and the file, kept with each case.
        dates: how its dates are written: a key of `values.DATE_FORMS`.
        defaults: values that every row has.
        own_references: whether a row without a reference becomes a case with one of our own series.
    """

    name: str
    makes: str
    source: str
    dates: str
    columns: tuple[Column, ...]
    defaults: Mapping[Target, Value] = field(default_factory=dict)
    own_references: bool = False

    @cached_property
    def key(self) -> Column:
        """The column that names a row, of a file whose rows have references."""
        column = self.column_of(*KEYS[self.makes])
        assert column is not None  # checked when the mapping is read
        return column

    @cached_property
    def needed(self) -> tuple[tuple[str, str], ...]:
        """What a row of this file cannot do without."""
        return needed_by(self.makes, own_references=self.own_references)

    def column_of(self, thing: str, name: str) -> Column | None:
        """Return the column that fills a field, if any."""
        return next((c for c in self.columns if (thing, name) in [t.place for t in c.targets]), None)

    def fills(self, thing: str) -> tuple[str, ...]:
        """Return the fields of a thing that this file can fill."""
        targets = [t for c in self.columns for t in c.targets] + list(self.defaults)
        return tuple(dict.fromkeys(t.field for t in targets if t.thing == thing))


@dataclass(frozen=True)
class ImportMapping:
    """All files of one system.

    Attributes:
        sheet: the sheet of a workbook; the first when "".
        heading_row: the line the headings stand in.
        is_numbered: whether headings that are there twice or missing are told apart ("Date (2)", "Column C").
    """

    name: str
    title: str
    files: tuple[FileMapping, ...]
    sheet: str = ""
    heading_row: int = 1
    is_numbered: bool = False

    def file_for(self, header: Sequence[str], file_name: str) -> FileMapping:
        """Return the part of the mapping that these columns belong to.

        Raises:
            RuleError: none; names the columns missing and not known, and what the nearest part expects.
        """
        have = {plain_name(name) for name in header}
        for file in self.files:
            if not _missing(file, have):
                return file
        nearest = max(self.files, key=lambda file: len(have & {plain_name(c.name) for c in file.columns}))
        known = {plain_name(c.name) for c in nearest.columns}
        unknown = [name for name in header if plain_name(name) not in known]
        missing = _missing(nearest, have)
        if len(missing) == len([c for c in nearest.columns if not c.is_optional]):
            names = listed([file.name for file in self.files])
            raise RuleError(
                f"{file_name} has none of the columns of the mapping {self.name}, which knows {names}. Its first line "
                f"is: {_some(header)}. Choose another file, or another mapping.",
                field="path",
            )
        said = f"{file_name} lacks {count_of(len(missing), 'column')} of “{nearest.name}” in the mapping {self.name}: "
        said += f"{_some(missing)}."
        if unknown:
            said += f" Not known: {_some(unknown)}."
        raise RuleError(
            f"{said} Nothing was imported. Mend the first line of the file, or the mapping.", field="path"
        )

    def unknown_columns(self, file: FileMapping, header: Sequence[str]) -> tuple[str, ...]:
        """Return the columns of a file that its mapping does not speak of; they are kept as imported facts."""
        known = {plain_name(c.name) for c in file.columns}
        return tuple(name for name in header if plain_name(name) not in known)


def _missing(file: FileMapping, have: set[str]) -> list[str]:
    return [c.name for c in file.columns if not c.is_optional and plain_name(c.name) not in have]


def _some(names: Sequence[str]) -> str:
    shown = [f"“{name[:60]}”" for name in names[:LONGEST_LIST]]
    return ", ".join(shown) + (f" and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else "")
