"""Safety alerts and contact plans of people: where they show, when they end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caseworker.actions import look_up
from caseworker.actions.checking import verify_office
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_alerts import (
    Alert,
    Plan,
    end_alert,
    end_plan,
    record_alert,
    record_plan,
    renew_plan,
    review_alert,
)
from caseworker.actions.people_case import (
    standings_of,
)
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_view import open_person
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.people import Asked
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.actions.people_cases import REVIEW, first, plan_of
from tests.example_office import TODAY, noon

__all__ = ["first"]


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


def test_a_contact_plan_ends_on_its_review_day_unless_it_is_renewed(office: Office, first: CaseView) -> None:
    person = record_plan(office, first.parties[0].id, plan_of(office)).person_id
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
            office, first.parties[0].id, plan_of(office, approved_by=office.staff_named("Ali Demir").id)
        )


def test_a_contact_plan_changes_nothing_of_the_case(office: Office, first: CaseView) -> None:
    person = record_plan(office, first.parties[0].id, plan_of(office)).person_id
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
