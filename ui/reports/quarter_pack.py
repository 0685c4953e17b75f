"""The quarterly pack at one key: counted, put into words, written as PDF and Excel into the exports folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.actions.report_documents import document_bytes, document_file_name, document_of
from caseworker.actions.reports import build_pack, write_file
from caseworker.domain.periods import Period
from caseworker.office import Office

if TYPE_CHECKING:
    from ui.tasks import Progress

CODE = "quarterly"
FORMS = ("pdf", "xlsx")


def write_quarter(office: Office, period: Period, progress: Progress) -> tuple[list[Path], int]:
    """Write the pack of a quarter and return its files and how many figures do not agree; no file when stopped.

    Everything is made before anything is written, so that a pack that was stopped leaves nothing.
    """
    progress.report(0.05, f"Counting the cases of {period.label}")
    pack = build_pack(office, period)
    made: dict[Path, bytes] = {}
    for number, form in enumerate(FORMS):
        if progress.cancelled:
            return [], 0
        progress.report(0.3 + 0.35 * number, f"Writing {'the PDF' if form == 'pdf' else 'the workbook'}")
        document = document_of(office, CODE, pack)
        made[office.paths.exports / document_file_name(document, form)] = document_bytes(document, form)
    if progress.cancelled:
        return [], 0
    for path, content in made.items():
        write_file(path, content)
    return list(made), len(pack.to_reconcile)
