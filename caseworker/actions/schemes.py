"""Timescales of the council: which there are; those it wrote itself are in `own_schemes`.

A case keeps the timescales it was given (CLK-5, CLK-8): nothing here counts a case again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.domain.clock_facts import EVENTS
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.kinds import Procedure
from caseworker.domain.rulebook import EVERYWHERE, OWN, Scheme, Step
from caseworker.domain.rules_file import OWN_PROCEDURES
from caseworker.office import Office
from caseworker.storage.uses import scheme_uses

PROCEDURES: Mapping[Procedure, str] = {
    Procedure.CHILDREN_ACT: "Statutory complaints",
    Procedure.CORPORATE: "Corporate complaints",
    Procedure.ENQUIRY: "Enquiries",
    Procedure.FOI: "Freedom of information",
    Procedure.EIR: "Environmental information",
    Procedure.SAR: "Subject access",
    Procedure.DATA_PROTECTION: "Data protection complaints",
    Procedure.OMBUDSMAN: "Ombudsman",
    Procedure.COMMISSIONER: "Information Commissioner",
}
AUTHORITIES: Mapping[str, str] = {
    "DEFAULT": "The national ones alone",
    "LEW": "Lewisham",
    "BEX": "Bexley",
    "WF": "Waltham Forest",
    "LEW-ADULT": "Lewisham, adult social care",
}
LOOK_BACK_YEARS = 7
_WHAT_TO_DO = "Choose whose timescales apply, or write your own."
UNITS = {"WD": "working day", "CD": "calendar day", "MONTH": "month"}


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One set of timescales, as read.

    Attributes:
        steps: each step in words: "Answer at stage 1: 10 working days from receipt".
        whose: "The law", "The council's own", or whose set it is.
        cases: how many stages were counted by it.
    """

    scheme: Scheme
    procedure: str
    whose: str
    steps: tuple[str, ...]
    is_in_force: bool
    cases: int

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.scheme.procedure.value} {self.scheme.id}"


def authority_choices(office: Office) -> list[tuple[str, str]]:
    """Return whose timescales can be chosen."""
    codes = ("DEFAULT", *office.rulebook.authorities)
    return [(code, AUTHORITIES.get(code, code)) for code in codes if code != "LEW-ADULT"]


def scheme_rows(office: Office) -> tuple[SchemeRow, ...]:
    """Return every set of timescales that may time a case of this council: by procedure, the newest first."""
    with office.reading_lists() as raw:
        uses = scheme_uses(raw)
    places = (OWN, office.settings.authority, EVERYWHERE)
    order = list(PROCEDURES)
    found = [scheme for scheme in office.rulebook.schemes if scheme.authority in places]
    found.sort(key=lambda s: s.valid_from, reverse=True)
    found.sort(key=lambda s: order.index(s.procedure))
    return tuple(_row(office, scheme, uses.get((scheme.procedure.value, scheme.id), 0)) for scheme in found)


def missing_in_words(office: Office) -> list[str]:
    """Return what is not timed by any set, in words, for the last years and today: a case of then has no deadline."""
    today = office.clock.today()
    first = date(today.year - LOOK_BACK_YEARS, 1, 1)
    said = []
    for procedure in OWN_PROCEDURES:
        missing = office.rulebook.days_without(procedure, office.settings.authority, first, today)
        for begins, ends in missing:
            when = (
                f"before {long_date(ends + timedelta(days=1))}"
                if begins == first
                else (f"from {long_date(begins)} to {long_date(ends)}")
            )
            now = " Cases received now have no deadline." if ends == today else ""
            said.append(f"{PROCEDURES[procedure]} have no timescales {when}.{now} {_WHAT_TO_DO}")
    return said


def period_words(step: Step, number: int) -> str:
    """Return so many of the unit a step is counted in: "10 working days"."""
    return count_of(abs(number), UNITS[step.unit])


def step_words(scheme: Scheme, step: Step) -> str:
    """Return a step as it is read: "Answer at stage 1: 10 working days from receipt, 20 at most"."""
    how_long = period_words(step, step.period)
    start = EVENTS.get(step.triggers[0], "") if step.triggers else ""
    if step.basis in ("ACK", "PREVIOUS_STEP") and step.previous and not start:
        start = scheme.steps[step.previous].label.lower()
    where = f" {'before' if step.period < 0 else 'from'} {start}" if start else ""
    longest = f", {step.max_period} at most" if step.max_period else ""
    return f"{step.label}: {how_long}{where}{longest}"


def _row(office: Office, scheme: Scheme, cases: int) -> SchemeRow:
    whose = {OWN: "The council's own", EVERYWHERE: "Everywhere"}.get(scheme.authority)
    steps = tuple(step_words(scheme, step) for step in scheme.plan if step.code not in _limits(scheme))
    return SchemeRow(
        scheme,
        PROCEDURES[scheme.procedure],
        whose or AUTHORITIES.get(scheme.authority, scheme.authority),
        steps,
        _is_in_force(office, scheme),
        cases,
    )


def _is_in_force(office: Office, scheme: Scheme) -> bool:
    return any(scheme is each for each in office.schemes_on(office.clock.today()))


def _limits(scheme: Scheme) -> set[str]:
    """The steps that only say how late an extended answer may be."""
    return {step.max_step for step in scheme.plan if step.max_step}
