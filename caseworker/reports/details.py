"""What the tables with one complaint a row say of it, in the words of the record and of the lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.populations import Rows
from caseworker.reports.axes import NOT_RECORDED, Choose, Entry, by_year
from caseworker.reports.brief import Brief
from caseworker.reports.crosstab import crosstab
from caseworker.reports.picked import picked
from caseworker.reports.table import Chart, Report, Table
from caseworker.reports.taken_to_ombudsman import complaints_of

STATUTORY, CORPORATE = "Statutory", "Corporate"
_BY_PROCEDURE = {Procedure.CHILDREN_ACT.value: STATUTORY, Procedure.CORPORATE.value: CORPORATE}
_BY_KIND = {Kind.STATUTORY.value: STATUTORY, Kind.CORPORATE.value: CORPORATE}


@dataclass(frozen=True, slots=True)
class One:
    """One line of a set: its number, and the set of it alone."""

    n: int
    rows: Rows


def one_by_one(brief: Brief, rows: Rows, by: str) -> list[One]:
    """The lines of a set in the order of a column of days; those of one day by reference and stage, alike on every
    computer whatever their places in its file are.
    """
    texts = brief.facts.texts(rows.case_numbers())
    columns = (rows.values(name) for name in (by, "n", "case_n", "step"))
    lines = [
        ((day, str(texts.get(case_n, {}).get("reference") or ""), step, n), One(n, line))
        for day, n, case_n, step, line in zip(*columns, rows.singles(), strict=True)
    ]
    return [line for _place, line in sorted(lines, key=lambda pair: pair[0])]


def only(rows: Rows, column: str) -> str:
    """What the column of a single line holds."""
    return str(rows.first(column))


def type_of(brief: Brief, one: Rows) -> str:
    """Statutory or corporate: by the procedure of the stage, for the Ombudsman by the type of the complaint."""
    kind = only(one, "kind")
    if kind == Kind.OMBUDSMAN:
        complaint = brief.cases.of_cases(complaints_of(brief, one).values())
        kind = only(complaint, "kind") if complaint else kind
    return _BY_PROCEDURE.get(only(one, "procedure")) or _BY_KIND.get(kind) or Kind(kind).label


def service_of(brief: Brief, one: Rows) -> str:
    """The service it was about."""
    code = only(one, "service")
    return brief.label("services", code) if code else NOT_RECORDED


def outcome_of(brief: Brief, one: Rows) -> str:
    """What was found, as the lists call it."""
    code = only(one, "outcome")
    if not code:
        return NOT_RECORDED
    name = "outcomes" if brief.words.has("outcomes", code) else "ombudsman_decisions"
    return brief.label(name, code)


def details_of(brief: Brief, one: Rows, said: Mapping[str, Any]) -> str:
    """What it was about: as recorded at the stage, else the main category of the case."""
    theme = only(one, "theme")
    return str(said.get("details") or "") or (brief.label("themes", theme) if theme else NOT_RECORDED)


def remedy_of(brief: Brief, one: Rows, said: Mapping[str, Any]) -> str:
    """What was put right: as recorded at the stage, else the kinds of remedy agreed after it."""
    if said.get("remedy"):
        return str(said["remedy"])
    agreed = following(brief, one, "action").split("what")
    names = [brief.label("remedies", code) for code in agreed if brief.words.has("remedies", code)]
    return "; ".join(names) or "None recorded"


def following(brief: Brief, one: Rows, thing: str) -> Rows:
    """The actions or payments that follow from a stage; of two alike in one case, those agreed before the next began.

    A part says the kind of stage it follows from, not which: an Ombudsman's case may come back after it was premature.
    """
    found = brief.parts_of(thing).where(step=only(one, "step")).of_cases(one.case_numbers())
    alike = brief.stages.where(step=only(one, "step")).of_cases(one.case_numbers())
    if alike.count == 1:
        return found
    begun, days = only(one, "from_on"), sorted(alike.values("from_on"))
    until = next((day for day in days if day > begun), STILL_OPEN)
    is_first = begun == days[0]
    return picked(found, ((is_first or begun <= day) and day < until for day in found.values("from_on")))


def told_of(brief: Brief, one: Rows, said: Mapping[str, Any]) -> tuple[str, ...]:
    """What the tables that list one case a line say of it: type, service, details, outcome, remedy."""
    return (
        type_of(brief, one),
        service_of(brief, one),
        details_of(brief, one, said),
        outcome_of(brief, one),
        remedy_of(brief, one, said),
    )


def counted_by_year(
    report: Report, brief: Brief, choose: Choose, base: Rows, heading: str, title: str
) -> Table:
    """One count a year, the latest first, with a bar for each."""
    years = by_year(brief, choose)
    return crosstab(
        report,
        brief,
        row_heading="Year" if brief.period.is_whole_year else "Period",
        rows=years,
        columns=(Entry(heading, base),),
        base=base,
        charts=[Chart(title, "bars", "rows", (heading,), tuple(year.heading for year in reversed(years)))],
    )
