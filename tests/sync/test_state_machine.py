"""Hypothesis plays at sharing, and finds a small story for a bug put in on purpose (T3)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.mutants import MUTANTS
from tests.sync.oracle import Violation
from tests.sync.state_machine import Sharing

FEW = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)

UNSHRUNK = settings(FEW, phases=[Phase.generate], report_multiple_bugs=False)
"""To find is enough: making the story small takes far longer."""


def test_whatever_is_done_in_whatever_order_nothing_is_lost_or_doubled() -> None:
    run_state_machine_as_test(Sharing, settings=FEW)  # type: ignore[no-untyped-call]


def test_a_bug_put_in_on_purpose_is_found_by_it() -> None:
    class Buggy(Sharing):
        kit = MUTANTS["last writer wins"].kit

    with pytest.raises(Violation, match="I6/I7"):
        run_state_machine_as_test(Buggy, settings=UNSHRUNK)  # type: ignore[no-untyped-call]
