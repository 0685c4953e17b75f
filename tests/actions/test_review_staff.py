"""Who may do what when people come and go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions import look_up
from caseworker.actions.note import add_note
from caseworker.actions.settings_change import save_person
from caseworker.errors import NotPermittedError, ProblemsError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def test_somebody_who_has_left_does_nothing_more(office: Office) -> None:
    case_id = log_complaint(office).case_id
    ali = office.staff_named("Ali Demir")
    save_person(office, replace(ali, to_on=date(2025, 10, 14)))
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError, match="Ali Demir does not work here today"):
        add_note(office, case_id, "Mother rang.")
    with pytest.raises(NotPermittedError):
        look_up.open_case(office, case_id)


def test_the_last_day_at_work_is_a_day_at_work(office: Office) -> None:
    case_id = log_complaint(office).case_id
    save_person(office, replace(office.staff_named("Ali Demir"), to_on=TODAY))
    office.person = office.staff_named("Ali Demir")
    assert add_note(office, case_id, "Mother rang.").group_id


def test_the_last_person_who_can_change_the_staff_list_keeps_the_right_and_stays(office: Office) -> None:
    asha = office.staff_named("Asha Khan")
    for changed in (replace(asha, role="caseworker"), replace(asha, to_on=date(2025, 10, 14))):
        with pytest.raises(
            ProblemsError, match="Somebody who works here must be able to change the staff list"
        ):
            save_person(office, changed)
    save_person(office, replace(office.staff_named("Ali Demir"), role="complaints_manager"))
    save_person(office, replace(asha, role="caseworker"))
    assert office.staff_named("Asha Khan").role == "caseworker"


def test_a_case_is_not_logged_for_an_owner_who_has_left_since_it_was_drafted(office: Office) -> None:
    ali = office.staff_named("Ali Demir")
    save_person(office, replace(ali, to_on=date(2025, 10, 14)))
    for owner_id in (ali.id, "nobody we know"):
        with pytest.raises(ProblemsError) as caught:
            log_complaint(office, owner_id=owner_id)
        assert [p.field for p in caught.value.problems] == ["owner_id"]
