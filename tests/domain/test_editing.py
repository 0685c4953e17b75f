"""What an action changes in a case becomes one changeset that says only what is different."""

from __future__ import annotations

from datetime import date

from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.changes import EntityChange, FieldChange
from caseworker.domain.editing import CaseEdits, new_entity
from caseworker.domain.fold import create
from caseworker.domain.ids import IdMaker
from caseworker.domain.kinds import Kind, Status

CASE = create(
    EntityChange("c1", "case", (FieldChange("theme", "Delay"), FieldChange("team", "T1"))).line(),
    "c1",
    "made",
)
ROW = CaseRow(
    1, "c1", "CYP-2025-0001", Kind.STATUTORY, "Stage 1", Status.OPEN, "", "", "", "", "", "", date(2025, 10, 1),
    None, None, None, None, None, "", "", None, "",
)  # fmt: skip


def edits() -> CaseEdits:
    return CaseEdits(CaseView(ROW, CASE, (), (), (), (), (), ()), IdMaker())


def test_equal_values_are_left_alone_and_different_ones_name_what_they_replace() -> None:
    made = edits()
    made.set(CASE, theme="Delay", team="T2", ward="North")
    [change] = made.draft("case.updated").entities
    assert change.fields == (FieldChange("team", "T2", ("made",)), FieldChange("ward", "North"))
    assert made.changed_fields == ("team", "ward")


def test_nothing_different_is_no_change_at_all() -> None:
    made = edits()
    made.set(CASE, theme="Delay")
    assert not made


def test_a_new_thing_has_an_id_of_its_own_and_no_empty_fields() -> None:
    made = edits()
    first, second = (
        made.add("note", text="Rang back", kind=""),
        made.add("note", text="Rang again", about_on=None),
    )
    draft = made.draft("note.added", "because", "group")
    assert first != second
    assert draft.entities == (
        EntityChange(first, "note", (FieldChange("text", "Rang back"),)),
        EntityChange(second, "note", (FieldChange("text", "Rang again"),)),
    )
    assert (draft.scope_kind, draft.scope_id, draft.reason, draft.group_id) == (
        "case",
        "c1",
        "because",
        "group",
    )
    assert not draft.is_new


def test_a_new_thing_keeps_the_number_nought() -> None:
    assert new_entity("x", "task", amount_pounds=0, payment_related=False, what="").fields == (
        FieldChange("amount_pounds", 0),
    )
