"""What a clash is about, in words: the thing and the field."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.actions.value_words import value_words
from caseworker.domain.dates_in_words import listed
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.office import Office

_NAMES = {
    "person": "",
    "stage": "Stage",
    "party": "Person",
    "pause": "Stopped clock",
    "note": "Note",
    "letter": "Letter",
    "letter_comment": "Comment on a letter",
    "task": "Action",
    "point": "Point of complaint",
    "appointment": "Appointment",
    "decision": "Decision",
    "payment": "Compensation",
    "look": "Look at the case",
    "file": "File",
    "exemption": "Exemption",
    "third_party": "Third party",
    "contribution": "What a service was asked",
    "link": "Link to another case",
    "both_kept": "Two entries both kept",
    "advocacy": "Advocacy",
    "advocacy_hours": "Hours of advocacy",
    "equality": "Equalities monitoring",
    "alert": "Safety alert",
    "contact_plan": "Contact plan",
    "relationship": "Relationship",
    "representative": "Representative",
    "staff": "Staff list",
    "setting": "Setting",
    "publication": "Published report",
}
BEHIND = frozenset(
    "procedure scheme main_step ack_step digest seal text template_version facts checks party_id recipient_role"
    " signature_digest enclosed clock_choices".split()
)
"""Fields that go with what people read: codes, sums that seal a letter, and what stands in the letter itself."""

_TOLD_BY = "label full_name subject title what name text provider reason".split()
_MOST = 60
_MOST_LABELS = 3


def kind_words(entity_kind: str) -> str:
    """Return what a kind of thing is called, "" for the case itself."""
    return (
        "" if entity_kind == "case" else _NAMES.get(entity_kind, entity_kind.replace("_", " ").capitalize())
    )


def thing_words(office: Office, state: EntityState) -> str:
    """Return which thing is meant, "" for the case or person itself: "Stage 1", "Action “Apologise”"."""
    if state.kind in ("case", "person"):
        return ""
    kind = kind_words(state.kind)
    if state.kind == "setting":
        return kind
    if state.kind in ("stage", "point") and state.doc.get("number"):
        return f"{'Stage' if state.kind == 'stage' else 'Point'} {state.doc['number']}"
    for field in _TOLD_BY:
        if state.doc.get(field):
            return f"{kind} “{_short(value_words(office, state.kind, field, state.doc[field]))}”".strip()
    return kind


def cell_words(state: EntityState, fields: tuple[str, ...]) -> str:
    """Return the name of a cell: the labels of the fields that clash, "Outcome and reason for the outcome"."""
    if state.kind == "setting":
        return state.id.partition(":")[2].replace("_", " ").capitalize()
    clashing = [field for field in fields if field in state.conflicts]
    labels = [label_of(state.kind, field) for field in told_of(clashing)]
    shown = [labels[0], *(label[:1].lower() + label[1:] for label in labels[1:_MOST_LABELS])]
    return listed([*shown, "more"] if len(labels) > _MOST_LABELS else shown)


def told_of(fields: Sequence[str]) -> list[str]:
    """Return the fields of a cell that people read; all of them where there is no other."""
    return [field for field in fields if field not in BEHIND] or list(fields)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1].rstrip()}…"
