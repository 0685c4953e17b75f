"""Every report that can be asked for, in the order of the published report."""

from __future__ import annotations

from caseworker.errors import RuleError
from caseworker.reports.brief import Brief
from caseworker.reports.catalogue_others import OTHERS
from caseworker.reports.catalogue_people import PEOPLE_AND_LEARNING
from caseworker.reports.r01_received_by_year import TABLE_1A, TABLE_1B
from caseworker.reports.r02_received_in_period import TABLE_2A, TABLE_2B
from caseworker.reports.r03_by_quarter import TABLE_3A, TABLE_3B
from caseworker.reports.r03_on_time import TABLE_3
from caseworker.reports.r04_on_time_by_division import TABLE_4
from caseworker.reports.r05_reviews_payments import TABLE_4_1, TABLE_4_2, TABLE_4N
from caseworker.reports.r06_outcomes import TABLE_5, TABLE_5R
from caseworker.reports.r07_themes import TABLE_5A, TABLE_5B
from caseworker.reports.r08_stage_2 import TABLE_6, TABLE_6I, TABLE_7B
from caseworker.reports.r09_stage_2_outcomes import TABLE_7, TABLE_7A
from caseworker.reports.r10_stage_3 import TABLE_8, TABLE_9
from caseworker.reports.r11_ombudsman import TABLE_10, TABLE_10A, TABLE_11
from caseworker.reports.r12_growth import TABLE_C
from caseworker.reports.table import Report, Table

CATALOGUE: tuple[Report, ...] = (
    TABLE_1A, TABLE_1B, TABLE_2A, TABLE_2B, TABLE_3, TABLE_3A, TABLE_3B, TABLE_4,
    TABLE_4N, TABLE_4_1, TABLE_4_2, TABLE_5, TABLE_5R, TABLE_5A, TABLE_5B, TABLE_6, TABLE_6I, TABLE_7B, TABLE_7,
    TABLE_7A, TABLE_8, TABLE_9, TABLE_10, TABLE_10A, TABLE_11, *PEOPLE_AND_LEARNING, TABLE_C,
    *OTHERS,
)  # fmt: skip


def find(code: str) -> Report:
    """The report called by that code: "2a", "2A" or "Table 2a".

    Raises:
        RuleError: there is none; names those there are.
    """
    wanted = code.strip().lower().removeprefix("table").strip()
    for report in CATALOGUE:
        if report.code == wanted:
            return report
    known = ", ".join(report.code for report in CATALOGUE)
    raise RuleError(f"There is no report “{code}”. The reports are {known}.", field="report")


def build_all(brief: Brief) -> tuple[Table, ...]:
    """Every table for the period."""
    return tuple(report.build(brief) for report in CATALOGUE)
