"""What the reports page can show, by its code in the list, and how each of them is written out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseworker.actions import reports
from caseworker.actions.report_documents import (
    document_bytes,
    document_of,
    outlines,
    tables_document,
    what_concerns,
)
from ui.reports.table_list import Group
from ui.reports.writing import Subject

RECONCILE = "reconcile"
DOCUMENT = "document:"
OWN = "Own tables"


def outline_of(code: str) -> Any:
    """The document that an entry of the list stands for."""
    return next(each for each in outlines() if each.code == code.removeprefix(DOCUMENT))


def groups_of(pack: Any) -> list[Group]:
    """The list: what does not agree first, then documents, the council's own tables, the others by their subject."""
    number = len(pack.to_reconcile)
    documents = [(DOCUMENT + each.code, each.title) for each in outlines()]
    areas: dict[str, list[tuple[str, str]]] = {}
    for table in pack.tables:
        areas.setdefault(table.report.area, []).append((table.code, f"{table.code}  {table.title}"))
    return [
        ("", [(RECONCILE, f"To reconcile ({number:,})")]),
        ("Documents", documents),
        (OWN, areas.pop(OWN, ())),
        *areas.items(),
    ]


def found_by(pack: Any) -> dict[str, str]:
    """What each entry is found by besides its words: what a table asks, what a document is for and is called."""
    found = {table.code: table.question for table in pack.tables}
    return found | {DOCUMENT + each.code: f"{each.code} {each.about} {each.span}ly" for each in outlines()}


def subject_of(office: Any, pack: Any, code: str, *, one_table: bool) -> Subject:
    """What is written for an entry of the list: its document, its table, or all tables."""
    label = pack.period.label
    days = pack.period.in_file_names
    if code.startswith(DOCUMENT):
        outline = outline_of(code)
        return Subject(
            lambda form: document_bytes(document_of(office, outline.code, pack), form),
            f"{outline.code}-{days}", f"{outline.title}, {label}", what_concerns(outline, pack),
        )  # fmt: skip
    if code != RECONCILE and one_table:
        table = reports.one_table(pack, code)
        return Subject(
            lambda form: reports.table_bytes(office, pack, table, form),
            table.file_stem, f"{table.name}, {label}", pack.concerning({table.code}), is_one_table=True,
        )  # fmt: skip
    return Subject(
        lambda form: document_bytes(tables_document(office, pack), form),
        f"tables-{days}", f"Tables, {label}", pack.to_reconcile,
    )  # fmt: skip


def counts_with(office: Any) -> tuple[object, ...]:
    """What figures depend on besides the cases: settings but for texts of reports, lists, staff."""
    return replace(office.settings, report_texts={}), office.vocabulary, office.staff
