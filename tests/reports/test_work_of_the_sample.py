"""The work in hand of the sample office: names, heads and targets are looked up, and the figures are those printed."""

from __future__ import annotations

from datetime import date

from caseworker.actions.reports import one_table
from caseworker.actions.work_in_hand import next_step_of, targets_on
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
