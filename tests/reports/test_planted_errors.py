"""The contradictions of the published 2024-25 report, planted one by one into our tables: an identity names each.

The numbers are those of the list of 51 disagreements. A figure that merely differs from its cases is always named
("cases behind"); here the question is whether the tables themselves disagree, as a reader of the paper would find.
"""

from __future__ import annotations

from typing import Any

import pytest

from caseworker.reports.table import Place
from tests.reports.planting import Figure, altered, found, showing

CSC = "Children's Social Care"
EDUCATION = "Education Services"
Misprint = tuple[str, str, str, Figure]


def misprint(code: str, row: str, column: str, figure: Figure) -> Misprint:
    return code, row, column, figure


MEMBER = (
    misprint("3", "Q2", "Member enquiry", (40, 6, 15)),
    misprint("3", "Q3", "Member enquiry", (77, 10, 13)),
)
MP = misprint("3", "Q2", "MP enquiry", (0, 0, 1))
CEO = (
    misprint("3", "Q2", "Chief Executive enquiry", (None, 0, 0)),
    misprint("3", "Q3", "Chief Executive enquiry", (0, 0, 1)),
)
MONTHS = tuple(
    misprint("2b", month, "Total", total) for month, total in (("April", 37), ("July", 38), ("October", 53))
)
MAYOR = (misprint("2a", "Q2", "Mayor enquiry", 12), misprint("2a", "Q3", "Mayor enquiry", 4))
STATUS = "6i"
CARRIED = "Carried over from before"
PLANTED: tuple[tuple[str, str, tuple[Misprint, ...]], ...] = (
    ("1", "row total", MONTHS[:1]),
    ("2", "row total", MONTHS[1:2]),
    ("3", "row total", MONTHS[2:]),
    ("4", "column total", MONTHS),
    ("5", "quarter and months", MAYOR[:1]),
    ("6", "quarter and months", MAYOR[1:]),
    ("7", "quarter and months", MONTHS[:1]),
    ("8", "quarter and months", (misprint("2a", "Q2", "Total", 153),)),
    ("9", "quarter and months", (misprint("2a", "Q3", "Total", 127),)),
    ("10", "percentage", (misprint("3", "Q2", "General enquiry", (40, 6, 10)),)),
    ("11", "due and received", MAYOR[:1]),
    ("12", "due and received", MAYOR[1:]),
    ("13, 14", "due and received", MEMBER[:1]),
    ("15, 16", "due and received", MEMBER[1:]),
    ("17, 18", "due and received", (MP,)),
    ("19, 20", "due and received", CEO[:1]),
    ("21, 22", "due and received", CEO[1:]),
    ("23", "percentage", (misprint("4", EDUCATION, "General enquiry", (50, 11, 14)),)),
    ("24", "percentage", (misprint("4", EDUCATION, "Mayor enquiry", (79, 19, 25)),)),
    ("25", "quarters and divisions", (misprint("3", "Q2", "General enquiry", (60, 6, 10)),)),
    ("26", "quarters and divisions", MEMBER),
    ("27, 28", "quarters and divisions", (MP,)),
    ("29", "share and counts", (misprint("4n", "Answered on time", "Case reviews", (100, 1, 1)),)),
    ("30", "row total", (misprint("5", "Resolved upon receipt", "Total", 1),)),
    ("31", "column total", (misprint("5", "Resolved upon receipt", "Total", 1),)),
    ("32", "percentage", (misprint("5", "Resolved upon receipt", "%", (0, 2, 289)),)),
    ("34", "outcomes and received", (misprint("5r", "Total", "Corporate Stage 1", 163),)),
    ("35", "outcomes and received", (misprint("5r", "Total", "Children Act Stage 1", 126),)),
    ("36", "row total", (misprint(STATUS, "New requests received", "Total", 35),)),
    ("37", "new requests", (misprint(STATUS, "New requests received", "Total", 35),)),
    ("38", "statuses", (misprint(STATUS, CARRIED, f"{CSC}: corporate", 0),)),
    ("39", "statuses", (misprint(STATUS, CARRIED, "Total", 0),)),
    ("40", "statuses", (misprint(STATUS, "New and carried over", "Total", 40),)),
    ("41", "outcomes and reasons", (misprint("7", "Total", "Total", 32),)),
    ("42", "outcomes and reasons", (misprint("7", "Total", "Corporate", 15),)),
    ("43", "outcomes and reasons", (misprint("7", "Total", "Statutory", 17),)),
    ("44", "outcomes and reasons", (misprint("7", "Total", "Statutory", 21),)),
    ("47", "column total", (misprint("13c", "Total", "Requests", (58, 159, 276)),)),
    ("48", "percentage", (misprint("13c", "Total", "Requests", (58, 179, 276)),)),
    ("49", "row total", (misprint("13b", "2023-24", "Total", 261),)),
    ("50", "row total", (misprint("13b", "2022-23", "Requests", 233),)),
    ("51", "requests by year", (misprint("13d", "2022-23", "Performance", (81, 190, 233)),)),
    ("45", "escalated", (misprint("7b", "2023-24", "Complaints received", 212),)),
)


@pytest.mark.parametrize(("number", "kind", "misprints"), PLANTED, ids=[number for number, *_ in PLANTED])
def test_a_planted_error_is_named_with_its_place(
    sample_pack: Any, number: str, kind: str, misprints: tuple[Misprint, ...]
):
    tables = sample_pack("2024-25").tables
    for code, row, column, figure in misprints:
        tables = altered(tables, Place(code, row, column), showing(figure))
    disagreements = found(tables)
    assert kind in disagreements, (number, sorted(disagreements))
    places = {Place(code, row, column) for code, row, column, _figure in misprints}
    assert any(places & set(each.places) for each in disagreements[kind])
    assert all(each.sentence.endswith(".") for each in disagreements[kind])


def test_rounding_is_no_error(sample_pack: Any):
    """Number 33: percentages may add up to 99. Each must be its own fraction; nothing is said of their sum."""
    themes = next(table for table in sample_pack("2024-25").tables if table.code == "5a")
    shown = [row[-1].percent or 0 for row in themes.cells[:-1]]
    assert sum(shown) != 100
    assert found([themes]) == {}


def test_the_decisions_of_table_10_are_those_of_table_11(sample_pack: Any):
    """Number 46: one decision printed for all three. Ours are worked out from the same three cases."""
    tables = {table.code: table for table in sample_pack("2024-25").tables}
    received, completed = tables["10"].cell("Total", "Decision"), tables["11"]
    assert received.words.split("; ") == [
        completed.cell(row, "Decision").text for row in completed.row_headings
    ]
    cases = {number for row in completed.cells for number in row[0].cases()}
    assert set(received.cases()) == cases
