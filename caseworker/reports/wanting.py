"""What should be on record of a case by the time a table counts it, and is not: listed to be mended, never guessed.

What nobody need say (ward, status of the child, equalities) is not among it: it stands in its row and no more. Source:
rule book REC-1, REC-3; the same rule as of what a case still needs (`domain/needs.py`), for every case a table counts,
imported ones too.
"""

from __future__ import annotations

from caseworker.domain.findings import WITHOUT_CAUSE
from caseworker.domain.populations import Rows
from caseworker.reports.columns import COMPLAINTS
from caseworker.reports.table import Missing

ROOT_CAUSE, CATEGORY, LATE_REASON = "the root cause", "the main category", "the reason for lateness"
BECAME, DECISION = "what became of the request", "the decision"
DECIDED, OVER = ("answered", "closed"), ("answered", "closed", "withdrawn")


def of_cause(rows: Rows) -> Missing:
    """The complaints decided or closed whose root cause nobody chose; none is asked of those withdrawn or returned."""
    return Missing(ROOT_CAUSE, _decided_complaints(rows.where(root_cause="")))


def of_category(rows: Rows) -> Missing:
    """The complaints of any state without a main category."""
    return Missing(CATEGORY, _complaints(rows.where(theme="")))


def of_late_reason(late: Rows) -> Missing:
    """The late answers nobody explained."""
    return Missing(LATE_REASON, late.where(late_reason=""))


def of_request(requests: Rows) -> Missing:
    """The requests to go further that are over, of which nothing says whether they were accepted."""
    return Missing(BECAME, requests.where(request_outcome="", stage_status=OVER))


def of_decision(stages: Rows) -> Missing:
    """The Ombudsman's complaints that are over without a decision on record."""
    return Missing(DECISION, stages.where(outcome="", stage_status=OVER))


def _complaints(rows: Rows) -> Rows:
    return rows.where(kind=tuple(kind.value for kind in COMPLAINTS))


def _decided_complaints(rows: Rows) -> Rows:
    return _complaints(rows).where(stage_status=DECIDED) - rows.where(outcome=WITHOUT_CAUSE)
