"""Two people of the register become one, and are two again."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_alerts import (
    Alert,
    record_alert,
    record_plan,
)
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_merge import merge_people, preview_merge, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.people_relations import add_relationship
from caseworker.actions.people_view import open_person
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.fold import changes_between
from caseworker.domain.intake import Child
from caseworker.domain.people import Asked
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage import people as store
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


def test_an_alert_or_relationship_recorded_for_somebody_merged_meanwhile_goes_back_with_them(
    office: Office, two: tuple[str, str]
) -> None:
    kept, other = two
    child = register_person(office, case_of(office, full_name="Tom Wu", children=()).parties[0].id).person_id
    merge_people(office, kept, other)
    changed = record_alert(office, other, Alert("A dog", "In twos", "", REVIEW))
    assert "for Sian OBrien-Jones, who was merged into Siân O’Brien" in changed.message
    add_relationship(office, other, child, "mother")
    record_plan(office, kept, plan_of(office))
    view = open_person(office, kept)
    assert (len(view.alerts), len(view.plans), len(view.relationships)) == (1, 1, 1)
    assert [each.name for each in open_person(office, child).relationships] == ["Siân O’Brien"]
    unmerge(office, other)
    view, gone = open_person(office, kept), open_person(office, other)
    assert (len(view.alerts), len(view.plans), len(view.relationships)) == (0, 1, 0)
    assert (len(gone.alerts), len(gone.plans), len(gone.relationships)) == (1, 0, 1)
    assert [each.name for each in open_person(office, child).relationships] == ["Sian OBrien-Jones"]


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


def _written(office: Office, person_id: str, **values: object) -> None:
    """What another computer wrote of a person, without the checks of an act."""

    def make(transaction: Transaction) -> list[Draft]:
        state = store.entity(transaction.raw, person_id)
        assert state is not None
        change = EntityChange(person_id, "person", changes_between(state, values))
        return [Draft("person", person_id, "person.merged", (change,))]

    office.save(make)


def test_people_merged_in_a_circle_by_several_computers_are_one_who_is_listed_and_found(
    office: Office,
) -> None:
    names = ("Xenia Xu", "Yusuf Yale", "Zofia Zed", "Walter Wu")
    parties = [case_of(office, full_name=name, children=()).parties[0].id for name in names]
    ids = [register_person(office, party).person_id for party in parties]
    for person_id, into in zip(
        ids, (ids[2], ids[0], ids[1], ids[1]), strict=True
    ):  # Walter leads into the circle
        _written(office, person_id, merged_into=into, merged_on=TODAY.isoformat())
    assert [(row.id, row.cases) for row in list_people(office)] == [(ids[0], 4)]
    assert {open_person(office, each).id for each in (*ids, *parties)} == {ids[0]}
    assert [match.id for match in find_matches(office, Asked("Walter Wu"))] == [ids[0]]
    assert [match.id for match in find_matches(office, Asked("Zofia Zed"))] == [ids[0]]
    unmerge(office, ids[2])
    assert [(row.id, row.cases) for row in list_people(office)] == [(ids[2], 4)]
    for each in (ids[0], ids[1], ids[3]):
        unmerge(office, each)
    assert sorted(row.id for row in list_people(office)) == sorted(ids)


def test_who_was_merged_into_somebody_erased_elsewhere_is_found_again(
    office: Office, two: tuple[str, str]
) -> None:
    kept, other = two
    merge_people(office, kept, other)
    _written(office, kept, voided=True)
    assert other in [row.id for row in list_people(office)]
    assert open_person(office, other).name == "Sian OBrien-Jones"
    assert [match.id for match in find_matches(office, Asked(phone="07700 900123"))] == [other]


def test_whatever_computers_merge_while_apart_everybody_stands_for_themselves_or_in_somebody_listed(
    office: Office,
) -> None:
    names = ("Xenia Xu", "Yusuf Yale", "Zofia Zed", "Walter Wu", "Vera Vale", "Una Udo")
    parties = [case_of(office, full_name=name, children=()).parties[0].id for name in names]
    ids = [register_person(office, party).person_id for party in parties]
    pick = Random(7)
    for _ in range(80):
        into = {each: pick.choice((*ids, "", "", "erased elsewhere")) for each in ids}
        with office.database.raw_writer() as raw:
            raw.executemany(
                "UPDATE person_row SET merged_into = ? WHERE id = ?",
                [("" if to == each else to, each) for each, to in into.items()],
            )
            kept = store.kept_ids(raw, ids)
            together = [other for each in set(kept.values()) for other in store.merged_ids(raw, each)]
        assert sorted(together) == sorted(ids), into
        assert {row.id: row.cases for row in list_people(office)} == Counter(kept.values()), into
        assert count_people(office) == (len(set(kept.values())), 0), into
