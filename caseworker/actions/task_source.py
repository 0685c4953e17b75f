"""Where an action comes from: the point of complaint it follows from, or the stage."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.points import points_of
from caseworker.actions.stale import thing_with_id
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value


def arising_words(view: CaseView, task: Mapping[str, Value]) -> str:
    """Return what an action follows from: "Point 2, stage 1", or what an import said."""
    point = next((p for p in view.of_kind("point") if p.id == task.get("point_id")), None)
    stage = next((s for s in view.stages if s.id == task.get("stage_id")), None)
    label = str(stage.doc.get("label") or "") if stage else ""
    if point is not None:
        return f"Point {point.doc.get('number')}{f', {label.lower()}' if label else ''}"
    return str(task.get("arising_from") or label)


def points_to_follow(view: CaseView) -> tuple[tuple[str, str], ...]:
    """Return the points an action can follow from: id and words, those of the stage the case is in first."""
    found = []
    for stage in reversed(view.stages):
        for point in points_of(view, stage.id):
            found.append((point.id, f"{point.doc.get('number')}. {point.doc.get('text')}"))
    return tuple(found)


def stage_of(view: CaseView, point_id: str) -> str:
    """Return the id of the stage of a point, of the stage the case is in without one.

    Raises:
        RuleError: the point is no longer part of the case.
    """
    if point_id:
        return str(thing_with_id(view.of_kind("point"), point_id).doc.get("stage_id") or "")
    return view.stage.id if view.stage else ""


def source_words(view: CaseView, point_id: str) -> str:
    """The words a list shows of where an action comes from, kept with it so that no other part must be read."""
    stage_id = stage_of(view, point_id)
    label = next((str(s.doc.get("label") or "") for s in view.stages if s.id == stage_id), "")
    if not point_id:
        return label
    number = thing_with_id(view.of_kind("point"), point_id).doc.get("number")
    return f"{label}, point {number}" if label else f"Point {number}"
