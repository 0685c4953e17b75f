"""A move: one thing that can happen to a case at a stage, what it asks, who may do it, and which rule stops it.

Question: how do seventeen kinds of case and their stages stay readable? Choice: every step is a row of a typed table
(`domain/moves/*.py`), with its conditions as small functions beside it; one engine records them and one page asks for
them. Cost: a step that needs more than fields has an effect of its own in `caseworker/actions/effects`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.rulebook import Rulebook

AskKind = Literal[
    "day", "line", "text", "choice", "options", "many", "tick", "pounds", "number", "staff", "points"
]
OPEN = (Status.OPEN, Status.PAUSED)
DONE = (Status.CLOSED, Status.ANSWERED, Status.WITHDRAWN)
ANY = (*OPEN, *DONE)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a move asks for.

    Attributes:
        name: by which the answer is handed over; label: its words on the page.
        kind: a day, a line, a text, one of a list (`choice`, or `options` in plain sight), several of a list, a tick,
            an amount in pounds, a number, somebody on the staff list, or some of the points of the stage.
        values: the list it chooses from (`resources/lists/standard.toml`), or pairs of code and words.
        needed: the move cannot be made without it; a tick that is needed must be ticked.
        field: the field of the stage ("stage.agreed_on") or the case ("case.grounds_on") it is kept in; "" where an
            effect of the move's own says so.
        begins: what it begins with: "today", "me" (the person at the keyboard), a value, a field as in `field`, or
            the day of a deadline ("clock.FOI_PIT_MAX").
        ahead: for days: it may lie in the future; days that have happened may not.
        help: one sentence under the label.
    """

    name: str
    label: str
    kind: AskKind
    values: str | tuple[tuple[str, str], ...] = ""
    needed: bool = False
    field: str = ""
    begins: str = ""
    ahead: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A case as a condition sees it.

    Attributes:
        rulebook, authority: where a condition asks which rules were in force; None where nobody asks.
    """

    view: CaseView
    today: date
    person_id: str = ""
    rulebook: Rulebook | None = None
    authority: str = ""

    @property
    def stage(self) -> Mapping[str, Value]:
        """What is known of the stage the case is in; empty where none has begun."""
        return self.view.stage.doc if self.view.stage else {}

    @property
    def stage_id(self) -> str:
        """The id of the stage the case is in, or ""."""
        return self.view.stage.id if self.view.stage else ""

    def appointed(self, role: str) -> tuple[EntityState, ...]:
        """Who holds a part at the stage the case is in, without those who have stood down."""
        mine = self.view.of_stage("appointment", self.stage_id)
        return tuple(a for a in mine if a.doc.get("role") == role and not a.doc.get("ended_on"))

    def decision(self, kind: str, *, whole_case: bool = False) -> EntityState | None:
        """The latest decision of a kind, at this stage unless the whole case is asked about."""
        found = [
            d
            for d in self.view.of_kind("decision")
            if d.doc.get("kind") == kind and (whole_case or d.doc.get("stage_id") in (None, self.stage_id))
        ]
        return found[-1] if found else None


Condition = Callable[[Situation], str]
"""Returns "" where the move may be made, else in a sentence why not, with the rule that stops it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table of moves.

    Attributes:
        code: past tense and dotted; also the kind of change it writes ("statement.agreed").
        label: on the button, verb and thing ("Record that the statement was agreed").
        done: its title on the timeline, in the past ("Statement of complaint agreed").
        kinds: the kinds of case; stages: the numbers of the stages it is made from, none for all.
        statuses: the states of the case it is made from.
        leads_to: the number of the stage that begins with it; "" when the case stays where it is.
        permission: what the person's role must allow (`domain/staff.WORDS`).
        asks: what it asks for; needs: what may stop it, each with its rule; shows: where it makes sense at all.
        rule: law, guidance or rule id behind it; group: what the timeline files it under.
    """

    code: str
    label: str
    done: str
    kinds: tuple[Kind, ...]
    stages: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = OPEN
    leads_to: str = ""
    permission: str = "move"
    asks: tuple[Ask, ...] = ()
    needs: tuple[Condition, ...] = ()
    shows: Condition | None = None
    rule: str = ""
    group: str = "Stages"

    def is_of(self, situation: Situation) -> bool:
        """Whether the move belongs to this kind of case at its stage, possible now or not."""
        at = str(situation.stage.get("number") or "")
        if situation.view.kind not in self.kinds or (self.stages and at not in self.stages):
            return False
        return self.shows is None or not self.shows(situation)

    def why_not(self, situation: Situation) -> str:
        """Return "" when the move may be made now, else why not in a sentence."""
        status = situation.view.status
        if status is Status.VOID:
            return "This case is void."
        if status not in self.statuses:
            return "This case is closed. Reopen it first." if status in DONE else "This case is still open."
        return next((reason for need in self.needs if (reason := need(situation))), "")
