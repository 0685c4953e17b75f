"""Begins the stages of imported cases by the office's rules, each kind and day once."""

from __future__ import annotations

from datetime import date

from caseworker.actions.stage_clocks import begin_stage, count_clocks, plan_stage
from caseworker.domain.changes import Value
from caseworker.domain.kinds import Kind, Procedure
from caseworker.errors import RuleError, UnavailableError
from caseworker.imports.plan import Begun
from caseworker.office import Office

REMEMBERED = 4000
"""Stages remembered: a file in the order of its dates asks for few at a time, so memory stays flat."""

_FURTHER = {"2": "Stage 2", "3": "Stage 3", "LGO": "Ombudsman"}


class OfficeStages:
    """Begins stages by the rules in force that day; where there are none, a stage without clocks, and says so."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[tuple[str, ...], Begun] = {}

    def first(self, kind: Kind, received_on: str, acknowledged_on: str | None) -> Begun:
        """Return the first stage of a case received that day."""
        begun = self._remembered(("", kind.value, received_on, ""))
        clocks = begun.fields.get("clocks", {}).values()
        if acknowledged_on and any(clock["trigger"] == "ack" for clock in clocks):
            return self._remembered(("", kind.value, received_on, acknowledged_on))
        return begun

    def further(self, number: str, procedure: str, started_on: str) -> Begun:
        """Return a later stage asked for that day."""
        return self._remembered((number, procedure, started_on, ""))

    def _remembered(self, key: tuple[str, ...]) -> Begun:
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._begun(*key)
        return found

    def _begun(self, number: str, kind: str, day: str, acknowledged_on: str) -> Begun:
        began_on = date.fromisoformat(day)
        try:
            return Begun(
                self._further(number, kind, began_on)
                if number
                else self._first(Kind(kind), began_on, acknowledged_on)
            )
        except (RuleError, UnavailableError) as error:
            label = _FURTHER.get(number) or begin_label(Kind(kind))
            plain: dict[str, Value] = {"number": number or "1", "label": label, "started_on": day}
            return Begun(plain, f"{str(error).rstrip('.')}. Only the recorded dates are kept.")

    def _first(self, kind: Kind, received_on: date, acknowledged_on: str) -> dict[str, Value]:
        stage = begin_stage(self._office, kind, received_on)
        if acknowledged_on:
            known = {**stage, "acknowledged_on": acknowledged_on}
            stage["clocks"] = count_clocks(self._office, kind, known, ())
        return stage

    def _further(self, number: str, procedure: str, started_on: date) -> dict[str, Value]:
        """The file does not say when the Ombudsman's enquiry came, so that stage has no clock."""
        if number == "LGO":
            return plan_stage(self._office, Procedure.OMBUDSMAN, "1", _FURTHER[number], started_on)
        if not procedure:
            return {"number": number, "label": _FURTHER[number], "started_on": started_on.isoformat()}
        stage = plan_stage(self._office, Procedure(procedure), number, _FURTHER[number], started_on)
        stage["clocks"] = count_clocks(self._office, Kind.CORPORATE, stage, ())
        return stage


def begin_label(kind: Kind) -> str:
    """Return the name of a first stage that has no rules."""
    return "Stage 1" if kind.is_complaint else ""
