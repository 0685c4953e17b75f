"""Take back an act: a new changeset that puts every value back, as long as nobody has built on it (U3, C9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from caseworker.actions.letter_undo import check_letter_undo
from caseworker.actions.stage_clocks import event_fields
from caseworker.domain.change_kinds import change_kind, every_change_kind
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft, EntityChange, Value, canonical
from caseworker.domain.editing import naming_parts
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState, changes_between, whole
from caseworker.domain.kinds import Status
from caseworker.errors import RuleError
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.storage.cases import ChangeEvent, FieldEvent, read_entities, read_events
from caseworker.storage.log import of_group
from caseworker.storage.withholding import is_gone

SETTLED = "conflict.settled"
_SETTING = "setting.changed"

_ACTS = {
    "case.voided": "void",
    "case.restricted": "restrict",
    "case.unrestricted": "restrict",
    "hold.placed": "hold",
    "hold.lifted": "hold",
    "setting.changed": "settings",
    "staff.changed": "staff",
    "list.changed": "settings",
    "mapping.saved": "import",
    "case.imported": "import",
    "person.merged": "merge",
    "person.unmerged": "merge",
    "equality.recorded": "equalities",
    "directory.changed": "people",
    **dict.fromkeys(
        (
            "letter.submitted",
            "letter.returned",
            "letter.approved",
            "letter.withdrawn",
            "letter.redated",
            "letter.sent",
            "letter.not_sent",
        ),
        "letter",
    ),
}
"""Who takes back one of these must be allowed to do it."""


def undo(office: Office, group_id: str, *, redo: bool = False) -> Changed:
    """Take back everything that was saved together under `group_id`; taking back an undo is a redo.

    Raises:
        RuleError: it cannot be taken back, or values were changed since; nothing is changed then.
    """
    office.require("undo")
    title = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal title
        group = of_group(transaction.raw, group_id)
        if not group:
            raise RuleError("There is nothing to undo.")
        office.require(_ACTS.get(_first_kind(group[0]), "undo"))
        kind = change_kind(group[0].kind)
        if any(is_gone(transaction.raw, c.scope_id) for c in group):
            raise RuleError(f"{kind.title}: this cannot be undone, because nothing of the case is left here.")
        if not kind.can_undo:
            raise RuleError(f"{kind.title}: this cannot be undone.")
        titles = [_title(changeset) for changeset in group]
        logged = change_kind("case.logged").title  # a case logged with a step of another is not what was done
        title = next((words for words in titles if words != logged), logged)
        many = len(group) > 1
        if _first_kind(group[0]) == SETTLED:
            from caseworker.actions.settle_undo import clashes_back

            return clashes_back(transaction, group, title)
        return [
            _taken_back(transaction, changeset, words, is_one_of_many=many)
            for changeset, words in zip(group, titles, strict=True)
        ]

    written = office.save(make)
    case_ids = {c.scope_id for c in written if c.scope_kind == "case"}
    where = f" ({len(case_ids)} cases)" if len(case_ids) > 1 else ""
    return office.changed(f"{'Redone' if redo else 'Undone'}: {_within(title)}{where}.", written)


def _title(changeset: Changeset) -> str:
    """What was done, or undone, in words: an undo carries the title of what it took back; a setting is named."""
    if changeset.kind == "change.undone":
        return changeset.reason
    named = changeset.reason.rstrip(".") if changeset.kind == _SETTING else ""
    return named or change_kind(changeset.kind).title


def _within(title: str) -> str:
    """A title within a sentence; what somebody named keeps its capitals."""
    known = {kind.title for kind in every_change_kind().values()}
    return title.lower() if title in known else f"{title[:1].lower()}{title[1:]}"


def _taken_back(transaction: Transaction, changeset: Changeset, title: str, *, is_one_of_many: bool) -> Draft:
    states = {state.id: state for state in read_entities(transaction.raw, changeset.scope_id)}
    case = states.get(changeset.scope_id)
    if changeset.scope_kind == "case" and case is not None and case.doc.get("restricted"):
        transaction.case(changeset.scope_id)  # refuses whoever may not see it
    events = read_events(transaction.raw, changeset.scope_id)
    place = next(n for n, e in enumerate(events) if e.changeset_id == changeset.id)
    event, since = events[place], _Since(events[place + 1 :])
    clashes, changes = _stages_begun(event, states.values(), since), []
    if any((f.entity_kind, f.field) == ("case", "kind") and not f.is_first for f in event.fields):
        stages = [
            state for state in states.values() if state.kind == "stage"
        ]  # worked on by the other rules since
        clashes += [label_of("stage", name) for s in stages for name in s.doc if since.was_changed(s, name)]
    still = _still_acknowledged(transaction, event, states)
    for entity_id, fields in _by_entity(event).items():
        state = states[entity_id]
        if still and state.doc.get("step") == "case.acknowledged":
            continue
        if all(f.is_first for f in fields) and _was_created_by(state, changeset):
            clashes += _built_on(state, states.values(), since)
            changes.append(_unmade(state, states.values()))
            continue
        if _counted_on(state, fields, since):
            clashes.append(label_of(state.kind, "clocks"))
        clashes += [label_of(state.kind, f.field) for f in fields if since.was_changed(state, f.field)]
        if any(f.field == "voided" and f.before for f in fields):
            clashes += _hanging_on(state, states.values(), since)
        changed = {f.field: f.before for f in fields} | (still if state.kind == "stage" else {})
        restored = whole(state, changed)
        if state.kind == "case":
            restored = naming_parts(restored, states.values())
        if state.kind == "letter":
            left = {**state.doc, **{f.field: f.value for f in restored}}
            check_letter_undo(transaction.office, state.doc, left, changeset.recorded_at)
        changes.append(EntityChange(state.id, state.kind, restored))
    if clashes:
        names = ", ".join(sorted(set(clashes)))
        where = f" in {case.doc.get('reference')}" if case and is_one_of_many else ""
        raise RuleError(
            f"This cannot be undone, because it was changed since{where}: {names}. Change it by hand instead."
        )
    changes += _left_without(transaction, changeset.scope_id, event)
    return Draft(changeset.scope_kind, changeset.scope_id, "change.undone", tuple(changes), title)


def _left_without(transaction: Transaction, scope_id: str, event: ChangeEvent) -> list[EntityChange]:
    """What else falls with a letter that is not sent any more: the acknowledgement that an earlier undo left to it."""
    unsent = {
        f.entity_id
        for f in event.fields
        if (f.entity_kind, f.field) == ("letter", "sent_on") and not f.before
    }
    if event.kind != "letter.sent" or any(f.field == "acknowledged_on" for f in event.fields):
        return []
    from caseworker.actions.acknowledged_still import rests_on, without_letter

    office, raw, view = transaction.office, transaction.raw, transaction.case(scope_id)
    stage = view.stage
    if stage is None or stage.doc.get("answered_on") or not view.status.is_active:
        return []
    changes = []
    for letter in (each for each in view.letters if each.id in unsent):
        if rests_on(office, raw, view, stage, letter):
            for thing, values in without_letter(office, raw, view, stage, letter):
                changes.append(EntityChange(thing.id, thing.kind, changes_between(thing, values)))
    return changes


def _still_acknowledged(
    transaction: Transaction, event: ChangeEvent, states: Mapping[str, EntityState]
) -> dict[str, Value]:
    """The fields of the stage an event acknowledged, where another letter that went out acknowledges it still."""
    stage_id = next((f.entity_id for f in event.fields if f.field == "acknowledged_on" and not f.before), "")
    if not stage_id:
        return {}
    from caseworker.actions.acknowledged_still import still_acknowledged

    gone = {f.entity_id for f in event.fields if f.entity_kind == "letter"}
    view = transaction.case(states[stage_id].scope_id)
    return still_acknowledged(transaction.office, view, states[stage_id], gone)


class _Since:
    """What was done in a case after an act."""

    def __init__(self, events: Iterable[ChangeEvent]) -> None:
        self._kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._left: dict[tuple[str, str], Value] = {}
        self.touched: set[str] = set()
        self.acts: set[str] = set()
        for event in events:
            self.acts.add(event.changeset_id)
            for f in event.fields:
                self._kinds[f.entity_id, f.field].append(event.kind)
                self._left.setdefault((f.entity_id, f.field), f.before)
                self.touched.add(f.entity_id)

    def was_changed(self, state: EntityState, name: str) -> bool:
        """Whether somebody built on the value that the act left; what was taken back again does not count."""
        field = state.id, name
        if name in state.conflicts or field not in self._left:
            return name in state.conflicts
        taken_back = self._kinds[field].count("change.undone")
        is_as_left = canonical(state.doc.get(name)) == canonical(self._left[field])
        return not is_as_left or taken_back < len(self._kinds[field]) - taken_back


def _stages_begun(event: ChangeEvent, states: Iterable[EntityState], since: _Since) -> list[str]:
    """Name the stages begun since an act on whether the clock runs: the case is at the new one now, with its clock."""
    bears = any(
        f.entity_kind == "pause" or (f.entity_kind, f.field) in (("case", "status"), ("stage", "voided"))
        for f in event.fields
    )
    begun = [
        state
        for state in states
        if state.kind == "stage" and not state.doc.get("voided") and since.acts.intersection(state.vers[""])
    ]
    return [_ADDED["stage"]] if bears and begun else []


_COUNTED_FROM = frozenset({"acknowledged_on", "started_on"})


def _counted_on(state: EntityState, fields: Iterable[FieldEvent], since: _Since) -> bool:
    """Whether a deadline was counted later from what would be taken back, such as the day of an acknowledgement."""
    names = {f.field for f in fields}
    counts_from = {*_COUNTED_FROM, *event_fields(state.doc)}
    counts = state.kind == "stage" and not names.isdisjoint(counts_from) and "clocks" not in names
    return counts and since.was_changed(state, "clocks")


def _by_entity(event: ChangeEvent) -> dict[str, list[FieldEvent]]:
    fields = defaultdict(list)
    for f in event.fields:
        fields[f.entity_id].append(f)
    return fields


def _was_created_by(state: EntityState, changeset: Changeset) -> bool:
    return state.vers.get("", []) == [changeset.id]


def _built_on(state: EntityState, others: Iterable[EntityState], since: _Since) -> list[str]:
    """Return what was changed of a thing since it was made, and what was added to a case."""
    found = [label_of(state.kind, name) for name in state.doc if since.was_changed(state, name)]
    if state.kind == "case":
        added = [o for o in others if o.vers.get("") != state.vers[""] and not o.doc.get("voided")]
        found += [_ADDED.get(other.kind, other.kind) for other in added]
    return found + _hanging_on(state, others, since)


def _hanging_on(state: EntityState, others: Iterable[EntityState], since: _Since) -> list[str]:
    """Return what was added later to a thing and would hang in the air without it, such as the points of a stage."""
    return [
        _ADDED.get(other.kind, other.kind)
        for other in others
        if other.id in since.touched
        and state.id in other.doc.values()
        and other.vers.get("") != state.vers[""]
        and not other.doc.get("voided")
    ]


_ADDED = {
    "note": "a note",
    "letter": "a letter",
    "letter_comment": "a comment on a letter",
    "party": "a person",
    "stage": "a stage",
    "task": "an action",
    "pause": "a stopped clock",
    "point": "a point of complaint",
    "appointment": "somebody appointed",
    "decision": "a decision",
    "payment": "a payment",
    "equality": "equalities monitoring",
    "file": "a file",
    "contribution": "something asked of a service",
    "link": "a link to another case",
    "both_kept": "that two entries are both meant",
    "advocacy": "an offer of an advocate",
    "advocacy_hours": "hours of advocacy",
    "exemption": "an exemption",
    "third_party": "somebody asked for their views",
}


def _first_kind(changeset: Changeset) -> str:
    """Return the kind of change that was done first: an undo or redo carries its title, however often."""
    if changeset.kind != "change.undone":
        return changeset.kind
    of_office = (
        _SETTING if changeset.scope_kind == OFFICE_SCOPE else ""
    )  # whose title is the setting's own name
    return next(
        (kind.code for kind in every_change_kind().values() if kind.title == changeset.reason), of_office
    )


def _unmade(state: EntityState, others: Iterable[EntityState]) -> EntityChange:
    """Nothing is deleted (C7): a case becomes void, anything else is marked as removed."""
    name, value = ("status", Status.VOID.value) if state.kind == "case" else ("voided", True)
    values = {name: value}
    if state.kind == "case":
        values["void_reason"] = "Logging it was undone"
        return EntityChange(state.id, state.kind, naming_parts(whole(state, values), others))
    return EntityChange(state.id, state.kind, whole(state, values))
