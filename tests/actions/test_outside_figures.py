"""Figures from outside the office: entered with their days and source, used and named by the tables that need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions.outside_figures import (
    OutsideRow,
    import_outside,
    number_of,
    outside_figures,
    outside_rows,
    plan_outside,
    remove_outside,
    save_outside,
)
from caseworker.actions.reports import build_pack, one_table
from caseworker.actions.undo import undo
from caseworker.domain.outside_figures import OutsideFigure, OutsideFigures, doc_of, figure_of
from caseworker.domain.periods import financial_year
from caseworker.errors import ProblemsError, RuleError, UnavailableError
from caseworker.office import Office
from tests.example_office import TODAY

YEAR = financial_year(2025)
BLACKHEATH = OutsideFigure(
    "ward_population",
    "Blackheath",
    14_320,
    date(2025, 4, 1),
    date(2026, 3, 31),
    "ONS, mid-2024",
    date(2024, 1, 1),
)


def entered(office: Office, figure: OutsideFigure = BLACKHEATH) -> str:
    save_outside(office, OutsideRow("", figure))
    return outside_rows(office)[-1].key


def test_a_figure_is_kept_with_its_days_source_and_the_day_of_entry(office: Office):
    entered(office)
    (figure,) = outside_figures(office).figures
    assert figure == replace(BLACKHEATH, entered_on=TODAY)
    assert figure.days == "2025-26"


def test_the_table_shows_it_and_says_where_it_comes_from(office: Office):
    before = one_table(build_pack(office, YEAR), "16")
    assert "ONS" not in before.note
    entered(office)
    table = one_table(build_pack(office, YEAR), "16")
    assert table.cell("Blackheath", "Residents").text == "14,320"
    assert "Residents of a ward: ONS, mid-2024, 2025-26, entered on 15 October 2025." in table.note
    assert {each.kind for each in build_pack(office, YEAR).to_reconcile} <= {"not recorded"}


def test_a_figure_of_other_days_is_not_entered_for_these(office: Office):
    entered(office, replace(BLACKHEATH, from_on=date(2020, 4, 1), to_on=date(2021, 3, 31)))
    table = one_table(build_pack(office, YEAR), "16")
    assert "Blackheath" not in table.row_headings


def test_the_other_tables_use_theirs(office: Office):
    entered(office, replace(BLACKHEATH, kind="service_population", name="Children looked after", figure=450))
    entered(office, replace(BLACKHEATH, kind="other_councils", name="Southmoor", figure=31))
    entered(office, replace(BLACKHEATH, kind="ombudsman_letter", name="Upheld", figure=7))
    pack = build_pack(office, YEAR)
    assert one_table(pack, "16a").cell("Children looked after", "Number").text == "450"
    assert one_table(pack, "16b").cell("Southmoor", "Received by the Ombudsman").text == "31"
    assert one_table(pack, "16c").cell("Upheld", "The Ombudsman’s letter").text == "7"
    assert all("ONS, mid-2024" in one_table(pack, code).note for code in ("16a", "16b", "16c"))


def test_it_is_changed_removed_and_brought_back(office: Office):
    key = entered(office)
    save_outside(office, OutsideRow(key, replace(BLACKHEATH, figure=15_000)))
    assert [row.figure.figure for row in outside_rows(office)] == [15_000]
    removed = remove_outside(office, key)
    assert outside_rows(office) == []
    with pytest.raises(RuleError, match="removed already"):
        remove_outside(office, key)
    undo(office, removed.group_id)
    assert [row.figure.figure for row in outside_rows(office)] == [15_000]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", replace(BLACKHEATH, kind="x")),
        ("name", replace(BLACKHEATH, name=" ")),
        ("name", replace(BLACKHEATH, name="w" * 201)),
        ("figure", replace(BLACKHEATH, figure=-1)),
        ("to_on", replace(BLACKHEATH, to_on=date(2025, 3, 31))),
        ("source", replace(BLACKHEATH, source="")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office: Office, field: str, wrong: OutsideFigure):
    with pytest.raises(ProblemsError) as refused:
        entered(office, wrong)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert outside_rows(office) == []


def test_the_same_ward_and_days_twice_is_refused(office: Office):
    entered(office)
    with pytest.raises(ProblemsError, match="already: change that one"):
        entered(office, replace(BLACKHEATH, name="BLACKHEATH"))


def test_only_who_may_change_settings_enters_figures(office: Office):
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(RuleError):
        entered(office)


def test_a_list_is_imported_with_or_without_headings_and_again_changes(office: Office, tmp_path: Path):
    path = tmp_path / "wards.csv"
    path.write_text(
        'Ward,Population\nBlackheath,"14,320"\nBellingham,15000\nSomewhere,many\nBellingham,3\n', "utf-8"
    )
    plan = plan_outside(path)
    assert plan.numbers == (("Blackheath", 14_320), ("Bellingham", 15_000))
    assert len(plan.left_out) == 2
    assert plan.words().startswith(
        "2 figures in wards.csv: Blackheath 14,320; Bellingham 15,000. Left out: line 4"
    )
    days = date(2025, 4, 1), date(2026, 3, 31)
    changed = import_outside(office, plan, "ward_population", *days, "ONS")
    assert changed.message == "2 figures were entered."
    path.write_text("Blackheath;15001\n", "utf-8")
    import_outside(office, plan_outside(path), "ward_population", *days, "ONS")
    assert sorted(row.figure.figure for row in outside_rows(office)) == [15_000, 15_001]


def test_a_file_without_figures_or_gone_says_so(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("only words\n", "utf-8")
    with pytest.raises(RuleError, match="has no figures"):
        plan_outside(path)
    with pytest.raises(UnavailableError, match="was not read"):
        plan_outside(tmp_path / "gone.csv")


@given(st.text(max_size=20))
def test_any_typing_is_a_whole_number_or_none(text: str):
    number = number_of(text)
    assert number is None or isinstance(number, int)


@given(st.integers(0, 10**8), st.dates(), st.dates(), st.text(max_size=20))
def test_what_is_kept_comes_back_the_same(number: int, one: date, two: date, words: str):
    figure = OutsideFigure("ward_population", words, number, min(one, two), max(one, two), words, one)
    assert figure_of(doc_of(figure)) == figure
    assert OutsideFigures((figure,)).sources("other_councils", YEAR) == ""
