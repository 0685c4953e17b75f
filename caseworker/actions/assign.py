"""Give cases an owner; many at once are one act with one Undo."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import CaseEdits
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction


def assign_cases(office: Office, case_ids: Sequence[str], owner_id: str) -> Changed:
    """Give the cases to a person of the staff list ("" for nobody).

    Raises:
        RuleError: the person is not on the list or does not work here now.
    """
    office.require("assign")
    if owner_id:
        owner = office.staff.get(owner_id)
        if owner is None or not owner.works_on(office.clock.today()):
            raise RuleError("Choose an owner from the staff list who works here now.", field="owner_id")
    references: list[str] = []

    def make(transaction: Transaction) -> list[Draft]:
        drafts = []
        for case_id in dict.fromkeys(case_ids):
            view = transaction.case(case_id)
            edits = CaseEdits(view, office.ids)
            edits.set(view.case, owner_id=owner_id)
            if edits:
                drafts.append(edits.draft("case.assigned"))
                references.append(view.reference)
        return drafts

    written = office.save(make)
    name = office.staff_name(owner_id) or "nobody"
    if not written:
        return office.changed(f"Nothing was changed: the owner is {name} already.", written)
    what = references[0] if len(references) == 1 else f"{len(references)} cases"
    return office.changed(f"Owner of {what} changed to {name}.", written, references[0])
