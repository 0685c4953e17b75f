"""A case's lines in the tables of facts, made from the case and its parts (the columns: `domain/fact_columns.py`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS, STILL_OPEN
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Procedure, Status
from caseworker.domain.stages import date_in_force, main_clock, on_time, original_date, stage_order

Doc = Mapping[str, Value]
Placed = tuple[int, EntityState]
"""A thing with its number in this file."""

STAGE_COLUMNS, PART_COLUMNS = tuple(STAGE_FACTS), tuple(PART_FACTS)
NOT_DISCLOSED = "not_disclosed"
EQUALITIES = ("gender", "ethnicity", "disability", "sexual_orientation", "age_band")
FACT_KINDS = ("case", "stage", "party", "task", "payment", "point", "advocacy", "advocacy_hours", "equality")
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
    for n, state in things:
        if state.kind in of_kind and not state.doc.get("voided"):
            of_kind[state.kind].append((n, state))
    if not of_kind["case"]:
        return [], []
    case = of_kind["case"][0][1].doc
    if case.get("status") == Status.VOID:
        return [], []
    begun = sorted(of_kind["stage"], key=lambda placed: stage_order(placed[1].doc))
    about = _about_case(case_n, case, of_kind)
    stages = [
        _stage_row(n, state.doc, case, about, is_first=not place) for place, (n, state) in enumerate(begun)
    ]
    steps = {state.id: row["step"] for (_n, state), row in zip(begun, stages, strict=True)}
    parts = [
        {**_part(case_n, case, about), **part} for part in _parts(case_n, case, about, of_kind, begun, steps)
    ]
    return [tuple(map(row.__getitem__, STAGE_COLUMNS)) for row in stages], [
        tuple(map(part.__getitem__, PART_COLUMNS)) for part in parts
    ]


def _about_case(case_n: int, case: Doc, of_kind: Mapping[str, Sequence[Placed]]) -> dict[str, Any]:
    """What every line of a case repeats."""
    parties = [state for _n, state in of_kind["party"]]
    complaining = next((p for p in parties if p.doc.get("role") == "complaining"), None)
    child = next((p.doc for p in parties if p.doc.get("role") == "child"), {})
    kind = case.get("kind") or Kind.UNDECIDED
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
        "status": case.get("status") or Status.OPEN,
        "case_outcome": case.get("outcome") or "",
        "is_payment": _flag(case.get("payment_related")),
        "is_review": _flag(case.get("case_review") or kind == Kind.CASE_REVIEW),
        "has_advocate": _flag(case.get("advocate_involved") or of_kind["advocacy"]),
        "child_status": child.get("child_status") or "",
        **_equalities(case, complaining.id if complaining else "", of_kind["equality"]),
    }


def _equalities(case: Doc, party_id: str, recorded: Sequence[Placed]) -> dict[str, str]:
    """The answers of the person complaining; "" where nobody asked."""
    given = next((state.doc for _n, state in recorded if state.doc.get("party_id") == party_id), None)
    answers: Mapping[str, Any] = given if given is not None else case.get("equalities") or {}
    return {name: _answer(answers.get(name)) for name in EQUALITIES}


def _answer(value: Any) -> str:
    text = str(value or "")
    return NOT_DISCLOSED if text.casefold() == "not disclosed" else text


def _stage_row(n: int, stage: Doc, case: Doc, about: Mapping[str, Any], *, is_first: bool) -> dict[str, Any]:
    received = str(case.get("received_on") or "")
    started = str(stage.get("started_on") or received)
    answered, withdrawn = stage.get("answered_on") or "", stage.get("withdrawn_on") or ""
    is_over = not Status(case.get("status") or Status.OPEN).is_active
    closed = str(case.get("closed_on") or "") if is_over else ""
    # A case closed before this stage began did not end it: it was asked for later, and its own end is not recorded.
    closed_with_case = closed if is_first or closed >= started else ""
    ended = str(answered or withdrawn or stage.get("closed_on") or closed_with_case or "")
    if is_over and not ended and not closed:  # closed by another system, which did not say when
        ended = started
    to_on = ended or STILL_OPEN
    original, clock = original_date(stage) or "", main_clock(stage) or {}
    return {
        **about,
        "n": n,
        "from_on": received if is_first else started,
        "to_on": to_on,
        "last_on": max(to_on, closed),
        "is_first": _flag(is_first),
        "step": step_of(stage, str(about["kind"])),
        "procedure": stage.get("procedure") or "",
        "started_on": started,
        "due_on": date_in_force(stage) or "",
        "original_due_on": original,
        "max_on": clock.get("max_on") or "",
        "answered_on": answered,
        "ended_on": ended,
        "accepted_on": stage.get("accepted_on") or "",
        "withdrawn_on": withdrawn,
        "suspended_on": stage.get("suspended_on") or "",
        "resumed_on": stage.get("resumed_on") or "",
        "acknowledge_by": ((stage.get("clocks") or {}).get(stage.get("ack_step")) or {}).get("due_on") or "",
        "acknowledged_on": stage.get("acknowledged_on") or "",
        "on_time": _flag(on_time(stage)),
        "on_time_original": _flag(answered and original and str(answered) <= original),
        "is_extended": _flag(stage.get("extended_to") or stage.get("recorded_extended_on")),
        "stage_status": _stage_status(stage, ended),
        "outcome": stage.get("outcome")
        or stage.get("decision")
        or (about["case_outcome"] if is_first else ""),
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


def _stage_status(stage: Doc, ended: str) -> str:
    if stage.get("withdrawn_on"):
        return "withdrawn"
    if stage.get("answered_on"):
        return "answered"
    if ended:
        return "closed"
    return "suspended" if stage.get("suspended_on") and not stage.get("resumed_on") else "open"


# -- parts ---------------------------------------------------------------------------------------------------------


def _part(case_n: int, case: Doc, about: Mapping[str, Any]) -> dict[str, Any]:
    """What the lines of parts have in common."""
    return {
        **dict.fromkeys(PART_COLUMNS, ""),
        "case_n": case_n,
        "to_on": STILL_OPEN,
        "kind": about["kind_at_closure"],
        "service": about["service"],
        "division": about["division"],
        "theme": about["theme"],
    }


def _parts(
    case_n: int,
    case: Doc,
    about: Mapping[str, Any],
    of_kind: Mapping[str, Sequence[Placed]],
    begun: Sequence[Placed],
    steps: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    received = str(about["received_on"])
    payments = [state.doc for _n, state in of_kind["payment"]]
    paid = {payment.get("stage_id") for payment in payments}
    counted = paid | {state.id for _n, state in begun if state.doc.get("compensation_pounds")}
    paid_by = {payment.get("task_id") for payment in payments}
    stage_ids = {n: _stage_of_action(state.doc, begun) for n, state in of_kind["task"]}
    for n, state in of_kind["task"]:
        action = _action(n, state.doc, received, steps.get(stage_ids[n], ""))
        if state.id in paid_by or stage_ids[n] in counted:
            action["amount"] = ""
        yield action
    for n, state in of_kind["payment"]:
        yield _payment(n, state.doc, received, steps)
    for n, state in begun:
        if state.doc.get("compensation_pounds") and state.id not in paid:
            actions = [task.doc for m, task in of_kind["task"] if stage_ids[m] == state.id]
            yield _compensation(n, state.doc, received, steps[state.id], actions)
    days = {state.id: state.doc.get("answered_on") or state.doc.get("started_on") for _n, state in begun}
    for n, state in of_kind["point"]:
        stage_id = str(state.doc.get("stage_id") or "")
        finding = state.doc.get("finding") or ""
        yield {
            "n": n, "thing": "point", "from_on": str(days.get(stage_id) or received), "what": finding,
            "status": finding, "step": steps.get(stage_id, ""),
        }  # fmt: skip
    yield from _advocacy(case_n, case, about, of_kind, begun)


def _action(n: int, task: Doc, received: str, step: str) -> dict[str, Any]:
    done = task.get("satisfied_on") or task.get("done_on") or ""
    found = {
        "n": n,
        "thing": "action",
        "from_on": str(task.get("agreed_on") or task.get("due_on") or received),
        "to_on": done or STILL_OPEN,
        "due_on": task.get("due_on") or "",
        "what": task.get("remedy_type") or task.get("kind") or "",
        "status": "done" if done else "open",
        "step": step,
        "amount": str(task.get("amount_pounds") or ""),
        "may_publish": _flag(task.get("may_publish")),
    }
    for name in ("service", "theme"):
        if task.get(name):
            found[name] = task[name]
    return found


def _stage_of_action(task: Doc, begun: Sequence[Placed]) -> str:
    """The stage an action follows from: named by its id or, imported, by its earlier reference; else the first."""
    ids = [state.id for _n, state in begun]
    if task.get("stage_id") in ids:
        return str(task["stage_id"])
    named = task.get("stage_reference")
    found = [state.id for _n, state in begun if named and state.doc.get("old_reference") == named]
    return (found or ids or [""])[0]


def _compensation(n: int, stage: Doc, received: str, step: str, actions: Sequence[Doc]) -> dict[str, Any]:
    """An amount recorded with a stage alone: paid when the action of the same amount was done."""
    amount = str(stage["compensation_pounds"])
    paid = next((a.get("done_on") for a in actions if str(a.get("amount_pounds")) == amount), None) or ""
    return {
        "n": n,
        "thing": "payment",
        "from_on": str(stage.get("answered_on") or stage.get("started_on") or received),
        "to_on": paid or STILL_OPEN,
        "step": step,
        "status": "paid" if paid else "agreed",
        "amount": amount,
    }


def _payment(n: int, payment: Doc, received: str, steps: Mapping[str, str]) -> dict[str, Any]:
    paid = payment.get("paid_on") or ""
    return {
        "n": n,
        "thing": "payment",
        "from_on": str(payment.get("agreed_on") or paid or received),
        "to_on": paid or STILL_OPEN,
        "what": payment.get("kind") or "",
        "status": "paid" if paid else "agreed",
        "step": steps.get(str(payment.get("stage_id") or ""), ""),
        "amount": str(payment.get("amount_pounds") or ""),
    }


def _advocacy(
    case_n: int,
    case: Doc,
    about: Mapping[str, Any],
    of_kind: Mapping[str, Sequence[Placed]],
    begun: Sequence[Placed],
) -> Iterator[dict[str, Any]]:
    received, closed = str(about["received_on"]), str(about["closed_on"])
    if about["kind"] == Kind.ADVOCACY and not of_kind["advocacy"]:
        # A referral kept as a case of its own (imported): the case is the help, its stage carries the hours.
        help_given = {
            "thing": "advocacy", "to_on": closed or STILL_OPEN, "what": "", "status": "accepted",
            "eligible_group": case.get("eligible_group") or "", "supported_at": case.get("supported_at") or "",
        }  # fmt: skip
        yield {"n": case_n, "from_on": received, **help_given}
        if case.get("hours") and begun:
            yield {
                "n": begun[0][0], "thing": "hours", "from_on": closed or received, "to_on": closed or received,
                "amount": str(case["hours"]), "supported_at": case.get("supported_at") or "",
            }  # fmt: skip
    for n, state in of_kind["advocacy"]:
        doc = state.doc
        helped = doc.get("referred_on") or doc.get("appointed_on")
        yield {
            "n": n, "thing": "advocacy", "from_on": str(helped or doc.get("offered_on") or received),
            "to_on": doc.get("ended_on") or STILL_OPEN, "what": doc.get("purpose") or "",
            "status": doc.get("answer") or ("accepted" if helped else ""),
            "eligible_group": doc.get("eligible_group") or "", "supported_at": doc.get("stage_label") or "",
        }  # fmt: skip
    for n, state in of_kind["advocacy_hours"]:
        on = str(state.doc.get("on") or received)
        yield {
            "n": n, "thing": "hours", "from_on": on, "to_on": on, "amount": str(state.doc.get("hours") or "")
        }  # fmt: skip


def _flag(value: Any) -> str:
    return "1" if value else ""
