"""Which complaints went further: to stage 2, stage 3, the adjudicator, the Ombudsman."""

from __future__ import annotations

from itertools import compress, product, repeat

from caseworker.domain.coded_columns import CodedColumn
from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.brief import Brief
from caseworker.reports.taken_to_ombudsman import complaints_of

_STEPS = ("S2", "S3", "ADJ", "LGO")
_WAYS = sorted(" ".join(compress(_STEPS, taken)) for taken in product((0, 1), repeat=len(_STEPS)))
"""The steps a case may have gone on to: "S2 LGO"; first of all none."""


def went_on(brief: Brief, among: Rows, *steps: str) -> Rows:
    """The lines of `among` whose case had a later stage of these steps by the period's last day."""
    column = f"went on by {brief.period.last}"
    brief.stages.derive(column, lambda: _went_on(brief))
    return among.where(**{column: tuple(way for way in _WAYS if set(steps) & set(way.split()))})


def _went_on(brief: Brief) -> CodedColumn:
    """Of every line the way its case went."""
    begun, found = brief.stages.up_to("from_on", brief.period.last), dict[int, list[str]]()
    for step in _STEPS:
        cases = set((brief.stages.where(step=step, is_first="") & begun).values("case_n"))
        apart = brief.cases.where(kind=Kind.OMBUDSMAN.value) & begun
        if step == "LGO" and apart:
            cases |= set(complaints_of(brief, apart).values())
        for case_n in cases:
            found.setdefault(case_n, []).append(step)
    codes = {case_n: _WAYS.index(" ".join(steps)) for case_n, steps in found.items()}
    ways = bytes(map(codes.get, brief.stages.column("case_n"), repeat(0)))
    return CodedColumn.of(_WAYS, (ways,), len(ways))
