"""Tables 35 to 39: standards, the weekly list, the performance sheet, corporate parenting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseworker.domain.outside_figures import OutsideFigure, OutsideFigures
from caseworker.domain.periods import parse_period
from caseworker.reports.catalogue import find
from caseworker.reports.catalogue_others import OTHERS
from caseworker.reports.in_words import in_words
from caseworker.reports.r36_weekly_list import heads_in, of_head
from caseworker.reports.r37_performance import period_before
from caseworker.reports.work_in_hand import CaseLine, Standard, WorkInHand
from tests.reports.small_office import JULY, brief, row, table

WORK = WorkInHand(
    lines=lambda numbers: {n: CaseLine(f"CYP-{n}", "Ann Field", "Answer") for n in numbers if n != 4},
    head_of=lambda service, _division: "Siân O’Brien" if service == "Corporate Parenting" else "",
    standards=(
        Standard("Corporate complaints", "Answer at stage 1", "10 working days", "20 working days", "", 90),
    ),
)


def worked(code, period=JULY, **said):
    return find(code).build(replace(brief(period), work=WORK, **said))


def test_the_list_has_one_line_for_each_open_stage_by_head_and_date():
    found = worked("36")
    assert found.row_headings == ("Restricted case 1", "CYP-7", "CYP-1", "CYP-9")
    assert list(row(found, "CYP-7").values()) == [
        "No head of service known", "FOI request", "30 May 2024", "44 over", "Ann Field", "Answer",
    ]  # fmt: skip
    assert row(found, "CYP-1")["Days"] == "13 to go"
    assert row(found, "CYP-9")["Due"] == "–"
    assert found.cell("CYP-7", "Owner").cases() == (7,)


def test_a_case_that_may_not_be_seen_shows_no_reference_owner_or_step():
    found = row(worked("36"), "Restricted case 1")
    assert (found["Head of service"], found["Owner"], found["Next step"]) == ("Siân O’Brien", "–", "–")


def test_the_list_is_of_today_when_the_period_is_not_over():
    found = worked("36", parse_period("2024-07-01..2024-12-31"), data_on=date(2024, 8, 12))
    assert "As of 12 August 2024." in found.note
    assert row(found, "Restricted case 1")["Days"] == "today"


def test_the_list_of_one_head_holds_their_lines_alone():
    whole = worked("36")
    assert heads_in(whole) == ("Siân O’Brien", "No head of service known")
    of_nobody = of_head(whole, "No head of service known")
    assert of_nobody.row_headings == ("CYP-7", "CYP-1", "CYP-9")
    assert of_nobody.column_headings == whole.column_headings[1:]
    assert of_nobody.cell("CYP-7", "Days").text == "44 over"
    assert len(of_head(whole, "Siân O’Brien").cells) == 1


def test_each_head_of_service_has_open_late_and_due_soon():
    found = worked("36a")
    assert list(row(found, "Siân O’Brien").values()) == ["1", "0", "0", "1", "0"]
    assert list(row(found, "No head of service known").values()) == ["3", "1", "0", "1", "1"]


def test_the_performance_sheet_stands_against_the_month_before_and_the_target():
    found = row(worked("37", targets={"Corporate Stage 1": 90}), "Corporate Stage 1")
    assert list(found.values()) == [
        "2", "1", "+100%", "2", "50% (1/2)", "n/a", "n/a", "90%", "\N{MINUS SIGN}40", "0", "0",
    ]  # fmt: skip
    assert "Received in June 2024" in found
    assert row(table("37"), "MP enquiry")["Target"] == "–"


def test_beside_a_quarter_stands_the_quarter_before_and_beside_a_year_the_year_before():
    assert period_before(brief(parse_period("2024-25-Q1"))).label == "Quarter 4, 2023-24"
    assert period_before(brief(parse_period("2024-03"))).label == "February 2024"
    assert period_before(brief(parse_period("2024-25"))).label == "2023-24"


def test_the_sheet_by_service_counts_first_stages():
    assert row(table("37a"), "Total")["Open"] == "1"
    assert in_words(table("37a")) == "On time: 3 of 4 answers, 75%, in July 2024."


def test_standards_are_those_in_force():
    found = worked("35")
    assert found.row_headings == ("Corporate complaints: Answer at stage 1",)
    assert [cell.text for cell in found.cells[0]] == ["10 working days", "20 working days", "90%", "–"]


def test_corporate_parenting_is_the_service_and_the_children_in_care():
    assert table("38").cell("Total", "July 2024").cases() == (3, 4)
    assert row(table("38a"), "Staff conduct")["Partly upheld"] == "1"


def test_a_rate_needs_the_number_of_children():
    day = date(2024, 7, 1)
    known = OutsideFigure("service_population", "Looked after", 400, day, day, "Return SSDA903", day)
    found = row(worked("39", outside=OutsideFigures((known,))), "Looked after")
    assert list(found.values()) == ["1", "400", "2.5"]
    assert row(table("39"), "Looked after")["For each 1,000"] == "not entered"


def test_what_names_cases_or_officers_is_for_the_service_alone():
    assert [report.code for report in OTHERS if report.is_internal] == ["36", "36a"]
