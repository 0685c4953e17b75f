"""Whether an answer answers: each point of complaint with finding and reason, what is put right, all in the letter.

Source: rule book 9.2 (finding per point, reasons, remedy); Complaint Handling Code 6.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.findings import WITH_ACTION, in_order
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.texts import plain, quoted

TITLE = "Points of complaint"


def points(subject: Subject) -> Iterator[Check]:
    """Say which point of this stage is unanswered, has no reason, no remedy, or is not in the letter."""
    stage = subject.view.stage
    if stage is None or not _answers_points(subject):
        return
    found = {p.id: p for p in subject.view.of_stage("point", stage.id) if not p.doc.get("voided")}
    ordered = in_order(p.doc for p in found.values())
    of_doc = {id(p.doc): p for p in found.values()}
    checks = [check for doc in ordered for check in _of_point(subject, of_doc[id(doc)])]
    yield from checks
    if found and not checks:
        count = len(found)
        yield Check(
            "points",
            TITLE,
            "ok",
            f"{'The point has' if count == 1 else f'All {count} points have'} a finding and a reason, in the letter.",
        )


def _answers_points(subject: Subject) -> bool:
    template = subject.template
    return "points" in template.facts or (
        template.purpose == "answer" and template.audience != "child" and subject.view.kind.is_complaint
    )


def _of_point(subject: Subject, point: EntityState) -> Iterator[Check]:
    doc, number = point.doc, int(point.doc.get("number") or 0)
    what = quoted(str(doc.get("text") or ""), 60)
    where = f"Point {number}, {what}"
    if not doc.get("finding"):
        yield _problem(f"{number} finding", f"{where}, has no finding.", "Record the finding on the case.")
        return
    if not str(doc.get("reason") or doc.get("reply") or "").strip():
        yield _problem(f"{number} reason", f"{where}, has no reason.", "Record why, on the case.")
    if doc.get("finding") in WITH_ACTION and not _is_put_right(subject, point):
        yield Check(
            f"points:{number} remedy",
            TITLE,
            "note",
            f"{where}, is upheld, and nothing is put right for it.",
            "Record a remedy or action for the point, or say why none follows.",
            "points",
            needs_reason=True,
        )
    if not _is_in_letter(subject, doc):
        yield _problem(
            f"{number} letter",
            f"{where}, is not in the letter.",
            "Answer it in the letter, or use the letter that answers point by point.",
        )


def _is_in_letter(subject: Subject, doc: dict[str, object]) -> bool:
    """Its words, or what was found on it, stand in the letter, whether or not lists and quotes part them."""
    letter = plain(subject.whole)
    lines = [line for name in ("text", "reason", "reply") for line in str(doc.get(name) or "").splitlines()]
    return any(plain(line).rstrip(".") in letter for line in lines if line.strip())


def _is_put_right(subject: Subject, point: EntityState) -> bool:
    if point.doc.get("remedies") or str(subject.view.value("no_action_reason") or "").strip():
        return True
    things = (*subject.view.tasks, *subject.view.of_kind("payment"))
    return any(t.doc.get("point_id") == point.id and not t.doc.get("voided") for t in things)


def _problem(code: str, words: str, what: str) -> Check:
    return Check(f"points:{code}", TITLE, "problem", words, what, "points")
