"""Makes a report as a document of a period: counts once, builds the tables it shows, puts them into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from caseworker.actions.report_texts import narrative
from caseworker.actions.reports import Pack, build_pack
from caseworker.domain.periods import Period
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.reports.documents.blocks import Document
    from caseworker.reports.documents.outline import Outline
    from caseworker.reports.shown import Hide


def outlines() -> tuple[Outline, ...]:
    """Return every kind of document there is."""
    from caseworker.reports.documents.catalogue import DOCUMENTS

    return DOCUMENTS


def make_document(office: Office, code: str, period: Period) -> Document:
    """Return an internal copy of a document of a period: small numbers are shown, and it says so.

    Raises:
        RuleError: there is no such document.
    """
    return document_of(office, code, build_pack(office, period))


def document_of(
    office: Office, code: str, pack: Pack, *, hide: Hide | None = None, approved: str = ""
) -> Document:
    """Return a document from tables already built; with `hide` a copy for publication."""
    from caseworker.reports.documents.catalogue import find_document
    from caseworker.reports.documents.compose import Material, compose

    outline = find_document(code)
    material = Material(
        council=office.settings.council or "Caseworker",
        period=pack.period,
        data_on=pack.data_on,
        printed_on=office.clock.today(),
        colour=office.settings.colour,
        tables={table.code: table for table in pack.tables},
        narrative=narrative(office, outline.code, pack.period),
        listed=publishable(office, pack.period),
        hide=hide,
        to_reconcile=pack.to_reconcile,
        approved=approved,
    )
    return compose(outline, material)


def publishable(office: Office, period: Period) -> Mapping[str, Sequence[str]]:
    """Return the texts of a period marked as fit for publication: compliments and learning."""
    from caseworker.storage.publishable import publishable_texts

    with office.reading_lists() as raw:
        return publishable_texts(raw, period)
