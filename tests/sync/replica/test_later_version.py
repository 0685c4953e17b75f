"""What a later version of the program wrote is kept, sent on and stepped over, and breaks no page (V2, F15)."""

from __future__ import annotations

from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.editing import new_entity
from caseworker.office import Transaction
from tests.example_office import log_complaint
from tests.sync.acts_storm import look_everywhere
from tests.sync.replica.offices import Pc, meet_all


def test_kinds_fields_and_codes_of_a_later_version_are_stepped_over(asha: Pc, ali: Pc) -> None:
    case_id = log_complaint(asha.office).case_id

    def make(transaction: Transaction) -> list[Draft]:
        view = transaction.case(case_id)
        assert view.stage is not None
        later = {"kind": "LATER", "status": "resting", "sparkle": "yes"}
        case = tuple(FieldChange(name, value, view.case.versions(name)) for name, value in later.items())
        stage = FieldChange("procedure", "LATER_RULES", view.stage.versions("procedure"))
        entities = (
            EntityChange(case_id, "case", case),
            EntityChange(view.stage.id, "stage", (stage,)),
            new_entity(asha.office.ids.new(), "unicorn", horn="long"),
        )
        return [
            Draft("case", case_id, "case.glorified", entities),
            Draft(
                "office", "office", "gadget.made", (new_entity(asha.office.ids.new(), "gadget", name="x"),)
            ),
        ]

    asha.office.save(make)
    meet_all(asha, ali)
    assert verify_office(ali.office).faults == ()
    look_everywhere(ali.office)
    edit_case(ali.office, open_case(ali.office, case_id), case_id, {"summary": "By an older program."})
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    kept = open_case(asha.office, case_id).case.doc
    assert (kept["sparkle"], kept["kind"], kept["summary"]) == ("yes", "LATER", "By an older program.")
