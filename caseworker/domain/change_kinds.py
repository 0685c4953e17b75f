"""The catalogue of kinds of change: what each is called in the history and on the timeline.

Codes are past tense and dotted. A kind this version does not know is kept and shown by its code (offline rule V2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind: its title on the timeline, the group the timeline filters by, and whether Undo takes it back."""

    code: str
    title: str
    group: str = "Casework"
    can_undo: bool = True


_ALL = (
    ChangeKind("case.logged", "Logged"),
    ChangeKind("case.imported", "Imported", "Import"),
    ChangeKind("case.updated", "Details changed"),
    ChangeKind("case.assigned", "Owner changed"),
    ChangeKind("case.acknowledged", "Acknowledged", "Deadlines"),
    ChangeKind("case.answered", "Answered", "Deadlines"),
    ChangeKind("case.reopened", "Reopened", "Deadlines"),
    ChangeKind("case.voided", "Made void"),
    ChangeKind("note.added", "Note", "Notes"),
    ChangeKind("clock.extended", "Deadline extended", "Deadlines"),
    ChangeKind("clock.paused", "Clock stopped", "Deadlines"),
    ChangeKind("clock.resumed", "Clock goes on", "Deadlines"),
    ChangeKind("letter.written", "Letter written", "Letters"),
    ChangeKind("letter.printed", "Letter printed", "Letters"),
    ChangeKind("change.undone", "Undone"),
    ChangeKind("office.opened", "Office set up", "Office", can_undo=False),
    ChangeKind("setting.changed", "Setting changed", "Office"),
    ChangeKind("staff.changed", "Staff list changed", "Office"),
)

CHANGE_KINDS: Mapping[str, ChangeKind] = {kind.code: kind for kind in _ALL}


def change_kind(code: str) -> ChangeKind:
    """Return the kind's entry; an unknown one is shown by its code and cannot be undone here."""
    return CHANGE_KINDS.get(code) or ChangeKind(code, code, can_undo=False)
