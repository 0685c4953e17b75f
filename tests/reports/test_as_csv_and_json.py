"""Tables as files for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.periods import parse_period
from caseworker.domain.words import without_controls
from caseworker.reports.as_csv import FORMULA_STARTS, shown_as_text, to_csv
from caseworker.reports.as_json import to_json
from caseworker.reports.catalogue import CATALOGUE, find
from caseworker.reports.cells import DAY, Cell
from caseworker.reports.shown import show
from caseworker.reports.spread import spread
from tests.reports.example_facts import sample_brief
from tests.reports.golden_help import assert_golden


@pytest.mark.parametrize("code", ["1a", "1b", "2a", "2b", "3", "4"])
def test_the_year_is_written_as_in_the_golden_files(code):
    table = find(code).build(sample_brief())
    assert_golden(f"{table.file_stem}.csv", to_csv(show(table)))
    assert_golden(f"{table.file_stem}.json", to_json(table))


def test_a_quarter_is_written_as_in_the_golden_file():
    second = parse_period("2024-25-Q2")
    table = find("3").build(sample_brief(second))
    assert_golden(f"{table.file_stem}.json", to_json(table))


@pytest.mark.parametrize("report", CATALOGUE, ids=lambda report: report.code)
def test_csv_says_what_the_page_says(report):
    table = report.build(sample_brief())
    lines = list(csv.reader(io.StringIO(to_csv(show(table)).decode("utf-8-sig"), newline="")))
    columns = spread(show(table))
    places = [column.place for column in columns]
    own = [places.index(place) + 1 for place in range(len(table.column_headings))]
    for at, heading in zip(own, table.column_headings, strict=True):
        assert lines[0][at].startswith(" ".join(heading.split())), "a number may follow where two are alike"
    assert [line[0] for line in lines[1:]] == list(table.row_headings)
    assert [[line[at] for at in own] for line in lines[1:]] == [
        [_told(c) for c in row] for row in table.cells
    ]


def _told(cell: Cell) -> str:
    """What stands in the file: the words of the page; a day as spreadsheets read it."""
    is_day = cell.column == DAY and cell.value is not None
    return date.fromordinal(int(cell.value)).isoformat() if is_day else cell.text


def test_csv_gives_the_parts_of_each_share_columns_of_their_own():
    lines = list(csv.reader(io.StringIO(to_csv(show(find("3").build(sample_brief()))).decode("utf-8-sig"))))
    name = lines[0][1]
    assert lines[0][1:4] == [name, f"{name} (number)", f"{name} (out of)"]
    assert lines[1][1:4] == ["33% (14/43)", "14", "43"]


def test_excel_on_windows_knows_the_csv_by_its_mark_and_line_ends():
    written = to_csv(show(find("2a").build(sample_brief())))
    assert written.startswith(b"\xef\xbb\xbfQuarter,Corporate Stage 1,")
    assert written.count(b"\r\n") == written.count(b"\n") == 6


@given(st.text(max_size=20))
def test_no_heading_is_taken_for_a_formula(heading):
    shown = show(find("1a").build(sample_brief()))
    table = replace(shown, row_headings=(heading,), row_heading=heading)
    written = [line[0] for line in csv.reader(io.StringIO(to_csv(table).decode("utf-8-sig"), newline=""))]
    kept = without_controls(heading)
    assert written == [shown_as_text(kept)] * 2
    assert not written[0].startswith(FORMULA_STARTS)
    assert written[0].removeprefix("'") == kept.removeprefix("'")


@pytest.mark.parametrize("value", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_compute_is_shown_as_text(value):
    assert shown_as_text(value) == f"'{value}"


def test_json_keeps_the_parts_of_a_share_and_null_where_nothing_was_due():
    data = json.loads(to_json(find("3").build(sample_brief())))
    assert data["cells"][0][0] == {"percent": 33, "numerator": 14, "denominator": 43}
    assert data["cells"][2][6] == {"percent": None, "numerator": 0, "denominator": 0}
    assert (data["period"], data["first_day"], data["last_day"]) == ("2024-25", "2024-04-01", "2025-03-31")
    assert data["left_out"] == 2


@pytest.mark.parametrize("asked", ["2024-25", "2024-25-Q2", "2024-25-M07", "2024-05-15..2024-08-20"])
def test_the_period_in_json_is_the_one_the_command_line_reads(asked):
    period = parse_period(asked)
    data = json.loads(to_json(find("2a").build(sample_brief(period))))
    assert data["period"] == asked
    assert parse_period(data["period"]) == period


def test_a_file_name_holds_no_character_that_windows_refuses():
    period = parse_period("2024-05-15..2024-08-20")
    assert find("1a").build(sample_brief(period)).file_stem == "table-1a-2024-05-15-to-2024-08-20"
