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
from caseworker.files import told_of_os, write_whole
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number
from caseworker.storage.populations import read_facts

if TYPE_CHECKING:
    from caseworker.reports.brief import Brief
    from caseworker.reports.claims import Disagreement
    from caseworker.reports.table import Table

FORMATS = ("pdf", "html", "xlsx", "csv", "json")


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


def pack_pdf(office: Office, pack: Pack, tables: Sequence[Table] = ()) -> bytes:
    """Return the pack, or some of its tables, as a PDF."""
    from caseworker.actions.report_documents import document_bytes, tables_document

    return document_bytes(tables_document(office, pack, tables), "pdf")


def table_bytes(office: Office, pack: Pack, table: Table, form: str) -> bytes:
    """Return one table as "pdf", "html", "xlsx", "csv" or "json"."""
    if form == "csv":
        from caseworker.reports.as_csv import to_csv
        from caseworker.reports.shown import show

        return to_csv(show(table))
    if form == "json":
        from caseworker.reports.as_json import to_json

        return to_json(table)
    from caseworker.actions.report_documents import document_bytes, tables_document

    return document_bytes(tables_document(office, pack, [table]), form)


def write_pack(office: Office, pack: Pack, form: str, folder: Path) -> list[Path]:
    """Write every table into a folder and return the files.

    As PDF, HTML and XLSX one file for the pack; as JSON a file for each table; as CSV the same with `notes.csv`.
    """
    from caseworker.actions.report_documents import document_bytes, document_file_name, tables_document

    with told_of_os("The report was not written", folder):
        folder.mkdir(parents=True, exist_ok=True)
    if form == "json":
        files = {f"{table.file_stem}.json": table_bytes(office, pack, table, form) for table in pack.tables}
    elif form == "csv":
        from caseworker.reports.as_csv import csv_files

        files = dict(csv_files(tables_document(office, pack)))
    else:
        document = tables_document(office, pack)
        content = document_bytes(document, form)
        files = {document_file_name(document, form): content}
    for name, content in files.items():
        write_file(folder / name, content)
    return [folder / name for name in files]


def write_file(path: Path, content: bytes, not_done: str = "The report was not written") -> None:
    """Write a file whole or not at all; `not_done` says what did not happen when it cannot be written."""
    with told_of_os(not_done, path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, not_done=not_done)


def cell_cases(office: Office, numbers: Sequence[int]) -> list[CaseRow]:
    """Return the cases behind a cell (P6) that the person at the keyboard may see."""
    with office.reading_lists() as raw:
        return rows_by_number(raw, numbers, office.reader)
