"""Which complaint an Ombudsman's case is about, where it was logged as a case of its own and linked.

A case that came by import is a stage of its complaint instead. Source: LGO-3; rule book 10.1 (LEW25 10, LEW20 9).
"""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief


def complaints_of(brief: Brief, ombudsman: Rows) -> Mapping[int, int]:
    """Return the number of the complaint of each Ombudsman's case of some lines, by the number of the case."""
    links = brief.parts_of("link")
    complaints = _by_pair(links.where(what="taken_to_ombudsman"))
    cases = _by_pair(links.where(what="ombudsman_of").of_cases(ombudsman.case_numbers()))
    return {case_n: complaints[pair] for pair, case_n in cases.items() if pair in complaints}


def about_complaints(brief: Brief, kind: Kind) -> Rows:
    """The stages of complaints received as some kind, and the Ombudsman's cases about them."""
    mine = brief.stages.where(kind=kind.value)
    ombudsman = brief.cases.where(kind=Kind.OMBUDSMAN.value)
    if not ombudsman:
        return mine
    complaints = complaints_of(brief, ombudsman)
    known = set((brief.cases & mine).of_cases(complaints.values()).case_numbers())
    return mine | ombudsman.of_cases(case_n for case_n, complaint in complaints.items() if complaint in known)


def _by_pair(links: Rows) -> dict[str, int]:
    return dict(zip(links.values("supported_at"), links.values("case_n"), strict=True))
