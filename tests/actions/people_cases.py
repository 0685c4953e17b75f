"""The people that the tests of the register begin with: somebody who called, and called again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions import look_up
from caseworker.actions.people_alerts import Plan, approvers
from caseworker.domain.cases import CaseView
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

REVIEW = TODAY + timedelta(days=90)


def case_of(office: Office, **changed: object) -> CaseView:
    """Log the example complaint, changed; return its case."""
    return look_up.open_case(office, log_complaint(office, **changed).case_id)


@pytest.fixture
def first(office: Office) -> CaseView:
    """Siân O'Brien called in September."""
    return case_of(office, received_on=date(2025, 9, 1))


@pytest.fixture
def again(office: Office, first: CaseView) -> CaseView:
    """She called again, and was not recognised."""
    return case_of(office, summary="The second time.")


def plan_of(office: Office, **changed: object) -> Plan:
    """A contact plan, changed."""
    values: dict[str, object] = {
        "reason": "Forty calls a day",
        "routes": ("email",),
        "how": "One answer a week, on Fridays",
        "approved_by": approvers(office)[0][0],
        "start_on": TODAY,
        "review_on": REVIEW,
    }
    return Plan(**{**values, **changed})  # type: ignore[arg-type]
