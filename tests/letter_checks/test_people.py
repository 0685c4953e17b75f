"""Who a letter goes to and who is named in it: the harm a check is there to stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_post import deal_with_return, record_came_back
from caseworker.actions.letter_texts import add_letter
from caseworker.actions.letters import preview_letter
from caseworker.actions.links import link_cases
from caseworker.actions.look_up import open_case
from caseworker.actions.people_case import Consent, add_party, record_consent
from caseworker.actions.people_register import register_person
from caseworker.actions.people_relations import add_relationship
from caseworker.actions.restricted import restrict_case
from caseworker.domain.intake import Child
from caseworker.domain.letter_checks import unmet
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import TODAY, log_complaint
from tests.letter_checks.help import area, checks_of, found, work_of

ABOUT_CHILD = """code: W01
title: About a child
purpose: inform
subject: About a child
kinds: CA
stage:
when: anything else
to: CP
facts: child_name_or_initials
mandatory:
source: ours
---
This letter is about {child_name_or_initials}.
"""

FATHER = {
    "full_name": "Kevin Wyn",
    "relationship": "Father",
    "address": {"lines": "4 Mill Lane\nNorthmoor", "postcode": "NM2 2BB"},
}


@pytest.fixture
def case_id(office: Office) -> str:
    """Siân O’Brien complains about Gethin; his father Kevin Wyn is in the case."""
    logged = log_complaint(office).case_id
    add_party(office, logged, "other", FATHER)
    return logged


# -- the person it goes to ------------------------------------------------------------------------------------


def test_a_person_ticks_the_recipient_each_time(office: Office, case_id: str) -> None:
    (todo,) = area(checks_of(office, case_id, checked=False), "recipient")
    assert (todo.state, todo.field) == ("todo", "recipient")
    assert "Siân O’Brien, Flat 2" in todo.words
    (done,) = area(checks_of(office, case_id, checked=True), "recipient")
    assert done.state == "ok"


def test_a_letter_as_the_case_has_it_is_well_addressed(office: Office, case_id: str) -> None:
    checks = checks_of(office, case_id)
    assert found(checks, "address") == []
    assert unmet(checks, {}) == ()


def test_an_address_from_which_a_letter_came_back_needs_a_word_why(office: Office, case_id: str) -> None:
    letter_id = approved(office, case_id)
    sent(office, case_id, letter_id)
    record_came_back(office, case_id, letter_id, TODAY, "gone_away")
    checks = checks_of(office, case_id)
    (check,) = [check for check in area(checks, "address") if "came back" in check.code]
    assert check.words == "A letter to this address came back on Wednesday 15 October 2025."
    assert check in unmet(checks, {})
    new = work_of(changed={"address": "1 Mill Lane\nNorthmoor\nNM2 2BB"})
    assert not any("came back" in check.code for check in checks_of(office, case_id, new))
    deal_with_return(office, case_id, letter_id, "The postman had the wrong house.")
    assert found(checks_of(office, case_id), "address") == []


def test_the_right_name_over_the_fathers_address_stops_the_letter(office: Office, case_id: str) -> None:
    work = work_of(changed={"address": "4 Mill Lane\nNorthmoor\nNM2 2BB"})
    checks = {check.code: check for check in checks_of(office, case_id, work)}
    assert checks["address:other"].state == "problem"
    assert "Kevin Wyn" in checks["address:other"].words
    assert checks["address:other"] in unmet(checks.values(), {"address:other": "It is fine."})


def test_people_who_live_together_share_an_address(office: Office, case_id: str) -> None:
    shared = {"lines": "Flat 2\n19 Wharfinger Gardens\nLondon", "postcode": "SE31 5EP"}
    add_party(office, case_id, "other", {"full_name": "Owen O’Brien", "address": shared})
    work = work_of(changed={"address": "Flat 2\n19 Wharfinger Gardens\nLondon\nSE31 5EP"})
    assert found(checks_of(office, case_id, work), "address") == []


def test_a_typed_address_is_named_as_such_and_needs_a_word_why(office: Office, case_id: str) -> None:
    work = work_of(changed={"address": "1 Refuge Road\nNorthmoor\nNM9 9ZZ"})
    checks = checks_of(office, case_id, work)
    (check,) = area(checks, "address")
    assert (check.state, check.needs_reason, check.field) == ("note", True, "address")
    assert "was typed for this letter" in check.words
    assert "Wharfinger" in check.words
    assert unmet(checks, {check.code: "She moved and told us by phone."}) == ()
    other = checks_of(office, case_id, work_of(changed={"address": "2 Refuge Road\nNorthmoor"}))
    assert unmet(other, {check.code: "She moved and told us by phone."})


def test_the_greeting_of_somebody_else_stops_the_letter(office: Office, case_id: str) -> None:
    work = work_of(changed={"salutation": "Dear Mr Wyn"})
    assert found(checks_of(office, case_id, work), "address") == ["address:greeting"]


def test_an_address_changed_while_the_letter_was_open_stops_it(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L54", work_of())
    moved = {"lines": "7 New Street\nNorthmoor", "postcode": "NM3 3CC"}
    edit_case(office, view, view.parties[0].id, {"address": moved})
    checks = check_letter(office, view, "L54", work_of(), preview, recipient_checked=True)
    assert found(checks, "address") == ["address:stale"]


def test_a_name_changed_while_the_letter_was_open_stops_it(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    preview = preview_letter(office, view, "L54", work_of())
    edit_case(office, view, view.parties[0].id, {"full_name": "Megan Hughes"})
    checks = check_letter(office, view, "L54", work_of(), preview, recipient_checked=True)
    assert "address:stale" in found(checks, "address")


def test_an_address_changed_since_the_draft_was_begun_is_read_again(office: Office, case_id: str) -> None:
    from caseworker.actions.letter_flow import keep_letter

    keep_letter(office, case_id, "", "L54", work_of())
    view = open_case(office, case_id)
    moved = {"lines": "7 New Street\nNorthmoor", "postcode": "NM3 3CC"}
    edit_case(office, view, view.parties[0].id, {"address": moved})
    (check,) = area(checks_of(office, case_id), "address")
    assert check.needs_reason
    assert "7 New Street" in check.words


def test_another_address_in_the_register_is_said(office: Office, case_id: str) -> None:
    from caseworker.actions.people_register import edit_person
    from caseworker.actions.people_view import open_person

    view = open_case(office, case_id)
    person = register_person(office, view.parties[0].id).person_id
    edit_person(
        office,
        open_person(office, person),
        {"address": {"lines": "7 New Street\nNorthmoor", "postcode": "NM3 3CC"}},
    )
    (check,) = area(checks_of(office, case_id), "address")
    assert "register of people has another address" in check.words


def test_a_stranger_as_recipient_needs_a_word_why(office: Office, case_id: str) -> None:
    work = work_of(
        recipient="other",
        changed={
            "recipient_name": "Ms Jo Field",
            "address": "1 High Street",
            "salutation": "Dear Ms Field",
        },
    )
    (check,) = area(checks_of(office, case_id, work), "address")
    assert check.needs_reason
    assert "not a person of this case" in check.words


# -- other people's names -------------------------------------------------------------------------------------


def test_the_father_is_named_in_a_letter_to_the_mother(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "Mr Wyn told us that he collects Gethin."), "names")
    assert (check.code, check.needs_reason, check.field) == ("names:kevin wyn", True, "free.letter")
    assert "“Wyn” may be Kevin Wyn, another person of this case (Father)" in check.words
    assert "“Mr Wyn told us that he collects Gethin.”" in check.words


def test_what_the_person_told_us_themselves_may_be_repeated_to_them(office: Office) -> None:
    logged = log_complaint(office, summary="Kevin collects Gethin late, and nobody asks him why.").case_id
    add_party(office, logged, "other", FATHER)
    (check,) = area(checks_of(office, logged, work_of({}), "L01"), "names")
    assert (check.field, check.needs_reason) == ("summary", False)
    child = open_case(office, logged).children[0]
    to_child = work_of({}, recipient=f"party:{child.id}", changed={"address": "1 Home Road"})
    assert [c.needs_reason for c in area(checks_of(office, logged, to_child, "L01"), "names")][:1] == [True]


def test_mother_and_child_may_be_named_to_the_mother(office: Office, case_id: str) -> None:
    checks = checks_of(
        office, case_id, "Siân, you asked about Gethin O’Brien. Asha Khan will call Mrs O’Brien."
    )
    assert found(checks, "names") == []


def test_the_brother_known_from_another_case_of_the_family_is_found(office: Office, case_id: str) -> None:
    first = open_case(office, case_id)
    person = register_person(office, first.parties[0].id).person_id
    log_complaint(office, person_id=person, children=(Child("Rhys O’Brien"),))
    (check,) = area(checks_of(office, case_id, "Rhys has a social worker."), "names")
    assert check.code == "names:rhys obrien"
    assert "another case of this family" in check.words


def test_a_sibling_known_by_the_register_is_found(office: Office, case_id: str) -> None:
    child = register_person(office, open_case(office, case_id).children[0].id).person_id
    other = log_complaint(office, full_name="Ann Shaw", children=(Child("Megan Shaw"),)).case_id
    sister = register_person(office, open_case(office, other).children[0].id).person_id
    add_relationship(office, child, sister, "sibling")
    (check,) = area(checks_of(office, case_id, "We also saw Megan."), "names")
    assert "by the register of people" in check.words


def test_a_person_of_a_linked_case_is_found(office: Office, case_id: str) -> None:
    other = log_complaint(office, full_name="Ngozi Okoro", children=(Child("Ada Okoro"),)).case_id
    link_cases(office, case_id, other, "same_matter")
    (check,) = area(checks_of(office, case_id, "It is the same as with Ada."), "names")
    assert "linked case CYP-2025-0002" in check.words


def test_the_child_of_another_family_is_found_by_full_name(office: Office, case_id: str) -> None:
    log_complaint(office, full_name="Ngozi Okoro", children=(Child("Ada Okoro"),))
    (check,) = area(checks_of(office, case_id, "Ada Okoro was seen in June."), "names")
    assert check.needs_reason
    assert "a name in CYP-2025-0002" in check.words
    alone = area(checks_of(office, case_id, "We saw that Ada was well in June. We spoke to Okoro."), "names")
    assert [(check.code, check.needs_reason) for check in alone] == [("names:alone ada", False)]
    assert "nobody in this case is called so" in alone[0].words


def test_accents_and_apostrophes_hide_nobody(office: Office, case_id: str) -> None:
    log_complaint(office, full_name="Łukasz Żółć-O'Neill", children=())
    for said in ("Lukasz Zolc", "ŁUKASZ O’NEILL", "Łukasz ONeill’s"):
        assert len(found(checks_of(office, case_id, f"We asked {said} about it."), "names")) == 1, said


def test_a_restricted_case_is_not_given_away(office: Office, case_id: str) -> None:
    other = log_complaint(office, full_name="Ngozi Okoro", children=()).case_id
    rhys = next(p.id for p in office.staff.values() if p.full_name == "Rhys Parry")
    restrict_case(office, other, [office.person.id], "A member of staff is involved")
    office.person = office.staff[rhys]
    (check,) = area(checks_of(office, case_id, "We asked Ngozi Okoro."), "names")
    assert "a name in another case" in check.words
    assert "CYP-2025-0002" not in check.words


def test_staff_named_in_the_complaint_and_colleagues_are_told_apart(office: Office) -> None:
    case_id = log_complaint(office, staff_named="Dan Hope (social worker), Mary Ash").case_id
    checks = area(checks_of(office, case_id, "Dan Hope did not call. Ali Demir saw to it."), "names")
    assert [(check.code, check.needs_reason) for check in checks] == [
        ("names:dan hope", True),
        ("names:ali demir", False),
    ]


def test_plain_words_that_are_names_are_left_alone(office: Office, case_id: str) -> None:
    add_party(office, case_id, "other", {"full_name": "Grace May"})
    text = "May I say that? Grace and time matter. In May 2025 we met. We will call in June."
    assert found(checks_of(office, case_id, text), "names") == []
    assert found(checks_of(office, case_id, "We met Grace May there."), "names") == ["names:grace may"]


def test_the_parent_is_not_named_to_the_child_nor_the_brother(office: Office) -> None:
    case_id = log_complaint(office, children=(Child("Gethin O’Brien"), Child("Rhys O’Brien"))).case_id
    gethin = open_case(office, case_id).children[0]
    work = work_of("Gethin, your mother Siân wrote to us, and Rhys too.", recipient=f"party:{gethin.id}")
    work = replace(work, changed={"address": "Flat 2\n19 Wharfinger Gardens"})
    assert set(found(checks_of(office, case_id, work), "names")) == {"names:rhys obrien", "names:sian obrien"}


def test_the_service_may_read_who_complains_and_about_whom(office: Office, case_id: str) -> None:
    to_service = f"service:{open_case(office, case_id).row.service}"
    text = "Siân O’Brien complains about visits to Gethin. Kevin Wyn agrees."
    checks = checks_of(office, case_id, work_of(text, recipient=to_service, changed={"address": "Town Hall"}))
    assert found(checks, "names") == ["names:kevin wyn"]


def test_words_of_the_office_are_no_childs_name(office: Office, case_id: str) -> None:
    log_complaint(office, full_name="Ann Shaw", children=(Child("Northmoor Shaw"), Child("Hope Shaw")))
    assert found(checks_of(office, case_id, "We at Northmoor know. There is Hope for it."), "names") == [
        "names:alone hope"
    ]
    assert found(checks_of(office, case_id, "Hope is not lost."), "names") == []


# -- other people's details -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He lives at 4 Mill Lane now.", "4 Mill Lane"),
        ("The house in nm2-2bb was visited.", "NM2 2BB"),
        ("You can call him on +44 7700 900123.", "07700 900123"),
        ("He wrote from KEVIN@example.org.", "kevin@example.org"),
    ],
)
def test_where_the_father_lives_and_how_he_is_reached_needs_a_word_why(
    office: Office, text: str, said: str
) -> None:
    case_id = log_complaint(office).case_id
    add_party(office, case_id, "other", {**FATHER, "phone": "07700 900123", "email": "kevin@example.org"})
    (check,) = area(checks_of(office, case_id, text), "details")
    assert (check.needs_reason, check.field) == (True, "free.letter")
    assert f"“{said}”" in check.words
    assert "of Kevin Wyn" in check.words


def test_ones_own_details_and_those_of_the_household_may_stand(office: Office, case_id: str) -> None:
    shared = {"lines": "Flat 2\n19 Wharfinger Gardens\nLondon", "postcode": "SE31 5EP"}
    add_party(
        office, case_id, "other", {"full_name": "Owen O’Brien", "address": shared, "phone": "020 7946 0123"}
    )
    text = "We came to 19 Wharfinger Gardens, SE31 5EP, and called 020 7946 0123 and 020 7946 0000."
    assert found(checks_of(office, case_id, text), "details") == []


# -- the right child ------------------------------------------------------------------------------------------


def test_the_name_of_another_child_typed_over_stops_the_letter(office: Office, case_id: str) -> None:
    add_letter(office, ABOUT_CHILD, TODAY)
    wrong = work_of({}, changed={"child_name_or_initials": "Ada Okoro"})
    (check,) = area(checks_of(office, case_id, wrong, "W01"), "child")
    assert (check.state, check.field) == ("problem", "child_name_or_initials")
    assert "The child of this case is Gethin O’Brien" in check.words
    right = work_of({}, changed={"child_name_or_initials": "G.O’B."})
    assert found(checks_of(office, case_id, right, "W01"), "child") == []


def test_the_childs_first_name_with_another_surname_needs_a_word_why(office: Office, case_id: str) -> None:
    (check,) = area(checks_of(office, case_id, "We spoke with Gethin Evans."), "child")
    assert "the child of this case is Gethin O’Brien" in check.words
    assert check.needs_reason


def test_initials_of_another_child_need_a_word_why(office: Office, case_id: str) -> None:
    text = "G.O’B. was seen. G. O. was well at 3 P.M., as A.K. wrote. J. R. Hart agreed."
    assert found(checks_of(office, case_id, text), "child") == []
    (check,) = area(checks_of(office, case_id, "K.W. was seen in June."), "child")
    assert check.needs_reason
    assert "not the initials of Gethin O’Brien" in check.words


def test_a_birthday_that_is_nobodys_stops_the_letter(office: Office, case_id: str) -> None:
    right = checks_of(office, case_id, "Gethin, born on 14 February 2013, lives with you.")
    wrong = checks_of(office, case_id, "Gethin, born on 14 February 2012, lives with you.")
    assert found(right, "child") == []
    (check,) = area(wrong, "child")
    assert check.state == "problem"
    assert "Thursday 14 February 2013" in check.words


# -- consent and copies ---------------------------------------------------------------------------------------


def test_consent_limits_and_refusals_count_for_recipient_and_copies(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    father = view.parties[-1]
    add_person(office, view, "representative", {"full_name": "Jo Field", "raised_by": "Solicitor"})
    view = open_case(office, case_id)
    solicitor = view.parties[-1]
    work = work_of(copies=("Jo Field", "Kevin Wyn", "The Gazette"))
    assert found(checks_of(office, case_id, work), "copies") == [
        f"copies:{solicitor.id}",
        "copies:the gazette",
    ]
    asked = date(2025, 10, 14)
    record_consent(
        office,
        case_id,
        solicitor.id,
        Consent("consent_given", "limited", asked, asked, "Nothing about health"),
    )
    record_consent(office, case_id, father.id, Consent("consent_given", "refused", asked))
    checks = {check.code: check for check in checks_of(office, case_id, work)}
    assert checks[f"copies:{father.id}"].state == "problem"
    limited = next(check for code, check in checks.items() if code.startswith(f"copies:{solicitor.id}"))
    assert "Nothing about health" in limited.words
    to_solicitor = work_of(recipient=f"party:{solicitor.id}", changed={"address": "1 High Street"})
    assert found(checks_of(office, case_id, to_solicitor), "consent")


def test_more_names_than_can_be_shown_are_one_check_that_changes_with_them(
    office: Office, case_id: str
) -> None:
    firsts = (
        "Ada",
        "Ben",
        "Cal",
        "Dee",
        "Eli",
        "Fay",
        "Gil",
        "Hal",
        "Ina",
        "Jon",
        "Kit",
        "Lea",
        "Moe",
        "Ned",
    )
    for first in firsts:
        add_party(office, case_id, "other", {"full_name": f"{first} Quill"})
    codes = []
    for named in (firsts, firsts[:13], firsts[1:]):
        text = " ".join(f"We met {first} Quill." for first in named)
        codes += [code for code in found(checks_of(office, case_id, text), "names") if "names:more" in code]
    assert len(set(codes)) == 3
