"""The lines of a case's parts in the table of facts: actions, payments, points, advocacy, hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.fact_columns import PART_FACTS, STILL_OPEN
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.domain.stages import decided_on

Doc = Mapping[str, Value]
Placed = tuple[int, EntityState]
"""A thing with its number in this file."""

PART_COLUMNS = tuple(PART_FACTS)
_PART_KINDS = ("task", "payment", "point", "advocacy", "advocacy_hours", "link")
TO_THE_OMBUDSMAN = ("ombudsman_of", "taken_to_ombudsman")
"""Links that tables follow: an Ombudsman's case logged here is a case of its own, apart from the complaint."""


def part_of(case_n: int, about: Mapping[str, Any]) -> dict[str, Any]:
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


def part_rows(
    case_n: int,
    case: Doc,
    about: Mapping[str, Any],
    of_kind: Mapping[str, Sequence[Placed]],
    begun: Sequence[Placed],
    steps: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    """Yield what each part of a case says beyond what all have in common; stages are given in their order."""
    has_parts = any(map(of_kind.__getitem__, _PART_KINDS))
    has_parts = has_parts or any(state.doc.get("compensation_pounds") for _n, state in begun)
    if not has_parts and about["kind"] != Kind.ADVOCACY:
        return
    received = str(about["received_on"])
    payments = [state.doc for _n, state in of_kind["payment"]]
    paid = {payment.get("stage_id") for payment in payments}
    counted = paid | {state.id for _n, state in begun if state.doc.get("compensation_pounds")}
    paid_by = {payment.get("task_id") for payment in payments}
    stage_ids = {n: _stage_of_action(state.doc, begun) for n, state in of_kind["task"]}
    days = {
        state.id: str(decided_on(state.doc) or state.doc.get("started_on") or received) for _n, state in begun
    }
    for n, state in of_kind["task"]:
        agreed = days.get(stage_ids[n], received)
        action = _action(n, state.doc, agreed, steps.get(stage_ids[n], ""))
        if state.id in paid_by or stage_ids[n] in counted:
            action["amount"] = ""
        yield action
    for n, state in of_kind["payment"]:
        yield _payment(n, state.doc, received, steps)
    for n, state in begun:
        if state.doc.get("compensation_pounds") and state.id not in paid:
            actions = [task.doc for m, task in of_kind["task"] if stage_ids[m] == state.id]
            yield _compensation(n, state.doc, received, steps[state.id], actions)
    for n, state in of_kind["point"]:
        stage_id = str(state.doc.get("stage_id") or "")
        finding = state.doc.get("finding") or ""
        yield {
            "n": n, "thing": "point", "from_on": str(days.get(stage_id) or received), "what": finding,
            "status": finding, "step": steps.get(stage_id, ""),
        }  # fmt: skip
    yield from _advocacy(case_n, case, about, of_kind, begun)
    for n, state in of_kind["link"]:
        if state.doc.get("relation") in TO_THE_OMBUDSMAN:
            pair = " ".join(sorted((state.scope_id, str(state.doc.get("case_id") or ""))))
            yield {
                "n": n, "thing": "link", "from_on": received, "what": state.doc["relation"], "supported_at": pair
            }  # fmt: skip


def _action(n: int, task: Doc, agreed: str, step: str) -> dict[str, Any]:
    """An action; where the day it was agreed is not recorded, that of the stage, at the latest the day it was done."""
    done = task.get("satisfied_on") or task.get("done_on") or ""
    found = {
        "n": n,
        "thing": "action",
        "from_on": str(task.get("agreed_on") or min(agreed, str(done or agreed))),
        "to_on": done or STILL_OPEN,
        "due_on": task.get("due_on") or "",
        "what": task.get("remedy_type") or task.get("kind") or "",
        "status": "done" if done else "open",
        "step": step,
        "amount": str(task.get("amount_pounds") or ""),
        "may_publish": flag(task.get("may_publish")),
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
    same = (
        a for a in actions if a.get("amount_pounds") and Decimal(str(a["amount_pounds"])) == Decimal(amount)
    )
    paid = next((a.get("satisfied_on") or a.get("done_on") for a in same), None) or ""
    return {
        "n": n,
        "thing": "payment",
        "from_on": str(decided_on(stage) or stage.get("started_on") or received),
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


def flag(value: Any) -> str:
    """ "1" for yes, "" for no."""
    return "1" if value else ""
