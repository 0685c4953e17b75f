"""The pack of tables: every table of a period, in the order of the catalogue, each with its question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from caseworker.reports.documents.outline import Outline, Section, ShowTable
from caseworker.reports.table import Table

CODE = "tables"
TITLE = "Complaints and enquiries: tables"
ABOUT = "Every table of a period, each with its question and how it counts."
SOURCE = "Rule book 10.1: the catalogue of tables"


def tables_outline(tables: Sequence[Table]) -> Outline:
    """Return the outline of a document of these tables: by area, each in the list of contents; one alone without."""
    if len(tables) == 1:
        return _outline(tables[0].name + ". " + tables[0].title, (_alone(tables[0]),), has_contents=False)
    return _outline(TITLE, tuple(_sections(tables)), has_contents=True)


def _outline(title: str, sections: tuple[Section, ...], *, has_contents: bool) -> Outline:
    return Outline(
        code=CODE,
        title=title,
        about=ABOUT,
        span="any",
        has_contents=has_contents,
        sections=sections,
        source=SOURCE,
    )


def _alone(table: Table) -> Section:
    """The table under the title of the document, which is its own."""
    return Section("", (ShowTable(table.code, place="alone"),))


def _sections(tables: Sequence[Table]) -> Iterator[Section]:
    areas = list(dict.fromkeys(table.report.area for table in tables))
    together = sorted(tables, key=lambda table: areas.index(table.report.area))
    for area, group in groupby(together, key=lambda table: table.report.area):
        yield Section(area, tuple(ShowTable(table.code, place="listed") for table in group))
