"""Tables 12 to 19: advocacy, requests for information, people, compensation, actions and learning."""

from __future__ import annotations

from caseworker.reports.r12_advocacy import TABLE_12, TABLE_12A, TABLE_12B, TABLE_12C, TABLE_12D
from caseworker.reports.r13_information import TABLE_13A, TABLE_13B, TABLE_13C, TABLE_13D
from caseworker.reports.r13_official import TABLE_13E
from caseworker.reports.r13_other_requests import TABLE_13F, TABLE_13G, TABLE_13H
from caseworker.reports.r14_who import TABLE_14, TABLE_14A, TABLE_14B, TABLE_14C, TABLE_15
from caseworker.reports.r16_outside import TABLE_16A, TABLE_16B, TABLE_16C
from caseworker.reports.r16_ward import TABLE_16
from caseworker.reports.r17_equalities import TABLE_17A, TABLE_17B, TABLE_17C, TABLE_17D, TABLE_17E
from caseworker.reports.r18_compensation import TABLE_18, TABLE_18A, TABLE_18B
from caseworker.reports.r19_actions import TABLE_19, TABLE_19A, TABLE_19B, TABLE_19D
from caseworker.reports.r19_remedies import TABLE_19C
from caseworker.reports.table import Report

ADVOCACY = (TABLE_12, TABLE_12A, TABLE_12B, TABLE_12C, TABLE_12D)
INFORMATION = (TABLE_13A, TABLE_13B, TABLE_13C, TABLE_13D, TABLE_13E, TABLE_13F, TABLE_13G, TABLE_13H)
PEOPLE = (
    TABLE_14, TABLE_14A, TABLE_14B, TABLE_14C, TABLE_15, TABLE_16, TABLE_16A, TABLE_16B, TABLE_16C,
    TABLE_17A, TABLE_17B, TABLE_17C, TABLE_17D, TABLE_17E,
)  # fmt: skip
LEARNING = (TABLE_18, TABLE_18A, TABLE_18B, TABLE_19, TABLE_19A, TABLE_19B, TABLE_19C, TABLE_19D)

PEOPLE_AND_LEARNING: tuple[Report, ...] = (*ADVOCACY, *INFORMATION, *PEOPLE, *LEARNING)
