"""Which complaints went further: to stage 2, stage 3, the adjudicator, the Ombudsman."""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.picked import picked
from caseworker.reports.taken_to_ombudsman import complaints_of


def went_on(brief: Brief, among: Rows, *steps: str) -> Rows:
    """The lines of `among` whose case had a later stage of these steps by the period's last day."""
    later = brief.stages.where(step=steps, is_first="") & brief.stages.up_to("from_on", brief.period.last)
    cases = set(later.values("case_n"))
    if "LGO" in steps:
        apart = brief.cases.where(kind=Kind.OMBUDSMAN.value) & brief.stages.up_to(
            "from_on", brief.period.last
        )
        cases |= set(complaints_of(brief, apart).values()) if apart else set()
    return picked(among, map(cases.__contains__, among.values("case_n")))
