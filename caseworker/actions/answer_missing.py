"""What must be known before an answered case is closed, and what its points say the outcome is.

Source: rule book 1.6, REC-1, REC-3; Complaint Handling Code 6.6 (answer when it is known, then track what is left),
6.7 (every point answered); LGO-8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseworker.actions.points import has_points, points_of
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import listed
from caseworker.domain.findings import (
    WITH_ACTION,
    WITHOUT_CAUSE,
    WITHOUT_FINDINGS,
    Proposed,
    open_points,
    outcome_of,
)
from caseworker.domain.tasks import puts_right
from caseworker.errors import Problem

OWN_WORDS = "other"
"""The reason for being late that is said in own words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a case was answered, and what is kept about it when it is closed.

    Attributes:
        on: the day the answer was sent (the response date that counts for the deadline).
        outcome: code of the list of outcomes that suits the kind of case; "" for the one the points come to.
        override: why the outcome differs from the one the points come to.
        theme, root_cause, late_reason, late_details, no_action: "" leaves what is known.
        other_themes: None leaves what is known.
        must_close: whether something missing is a problem. If not, the answer is recorded all the same, so that its
            date is safe, and the case stays answered until the rest is there.
    """

    on: date | None = None
    outcome: str = ""
    reason: str = ""
    how: str = "Letter"
    root_cause: str = ""
    late_reason: str = ""
    late_details: str = ""
    theme: str = ""
    other_themes: tuple[str, ...] | None = None
    override: str = ""
    no_action: str = ""
    must_close: bool = False


def proposed_outcome(view: CaseView) -> Proposed:
    """Return what the findings on the points of the stage come to; nothing for a case without points."""
    return outcome_of(point.doc for point in points_of(view)) if has_points(view.kind) else Proposed()


def needs_override(view: CaseView, outcome: str) -> bool:
    """Return whether an outcome differs from the one the points come to, so that a reason is due."""
    proposed = proposed_outcome(view).outcome
    return bool(proposed and outcome) and outcome != proposed and outcome not in WITHOUT_FINDINGS


def missing_for_close(view: CaseView, answer: Answer, *, is_late: bool) -> tuple[Problem, ...]:
    """Return what is missing before the case can be closed with this answer, as problems at their fields.

    Args:
        is_late: whether the stage's answer came after the date in force.
    """
    found = [*_missing_points(view, answer), *_missing_cause(view, answer)]
    if is_late and not (answer.late_reason or late_reason_of(view)):
        found.append(Problem("late_reason", "Choose why it was late"))
    follows = any(puts_right(task.doc) for task in view.tasks)
    is_upheld = view.kind.is_complaint and answer.outcome in WITH_ACTION
    if is_upheld and not follows and not _said(view, "no_action_reason", answer.no_action):
        found.append(Problem("no_action", "Add an action that follows, or say why none does"))
    return tuple(found)


def late_reason_of(view: CaseView) -> str:
    """Return why the stage the case is in was late, as far as it was said; a case may be late more than once."""
    stage = view.stage.doc if view.stage else {}
    known = view.value("late_reason") if len(view.stages) < 2 else ""
    return str(stage.get("late_reason") or known or "")


def _missing_cause(view: CaseView, answer: Answer) -> Iterator[Problem]:
    if view.kind.is_complaint and answer.outcome not in WITHOUT_CAUSE:
        if not _said(view, "theme", answer.theme):
            yield Problem("theme", "Choose the main category")
        if not _said(view, "root_cause", answer.root_cause):
            yield Problem("root_cause", "Choose the root cause")


def _missing_points(view: CaseView, answer: Answer) -> Iterator[Problem]:
    if not has_points(view.kind) or answer.outcome in WITHOUT_FINDINGS:
        return
    missing = open_points(point.doc for point in points_of(view))
    if missing:
        which = f"point {missing[0]}" if len(missing) == 1 else f"points {listed([str(n) for n in missing])}"
        yield Problem("points", f"Record a finding on {which}")


def _said(view: CaseView, name: str, given: str) -> bool:
    return bool(given or view.value(name))
