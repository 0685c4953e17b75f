"""What screens and the command line ask about cases, in words a person reads."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions import look_up
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.extend import extend
from caseworker.actions.note import add_note
from caseworker.actions.settings_change import save_person
from caseworker.actions.value_words import value_words
from caseworker.domain.kinds import Kind
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint, log_enquiry


def test_the_timeline_tells_each_act_newest_first_with_who_did_it(office: Office) -> None:
    case_id = log_complaint(office).case_id
    office.person = office.staff_named("Ali Demir")
    add_note(office, case_id, "Mother rang.\nShe waits at home.")
    acknowledge(office, case_id, TODAY, "Email")
    items = look_up.open_case(office, case_id).timeline
    assert [item.title for item in items] == ["Acknowledged", "Note", "Logged"]
    assert items[1].text == "Mother rang.\nShe waits at home."
    assert [office.staff_name(item.author_id) for item in items] == ["Ali Demir", "Ali Demir", "Asha Khan"]
    assert items[0].at == "2025-10-15T11:00:00.000Z"


def test_the_history_of_a_field_is_in_words_and_not_in_codes(office: Office) -> None:
    case_id = log_complaint(office).case_id
    assign_cases(office, [case_id], office.staff_named("Rhys Parry").id)
    extend(office, case_id, date(2025, 11, 4), "The file is in store")
    extended, assigned, _ = look_up.open_case(office, case_id).timeline
    assert [(h.label, h.before, h.after) for h in assigned.changes] == [("Owner", "Asha Khan", "Rhys Parry")]
    told = {h.label: h.after for h in extended.changes}
    assert told["Extended to"] == "Tuesday 4 November 2025"
    assert "2025-11" not in " ".join(told.values())


@pytest.mark.parametrize(
    ("entity", "name", "value", "words"),
    [
        ("case", "received_on", "2025-10-14", "Tuesday 14 October 2025"),
        ("case", "received_on", "2025-99-99", "2025-99-99"),
        ("case", "payment_related", True, "Yes"),
        ("case", "payment_related", False, "No"),
        ("case", "kind", "FOI", "FOI request"),
        ("case", "kind", "OF TOMORROW", "OF TOMORROW"),
        ("case", "summary", None, ""),
        ("case", "other_themes", ["Delay", "Money"], "Delay, Money"),
        ("case", "as_imported", {"Ward": "North", "Ethnicity": ""}, "Ward: North"),
        ("party", "role", "child", "Child or young person"),
        ("party", "address", {"lines": "1 Road\nTown", "postcode": "SE1 1AA"}, "1 Road, Town, SE1 1AA"),
        ("party", "address", {"lines": "", "postcode": "SE1 1AA"}, "SE1 1AA"),
        ("case", "owner_id", "somebody who left", "Somebody not on the staff list"),
    ],
)
def test_a_value_is_said_in_words(office: Office, entity: str, name: str, value: object, words: str) -> None:
    assert value_words(office, entity, name, value) == words


def test_somebody_who_left_the_staff_list_is_still_named_in_the_history(office: Office) -> None:
    rhys = office.staff_named("Rhys Parry")
    case_id = log_complaint(office, owner_id=rhys.id).case_id
    save_person(office, Person(rhys.id, rhys.full_name, to_on=date(2025, 1, 31)))
    assert office.staff_name(look_up.open_case(office, case_id).row.owner_id) == "Rhys Parry"


def test_a_date_explains_itself_and_a_case_without_one_says_so(office: Office) -> None:
    told = look_up.explain_deadline(office, look_up.open_case(office, log_complaint(office).case_id))
    assert any("Tuesday 28 October" in sentence for sentence in told)
    view = look_up.open_case(office, log_complaint(office, kind=Kind.COMPLIMENT).case_id)
    assert look_up.explain_deadline(office, view) == ("No deadline applies to this kind of case.",)


def test_an_answered_case_still_explains_the_date_it_was_due(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 9, 30)).case_id
    answer_case(office, case_id, Answer(TODAY, "upheld"))
    told = " ".join(look_up.explain_deadline(office, look_up.open_case(office, case_id)))
    assert "14 October" in told


def test_a_list_is_counted_paged_and_numbered_alike(office: Office) -> None:
    for _ in range(7):
        log_enquiry(office)
    asked = look_up.query(office, "all", sort="reference")
    numbers = list(look_up.list_numbers(office, asked))
    assert look_up.list_count(office, asked) == len(numbers) == 7
    pages = [row.number for start in (0, 3, 6) for row in look_up.list_page(office, asked, start, 3)]
    assert pages == numbers
    assert [row.number for row in look_up.cases_by_number(office, numbers[::-1])] == numbers[::-1]


def test_somebody_without_the_right_to_see_cases_finds_and_opens_none(office: Office) -> None:
    logged = log_complaint(office)
    office.person = Person("x", "Jo Bell", role="of tomorrow")
    with pytest.raises(NotPermittedError):
        look_up.open_case(office, logged.case_id)
    with pytest.raises(NotPermittedError):
        look_up.search_cases(office, "gethin")


def test_a_reference_is_found_in_small_letters_and_with_spaces_around(office: Office) -> None:
    logged = log_complaint(office)
    assert look_up.case_with_reference(office, f" {logged.reference.lower()} ") == logged.case_id
    with pytest.raises(RuleError, match="No case has the reference"):
        look_up.case_with_reference(office, "CYP-2025-9999")
