"""Make a case void: logged by mistake or twice. It keeps its reference and its history and counts nowhere (C7)."""

from __future__ import annotations

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Status
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


def void_case(office: Office, case_id: str, reason: str, *, stamp: str = "") -> Changed:
    """Make the case void.

    Raises:
        ProblemsError: the reason is missing.
        RuleError: it is void already.
    """
    office.require("void")
    words = cleaned(reason)
    if not words:
        raise ProblemsError([Problem("reason", "Enter the reason for making the case void")])
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is Status.VOID:
            raise RuleError("This case is void already.")
        edits = CaseEdits(view, office.ids)
        edits.set(view.case, status=Status.VOID.value, void_reason=words)
        return [edits.draft("case.voided", words)]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference} was made void.", written, reference)
