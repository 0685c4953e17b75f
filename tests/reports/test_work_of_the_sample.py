"""The work in hand of the sample office: names, heads and targets are looked up, and the figures are those printed."""

from __future__ import annotations

from datetime import date

from caseworker.actions.next_steps_listed import CLOSED, listed_in_full
from caseworker.actions.report_documents import document_of
from caseworker.actions.reports import build_pack, one_table, table_bytes
from caseworker.actions.work_in_hand import next_step_of, targets_on
from caseworker.domain.periods import parse_period
from caseworker.reports.as_csv import csv_files
from tests.reports.small_office import row


def test_the_list_names_cases_and_heads(sample_pack):
    found = one_table(sample_pack("2024-25"), "36")
    assert row(found, "CYP1045672")["Head of service"] == "Piotr Zieliński"
    assert row(found, "CYP1045672")["Next step"] == "Give the case an owner"
    assert (
        len(found.row_headings)
        == one_table(sample_pack("2024-25"), "28").cell("Total", "Carried forward").value
    )


def test_targets_come_from_the_settings_and_the_timescales(sample_office):
    assert targets_on(sample_office, date(2025, 3, 31))["Corporate Stage 1"] == 90
    assert "Children Act Stage 1" not in targets_on(sample_office, date(2025, 3, 31))


def test_standards_name_every_step_once(sample_pack):
    found = one_table(sample_pack("2024-25"), "35")
    assert row(found, "Corporate complaints: Answer at stage 1")["Time allowed"] == "10 working days"
    assert len(set(found.row_headings)) == len(found.row_headings)


def test_the_published_shares_stand_in_the_tables_by_every_measure(sample_pack):
    pack = sample_pack("2024-25")
    assert row(one_table(pack, "25b"), "Total")["By the current deadline"] == "47% (249/526)"
    assert row(one_table(pack, "25"), "FOI request")["By the current deadline"] == "65% (179/276)"
    assert row(one_table(pack, "20b"), "MP enquiry")["2024-25"] == "124"


def test_a_case_that_is_over_has_no_next_step(sample_office):
    from caseworker.storage.case_lists import rows_by_number

    with sample_office.reading_lists() as raw:
        over = next(row for row in rows_by_number(raw, range(1, 3000)) if not row.status.is_active)
    assert next_step_of(sample_office, over) == ""


def test_the_weekly_list_tells_each_head_of_service_what_has_to_be_done(sample_office):
    now = build_pack(sample_office, parse_period("2025-10"))
    lists = document_of(sample_office, "weekly", now).tables[1:]
    assert len({table.title for table in lists}) == len(lists) > 1
    steps = {
        heading: row[-1].text
        for table in lists
        for heading, row in zip(table.row_headings, table.cells, strict=True)
    }
    assert steps["CYP-2025-0007"].startswith("Chase Corporate Parenting: the reply was due")
    assert steps["CYP-2025-0013"] == "Answer."  # the day stands in a column of its own
    assert steps["CYP1043135"] == CLOSED
    files = [name for name, _content in csv_files(document_of(sample_office, "weekly", now))]
    assert len(files) == len(set(files)) == 2 + len(lists)  # the list of every head, beside notes and summary


def test_a_copy_of_a_past_month_has_no_steps_of_today(sample_office):
    then = build_pack(sample_office, parse_period("2025-10"), known_on=date(2025, 10, 1))
    texts = {
        row[-1].text for table in document_of(sample_office, "weekly", then).tables[1:] for row in table.cells
    }
    assert CLOSED not in texts


def test_table_36_alone_says_what_the_weekly_list_says(sample_office):
    now = build_pack(sample_office, parse_period("2025-10"))
    shown = listed_in_full(sample_office, now, one_table(now, "36"))
    assert row(shown, "CYP-2025-0013")["Next step"] == "Answer."
    written = table_bytes(sample_office, now, one_table(now, "36"), "csv").decode("utf-8-sig")
    assert row(shown, "CYP-2025-0007")["Next step"] in written


def test_a_stage_that_ended_after_the_day_of_the_list_has_no_next_step(sample_office, sample_pack):
    shown = listed_in_full(sample_office, sample_pack("2024-25"), one_table(sample_pack("2024-25"), "36"))
    assert row(shown, "CYP1045523")["Next step"] == "–"
    assert row(shown, "CYP1043135")["Next step"] == CLOSED
