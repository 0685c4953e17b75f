"""Makes a report as a document of a period: counts once, builds its tables, puts them into words, writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from caseworker.actions.report_published import restatements
from caseworker.actions.report_texts import narrative
from caseworker.actions.reports import Pack
from caseworker.domain.periods import Period
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.case_lists import rows_by_number

if TYPE_CHECKING:
    from caseworker.reports.claims import Disagreement
    from caseworker.reports.documents.blocks import Document
    from caseworker.reports.documents.outline import Outline
    from caseworker.reports.shown import Hide
    from caseworker.reports.table import Table

ENDINGS: Mapping[str, str] = {"pdf": "pdf", "html": "html", "xlsx": "xlsx", "csv": "zip", "json": "json"}
"""The forms a document is written in, each with the ending of its file; CSV is a zip with a file for each table."""


def outlines() -> tuple[Outline, ...]:
    """Return every kind of document there is."""
    from caseworker.reports.documents.catalogue import DOCUMENTS

    return DOCUMENTS


def document_of(
    office: Office, code: str, pack: Pack, *, hide: Hide | None = None, approved: str = ""
) -> Document:
    """Return a document from tables already built; with `hide` a copy for publication. "tables": all of them."""
    from caseworker.reports.documents.catalogue import find_document
    from caseworker.reports.documents.tables import CODE, tables_outline

    outline = tables_outline(pack.tables) if code == CODE else find_document(code)
    return _composed(office, outline, pack, hide, approved)


def tables_document(
    office: Office, pack: Pack, tables: Sequence[Table] = (), *, hide: Hide | None = None, approved: str = ""
) -> Document:
    """Return some tables of a pack as a document, or all of them; one alone has its own title."""
    from caseworker.reports.documents.tables import tables_outline

    return _composed(office, tables_outline(tables or pack.tables), pack, hide, approved)


def _composed(office: Office, outline: Outline, pack: Pack, hide: Hide | None, approved: str) -> Document:
    from caseworker.actions.next_steps_listed import WEEKLY, listed_in_full
    from caseworker.reports.documents.compose import Material, compose
    from caseworker.reports.documents.outline import shows

    found = what_concerns(outline, pack)
    tables = {table.code: table for table in pack.tables}
    if hide is None and WEEKLY in tables and shows(outline, WEEKLY):
        tables[WEEKLY] = listed_in_full(office, pack, tables[WEEKLY])
    material = Material(
        council=office.settings.council or "Caseworker",
        period=pack.period,
        data_on=pack.data_on,
        printed_on=office.clock.today(),
        colour=office.settings.colour,
        tables=tables,
        narrative=narrative(office, outline.code, pack.period),
        listed=publishable(office, pack.period),
        hide=hide,
        to_reconcile=found,
        references=_references(office, found) if hide is None else {},
        restated=restatements(office, pack),
        approved=approved,
    )
    return compose(outline, material)


def what_concerns(outline: Outline, pack: Pack) -> tuple[Disagreement, ...]:
    """Return what is to reconcile before a document goes out.

    Sentences that say other figures than its tables print, figures that disagree, and of the cases to complete those
    that its own tables lack.
    """
    from caseworker.reports.check_sentences import check_prose
    from caseworker.reports.publication.published import codes_published, sentences_of

    tables = {table.code: table for table in pack.tables}
    prose = check_prose(sentences_of(outline, tables, pack.period), tables)
    return (*prose, *pack.concerning(codes_published(outline, tables, pack.period)))


def _references(office: Office, found: Sequence[Disagreement]) -> dict[int, str]:
    """The references of the cases that "To reconcile" names, of those the person at the keyboard may see."""
    numbers = sorted({number for each in found for number in each.cases})
    with office.reading_lists() as raw:
        return {row.number: row.reference for row in rows_by_number(raw, numbers, office.reader)}


def document_bytes(document: Document, form: str) -> bytes:
    """Return a document as "pdf", "html", "xlsx", "csv" (a zip of its tables) or "json".

    Raises:
        RuleError: there is no such form; names those there are.
    """
    if form == "pdf":
        from caseworker.reports.as_document_pdf import document_pdf

        return document_pdf(document)
    if form == "html":
        from caseworker.reports.as_html import document_html

        return document_html(document)
    if form == "xlsx":
        from caseworker.reports.as_xlsx import document_xlsx

        return document_xlsx(document)
    if form == "csv":
        from caseworker.reports.as_csv import document_csv

        return document_csv(document)
    if form == "json":
        from caseworker.reports.as_document_json import document_json

        return document_json(document)
    known = ", ".join(ENDINGS)
    raise RuleError(f"Reports cannot be written as {form}. Choose one of {known}.", field="format")


def document_file_name(document: Document, form: str) -> str:
    """Return what a document's file is called: "annual-2024-25.pdf"."""
    return f"{document.file_stem}.{ENDINGS[form]}"


def publishable(office: Office, period: Period) -> Mapping[str, Sequence[str]]:
    """Return the texts of a period marked as fit for publication: compliments and learning."""
    from caseworker.storage.publishable import publishable_texts

    with office.reading_lists() as raw:
        return publishable_texts(raw, period)
