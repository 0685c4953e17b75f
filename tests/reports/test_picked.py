"""Lines picked one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caseworker.reports.picked import picked
from tests.reports.small_office import LINES, brief


@given(st.lists(st.booleans(), min_size=len(LINES), max_size=len(LINES)))
def test_those_wanted_are_picked_in_their_order(wanted):
    lines = brief().stages.all
    expected = [line["n"] for line, is_wanted in zip(LINES, wanted, strict=True) if is_wanted]
    assert picked(lines, wanted).values("n") == expected


def test_of_no_lines_none_are_picked():
    assert not picked(brief().stages.none, ())
