"""A misprint in tables 12 to 19d is found, whichever table it is in."""

from __future__ import annotations

import pytest

from caseworker.domain.outside_figures import OutsideFigures
from caseworker.reports.catalogue import build_all
from caseworker.reports.columns import HEADINGS, TOTAL
from caseworker.reports.identities.information import INFORMATION_IDENTITIES
from caseworker.reports.identities.learning import LEARNING_IDENTITIES
from caseworker.reports.identities.people import PEOPLE_IDENTITIES
from caseworker.reports.table import Place
from tests.reports import (
    test_advocacy_tables,
    test_information_tables,
    test_money_and_action_tables,
    test_people_tables,
)
from tests.reports.example_facts import brief_of
from tests.reports.planting import altered, found, without_first_case

STATUTORY = next(heading for heading in HEADINGS.values() if heading.startswith("Children Act"))
WRONG = [
    ("young people helped", Place("12d", TOTAL, TOTAL)),
    ("young people helped", Place("12a", TOTAL, "Young people helped")),
    ("requests due and received", Place("13a", "July", "Requests")),
    ("requests by year", Place("13b", "2024-25", "Requests")),
    ("official statistics", Place("13e", "Requests received", "Q2")),
    ("official statistics", Place("13e", "Internal reviews asked for", TOTAL)),
    ("requests by law", Place("13g", TOTAL, "Freedom of Information")),
    ("requests by law", Place("13f", "September", "Subject access")),
    ("who complained", Place("14", TOTAL, STATUTORY)),
    ("who complained", Place("14c", TOTAL, "Children and young people")),
    ("how and where from", Place("15", TOTAL, TOTAL)),
    ("how and where from", Place("17c", TOTAL, "Complaints")),
    ("beside outside figures", Place("16a", "Referrals", "Complaints")),
    ("beside outside figures", Place("16b", "This council", "Received by the Ombudsman")),
    ("compensation", Place("18a", TOTAL, "Payments")),
    ("actions", Place("19b", TOTAL, TOTAL)),
    ("actions", Place("19d", "Early Years", "Actions agreed")),
    ("points and learning", Place("19a", TOTAL, "Points upheld")),
]


@pytest.fixture(scope="module")
def tables():
    people = [line | {"n": line["n"] + 100} for line in test_people_tables.LINES]
    money = [part | {"n": part["n"] + 100} for part in test_money_and_action_tables.MONEY]
    actions = [part | {"n": part["n"] + 200} for part in test_money_and_action_tables.ACTIONS]
    parts = [*test_advocacy_tables.PARTS, *money, *actions]
    return build_all(
        brief_of([*test_information_tables.LINES, *people], parts=parts, outside=OutsideFigures())
    )


def test_nothing_is_wrong_with_them_as_built(tables):
    assert set(found(tables)) <= {"not recorded"}


@pytest.mark.parametrize(
    ("kind", "place"), WRONG, ids=lambda each: each if isinstance(each, str) else str(each)
)
def test_a_case_left_out_of_one_figure_is_found(tables, kind, place):
    planted = found(altered(tables, place, without_first_case))
    assert any(place in each.places for each in planted[kind])


def test_every_identity_of_theirs_is_tried():
    named = {
        identity.name for identity in (*INFORMATION_IDENTITIES, *PEOPLE_IDENTITIES, *LEARNING_IDENTITIES)
    }
    assert {kind for kind, _place in WRONG} == named
