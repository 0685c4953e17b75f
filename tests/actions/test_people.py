"""The register of people: matches for a caller, linking at the logging, alerts, plans, relationships, merging."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions import look_up
from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_alerts import (
    Alert,
    Plan,
    approvers,
    end_alert,
    end_plan,
    record_alert,
    record_plan,
    renew_plan,
    review_alert,
)
from caseworker.actions.people_case import (
    Consent,
    add_party,
    main_contact,
    make_main_contact,
    record_consent,
    standings_of,
)
from caseworker.actions.people_links import values_to_fill
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_merge import merge_people, preview_merge, unmerge
from caseworker.actions.people_register import edit_person, link_parties, register_person, unlink_party
from caseworker.actions.people_relations import add_relationship, remove_relationship
from caseworker.actions.people_view import likely_same, open_person
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.intake import Child
from caseworker.domain.kinds import Kind
from caseworker.domain.people import Asked, AskedChild
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.storage.rebuild import projection_digests
from tests.example_office import TODAY, log_complaint, noon

REVIEW = TODAY + timedelta(days=90)


def _case(office: Office, **changed: object) -> CaseView:
    return look_up.open_case(office, log_complaint(office, **changed).case_id)


@pytest.fixture
def first(office: Office) -> CaseView:
    """Siân O'Brien called in September."""
    return _case(office, received_on=date(2025, 9, 1))


@pytest.fixture
def again(office: Office, first: CaseView) -> CaseView:
    """She called again, and was not recognised."""
    return _case(office, summary="The second time.")


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
    _case(office, children=(Child("Gethin O’Brien", social_care_id="LS 00123"),))
    (match,) = find_matches(office, Asked(children=(AskedChild(care_id="ls00123"),)))
    assert (match.reasons, match.is_child) == (("same social care ID",), True)


def test_every_child_typed_is_looked_for_and_each_match_says_for_which(office: Office) -> None:
    _case(office, children=(Child("Gethin O’Brien", born_on=date(2013, 2, 14)), Child("Niamh Walsh")))
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
    _case(office, children=(Child("Tomas Bell", social_care_id="LS 00123"),))
    typed = (AskedChild("Thomas Bell"), AskedChild("Tomas Bell", care_id="LS00123"))
    (match,) = find_matches(office, Asked(children=typed))
    assert (match.child, match.reasons) == (2, ("same child", "same social care ID"))


def test_a_child_is_offered_even_where_many_look_like_the_caller(office: Office) -> None:
    for number in range(8):
        _case(office, full_name=f"Ann Shaw{number}", phone="", email="", postcode="SE31 5EP", children=())
    _case(office, full_name="Bo Li", phone="", email="", postcode="", children=(Child("Niamh Walsh"),))
    found = find_matches(office, Asked(postcode="SE31 5EP", children=(AskedChild("Niamh Walsh"),)))
    assert len(found) == 6
    assert [m.name for m in found if m.child == 1] == ["Niamh Walsh"]


def test_a_surname_brings_the_caller_and_not_the_family(office: Office, first: CaseView) -> None:
    assert [m.name for m in find_matches(office, Asked("O’Brien"))] == ["Siân O’Brien"]
    assert [m.name for m in find_matches(office, Asked("Gethin O’Brien"))] == ["Gethin O’Brien"]


def test_people_of_one_name_without_anything_else_in_common_are_two(office: Office) -> None:
    for phone in ("020 7946 0001", "020 7946 0002"):
        _case(office, full_name="Ann Shaw", phone=phone, email="", postcode="", address_lines="", children=())
    assert len(find_matches(office, Asked("Ann Shaw"))) == 2


def test_void_and_restricted_cases_bring_nobody(office: Office, first: CaseView) -> None:
    from caseworker.actions.void import void_case

    other = _case(
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


# -- linking ------------------------------------------------------------------------------------------------------


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
    edit_person(office, seen, {"contacts": with_one_more})
    values = [str(each["value"]) for each in open_person(office, kept).person.doc["contacts"]]
    assert values == ["020 7946 0777", "07700 900111"]
    with pytest.raises(RuleError, match="was merged into Siân Rees meanwhile. Address there is “"):
        edit_person(office, seen, {"address": {"lines": "The refuge", "postcode": "SE31 9ZZ"}})
    with pytest.raises(RuleError, match="Go back, and change it on that page"):
        edit_person(office, seen, {"contacts": with_one_more[1:]})
    edit_person(office, seen, {"notes": "Rings before eight."})
    view = open_person(office, kept)
    assert (view.person.doc["address"], view.value("notes")) == (own, "Rings before eight.")


# -- alerts and plans ---------------------------------------------------------------------------------------------


def test_a_safety_alert_shows_in_every_case_of_the_person_and_in_the_matches(
    office: Office, first: CaseView
) -> None:
    alert = Alert("A dog that bites", "Visit in twos", "Visit of 3 March", REVIEW)
    person = record_alert(office, first.parties[0].id, alert)
    view = look_up.open_case(office, first.case_id)
    standing = standings_of(office, view)[view.parties[0].id]
    assert standing.tags == (("alert", "Safety alert: A dog that bites. Visit in twos"),)
    (match,) = find_matches(office, Asked("Sian OBrien"))
    assert match.alerts == ("Safety alert: A dog that bites. Visit in twos",)
    assert list_people(office, "sian")[0].tags == match.alerts
    entity = open_person(office, person.person_id).alerts[0]
    review_alert(office, person.person_id, entity.id, REVIEW + timedelta(days=90), "Nothing has changed")
    end_alert(office, person.person_id, entity.id, "The dog has gone")
    assert standings_of(office, look_up.open_case(office, first.case_id))[view.parties[0].id].tags == ()
    with pytest.raises(RuleError, match="ended already"):
        end_alert(office, person.person_id, entity.id, "Again")


def test_an_alert_whose_review_has_passed_stands_and_says_so(office: Office, first: CaseView) -> None:
    record_alert(office, first.parties[0].id, Alert("A dog", "In twos", "", TODAY + timedelta(days=1)))
    office.clock = Clock(TODAY + timedelta(days=10), noon)
    (tag,) = list_people(office, "sian")[0].tags
    assert tag == "Safety alert: A dog. In twos (review was due Thursday 16 October 2025)"


def _plan(office: Office, **changed: object) -> Plan:
    values: dict[str, object] = {
        "reason": "Forty calls a day",
        "routes": ("email",),
        "how": "One answer a week, on Fridays",
        "approved_by": approvers(office)[0][0],
        "start_on": TODAY,
        "review_on": REVIEW,
    }
    return Plan(**{**values, **changed})  # type: ignore[arg-type]


def test_a_contact_plan_ends_on_its_review_day_unless_it_is_renewed(office: Office, first: CaseView) -> None:
    person = record_plan(office, first.parties[0].id, _plan(office)).person_id
    (plan,) = open_person(office, person).plans
    words = "Contact plan: by email, One answer a week, on Fridays, until Tuesday 13 January 2026"
    assert list_people(office, "sian")[0].tags == (words,)
    renew_plan(
        office, person, plan.id, REVIEW + timedelta(days=30), plan.doc["approved_by"], "Still forty calls"
    )
    office.clock = Clock(REVIEW + timedelta(days=30), noon)
    assert list_people(office, "sian")[0].tags != ()
    office.clock = Clock(REVIEW + timedelta(days=31), noon)
    assert list_people(office, "sian")[0].tags == ()
    with pytest.raises(RuleError, match="Record a new one"):
        renew_plan(office, person, plan.id, REVIEW + timedelta(days=60), plan.doc["approved_by"], "Late")


def test_a_contact_plan_needs_a_reason_routes_approval_and_a_review(office: Office, first: CaseView) -> None:
    with pytest.raises(ProblemsError) as caught:
        record_plan(office, first.parties[0].id, Plan())
    assert {p.field for p in caught.value.problems} == {
        "reason",
        "routes",
        "approved_by",
        "start_on",
        "review_on",
    }
    with pytest.raises(ProblemsError, match="may not approve"):
        record_plan(
            office, first.parties[0].id, _plan(office, approved_by=office.staff_named("Ali Demir").id)
        )


def test_a_contact_plan_changes_nothing_of_the_case(office: Office, first: CaseView) -> None:
    person = record_plan(office, first.parties[0].id, _plan(office)).person_id
    view = look_up.open_case(office, first.case_id)
    assert (view.kind, view.status, view.row.due_on) == (first.kind, first.status, first.row.due_on)
    (plan,) = open_person(office, person).plans
    end_plan(office, person, plan.id, "Agreed with them")
    assert list_people(office, "sian")[0].tags == ()


def test_what_is_undone_leaves_no_person_behind(office: Office, first: CaseView) -> None:
    changed = record_alert(office, first.parties[0].id, Alert("A dog", "In twos", "", REVIEW))
    undo(office, changed.group_id)
    assert count_people(office) == (0, 2)
    assert not open_person(office, first.parties[0].id).is_registered
    assert verify_office(office).faults == ()


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


# -- merging ------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(office: Office, first: CaseView) -> tuple[str, str]:
    """Siân O'Brien, and Sian OBrien-Jones with another phone: two people of the register."""
    other = _case(
        office, full_name="Sian OBrien-Jones", phone="07700 900123", email="", postcode="", address_lines=""
    )
    kept = register_person(office, first.parties[0].id).person_id
    return kept, register_person(office, other.parties[0].id).person_id


def test_a_merge_keeps_what_both_had_and_is_taken_back_exactly(office: Office, two: tuple[str, str]) -> None:
    kept, other = two
    record_alert(office, other, Alert("A dog", "In twos", "", REVIEW))
    before = open_person(office, kept), open_person(office, other)
    preview = preview_merge(office, kept, other)
    assert {row.label: row.result for row in preview.rows}[
        "Contacts"
    ] == "020 7946 0123\nsian@example.org\n07700 900123"
    merge_people(office, kept, other)
    merged = open_person(office, other)
    assert merged.id == kept
    assert len(merged.cases) == 2
    assert [c["primary"] for c in merged.contacts()] == [True, False, False]
    assert merged.other_names() == ("Sian OBrien-Jones",)
    assert len(merged.alerts) == 1
    assert [row.id for row in list_people(office, "sian")] == [kept]
    (match,) = find_matches(office, Asked("Sian OBrien-Jones"))
    assert (match.id, match.cases, len(match.alerts)) == (kept, 2, 1)
    unmerge(office, other)
    after = open_person(office, kept), open_person(office, other)
    for one, two_ in zip(before, after, strict=True):
        assert (one.contacts(), one.cases, one.alerts) == (two_.contacts(), two_.cases, two_.alerts)


def test_a_merge_can_be_taken_back_for_thirty_days(office: Office, two: tuple[str, str]) -> None:
    kept, other = two
    merge_people(office, kept, other)
    office.clock = Clock(TODAY + timedelta(days=31), noon)
    with pytest.raises(RuleError, match="could be taken back until Friday 14 November 2025"):
        unmerge(office, other)
    office.clock = Clock(TODAY + timedelta(days=30), noon)
    unmerge(office, other)
    with pytest.raises(RuleError, match="taken back already"):
        unmerge(office, other)


def test_only_a_manager_merges_and_never_somebody_with_themselves(
    office: Office, two: tuple[str, str]
) -> None:
    kept, other = two
    group = merge_people(office, kept, other).group_id
    with pytest.raises(RuleError, match="one person already"):
        merge_people(office, other, kept)
    office.person = office.staff_named("Ali Demir")
    for act in (
        lambda: merge_people(office, kept, other),
        lambda: unmerge(office, other),
        lambda: undo(office, group),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_the_preview_warns_of_another_birthday(office: Office) -> None:
    ids = []
    for year in (2013, 2014):
        view = _case(office, children=(Child("Gethin O’Brien", date(year, 2, 14)),))
        ids.append(register_person(office, view.parties[1].id).person_id)
    assert (
        preview_merge(office, *ids).warning()
        == "They differ in date of birth. Make sure that it is one person."
    )


def test_everything_about_people_is_made_again_from_the_record(office: Office, two: tuple[str, str]) -> None:
    merge_people(office, *two)
    record_plan(office, two[0], _plan(office))
    with office.reading() as raw:
        live = projection_digests(raw)
    rebuild_tables(office)
    with office.reading() as raw:
        assert projection_digests(raw) == live
    assert verify_office(office).faults == ()


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


def test_short_names_are_found_whole(office: Office) -> None:
    _case(office, full_name="Li Wu", phone="", email="", postcode="", address_lines="", children=())
    assert [m.name for m in find_matches(office, Asked("Wu, Li"))] == ["Li Wu"]
    assert [row.name for row in list_people(office, "li wu")] == ["Li Wu"]
