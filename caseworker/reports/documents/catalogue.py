"""Every document that can be asked for."""

from __future__ import annotations

from caseworker.errors import RuleError
from caseworker.reports.documents.annual import ANNUAL
from caseworker.reports.documents.outline import Outline
from caseworker.reports.documents.quarterly import LEARNING, QUARTERLY
from caseworker.reports.documents.sheets import FOI_STATISTICS, PERFORMANCE, REMEDIES, WEEKLY

DOCUMENTS: tuple[Outline, ...] = (
    QUARTERLY, ANNUAL, FOI_STATISTICS, WEEKLY, PERFORMANCE, LEARNING, REMEDIES,
)  # fmt: skip


def find_document(code: str) -> Outline:
    """The document called by that code: "annual".

    Raises:
        RuleError: there is none; names those there are.
    """
    for outline in DOCUMENTS:
        if outline.code == code.strip().lower():
            return outline
    known = ", ".join(outline.code for outline in DOCUMENTS)
    raise RuleError(f"There is no document “{code}”. The documents are {known}.", field="document")
