"""A restricted case is seen by its owner, whoever is named, and those in charge; by nobody else and nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.actions.drafts import list_drafts, save_draft
from caseworker.actions.look_up import (
    cases_by_number,
    list_count,
    list_page,
    open_case,
    query,
    search_cases,
    view_counts,
)
from caseworker.actions.note import add_note
from caseworker.actions.restricted import lift_restriction, record_look, restrict_case
from caseworker.actions.undo import undo
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, ProblemsError
from caseworker.office import NOBODY, Office
from tests.example_office import log_complaint


@pytest.fixture
def case_id(office: Office) -> str:
    """A case of Ali's that only he and those in charge may see."""
    logged = log_complaint(office, owner_id=called(office, "Ali Demir").id)
    restrict_case(office, logged.case_id, [], "A relative works in the team")
    return logged.case_id


def called(office: Office, name: str) -> Person:
    return office.staff_named(name)


def sees(office: Office, name: str, case_id: str) -> set[str]:
    """Where the person meets the case."""
    office.person = called(office, name) if name else NOBODY
    number = number_of(office, case_id)
    found = set()
    if any(row.case_id == case_id for row in list_page(office, query(office))):
        found.add("list")
    if list_count(office, query(office)) == 1 and view_counts(office)["team_open"] == 1:
        found.add("count")
    if cases_by_number(office, [number]):
        found.add("number")
    try:
        if search_cases(office, "gethin"):
            found.add("search")
        open_case(office, case_id)
        found.add("page")
    except NotPermittedError:
        pass
    return found


def number_of(office: Office, case_id: str) -> int:
    with office.reading() as raw:
        return int(raw.execute("SELECT n FROM case_list WHERE id = ?", (case_id,)).fetchone()[0])


EVERYWHERE = {"list", "count", "number", "search", "page"}


def test_owner_and_those_in_charge_see_it_everywhere_and_nobody_else_anywhere(
    office: Office, case_id: str
) -> None:
    seen = {name: sees(office, name, case_id) for name in ("Asha Khan", "Ali Demir", "Rhys Parry", "")}
    assert seen == {"Asha Khan": EVERYWHERE, "Ali Demir": EVERYWHERE, "Rhys Parry": set(), "": set()}


def test_what_somebody_types_about_it_is_listed_to_those_alone_who_may_see_it(
    office: Office, case_id: str
) -> None:
    office.person = called(office, "Asha Khan")
    save_draft(office, "note", {"text": "The police rang"}, case_id=case_id, title="Note on the O’Brien case")
    save_draft(office, "intake", {}, title="Somebody else")
    listed = {}
    for name in ("Asha Khan", "Ali Demir", "Rhys Parry"):
        office.person = called(office, name)
        listed[name] = len(list_drafts(office))
    assert listed == {"Asha Khan": 2, "Ali Demir": 2, "Rhys Parry": 1}


def test_somebody_named_sees_it(office: Office, case_id: str) -> None:
    restrict_case(office, case_id, [called(office, "Rhys Parry").id], "Rhys helps")
    assert sees(office, "Rhys Parry", case_id) == EVERYWHERE


def test_whoever_stands_in_for_the_owner_sees_it(office: Office, case_id: str) -> None:
    ali, rhys = called(office, "Ali Demir"), called(office, "Rhys Parry")
    today = office.clock.today()
    office.staff = {**office.staff, ali.id: replace(ali, away_from=today, away_to=today, deputy_id=rhys.id)}
    assert sees(office, "Rhys Parry", case_id) == EVERYWHERE


def test_no_act_reaches_a_case_one_may_not_see(office: Office, case_id: str) -> None:
    office.person = called(office, "Rhys Parry")
    with pytest.raises(NotPermittedError, match=r"A restricted case exists\. Ask Ali Demir"):
        add_note(office, case_id, "Hello")


def test_lifting_and_undo_bring_it_back(office: Office, case_id: str) -> None:
    asha = office.person
    lifted = lift_restriction(office, case_id)
    assert sees(office, "Rhys Parry", case_id) == EVERYWHERE
    office.person = asha
    undo(office, lifted.group_id)
    assert sees(office, "Rhys Parry", case_id) == set()


def test_a_reason_is_needed_and_only_those_in_charge_restrict(office: Office) -> None:
    logged = log_complaint(office)
    with pytest.raises(ProblemsError, match="Enter why only some may see the case"):
        restrict_case(office, logged.case_id, [], " ")
    office.person = called(office, "Rhys Parry")
    with pytest.raises(NotPermittedError):
        restrict_case(office, logged.case_id, [], "Why not")


def test_looking_at_it_is_kept_once_a_day_for_each_person(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    assert [record_look(office, view), record_look(office, view)] == [True, False]
    office.person = called(office, "Ali Demir")
    assert record_look(office, view)
    looks = [item for item in open_case(office, case_id).timeline if item.kind == "case.viewed"]
    assert [office.staff_name(item.author_id) for item in looks] == ["Ali Demir", "Asha Khan"]
    assert not record_look(office, open_case(office, log_complaint(office).case_id))
