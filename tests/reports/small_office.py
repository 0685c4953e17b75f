"""A small office whose tables can be counted by hand: July and August 2024, twelve stages of nine cases.

Stage 1 complaints: 1 (corporate, SEND, on time, went to stage 2), 2 (corporate, late), 3 (Children Act, extended and
on time by it), 4 (Children Act, open), 5 (corporate of June, withdrawn in July). Enquiry: 6 (MP, on time). Requests:
7 (FOI, open). 8 (compliment). 9 (corporate of last July, answered then; later the adjudicator and the Ombudsman).
"""

from __future__ import annotations

from typing import Any

from caseworker.domain.periods import Period, parse_period
from caseworker.reports.brief import Brief
from caseworker.reports.catalogue import find
from caseworker.reports.table import Table
from tests.reports.example_facts import brief_of, stage_line

JULY = parse_period("2024-07")
SEND, CARE = {"service": "Integrated Services & SEND"}, {
    "service": "Corporate Parenting", "division": "Children's Social Care",
}  # fmt: skip


def answered(day: str, *, due: str, original: str = "", **said: Any) -> dict[str, Any]:
    """What a stage holds that was answered on a day."""
    before = original or due
    return {
        "answered_on": day, "ended_on": day, "to_on": day, "due_on": due, "original_due_on": before,
        "on_time": "1" if day <= due else "", "on_time_original": "1" if day <= before else "",
        "stage_status": "answered", "status": "closed", "closed_on": day,
        "is_extended": "1" if original else "", **said,
    }  # fmt: skip


LINES = (
    stage_line(
        1, from_on="2024-07-01", root_cause="Delay", theme="Communication",
        **answered("2024-07-11", due="2024-07-15", outcome="upheld"), **SEND,
        acknowledge_by="2024-07-03", acknowledged_on="2024-07-02",
    ),
    stage_line(
        2, from_on="2024-07-02", root_cause="Delay", theme="Communication",
        **answered("2024-07-30", due="2024-07-16", outcome="not_upheld", late_reason="our_delay"), **SEND,
        acknowledge_by="2024-07-04", acknowledged_on="2024-07-09",
    ),
    stage_line(
        3, from_on="2024-07-03", root_cause="Staff conduct", theme="Contact with family", kind="CA", procedure="CA",
        **answered("2024-07-26", due="2024-07-31", original="2024-07-17", outcome="partly_upheld"), **CARE,
        child_status="looked_after", raised_by="Young person",
    ),
    stage_line(
        4, from_on="2024-07-29", theme="Contact with family", kind="CA", procedure="CA", due_on="2024-08-12",
        original_due_on="2024-08-12", **CARE,
    ),
    stage_line(
        5, from_on="2024-06-24", theme="Communication", **SEND, to_on="2024-07-04", ended_on="2024-07-04",
        withdrawn_on="2024-07-04", stage_status="withdrawn", status="withdrawn", due_on="2024-07-08",
        original_due_on="2024-07-08", outcome="withdrawn",
    ),
    stage_line(
        6, from_on="2024-07-08", kind="MP", step="ENQ", procedure="ENQ",
        **answered("2024-07-10", due="2024-07-22", outcome="answered"), **CARE,
    ),
    stage_line(7, from_on="2024-05-01", kind="FOI", step="FOI", procedure="FOI", due_on="2024-05-30",
               original_due_on="2024-05-30"),
    stage_line(8, from_on="2024-07-09", kind="COMPL", step="COMPL", procedure="", to_on="2024-07-09",
               ended_on="2024-07-09", stage_status="closed", status="closed"),
    stage_line(
        9, from_on="2023-07-03", root_cause="Delay", theme="Communication",
        **answered("2023-07-10", due="2023-07-17", outcome="upheld"), **SEND,
    ),
    stage_line(  # stage 2 of case 1, accepted and open
        11, case_n=1, from_on="2024-07-22", received_on="2024-07-01", is_first="", step="S2", due_on="2024-08-19",
        original_due_on="2024-08-19", request_outcome="accepted", **SEND,
    ),
    stage_line(  # the adjudicator on case 9
        12, case_n=9, from_on="2024-06-03", received_on="2023-07-03", is_first="", step="ADJ", theme="Communication",
        **answered("2024-07-05", due="2024-07-15", outcome="upheld", compensation="250"), **SEND,
    ),
    stage_line(  # the Ombudsman on case 9; names no day
        13, case_n=9, from_on="2024-07-12", received_on="2023-07-03", is_first="", step="LGO", procedure="LGO", **SEND,
    ),
)  # fmt: skip


def brief(period: Period = JULY) -> Brief:
    """What the tables of a period are built from."""
    return brief_of(LINES, period)


def table(code: str, period: Period = JULY) -> Table:
    """A table of the small office."""
    return find(code).build(brief(period))


def row(found: Table, heading: str) -> dict[str, str]:
    """A row of a table as read, by column."""
    cells = found.cells[found.row_headings.index(heading)]
    return {column: cell.text for column, cell in zip(found.column_headings, cells, strict=True)}
