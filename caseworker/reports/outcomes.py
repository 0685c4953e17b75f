"""What stands along the side of the tables of outcomes: the printed rows, and whatever else was recorded.

No case is lost: what has no outcome stands in a row of its own as open, or as not recorded once it has ended, and is
then listed to be mended.
"""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.axes import NOT_RECORDED, Axis, Entry
from caseworker.reports.brief import Brief

NO_OUTCOME_YET = "No outcome yet"
WENT_ON = "Went on unanswered"
"""Left for the next stage without an answer: there is no outcome, and none to come."""
RETURNED = "Returned / Withdrawn"
CASE_REVIEWS = "Case Reviews"
UPHELD, PARTLY_UPHELD, NOT_UPHELD = "Upheld", "Partly upheld", "Not upheld"
_STAGE_1_ROWS = (
    (NOT_UPHELD, ("not_upheld",)),
    (PARTLY_UPHELD, ("partly_upheld",)),
    (UPHELD, ("upheld",)),
    (RETURNED, ("returned", "withdrawn")),
    ("Resolved upon receipt", ("resolved_on_receipt",)),
)
_WENT_NO_FURTHER = ("rejected", "withdrawn", "adr")
_STAGE_2_ROWS = _STAGE_1_ROWS[:3]


def stage_1_outcomes(brief: Brief, complaints: Rows) -> Axis:
    """The rows of Table 5. A historic case review stands as one whatever was found."""
    reviews = complaints & brief.reviews
    printed = tuple(
        Entry(entry.heading, entry.rows | _withdrawn_unsaid(complaints - reviews))
        if entry.heading == RETURNED
        else entry
        for entry in _printed(complaints - reviews, _STAGE_1_ROWS)
    )
    return (*printed, Entry(CASE_REVIEWS, reviews), *_others(brief, complaints - reviews, printed))


def stage_2_outcomes(brief: Brief, requests: Rows) -> Axis:
    """The rows of Table 7; of a request that went no further, what became of it."""
    printed = _printed(requests, _STAGE_2_ROWS)
    return (*printed, *_others(brief, requests, printed))


def ended_without_outcome(rows: Rows) -> Rows:
    """Those that have ended and say neither an outcome nor what became of the request: to be mended."""
    return rows.where(outcome="", stage_status=("answered", "closed")) - rows.where(
        request_outcome=_WENT_NO_FURTHER
    )


def _printed(rows: Rows, wanted: tuple[tuple[str, tuple[str, ...]], ...]) -> Axis:
    return tuple(Entry(heading, rows.where(outcome=codes)) for heading, codes in wanted)


def _withdrawn_unsaid(rows: Rows) -> Rows:
    """Those whose withdrawal is recorded by its day alone."""
    return rows.where(outcome="", stage_status="withdrawn") - rows.where(request_outcome=_WENT_NO_FURTHER)


def _others(brief: Brief, rows: Rows, printed: Axis) -> Axis:
    """Rows for every other outcome there is, then for those without one."""
    rest = rows
    for entry in printed:
        rest -= entry.rows
    found: dict[str, Rows] = {}

    def put(heading: str, some: Rows) -> None:
        if some:
            found[heading] = found.get(heading, some) | some

    for code, some in rest.split("outcome").items():
        if code:
            put(_heading(brief.label("outcomes", code), printed), some)
    none = rest.where(outcome="")
    for code, some in (
        none.where(request_outcome=("rejected", "withdrawn", "adr")).split("request_outcome").items()
    ):
        put(_heading(brief.label("stage_2_requests", code), printed), some)
    none -= none.where(request_outcome=("rejected", "withdrawn", "adr"))
    put(_heading(brief.label("outcomes", "withdrawn"), printed), _withdrawn_unsaid(none))
    put(WENT_ON, none.where(stage_status="left"))
    put(NO_OUTCOME_YET, none.where(stage_status=("open", "suspended")))
    put(NOT_RECORDED, ended_without_outcome(none))
    return tuple(Entry(heading, some) for heading, some in found.items())


def _heading(label: str, printed: Axis) -> str:
    """A label, told apart from a printed row of the same words."""
    taken = {entry.heading.casefold() for entry in printed} | {CASE_REVIEWS.casefold()}
    return f"{label} (other)" if label.casefold() in taken else label
