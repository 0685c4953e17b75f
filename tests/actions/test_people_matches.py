"""Possible matches for a caller and their children: who is offered, and why."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.people import list_people
from caseworker.actions.people_links import values_to_fill
from caseworker.actions.people_matches import find_matches
from caseworker.domain.cases import CaseView
from caseworker.domain.intake import Child
from caseworker.domain.people import Asked, AskedChild
from caseworker.office import Office
from tests.actions.people_cases import again, case_of, first

__all__ = ["again", "first"]


def test_somebody_who_called_before_is_one_match_with_the_last_case(
    office: Office, first: CaseView, again: CaseView
) -> None:
    (match,) = find_matches(office, Asked("Sian O'Brian", "+44 20 7946 0123"))
    assert match.reasons == ("similar name", "same phone number")
    assert match.last is not None
    assert match.last.reference == again.reference
    assert (match.cases, match.is_registered) == (2, False)
    assert set(match.parties) == {first.parties[0].id, again.parties[0].id}


@pytest.mark.parametrize(
    "asked",
    [
        Asked("OBRIEN sian"),
        Asked("Sian OBrein"),
        Asked(phone="0044 (0)20 7946 0123"),
        Asked(email="SIAN@example.org"),
        Asked(postcode="se315ep"),
    ],
)
def test_order_accents_slips_and_forms_do_not_matter(office: Office, first: CaseView, asked: Asked) -> None:
    (match,) = find_matches(office, asked)
    assert match.name == "Siân O’Brien"


def test_a_child_is_found_by_name_with_a_slip_and_the_birthday_speaks_for_it(
    office: Office, first: CaseView
) -> None:
    (match,) = find_matches(office, Asked(children=(AskedChild("Gethim O'Brien", date(2013, 2, 14)),)))
    assert match.reasons == ("similar name of the child", "same date of birth")
    assert match.is_child
    assert values_to_fill(office, match)["born_on"] == "2013-02-14"


def test_a_child_is_found_by_the_social_care_id(office: Office) -> None:
    case_of(office, children=(Child("Gethin O’Brien", social_care_id="LS 00123"),))
    (match,) = find_matches(office, Asked(children=(AskedChild(care_id="ls00123"),)))
    assert (match.reasons, match.is_child) == (("same social care ID",), True)


def test_every_child_typed_is_looked_for_and_each_match_says_for_which(office: Office) -> None:
    case_of(office, children=(Child("Gethin O’Brien", born_on=date(2013, 2, 14)), Child("Niamh Walsh")))
    typed = (AskedChild("Niamh Walsh"), AskedChild(), AskedChild("gethin obrien", date(2013, 2, 14)))
    found = find_matches(office, Asked(children=typed))
    assert [(m.name, m.child, m.reasons) for m in found] == [
        ("Gethin O’Brien", 3, ("same child", "same date of birth")),
        ("Niamh Walsh", 1, ("same child",)),
    ]
    assert found[0].words().startswith("For child 3: Gethin O’Brien: same child and same date of birth.")
    alone = find_matches(office, Asked(children=(AskedChild("Niamh Walsh"),)))
    assert alone[0].words().startswith("Niamh Walsh: same child.")


def test_a_person_like_two_children_is_offered_for_the_one_with_more_in_common(office: Office) -> None:
    case_of(office, children=(Child("Tomas Bell", social_care_id="LS 00123"),))
    typed = (AskedChild("Thomas Bell"), AskedChild("Tomas Bell", care_id="LS00123"))
    (match,) = find_matches(office, Asked(children=typed))
    assert (match.child, match.reasons) == (2, ("same child", "same social care ID"))


def test_a_child_is_offered_even_where_many_look_like_the_caller(office: Office) -> None:
    for number in range(8):
        case_of(office, full_name=f"Ann Shaw{number}", phone="", email="", postcode="SE31 5EP", children=())
    case_of(office, full_name="Bo Li", phone="", email="", postcode="", children=(Child("Niamh Walsh"),))
    found = find_matches(office, Asked(postcode="SE31 5EP", children=(AskedChild("Niamh Walsh"),)))
    assert len(found) == 6
    assert [m.name for m in found if m.child == 1] == ["Niamh Walsh"]


def test_a_surname_brings_the_caller_and_not_the_family(office: Office, first: CaseView) -> None:
    assert [m.name for m in find_matches(office, Asked("O’Brien"))] == ["Siân O’Brien"]
    assert [m.name for m in find_matches(office, Asked("Gethin O’Brien"))] == ["Gethin O’Brien"]


def test_people_of_one_name_without_anything_else_in_common_are_two(office: Office) -> None:
    for phone in ("020 7946 0001", "020 7946 0002"):
        case_of(
            office, full_name="Ann Shaw", phone=phone, email="", postcode="", address_lines="", children=()
        )
    assert len(find_matches(office, Asked("Ann Shaw"))) == 2


def test_void_and_restricted_cases_bring_nobody(office: Office, first: CaseView) -> None:
    from caseworker.actions.void import void_case

    other = case_of(
        office, full_name="Mair Llewelyn", phone="", email="", postcode="", address_lines="", children=()
    )
    void_case(office, other.case_id, "Logged twice")
    assert find_matches(office, Asked("Mair Llewelyn")) == []
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE case_list SET restricted = 1, owner_id = '' WHERE id = ?", (first.case_id,))
    assert find_matches(office, Asked("Sian OBrien")) != []  # a manager sees every restricted case
    office.person = office.staff_named("Ali Demir")
    assert find_matches(office, Asked("Sian OBrien")) == []
    assert list_people(office) == []


def test_short_names_are_found_whole(office: Office) -> None:
    case_of(office, full_name="Li Wu", phone="", email="", postcode="", address_lines="", children=())
    assert [m.name for m in find_matches(office, Asked("Wu, Li"))] == ["Li Wu"]
    assert [row.name for row in list_people(office, "li wu")] == ["Li Wu"]
