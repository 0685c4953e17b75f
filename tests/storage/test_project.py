"""From the record to the tables screens read, when people did not know of each other's changes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from typing import Any

import pytest

from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case, search_cases
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.fold import changes_between
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.case_rows import COLUMNS
from caseworker.storage.cases import read_entities
from caseworker.storage.log import Writer, append, changesets
from caseworker.storage.project import PROJECTIONS, Projector
from caseworker.storage.rebuild import projection_digests
from caseworker.storage.tables import case_list
from tests.example_office import log_complaint


def write(
    office: Office, case_id: str, fields: Sequence[FieldChange], *, by: str = "colleague", at: str = "12"
) -> str:
    """Write a changeset by hand, as it would arrive from a colleague's computer; return its id."""
    change = EntityChange(case_id, "case", tuple(fields))
    with office.database.raw_writer() as raw:
        [written] = append(
            raw,
            [Draft("case", case_id, "case.updated", (change,))],
            Writer(f"replica of {by}", by, f"2025-10-15T{at}:00:00.000Z", "1"),
            office.ids,
        )
    return written.id


def conflicts(office: Office) -> list[tuple[str, list[Any]]]:
    with office.reading() as raw:
        rows = raw.execute("SELECT field, clashing FROM conflict ORDER BY field").fetchall()
    return [(field, json.loads(clashing)) for field, clashing in rows]


def rebuilt_equals_live(office: Office) -> bool:
    return verify_office(office).faults == ()


@pytest.fixture
def case_id(office: Office) -> str:
    return log_complaint(office).case_id


def versions(office: Office, case_id: str, name: str) -> tuple[str, ...]:
    return open_case(office, case_id).case.versions(name)


def test_a_colleague_who_saw_an_older_value_makes_a_conflict_and_both_values_stay(
    office: Office, case_id: str
) -> None:
    seen = versions(office, case_id, "theme")
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    write(office, case_id, [FieldChange("theme", "Staff conduct", seen)])
    view = open_case(office, case_id)
    assert conflicts(office) == [("theme", ["Delay", "Staff conduct"])]
    assert view.conflicts == (f"{case_id}.theme",)
    assert view.value("theme") == "Staff conduct", "the later one is shown"
    assert rebuilt_equals_live(office)


def test_equal_values_of_two_people_are_no_conflict(office: Office, case_id: str) -> None:
    seen = versions(office, case_id, "theme")
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    write(office, case_id, [FieldChange("theme", "Delay", seen)])
    assert conflicts(office) == []
    assert len(versions(office, case_id, "theme")) == 2
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Communication"})
    assert conflicts(office) == []
    assert rebuilt_equals_live(office)


def test_a_child_at_risk_stays_at_risk_while_two_people_disagree(office: Office, case_id: str) -> None:
    seen = versions(office, case_id, "risk")
    write(office, case_id, [FieldChange("risk", "yes", seen)], at="01")
    write(office, case_id, [FieldChange("risk", "unsure", seen)], by="another", at="23")
    assert open_case(office, case_id).value("risk") == "yes"
    assert conflicts(office) == [("risk", ["yes", "unsure"])]


def test_choosing_a_value_settles_the_conflict_and_other_fields_stay_as_they_are(
    office: Office, case_id: str
) -> None:
    seen = versions(office, case_id, "theme")
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay", "ward": "North"})
    write(office, case_id, [FieldChange("theme", "Staff conduct", seen)])
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    view = open_case(office, case_id)
    assert (conflicts(office), view.conflicts) == ([], ())
    assert (view.value("theme"), view.value("ward")) == ("Delay", "North")
    assert rebuilt_equals_live(office)


def test_two_people_who_settle_a_conflict_differently_clash_with_each_other_only(
    office: Office, case_id: str
) -> None:
    seen = versions(office, case_id, "theme")
    first = write(office, case_id, [FieldChange("theme", "A", seen)])
    second = write(office, case_id, [FieldChange("theme", "B", seen)], by="another")
    write(office, case_id, [FieldChange("theme", "A", (first, second))], at="13")
    write(office, case_id, [FieldChange("theme", "C", (first, second))], by="another", at="14")
    assert conflicts(office) == [("theme", ["A", "C"])]
    assert rebuilt_equals_live(office)


def test_void_against_edit_leaves_the_case_visible_and_in_conflict(office: Office, case_id: str) -> None:
    seen = versions(office, case_id, "status")
    write(office, case_id, [FieldChange("status", "void", seen)], at="01")
    write(office, case_id, [FieldChange("status", "closed", seen)], by="another", at="02")
    assert open_case(office, case_id).status.value == "closed"
    assert conflicts(office) == [("status", ["void", "closed"])]


def test_a_field_and_a_kind_of_tomorrow_are_kept_and_hurt_nothing(office: Office, case_id: str) -> None:
    write(office, case_id, [FieldChange("favourite_colour", {"code": [1, 2]}, ())])
    with office.database.raw_writer() as raw:
        tomorrow = EntityChange("t1", "thing_of_tomorrow", (FieldChange("what", "x"),))
        writer = Writer("tomorrow", "me", "2025-10-15T12:00:00.000Z", "9")
        append(raw, [Draft("case", case_id, "case.merged", (tomorrow,))], writer, office.ids)
    view = open_case(office, case_id)
    assert view.value("favourite_colour") == {"code": [1, 2]}
    assert view.timeline[0].title == "case.merged"
    assert rebuilt_equals_live(office)


def test_a_conflict_about_a_setting_is_kept_and_the_later_one_holds(office: Office) -> None:
    with office.reading() as raw:
        state = next(e for e in read_entities(raw, OFFICE_SCOPE) if e.id == "setting:phone")
    for by, value, at in (("one", "111", "12"), ("two", "222", "13")):
        change = EntityChange(state.id, "setting", changes_between(state, {"value": value}))
        with office.database.raw_writer() as raw:
            writer = Writer(f"replica of {by}", by, f"2025-10-15T{at}:00:00.000Z", "1")
            append(raw, [Draft("office", OFFICE_SCOPE, "setting.changed", (change,))], writer, office.ids)
    office.reload()
    assert office.settings.phone == "222"
    assert conflicts(office) == [("value", ["111", "222"])]


def test_the_order_in_which_changes_arrive_does_not_change_a_case(office: Office, case_id: str) -> None:
    """Six orders of three changes that did not know of each other, and of one that knew of two of them."""
    seen = versions(office, case_id, "theme")
    first = write(office, case_id, [FieldChange("theme", "A", seen)], by="one")
    second = write(office, case_id, [FieldChange("theme", "B", seen)], by="two")
    write(office, case_id, [FieldChange("ward", "North"), FieldChange("team", "T9", seen)], by="three")
    write(office, case_id, [FieldChange("theme", "C", (first, second))], by="one", at="13")
    with office.reading() as raw:
        arrived = [c for _, c in changesets(raw, "scope_id = ?", (case_id,))]
    expected = open_case(office, case_id).case
    for order in itertools.permutations(range(1, 5)):
        with office.database.raw_writer() as raw:
            for table in PROJECTIONS:
                raw.execute(f"DELETE FROM {table}")
            raw.execute("UPDATE packed_changeset SET n = n + 1000 WHERE scope_id = ?", (case_id,))
            for place, which in enumerate([0, *order]):
                raw.execute(
                    "UPDATE packed_changeset SET n = ? WHERE id = ?", (100 + place, arrived[which].id)
                )
                projector = Projector(raw)
                projector.apply(100 + place, arrived[which])
                projector.flush()
        state = open_case(office, case_id).case
        assert (state.doc, state.conflicts) == (expected.doc, expected.conflicts), order
        assert all(state.versions(name) == expected.versions(name) for name in expected.doc), order


def test_a_case_that_is_known_only_after_its_note_is_found_by_both(office: Office) -> None:
    note = EntityChange("note 1", "note", (FieldChange("text", "zzgarden"),))
    case = EntityChange("case 1", "case", (FieldChange("reference", "CYP-2025-0077"),))
    for change in (note, case):
        with office.database.raw_writer() as raw:
            writer = Writer("replica", "me", "2025-10-15T12:00:00.000Z", "1")
            append(raw, [Draft("case", "case 1", "case.updated", (change,))], writer, office.ids)
    with office.reading() as raw:
        assert raw.execute("SELECT reference FROM case_list").fetchall() == [("CYP-2025-0077",)]
    for typed in ("zzgarden", "cyp-2025-0077"):
        assert [row.reference for row in search_cases(office, typed)] == ["CYP-2025-0077"]
    assert rebuilt_equals_live(office)


def test_a_thing_is_searched_from_when_it_says_something_until_it_says_nothing(office: Office) -> None:
    """Of a thing that says nothing there is no row of the search text (here: a stage without details)."""
    case = EntityChange("case 2", "case", (FieldChange("reference", "CYP-2025-0078"),))
    before: tuple[str, ...] = ()
    for details, found in (("", 0), ("zzmeadow", 1), ("zzorchard", 1), ("", 0), ("zzmeadow again", 1)):
        stage = EntityChange("stage 2", "stage", (FieldChange("details", details, before),))
        draft = Draft("case", "case 2", "case.updated", (stage,) if before else (case, stage))
        with office.database.raw_writer() as raw:
            writer = Writer("replica", "me", "2025-10-15T12:00:00.000Z", "1")
            before = (append(raw, [draft], writer, office.ids)[0].id,)
            kept = raw.execute("SELECT count(*) FROM search_text WHERE entity_id = 'stage 2'").fetchone()
            raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)")
        assert kept == (found,)
        assert len(search_cases(office, details)) == found
        assert rebuilt_equals_live(office)


def test_nothing_but_the_projector_writes_what_it_makes(office: Office, case_id: str) -> None:
    """A row changed behind its back is noticed (I8)."""
    assert verify_office(office).faults == ()
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE case_list SET owner_id = 'somebody'")
    assert verify_office(office).faults == ("The table case_list is not what the record makes. Run rebuild.",)


def test_a_save_touches_only_the_rows_of_its_own_case(office: Office, case_id: str) -> None:
    other = log_complaint(office).case_id
    with office.reading() as raw:
        before = raw.execute("SELECT * FROM entity WHERE scope_id = ? ORDER BY n", (other,)).fetchall()
        digests = projection_digests(raw)
    edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    with office.reading() as raw:
        assert (
            raw.execute("SELECT * FROM entity WHERE scope_id = ? ORDER BY n", (other,)).fetchall() == before
        )
        assert projection_digests(raw) != digests


def test_the_columns_of_the_lists_are_those_of_the_table() -> None:
    assert tuple(column.name for column in case_list.columns) == COLUMNS
