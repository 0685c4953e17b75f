"""Which complaints went further: to stage 2, stage 3, the adjudicator, the Ombudsman."""

from __future__ import annotations

from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief


def went_on(brief: Brief, *steps: str) -> Rows:
    """The lines of cases of which a later stage of these steps had begun by the period's last day."""
    name = f"went on to {' '.join(steps)} by {brief.period.last.isoformat()}"

    def flags() -> list[str]:
        later = brief.stages.where(step=steps, is_first="") & brief.stages.up_to("from_on", brief.period.last)
        cases = set(later.values("case_n"))
        return ["1" if case in cases else "" for case in brief.stages.column("case_n")]

    brief.stages.derive(name, flags)
    return brief.stages.where(**{name: "1"})
