"""What a table of one's own can be by: times, and whatever a line says of its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period
from caseworker.domain.populations import Rows
from caseworker.reports.axes import (
    NOT_RECORDED,
    Axis,
    Entry,
    by_month,
    by_quarter,
    by_year,
    merged_by_label,
)
from caseworker.reports.brief import Brief
from caseworker.reports.builder.measures import Measure
from caseworker.reports.columns import HEADINGS, TOTAL
from caseworker.reports.crosstab import PERCENT

OTHERS = "All others"
MOST_ROWS, MOST_COLUMNS = 60, 12
"""More than fit a page are counted together."""
YES_NO = {"1": "Yes", "": "No"}
STEPS = {
    "S1": "Stage 1",
    "S2": "Stage 2",
    "S3": "Stage 3",
    "ADJ": "Adjudicator",
    "LGO": "Ombudsman",
    "ENQ": "Enquiry",
    "FOI": "FOI request",
    "EIR": "EIR request",
    "SAR": "Subject access request",
    "DPC": "Data protection complaint",
    "IR": "Internal review",
    "ICO": "Information Commissioner",
    "TRIB": "Tribunal",
    "COMPL": "Compliment",
    "COMM": "Comment",
    "ADV": "Advocacy",
    "REV": "Case review",
    "UND": "Type not decided",
}
KINDS = {kind.value: HEADINGS.get(kind, kind.label) for kind in Kind}
STATES = {"open": "Open", "done": "Done", "agreed": "Agreed", "paid": "Paid"}
STAGE_STATES = {
    "open": "Open",
    "suspended": "Suspended",
    "withdrawn": "Withdrawn",
    "answered": "Answered",
    "closed": "Closed",
}
_WHAT = ("remedies", "payments", "task_kinds", "findings")
_TIMES: Mapping[str, Callable[..., Axis]] = {"month": by_month, "quarter": by_quarter, "year": by_year}


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of telling lines apart.

    Attributes:
        words: as chosen and headed.
        column: the column of facts; "" for times.
        list_name: the list whose words the codes stand for; "" for those below.
        known: codes that are no list's, in order.
        of: the facts that have it.
        is_sensitive: equalities: only for those who may see them.
    """

    code: str
    words: str
    column: str = ""
    list_name: str = ""
    known: Mapping[str, str] | None = None
    of: tuple[str, ...] = ("stages",)
    is_sensitive: bool = False

    @property
    def is_time(self) -> bool:
        """Whether its headings are periods."""
        return not self.column


BOTH = ("stages", "parts")
_PARTS = ("parts",)

_ALL = (
    Dimension("month", "Month", of=BOTH),
    Dimension("quarter", "Quarter", of=BOTH),
    Dimension("year", "Year", of=BOTH),
    Dimension("kind", "Type", "kind", known=KINDS, of=BOTH),
    Dimension("step", "Stage", "step", known=STEPS, of=BOTH),
    Dimension("division", "Division", "division", "divisions", of=BOTH),
    Dimension("service", "Service", "service", "services", of=BOTH),
    Dimension("team", "Team", "team", "teams"),
    Dimension("theme", "Main category", "theme", "themes"),
    Dimension("learning_theme", "Theme of learning", "theme", "learning_themes", of=_PARTS),
    Dimension("root_cause", "Root cause", "root_cause", "root_causes"),
    Dimension("outcome", "Outcome", "outcome", "outcomes"),
    Dimension("what", "Kind of action, payment or finding", "what", "remedies", of=_PARTS),
    Dimension("state", "Where it stands", "status", known=STATES, of=_PARTS),
    Dimension("stage_state", "Where the stage stands", "stage_status", known=STAGE_STATES),
    Dimension("channel", "How it arrived", "channel", "channels"),
    Dimension("raised_by", "Who complained or asked", "raised_by", "raised_by"),
    Dimension("requester", "Who asked for information", "requester_type", "requester_types"),
    Dimension("ward", "Ward", "ward"),
    Dimension("late_reason", "Why it was late", "late_reason", "late_reasons"),
    Dimension("escalation", "Why it went further", "escalation_reason", "escalation_reasons"),
    Dimension("child_status", "Status of the child", "child_status", "child_statuses"),
    Dimension("owner", "Owner", "owner_id"),
    Dimension("extended", "Extended", "is_extended", known=YES_NO),
    Dimension("payment", "About a payment", "is_payment", known=YES_NO),
    Dimension("review", "Historic case review", "is_review", known=YES_NO),
    Dimension("advocate", "An advocate took part", "has_advocate", known=YES_NO),
    Dimension("gender", "Gender", "gender", "equality_genders", is_sensitive=True),
    Dimension("ethnicity", "Ethnicity", "ethnicity", "equality_ethnicities", is_sensitive=True),
    Dimension("disability", "Disability", "disability", "equality_disabilities", is_sensitive=True),
    Dimension(
        "orientation", "Sexual orientation", "sexual_orientation", "equality_orientations", is_sensitive=True
    ),
    Dimension("age", "Age band", "age_band", "equality_age_bands", is_sensitive=True),
)

DIMENSIONS: Mapping[str, Dimension] = {dimension.code: dimension for dimension in _ALL}
"""By code, in the order offered."""


def axis_of(
    dimension: Dimension, brief: Brief, measure: Measure, base: Rows, names: Mapping[str, str], most: int
) -> Axis:
    """Return the headings of a dimension, each with its lines: together all of `base`, none of them twice."""
    if dimension.is_time:
        return _TIMES[dimension.code](brief, lambda period: measure.base(brief, period))
    found = base.split(dimension.column)
    labels = merged_by_label(
        (label_of(dimension, brief, code, names), code) for code in ordered(dimension, brief, found)
    )
    population = base.population
    axis = [Entry(label, population.where(**{dimension.column: codes})) for label, codes in labels.items()]
    return _cut(tuple(axis), base, most)


def label_of(dimension: Dimension, brief: Brief, code: str, names: Mapping[str, str]) -> str:
    """What a code is called; of what is not recorded that it is not."""
    if dimension.known is not None and code in dimension.known:
        return dimension.known[code]
    if not code:
        return NOT_RECORDED
    if dimension.code == "owner":
        return names.get(code, "Somebody no longer on the staff list")
    lists = _WHAT if dimension.code == "what" else filter(None, (dimension.list_name,))
    known = next((name for name in lists if brief.words.has(name, code)), "")
    words = brief.label(known, code) if known else code
    return f"{words} (as recorded)" if words in (TOTAL, PERCENT, OTHERS) else words


def ordered(dimension: Dimension, brief: Brief, found: Mapping[str, Rows]) -> list[str]:
    """The codes that occur, in the order of their list, then of their words; what is not recorded comes last."""
    known = list(dimension.known or ())
    if dimension.list_name:
        known = [entry.code for entry in brief.words.entries(dimension.list_name)]
    place = {code: number for number, code in enumerate(known)}
    last = len(place)
    is_last = "" if dimension.known is not YES_NO else None
    return sorted(found, key=lambda code: (code == is_last, place.get(code, last), code.casefold()))


def _cut(axis: Axis, base: Rows, most: int) -> Axis:
    """The biggest, in their order, and all others under one heading."""
    if len(axis) <= most:
        return axis
    by_size = sorted(range(len(axis)), key=lambda i: (-(axis[i].rows & base).count, i))
    kept = set(by_size[: most - 1])
    rest = [entry for i, entry in enumerate(axis) if i not in kept]
    together = rest[0].rows
    for entry in rest[1:]:
        together |= entry.rows
    return (*(entry for i, entry in enumerate(axis) if i in kept), Entry(OTHERS, together))


def covering(dimension: Dimension, brief: Brief) -> tuple[Period, ...]:
    """The periods whose lines the table needs: of years the ones compared, otherwise the one asked for."""
    return brief.years if dimension.code == "year" else (brief.period,)
