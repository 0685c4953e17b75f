"""The facts of who speaks for whom, who helps, which service is asked, and where a matter is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions.contributions import Asked, ask_service
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import make_move
from caseworker.actions.people_case import Consent, add_party, record_consent
from caseworker.actions.settings_change import change_settings
from caseworker.actions.triage import Decision, record_triage
from caseworker.domain.kinds import Kind
from caseworker.domain.triage_answers import Answers
from caseworker.errors import NotPermittedError
from caseworker.office import Office
from tests.actions.letter_facts.help import facts_of, words_of
from tests.example_office import TODAY, log_complaint


def test_the_advocate_comes_from_the_referral_and_the_council_says_how_to_reach_one(office: Office) -> None:
    case_id = log_complaint(office).case_id
    names = ("advocate_name", "advocate_org", "advocate_contact")
    assert (
        words_of(facts_of(office, case_id), *names)["advocate_contact"] == "Northmoor Voices, 0808 157 0000"
    )
    helen = {"on": TODAY, "advocate": "Helen Ito", "organisation": "Northmoor Voices", "is_independent": True}
    make_move(office, case_id, "advocacy.appointed", helen)
    assert words_of(facts_of(office, case_id), *names) == {
        "advocate_name": "Helen Ito",
        "advocate_org": "Northmoor Voices",
        "advocate_contact": "Northmoor Voices, 0808 157 0000",
    }


def test_where_no_advocacy_service_is_entered_the_letter_says_that_we_arrange_it(office: Office) -> None:
    change_settings(office, {"advocacy_contact": ""})
    case_id = log_complaint(office).case_id
    assert (
        "We will arrange it." in words_of(facts_of(office, case_id), "advocate_contact")["advocate_contact"]
    )


def test_an_advocate_among_the_people_of_the_case_is_named(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_party(office, case_id, "representative",
              {"full_name": "Jo Bell", "raised_by": "Advocate", "organisation": "Voices"})  # fmt: skip
    assert words_of(facts_of(office, case_id), "advocate_name", "advocate_org") == {
        "advocate_name": "Jo Bell",
        "advocate_org": "Voices",
    }


def test_who_is_spoken_for_and_what_may_be_shared(office: Office) -> None:
    case_id = log_complaint(office).case_id
    view = open_case(office, case_id)
    assert view.complainant is not None
    limits = Consent("child_asked", "limited", TODAY, TODAY, "The visits, nothing about health")
    record_consent(office, case_id, view.complainant.id, limits)
    names = ("representing", "consent_limits", "complainant_name", "complainant_relationship", "council")
    assert words_of(facts_of(office, case_id), *names) == {
        "representing": "Gethin O’Brien",
        "consent_limits": "The visits, nothing about health",
        "complainant_name": "Siân O’Brien",
        "complainant_relationship": "Mother",
        "council": "Northmoor Council",
    }


def test_what_was_asked_of_the_service_follows_the_service_the_letter_goes_to(office: Office) -> None:
    case_id = log_complaint(office, service="Corporate Parenting", division="Children's Social Care").case_id
    ask_service(office, case_id, Asked("Corporate Parenting", "The visits", date(2025, 10, 20)))
    ask_service(office, case_id, Asked("Virtual School", "The reports", date(2025, 10, 22)))
    names = ("asked_of_service", "asked_due_date")
    assert words_of(facts_of(office, case_id, "service:Corporate Parenting"), *names) == {
        "asked_of_service": "The visits",
        "asked_due_date": "Monday 20 October 2025",
    }
    assert facts_of(office, case_id)["asked_of_service"] == "The reports"
    assert words_of(facts_of(office, case_id), "service_name", "division", "stage") == {
        "service_name": "Corporate Parenting",
        "division": "Children's Social Care",
        "stage": "Stage 1",
    }


def test_where_a_matter_is_sent_and_why_comes_from_the_check_at_the_start(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED).case_id
    assert "route" not in facts_of(office, case_id)
    answers = Answers(what="complaint", subjects=("court",), acts_for="own", who="parent")
    record_triage(office, case_id, answers, Decision(Kind.UNDECIDED))
    said = words_of(
        facts_of(office, case_id, when=("case.triaged",)), "route", "decision_reason", "decision_made_date"
    )
    assert said["route"] == "the court that deals with the case"
    assert "court" in said["decision_reason"]
    assert said["decision_made_date"] == "Wednesday 15 October 2025"


def test_no_fact_of_a_restricted_case_reaches_somebody_who_may_not_see_it(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.SAR).case_id  # restricted from the first day
    assert open_case(office, case_id).value("restricted")
    office.person = replace(office.staff_named("Ali Demir"))
    with pytest.raises(NotPermittedError):
        facts_of(office, case_id)
