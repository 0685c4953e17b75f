"""What others changed, own views, and the queue of gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.gaps import read_gaps
from caseworker.actions.look_up import cases_by_number, list_numbers, list_page, query, view_counts, views_for
from caseworker.actions.note import add_note
from caseworker.actions.own_views import delete_view, keep_view, own_views
from caseworker.actions.seen import note_seen
from caseworker.domain.lists import OwnView
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

LATER, LATEST = "2025-10-15T12:00:00.000Z", "2025-10-15T13:00:00.000Z"


def sit(office: Office, name: str) -> None:
    office.person = office.staff_named(name)


def updated(office: Office) -> list[str]:
    rows = list_page(office, query(office, "all"))
    marked = {row.reference for row in rows if row.is_updated}
    assert {row.reference for row in list_page(office, query(office, "updated"))} == marked
    assert view_counts(office)["updated"] == len(marked)
    return sorted(marked)


def test_a_case_changed_by_another_since_i_opened_it_is_updated_until_i_open_it_again(office: Office) -> None:
    case = log_complaint(office)
    note_seen(office, case.case_id)
    sit(office, "Ali Demir")
    assert updated(office) == [], "he never opened it, and it is not his"
    add_note(office, case.case_id, "They rang again", stamp=LATER)
    sit(office, "Asha Khan")
    assert updated(office) == [case.reference]
    note_seen(office, case.case_id)
    assert updated(office) == []
    add_note(office, case.case_id, "I rang back", stamp=LATEST)
    assert updated(office) == [], "what I did myself is no news"


def test_a_case_given_to_me_that_i_never_opened_is_updated(office: Office) -> None:
    case = log_complaint(office, owner_id=office.staff_named("Ali Demir").id)
    assert updated(office) == []
    sit(office, "Ali Demir")
    assert updated(office) == [case.reference]
    sit(office, "Rhys Parry")
    assert updated(office) == []


def test_restricted_is_a_view_of_those_who_may_see_it(office: Office) -> None:
    assert "restricted" in views_for(office)
    sit(office, "Ali Demir")
    assert "restricted" not in views_for(office)
    assert "restricted" not in view_counts(office)


def test_an_own_view_is_kept_for_its_person_renamed_deleted_and_brought_back(office: Office) -> None:
    kept = keep_view(
        office, OwnView("", "  Late  parents ", "overdue", "osei", "person", True, (("kind", "CA"),))
    )
    assert kept.name == "Late parents"
    assert own_views(office) == (kept,)
    keep_view(office, replace(kept, name="Mothers"))
    assert [view.name for view in own_views(office)] == ["Mothers"]
    gone = delete_view(office, kept.id)
    assert own_views(office) == ()
    keep_view(office, gone)
    assert own_views(office) == (replace(kept, name="Mothers"),)
    sit(office, "Ali Demir")
    assert own_views(office) == ()
    with pytest.raises(RuleError, match="gone"):
        delete_view(office, kept.id)


def test_a_view_has_a_name_of_its_own(office: Office) -> None:
    keep_view(office, OwnView("", "Mine", "my_open"))
    for name in ("", "mine", "Overdue", "x" * 61):
        with pytest.raises(ProblemsError):
            keep_view(office, OwnView("", name, "my_open"))


def test_gaps_are_counted_by_officer_and_quarter_with_their_cases(office: Office) -> None:
    ali = office.staff_named("Ali Demir").id
    for received in (date(2025, 9, 29), date(2025, 10, 6)):
        case = log_complaint(office, owner_id=ali, received_on=received)
        answer_case(office, case.case_id, Answer(TODAY, "not_upheld", "No fault found"))
    log_complaint(office, owner_id="")
    told = [(gap.owner, gap.quarter, gap.need, len(gap.numbers)) for gap in read_gaps(office)]
    assert told[:3] == [
        ("Ali Demir", "Quarter 3, 2025-26", "root_cause", 1),
        ("Ali Demir", "Quarter 3, 2025-26", "close", 1),
        ("Nobody", "Quarter 3, 2025-26", "owner", 1),
    ]
    assert ("Ali Demir", "Quarter 2, 2025-26", "late_reason", 1) in told
    of_all = {number for gap in read_gaps(office) for number in gap.numbers}
    assert of_all == set(list_numbers(office, query(office, "something_missing")))
    assert len(cases_by_number(office, sorted(of_all))) == 3
    sit(office, "Ali Demir")
    office.person = replace(office.person, role="service_responder")
    with pytest.raises(NotPermittedError):
        read_gaps(office)
