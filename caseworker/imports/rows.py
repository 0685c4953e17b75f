"""Reads one row: each cell goes where the mapping says, and everything wrong with the row is said at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.intake import LONGEST
from caseworker.domain.vocabulary import Vocabulary
from caseworker.domain.words import postcode, without_controls
from caseworker.errors import RuleError
from caseworker.imports.headings import plain_name
from caseworker.imports.mapping import KEYS, Column, FileMapping, Target
from caseworker.imports.table import RawRow
from caseworker.imports.values import Reader, reader_for

IN_ORDER = (
    (("case", "received_on"), ("stage", "acknowledged_on")),
    (("case", "received_on"), ("stage", "answered_on")),
    (("case", "received_on"), ("case", "closed_on")),
    (("stage", "started_on"), ("stage", "accepted_on")),
    (("stage", "started_on"), ("stage", "answered_on")),
    (("stage", "started_on"), ("stage", "suspended_on")),
    (("stage", "started_on"), ("stage", "withdrawn_on")),
    (("stage", "suspended_on"), ("stage", "resumed_on")),
    (("stage", "panel_on"), ("stage", "panel_findings_on")),
)
"""Pairs of dates of which the second cannot be before the first."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LOST = re.compile("[\udc80-\udcff]")


@dataclass(slots=True)
class Row:
    """One row as it will be kept.

    Attributes:
        digest: of all its cells; the same digest means that nothing has changed since.
        things: field values by what they are of: "case", "stage", "person", "child", "task".
        link: the reference of the case it belongs to, where its row makes a stage or an action.
        facts: columns without a home, and words that a code does not say.
        refused: why it cannot be taken; none: it can.
    """

    line: int
    cells: Sequence[str]
    reference: str = ""
    digest: str = ""
    things: dict[str, dict[str, Value]] = field(default_factory=dict)
    link: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    corrected: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the file at hand; `plain` is the thing and field of a value that goes to one place only."""

    index: int
    name: str
    read: Reader | None
    targets: tuple[Target, ...]
    plain: tuple[str, str] | None


class RowReader:
    """Reads the rows of one file."""

    def __init__(
        self,
        file: FileMapping,
        header: Sequence[str],
        vocabulary: Vocabulary,
        today: date,
        *,
        is_windows: bool = False,
    ) -> None:
        self._file = file
        self._width = len(header)
        self._is_windows = is_windows
        mapped = {plain_name(column.name): column for column in file.columns}
        self._columns = [
            _prepared(index, name, mapped.get(plain_name(name)), file, vocabulary, today)
            for index, name in enumerate(header)
        ]
        filled = [t.thing for column in self._columns for t in column.targets] + [
            t.thing for t in file.defaults
        ]
        self._things = tuple(dict.fromkeys(thing for thing in filled if thing != "link"))
        self._in_name_order = sorted(range(len(header)), key=lambda i: plain_name(header[i]))
        self._order = [(a, b) for a, b in IN_ORDER if file.column_of(*a) and file.column_of(*b)]

    def read(self, raw: RawRow) -> Row:
        """Return the row; what is wrong with it is in `refused`."""
        cells = raw.cells
        row = Row(raw.line, cells, things={thing: {} for thing in self._things})
        if len(cells) != self._width:
            if len(cells) < self._width or any(map(str.strip, cells[self._width :])):
                row.refused.append(_ragged(len(cells), self._width))
                return row
            cells = cells[: self._width]
        for target, value in self._file.defaults.items():
            _put(row, target, value)
        self._take(row, cells)
        if not row.refused:
            self._check(row)
        thing, key = KEYS[self._file.makes]
        row.reference = str(row.things[thing].get(key, ""))
        together = "\x1f".join([cells[i] for i in self._in_name_order])
        row.digest = blake2b(together.encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()
        row.things = {thing: values for thing, values in row.things.items() if values}
        return row

    def _take(self, row: Row, cells: Sequence[str]) -> None:
        """Put every cell in its place. One loop without detours: it runs millions of times."""
        things = row.things
        for column in self._columns:
            text = cells[column.index]
            if not text:
                continue
            if not (text.isascii() and text.isprintable()):
                text = self._cleaned(row, column.name, text)
            text = text.strip()
            if column.read is not None:
                if text:
                    _take_read(row, column, column.read, text)
            elif len(text) > LONGEST:
                row.refused.append(
                    f"{column.name} has more than {LONGEST:,} characters. Shorten or split it."
                )
            elif column.plain is not None:
                if text:
                    things[column.plain[0]][column.plain[1]] = text
            elif text and column.targets:
                for target in column.targets:
                    _put(row, target, text)
            elif text:
                row.facts[column.name] = text

    def _cleaned(self, row: Row, name: str, text: str) -> str:
        if _LOST.search(text):
            row.refused.append(f"{name} has a letter that is not UTF-8. Type the letter again.")
            return ""
        if _CONTROL.search(text):
            row.corrected.append(f"{name} had control characters, which were left out.")
        if self._is_windows and not text.isascii():
            row.corrected.append(f"{name} was read as Windows-1252.")
        return without_controls(text)

    def _check(self, row: Row) -> None:
        for thing, name in self._file.needed:
            have = row.link if thing == "link" else row.things.get(thing, {}).get(name)
            if not have:
                column = self._file.column_of(thing, name)
                row.refused.append(f"{column.name if column else name} is empty.")
        for (thing, name), (later_thing, later) in self._order:
            first = row.things.get(thing, {}).get(name)
            second = row.things.get(later_thing, {}).get(later)
            if first and second and second < first:
                said = (
                    f"{self._called(later_thing, later)} {long_date(date.fromisoformat(second))} is before "
                    f"{self._called(thing, name)} {long_date(date.fromisoformat(first))}."
                )
                if said not in row.refused:
                    row.refused.append(said)
        person = row.things.get("person")
        if person and person.get("address"):
            _tidy_postcode(row, person["address"])

    def _called(self, thing: str, name: str) -> str:
        column = self._file.column_of(thing, name)
        return column.name if column else name


def _prepared(
    index: int, name: str, column: Column | None, file: FileMapping, vocabulary: Vocabulary, today: date
) -> _Column:
    targets = column.targets if column else ()
    read = reader_for(column, file.dates, vocabulary, today) if column else None
    is_plain = len(targets) == 1 and targets[0].thing != "link" and not targets[0].part
    return _Column(index, name, read, targets, targets[0].place if is_plain else None)


def _ragged(found: int, wanted: int) -> str:
    return (
        f"The row has {count_of(found, 'cell')} where the first line has {wanted}. Look for a comma or a quotation "
        "mark that does not belong."
    )


def _take_read(row: Row, column: _Column, read_cell: Reader, text: str) -> None:
    try:
        read = read_cell(text)
    except RuleError as error:
        row.refused.append(str(error))
        return
    if read.is_fact:
        row.facts[column.name] = text
    if read.correction:
        row.corrected.append(read.correction)
    if read.remark:
        row.remarks.append(read.remark)
    if column.plain is not None:
        row.things[column.plain[0]][column.plain[1]] = read.value
    else:
        for target in column.targets:
            _put(row, target, read.value)


def _put(row: Row, target: Target, value: Value) -> None:
    if target.thing == "link":
        row.link = value
    elif not target.part:
        row.things[target.thing][target.field] = value
    else:
        parts = row.things[target.thing].setdefault(target.field, {})
        before = parts.get(target.part)
        parts[target.part] = f"{before}\n{value}" if before else value


def _tidy_postcode(row: Row, address: dict[str, str]) -> None:
    written = address.get("postcode", "")
    tidy = postcode(written)
    if tidy != written:
        row.corrected.append(f"The postcode {written} was written as {tidy}.")
    address["postcode"] = tidy
    address.setdefault("lines", "")
