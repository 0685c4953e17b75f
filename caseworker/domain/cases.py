"""What a case is: a row of a list, and one case in full. Frozen values, made by storage, safe to hand to any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status


class CaseRow(NamedTuple):
    """One line of a list of cases. A list has hundreds, so they are plain tuples.

    Attributes:
        number: the case's place in this file; report cells list these.
        due_on: the date in force of the current stage's answer; None when no clock runs or it is stopped.
        latest_on: the day the answer is due in any case while the clock is stopped, where the law says one.
        is_updated: changed by somebody else since the person at the keyboard opened it last.
        acknowledge_by: set while the acknowledgement is still to be sent.
    """

    number: int
    case_id: str
    reference: str
    kind: Kind
    stage: str
    status: Status
    person: str
    child: str
    division: str
    service: str
    team: str
    owner_id: str
    received_on: date
    due_on: date | None
    acknowledge_by: date | None
    paused_since: date | None
    answered_on: date | None
    on_time: bool | None
    outcome: str
    waiting_for: str
    follow_up_on: date | None
    last_change_at: str
    why_found: str = ""
    latest_on: date | None = None
    is_updated: bool = False


class WorkRow(NamedTuple):
    """Of a line of a list what says whose it is and what comes next; the words are those of CaseRow."""

    number: int
    reference: str
    kind: Kind
    status: Status
    owner_id: str
    acknowledge_by: date | None
    paused_since: date | None
    answered_on: date | None
    waiting_for: str


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened to a case: when (UTC), who, what, and two lines of words.

    Attributes:
        tell: puts `changes` into words when somebody asks for them: an imported case has dozens.
    """

    changeset_id: str
    group_id: str
    kind: str
    group: str
    title: str
    at: str
    author_id: str
    text: str
    reason: str
    tell: Callable[[], tuple[FieldHistory, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def changes(self) -> tuple[FieldHistory, ...]:
        """Each field it changed, in words; nothing is read for it."""
        return self.tell()


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """Who changed what, from, to: one field of one change, in words."""

    entity_kind: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as a person sees it: its things by kind, each with the versions the person is looking at (S3)."""

    row: CaseRow
    case: EntityState
    stages: tuple[EntityState, ...]
    parties: tuple[EntityState, ...]
    pauses: tuple[EntityState, ...]
    notes: tuple[EntityState, ...]
    letters: tuple[EntityState, ...]
    tasks: tuple[EntityState, ...]
    timeline: tuple[TimelineItem, ...] = ()
    conflicts: tuple[str, ...] = field(default=())
    others: Mapping[str, tuple[EntityState, ...]] = field(default_factory=dict)
    removed: tuple[EntityState, ...] = ()

    def of_kind(self, kind: str) -> tuple[EntityState, ...]:
        """Return the case's things of a kind without a place of its own here ("point", "decision" …), oldest first."""
        return self.others.get(kind, ())

    def of_stage(self, kind: str, stage_id: str) -> tuple[EntityState, ...]:
        """Return the things of a kind that belong to one stage."""
        return tuple(thing for thing in self.of_kind(kind) if thing.doc.get("stage_id") == stage_id)

    @property
    def case_id(self) -> str:
        return self.case.id

    @property
    def reference(self) -> str:
        return self.row.reference

    @property
    def kind(self) -> Kind:
        return self.row.kind

    @property
    def status(self) -> Status:
        return self.row.status

    @property
    def stage(self) -> EntityState | None:
        """The stage the case is in: the one begun last."""
        return self.stages[-1] if self.stages else None

    @property
    def complainant(self) -> EntityState | None:
        """The person complaining, enquiring or asking."""
        return next((p for p in self.parties if p.doc.get("role") == "complaining"), None)

    @property
    def children(self) -> tuple[EntityState, ...]:
        return tuple(p for p in self.parties if p.doc.get("role") == "child")

    def value(self, name: str) -> Value:
        """Return a field of the case itself, None when not known."""
        return self.case.doc.get(name)


Doc = Mapping[str, Value]
