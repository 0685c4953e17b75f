"""Points proposed from what was said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.point_text import proposed_points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("No visit since June.", ("No visit since June.",)),
        (
            "No visit since June.\n\nCalls are not returned.",
            ("No visit since June.", "Calls are not returned."),
        ),
        (
            "I complain about:\n1. No visit\n   since June\n2) No calls",
            ("No visit since June", "No calls"),
        ),
        ("- the grant\n- the school", ("the grant", "the school")),
        ("(a) The plan\n(b) The panel", ("The plan", "The panel")),
        ("There are two: 1) no visits 2) no calls", ("no visits", "no calls")),
        ("On 3. May nobody came", ("On 3. May nobody came",)),
        ("Point 1: Delay\nPoint 2: Conduct", ("Delay", "Conduct")),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_points_are_taken_apart_by_lines_or_numbers(text: str, points: tuple[str, ...]) -> None:
    assert proposed_points(text) == points


@given(st.text(max_size=400))
def test_no_text_breaks_it_and_no_point_is_empty(text: str) -> None:
    assert all(point.strip() for point in proposed_points(text))
