"""Any cases at all, at every stage, made into lines by the program itself from what is recorded of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.periods import Period
from caseworker.reports.brief import Brief
from caseworker.storage.fact_parts import PART_COLUMNS, Placed
from caseworker.storage.fact_rows import STAGE_COLUMNS, fact_rows
from tests.reports.example_facts import brief_of

DAYS = st.dates(date(2021, 3, 20), date(2025, 4, 10))
KINDS = (
    Kind.STATUTORY,
    Kind.CORPORATE,
    Kind.MP,
    Kind.FOI,
    Kind.COMPLIMENT,
    Kind.UNDECIDED,
    Kind.ADVOCACY,
    Kind.SAR,
    Kind.EIR,
    Kind.INTERNAL_REVIEW,
)
OUTCOMES = st.sampled_from(
    ["", "upheld", "partly_upheld", "not_upheld", "withdrawn", "returned", "rejected", "old"]
)
PLACES = st.sampled_from(["", "Education Services", "Children's Social Care", "A closed division"])
SERVICES = st.sampled_from(["", "Early Years", "Corporate Parenting", "A closed service"])


def maybe(choice: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), choice)


@st.composite
def a_later_stage(draw: st.DrawFn, after: date) -> dict[str, Any]:
    """Stage 2 or 3, the Ombudsman's or a review, as it may be recorded."""
    procedure, number, label = draw(
        st.sampled_from([
            ("CA", "2", "Stage 2"), ("CORP", "2", "Stage 2"), ("CA", "3", "Stage 3"), ("LGO", "1", "Ombudsman"),
            ("FOI", "review", "Internal review"), ("CORP", "3", "Independent Adjudicator"),
        ])
    )  # fmt: skip
    begun = after + timedelta(days=draw(st.integers(0, 90)))
    later = st.integers(0, 120).map(lambda days: (begun + timedelta(days=days)).isoformat())
    return {
        "procedure": procedure, "number": number, "label": label, "started_on": begun.isoformat(),
        "accepted_on": draw(maybe(later)), "answered_on": draw(maybe(later)), "withdrawn_on": draw(maybe(later)),
        "suspended_on": draw(maybe(later)), "resumed_on": draw(maybe(later)), "closed_on": draw(maybe(later)),
        "outcome": draw(OUTCOMES), "escalation_reason": draw(st.sampled_from(["", "New information", "Other words"])),
        "division": draw(PLACES), "service": draw(SERVICES), "recorded_due_on": draw(maybe(later)),
        "request_outcome": draw(st.sampled_from(["", "accepted", "rejected", "withdrawn", "adr"])),
        "compensation_pounds": draw(st.sampled_from([None, 200, 1250.5])),
    }  # fmt: skip


@st.composite
def some_help_and_points(draw: st.DrawFn, later: st.SearchStrategy[str]) -> list[tuple[str, dict[str, Any]]]:
    """An offer of advocacy, hours, a point of complaint and a payment made by an action, or some of them."""
    offer = {
        "offered_on": draw(maybe(later)), "referred_on": draw(maybe(later)),
        "answer": draw(st.sampled_from(["", "accepted", "declined", "has_one", "not_offered"])),
        "stage_label": draw(st.sampled_from(["", "Stage 1", "MP enquiry", "Review meeting"])),
        "eligible_group": draw(st.sampled_from(["", "Care leaver"])), "purpose": draw(st.sampled_from(["", "Other"])),
    }  # fmt: skip
    point = {"finding": draw(st.sampled_from(["", "upheld", "partly_upheld", "not_upheld"]))}
    action = {
        "kind": draw(st.sampled_from(["Payment", "remedy", "reminder"])), "agreed_on": draw(maybe(later)),
        "due_on": draw(maybe(later)), "done_on": draw(maybe(later)), "amount_pounds": draw(maybe(st.just("100.01"))),
        "theme": draw(st.sampled_from(["", "Training"])), "may_publish": draw(st.booleans()),
    }  # fmt: skip
    things: list[tuple[str, dict[str, Any]]] = [
        ("advocacy", offer), ("advocacy_hours", {"on": draw(later), "hours": 1.5}), ("point", point), ("task", action),
    ]  # fmt: skip
    return draw(st.lists(st.sampled_from(things), unique_by=lambda thing: thing[0]))


@st.composite
def a_case(draw: st.DrawFn, numbers: count[int]) -> list[Placed]:
    """A case and its parts, with their numbers."""
    received = draw(DAYS)
    later = st.integers(0, 60).map(lambda days: (received + timedelta(days=days)).isoformat())
    kind = draw(st.sampled_from(KINDS))
    status = draw(st.sampled_from([Status.OPEN, Status.ANSWERED, Status.CLOSED, Status.VOID]))
    case = {
        "kind": kind.value, "received_on": received.isoformat(), "status": status.value, "division": draw(PLACES),
        "closed_on": draw(maybe(later)) if status is not Status.OPEN else None, "service": draw(SERVICES),
        "theme": draw(st.sampled_from(["", "Communication", "An old theme"])), "outcome": draw(OUTCOMES),
        "kind_at_closure": draw(st.sampled_from([None, "CA", "CORP"])), "payment_related": draw(st.booleans()),
        "case_review": draw(st.booleans()), "ward": draw(st.sampled_from(["", "Blackheath"])),
        "channel": draw(st.sampled_from(["", "Email", "Pigeon"])), "raised_by": draw(st.sampled_from(["", "Parent"])),
        "equalities": draw(st.sampled_from([None, {"gender": "Female"}, {"disability": "Not disclosed"}])),
    }  # fmt: skip
    first = {
        "procedure": kind.procedure or "", "number": "1", "started_on": received.isoformat(),
        "answered_on": draw(maybe(later)), "recorded_due_on": draw(maybe(later)),
    }  # fmt: skip
    things = [("case", case), ("stage", first)]
    things += [("stage", draw(a_later_stage(received))) for _ in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        things.append(
            (
                "task",
                {"what": "Apologise", "kind": "action", "due_on": draw(later), "done_on": draw(maybe(later))},
            )
        )
    if draw(st.booleans()):
        things.append(
            ("payment", {"kind": "time_and_trouble", "amount_pounds": 120, "paid_on": draw(maybe(later))})
        )
    things += draw(some_help_and_points(later))
    placed = [(next(numbers), kind_of, doc) for kind_of, doc in things]
    return [(n, EntityState(str(n), kind_of, str(placed[0][0]), doc)) for n, kind_of, doc in placed]


@st.composite
def some_offices(draw: st.DrawFn) -> list[list[Placed]]:
    """The cases of an office, no two things of one number."""
    numbers = count(1)
    return draw(st.lists(a_case(numbers), max_size=8))


def brief_with(cases: list[list[Placed]], period: Period) -> Brief:
    """What the tables of a period are built from when these cases are all there are."""
    stages, parts, texts = [], [], {}
    for things in cases:
        some_stages, some_parts = fact_rows(things[0][0], things)
        stages += [dict(zip(STAGE_COLUMNS, row, strict=True)) for row in some_stages]
        parts += [dict(zip(PART_COLUMNS, row, strict=True)) for row in some_parts]
        texts |= {n: state.doc for n, state in things}
    return brief_of(stages, period, parts=parts, texts=texts)
