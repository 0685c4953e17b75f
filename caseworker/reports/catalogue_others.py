"""Tables 20 to 39: what the other published reports show beyond the 2024-25 report, and the work in hand."""

from __future__ import annotations

from caseworker.reports.r03_by_quarter import TABLE_27B
from caseworker.reports.r20_received_where import (
    TABLE_20,
    TABLE_20A,
    TABLE_20B,
    TABLE_20C,
    TABLE_20D,
    TABLE_20E,
)
from caseworker.reports.r21_received_by_stage import TABLE_21, TABLE_21A
from caseworker.reports.r22_causes import TABLE_22, TABLE_22A, TABLE_22B, TABLE_22C
from caseworker.reports.r23_reasons_by_year import TABLE_23, TABLE_23A
from caseworker.reports.r24_trend import TABLE_24, TABLE_24A, TABLE_24B, TABLE_24C
from caseworker.reports.r25_on_time_both_ways import (
    TABLE_25,
    TABLE_25A,
    TABLE_25B,
    TABLE_25C,
    TABLE_25D,
    TABLE_25E,
)
from caseworker.reports.r26_days_taken import TABLE_26, TABLE_26A, TABLE_26B
from caseworker.reports.r27_variance import TABLE_27, TABLE_27A
from caseworker.reports.r28_bridge import TABLE_28, TABLE_28A
from caseworker.reports.r29_outcomes_by_stage import TABLE_29, TABLE_29A, TABLE_29B
from caseworker.reports.r30_requests import TABLE_30, TABLE_30A, TABLE_30B
from caseworker.reports.r31_adjudicator import TABLE_31, TABLE_31A, TABLE_31B, TABLE_31C
from caseworker.reports.r32_ombudsman_years import TABLE_32, TABLE_32A
from caseworker.reports.r34_lateness import TABLE_34, TABLE_34A, TABLE_34B
from caseworker.reports.r35_standards import TABLE_35
from caseworker.reports.r36_weekly_list import TABLE_36, TABLE_36A
from caseworker.reports.r37_performance import TABLE_37, TABLE_37A
from caseworker.reports.r38_corporate_parenting import TABLE_38, TABLE_38A, TABLE_39
from caseworker.reports.table import Report

RECEIVED = (TABLE_20, TABLE_20A, TABLE_20B, TABLE_20C, TABLE_20D, TABLE_20E, TABLE_21, TABLE_21A)
CAUSES = (
    TABLE_22, TABLE_22A, TABLE_22B, TABLE_22C, TABLE_23, TABLE_23A, TABLE_24, TABLE_24A, TABLE_24B, TABLE_24C,
)  # fmt: skip

ON_TIME = (
    TABLE_25, TABLE_25A, TABLE_25B, TABLE_25C, TABLE_25D, TABLE_25E, TABLE_26, TABLE_26A, TABLE_26B, TABLE_27,
    TABLE_27A, TABLE_27B,
)  # fmt: skip
BRIDGE = (TABLE_28, TABLE_28A)
OUTCOMES = (
    TABLE_29, TABLE_29A, TABLE_29B, TABLE_30, TABLE_30A, TABLE_30B, TABLE_31, TABLE_31A, TABLE_31B, TABLE_31C,
    TABLE_32, TABLE_32A,
)  # fmt: skip
LATENESS = (TABLE_34, TABLE_34A, TABLE_34B, TABLE_35)
WORKLOAD = (*BRIDGE, TABLE_36, TABLE_36A, TABLE_37, TABLE_37A)
PARENTING = (TABLE_38, TABLE_38A, TABLE_39)

OTHERS: tuple[Report, ...] = (*RECEIVED, *CAUSES, *ON_TIME, *OUTCOMES, *LATENESS, *WORKLOAD, *PARENTING)
