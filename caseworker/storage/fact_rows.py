"""A case's lines in the tables of facts, made from the case and its parts (the columns: `domain/fact_columns.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from caseworker.domain.fact_columns import STAGE_FACTS, STILL_OPEN
from caseworker.domain.kinds import Kind, Procedure, Status
from caseworker.domain.stages import (
    date_in_force,
    decided_on,
    main_clock,
    on_time,
    original_date,
    stage_order,
)
from caseworker.storage.fact_parts import PART_COLUMNS, Doc, Placed, flag, part_of, part_rows

STAGE_COLUMNS = tuple(STAGE_FACTS)
_stage_in_order: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*STAGE_COLUMNS)
_part_in_order: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*PART_COLUMNS)
NOT_DISCLOSED = "not_disclosed"
EQUALITIES = ("gender", "ethnicity", "disability", "sexual_orientation", "age_band")
FACT_KINDS = (
    "case",
    "stage",
    "party",
    "task",
    "payment",
    "point",
    "advocacy",
    "advocacy_hours",
    "equality",
    "link",
)
"""The kinds of thing that lines are made from."""

_TIMED: Mapping[str, str] = {
    Procedure.OMBUDSMAN: "LGO", Procedure.COMMISSIONER: "ICO", Procedure.ENQUIRY: "ENQ", Procedure.FOI: "FOI",
    Procedure.EIR: "EIR", Procedure.SAR: "SAR", Procedure.DATA_PROTECTION: "DPC",
}  # fmt: skip


def fact_rows(case_n: int, things: Sequence[Placed]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the lines of a case for `stage_fact` and `part_fact`, in the order of their columns.

    Args:
        things: every thing of the case of FACT_KINDS with its number, in the order they were made. Void parts are
            left out; a void case has no lines.
    """
    of_kind: dict[str, list[Placed]] = {kind: [] for kind in FACT_KINDS}
    for placed in things:
        state = placed[1]
        if state.kind in of_kind and not state.doc.get("voided"):
            of_kind[state.kind].append(placed)
    if not of_kind["case"]:
        return [], []
    case = of_kind["case"][0][1].doc
    if case.get("status") == Status.VOID:
        return [], []
    begun = sorted(of_kind["stage"], key=lambda placed: stage_order(placed[1].doc))
    about = _about_case(case_n, case, of_kind)
    awards = _awards(state.doc for _n, state in of_kind["payment"])
    stages, steps = [], {}
    for place, (n, state) in enumerate(begun):
        row = _stage_row(n, state.doc, case, about, is_first=not place, left_on=_left_on(begun, place))
        row["compensation"] = awards.get(state.id, row["compensation"])
        steps[state.id] = row["step"]
        stages.append(_stage_in_order(row))
    parts = list(part_rows(case_n, case, about, of_kind, begun, steps))
    each = part_of(case_n, about) if parts else {}
    return stages, [_part_in_order({**each, **part}) for part in parts]


def _about_case(case_n: int, case: Doc, of_kind: Mapping[str, Sequence[Placed]]) -> dict[str, Any]:
    """What every line of a case repeats."""
    parties = [state for _n, state in of_kind["party"]]
    complaining = next((p for p in parties if p.doc.get("role") == "complaining"), None)
    child = next((p.doc for p in parties if p.doc.get("role") == "child"), {})
    kind = Kind.known(case.get("kind"))
    texts = {
        name: case.get(name) or ""
        for name in (
            "received_on", "closed_on", "division", "service", "team", "theme", "root_cause", "channel", "raised_by",
            "ward", "owner_id", "requester_type",
        )
    }  # fmt: skip
    return {
        "case_n": case_n,
        **texts,
        "kind": kind,
        "kind_at_closure": case.get("kind_at_closure") or kind,
        "status": Status.known(case.get("status")),
        "case_outcome": case.get("outcome") or "",
        "is_payment": flag(case.get("payment_related")),
        "is_review": flag(case.get("case_review") or kind == Kind.CASE_REVIEW),
        "has_advocate": flag(case.get("advocate_involved") or of_kind["advocacy"]),
        "child_status": child.get("child_status") or "",
        **_equalities(case, complaining.id if complaining else "", of_kind["equality"]),
    }


def _equalities(case: Doc, party_id: str, recorded: Sequence[Placed]) -> dict[str, str]:
    """The answers of the person complaining; "" where nobody asked."""
    given = next((state.doc for _n, state in recorded if state.doc.get("party_id") == party_id), None)
    answers: Mapping[str, Any] = given if given is not None else case.get("equalities") or {}
    return {name: _answer(answers.get(name)) for name in EQUALITIES}


def _answer(value: Any) -> str:
    if not value:
        return ""
    text = str(value)
    return NOT_DISCLOSED if text.casefold() == "not disclosed" else text


def _awards(payments: Iterable[Doc]) -> dict[str, str]:
    """What was agreed to be paid at each stage, in pounds, where payments are recorded one by one."""
    found: dict[str, Decimal] = {}
    for payment in payments:
        if payment.get("stage_id") and payment.get("amount_pounds"):
            stage_id = str(payment["stage_id"])
            found[stage_id] = found.get(stage_id, Decimal(0)) + Decimal(str(payment["amount_pounds"]))
    return {stage_id: str(pounds) for stage_id, pounds in found.items()}


def _left_on(begun: Sequence[Placed], place: int) -> str:
    """The day a stage of a complaint was left for the next one (Regs 14: stage 1 may be skipped), or ""."""
    complaints = (Procedure.CHILDREN_ACT, Procedure.CORPORATE)
    if begun[place][1].doc.get("procedure") not in complaints:
        return ""
    later = (state.doc for _n, state in begun[place + 1 :] if state.doc.get("procedure") in complaints)
    return next((str(stage.get("started_on") or "") for stage in later), "")


def _stage_row(
    n: int, stage: Doc, case: Doc, about: Mapping[str, Any], *, is_first: bool, left_on: str
) -> dict[str, Any]:
    received = str(case.get("received_on") or "")
    started = str(stage.get("started_on") or received)
    answered, begun = stage.get("answered_on") or "", received if is_first else started
    is_over = not Status.known(case.get("status")).is_active
    closed = str(case.get("closed_on") or "") if is_over else ""
    # A case closed before this stage began did not end it: it was asked for later, and its own end is not recorded.
    closed_with_case = closed if is_first or closed >= started else ""
    own_end = str(decided_on(stage) or stage.get("withdrawn_on") or stage.get("closed_on") or "")
    ended = own_end or ("" if left_on else closed_with_case)
    if (
        is_over and not ended and not left_on and not closed
    ):  # closed by another system, which did not say when
        ended = started
    ended = (
        max(ended, begun) if ended else ""
    )  # a day before the beginning is a slip: it is named in Table 28
    to_on = ended or left_on or STILL_OPEN
    original, clock = original_date(stage) or "", main_clock(stage) or {}
    return {
        **about,
        "n": n,
        "from_on": begun,
        "to_on": to_on,
        "last_on": max(to_on, closed),
        "is_first": flag(is_first),
        "step": step_of(stage, str(about["kind"])),
        "procedure": stage.get("procedure") or "",
        "started_on": started,
        "due_on": date_in_force(stage) or "",
        "original_due_on": original,
        "max_on": clock.get("max_on") or "",
        "answered_on": answered,
        "ended_on": ended,
        "accepted_on": stage.get("accepted_on") or "",
        "withdrawn_on": stage.get("withdrawn_on") or "",
        "suspended_on": stage.get("suspended_on") or "",
        "resumed_on": stage.get("resumed_on") or "",
        "acknowledge_by": ((stage.get("clocks") or {}).get(stage.get("ack_step")) or {}).get("due_on") or "",
        "acknowledged_on": stage.get("acknowledged_on") or "",
        "on_time": flag(on_time(stage)),
        "on_time_original": flag(answered and original and str(answered) <= original),
        "is_extended": flag(stage.get("extended_to") or stage.get("recorded_extended_on")),
        "stage_status": _stage_status(stage, ended, left_on),
        "outcome": stage.get("outcome")
        or stage.get("decision")
        or (about["case_outcome"] if is_first and not left_on else ""),
        "request_outcome": stage.get("request_outcome") or "",
        "escalation_reason": stage.get("escalation_reason") or "",
        "division": stage.get("division") or about["division"],
        "service": stage.get("service") or about["service"],
        "late_reason": stage.get("late_reason") or (case.get("late_reason") if is_first else "") or "",
        "compensation": str(stage.get("compensation_pounds") or ""),
    }


def step_of(stage: Doc, kind: str) -> str:
    """Return what kind of step a stage is, as the column `step` names it."""
    procedure, number = stage.get("procedure") or "", str(stage.get("number") or "1")
    if number == "review":
        return "IR"
    if number == "tribunal":
        return "TRIB"
    if procedure in (Procedure.CHILDREN_ACT, Procedure.CORPORATE):
        return "ADJ" if "djudicator" in str(stage.get("label") or "") else f"S{number}"
    return _TIMED.get(procedure, kind) if procedure else kind


def _stage_status(stage: Doc, ended: str, left_on: str) -> str:
    if stage.get("withdrawn_on"):
        return "withdrawn"
    if ended:
        return "answered" if decided_on(stage) else "closed"
    if left_on:
        return "left"
    return "suspended" if stage.get("suspended_on") and not stage.get("resumed_on") else "open"
