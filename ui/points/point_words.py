"""A point of complaint in words: its row, its tag, and what the points come to."""

from __future__ import annotations

from caseworker.actions.answer_missing import proposed_outcome
from caseworker.actions.value_words import value_words
from caseworker.domain.cases import CaseView
from caseworker.domain.fold import EntityState
from caseworker.office import Office
from ui.widgets.row_button import RowWords

_TAGS = {"upheld": "on_time", "partly_upheld": "on_time", "not_upheld": "closed", "no_finding": "closed"}
_TOLD = ("remedies", "reason", "reply", "recommendation", "response")
_LONGEST = 180
"""Letters of a reason or reply that a row shows; the rest is seen when it is opened."""


def point_row(office: Office, point: EntityState) -> RowWords:
    """Return what the row of a point says."""
    doc = point.doc
    finding = str(doc.get("finding") or "")
    label = office.vocabulary.label("findings", finding) if finding else "No finding yet"
    lines = []
    for name in _TOLD:
        words = value_words(office, "point", name, doc.get(name))
        if words:
            lines.append(f"{_LABELS[name]}: {_short(words)}")
    text = str(doc.get("text") or "")
    spoken = ". ".join([f"Point {doc.get('number')}", label, text, *lines])
    return RowWords(text, f"{doc.get('number')}.", tuple(lines), (_TAGS.get(finding, "draft"), label), spoken)


def outcome_words(office: Office, view: CaseView) -> str:
    """Return what the points of the stage come to, with the reason; "" without points."""
    proposed = proposed_outcome(view)
    if not proposed.outcome:
        return proposed.reason
    return f"The points give: {office.vocabulary.label('outcomes', proposed.outcome)}. {proposed.reason}"


_LABELS = {
    "remedies": "Remedies",
    "reason": "Reason",
    "reply": "Reply",
    "recommendation": "Recommendation",
    "response": "Response",
}


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rsplit(' ', 1)[0]} …"
