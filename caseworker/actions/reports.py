"""Make the tables: count once, build every table from the same facts, check that they agree, write them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.domain.cases import CaseRow
from caseworker.domain.periods import Period
from caseworker.errors import RuleError
from caseworker.files import told_of_os, write_whole
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number
from caseworker.storage.populations import read_facts

if TYPE_CHECKING:
    from caseworker.reports.brief import Brief
    from caseworker.reports.claims import Disagreement
    from caseworker.reports.table import Table

FORMATS = ("pdf", "csv", "json")


@dataclass(frozen=True, slots=True)
class Pack:
    """The tables of a period, and what they disagree on (nothing, unless something is wrong).

    Attributes:
        data_on: the day the figures were taken.
    """

    period: Period
    tables: tuple[Table, ...]
    to_reconcile: tuple[Disagreement, ...]
    data_on: date


def build_pack(office: Office, period: Period) -> Pack:
    """Count the cases once and build every table of the catalogue from that."""
    office.require("report")
    from caseworker.reports.catalogue import build_all
    from caseworker.reports.checks import run_checks

    with reading_for(office, period) as brief:
        tables = build_all(brief)
        return Pack(period, tables, run_checks(tables, brief), brief.data_on)


@contextmanager
def reading_for(office: Office, period: Period) -> Iterator[Brief]:
    """Give what the tables of a period are built from; they must be built before it is left."""
    from caseworker.actions.work_in_hand import targets_on, work_in_hand
    from caseworker.domain.advocacy import contracts_of
    from caseworker.reports.brief import Brief, covered_by

    with office.reading_lists() as raw:
        yield Brief(
            facts=read_facts(raw, covered_by(period)),
            period=period,
            data_on=office.clock.today(),
            words=office.vocabulary,
            calendar=office.calendars["EW"],
            contracts=contracts_of(office.settings.advocacy_contracts),
            targets=targets_on(office, period.last),
            work=work_in_hand(office, raw, period.last),
        )


def one_table(pack: Pack, code: str) -> Table:
    """Return one table of a pack by its code (RuleError with the known codes)."""
    from caseworker.reports.catalogue import find

    wanted = find(code).code
    return next(table for table in pack.tables if table.code == wanted)


def table_in_words(table: Table) -> str:
    """Return what a table says above all, in one sentence."""
    from caseworker.reports.in_words import in_words

    return in_words(table)


def pack_pdf(office: Office, pack: Pack, tables: Sequence[Table] | None = None) -> bytes:
    """Return the pack, or some of its tables, as a PDF."""
    from caseworker.reports.as_pdf import to_pdf

    numbers = sorted({n for each in pack.to_reconcile for n in each.cases})
    with office.reading_lists() as raw:
        references = {row.number: row.reference for row in rows_by_number(raw, numbers)}
    return to_pdf(
        tables or pack.tables,
        council_name=office.settings.council or "Caseworker",
        generated_on=office.clock.today(),
        to_reconcile=pack.to_reconcile,
        references=references,
        colour=office.settings.colour,
    )


def table_bytes(office: Office, pack: Pack, table: Table, form: str) -> bytes:
    """Return one table as "pdf", "csv" or "json"."""
    if form == "pdf":
        return pack_pdf(office, pack, [table])
    if form == "csv":
        from caseworker.reports.as_csv import to_csv

        return to_csv(table)
    if form == "json":
        from caseworker.reports.as_json import to_json

        return to_json(table)
    raise RuleError(
        f"Reports cannot be written as {form}. Choose one of {', '.join(FORMATS)}.", field="format"
    )


def write_pack(office: Office, pack: Pack, form: str, folder: Path) -> list[Path]:
    """Write every table into a folder, one file each; as PDF one file for the pack. Return the files."""
    with told_of_os("The report was not written", folder):
        folder.mkdir(parents=True, exist_ok=True)
    if form == "pdf":
        path = folder / f"tables-{_file_label(pack.period)}.pdf"
        write_file(path, pack_pdf(office, pack))
        return [path]
    written = []
    for table in pack.tables:
        path = folder / f"table-{table.code}-{_file_label(pack.period)}.{form}"
        write_file(path, table_bytes(office, pack, table, form))
        written.append(path)
    return written


def write_file(path: Path, content: bytes, not_done: str = "The report was not written") -> None:
    """Write a file whole or not at all; `not_done` says what did not happen when it cannot be written."""
    with told_of_os(not_done, path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, not_done=not_done)


def cell_cases(office: Office, numbers: Sequence[int]) -> list[CaseRow]:
    """Return the cases behind a cell (P6) that the person at the keyboard may see."""
    with office.reading_lists() as raw:
        return rows_by_number(raw, numbers, office.reader)


def _file_label(period: Period) -> str:
    return period.label.replace("Quarter ", "Q").replace(", ", "-").replace(" ", "-")
