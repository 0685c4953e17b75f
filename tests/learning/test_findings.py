"""The outcome follows from the findings on the points by one stated rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.findings import Proposed, outcome_of, overall

U, P, N, X = "upheld", "partly_upheld", "not_upheld", "no_finding"
FINDINGS = st.lists(st.sampled_from((U, P, N, X)), min_size=1, max_size=12)


def points(*findings: str | None) -> list[dict[str, object]]:
    return [{"number": number, "finding": finding} for number, finding in enumerate(findings, 1)]


@pytest.mark.parametrize(
    ("findings", "outcome", "reason"),
    [
        ((U,), "upheld", "The point is upheld."),
        ((U, U, U), "upheld", "All 3 points are upheld."),
        ((N, N), "not_upheld", "None of the 2 points is upheld."),
        ((N,), "not_upheld", "The point is not upheld."),
        ((U, N), "partly_upheld", "Of 2 points, 1 upheld and 1 not upheld."),
        ((P,), "partly_upheld", "Of 1 point, 1 partly upheld."),
        ((U, U, X), "partly_upheld", "Of 3 points, 2 upheld and 1 without a finding."),
        ((N, X), "not_upheld", "None of the 2 points is upheld."),
        ((X, X), "inconclusive", "No finding could be made on any of the 2 points."),
        ((X,), "inconclusive", "No finding could be made on the point."),
    ],
)
def test_the_outcome_follows_from_the_findings(findings: tuple[str, ...], outcome: str, reason: str) -> None:
    assert outcome_of(points(*findings)) == Proposed(outcome, reason)


def test_a_missing_finding_is_named_and_nothing_is_proposed() -> None:
    assert outcome_of(points(U, None, N, None)) == Proposed(
        "", "There is no finding on points 2 and 4 yet.", (2, 4)
    )
    assert outcome_of(points(None)).reason == "There is no finding on point 1 yet."


def test_without_points_nothing_is_proposed() -> None:
    assert outcome_of([]) == Proposed()
    with pytest.raises(ValueError, match="at least one"):
        overall([])


@given(FINDINGS)
def test_the_outcome_is_upheld_just_when_every_point_is(findings: list[str]) -> None:
    assert (overall(findings) == "upheld") == (set(findings) == {U})


@given(FINDINGS)
def test_the_outcome_is_not_upheld_or_inconclusive_just_when_no_point_is_upheld_or_partly(
    findings: list[str],
) -> None:
    nothing = not set(findings) & {U, P}
    assert (overall(findings) in ("not_upheld", "inconclusive")) == nothing
    assert (overall(findings) == "inconclusive") == (set(findings) == {X})


@given(FINDINGS, st.randoms())
def test_the_order_of_the_points_makes_no_difference(findings: list[str], chance: object) -> None:
    mixed = list(findings)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert overall(mixed) == overall(findings)


@given(FINDINGS)
def test_upholding_one_more_point_never_makes_the_outcome_worse_for_the_person(findings: list[str]) -> None:
    order = {"not_upheld": 0, "inconclusive": 0, "partly_upheld": 1, "upheld": 2}
    for place in range(len(findings)):
        better = [*findings[:place], U, *findings[place + 1 :]]
        assert order[overall(better)] >= order[overall(findings)]
