"""The rules, calendars and small words that the tests of deadlines share."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from caseworker.domain.deadlines import Clock, Facts, clocks_for
from caseworker.domain.rulebook import Rulebook, Scheme
from caseworker.domain.working_days import Calendars

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CALENDARS = Calendars.load(RESOURCES / "calendars")
RULEBOOK = Rulebook.load(RESOURCES / "rules")
EW, UK = CALENDARS["EW"], CALENDARS["UK"]


@cache
def scheme_called(scheme_id: str) -> Scheme:
    """The scheme of that name; for a council's times, those of corporate complaints ("ENQ:" for enquiries)."""
    procedure, _, name = scheme_id.rpartition(":")
    found = [
        s for s in RULEBOOK.schemes if s.id == name and (not procedure or s.procedure.value == procedure)
    ]
    return next((s for s in found if s.procedure.value == "CORP"), found[0])


def clock(scheme_id: str, step: str, facts: Facts, calendars: Calendars = CALENDARS) -> Clock:
    """The clock of one step."""
    return clocks_for(scheme_called(scheme_id), facts, calendars)[step]


def due(scheme_id: str, step: str, facts: Facts, calendars: Calendars = CALENDARS) -> date | None:
    """The date of one step."""
    return clock(scheme_id, step, facts, calendars).due_on
