"""A complaint that is carried through its stages: the words of the tests of moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.case_words import next_step
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import DateMove, foresee_move, make_move, moves_for
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from caseworker.settings import OfficeSettings
from tests.example_office import SETTINGS, log_complaint, make_office

INDEPENDENT = {"is_officer": "no", "is_spouse": "no"}


@dataclass
class Carried:
    """One complaint of an office whose clock stands on a day."""

    office: Office
    case_id: str
    last: Changed | None = None

    @property
    def view(self) -> CaseView:
        return open_case(self.office, self.case_id)

    @property
    def stage(self) -> dict[str, Any]:
        assert self.view.stage is not None
        return self.view.stage.doc

    def make(self, code: str, **values: Any) -> str:
        """Make a move and return what is said."""
        self.last = make_move(self.office, self.case_id, code, values)
        return self.last.message

    def undo(self) -> None:
        """Take the last move back."""
        assert self.last is not None
        undo(self.office, self.last.group_id)

    def foresee(self, code: str, **values: Any) -> tuple[DateMove, ...]:
        return foresee_move(self.office, self.view, code, values)

    def answer(self, on: date, outcome: str = "not_upheld") -> str:
        """Record the answer of the stage, with all that a closure needs."""
        answer = Answer(
            on, outcome, "Looked into.", theme="Communication", root_cause="Delay", no_action="None",
            late_reason="our_delay",
        )  # fmt: skip
        return answer_case(self.office, self.case_id, answer).message

    def acknowledge(self, on: date) -> None:
        acknowledge(self.office, self.case_id, on)

    def due(self, step: str) -> str | None:
        found = self.stage["clocks"].get(step)
        return found.get("due_on") if found else None

    def why_not(self, code: str) -> str:
        """Why a move cannot be made now; None where it does not belong to the case at its stage."""
        offers = {offer.move.code: offer.why_not for offer in moves_for(self.office, self.view)}
        return offers[code]

    def offered(self) -> set[str]:
        return {offer.move.code for offer in moves_for(self.office, self.view)}

    def next(self) -> tuple[str, str]:
        return next_step(self.office, self.view)

    def tasks(self) -> dict[str, tuple[str | None, str | None]]:
        """Its actions: due and done, by what is to be done."""
        return {t.doc["what"]: (t.doc.get("due_on"), t.doc.get("done_on")) for t in self.view.tasks}

    def decision(self, kind: str) -> dict[str, Any]:
        return next(d.doc for d in self.view.of_kind("decision") if d.doc["kind"] == kind)

    @contextmanager
    def as_somebody_else(self, role: str = "director") -> Iterator[None]:
        """Sit somebody else down at the keyboard, in a role."""
        mine = self.office.person
        other = next(person for person in self.office.staff.values() if person.id != mine.id)
        self.office.person = replace(other, role=role)
        try:
            yield
        finally:
            self.office.person = mine

    # -- the way there ------------------------------------------------------------------------------------

    def ask_for_stage_2(self, on: date, **values: Any) -> str:
        asked = {"requested_on": on, "unresolved": "Still no visit.", **values}
        code = "stage_2.requested" if self.view.kind is Kind.STATUTORY else "second_stage.requested"
        return self.make(code, **asked)

    def ask_for_stage_3(self, on: date) -> str:
        return self.make("stage_3.requested", requested_on=on, unresolved="The report leaves out June.")

    def appoint_stage_2(self, on: date) -> None:
        self.make("investigator.appointed", full_name="Ann Inwood", appointed_on=on, in_line="no")
        self.make("independent_person.appointed", full_name="Ivy Peers", appointed_on=on, **INDEPENDENT)

    def appoint_panel(self, on: date) -> None:
        self.make("panel_chair.appointed", full_name="Cora Chair", appointed_on=on, **INDEPENDENT)
        for name in ("Mo Member", "Nell Member"):
            self.make("panel_member.appointed", full_name=name, appointed_on=on, **INDEPENDENT)


@contextmanager
def complaint(
    folder: Path,
    received_on: date,
    today: date,
    kind: Kind = Kind.STATUTORY,
    settings: OfficeSettings = SETTINGS,
) -> Iterator[Carried]:
    """Log a complaint in an office whose clock stands on a day."""
    opened = make_office(folder / "office", settings=replace(settings, clock_stands_on=today.isoformat()))
    logged = log_complaint(opened.office, kind=kind, received_on=received_on)
    yield Carried(opened.office, logged.case_id)
    opened.close()
