"""What the rules of `resources/rules/*.toml` mean: schemes of dated steps, each with its source.

A scheme is one body of rules in force for one procedure at one authority between two dates. The scheme is
chosen by the day a step is triggered (CLK-8). None, or two at once, is an error: a deadline is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Procedure
from caseworker.domain.pauses import Effect, PauseKind
from caseworker.domain.working_days import Roll
from caseworker.errors import RuleError

Stretch = tuple[date, date]
Unit = Literal["WD", "CD", "MONTH"]
Basis = Literal["TRIGGER", "ACK", "PREVIOUS_STEP", "DATE_SET_BY_BODY"]
Needs = Literal["REASON", "AGREEMENT", "NOTICE"]

EVERYWHERE = "*"
"""The authority of schemes that hold wherever a council has none of its own."""

OWN = "OWN"
"""The authority of schemes that the council wrote in its settings; they come before all others."""


@dataclass(frozen=True, slots=True)
class Step:
    """One deadline of a procedure. Source: rule book 2.3 (SchemeStep).

    Attributes:
        code: such as "CA_S1_RESP"; label: what has to be done by then.
        stage: "1", "2", "3" or "review".
        unit, period: how long, in working days, calendar days or months; a negative period counts back.
        beginning_with: the trigger day itself is the first day of the months (CLK-9).
        basis: what it counts from. TRIGGER: the event. ACK: the acknowledgement, at the latest the day it
            was due. PREVIOUS_STEP: another step's date. DATE_SET_BY_BODY: another body names the day.
        triggers: names of events, in order of preference.
        latest_trigger: it counts from the latest of the triggers known instead.
        previous: the step that basis ACK or PREVIOUS_STEP refers to.
        set_by: the event that holds the day another body named.
        max_step, max_period: the step that says how late an extended answer may be, and its period.
        extension_needs: what an extension must be given with.
        extension_notice: whether notice must be given by the due date then in force ("CURRENT") or by the
            one before any extension ("ORIGINAL").
        beside: an event from which the period is counted too, to be shown beside the date.
        pauses: what each kind of pause does to this step.
        example: events and the date they lead to; a test works it out again.
    """

    code: str
    label: str
    stage: str
    unit: Unit
    period: int
    calendar: str
    source: str
    basis: Basis = "TRIGGER"
    triggers: tuple[str, ...] = ()
    latest_trigger: bool = False
    previous: str | None = None
    set_by: str | None = None
    beginning_with: bool = False
    roll: Roll = "NONE"
    max_step: str | None = None
    max_period: int | None = None
    extension_allowed: bool = False
    extension_needs: Needs | None = None
    extension_notice: Literal["CURRENT", "ORIGINAL"] = "CURRENT"
    beside: str | None = None
    pauses: Mapping[PauseKind, Effect] = field(default_factory=dict)
    target_pct: int | None = None
    owner_role: str | None = None
    letter: str | None = None
    period_choice: str | None = None
    version_events: tuple[str, ...] = ()
    example: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Scheme:
    """The steps in force for one procedure at one authority from one day to another.

    Attributes:
        variant: the council's choice between two readings of the law ("AGREED", "STRICT"), or "".
        valid_to: the last day, or None while it is in force.
        steps: by code, each after those it depends on.
    """

    id: str
    authority: str
    procedure: Procedure
    version: str
    valid_from: date
    valid_to: date | None
    steps: Mapping[str, Step]
    note: str = ""
    source: str = ""
    variant: str = ""

    def in_force_on(self, day: date) -> bool:
        """Whether the scheme holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def step(self, code: str) -> Step:
        """The step of that code.

        Raises:
            RuleError: this scheme has no such step.
        """
        found = self.steps.get(code)
        if found is None:
            raise RuleError(f"The rules {self.id} ({self.version}) have no step {code}", source=self.source)
        return found

    @cached_property
    def plan(self) -> tuple[Step, ...]:
        """The steps in the order in which they can be worked out."""
        return tuple(self.steps.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """A council's choice between two readings of the law, from a day on.

    For stage 2 of the Children Act procedure: "" counts from the request, "AGREED" from the agreed statement.
    For subject access: "" is the Commissioner's corresponding date, "STRICT" the day before.
    """

    procedure: Procedure
    variant: str
    from_on: date


@dataclass(frozen=True)
class Rulebook:
    """Every scheme the program knows, with the council's choices."""

    schemes: tuple[Scheme, ...]
    choices: tuple[Choice, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Rulebook:
        """Read and check every rule file of a folder.

        Raises:
            UnavailableError: the folder has no rule files, or they cannot be read.
            RuleError: a rule is malformed; the message names file, scheme, step and field.
        """
        from caseworker.domain.rules_file import read_schemes

        return cls(read_schemes(folder))

    def with_choices(self, choices: Iterable[Choice]) -> Rulebook:
        """The same rules with the council's dated choices."""
        return Rulebook(self.schemes, tuple(sorted(choices, key=lambda choice: choice.from_on)))

    def with_own(self, own: Iterable[Scheme]) -> Rulebook:
        """The same rules with schemes the council wrote itself."""
        return Rulebook((*self.schemes, *own), self.choices)

    def days_without(self, procedure: Procedure, authority: str, first: date, last: date) -> list[Stretch]:
        """The stretches of days between two days on which no scheme holds for a procedure at a council."""
        places = (OWN, authority, EVERYWHERE)
        held = sorted(
            (scheme.valid_from, scheme.valid_to or last)
            for scheme in self.schemes
            if scheme.procedure is procedure and scheme.authority in places and not scheme.variant
        )
        missing, day = [], first
        for begins, ends in held:
            if begins > last:
                break
            if day < begins:
                missing.append((day, begins - timedelta(days=1)))
            day = max(day, ends + timedelta(days=1))
        return [*missing, (day, last)] if day <= last else missing

    @cached_property
    def _by_place(self) -> Mapping[tuple[Procedure, str, str], tuple[Scheme, ...]]:
        found: dict[tuple[Procedure, str, str], tuple[Scheme, ...]] = {}
        for scheme in self.schemes:
            key = (scheme.procedure, scheme.authority, scheme.variant)
            found[key] = (*found.get(key, ()), scheme)
        return found

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """The authorities that have schemes of their own."""
        return tuple(sorted({scheme.authority for scheme in self.schemes} - {EVERYWHERE, OWN}))

    def variant_on(self, procedure: Procedure, on: date) -> str:
        """The reading the council had chosen for a procedure on that day; "" for the default."""
        chosen = ""
        for choice in self.choices:
            if choice.procedure is procedure and choice.from_on <= on:
                chosen = choice.variant
        return chosen

    def scheme(self, procedure: Procedure, authority: str, on: date) -> Scheme:
        """The scheme by which a step triggered on that day is timed (CLK-8).

        A council's own scheme comes before the one that holds everywhere.

        Raises:
            RuleError: no scheme was in force on that day, or more than one.
        """
        variant = self.variant_on(procedure, on) if self.choices else ""
        for place in (OWN, authority, EVERYWHERE):
            found = [s for s in self._by_place.get((procedure, place, variant), ()) if s.in_force_on(on)]
            if len(found) > 1:
                names = " and ".join(scheme.id for scheme in found)
                raise RuleError(
                    f"Two sets of rules hold for {procedure.value} at {authority} on {long_date(on)}: {names}. "
                    "Mend their dates in the rule files",
                    source="CLK-8",
                )
            if found:
                return found[0]
        raise RuleError(
            f"No rules for {procedure.value} at {authority} were in force on {long_date(on)}. "
            "Check the date, or add the rules of that time",
            field="received_on",
            source="CLK-8",
        )

    def scheme_by_id(self, scheme_id: str, procedure: Procedure | None = None) -> Scheme:
        """The scheme of that name. A name that times complaints and enquiries alike needs the procedure.

        Raises:
            RuleError: there is none, or several and no procedure was named.
        """
        found = [
            scheme
            for scheme in self.schemes
            if scheme.id == scheme_id and (procedure is None or scheme.procedure is procedure)
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            wanted = f" for {procedure.value}" if procedure else ""
            raise RuleError(f"There are no rules called {scheme_id}{wanted}", field="scheme")
        procedures = " and ".join(scheme.procedure.value for scheme in found)
        raise RuleError(f"The rules {scheme_id} time {procedures}: say which is meant", field="scheme")
