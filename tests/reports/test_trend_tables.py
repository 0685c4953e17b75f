"""Tables 20 to 24: what came in, from where and of what, counted by hand in a small office."""

from __future__ import annotations

from caseworker.domain.periods import parse_period
from tests.reports.small_office import row, table


def test_received_by_directorate_stands_beside_the_years_before_with_change_and_share():
    found = table("20")
    assert found.column_headings == ("July 2022", "July 2023", "July 2024", "Change", "Of total")
    assert list(row(found, "Education Services").values()) == ["0", "1", "2", "+100%", "40%"]
    assert list(row(found, "Children's Social Care").values()) == ["0", "0", "3", "n/a", "60%"]
    assert list(row(found, "Total").values()) == ["0", "1", "5", "+400%", "100%"]


def test_received_by_service_opens_its_cases():
    cell = table("20a").cell("Corporate Parenting", "July 2024")
    assert (cell.value, cell.cases()) == (3, (3, 4, 6))


def test_a_compliment_stands_beside_the_complaints_and_not_among_them():
    found = table("20c")
    assert row(found, "Total")["Compliment"] == "1"
    assert found.cell("Total", "Total").cases() == (1, 2, 3, 4, 6, 8)


def test_a_stage_counts_on_the_day_it_was_asked_for():
    assert list(row(table("21"), "Corporate").values()) == ["2", "1", "0", "0", "1"]
    june = table("21", parse_period("2024-06"))
    assert list(row(june, "Total").values()) == ["1", "0", "0", "1", "0"]


def test_stages_by_service_have_the_totals_of_stages_by_procedure():
    by_service, by_procedure = table("21a"), table("21")
    assert row(by_service, "Total") == row(by_procedure, "Total")


def test_causes_come_with_what_was_found_and_how_many_went_further():
    found = row(table("22"), "Delay")
    assert (found["Number"], found["Upheld"], found["Not upheld"], found["Went further"]) == (
        "2",
        "1",
        "1",
        "1",
    )
    assert row(table("22"), "Not recorded")["None yet"] == "1"


def test_only_what_had_gone_further_by_the_last_day_counts():
    before_the_request = parse_period("2024-07-01..2024-07-21")
    assert row(table("22a", before_the_request), "Communication")["Went further"] == "0"
    assert row(table("22a"), "Communication")["Went further"] == "1"


def test_causes_of_closed_complaints_count_the_withdrawn_one_of_june_and_not_the_open_one():
    found = table("22c")
    assert found.cell("Total", "Total").cases() == (1, 2, 3, 5)


def test_the_share_upheld_is_of_those_decided_in_rows_and_total_alike():
    found = table("24")
    share = "Upheld or partly upheld"
    assert row(found, "Delay")[share] == "50% (1/2)"
    assert row(found, "Not recorded")[share] == "n/a"
    assert row(found, "Total")[share] == "67% (2/3)"
    assert row(found, "Total")["Number"] == "4"


def test_the_ombudsmans_open_case_has_no_outcome_yet():
    assert row(table("24c"), "Total")["None yet"] == "1"
    assert row(table("32a"), "Not recorded")["July 2024"] == "1"


def test_compliments_are_counted_by_service():
    assert list(row(table("20d"), "Not recorded").values()) == ["0", "0", "1", "n/a", "100%"]
