"""Points of complaint: what is complained of, one by one, with the finding, reason, remedy and reply of each.

Source: rule book 1.6 (answer to each point; outcome per point), Complaint Handling Code 6.7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caseworker.actions.stale import refuse_stale, thing_with_id
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, Value
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.editing import CaseEdits
from caseworker.domain.findings import UPHELD
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.point_text import proposed_points
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

MOST_POINTS = 60
"""At one stage; more is a pasted document."""
FINDING_FIELDS = ("finding", "reason", "remedies", "reply", "recommendation", "response")
"""What is recorded of a point when it is decided."""
_WITH_POINTS = (Kind.STATUTORY, Kind.CORPORATE, Kind.CASE_REVIEW)


def has_points(kind: Kind) -> bool:
    """Return whether a case of this kind is answered point by point."""
    return kind in _WITH_POINTS


def points_of(view: CaseView, stage_id: str = "") -> tuple[EntityState, ...]:
    """Return the points of a stage, by default the one the case is in, by their number."""
    wanted = stage_id or (view.stage.id if view.stage else "")
    return tuple(sorted(view.of_stage("point", wanted), key=_number))


def points_from_summary(view: CaseView) -> tuple[str, ...]:
    """Return points proposed from what happened, in the person's words."""
    return proposed_points(str(view.value("summary") or ""))


def points_before(view: CaseView) -> tuple[tuple[EntityState, bool], ...]:
    """Return the points of the stage before, each with whether it is proposed to be taken over.

    Proposed are those that are unresolved: any but those that were upheld. Left out are those taken over already.
    """
    if len(view.stages) < 2:
        return ()
    taken = {point.doc.get("carried_from") for point in points_of(view)}
    before = points_of(view, view.stages[-2].id)
    return tuple((p, p.doc.get("finding") != UPHELD) for p in before if p.id not in taken)


def add_points(office: Office, case_id: str, texts: Sequence[str]) -> Changed:
    """Add points to the stage the case is in, after those there are.

    Raises:
        ProblemsError: there is nothing to add, or too much.
    """
    office.require("edit")
    wanted = [text for text in map(cleaned, texts) if text]
    if not wanted:
        raise ProblemsError([Problem("text", "Enter what is complained of, one point to a line")])
    _check_length("text", *wanted)

    def make(view: CaseView, edits: CaseEdits) -> str:
        _add(view, edits, [{"text": text} for text in wanted])
        return "point.added"

    changed = _save(office, case_id, make)
    return office.changed(f"{count_of(len(wanted), 'point')} added to {changed[1]}.", *changed)


def take_over_points(office: Office, case_id: str, point_ids: Sequence[str]) -> Changed:
    """Take points of the stage before over to the stage the case is in, without their findings.

    Raises:
        ProblemsError: none was chosen.
        RuleError: one of them is not a point of the stage before, or was taken over already.
    """
    office.require("edit")
    if not point_ids:
        raise ProblemsError([Problem("points", "Choose the points to take over")])

    def make(view: CaseView, edits: CaseEdits) -> str:
        offered = {point.id: point for point, _proposed in points_before(view)}
        if any(point_id not in offered for point_id in point_ids):
            raise RuleError("One of these points was taken over already. Open the case again.")
        chosen = [offered[point_id] for point_id in dict.fromkeys(point_ids)]
        chosen.sort(key=_number)
        _add(view, edits, [{"text": p.doc.get("text"), "carried_from": p.id} for p in chosen])
        return "point.carried"

    changed = _save(office, case_id, make)
    return office.changed(f"{count_of(len(point_ids), 'point')} taken over in {changed[1]}.", *changed)


def change_point(office: Office, seen: CaseView, point_id: str, values: Mapping[str, Any]) -> Changed:
    """Change the words of a point, or record its finding with reason, remedies, reply and response.

    Args:
        seen: the case as the person was looking at it (S3).
        values: "text" and any of FINDING_FIELDS; "remedies" is a list of codes.

    Raises:
        ProblemsError: the text is missing, or a code is in no list.
        RuleError: a value was changed meanwhile by somebody else.
    """
    tidy = {name: cleaned(value) if isinstance(value, str) else value for name, value in values.items()}
    stale = thing_with_id(seen.of_kind("point"), point_id)
    tidy = {name: value for name, value in tidy.items() if (stale.doc.get(name) or "") != (value or "")}
    is_finding = any(name in FINDING_FIELDS for name in tidy)
    office.require("answer" if is_finding else "edit")
    if "text" in tidy:
        office.require("edit")
    _check(office, tidy)

    def make(view: CaseView, edits: CaseEdits) -> str:
        point = thing_with_id(view.of_kind("point"), point_id)
        refuse_stale(stale, point, tidy)
        edits.set(point, **tidy)
        return "finding.recorded" if is_finding else "point.changed"

    written, reference = _save(office, seen.case_id, make)
    if not written:
        return office.changed("Nothing was different, so nothing was changed.", written, reference)
    what = f"Point {stale.doc.get('number')} of {reference}"
    finding = tidy.get("finding")
    if finding:
        label = office.vocabulary.label("findings", finding).lower()
        return office.changed(f"{what}: {label}.", written, reference)
    return office.changed(f"{what} was changed.", written, reference)


def move_point(office: Office, case_id: str, point_id: str, places: int) -> Changed:
    """Put a point so many places further down (or up, when less than nothing) among those of its stage."""
    office.require("edit")

    def make(view: CaseView, edits: CaseEdits) -> str:
        point = thing_with_id(view.of_kind("point"), point_id)
        order = list(points_of(view, str(point.doc.get("stage_id"))))
        at = [p.id for p in order].index(point_id)
        order.insert(min(max(0, at + places), len(order) - 1), order.pop(at))
        _renumber(edits, order)
        return "point.moved"

    changed = _save(office, case_id, make)
    said = "The points have another order now." if changed[0] else "The point stands there already."
    return office.changed(said, *changed)


def remove_point(office: Office, case_id: str, point_id: str) -> Changed:
    """Remove a point; those after it move up. Undo brings it back."""
    office.require("edit")

    def make(view: CaseView, edits: CaseEdits) -> str:
        point = thing_with_id(view.of_kind("point"), point_id)
        edits.set(point, voided=True)
        _renumber(edits, [p for p in points_of(view, str(point.doc.get("stage_id"))) if p.id != point_id])
        return "point.removed"

    changed = _save(office, case_id, make)
    return office.changed(f"The point was removed from {changed[1]}.", *changed)


def _save(
    office: Office, case_id: str, make: Callable[[CaseView, CaseEdits], str]
) -> tuple[list[Changeset], str]:
    reference = ""

    def drafts(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is Status.VOID:
            raise RuleError("This case is void, so its points are left as they are.")
        edits = CaseEdits(view, office.ids)
        kind = make(view, edits)
        return [edits.draft(kind)] if edits else []

    return office.save(drafts), reference


def _add(view: CaseView, edits: CaseEdits, points: Sequence[Mapping[str, Value]]) -> None:
    if not has_points(view.kind) or view.stage is None:
        raise RuleError(f"A case of the type {view.kind.label} is not answered point by point.")
    first = max((_number(point) for point in points_of(view)), default=0) + 1
    if first + len(points) - 1 > MOST_POINTS:
        raise ProblemsError([Problem("text", f"There must be {MOST_POINTS} points or fewer")])
    for number, point in enumerate(points, first):
        edits.add("point", stage_id=view.stage.id, number=number, **point)


def _renumber(edits: CaseEdits, order: Sequence[EntityState]) -> None:
    for number, point in enumerate(order, 1):
        edits.set(point, number=number)


def _check(office: Office, values: Mapping[str, Any]) -> None:
    problems = []
    if "text" in values and not values["text"]:
        problems.append(Problem("text", "Enter what is complained of"))
    if values.get("finding") and not office.vocabulary.has("findings", values["finding"]):
        problems.append(Problem("finding", "Choose the finding from the list"))
    if any(not office.vocabulary.has("remedies", code) for code in values.get("remedies") or ()):
        problems.append(Problem("remedies", "Choose the remedies from the list"))
    if problems:
        raise ProblemsError(problems)
    for name, value in values.items():
        if isinstance(value, str):
            _check_length(name, value)


def _check_length(name: str, *texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise ProblemsError([Problem(name, f"Text must be {LONGEST:,} characters or fewer")])


def _number(point: EntityState) -> int:
    return int(point.doc.get("number") or 0)
