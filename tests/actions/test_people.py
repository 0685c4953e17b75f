"""The register of people: linking at the logging, details, relationships, people in the case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions import look_up
from caseworker.actions.edit import edit_case
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_case import (
    Consent,
    add_party,
    main_contact,
    make_main_contact,
    record_consent,
)
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import edit_person, link_parties, register_person, unlink_party
from caseworker.actions.people_relations import add_relationship, remove_relationship
from caseworker.actions.people_view import likely_same, open_person
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.contacts import contacts_from
from caseworker.domain.intake import Child
from caseworker.domain.kinds import Kind
from caseworker.domain.people import Asked
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.people_cases import again, first
from tests.example_office import TODAY, log_complaint

__all__ = ["again", "first"]


def test_a_match_used_at_intake_links_this_case_and_those_before(
    office: Office, first: CaseView, again: CaseView
) -> None:
    (match,) = find_matches(office, Asked("Sian OBrien"))
    logged = log_complaint(office, person_id=match.id, summary="The third time.")
    view = open_person(office, look_up.open_case(office, logged.case_id).parties[0].doc["person_id"])
    assert view.is_registered
    assert view.cases[0].case.reference in (logged.reference, again.reference)
    assert len(view.cases) == 3
    assert view.contacts()[0]["value"] == "020 7946 0123"
    undo(office, logged.group_id)
    assert look_up.open_case(office, first.case_id).parties[0].doc.get("person_id") is None
    assert count_people(office)[0] == 0


def test_a_person_of_the_register_is_linked_without_touching_other_cases(
    office: Office, first: CaseView
) -> None:
    person = register_person(office, first.parties[0].id)
    logged = log_complaint(office, person_id=person.person_id)
    assert logged.case_ids == (logged.case_id,)
    (match,) = find_matches(office, Asked("Sian OBrien"))
    assert (match.is_registered, match.id, match.cases) == (True, person.person_id, 2)


def test_a_match_that_is_gone_meanwhile_stops_no_logging(office: Office) -> None:
    logged = log_complaint(office, person_id="nobody", children=(Child("Tom", person_id="gone"),))
    view = look_up.open_case(office, logged.case_id)
    assert "person_id" not in view.parties[0].doc


def test_a_case_logged_without_a_match_makes_no_person(office: Office, first: CaseView) -> None:
    assert count_people(office) == (0, 2)


def test_entries_are_linked_and_unlinked_by_hand(office: Office, first: CaseView, again: CaseView) -> None:
    person = register_person(office, first.parties[1].id)
    assert person.message == "Gethin O’Brien was taken into the register and linked in 2 cases."
    unlink_party(office, again.parties[1].id)
    view = open_person(office, person.person_id)
    assert len(view.cases) == 1
    assert [each.party.id for each in likely_same(office, view)] == [again.parties[1].id]
    link_parties(office, person.person_id, [again.parties[1].id])
    assert len(open_person(office, person.person_id).cases) == 2
    assert open_person(office, again.parties[1].id).id == person.person_id


def test_the_list_has_one_line_for_each_person_and_one_for_each_entry_linked_to_nobody(
    office: Office, first: CaseView, again: CaseView
) -> None:
    assert [row.name for row in list_people(office)] == ["Gethin O’Brien"] * 2 + ["Siân O’Brien"] * 2
    register_person(office, first.parties[0].id)
    rows = list_people(office)
    assert [(row.name, row.is_registered, row.cases) for row in rows] == [
        ("Gethin O’Brien", False, 1),
        ("Gethin O’Brien", False, 1),
        ("Siân O’Brien", True, 2),
    ]
    assert [row.name for row in list_people(office, "sian")] == ["Siân O’Brien"]
    assert [row.name for row in list_people(office, "07946 ")] == []
    assert [row.name for row in list_people(office, "020 7946 0123")] == ["Siân O’Brien"]
    assert [row.name for row in list_people(office, "se31")] == ["Siân O’Brien"]


def test_details_are_changed_and_a_change_by_somebody_else_is_not_lost(
    office: Office, first: CaseView
) -> None:
    seen = open_person(office, first.parties[0].id)
    changed = edit_person(office, seen, {"preferred_contact": "Letter"})
    view = open_person(office, changed.person_id)
    assert view.value("preferred_contact") == "Letter"
    edit_person(office, view, {"notes": "Rings before eight."})
    with pytest.raises(RuleError, match="changed meanwhile"):
        edit_person(office, view, {"notes": "Another."})
    with pytest.raises(ProblemsError, match="Enter the full name"):
        edit_person(office, open_person(office, view.id), {"full_name": " "})


def test_a_change_to_somebody_merged_meanwhile_takes_nothing_from_the_one_kept(
    office: Office, first: CaseView
) -> None:
    log_complaint(office, full_name="Siân Rees", phone="020 7946 0777", email="", children=())
    other = next(row.id for row in list_people(office, "rees"))
    seen = open_person(office, register_person(office, first.parties[0].id).person_id)
    kept = merge_people(office, other, seen.id).person_id
    own = open_person(office, kept).person.doc["address"]
    with_one_more = [*seen.contacts(), {"kind": "phone", "value": "07700 900111", "primary": False}]
    changed = edit_person(office, seen, {"contacts": with_one_more})
    assert changed.message == "Changed for Siân O’Brien, who was merged into Siân Rees: contacts."
    view = open_person(office, kept)
    assert [c["value"] for c in view.contacts()] == [
        "020 7946 0777", "020 7946 0123", "sian@example.org", "07700 900111"
    ]  # fmt: skip
    with pytest.raises(RuleError, match=r"was merged into Siân Rees meanwhile\. Address there is “"):
        edit_person(office, seen, {"address": {"lines": "The refuge", "postcode": "SE31 9ZZ"}})
    edit_person(office, seen, {"contacts": with_one_more[1:]})
    edit_person(office, seen, {"notes": "Rings before eight."})
    view = open_person(office, kept)
    assert (view.person.doc["address"], view.value("notes")) == (own, "Rings before eight.")
    unmerge(office, seen.id)
    assert [c["value"] for c in open_person(office, kept).contacts()] == ["020 7946 0777"]
    assert [c["value"] for c in open_person(office, seen.id).contacts()] == [
        "sian@example.org",
        "07700 900111",
    ]


def _lines(office: Office, person_id: str) -> list[str]:
    return [str(each["value"]) for each in open_person(office, person_id).contacts()]


@pytest.fixture
def merged(office: Office, first: CaseView) -> tuple[str, str]:
    """Siân Rees, into whom Siân O'Brien was merged."""
    log_complaint(office, full_name="Siân Rees", phone="020 7946 0777", email="", children=())
    other = next(row.id for row in list_people(office, "rees"))
    gone = register_person(office, first.parties[0].id).person_id
    return merge_people(office, other, gone).person_id, gone


def _left(office: Office, person_id: str, lines: list[str]) -> Changed:
    return edit_person(office, open_person(office, person_id), {"contacts": contacts_from(lines)})


def test_a_contact_of_somebody_merged_is_taken_away_on_the_page_of_the_person_kept(
    office: Office, merged: tuple[str, str]
) -> None:
    kept, gone = merged
    changed = _left(office, kept, ["020 7946 0777", "sian@example.org"])
    assert changed.message == "Changed for Siân O’Brien, who was merged into Siân Rees: contacts."
    assert _lines(office, kept) == ["020 7946 0777", "sian@example.org"]
    undo(office, changed.group_id)
    assert _lines(office, kept) == ["020 7946 0777", "020 7946 0123", "sian@example.org"]
    changed = _left(office, kept, ["07700 900555", "sian@example.org"])
    assert changed.message.startswith("Changed for Siân Rees, and for Siân O’Brien, who was merged into them")
    assert _lines(office, kept) == ["07700 900555", "sian@example.org"]
    unmerge(office, gone)
    assert (_lines(office, kept), _lines(office, gone)) == (["07700 900555"], ["sian@example.org"])


def test_the_contact_at_the_top_is_used_first_whoever_had_it_and_goes_back_with_them(
    office: Office, merged: tuple[str, str]
) -> None:
    kept, gone = merged
    lines = ["sian@example.org", "020 7946 0777", "020 7946 0123"]
    _left(office, kept, lines)
    assert _lines(office, kept) == lines
    assert not _left(office, kept, lines).group_id
    _left(office, kept, lines[1:])
    assert _lines(office, kept) == lines[1:]
    _left(office, kept, lines[:0:-1])
    assert _lines(office, kept) == lines[:0:-1]
    unmerge(office, gone)
    assert _lines(office, kept) == ["020 7946 0777"]
    assert [row.contact for row in list_people(office, "rees")] == ["020 7946 0777"]
    assert _lines(office, gone) == ["020 7946 0123"]


def test_a_value_shown_for_somebody_merged_is_cleared_and_names_too(
    office: Office, merged: tuple[str, str]
) -> None:
    kept, gone = merged
    unmerge(office, gone)
    edit_person(office, open_person(office, gone), {"notes": "Rings early.", "other_names": ["Shan"]})
    merge_people(office, kept, gone)
    edit_person(office, open_person(office, kept), {"notes": ""})
    edit_person(office, open_person(office, kept), {"other_names": ["Sian R."]})
    view = open_person(office, kept)
    assert (view.value("notes"), view.given_names()) == (None, ("Sian R.",))
    assert view.other_names() == ("Sian R.", "Siân O’Brien")


def test_contacts_changed_while_a_merge_is_made_or_taken_back(
    office: Office, merged: tuple[str, str]
) -> None:
    kept, gone = merged
    seen = open_person(office, kept)
    unmerge(office, gone)
    edit_person(office, seen, {"contacts": contacts_from(["07700 900555", *_lines(office, gone)])})
    assert _lines(office, kept) == ["07700 900555"]
    with pytest.raises(RuleError, match="Siân O’Brien is a person of their own again"):
        edit_person(office, seen, {"contacts": contacts_from(["sian@example.org"])})
    alone = open_person(office, kept)
    merge_people(office, kept, gone)
    edit_person(office, alone, {"contacts": contacts_from(["07700 900666"])})
    assert _lines(office, kept) == ["07700 900666", "020 7946 0123", "sian@example.org"]


def test_what_was_typed_for_an_entry_takes_nothing_from_the_person_it_became_meanwhile(
    office: Office, first: CaseView
) -> None:
    seen = open_person(office, first.parties[0].id)
    kept = register_person(office, first.parties[0].id).person_id
    edit_person(
        office, open_person(office, kept), {"address": {"lines": "The refuge", "postcode": "SE31 9ZZ"}}
    )
    _left(office, kept, [*_lines(office, kept), "07700 900555"])
    with pytest.raises(RuleError, match="changed meanwhile by somebody else, to “The refuge"):
        edit_person(office, seen, {"address": {"lines": "1 High Street", "postcode": "SE31 5EP"}})
    edit_person(office, seen, {"contacts": contacts_from(["sian@example.org"])})
    assert _lines(office, kept) == ["sian@example.org", "07700 900555"]


# -- relationships ------------------------------------------------------------------------------------------------


def test_a_relationship_shows_on_both_sides_and_goes_on_both(office: Office, first: CaseView) -> None:
    changed = add_relationship(office, first.parties[1].id, first.parties[0].id, "mother")
    child = open_person(office, changed.person_id)
    assert [(r.name, r.entity.doc["kind"]) for r in child.relationships] == [("Siân O’Brien", "mother")]
    mother = open_person(office, child.relationships[0].person_id)
    assert [(r.name, r.entity.doc["kind"]) for r in mother.relationships] == [("Gethin O’Brien", "child")]
    remove_relationship(office, mother.id, mother.relationships[0].entity.id)
    assert open_person(office, child.id).relationships == ()
    with pytest.raises(ProblemsError, match="these two are the same"):
        add_relationship(office, child.id, first.parties[1].id, "sibling")


# -- in the case --------------------------------------------------------------------------------------------------


def test_people_are_added_and_one_is_contacted_first(office: Office, first: CaseView) -> None:
    add_party(
        office, first.case_id, "other", {"full_name": "Huw O’Brien", "relationship": "Father", "phone": "1"}
    )
    with pytest.raises(ProblemsError):
        add_party(office, first.case_id, "cousin", {"full_name": " "})
    view = look_up.open_case(office, first.case_id)
    assert main_contact(view) == view.complainant
    make_main_contact(office, view.case_id, view.parties[2].id)
    view = look_up.open_case(office, first.case_id)
    contact = main_contact(view)
    assert contact is not None
    assert contact.doc["full_name"] == "Huw O’Brien"


def test_consent_is_recorded_with_its_days_and_limits(office: Office, first: CaseView) -> None:
    party = first.parties[0].id
    for consent, field in (
        (Consent(state="given"), "given_on"),
        (Consent(state="asked"), "asked_on"),
        (Consent(state="limited", given_on=TODAY), "limits"),
        (Consent(state="given", given_on=TODAY + timedelta(days=1)), "given_on"),
        (Consent(state="given", asked_on=TODAY, given_on=TODAY - timedelta(days=1)), "given_on"),
        (Consent(basis="because"), "basis"),
    ):
        with pytest.raises(ProblemsError) as caught:
            record_consent(office, first.case_id, party, consent)
        assert caught.value.problems[0].field == field
    record_consent(
        office, first.case_id, party, Consent("consent_given", "limited", TODAY, TODAY, "Not the school")
    )
    doc = look_up.open_case(office, first.case_id).parties[0].doc
    assert (doc["consent"], doc["consent_limits"], doc["authority_basis"]) == (
        "limited",
        "Not the school",
        "consent_given",
    )


def test_details_of_a_case_are_edited_as_before(office: Office, first: CaseView) -> None:
    register_person(office, first.parties[0].id)
    view = look_up.open_case(office, first.case_id)
    edit_case(office, view, view.parties[0].id, {"phone": "020 7946 0777"})
    assert look_up.open_case(office, first.case_id).kind is Kind.STATUTORY


def test_a_restricted_case_is_neither_linked_nor_counted_for_others(
    office: Office, first: CaseView, again: CaseView
) -> None:
    from caseworker.actions.restricted import restrict_case

    restrict_case(office, first.case_id, [], "Staff member's family")
    office.person = office.staff_named("Ali Demir")
    person = register_person(office, again.parties[0].id)
    assert len(open_person(office, person.person_id).cases) == 1
    for act in (
        lambda: register_person(office, first.parties[0].id),
        lambda: open_person(office, first.parties[0].id),
        lambda: link_parties(office, person.person_id, [first.parties[0].id]),
    ):
        with pytest.raises(RuleError):
            act()
