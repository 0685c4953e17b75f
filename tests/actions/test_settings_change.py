"""Change the settings and the staff list: at once in force, each in the record, nothing strange let in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.letters import logo_picture
from caseworker.actions.look_up import open_case
from caseworker.actions.opening import open_office
from caseworker.actions.settings_change import LARGEST_LOGO, change_settings, keep_logo, save_person
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, ProblemsError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.paths import OfficePaths
from caseworker.resources import RESOURCES
from caseworker.storage.cases import read_events
from tests.example_office import log_complaint, make_office, noon


def events(office: Office) -> list[str]:
    with office.reading() as raw:
        return [event.kind for event in read_events(raw, OFFICE_SCOPE)]


def test_a_changed_setting_is_in_force_at_once_and_after_opening_again(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    changed = change_settings(opened.office, {"phone": "020 7946 9999", "address_lines": ("1 New Street",)})
    assert changed.message == "Settings were changed."
    assert opened.office.settings.phone == "020 7946 9999"
    opened.close()
    again = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    assert (again.office.settings.phone, again.office.settings.address_lines) == (
        "020 7946 9999",
        ("1 New Street",),
    )
    again.close()


def test_an_equal_value_is_no_change(office: Office) -> None:
    changed = change_settings(office, {"phone": office.settings.phone})
    assert (changed.message, changed.group_id) == ("No setting was different.", "")
    assert events(office) == ["office.opened"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"council": "  "}, "Enter the name of the council"),
        ({"reference_prefix": "cyp"}, "Prefix must be two to six capital letters"),
        ({"reference_prefix": "TOOLONGER"}, "Prefix must be two to six capital letters"),
        ({"colour": "red"}, "Colour must be written like #12436D"),
        ({"colours": "#123456"}, "There is no setting called colours"),
    ],
)
def test_a_setting_that_cannot_be_so_is_refused(
    office: Office, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ProblemsError, match=sentence):
        change_settings(office, {"phone": "1", **values})
    assert office.settings.phone != "1", "nothing of it was changed"


def test_the_councils_reading_of_the_law_holds_as_soon_as_it_is_chosen(office: Office) -> None:
    on = date(2025, 10, 1)
    assert office.rulebook.variant_on(Procedure.SAR, on) == ""
    change_settings(office, {"sar_strict": True, "s2_basis": "AGREED"})
    assert office.rulebook.variant_on(Procedure.SAR, on) == "STRICT"
    assert office.rulebook.variant_on(Procedure.CHILDREN_ACT, on) == "AGREED"
    change_settings(office, {"sar_strict": False})
    assert office.rulebook.variant_on(Procedure.SAR, on) == ""


def test_a_day_the_council_is_closed_counts_for_corporate_complaints_and_not_for_statutory_ones(
    office: Office,
) -> None:
    before = {
        kind: open_case(office, log_complaint(office, kind=kind).case_id).row.due_on
        for kind in (Kind.CORPORATE, Kind.STATUTORY)
    }
    change_settings(office, {"closure_days": ("2025-10-20",)})
    after = {
        kind: open_case(office, log_complaint(office, kind=kind).case_id).row.due_on
        for kind in (Kind.CORPORATE, Kind.STATUTORY)
    }
    assert after[Kind.STATUTORY] == before[Kind.STATUTORY]
    assert after[Kind.CORPORATE] == office.calendar.add(before[Kind.CORPORATE] or date.max, 1)


def test_a_list_of_the_council_takes_the_place_of_the_standard_one(office: Office) -> None:
    lists = {"themes": [{"code": "Delay", "label": "Waiting"}, {"code": "New"}]}
    change_settings(office, {"lists": lists})
    assert [(e.code, e.label) for e in office.vocabulary.entries("themes")] == [
        ("Delay", "Waiting"),
        ("New", "New"),
    ]
    assert office.vocabulary.entries("channels") == office.standard_lists.entries("channels")


def test_only_those_who_may_change_the_settings_do(office: Office) -> None:
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError):
        change_settings(office, {"phone": "1"})
    with pytest.raises(NotPermittedError):
        save_person(office, Person("x", "Jo Bell"))


def test_a_logo_is_kept_and_read_back(office: Office) -> None:
    picture = (RESOURCES / "logo" / "sample_council.png").read_bytes()
    change_settings(office, {"logo": keep_logo(office, picture)})
    assert logo_picture(office) == picture


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"x" * LARGEST_LOGO])
def test_what_is_no_picture_or_too_large_is_no_logo(office: Office, content: bytes) -> None:
    with pytest.raises(ProblemsError, match="PNG or JPEG picture of at most 2 MB"):
        keep_logo(office, content)


def test_a_person_is_added_changed_and_known_by_name(office: Office) -> None:
    person = Person(office.ids.new(), "Jo Bell", job="Auditor", role="auditor", accounts=("jbell",))
    save_person(office, person)
    assert office.staff_named("Jo Bell") == person
    save_person(
        office, Person(person.id, "Jo Bell-Okonkwo", job="Auditor", role="director", to_on=date(2025, 12, 31))
    )
    changed = office.staff[person.id]
    assert (changed.full_name, changed.role, changed.to_on) == (
        "Jo Bell-Okonkwo",
        "director",
        date(2025, 12, 31),
    )
    assert office.vocabulary.label("staff", person.id) == "Jo Bell-Okonkwo"
    assert events(office) == ["office.opened", "staff.changed", "staff.changed"]


def test_the_person_at_the_keyboard_has_the_new_role_at_once(office: Office) -> None:
    me = office.person
    save_person(office, Person("x", "Jo Bell", role="complaints_manager"))
    save_person(office, Person(me.id, me.full_name, role="auditor", accounts=me.accounts))
    with pytest.raises(NotPermittedError):
        log_complaint(office)


@pytest.mark.parametrize(("name", "role"), [(" ", "auditor"), ("Jo Bell", "king")])
def test_a_person_without_a_name_or_with_a_role_nobody_knows_is_refused(
    office: Office, name: str, role: str
) -> None:
    with pytest.raises(ProblemsError):
        save_person(office, Person("x", name, role=role))
