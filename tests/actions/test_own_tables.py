"""Tables of the council's own: saved by name, counted with the others, changed, renamed, removed and brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseworker.actions.own_tables import (
    choices,
    find_report,
    own_reports,
    own_table,
    own_tables,
    preview_own,
    remove_own,
    save_own,
    values_of,
)
from caseworker.actions.reports import build_pack, one_table, table_bytes
from caseworker.actions.undo import undo
from caseworker.domain.periods import financial_year
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from caseworker.reports.builder import DIMENSIONS, MEASURES, Definition
from tests.example_office import log_complaint

YEAR = financial_year(2025)
MINE = Definition("Mine", "received", "kind", "month")


def test_a_saved_table_stands_in_the_pack_under_a_code_of_its_own(office: Office):
    log_complaint(office)
    changed = save_own(office, MINE)
    assert changed.message == "Table o1, Mine, was saved."
    pack = build_pack(office, YEAR)
    table = one_table(pack, "o1")
    assert table is pack.tables[-1]
    assert (table.name, table.title, table.report.area) == ("Table o1", "Mine", "Own tables")
    assert table.cell("Children Act Stage 1", "October").cases() == table.cell("Total", "Total").cases()
    assert table.cell("Total", "Total").value == 1


@pytest.mark.parametrize("form", ["pdf", "csv", "json", "html", "xlsx"])
def test_it_is_exported_like_every_other(office: Office, form: str):
    log_complaint(office)
    save_own(office, MINE)
    pack = build_pack(office, YEAR)
    assert len(table_bytes(office, pack, one_table(pack, "Table O1"), form)) > 50


def test_a_code_stays_when_another_is_removed_and_is_not_used_again_meanwhile(office: Office):
    for name in ("One", "Two", "Three"):
        save_own(office, replace(MINE, name=name))
    removed = remove_own(office, own_table(office, "o2").key)
    assert [(own.code, own.definition.name) for own in own_tables(office)] == [("o1", "One"), ("o3", "Three")]
    save_own(office, replace(MINE, name="Four"))
    undone = undo(office, removed.group_id)
    assert undone.message == "Undone: table o2, Two, was removed."
    again = undo(office, undone.group_id, redo=True)
    assert again.message == "Redone: table o2, Two, was removed."
    undo(office, again.group_id)
    assert [own.code for own in own_tables(office)] == ["o1", "o2", "o3", "o4"]


def test_it_is_changed_and_renamed(office: Office):
    save_own(office, MINE)
    (own,) = own_tables(office)
    save_own(office, replace(MINE, rows="service", name="Other"), own.key)
    (again,) = own_tables(office)
    assert (again.code, again.definition.name, again.definition.rows) == ("o1", "Other", "service")
    remove_own(office, own.key)
    with pytest.raises(RuleError, match="removed already"):
        remove_own(office, own.key)
    with pytest.raises(RuleError, match="under a name of its own"):
        save_own(office, MINE, own.key)


def test_a_name_is_used_once(office: Office):
    save_own(office, MINE)
    with pytest.raises(ProblemsError, match="called Mine already"):
        save_own(office, replace(MINE, name="mine "))


def test_two_computers_that_saved_at_the_same_time_get_two_codes(office: Office):
    save_own(office, MINE)
    save_own(office, replace(MINE, name="Other"))
    docs = {key: {**doc, "number": 1} for key, doc in office.settings.saved_tables.items()}
    office.settings = replace(office.settings, saved_tables=docs)
    assert [own.code for own in own_tables(office)] == ["o1", "o2"]


def test_what_a_newer_program_saved_is_left_out(office: Office):
    save_own(office, MINE)
    newer = {"name": "New", "measure": "moonlight", "rows": "kind", "number": 7}
    office.settings = replace(office.settings, saved_tables={**office.settings.saved_tables, "z": newer})
    assert [own.code for own in own_tables(office)] == ["o1"]
    assert build_pack(office, YEAR).tables[-1].code == "o1"


def test_a_report_is_found_by_its_code_wherever_it_comes_from(office: Office):
    save_own(office, MINE)
    assert find_report(office, "Table o1").title == "Mine"
    assert find_report(office, "2a").code == "2a"
    with pytest.raises(RuleError, match="Saved here: o1"):
        find_report(office, "zz")


def test_a_preview_needs_no_name_and_saves_nothing(office: Office):
    log_complaint(office)
    table = preview_own(office, replace(MINE, name=""), YEAR)
    assert table.cell("Total", "Total").value == 1
    assert own_reports(office) == ()


def test_equalities_are_offered_and_counted_only_for_who_may_see_them(office: Office):
    by_gender = replace(MINE, rows="gender")
    save_own(office, by_gender)
    assert own_reports(office)[0].is_sensitive
    assert "gender" in dict(choices(office).dimensions["received"])
    office.person = replace(office.person, role="auditor")
    assert "gender" not in dict(choices(office).dimensions["received"])
    for act in (
        lambda: save_own(office, replace(by_gender, name="B")),
        lambda: preview_own(office, by_gender, YEAR),
        lambda: preview_own(office, replace(MINE, filters=(("age", ("1",)),)), YEAR),
    ):
        with pytest.raises(RuleError):
            act()


def test_every_choice_offered_can_be_made(office: Office):
    log_complaint(office)
    offered = choices(office)
    assert [code for code, _words in offered.measures] == list(MEASURES)
    for measure, dimensions in offered.dimensions.items():
        assert dimensions
        for code, _words in dimensions[:3]:
            preview_own(office, Definition("x", measure, code), YEAR)
        for code, _words in offered.filters[measure]:
            values = values_of(office, code)
            assert values, code
            assert len(dict(values)) == len(values), code
    assert set(DIMENSIONS) == {code for pairs in offered.dimensions.values() for code, _words in pairs}


def test_owners_are_named_and_two_of_one_name_told_apart(office: Office):
    ali = office.staff_named("Ali Demir")
    office.staff = {**office.staff, "other": replace(ali, id="other")}
    log_complaint(office, owner_id=ali.id)
    names = dict(values_of(office, "owner"))
    assert {names[ali.id], names["other"]} == {"Ali Demir", "Ali Demir (2)"}
    table = preview_own(office, Definition("x", "received", "owner"), YEAR)
    assert names[ali.id] in table.row_headings
