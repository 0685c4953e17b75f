"""Make the tables: count once, build every table from the same facts, check that they agree, write them out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.domain.cases import CaseRow
from caseworker.domain.london import end_of_london_day
from caseworker.domain.no_cycles import no_search_for_cycles
from caseworker.domain.periods import Period, say
from caseworker.errors import RuleError
from caseworker.files import told_of_os, write_whole
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number
from caseworker.storage.known_then import known_before
from caseworker.storage.populations import read_facts

if TYPE_CHECKING:
    from caseworker.reports.brief import Brief
    from caseworker.reports.claims import Disagreement
    from caseworker.reports.table import Table

FORMATS = ("pdf", "html", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class Pack:
    """The tables of a period, and what is to reconcile in them.

    Attributes:
        to_reconcile: figures that disagree (none, unless something is wrong), then the cases that lack what a table
            goes by, a line for each such value.
        data_on: the day the figures were taken.
    """

    period: Period
    tables: tuple[Table, ...]
    to_reconcile: tuple[Disagreement, ...]
    data_on: date

    def concerning(self, codes: Collection[str]) -> tuple[Disagreement, ...]:
        """Return what is to reconcile before some of its tables go out.

        Every figure that disagrees, wherever it stands; of the cases to complete those that lack what these tables
        go by.
        """
        from caseworker.reports.checks import to_complete
        from caseworker.reports.claims import NOT_RECORDED

        anywhere = (each for each in self.to_reconcile if each.kind != NOT_RECORDED)
        lacking = to_complete([table for table in self.tables if table.code in codes])
        return (*anywhere, *lacking)


def build_pack(office: Office, period: Period, known_on: date | None = None) -> Pack:
    """Count the cases once and build every table of the catalogue from that, and those the council saved itself.

    Args:
        known_on: count what was recorded by the end of that day in London, and nothing later; None: everything.

    Raises:
        RuleError: that day is not over yet, nor today.
    """
    office.require("report")
    from caseworker.actions.own_tables import own_reports
    from caseworker.reports.catalogue import build_all
    from caseworker.reports.checks import run_checks

    own = own_reports(office)
    with no_search_for_cycles(), reading_for(office, period, known_on) as brief:
        tables = (*build_all(brief), *(report.build(brief) for report in own))
        found = run_checks(tables, brief)
    if period.last > brief.data_on:
        tables = tuple(_noted(table, _still_runs(brief)) for table in tables)
    if known_on is not None:
        tables = tuple(_noted(table, _known_by(known_on)) for table in tables)
    return Pack(period, tables, found, brief.data_on)


def _noted(table: Table, words: str) -> Table:
    """The table with one more line under it, where it counts anything."""
    if not any(cell.rows is not None for row in table.cells for cell in row):
        return table
    return replace(table, basis=f"{table.basis or table.report.basis} {words}".strip())


def _known_by(known_on: date) -> str:
    """What was not known yet."""
    return (
        f"As recorded by the end of {say(known_on)}: what was recorded later is not in, and of records imported from "
        "another system all counts from the day of the import."
    )


def _still_runs(brief: Brief) -> str:
    """That a period is compared with whole ones before it is over."""
    return (
        f"The period runs until {say(brief.period.last)}: its figures go up to {say(brief.data_on)}, those of earlier "
        "periods up to their last day."
    )


@contextmanager
def reading_for(office: Office, period: Period, known_on: date | None = None) -> Iterator[Brief]:
    """Give what the tables of a period are built from; they must be built before it is left.

    Args:
        known_on: as of `build_pack`. Lists, staff and settings are those of today.
    """
    from caseworker.actions.outside_figures import outside_figures
    from caseworker.actions.work_in_hand import targets_on, work_in_hand
    from caseworker.domain.advocacy import contracts_of
    from caseworker.reports.brief import Brief, covered_by

    today = office.clock.today()
    if known_on is not None and known_on > today:
        raise RuleError(
            f"What is known on {say(known_on)} cannot be told yet. Choose {say(today)} or an earlier day.",
            field="known_on",
        )
    with office.reading_lists() as raw:
        then = known_before(raw, _recorded_by(known_on)) if known_on is not None else None
        yield Brief(
            facts=read_facts(raw, covered_by(period), then),
            period=period,
            data_on=known_on or today,
            words=office.vocabulary,
            calendar=office.calendars["EW"],
            outside=outside_figures(office),
            contracts=contracts_of(office.settings.advocacy_contracts),
            targets=targets_on(office, period.last),
            work=work_in_hand(office, raw, period.last, then),
        )


def _recorded_by(day: date) -> str:
    """The instant at which a day is over, as the record writes it."""
    return end_of_london_day(day).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def one_table(pack: Pack, code: str) -> Table:
    """Return one table of a pack by its code (RuleError with the known codes)."""
    from caseworker.reports.catalogue import find

    said = code.strip().lower().removeprefix("table").strip()
    for table in pack.tables:  # tables of the council's own stand in no catalogue
        if table.code == said:
            return table
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
    from caseworker.actions.next_steps_listed import listed_in_full

    if form in ("csv", "json"):
        table = listed_in_full(office, pack, table)
    if form == "csv":
        from caseworker.reports.as_csv import to_csv
        from caseworker.reports.shown import show

        return to_csv(show(table))
    if form == "json":
        from caseworker.reports.as_json import to_json

        return to_json(table)
    from caseworker.actions.report_documents import document_bytes, tables_document

    return document_bytes(tables_document(office, pack, [table]), form)


def pack_files(office: Office, pack: Pack, form: str) -> dict[str, bytes]:
    """Return the files of a pack by name.

    As PDF, HTML and XLSX one file for the pack; as JSON a file for each table; as CSV the same with `notes.csv`.
    """
    from caseworker.actions.report_documents import document_bytes, document_file_name, tables_document

    if form == "json":
        return {f"{table.file_stem}.json": table_bytes(office, pack, table, form) for table in pack.tables}
    if form == "csv":
        from caseworker.reports.as_csv import csv_files

        return dict(csv_files(tables_document(office, pack)))
    document = tables_document(office, pack)
    return {document_file_name(document, form): document_bytes(document, form)}


def write_file(path: Path, content: bytes, not_done: str = "The report was not written") -> None:
    """Write a file whole or not at all; `not_done` says what did not happen when it cannot be written."""
    with told_of_os(not_done, path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content, not_done=not_done)


def cell_cases(office: Office, numbers: Sequence[int]) -> list[CaseRow]:
    """Return the cases behind a cell (P6) that the person at the keyboard may see."""
    with office.reading_lists() as raw:
        return rows_by_number(raw, numbers, office.reader)
