"""Tables 12 to 19: advocacy, requests for information, people, compensation, actions and learning."""

from __future__ import annotations

from caseworker.reports.r12_advocacy import TABLE_12, TABLE_12A, TABLE_12B, TABLE_12C, TABLE_12D
from caseworker.reports.r13_information import TABLE_13A, TABLE_13B, TABLE_13C, TABLE_13D
from caseworker.reports.r13_official import TABLE_13E
from caseworker.reports.r13_other_requests import TABLE_13F, TABLE_13G, TABLE_13H
from caseworker.reports.table import Report

ADVOCACY = (TABLE_12, TABLE_12A, TABLE_12B, TABLE_12C, TABLE_12D)
INFORMATION = (TABLE_13A, TABLE_13B, TABLE_13C, TABLE_13D, TABLE_13E, TABLE_13F, TABLE_13G, TABLE_13H)

PEOPLE_AND_LEARNING: tuple[Report, ...] = (*ADVOCACY, *INFORMATION)
