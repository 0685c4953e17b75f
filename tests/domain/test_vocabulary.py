"""The lists of words that ship with the program, and what a council may change about them."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.vocabulary import Before, Entry, Vocabulary, entry_of, load_vocabulary
from caseworker.resources import RESOURCES

STANDARD = load_vocabulary(RESOURCES / "lists" / "standard.toml")


def test_every_list_a_field_takes_its_values_from_is_there() -> None:
    wanted = {field.values for fields in ENTITY_KINDS.values() for field in fields.values() if field.values}
    assert wanted - set(STANDARD.lists) <= {"roles", "staff"}, "roles and staff are the office's own"


def test_codes_are_unique_and_every_entry_has_a_label() -> None:
    for name, entries in STANDARD.lists.items():
        codes = [entry.code for entry in entries]
        assert len(codes) == len(set(codes)), name
        assert all(entry.label.strip() for entry in entries), name


@pytest.mark.parametrize(("children", "parents"), [("teams", "services"), ("services", "divisions")])
def test_every_team_has_a_service_and_every_service_a_division(children: str, parents: str) -> None:
    assert all(STANDARD.has(parents, entry.parent) for entry in STANDARD.entries(children))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_case_is_offered_an_outcome_and_the_outcome_of_its_withdrawal(kind: Kind) -> None:
    codes = {entry.code for entry in STANDARD.offered("outcomes", kind)}
    assert codes


def test_kinds_and_statuses_are_lists_too() -> None:
    assert STANDARD.label("kinds", "FOI") == "FOI request"
    assert [entry.code for entry in STANDARD.entries("statuses")] == [status.value for status in Status]


LISTS = Vocabulary(
    {
        "outcomes": (
            Entry("upheld", "Upheld", kinds=("complaint",)),
            Entry("replied", "Replied", kinds=("enquiry", "COMPL")),
            Entry("sent", "Sent", kinds=("information",)),
            Entry("other", "Other"),
        ),
        "teams": (Entry("t1", "Team 1", "s1"), Entry("t2", "Team 2", "s2")),
    }
)


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (Kind.CORPORATE, ["upheld", "other"]),
        (Kind.MAYOR, ["replied", "other"]),
        (Kind.COMPLIMENT, ["replied", "other"]),
        (Kind.SAR, ["sent", "other"]),
        (Kind.OMBUDSMAN, ["other"]),
    ],
)
def test_an_entry_is_offered_to_the_kinds_it_suits(kind: Kind, offered: list[str]) -> None:
    assert [entry.code for entry in LISTS.offered("outcomes", kind)] == offered


def test_teams_can_be_asked_for_by_their_service() -> None:
    assert [entry.code for entry in LISTS.offered("teams", parent="s2")] == ["t2"]
    assert (LISTS.parent_of("teams", "t2"), LISTS.parent_of("teams", "gone")) == ("s2", "")


def test_a_code_that_is_in_no_list_any_more_speaks_for_itself() -> None:
    assert LISTS.label("teams", "Family Support (closed 2019)") == "Family Support (closed 2019)"
    assert not LISTS.has("teams", "Family Support (closed 2019)")


def test_a_list_nobody_declared_is_a_bug() -> None:
    with pytest.raises(KeyError):
        LISTS.entries("colours")


def test_a_council_may_rename_an_entry_and_its_code_stays() -> None:
    renamed = LISTS.with_lists({"teams": [Entry("t1", "North Team", "s1")]})
    assert LISTS.label("teams", "t1") == "Team 1"
    assert renamed.label("teams", "t1") == "North Team"
    assert renamed.label("outcomes", "upheld") == "Upheld"


# -- entries from one day to another ----------------------------------------------------------------------

DATED = Vocabulary(
    {
        "services": (Entry("s1", "North"), Entry("s2", "South", to_on="2025-12-31", became="s1")),
        "teams": (
            Entry("t1", "Team One", "s1", before=(Before("2025-03-31", "Team A", "s2"),)),
            Entry("t2", "Team Two", "s2", from_on="2026-04-01"),
        ),
    }
)


def _codes(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.code for entry in entries]


@pytest.mark.parametrize(
    ("day", "services", "teams"),
    [
        ("2025-12-31", ["s1", "s2"], ["t1"]),
        ("2026-01-01", ["s1"], ["t1"]),
        ("2026-04-01", ["s1"], ["t1", "t2"]),
    ],
)
def test_new_work_is_offered_what_is_in_force_that_day(
    day: str, services: list[str], teams: list[str]
) -> None:
    on = date.fromisoformat(day)
    assert _codes(DATED.offered("services", on=on)) == services
    assert _codes(DATED.offered("teams", on=on)) == teams
    assert _codes(DATED.entries("services")) == ["s1", "s2"], "old cases and filters know all of them"


def test_an_entry_has_the_words_and_the_place_of_the_day() -> None:
    before, after = date(2025, 3, 31), date(2025, 4, 1)
    assert (DATED.label("teams", "t1", on=before), DATED.parent_of("teams", "t1", on=before)) == (
        "Team A",
        "s2",
    )
    assert (DATED.label("teams", "t1", on=after), DATED.parent_of("teams", "t1", on=after)) == (
        "Team One",
        "s1",
    )
    assert _codes(DATED.offered("teams", parent="s2", on=before)) == ["t1"]
    assert _codes(DATED.offered("teams", parent="s2", on=after)) == []


def test_without_a_day_it_is_the_day_of_the_office_and_without_an_office_everything() -> None:
    assert _codes(DATED.offered("teams")) == ["t1", "t2"]
    today = DATED.at(lambda: date(2025, 3, 1))
    assert _codes(today.offered("teams")) == ["t1"]
    assert today.label("teams", "t1") == "Team A"
    assert today.with_lists({}).label("teams", "t1") == "Team A"


def test_an_entry_is_read_as_it_was_kept() -> None:
    for entry in (
        *DATED.entries("teams"),
        *DATED.entries("services"),
        Entry("o", "Other", kinds=("complaint",)),
    ):
        assert entry_of(entry.to_doc()) == entry
