"""Tables 29 to 32: outcomes at every stage, requests to go further, the adjudicator, the Ombudsman."""

from __future__ import annotations

from tests.reports.small_office import row, table


def test_outcomes_are_those_of_the_stages_that_ended():
    found = table("29")
    assert list(row(found, "Total").values()) == ["4", "0", "1", "5", "100%"]
    assert found.cell("Upheld", "Stage 3").cases() == (9,)
    assert row(found, "Withdrawn")["Stage 1"] == "1"


def test_outcomes_by_procedure_add_up_to_outcomes_by_stage():
    by_stage, by_procedure = table("29"), table("29a")
    for heading in by_stage.row_headings:
        both = (
            by_procedure.cell(heading, "Corporate Stage 1"),
            by_procedure.cell(heading, "Children Act Stage 1"),
        )
        assert sum(cell.number for cell in both) == by_stage.cell(heading, "Stage 1").number


def test_every_request_counts_and_its_rate_says_what_it_is_set_against():
    found = table("30")
    assert list(row(found, "Accepted").values()) == ["1", "0", "1", "25.0"]
    assert "requests of its row, not the accepted ones" in found.note


def test_who_went_further_is_a_share_of_those_answered():
    found = row(table("30b"), "Corporate")
    assert (found["Stage 1 answered"], found["Went on to stage 2"]) == ("2", "50% (1/2)")


def test_what_the_adjudicator_awarded_is_summed_and_averaged():
    found = row(table("31"), "July 2024")
    assert (found["Determined"], found["Compensation"], found["Average"]) == ("1", "£250", "£250")
    assert row(table("31"), "July 2023")["Average"] == "n/a"
    assert row(table("31a"), "Education Services")["On time"] == "100% (1/1)"


def test_an_award_of_250_pounds_stands_under_at_most_250():
    found = table("31c")
    assert [cells[0].text for cells in found.cells] == ["0", "0", "1", "0", "0", "0", "1"]
    assert row(found, "£100 to £250")["Compensation"] == "£250"
    assert row(table("31b"), "Communication")["Determined"] == "1"


def test_the_ombudsmans_case_is_received_and_not_decided():
    found = row(table("32"), "July 2024")
    assert (found["Received"], found["Decided"], found["Upheld"]) == ("1", "0", "n/a")
