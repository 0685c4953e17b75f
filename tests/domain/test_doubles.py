"""Entries that two people made of one and the same thing while apart are told as likely doubles (C5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.doubles import likely_doubles
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status

ROW = CaseRow(
    1, "c1", "CYP-2025-0001", Kind.STATUTORY, "Stage 1", Status.OPEN, "", "", "", "", "", "", date(2025, 10, 1),
    None, None, None, None, None, "", "", None, "",
)  # fmt: skip


def thing(name: str, kind: str, /, **doc: Any) -> EntityState:
    return EntityState(name, kind, "c1", doc, {"": [name]})


def view(*things: EntityState) -> CaseView:
    of_kind = {kind: tuple(t for t in things if t.kind == kind) for kind in ("note", "task", "party", "file")}
    case = thing("c1", "case")
    return CaseView(
        ROW,
        case,
        (),
        of_kind["party"],
        (),
        of_kind["note"],
        (),
        of_kind["task"],
        others=of_kind | {"case": (case,)},
    )


def test_the_same_note_of_two_computers_is_a_likely_double_whatever_its_capitals() -> None:
    one, two = thing("a", "note", text="Mother rang."), thing("b", "note", text="MOTHER RANG.")
    assert likely_doubles(view(two, one), {"a": "pc1", "b": "pc2"}) == ((one, two),)


def test_two_equal_entries_of_one_computer_were_meant_and_different_ones_are_no_doubles() -> None:
    one, two = thing("a", "note", text="Rang"), thing("b", "note", text="Rang")
    assert likely_doubles(view(one, two), {"a": "pc1", "b": "pc1"}) == ()
    other = thing("b", "note", text="Wrote")
    assert likely_doubles(view(one, other), {"a": "pc1", "b": "pc2"}) == ()


def test_entries_of_two_stages_and_empty_ones_are_no_doubles() -> None:
    one, two = (
        thing("a", "task", what="Write", stage_id="s1"),
        thing("b", "task", what="Write", stage_id="s2"),
    )
    assert likely_doubles(view(one, two), {"a": "pc1", "b": "pc2"}) == ()
    one, two = thing("a", "task", what=""), thing("b", "task")
    assert likely_doubles(view(one, two), {"a": "pc1", "b": "pc2"}) == ()


@pytest.mark.parametrize(
    ("one", "two", "are_alike"),
    [
        ("Mother rang about school transport", "Mother rang about the school transport.", True),
        ("Mother rang about school transport", "Mother rang about school trasnport", True),
        ("Mother rang", "Mother rang again", False),
        ("Father agreed to the plan we sent", "Father not agreed to the plan we sent", False),
        ("Paid 40 pounds for the taxi home", "Paid 50 pounds for the taxi home", False),
        ("The school rang the mother today at last", "The mother rang the school today at last", False),
        ("Rang", "Rank", False),
        ("Wrote to the school about the missed visits", "Spoke with the father about next week", False),
    ],
)
def test_nearly_the_same_words_are_alike_but_never_another_number_or_a_not(
    one: str, two: str, are_alike: bool
) -> None:
    first, second = thing("a", "note", text=one), thing("b", "note", text=two)
    assert bool(likely_doubles(view(first, second), {"a": "pc1", "b": "pc2"})) is are_alike


def test_people_of_nearly_one_name_are_doubles_only_with_something_else_in_common() -> None:
    def are_doubles(one: dict[str, str], two: dict[str, str]) -> bool:
        things = tuple(thing(name, "party", role="child", **doc) for name, doc in (("a", one), ("b", two)))
        return bool(likely_doubles(view(*things), {"a": "pc1", "b": "pc2"}))

    born = {"born_on": "2014-02-13"}
    assert are_doubles({"full_name": "Amira Khan"}, {"full_name": "Khan, Amira"})
    assert not are_doubles({"full_name": "Amir Khan"}, {"full_name": "Amira Khan"})
    assert are_doubles({"full_name": "Amir Khan", **born}, {"full_name": "Amira Khan", **born})
    assert not are_doubles(
        {"full_name": "Amira Khan", **born}, {"full_name": "Amira Khan", "born_on": "2016-05-01"}
    )


def test_a_file_of_the_same_bytes_is_a_double_under_another_name() -> None:
    one, two = (thing(name, "file", name=f"{name}.pdf", digest="d1", size_bytes=9) for name in "ab")
    assert likely_doubles(view(one, two), {"a": "pc1", "b": "pc2"}) == ((one, two),)
