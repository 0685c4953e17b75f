"""Tables 14 to 17e of a handful of cases, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.domain.outside_figures import OutsideFigure, OutsideFigures
from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import CATALOGUE
from tests.reports.example_facts import YEAR, brief_of, stage_line
from tests.reports.rows_of import built, rows_of

EQUALITIES = ("17a", "17b", "17c", "17d", "17e")
ALL = ("14", "14a", "14b", "14c", "15", "16", "16a", "16b", "16c", *EQUALITIES)
TOLD = {
    "gender": "female", "ethnicity": "white_british", "disability": "none", "sexual_orientation": "heterosexual",
    "age_band": "25_54",
}  # fmt: skip
IMPORTED = {
    "gender": "Female", "ethnicity": "White British", "disability": "No disability",
    "sexual_orientation": "Gay / Lesbian", "age_band": "25 - 54",
}  # fmt: skip
NOT_TOLD = dict.fromkeys(TOLD, "not_disclosed")


def case(n: int, **said: Any) -> dict[str, Any]:
    """A corporate complaint of a parent, unless said otherwise."""
    about = {
        "raised_by": "Parent",
        "channel": "Email",
        "ward": "Evelyn",
        "service": "Early Years",
        **NOT_TOLD,
    }
    return stage_line(n, **{**about, **said})


def ombudsman(n: int, case_n: int, over_on: str, decision: str) -> dict[str, Any]:
    """The Ombudsman's part of a case, decided on a day."""
    about = {"is_first": "", "step": "LGO", "procedure": "LGO", "kind": "CA"}
    return stage_line(n, case_n=case_n, to_on=over_on, outcome=decision, **about)


LINES = [
    case(1, **TOLD),
    case(2, kind="CA", raised_by="Young person", child_status="looked_after", **IMPORTED),
    case(3, kind="CA", raised_by="Care leaver", channel="Phone", ward="Deptford"),
    case(4, raised_by="Solicitor", channel="Pigeon", ward="", child_status="care_leaver"),
    case(5, raised_by="Anonymous", channel="", service=""),
    case(6, kind="MP", raised_by="MP's office", gender=""),
    case(7, kind="FOI"),
    case(8, from_on="2024-03-31"),
    ombudsman(9, 2, "2024-09-01", "no_fault"),
    ombudsman(10, 3, "2025-01-01", "premature"),
    ombudsman(11, 4, "2025-04-01", "fault_injustice"),
]


def figure(kind: str, name: str, number: int) -> OutsideFigure:
    return OutsideFigure(kind, name, number, date(2024, 4, 1), date(2025, 3, 31), "Census", date(2025, 5, 1))


OUTSIDE = OutsideFigures(
    (
        figure("ward_population", "Evelyn", 4_000),
        figure("ward_population", "Deptford", 20_000),
        figure("ward_population", "Ladywell", 9_000),
        figure("service_population", "Children looked after", 450),
        figure("service_population", "Referrals", 1_126),
        figure("service_population", "Children in need", 2_000),
        figure("service_population", "Children known", 5_000),
        figure("other_councils", "Bexley", 31),
        figure("ombudsman_letter", "Upheld", 4),
        figure("ombudsman_letter", "Satisfied with compliance", 100),
    )
)
BRIEF = brief_of(LINES, outside=OUTSIDE)
BARE = brief_of(LINES)


def test_who_complained_is_counted_by_role_the_most_frequent_first():
    table = built("14", BRIEF)
    assert rows_of(table) == {
        "Young person": ["0", "1", "1", "20%"],
        "Care leaver": ["0", "1", "1", "20%"],
        "Parent": ["1", "0", "1", "20%"],
        "Solicitor": ["1", "0", "1", "20%"],
        "Anonymous": ["1", "0", "1", "20%"],
        "Total": ["3", "2", "5", "100%"],
    }
    assert table.missing == ()


def test_roles_are_put_together_in_groups_and_none_is_lost():
    assert rows_of(built("14a", BRIEF), ["Total"]) == {
        "Children and young people": ["2"],
        "Parents, carers and relatives": ["1"],
        "Advocates and solicitors": ["1"],
        "Organisations and professionals": ["0"],
        "Others": ["1"],
        "Total": ["5"],
    }
    services = rows_of(built("14c", BRIEF))
    assert services["Early Years"] == ["2", "1", "1", "0", "0", "4"]
    assert services["Not recorded"] == ["0", "0", "0", "0", "1", "1"]


def test_complaints_are_counted_by_the_status_of_the_child():
    found = rows_of(built("14b", BRIEF), ["Total"])
    assert (found["Looked after"], found["Care leaver"], found["Not recorded"]) == (["1"], ["1"], ["3"])


def test_ways_of_arriving_are_counted_for_complaints_and_enquiries_apart():
    table = built("15", BRIEF)
    found = rows_of(table)
    assert found["Email"] == ["2", "40%", "1", "100%", "3", "50%"]
    assert found["Telephone"] == ["1", "20%", "0", "0%", "1", "17%"]
    assert found["Pigeon"] == ["1", "20%", "0", "0%", "1", "17%"]
    assert found["Total"] == ["5", "100%", "1", "100%", "6", "100%"]
    assert [each.rows.case_numbers() for each in table.missing] == [(5,)]


def test_wards_have_a_rate_where_the_residents_were_entered():
    assert rows_of(built("16", BRIEF)) == {
        "Deptford": ["1", "0", "1", "20,000", "0.1"],
        "Evelyn": ["3", "1", "4", "4,000", "0.8"],
        "Ladywell": ["0", "0", "0", "9,000", "0.0"],
        "Not recorded": ["1", "0", "1", "not entered", "not entered"],
        "Total": ["5", "1", "6", "33,000", "0.1"],
    }
    assert rows_of(built("16", BARE))["Evelyn"] == ["3", "1", "4", "not entered", "not entered"]
    assert rows_of(built("16", BARE))["Total"][3:] == ["not entered", "not entered"]


def test_service_users_stand_beside_the_complaints_about_them():
    assert rows_of(built("16a", BRIEF)) == {
        "Referrals": ["1,126", "2", "0.2"],
        "Children looked after": ["450", "1", "0.2"],
        "Care leavers": ["not entered", "2", "not entered"],
        "Children in need": ["2,000", "0", "0.0"],
        "Children known": ["5,000", "2", "0.0"],
    }


def test_a_number_entered_for_a_group_serves_the_table_of_statuses_too():
    table = built("39", BRIEF)
    assert table.cell("Looked after", "Children known").text == "450"
    assert table.cell("Care leaver", "Children known").text == "not entered"


def test_other_councils_and_the_letter_stand_beside_our_ombudsman_cases():
    assert rows_of(built("16b", BRIEF)) == {"This council": ["3"], "Bexley": ["31"]}
    assert rows_of(built("16c", BRIEF)) == {
        "Complaints and enquiries received": ["3", "not entered"],
        "Decided": ["2", "not entered"],
        "Detailed investigations": ["1", "not entered"],
        "Upheld": ["0", "4"],
        "Satisfied with compliance": ["not entered", "100"],
    }


def test_equalities_put_not_disclosed_first_and_the_words_of_other_systems_in_the_same_row():
    gender = rows_of(built("17a", BRIEF))
    assert next(iter(gender)) == "Not disclosed"
    assert gender["Not disclosed"] == ["3", "0", "3", "50%"]
    assert gender["Female"] == ["2", "0", "2", "33%"]
    assert gender["Not recorded"] == ["0", "1", "1", "17%"]
    white = "White: English, Welsh, Scottish, Northern Irish or British"
    assert [*rows_of(built("17b", BRIEF), ["Total"]).items()] == [
        ("Not disclosed", ["4"]), (white, ["2"]), ("Total", ["6"]),
    ]  # fmt: skip
    assert rows_of(built("17c", BRIEF), ["Total"])["No disability"] == ["2"]
    orientation = rows_of(built("17d", BRIEF), ["Total"])
    assert (orientation["Heterosexual"], orientation["Gay or lesbian"]) == (["1"], ["1"])
    assert rows_of(built("17e", BRIEF), ["Total"])["25 to 54"] == ["2"]


def test_what_the_lists_do_not_know_keeps_a_row_of_its_own():
    table = built("17e", brief_of([case(1, age_band="0-14"), case(2)]))
    assert rows_of(table, ["Total"])["0-14"] == ["1"]


def test_only_the_tables_of_equalities_are_sensitive():
    assert {report.code for report in CATALOGUE if report.is_sensitive} == set(EQUALITIES)


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-07", "2024-07-03..2024-07-20"])
@pytest.mark.parametrize("code", ALL)
def test_an_office_without_cases_has_its_tables(code, asked):
    table = built(code, brief_of([], parse_period(asked)))
    assert table.cells
    assert all(cell.number == 0 for _place, cell in table.places())


def test_the_period_decides_what_is_counted():
    march = rows_of(built("15", brief_of(LINES, parse_period("2024-03"))))["Total"]
    assert march == ["1", "100%", "0", "n/a", "1", "100%"]
    assert built("15", BRIEF).period == YEAR
