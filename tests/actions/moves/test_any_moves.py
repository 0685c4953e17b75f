"""Random walks through every kind of case, along legal moves and against illegal ones, over whatever tables there are.

What always holds: no case is without a next step or, when it is over, without a reason; no clock is without its
source; what is refused changes nothing; Undo restores exactly, and what was undone can be done again.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.moves import foresee_move, make_move, moves_for
from caseworker.actions.opening import OpenOffice
from caseworker.actions.reopen import reopen_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.move import Move
from caseworker.domain.workflow import ALL, MOVES
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import read_case
from tests.actions.moves.any_answers import answers_to
from tests.actions.moves.complaint_help import Carried
from tests.example_office import SETTINGS, log_complaint, make_office

TODAY = date(2026, 10, 1)
SELDOM = 3
"""So often at most is one move made in a walk, so that a case that is over does not fill up with one and the same."""
REACHED: Counter[str] = Counter()
"""How often each move was made, to see that the walks go somewhere."""


class AnyMoves(RuleBasedStateMachine):
    """One case and somebody who does anything to it."""

    office: Office
    kind: Kind

    def __init__(self) -> None:
        super().__init__()
        self.case_id = ""
        self.made: Counter[str] = Counter()
        self.dice = Random(0)

    @initialize(seed=st.integers(0, 2**32))
    def log(self, seed: int) -> None:
        """Log a case, up to thirteen months ago."""
        self.office.person = self.office.staff_named("Asha Khan")
        self.dice = Random(f"{self.kind} {seed}")
        received_on = TODAY - timedelta(days=self.dice.randrange(400))
        self.case_id = log_complaint(self.office, kind=self.kind, received_on=received_on).case_id
        if self.kind.is_complaint and (TODAY - received_on).days > 90:
            self._go_ahead(received_on, self.dice.randint(1, 3 if self.kind is Kind.STATUTORY else 2))

    def _go_ahead(self, received_on: date, number: int) -> None:
        """Walk from the stage of this number on, which few walks would reach by themselves."""
        case, days = (
            Carried(self.office, self.case_id),
            [received_on + timedelta(days=10 * n) for n in range(9)],
        )
        if number > 1:
            case.answer(days[1])
            case.ask_for_stage_2(days[2])
        if number > 2:
            case.appoint_stage_2(days[3])
            case.answer(days[5])
            case.ask_for_stage_3(days[6])
            case.appoint_panel(days[7])

    @property
    def view(self) -> CaseView:
        """The case as it is stored; its timeline is left out, which would take longer than the moves."""
        with self.office.reading() as raw:
            return read_case(raw, self.case_id)

    # -- what anybody may do ------------------------------------------------------------------------------

    @rule()
    def do_something(self) -> None:
        """One rule for all: Hypothesis would leave some of several out of a walk, and moves are what it is about."""
        acts = (self.answer, self.acknowledge, self.resume, self.reopen, self.try_an_illegal_move)
        self.dice.choice((*acts, self.somebody_else_sits_down, *[self.make_legal_moves] * 6))()

    def make_legal_moves(self) -> None:
        """Moves that are offered as possible, with answers that a person could give."""
        for _ in range(self.dice.randint(1, 8)):
            view = self.view
            possible = [
                offer.move
                for offer in moves_for(self.office, view)
                if not offer.why_not and self.made[offer.move.code] < SELDOM
            ]
            fresh = [move for move in possible if not self.made[move.code]]
            if possible:
                self._make(self.dice.choice(fresh if fresh and self.dice.random() < 0.7 else possible))

    def _make(self, move: Move) -> None:
        """Make a move: with what is needed, and if that is not enough, with everything it asks."""
        began = _began(self.view)
        for whole in (False, True):
            answers = answers_to(self.dice, self.office, move, began, whole=whole)
            if self._do(move.code, partial(make_move, self.office, self.case_id, move.code, answers)):
                return

    def try_an_illegal_move(self) -> None:
        """A move that is not offered, or that a rule stops, is refused with words, and nothing changes."""
        view = self.view
        offers = {offer.move.code: offer.why_not for offer in moves_for(self.office, view)}
        code = self.dice.choice([move.code for move in ALL if offers.get(move.code, "not of this case")])
        before = things_of(view)

        with pytest.raises(RuleError) as raised:
            make_move(self.office, self.case_id, code, {})
        with pytest.raises(RuleError):
            foresee_move(self.office, view, code, {})

        assert is_a_sentence(str(raised.value)), (code, str(raised.value))
        assert things_of(self.view) == before

    def somebody_else_sits_down(self) -> None:
        """Two complaints managers take turns, so that each can be the second person."""
        mine = self.office.person.id
        other = next(p for p in self.office.staff.values() if p.id != mine)
        self.office.person = replace(other, role="complaints_manager")

    def answer(self) -> None:
        """Record the answer, with what a closure needs."""
        view = self.view
        outcomes = [entry.code for entry in self.office.vocabulary.offered("outcomes", view.kind)]
        if not (outcomes and view.status.is_active):
            return
        given = Answer(
            self._some_day(),
            self.dice.choice(outcomes),
            "Looked into.",
            theme="Communication",
            root_cause="Delay",
            no_action="None",
            late_reason="our_delay",
            override="For good reason.",
        )
        self._do("case.answered", partial(answer_case, self.office, self.case_id, given))

    def acknowledge(self) -> None:
        """Record the acknowledgement, where one is due."""
        if self.view.row.acknowledge_by:
            self._do("case.acknowledged", partial(acknowledge, self.office, self.case_id, self._some_day()))

    def resume(self) -> None:
        """Let the clock go on."""
        if self.view.status is Status.PAUSED:
            self._do("clock.resumed", partial(resume_clock, self.office, self.case_id, TODAY))

    def reopen(self) -> None:
        """Reopen a case that is over."""
        if not self.view.status.is_active:
            self._do("case.reopened", partial(reopen_case, self.office, self.case_id, "Something new came."))

    def _do(self, code: str, act: Callable[[], Changed]) -> bool:
        """Act, sometimes take it back and do it again: or be refused, and nothing has changed. Return whether done."""
        before = things_of(self.view)
        changed, refused = attempt(act)
        if changed is None:
            assert is_a_sentence(refused), (code, refused)
            assert things_of(self.view) == before, code
            return False
        REACHED[code] += 1
        self.made[code] += 1
        after = things_of(self.view)
        if self.dice.random() < 0.3:
            undone = undo(self.office, changed.group_id)
            assert things_of(self.view) == before, code
            undo(self.office, undone.group_id, redo=True)
            assert things_of(self.view) == after, code
        return True

    def _some_day(self) -> date:
        """A day since the stage began, as often as not today."""
        began = _began(self.view)
        return (
            TODAY
            if self.dice.random() < 0.5
            else began + timedelta(days=self.dice.randint(0, (TODAY - began).days))
        )

    # -- what always holds --------------------------------------------------------------------------------

    @invariant()
    def there_is_a_next_step_or_the_case_is_over_for_a_reason(self) -> None:
        """An open case names what to do and the command that does it; one that is over says why."""
        if not self.case_id:
            return
        view = self.view
        words, command = next_step(self.office, view)
        assert is_a_sentence(words), words
        if command.startswith("move:"):
            offers = {offer.move.code: offer.why_not for offer in moves_for(self.office, view)}
            code = command.removeprefix("move:")
            assert offers.get(code, "not offered") == "", (words, command, offers.get(code))
        if view.status.is_active:
            assert command, (view.kind, words)
        elif view.status is Status.CLOSED:
            assert view.value("outcome") or any(ended(stage.doc) for stage in view.stages), (view.kind, words)

    @invariant()
    def every_clock_has_a_source_and_a_day(self) -> None:
        """No deadline without the law or policy behind it."""
        if not self.case_id:
            return
        for stage in self.view.stages:
            for step, clock in (stage.doc.get("clocks") or {}).items():
                assert clock.get("source"), step
                assert clock.get("trigger_on"), step
                assert clock.get("due_on") or clock.get("stopped_since"), step


def attempt(act: Callable[[], Changed]) -> tuple[Changed | None, str]:
    """Act. Return what was saved, or why it was refused: a rule, or answers to mend."""
    try:
        return act(), ""
    except RuleError as error:
        return None, str(error)


def things_of(view: CaseView) -> dict[str, dict[str, Any]]:
    """Every thing of a case with its values; an empty one says the same as none."""
    others = [thing for things in view.others.values() for thing in things]
    parts = (*view.stages, *view.parties, *view.pauses, *view.notes, *view.letters, *view.tasks, *others)
    return {
        thing.id: json.loads(
            json.dumps({k: v for k, v in thing.doc.items() if v not in (None, "", [], {}, False)})
        )
        for thing in (view.case, *parts)
    }


def is_a_sentence(words: str) -> bool:
    """Whether words say something that a person can read: no code, no empty text."""
    return len(words) > 8 and words[:1].isupper() and "_" not in words and "None" not in words


def ended(stage: dict[str, Any]) -> bool:
    """Whether a stage says how it ended."""
    return any(
        stage.get(name) for name in ("outcome", "request_outcome", "withdrawn_on", "closed_on", "answered_on")
    )


def _began(view: CaseView) -> date:
    return date.fromisoformat(str(view.stage.doc["started_on"])) if view.stage else view.row.received_on


@pytest.fixture(scope="module")
def standing() -> Iterator[OpenOffice]:
    """One office for all walks: each walks with a case of its own."""
    with tempfile.TemporaryDirectory() as folder:
        opened = make_office(
            Path(folder) / "office", settings=replace(SETTINGS, clock_stands_on=TODAY.isoformat())
        )
        yield opened
        opened.close()


OFTEN = {Kind.STATUTORY: 14, Kind.CORPORATE: 6}
"""How many walks begin with a case of a kind; of the others three each."""


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_any_walk_through_a_case_keeps_what_always_holds(standing: OpenOffice, kind: Kind) -> None:
    machine = type("AnyMovesHere", (AnyMoves,), {"office": standing.office, "kind": kind})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=OFTEN.get(kind, 3),
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_walks_went_somewhere() -> None:
    made = [code for code in MOVES if REACHED[code]]
    print(f"{len(made)} of {len(MOVES)} moves made, {sum(REACHED.values())} acts")
    print("Not made:", ", ".join(code for code in MOVES if not REACHED[code]))
    assert len(made) > len(MOVES) // 3
