"""The outcome of a stage from the findings on its points of complaint.

The rule: upheld when every point is upheld, not upheld when none is upheld or partly upheld, else partly upheld. A
point on which no finding could be made is read as the rule is written: it is not upheld, so one such point beside
upheld ones makes the whole partly upheld; when no finding could be made on any point, the outcome is inconclusive.
Source: rule book 1.6 (outcome per point); Complaint Handling Code 6.7 (every point is answered).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import count_of, listed

UPHELD, PARTLY, NOT_UPHELD, NO_FINDING = "upheld", "partly_upheld", "not_upheld", "no_finding"
INCONCLUSIVE = "inconclusive"
WITH_ACTION = (UPHELD, PARTLY)
"""The outcomes after which something is put right, or a reason given why nothing is."""
WITHOUT_FINDINGS = ("withdrawn", "returned", "rejected")
"""The outcomes of a complaint that was not decided, so that its points need no finding."""
WITHOUT_CAUSE = ("withdrawn", "returned")
"""The outcomes for which no root cause and no main category are asked."""

Doc = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the findings come to.

    Attributes:
        outcome: code of the list of outcomes; "" while a finding is missing or there are no points.
        reason: a sentence that says why; "" where there are no points.
        open_points: the numbers of the points without a finding.
    """

    outcome: str = ""
    reason: str = ""
    open_points: tuple[int, ...] = ()


def in_order(points: Iterable[Doc]) -> list[Doc]:
    """Return points by their number."""
    return sorted(points, key=lambda point: int(point.get("number") or 0))


def outcome_of(points: Iterable[Doc]) -> Proposed:
    """Return the outcome that the findings on the points of one stage come to, with its reason."""
    ordered = in_order(points)
    missing = open_points(ordered)
    if missing:
        which = f"point {missing[0]}" if len(missing) == 1 else f"points {listed([str(n) for n in missing])}"
        return Proposed("", f"There is no finding on {which} yet.", missing)
    findings = [str(point["finding"]) for point in ordered]
    if not findings:
        return Proposed()
    outcome = overall(findings)
    return Proposed(outcome, _reason(outcome, findings))


def open_points(points: Iterable[Doc]) -> tuple[int, ...]:
    """Return the numbers of the points without a finding, in order."""
    return tuple(int(p.get("number") or 0) for p in in_order(points) if not p.get("finding"))


def overall(findings: Sequence[str]) -> str:
    """Return the outcome of one or more findings.

    Raises:
        ValueError: there is no finding at all.
    """
    if not findings:
        raise ValueError("an outcome needs at least one finding")
    found = set(findings)
    if found == {NO_FINDING}:
        return INCONCLUSIVE
    if found == {UPHELD}:
        return UPHELD
    return PARTLY if found & {UPHELD, PARTLY} else NOT_UPHELD


def _reason(outcome: str, findings: Sequence[str]) -> str:
    number = len(findings)
    if outcome == INCONCLUSIVE:
        return f"No finding could be made on {'the point' if number == 1 else f'any of the {number} points'}."
    if outcome == UPHELD:
        return "The point is upheld." if number == 1 else f"All {number} points are upheld."
    if outcome == NOT_UPHELD:
        return f"None of the {number} points is upheld." if number > 1 else "The point is not upheld."
    told = [
        (UPHELD, "upheld"),
        (PARTLY, "partly upheld"),
        (NOT_UPHELD, "not upheld"),
        (NO_FINDING, "without a finding"),
    ]
    parts = [f"{findings.count(code)} {words}" for code, words in told if code in findings]
    return f"Of {count_of(number, 'point')}, {listed(parts)}."
