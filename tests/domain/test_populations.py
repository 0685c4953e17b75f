"""Sets of lines: a bitmap says what plain Python sets say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.domain.fact_columns import STILL_OPEN
from caseworker.domain.periods import Period, between, parse_period
from caseworker.domain.populations import Population, Rows

EVERY_DAY = between(date(2020, 1, 1), date(2030, 12, 31))
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
ISO_DAYS = st.one_of(DAYS.map(date.isoformat), st.sampled_from(["", STILL_OPEN]))
LINE = st.tuples(st.sampled_from(["", "CA", "CORP", "MP"]), st.sampled_from("xyz"), ISO_DAYS, ISO_DAYS)


def made(
    lines: Sequence[tuple[str, ...]], names: Sequence[str] = ("kind", "mark", "from_on", "to_on")
) -> Population:
    columns: dict[str, Sequence[Any]] = {name: [line[at] for line in lines] for at, name in enumerate(names)}
    numbers = list(range(1, len(lines) + 1))
    return Population("lines", {"n": numbers, "case_n": numbers, **columns}, covered=EVERY_DAY)


def of(rows: Rows) -> set[int]:
    """The numbers of the lines of a set."""
    found = rows.values("n")
    assert len(found) == rows.count == len(set(found))
    assert bool(rows) == bool(found)
    return set(found)


def with_(lines: Sequence[tuple[str, ...]], at: int, *values: str) -> set[int]:
    return {n for n, line in enumerate(lines, 1) if line[at] in values}


@given(st.lists(LINE, max_size=70))
def test_sets_are_joined_cut_and_taken_away_as_plain_sets(lines):
    population = made(lines)
    kinds, marks = population.where(kind=("CA", "MP")), population.where(mark="x")
    a, b = with_(lines, 0, "CA", "MP"), with_(lines, 1, "x")
    assert (of(kinds), of(marks)) == (a, b)
    assert of(kinds & marks) == a & b
    assert of(kinds | marks) == a | b
    assert of(kinds - marks) == a - b
    assert of(kinds ^ marks) == a ^ b
    assert of(kinds.where(mark="x")) == a & b == of(population.where(kind=("CA", "MP"), mark="x"))
    assert of(population.all) == set(range(1, len(lines) + 1))
    assert of(population.none) == set()


@given(st.lists(LINE, max_size=70))
def test_a_split_is_every_line_once_in_the_order_of_the_codes(lines):
    some = made(lines).where(mark=("x", "y"))
    parts = some.split("kind")
    assert list(parts) == sorted(parts)
    assert all(parts.values())
    assert {code: of(rows) for code, rows in parts.items()} == {
        code: with_(lines, 0, code) & of(some) for code in {line[0] for line in lines if line[1] in "xy"}
    }


@given(st.lists(LINE, max_size=70), DAYS, st.integers(0, 500))
def test_a_period_is_the_lines_whose_day_lies_in_it(lines, first, length):
    period = between(first, first + timedelta(days=length))
    population = made(lines)
    inside = {
        n
        for n, line in enumerate(lines, 1)
        if line[2] not in ("", STILL_OPEN) and date.fromisoformat(line[2]) in period
    }
    assert of(population.between("from_on", period)) == inside
    assert of(population.where(mark="z").between("from_on", period)) == inside & with_(lines, 1, "z")


@given(st.lists(LINE, max_size=70), DAYS)
def test_open_on_a_day_is_begun_by_then_and_not_ended_by_then(lines, day):
    iso = day.isoformat()
    population = made(lines)
    begun = {n for n, line in enumerate(lines, 1) if line[2] and line[2] <= iso}
    later = {n for n, line in enumerate(lines, 1) if line[3] > iso}
    assert of(population.up_to("from_on", day)) == begun
    assert of(population.after("to_on", day)) == later
    assert of(population.open_on(day)) == begun & later


@settings(max_examples=8)
@given(st.lists(st.integers(0, 2_000).map(str), min_size=257, max_size=400, unique=True), st.randoms())
def test_columns_of_more_than_256_values_are_told_apart(values, chance):
    column = [*values, *chance.choices(values, k=200)]
    population = made([(value,) for value in column], ["owner_id"])
    for wanted in (column[0], column[256], column[-1], "2001"):
        assert of(population.where(owner_id=wanted)) == {n for n, v in enumerate(column, 1) if v == wanted}
    assert {value: of(rows) for value, rows in population.all.split("owner_id").items()} == {
        value: {n for n, v in enumerate(column, 1) if v == value} for value in values
    }


def test_more_than_65_536_values_are_told_apart_too():
    column = [str(n) for n in range(70_000)]
    population = made([(value,) for value in column], ["mark"])
    assert of(population.where(mark=("0", "65536", "69999"))) == {1, 65_537, 70_000}


def test_an_empty_population_has_nothing_in_it():
    nothing = made([])
    whole = parse_period("2024-25")
    for rows in (
        nothing.all,
        nothing.none,
        nothing.where(kind="CA"),
        nothing.between("from_on", whole),
        nothing.between("from_on", parse_period("2024-05-03..2024-05-09")),
        nothing.up_to("from_on", whole.last),
        nothing.after("to_on", whole.last),
        nothing.open_on(whole.last),
        nothing.recorded("kind"),
    ):
        assert (rows.count, bool(rows), rows.case_numbers(), rows.split("kind")) == (0, False, (), {})
        assert rows.total("mark") == 0


def test_a_case_is_opened_once_however_many_of_its_lines_are_counted():
    population = Population(
        "lines", {"n": [1, 2, 3, 4], "case_n": [7, 5, 7, 9], "mark": list("xxxy")}, covered=EVERY_DAY
    )
    assert population.where(mark="x").case_numbers() == (5, 7)


@given(st.lists(LINE, max_size=40), st.sets(st.integers(0, 41)))
def test_single_lines_are_the_set_one_by_one_and_cases_pick_theirs(lines, numbers):
    some = made(lines).where(mark=("x", "z"))
    singles = list(some.singles())
    assert [line.values("n")[0] for line in singles] == some.values("n")
    assert all(line.count == 1 for line in singles)
    assert of(some.of_cases(numbers)) == of(some) & numbers


@given(st.lists(LINE, max_size=40))
def test_lines_whose_one_day_comes_before_another_are_told_apart_and_counted_by_value(lines):
    population = made(lines)
    earlier = {n for n, line in enumerate(lines, 1) if line[2] < line[3]}
    assert of(population.before("from_on", "to_on")) == earlier
    assert of(population.flagged(line[1] == "x" for line in lines)) == with_(lines, 1, "x")
    for column, at in (("mark", 1), ("to_on", 3)):
        assert population.all.tally(column) == Counter(line[at] for line in lines)
    population.derive("first_letter", lambda: population.recoded("kind", lambda kind: kind[:1]))
    assert list(population.column("first_letter")) == [line[0][:1] for line in lines]
    if lines:
        assert population.all.first("to_on") == lines[0][3]


def test_cases_pick_their_lines_out_of_a_few_as_out_of_all():
    cases = [7, 8, 7, 9, *range(100, 300), 8]
    population = Population(
        "lines",
        {"n": [*range(205)], "case_n": cases, "mark": ["x"] * 4 + ["y"] * 200 + ["x"]},
        covered=EVERY_DAY,
    )
    few = population.where(mark="x")
    for wanted in ((), (7,), (8, 9), (150,), (7, 7, 8, 400)):
        assert few.of_cases(wanted) == few & population.of_cases(wanted)


def test_amounts_are_added_exactly_and_nothing_recorded_is_nothing():
    population = made([("0.1",), ("0.2",), ("",), ("1120.50",)], ["amount"])
    assert population.all.total("amount") == Decimal("1120.80")


def test_recorded_leaves_out_what_is_empty_or_has_not_ended():
    assert of(made([("2024-05-01",), ("",), (STILL_OPEN,)], ["to_on"]).recorded("to_on")) == {1}


def test_days_that_were_not_read_are_never_taken_for_days_without_cases():
    population = Population("lines", {"n": [], "case_n": []}, covered=parse_period("2024-25"))
    with pytest.raises(ValueError, match="no facts were read for 2025-26"):
        population.between("from_on", parse_period("2025-26"))


def test_lines_of_two_populations_are_never_mixed():
    with pytest.raises(ValueError, match="have no lines in common"):
        made([]).all & made([]).all


def test_a_column_is_read_when_first_asked_for_and_only_once():
    asked: list[str] = []

    def read(name: str) -> Sequence[str]:
        asked.append(name)
        return ["North", "South"]

    population = Population("lines", {"n": [1, 2], "case_n": [1, 2]}, covered=EVERY_DAY, read=read)
    assert of(population.where(ward="South")) == of(population.all.where(ward="South")) == {2}
    assert asked == ["ward"]
    population.derive("marked", lambda: ["1", ""])
    population.derive("marked", lambda: ["", ""])
    assert of(population.where(marked="1")) == {1}
    with pytest.raises(KeyError, match="lines has no column ward"):
        made([]).where(ward="South")


@given(st.lists(LINE, max_size=40), st.sampled_from(["2024-25", "2024-25-Q2", "2024-07"]))
def test_quarters_and_months_of_a_period_are_all_of_it_once(lines, asked):
    period: Period = parse_period(asked)
    population = made(lines)
    whole = population.between("from_on", period)
    for parts in (period.quarters(), period.months()):
        found = [population.between("from_on", part) for part in parts]
        assert sum(part.count for part in found) == whole.count
        assert set().union(*map(of, found)) == of(whole)
