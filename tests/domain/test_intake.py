"""What must be known before a contact can be logged, and what may follow later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.domain.intake import FIRST_DAY, LONGEST, Child, Intake, cleaned, problems_with, still_needed
from caseworker.domain.kinds import Kind

TODAY = date(2025, 10, 15)
WHOLE = Intake(
    Kind.STATUTORY,
    received_on=TODAY,
    full_name="Siân O’Brien",
    raised_by="Parent",
    phone="020 7946 0123",
    address_lines="19 Wharfinger Gardens",
    postcode="SE31 5EP",
    children=(Child("Gethin O’Brien", date(2013, 2, 14)),),
    summary="No visit since June.",
    wants="An apology.",
    risk="no",
    service="Children Looked After",
    theme="Communication",
)


def told(**changed: object) -> list[str]:
    return [p.message for p in problems_with(replace(WHOLE, **changed), TODAY)]  # type: ignore[arg-type]


def test_a_whole_intake_has_nothing_to_mend_and_nothing_missing() -> None:
    assert told() == []
    assert still_needed(WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"channel": ""}, "Choose how it arrived"),
        ({"received_on": None}, "Enter the date received"),
        ({"received_on": date(2025, 10, 16)}, "Date received must be today or in the past"),
        ({"received_on": date(2004, 12, 31)}, "Date received must be in 2005 or later"),
        ({"full_name": "  "}, 'Enter the full name of the person, or "Anonymous"'),
        ({"email": "sian at example"}, "Email must be an address such as name@example.org"),
        ({"summary": "\n"}, "Enter what happened"),
        ({"service": ""}, "Choose the service it is about"),
        ({"theme": ""}, "Choose the main category"),
        ({"risk": ""}, "Choose whether a child is at risk now"),
        ({"summary": "x" * (LONGEST + 1)}, "What happened must be 100,000 characters or fewer"),
        ({"wants": "x" * (LONGEST + 1)}, "What they want must be 100,000 characters or fewer"),
        ({"children": (Child("Gethin", date(2025, 10, 16)),)}, "Date of birth must be today or in the past"),
        ({"kind": Kind.FOI, "summary": ""}, "Enter what was asked for"),
    ],
)
def test_what_must_be_mended_is_said_in_words(changed: dict[str, object], sentence: str) -> None:
    assert told(**changed) == [sentence]


def test_the_first_day_the_calendars_know_and_the_longest_text_are_allowed() -> None:
    assert told(received_on=FIRST_DAY, summary="x" * LONGEST) == []


def test_an_information_request_needs_neither_service_nor_category_nor_risk() -> None:
    assert told(kind=Kind.FOI, service="", theme="", risk="") == []


def test_an_enquiry_needs_no_answer_about_risk() -> None:
    assert told(kind=Kind.MP, risk="") == []


def test_a_division_is_enough_where_the_service_is_not_known_yet() -> None:
    assert told(service="", division="Education Services") == []


def test_a_contact_of_no_kind_yet_may_be_logged_with_a_name_and_what_happened() -> None:
    assert problems_with(Intake(received_on=TODAY, full_name="Anonymous", summary="Rang."), TODAY) == []


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"kind": Kind.UNDECIDED, "children": (), "wants": ""}, "type of case"),
        ({"phone": "", "address_lines": "", "postcode": ""}, "a phone number, email or address"),
        ({"postcode": ""}, "postal address for letters"),
        ({"raised_by": ""}, "role of the person"),
        ({"children": ()}, "name of the child or young person"),
        ({"children": (Child("Gethin"),)}, "date of birth or age of the child"),
        ({"wants": " "}, "what they want to happen"),
    ],
)
def test_what_is_still_needed_is_named(changed: dict[str, object], wanted: str) -> None:
    assert still_needed(replace(WHOLE, **changed)) == [wanted]  # type: ignore[arg-type]


def test_somebody_anonymous_is_not_asked_for_an_address() -> None:
    anonymous = replace(WHOLE, full_name="Anonymous", phone="", address_lines="", postcode="")
    assert "a phone number, email or address" not in still_needed(anonymous)


def test_an_age_will_do_where_the_date_of_birth_is_not_known() -> None:
    assert still_needed(replace(WHOLE, children=(Child("Gethin", age="about 12"),))) == []


def test_typed_text_loses_outer_spaces_and_control_characters_and_keeps_its_lines() -> None:
    assert cleaned("  one\r\ntwo\x00 \n") == "one\ntwo"
