"""The quarterly pack at one key: counted, put into words, written as PDF and Excel into the exports folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseworker.actions.report_documents import (
    document_bytes,
    document_file_name,
    document_of,
    outlines,
    what_concerns,
)
from caseworker.actions.reports import build_pack, write_file
from caseworker.domain.periods import Period
from caseworker.office import Office

if TYPE_CHECKING:
    from ui.tasks import Progress

CODE = "quarterly"
FORMS = ("pdf", "xlsx")


def write_quarter(office: Office, period: Period, progress: Progress) -> tuple[list[Path], Sequence[Any]]:
    """Write the pack of a quarter and return its files and what is to reconcile in it; no file when stopped.

    Everything is made before anything is written, so that a pack that was stopped leaves nothing.
    """
    progress.report(0.05, f"Counting the cases of {period.label}")
    pack = build_pack(office, period)
    made: dict[Path, bytes] = {}
    for number, form in enumerate(FORMS):
        if progress.cancelled:
            return [], ()
        progress.report(0.3 + 0.35 * number, f"Writing {'the PDF' if form == 'pdf' else 'the workbook'}")
        document = document_of(office, CODE, pack)
        made[office.paths.exports / document_file_name(document, form)] = document_bytes(document, form)
    if progress.cancelled:
        return [], ()
    for path, content in made.items():
        write_file(path, content)
    outline = next(each for each in outlines() if each.code == CODE)
    return list(made), what_concerns(outline, pack)
