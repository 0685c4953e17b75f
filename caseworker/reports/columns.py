"""The seven types of case that the tables count, and the order of their columns.

Source: rule book 10.1, tables 1b to 3 of the 2024-25 report. Other kinds (information requests,
compliments, comments, Ombudsman cases) have tables of their own and stand in none of these.
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind

HEADINGS = {
    Kind.CORPORATE: "Corporate Stage 1",
    Kind.STATUTORY: "Children Act Stage 1",
    Kind.GENERAL: "General enquiry",
    Kind.MAYOR: "Mayor enquiry",
    Kind.MEMBER: "Member enquiry",
    Kind.MP: "MP enquiry",
    Kind.CHIEF_EXECUTIVE: "Chief Executive enquiry",
}
"""How the tables name each type, in the order of tables 1b, 2a and 3."""

COUNTED = tuple(HEADINGS)
COMPLAINTS = (Kind.CORPORATE, Kind.STATUTORY)
ENQUIRIES = COUNTED[2:]

BY_MONTH = (*COUNTED[:4], Kind.MP, Kind.MEMBER, Kind.CHIEF_EXECUTIVE)
"""Table 2b alone has MP before Member. Readers who lay it beside the printed one find the same order;
the checks between tables go by heading, never by position."""

UNPLACED = (Kind.UNDECIDED, Kind.CASE_REVIEW)
"""Kinds that belong in these tables but name no column of them: to be decided before publishing."""

TOTAL = "Total"
