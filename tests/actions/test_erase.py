"""A case is erased by somebody in charge, with authority and reason, and nothing of it is left."""

from __future__ import annotations

import pytest

from caseworker.actions.checking import verify_office
from caseworker.actions.erase import erase_case
from caseworker.actions.note import add_note
from caseworker.actions.opening import become
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import log_complaint

SECRET = "Quetzalcoatl"
WHY = ("Retention schedule 4.2", "The period is over")


def bodies(office: Office) -> str:
    with office.reading() as raw:
        return "".join(body + reason for body, reason in raw.execute("SELECT body, reason FROM changeset"))


def test_nothing_is_left_of_an_erased_case_but_its_number_and_why(office: Office) -> None:
    gone, kept = log_complaint(office), log_complaint(office)
    add_note(office, gone.case_id, f"{SECRET} rang")
    heard: list[tuple[str, ...]] = []
    office.listeners.append(lambda changed: heard.append(changed.case_ids))
    said = erase_case(office, gone.case_id, *WHY)
    assert said.message == f"{gone.reference} was erased for ever. Backups made before still hold it."
    assert heard == [(gone.case_id,)]
    assert SECRET not in bodies(office)
    assert all(words in bodies(office) for words in WHY)
    assert verify_office(office).faults == ()
    assert log_complaint(office).reference not in (gone.reference, kept.reference)


def test_a_caseworker_may_not_erase(office: Office) -> None:
    case = log_complaint(office)
    become(office, office.staff_named("Ali Demir"))
    with pytest.raises(NotPermittedError, match="erase cases for ever"):
        erase_case(office, case.case_id, *WHY)


def test_authority_and_reason_are_asked_for(office: Office) -> None:
    case = log_complaint(office)
    with pytest.raises(ProblemsError) as missing:
        erase_case(office, case.case_id, " ", "")
    assert [each.field for each in missing.value.problems] == ["authority", "reason"]
    with pytest.raises(ProblemsError, match="300 characters"):
        erase_case(office, case.case_id, "x" * 301, "y")


def test_a_case_under_a_legal_hold_is_not_erased(office: Office) -> None:
    case = log_complaint(office)
    hold = EntityChange(case.case_id, "case", (FieldChange("legal_hold", True),))
    office.save(lambda _: [Draft("case", case.case_id, "case.updated", (hold,))])
    with pytest.raises(RuleError, match="under a legal hold"):
        erase_case(office, case.case_id, *WHY)


def test_a_case_about_which_two_people_differ_is_not_erased(office: Office) -> None:
    case = log_complaint(office)
    for word in ("one", "two"):  # neither knew of what stood there
        apart = EntityChange(case.case_id, "case", (FieldChange("summary", word),))
        office.save(lambda _, apart=apart: [Draft("case", case.case_id, "case.updated", (apart,))])
    with pytest.raises(RuleError, match="Settle that first"):
        erase_case(office, case.case_id, *WHY)
