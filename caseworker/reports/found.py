"""What was found of a complaint, in the few groups that tables compare; the Ombudsman's words are sorted in.

Source: rule book section 8 (outcomes), 10.1 (LEW20 4, WF20 5, LEW20 9).
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain import ombudsman
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.measured import Column, count_of

UPHELD, PARTLY, NOT_UPHELD = "Upheld", "Partly upheld", "Not upheld"
ON_RECEIPT, WITHDRAWN, OTHER, NONE_YET = "Resolved upon receipt", "Withdrawn", "Other outcome", "None yet"
NUMBER = "Number"

CODES: Mapping[str, tuple[str, ...]] = {
    UPHELD: ("upheld", *ombudsman.UPHELD),
    PARTLY: ("partly_upheld",),
    NOT_UPHELD: ("not_upheld", "no_fault", "no_further_action"),
    ON_RECEIPT: ("resolved_on_receipt",),
    WITHDRAWN: ("withdrawn", "discontinued"),
}
"""The codes of each group."""
IN_FAVOUR = (*CODES[UPHELD], *CODES[PARTLY])
DECIDED = (*IN_FAVOUR, *CODES[NOT_UPHELD])
"""Decided on its merits: what the share upheld or partly upheld is a share of."""
PARTS = (*CODES, OTHER, NONE_YET)


def found_columns(brief: Brief) -> tuple[Column, ...]:
    """How many, and how many of each group; the groups add up to the number."""
    known = tuple(code for codes in CODES.values() for code in codes)
    recorded = brief.stages.recorded("outcome")
    return (
        count_of(NUMBER),
        *(count_of(heading, having(brief, codes)) for heading, codes in CODES.items()),
        count_of(OTHER, recorded - having(brief, known)),
        count_of(NONE_YET, brief.stages.all - recorded),
    )


def having(brief: Brief, codes: tuple[str, ...]) -> Rows:
    """The stages with one of these outcomes."""
    return brief.stages.where(outcome=codes)
