"""Take over a list of members from a file: columns guessed by their headings, a verdict for every row first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.actions.directory import entry_problems, representatives, tidied_entry, write_entries
from caseworker.domain.changed import Changed
from caseworker.domain.directory import HEADINGS, Representative
from caseworker.domain.intake import cleaned
from caseworker.domain.words import folded
from caseworker.errors import RuleError
from caseworker.imports.reading import CsvFile, open_csv
from caseworker.imports.table import RawRow
from caseworker.imports.values import DATE_FORMS
from caseworker.office import Office

_TEXTS = ("area", "political_party", "email", "phone", "assistant", "postcode")
MOST_ROWS = 5_000
"""Rows of one file; no council has more members."""

VERDICTS: Mapping[str, str] = {
    "new": "New",
    "changed": "Changed",
    "same": "As it is",
    "refused": "Refused",
}


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One row of a file: what would come of it.

    Attributes:
        verdict: "new", "changed", "same" or "refused".
        why: for a refused row, the reason.
    """

    line: int
    verdict: str
    entry: Representative
    why: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryPlan:
    """What a file would do to the directory, before it is done."""

    path: Path
    columns: Mapping[str, str]
    left_out: tuple[str, ...]
    rows: tuple[DirectoryRow, ...]
    note: str = ""

    def count(self, verdict: str) -> int:
        """Return how many rows have a verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    def words(self) -> str:
        """Return the plan in one sentence."""
        parts = (
            f"{self.count('new')} new",
            f"{self.count('changed')} changed",
            f"{self.count('same')} as they are",
            f"{self.count('refused')} refused",
        )
        return ", ".join(parts) + "."


def plan_directory(office: Office, path: Path, usual_office: str = "") -> DirectoryPlan:
    """Read a list of members (CSV), guess its columns by their headings, and say what each row would do.

    Args:
        usual_office: what somebody is where the file does not say; guessed from the headings when empty.

    Raises:
        RuleError: no CSV file, or no column with names.
        UnavailableError: the file cannot be read.
    """
    office.require("people")
    file = open_csv(path)
    if file.row_count > MOST_ROWS:
        raise RuleError(
            f"{path.name} has {file.row_count:,} rows; a directory may have {MOST_ROWS:,}.", field="path"
        )
    columns = _guessed(file.header)
    if "full_name" not in columns and "last_name" not in columns:
        raise RuleError(
            f"{path.name} has no column called “Name” or “Surname”. Give the column with names that heading.",
            field="path",
        )
    usual = usual_office or _usual_office(file, columns)
    known = {(folded(e.full_name), e.office): e for e in representatives(office)}
    rows = tuple(_row(office, raw_row, columns, usual, known) for raw_row in file.rows())
    names = {field: file.header[at] for field, at in columns.items()}
    left_out = tuple(name for at, name in enumerate(file.header) if at not in columns.values() and name)
    return DirectoryPlan(path, names, left_out, rows, file.note)


def import_directory(office: Office, plan: DirectoryPlan) -> Changed:
    """Take over the new and changed rows of a plan, all in one act that can be undone."""
    office.require("people")
    wanted = [row.entry for row in plan.rows if row.verdict in ("new", "changed")]

    written = write_entries(office, wanted)
    message = f"{_entries(len(wanted))} of {plan.path.name} went into the directory."
    return office.changed(message if written else "Nothing was different.", written)


def _guessed(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    plain = [" ".join(folded(name).replace("_", " ").replace(".", " ").split()) for name in header]
    for field, names in HEADINGS.items():
        at = next((plain.index(name) for name in names if name in plain), None)
        if at is not None and at not in found.values():
            found[field] = at
    return found


def _usual_office(file: CsvFile, columns: Mapping[str, int]) -> str:
    area = folded(file.header[columns["area"]]) if "area" in columns else ""
    heads = " ".join(map(folded, file.header))
    return "mp" if "constituency" in area or "mp" in heads.split() else "councillor"


def _row(
    office: Office,
    row: RawRow,
    columns: Mapping[str, int],
    usual: str,
    known: Mapping[tuple[str, str], Representative],
) -> DirectoryRow:
    def cell(name: str) -> str:
        at = columns.get(name)
        return cleaned(row.cells[at]) if at is not None and at < len(row.cells) else ""

    name = cell("full_name") or " ".join(filter(None, (cell("first_name"), cell("last_name"))))
    code = _office_code(office, cell("office")) or usual
    changes: dict[str, Any] = {f: cell(f) for f in _TEXTS if cell(f)}
    changes |= {"address_lines": cell("address")} if cell("address") else {}
    why = ""
    for field in ("from_on", "to_on"):
        try:
            changes |= {field: day} if (day := _day(cell(field))) else {}
        except ValueError:
            why = f"“{cell(field)}” is not a date"
    old = known.get((folded(name), code))
    entry = tidied_entry(replace(old or Representative(office.ids.new(), name, code), **changes))
    why = why or " ".join(problem.message for problem in entry_problems(office, entry))
    if why:
        return DirectoryRow(row.line, "refused", entry, why)
    return DirectoryRow(row.line, "new" if old is None else "same" if entry == old else "changed", entry)


def _office_code(office: Office, words: str) -> str:
    plain = folded(words)
    if not plain:
        return ""
    for entry in office.vocabulary.entries("elected_offices"):
        if plain in (entry.code, folded(entry.label)):
            return entry.code
    said = {
        "cllr": "councillor",
        "member of parliament": "mp",
        "cabinet": "cabinet_member",
        "am": "assembly_member",
    }
    return next((code for word, code in said.items() if word in plain), "")


def _day(text: str) -> date | None:
    """Return a day written in any form of this country.

    Raises:
        ValueError: it is none.
    """
    if not text:
        return None
    for name, form in DATE_FORMS.items():
        if name != "mm/dd/yyyy" and (match := form.pattern.fullmatch(text)):
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
    raise ValueError(text)


def _entries(number: int) -> str:
    return f"{number} entry" if number == 1 else f"{number} entries"
