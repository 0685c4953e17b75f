"""Entries that two people made of one and the same thing while apart are told as likely doubles (C5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.doubles import likely_doubles
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status

ROW = CaseRow(
    1, "c1", "CYP-2025-0001", Kind.STATUTORY, "Stage 1", Status.OPEN, "", "", "", "", "", "", date(2025, 10, 1),
    None, None, None, None, None, "", "", None, "",
)  # fmt: skip


def thing(name: str, kind: str, **doc: Any) -> EntityState:
    return EntityState(name, kind, "c1", doc, {"": [name]})


def view(*things: EntityState) -> CaseView:
    of_kind = {kind: tuple(t for t in things if t.kind == kind) for kind in ("note", "task", "payment")}
    case = thing("c1", "case")
    return CaseView(
        ROW, case, (), (), (), of_kind["note"], (), of_kind["task"], others=of_kind | {"case": (case,)}
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
