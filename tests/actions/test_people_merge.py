"""Two people of the register become one, and are two again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.people import list_people
from caseworker.actions.people_alerts import (
    Alert,
    record_alert,
    record_plan,
)
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_merge import merge_people, preview_merge, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.intake import Child
from caseworker.domain.people import Asked
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from caseworker.storage.rebuild import projection_digests
from tests.actions.people_cases import REVIEW, case_of, first, plan_of
from tests.example_office import TODAY, noon

__all__ = ["first"]


@pytest.fixture
def two(office: Office, first: CaseView) -> tuple[str, str]:
    """Siân O'Brien, and Sian OBrien-Jones with another phone: two people of the register."""
    other = case_of(
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
        view = case_of(office, children=(Child("Gethin O’Brien", date(year, 2, 14)),))
        ids.append(register_person(office, view.parties[1].id).person_id)
    assert (
        preview_merge(office, *ids).warning()
        == "They differ in date of birth. Make sure that it is one person."
    )


def test_everything_about_people_is_made_again_from_the_record(office: Office, two: tuple[str, str]) -> None:
    merge_people(office, *two)
    record_plan(office, two[0], plan_of(office))
    with office.reading() as raw:
        live = projection_digests(raw)
    rebuild_tables(office)
    with office.reading() as raw:
        assert projection_digests(raw) == live
    assert verify_office(office).faults == ()
