"""Compensation is counted once, however many records speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.fold import EntityState
from caseworker.storage.fact_parts import PART_COLUMNS
from caseworker.storage.fact_rows import fact_rows

CASE = {"kind": "CORP", "received_on": "2024-07-01", "status": "open"}
FIRST = {"procedure": "CORP", "number": "1", "started_on": "2024-07-01"}
SECOND = {
    "procedure": "CORP", "number": "2", "started_on": "2024-08-01", "answered_on": "2024-08-20",
    "old_reference": "ESC1",
}  # fmt: skip


def parts_of(*things: tuple[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of parts of a case with these things, whose ids are "1", "2" …"""
    placed = [(n, EntityState(str(n), kind, "1", dict(doc))) for n, (kind, doc) in enumerate(things, 1)]
    return [dict(zip(PART_COLUMNS, row, strict=True)) for row in fact_rows(1, placed)[1]]


def money(parts: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        (part["thing"], part["amount"], part["status"], part["step"], part["to_on"])
        for part in parts
        if part["amount"]
    ]


def test_an_amount_that_only_an_action_records_stands_with_the_action():
    action = {"kind": "Payment", "amount_pounds": 1120, "agreed_on": "2024-07-18", "done_on": "2024-08-12"}
    assert money(parts_of(("case", CASE), ("stage", FIRST), ("task", action))) == [
        ("action", "1120", "done", "S1", "2024-08-12")
    ]


def test_an_amount_of_a_stage_is_paid_when_its_action_is_done_and_counts_once():
    stage = {**SECOND, "compensation_pounds": 300}
    action = {"kind": "Payment", "amount_pounds": 300, "done_on": "2024-08-22", "stage_reference": "ESC1"}
    found = parts_of(("case", CASE), ("stage", FIRST), ("stage", stage), ("task", action))
    assert money(found) == [("payment", "300", "paid", "S2", "2024-08-22")]
    assert {part["thing"] for part in found} == {"action", "payment"}


def test_an_amount_of_a_stage_whose_action_is_open_is_agreed():
    stage = {**SECOND, "compensation_pounds": 300}
    action = {"kind": "Payment", "amount_pounds": 300, "stage_reference": "ESC1"}
    found = parts_of(("case", CASE), ("stage", FIRST), ("stage", stage), ("task", action))
    assert money(found) == [("payment", "300", "agreed", "S2", STILL_OPEN)]


def test_a_payment_recorded_here_counts_for_the_action_and_the_stage_it_belongs_to():
    stage = {**SECOND, "compensation_pounds": 300}
    action = {"kind": "remedy", "amount_pounds": 300, "stage_id": "3"}
    payment = {"kind": "distress", "amount_pounds": 300, "stage_id": "3", "task_id": "4"}
    found = parts_of(
        ("case", CASE), ("stage", FIRST), ("stage", stage), ("task", action), ("payment", payment)
    )
    assert money(found) == [("payment", "300", "agreed", "S2", STILL_OPEN)]
