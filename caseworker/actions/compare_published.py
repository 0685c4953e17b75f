"""Compare with published figures: read printed tables, lay them beside ours, write down what does not agree."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.actions.own_tables import may_see_equalities
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import Period, financial_year, financial_year_of
from caseworker.errors import RuleError
from caseworker.files import told_of_os
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.reports.compare.comparison import Comparison
    from caseworker.reports.compare.published import Published
    from caseworker.reports.table import Table

HEADINGS = ("What", "Table", "Row", "Column", "Printed", "Ours or computed", "Cases behind ours", "In words")
CONTRADICTS, ROUNDING, DIFFERS, LEFT = "Contradicts itself", "Rounding", "Differs from ours", "Not compared"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what was found.

    Attributes:
        what: `CONTRADICTS`, `ROUNDING`, `DIFFERS` or `LEFT`.
        ours: our figure; of a contradiction what the other printed figures give.
        cases: the numbers of the cases behind ours.
        words: the working, or why a cell was not compared.
    """

    what: str
    table: str
    row: str
    column: str
    printed: str
    ours: str
    cases: tuple[int, ...]
    words: str


def read_published(path: Path) -> tuple[Published, ...]:
    """Return the printed tables of a file, JSON or CSV.

    Raises:
        UnavailableError: the file cannot be read.
        RuleError: it holds no table.
    """
    from caseworker.reports.compare.reading import LARGEST, published_from

    with told_of_os("The file was not read", path), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    return published_from(path.name, content)


def compare_published(
    office: Office,
    published: Sequence[Published],
    *,
    period: Period | None = None,
    codes: Mapping[str, str] | None = None,
) -> Comparison:
    """Return where printed tables differ from ours, and where they contradict themselves.

    Args:
        period: the days to compare with; None: as each table says, else the last financial year.
        codes: tables of ours chosen by hand, by the id of the printed one; "" for none of ours.

    Raises:
        RuleError: a table chosen by hand does not exist.
    """
    office.require("report")
    from caseworker.reports.compare.compare import compare_tables

    may_see = may_see_equalities(office)
    chosen = {each: _known(office, code) for each, code in (codes or {}).items()}
    found = [replace(each, code=chosen.get(each.id, each.code)) for each in published]
    made: dict[Period, dict[str, Table]] = {}

    def tables_of(days: Period) -> Mapping[str, Table]:
        if days not in made:
            tables = build_pack(office, days).tables
            made[days] = {t.code: t for t in tables if may_see or not t.report.is_sensitive}
        return made[days]

    today = office.clock.today()
    usual = financial_year(financial_year_of(today) - 1)
    return compare_tables(found, tables_of, today, asked=period, usual=usual)


def findings(comparison: Comparison) -> tuple[Finding, ...]:
    """Return what was found, line by line: contradictions, then differences, then what was not compared."""
    names = {each.code: each.published.name for each in comparison.tables if each.code}
    found = []
    for wrong in comparison.contradictions:
        place = wrong.places[0]
        what = ROUNDING if wrong.is_rounding else CONTRADICTS
        table = names.get(place.code, place.code)
        found.append(
            Finding(what, table, place.row, place.column, wrong.printed, wrong.computed, (), wrong.sentence)
        )
    for each in comparison.differences:
        words = f"Ours: {each.place}."
        found.append(
            Finding(DIFFERS, each.table, each.row, each.column, each.printed, each.ours, each.cases, words)
        )
    found += [
        Finding(LEFT, left.table, left.row, left.column, left.printed, "", (), f"{left.why}.")
        for left in comparison.unmatched
    ]
    return tuple(found)


def comparison_csv(comparison: Comparison) -> bytes:
    """Return what was found as CSV in UTF-8, one line a finding."""
    from caseworker.reports.as_csv import shown_as_text

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([shown_as_text(value) for value in row] for row in comparison_rows(comparison))
    return text.getvalue().encode("utf-8-sig")


def comparison_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield what was found, in the columns of `HEADINGS`."""
    for each in findings(comparison):
        cases = str(len(each.cases)) if each.what == DIFFERS else ""
        yield (each.what, each.table, each.row, each.column, each.printed, each.ours, cases, each.words)


def our_reports(office: Office) -> tuple[tuple[str, str], ...]:
    """Return the tables of ours that can be chosen by hand: code and title."""
    from caseworker.actions.own_tables import own_reports
    from caseworker.reports.catalogue import CATALOGUE

    return tuple((report.code, report.title) for report in (*CATALOGUE, *own_reports(office)))


def _known(office: Office, code: str) -> str:
    from caseworker.actions.own_tables import find_report

    try:
        return find_report(office, code).code if code else ""
    except RuleError as error:
        raise RuleError(str(error), field="code") from error
