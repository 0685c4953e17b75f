"""A move in the making: what it changes in the case, collected by its effect, with the dates that follow.

The same code runs before the act, to show what would follow, and in it (interface rule S7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions.stage_clocks import count_clocks, plan_stage, recounted
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, Value
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.ids import derived_id
from caseworker.domain.kinds import Procedure
from caseworker.domain.move import Move
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction

Values = Mapping[str, Any]


@dataclass
class Doing:
    """One move being made.

    Attributes:
        values: the answers, checked: days as dates, ticks as truth values, lists as lists of codes.
        words: sentences to add to the message when it is done.
        later: what else is saved with it, such as a linked case; made inside the write transaction.
        beside: stages of other cases that begin with it, each after the words for where that is: "In the new case".
    """

    office: Office
    view: CaseView
    move: Move
    values: Values
    words: list[str] = field(default_factory=list)
    later: list[Callable[[Transaction], Draft]] = field(default_factory=list)
    beside: list[tuple[str, Mapping[str, Value]]] = field(default_factory=list)
    _set: dict[str, dict[str, Value]] = field(default_factory=dict)
    _states: dict[str, EntityState] = field(default_factory=dict)
    _added: list[tuple[str, str, dict[str, Value]]] = field(default_factory=list)
    _begun: list[tuple[str, dict[str, Value]]] = field(default_factory=list)

    # -- what an effect says ------------------------------------------------------------------------------

    @property
    def stage(self) -> EntityState:
        """The stage the case is in.

        Raises:
            RuleError: none has begun.
        """
        if self.view.stage is None:
            raise RuleError("No stage of this case has begun.")
        return self.view.stage

    def day(self, name: str) -> date:
        """Return an answer that is a day and was needed."""
        found = self.values[name]
        if not isinstance(found, date):
            raise TypeError(f"{name} of {self.move.code} is no day: the table must ask for it as needed")
        return found

    def set_case(self, **values: Value) -> None:
        """Give fields of the case new values."""
        self.change(self.view.case, **values)

    def set_stage(self, **values: Value) -> None:
        """Give fields of the stage the case is in new values; its clocks are counted again from them."""
        self.change(self.stage, **values)

    def change(self, thing: EntityState, /, **values: Value) -> None:
        """Give fields of any thing of the case new values; days may be dates."""
        self._states[thing.id] = thing
        self._set.setdefault(thing.id, {}).update({name: _kept(value) for name, value in values.items()})

    def add(self, kind: str, /, **values: Value) -> str:
        """Add a thing to the case. Return its id."""
        return self._add_as(self.office.ids.new(), kind, values)

    def add_once(self, what: str, kind: str, /, **values: Value) -> str:
        """Add a thing that the move makes once: made by two people apart it is one thing (C6). Return its id.

        Args:
            what: what tells it from other things of its kind that the case may have.
        """
        return self._add_as(self._derived(kind, what), kind, values)

    def _add_as(self, entity_id: str, kind: str, values: Mapping[str, Value]) -> str:
        self._added.append((entity_id, kind, {name: _kept(value) for name, value in values.items()}))
        return entity_id

    def _derived(self, kind: str, what: str) -> str:
        """The id of a thing made once; the next free one where the case had such a thing that was taken back."""
        view = self.view
        taken = {thing.id for thing in (*view.removed, *view.of_kind(kind), *view.stages, *view.tasks)}
        taken.update(added[0] for added in self._added)
        taken.update(begun[0] for begun in self._begun)
        after = view.stage.id if view.stage else view.case_id
        count, place = 0, len(self._begun) + len(self._added)
        while (made := derived_id(view.case_id, f"{kind} {what} {after}", count, after, place)) in taken:
            count += 1
        return made

    def begin_stage(
        self, number: str, label: str, on: date, *, procedure: Procedure | None = None, **values: Value
    ) -> str:
        """Begin a further stage, by the rules in force that day (CLK-8). Return its id.

        Args:
            procedure: that of the kind of case unless given.

        Raises:
            RuleError: the rules in force have no such stage.
        """
        of = procedure or self.view.kind.procedure
        if of is None:
            raise RuleError(f"A case of the type {self.view.kind.label} has one stage only.")
        stage = plan_stage(self.office, of, number, label, on)
        stage |= {name: _kept(value) for name, value in values.items()}
        stage["clocks"] = count_clocks(self.office, self.view.kind, stage, ())
        stage_id = self._derived("stage", number)
        self._begun.append((stage_id, stage))
        return stage_id

    def say(self, words: str) -> None:
        """Add a sentence to what the person is told when it is done."""
        if words:
            self.words.append(words)

    @property
    def has_changes(self) -> bool:
        """Whether anything of the case itself is changed."""
        return bool(self._set or self._added or self._begun)

    # -- what follows -------------------------------------------------------------------------------------

    def stages_after(self) -> list[tuple[Mapping[str, Value], Mapping[str, Value]]]:
        """Return each stage that is changed or begun: as it was (empty for a new one) and as it will be."""
        changed = [(thing.doc, {**thing.doc, **self._with_clocks(thing)}) for thing in self._touched_stages()]
        return [*changed, *(({}, stage) for _id, stage in self._begun)]

    def write(self, edits: CaseEdits) -> None:
        """Hand everything over to the changeset."""
        stages = {thing.id: thing for thing in self._touched_stages()}
        for thing in stages.values():
            edits.set(thing, **self._with_clocks(thing))
        begins = self._begun or any(kind == "stage" for _id, kind, _values in self._added)
        again = {self.view.case_id: ("status",)} if begins else {}
        for thing_id in dict.fromkeys((*self._set, *again)):
            if thing_id not in stages:
                state = self._states.get(thing_id, self.view.case)
                edits.set_again(state, again.get(thing_id, ()), **self._set.get(thing_id, {}))
        for stage_id, stage in self._begun:
            edits.add_as(stage_id, "stage", **stage)
        for thing_id, kind, values in self._added:
            edits.add_as(thing_id, kind, **values)

    def _touched_stages(self) -> list[EntityState]:
        """The stages that are changed, or whose stops are."""
        ids = {i for i, state in self._states.items() if state.kind == "stage"}
        ids |= {str(s.doc.get("stage_id")) for s in self._states.values() if s.kind == "pause"}
        ids |= {str(values.get("stage_id")) for _id, kind, values in self._added if kind == "pause"}
        return [stage for stage in self.view.stages if stage.id in ids]

    def _with_clocks(self, stage: EntityState) -> dict[str, Value]:
        return recounted(
            self.office, self.view.kind, stage, self._pauses(stage.id), **self._set.get(stage.id, {})
        )

    def _pauses(self, stage_id: str) -> list[Mapping[str, Value]]:
        kept = [
            {**pause.doc, **self._set.get(pause.id, {})}
            for pause in self.view.pauses
            if pause.doc.get("stage_id") == stage_id
        ]
        new = [v for _id, kind, v in self._added if kind == "pause" and v.get("stage_id") == stage_id]
        return [pause for pause in (*kept, *new) if not pause.get("voided")]


Effect = Callable[[Doing], None]
"""What a move does beyond keeping its answers."""


def _kept(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
