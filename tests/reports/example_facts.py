"""Facts for the tests: lines made from a list of cases by the plainest code there is, not by storage."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from caseworker.domain.advocacy import Contract
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS, STILL_OPEN
from caseworker.domain.kinds import Kind
from caseworker.domain.outside_figures import OutsideFigures
from caseworker.domain.periods import Period, between, financial_year
from caseworker.domain.populations import Facts, Population
from caseworker.domain.vocabulary import Vocabulary, load_vocabulary
from caseworker.domain.working_days import Calendars
from caseworker.reports.brief import Brief
from caseworker.resources import RESOURCES
from caseworker.storage.fact_rows import step_of

DATA = Path(__file__).parent / "data"
YEAR = financial_year(2024)
TAKEN_ON = date(2025, 10, 15)
EVERY_DAY = between(date(2015, 1, 1), date(2035, 12, 31))
KIND_OF = {
    "Corporate Stage 1": Kind.CORPORATE,
    "Children Act Stage 1": Kind.STATUTORY,
    "General enquiry": Kind.GENERAL,
    "Mayor enquiry": Kind.MAYOR,
    "Member enquiry": Kind.MEMBER,
    "MP enquiry": Kind.MP,
    "Chief Executive enquiry": Kind.CHIEF_EXECUTIVE,
}

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CountedCase:
    """What the tables of cases received ask of one case."""

    number: int
    received_on: date
    kind: Kind
    division: str = "Education Services"
    is_review: bool = False
    on_time: bool = True


@cache
def words() -> Vocabulary:
    """The standard lists."""
    return load_vocabulary(RESOURCES / "lists" / "standard.toml")


@cache
def calendars() -> Calendars:
    """The working days."""
    return Calendars.load(RESOURCES / "calendars")


def stage_line(n: int, **said: Any) -> dict[str, Any]:
    """A line of `stage_fact`: a corporate complaint as received, still open, unless said otherwise."""
    begun = said.get("from_on", "2024-07-01")
    line = {
        **dict.fromkeys(STAGE_FACTS, ""),
        "n": n, "case_n": n, "from_on": begun, "to_on": STILL_OPEN, "is_first": "1", "step": "S1", "procedure": "CORP",
        "kind": "CORP", "received_on": begun, "started_on": begun, "status": "open", "stage_status": "open",
        "division": "Education Services",
    }  # fmt: skip
    line |= said
    line["kind_at_closure"] = said.get("kind_at_closure", line["kind"])
    line["last_on"] = said.get("last_on", max(line["to_on"], line["closed_on"]))
    assert line.keys() == STAGE_FACTS.keys()
    return line


def part_line(n: int, thing: str, **said: Any) -> dict[str, Any]:
    """A line of `part_fact`."""
    line = {
        **dict.fromkeys(PART_FACTS, ""),
        "n": n, "case_n": n, "thing": thing, "from_on": "2024-07-01", "to_on": STILL_OPEN, **said,
    }  # fmt: skip
    assert line.keys() == PART_FACTS.keys()
    return line


def population(
    name: str, columns: Iterable[str], lines: Iterable[Line], covered: Period = EVERY_DAY
) -> Population:
    """A population of such lines."""
    kept = list(lines)
    return Population(name, {column: [line[column] for line in kept] for column in columns}, covered=covered)


def brief_of(
    stages: Iterable[Line],
    period: Period = YEAR,
    *,
    parts: Iterable[Line] = (),
    texts: Mapping[int, Mapping[str, Any]] | None = None,
    outside: OutsideFigures | None = None,
    contracts: tuple[Contract, ...] = (),
) -> Brief:
    """What tables of a period are built from, when these lines are all there are."""
    facts = Facts(
        population("stage_fact", STAGE_FACTS, stages),
        population("part_fact", PART_FACTS, parts),
        lambda numbers: {n: (texts or {}).get(n, {}) for n in numbers},
    )
    return Brief(
        facts=facts,
        period=period,
        data_on=TAKEN_ON,
        words=words(),
        calendar=calendars()["EW"],
        outside=outside or OutsideFigures(),
        contracts=contracts,
    )


def line_of(case: CountedCase) -> dict[str, Any]:
    """The line of one case as received: answered the same day when it is on time, otherwise still open."""
    day = case.received_on.isoformat()
    answered = {"answered_on": day, "ended_on": day, "to_on": day, "closed_on": day, "outcome": "upheld"}
    said = {
        **answered,
        "on_time": "1",
        "on_time_original": "1",
        "stage_status": "answered",
        "status": "closed",
    }
    return stage_line(
        case.number,
        from_on=day,
        kind=case.kind.value,
        step=step_of({"procedure": case.kind.procedure, "number": "1"}, case.kind.value),
        procedure=case.kind.procedure or "",
        division=case.division,
        is_review="1" if case.is_review else "",
        due_on=day,
        original_due_on=day,
        max_on=day,
        **(said if case.on_time else {}),
    )


def counted(cases: Iterable[CountedCase], period: Period = YEAR) -> Brief:
    """What tables of a period are built from, when these cases are all there are."""
    return brief_of(map(line_of, cases), period)


@cache
def sample_cases() -> tuple[CountedCase, ...]:
    """The invented year whose tables are those of the published 2024-25 report."""
    return tuple(_read(DATA / "cases.csv"))


@cache
def sample_brief(period: Period = YEAR) -> Brief:
    """The same, for a period: only what was received, read from the file by hand."""
    return counted(sample_cases(), period)


def numbers(cases: Sequence[CountedCase]) -> tuple[int, ...]:
    """Their numbers, in order."""
    return tuple(sorted(case.number for case in cases))


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
