"""Facts for the tests: counted from a list of cases by the plainest code there is, not by storage."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from caseworker.domain.facts import FactCell, Facts, facts_wanted
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import Period, financial_year

DATA = Path(__file__).parent / "data"
YEAR = financial_year(2024)
KIND_OF = {
    "Corporate Stage 1": Kind.CORPORATE,
    "Children Act Stage 1": Kind.STATUTORY,
    "General enquiry": Kind.GENERAL,
    "Mayor enquiry": Kind.MAYOR,
    "Member enquiry": Kind.MEMBER,
    "MP enquiry": Kind.MP,
    "Chief Executive enquiry": Kind.CHIEF_EXECUTIVE,
}


@dataclass(frozen=True, slots=True)
class CountedCase:
    """What the tables ask of one case."""

    number: int
    received_on: date
    kind: Kind
    division: str = "Education Services"
    is_review: bool = False
    on_time: bool = True


def grouped(cases: Iterable[CountedCase], period: Period) -> Facts:
    """The cases in groups, as storage must hand them over for the tables of that period."""
    wanted = facts_wanted(period)
    groups: dict[tuple[str, str, str, bool, bool], list[int]] = defaultdict(list)
    for case in cases:
        if any(case.received_on in span for span in wanted.spans):
            day = case.received_on.isoformat()
            month = day if day[:7] in wanted.cut_months else day[:7]
            groups[month, case.kind.value, case.division, case.is_review, case.on_time].append(case.number)
    cells = [FactCell(*key, ",".join(map(str, found)), len(found)) for key, found in groups.items()]
    return Facts(cells, wanted.spans)


@cache
def sample_cases() -> tuple[CountedCase, ...]:
    """The invented year whose tables are those of the published 2024-25 report."""
    return tuple(_read(DATA / "cases.csv"))


@cache
def sample_facts(period: Period = YEAR) -> Facts:
    """The same, grouped for a period."""
    return grouped(sample_cases(), period)


def _read(path: Path) -> Iterator[CountedCase]:
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 1):
            answered, in_force = (
                _day(row["Date Responded"]),
                _day(row["Extended Due Date"] or row["Date Due"]),
            )
            yield CountedCase(
                number,
                _day(row["Date Received"]),
                KIND_OF[row["Case Type"]],
                row["Division"],
                row["Case Review"] == "Yes",
                bool(row["Date Responded"]) and answered <= in_force,
            )


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else date.max
