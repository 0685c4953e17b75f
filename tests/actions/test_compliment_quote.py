"""The quote of a compliment: kept, marked for publication only without names, printed by the reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.actions import look_up
from caseworker.actions.compliment_quote import LONGEST_QUOTE, quote_findings, set_quote
from caseworker.actions.log import log_case
from caseworker.actions.report_documents import publishable
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import between
from caseworker.errors import ProblemsError, RuleError
from tests.example_office import COMPLAINT

PERIOD = between(date(2025, 4, 1), date(2026, 3, 31))
KIND = "The worker listened and kept every promise."


@pytest.fixture
def compliment(office):
    logged = log_case(office, replace(COMPLAINT, kind=Kind.COMPLIMENT))
    return look_up.open_case(office, logged.case_ids[0])


def test_a_quote_marked_for_publication_is_printed_by_the_reports_of_its_time(office, compliment):
    set_quote(office, compliment, KIND, may_publish=True)
    assert publishable(office, PERIOD)["compliments"] == [KIND]
    assert publishable(office, between(date(2024, 4, 1), date(2025, 3, 31)))["compliments"] == []


def test_a_quote_not_marked_is_kept_and_not_printed(office, compliment):
    set_quote(office, compliment, KIND, may_publish=False)
    assert publishable(office, PERIOD)["compliments"] == []
    seen = look_up.open_case(office, compliment.case_id)
    assert seen.case.doc["public_quote"] == KIND


def test_a_quote_that_names_the_person_cannot_be_marked(office, compliment):
    name = compliment.parties[0].doc["full_name"]
    text = f"{name} was very pleased."
    assert quote_findings(office, compliment, text)
    with pytest.raises(ProblemsError, match="Take out what could name somebody"):
        set_quote(office, compliment, text, may_publish=True)
    set_quote(office, compliment, text, may_publish=False)


def test_an_empty_quote_is_not_for_publication(office, compliment):
    with pytest.raises(ProblemsError, match="Enter the quote"):
        set_quote(office, compliment, "  ", may_publish=True)


def test_a_quote_is_short(office, compliment):
    with pytest.raises(ProblemsError, match=f"{LONGEST_QUOTE} characters or fewer"):
        set_quote(office, compliment, "x" * (LONGEST_QUOTE + 1), may_publish=False)


def test_only_a_compliment_is_quoted(office):
    logged = log_case(office, COMPLAINT)
    view = look_up.open_case(office, logged.case_ids[0])
    with pytest.raises(RuleError, match="Only a compliment"):
        set_quote(office, view, KIND, may_publish=True)
