"""Every kind and stage that a table may have a row for: no line stands under two of them.

A first stage stands under its kind as received; later stages stand apart. Source: rule book section 10 (stages are
counted apart).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Axis, Entry, by_kind
from caseworker.reports.brief import Brief
from caseworker.reports.columns import COMPLAINTS, COUNTED, ENQUIRIES, HEADINGS

STAGE_ONE = tuple(HEADINGS[kind] for kind in COMPLAINTS)
LATER = (
    ("Corporate Stage 2", "S2", Procedure.CORPORATE),
    ("Children Act Stage 2", "S2", Procedure.CHILDREN_ACT),
    ("Corporate Stage 3", "S3", Procedure.CORPORATE),
    ("Children Act Stage 3", "S3", Procedure.CHILDREN_ACT),
)
ADJUDICATOR, OMBUDSMAN = "Independent Adjudicator", "Ombudsman"
_INFORMATION = (
    ("FOI request", "FOI"),
    ("EIR request", "EIR"),
    ("Subject access request", "SAR"),
    ("Data protection complaint", "DPC"),
    ("Internal review", "IR"),
    ("Information Commissioner", "ICO"),
    ("Tribunal", "TRIB"),
)
_UNTIMED = (
    ("Compliment", Kind.COMPLIMENT),
    ("Comment", Kind.COMMENT),
    ("Advocacy referral", Kind.ADVOCACY),
)
TIMED = ("CA", "CORP", "ENQ", "FOI", "EIR", "SAR")
"""Procedures whose answers the law or the council times. Where another body names the day (Ombudsman, Commissioner),
a stage is judged once there is one."""
UNDECIDED = "Type not decided"
OTHER = "Other stages"


def first_stages(brief: Brief) -> Rows:
    """The complaints and enquiries as received."""
    return brief.cases.where(kind=tuple(kind.value for kind in COUNTED))


def stage_ones(brief: Brief) -> Rows:
    """The complaints as received."""
    return brief.cases.where(kind=tuple(kind.value for kind in COMPLAINTS))


def enquiries(brief: Brief) -> Rows:
    """The enquiries as received."""
    return brief.cases.where(kind=tuple(kind.value for kind in ENQUIRIES))


def later_stages(brief: Brief, *steps: str) -> Rows:
    """The stages of some steps ("S2", "ADJ"); of a case that skipped stage 1 the first too, as a request for them."""
    return brief.stages.where(step=steps)


def only_later(brief: Brief, *steps: str) -> Rows:
    """The same without first stages, for tables that add stages up."""
    return later_stages(brief, *steps) - first_stages(brief)


def without_a_day(brief: Brief) -> Rows:
    """The stages for which no day was ever set, by a procedure that sets none: neither on time nor late.

    The Ombudsman's case has none to come once we replied; the reply is judged by the day that was named.
    """
    named = brief.stages.where(procedure=Procedure.OMBUDSMAN.value) & brief.stages.recorded("original_due_on")
    return brief.stages.where(due_on="") - brief.stages.where(procedure=TIMED) - named


def by_timed_stage(brief: Brief) -> Axis:
    """Complaints and enquiries, their later stages, the Ombudsman, requests for information."""
    first = first_stages(brief)
    cases = tuple(Entry(entry.heading, entry.rows & first) for entry in by_kind(brief, COUNTED))
    later = tuple(
        Entry(heading, brief.stages.where(step=step, procedure=procedure.value) - first)
        for heading, step, procedure in LATER
    )
    others = ((ADJUDICATOR, "ADJ"), (OMBUDSMAN, "LGO"), *_INFORMATION)
    return (
        *cases,
        *later,
        *(Entry(heading, brief.stages.where(step=step) - first) for heading, step in others),
    )


def by_every_stage(brief: Brief) -> Axis:
    """The same, and what no clock times; last whatever fits nowhere, so that no line is lost."""
    known = by_timed_stage(brief)
    taken = joined(known, brief)
    untimed = tuple(Entry(heading, brief.cases.where(kind=kind.value) - taken) for heading, kind in _UNTIMED)
    undecided = brief.cases.where(kind=(Kind.UNDECIDED.value, Kind.CASE_REVIEW.value)) - taken
    entries = (*known, *untimed, Entry(UNDECIDED, undecided))
    rest = brief.stages.all - joined(entries, brief)
    return (*entries, Entry(OTHER, rest)) if rest else entries


def shown(axis: Axis, base: Rows, always: Iterable[str] = STAGE_ONE) -> Axis:
    """The entries that have lines of `base`, and some that are shown even without."""
    kept = set(always)
    return tuple(entry for entry in axis if entry.heading in kept or entry.rows & base)


def joined(axis: Axis, brief: Brief) -> Rows:
    """The lines under any entry."""
    return reduce(or_, (entry.rows for entry in axis), brief.stages.none)
