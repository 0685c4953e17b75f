"""What the reports count equals counting cases one by one; after any history the lines are what the record makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.payments import Payment, record_payment
from caseworker.actions.tasks import NewTask, add_task
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseRow, CaseView
from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS, STILL_OPEN
from caseworker.domain.kinds import Status
from caseworker.domain.periods import Period, between, financial_year
from caseworker.domain.populations import Rows
from caseworker.office import Office
from caseworker.storage.populations import read_facts
from caseworker.storage.rebuild import projection_digests
from tests.example_office import TODAY, log_complaint, make_office
from tests.storage.test_random_history import Caseworker

EVERY_DAY = between(date(2000, 1, 1), date(2049, 12, 31))
PERIODS = [
    financial_year(2025),
    between(date(2025, 10, 1), date(2025, 10, 31)),
    between(date(2025, 10, 7), date(2025, 10, 12)),
    between(date(2024, 1, 1), date(2024, 1, 31)),
]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office after some hundred acts."""
    opened = make_office(tmp_path_factory.mktemp("facts") / "office")
    worker = Caseworker(opened.office, 3)
    for _ in range(120):
        worker.step()
    yield opened.office
    opened.close()


def cases_of(office: Office) -> list[tuple[CaseRow, CaseView]]:
    """Every case that is not void, opened one by one."""
    rows = look_up.list_page(office, look_up.query(office, "all"), 0, 10_000)
    return [(row, look_up.open_case(office, row.case_id)) for row in rows if row.status is not Status.VOID]


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize("period", PERIODS, ids=["year", "month", "six days", "nothing"])
def test_the_cases_received_in_a_period_are_those_that_were(worked: Office, period: Period) -> None:
    expected = Counter(
        (row.kind.value, row.division, bool(view.value("case_review")))
        for row, view in cases_of(worked)
        if period.first <= row.received_on <= period.last
    )
    with worked.reading_lists() as raw:
        stages = read_facts(raw, period).stages
        received = stages.where(is_first="1").between("received_on", period)
        columns = (received.values(name) for name in ("kind", "division", "is_review"))
        found = Counter(
            (kind, division, review == "1") for kind, division, review in zip(*columns, strict=True)
        )
        assert received.count == len(received.case_numbers()), "no case is received twice"
    assert found == expected


def test_every_stage_of_every_case_has_its_line_with_its_days(worked: Office) -> None:
    expected = []
    for row, view in cases_of(worked):
        for place, stage in enumerate(view.stages):
            begun = iso(row.received_on) if not place else str(stage.doc["started_on"])
            expected.append(
                (row.number, begun, str(stage.doc.get("answered_on") or ""), "1" if not place else "")
            )
    with worked.reading_lists() as raw:
        lines = read_facts(raw, EVERY_DAY).stages.all
        columns = (lines.values(name) for name in ("case_n", "from_on", "answered_on", "is_first"))
        assert sorted(zip(*columns, strict=True)) == sorted(expected)


def test_on_time_is_what_the_list_of_cases_says_of_cases_with_one_stage(worked: Office) -> None:
    with worked.reading_lists() as raw:
        on_time = set(read_facts(raw, EVERY_DAY).stages.where(is_first="1", on_time="1").case_numbers())
    for row, view in cases_of(worked):
        if len(view.stages) == 1:
            assert (row.on_time is True) == (row.number in on_time), row.reference


@pytest.mark.parametrize("period", PERIODS, ids=["year", "month", "six days", "nothing"])
def test_what_is_read_for_a_period_is_whatever_touches_it(worked: Office, period: Period) -> None:
    """Begun in it, or begun before it and not over when it begins: so that open cases of earlier years count."""
    first, last = period.first.isoformat(), period.last.isoformat()
    with worked.reading_lists() as raw:
        every, some = read_facts(raw, EVERY_DAY), read_facts(raw, period)
        for all_lines, read, ends in (
            (every.stages, some.stages, "last_on"),
            (every.parts, some.parts, "to_on"),
        ):
            lines = all_lines.all
            days = zip(*(lines.values(name) for name in ("n", "from_on", ends)), strict=True)
            touching = [n for n, begun, over in days if begun <= last and (begun >= first or over >= first)]
            assert read.column("n") == tuple(touching) or list(read.column("n")) == touching


def test_every_column_can_be_read_and_no_other(worked: Office) -> None:
    with worked.reading_lists() as raw:
        facts = read_facts(raw, EVERY_DAY)
        for population, names in ((facts.stages, STAGE_FACTS), (facts.parts, PART_FACTS)):
            for name in names:
                assert len(population.column(name)) == population.size
            with pytest.raises(KeyError, match="has no column mood"):
                population.column("mood")


def test_a_mark_of_our_own_in_a_record_moves_no_line(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    for _ in range(3):
        log_complaint(opened.office)
    with opened.office.database.raw_writer() as raw:
        raw.execute(
            "UPDATE stage_fact SET theme = ? WHERE n = (SELECT min(n) FROM stage_fact)", ("Delay\x1fmore",)
        )
    with opened.office.reading_lists() as raw:
        themes = list(read_facts(raw, EVERY_DAY).stages.column("theme"))
    opened.close()
    assert sorted(themes) == ["Communication", "Communication", "Delay\x1fmore"]


def test_texts_are_what_is_recorded_of_the_things_asked_for(worked: Office) -> None:
    row, view = cases_of(worked)[0]
    with worked.reading_lists() as raw:
        facts = read_facts(raw, EVERY_DAY)
        lines = facts.stages.where(case_n=(row.number,))  # type: ignore[arg-type]
        numbers = lines.values("n")
        texts = facts.texts([*numbers, -1])
    assert set(texts) == set(numbers)
    assert {texts[n]["started_on"] for n in numbers} == {stage.doc["started_on"] for stage in view.stages}


def test_after_any_history_the_lines_are_what_the_record_makes(worked: Office) -> None:
    with worked.reading() as raw:
        before = {name: projection_digests(raw)[name] for name in ("stage_fact", "part_fact")}
    assert verify_office(worked).faults == ()
    rebuild_tables(worked)
    with worked.reading() as raw:
        assert {name: projection_digests(raw)[name] for name in before} == before


# -- one case through its life ------------------------------------------------------------------------------


def lines_of(office: Office, case_id: str, table: str = "stages") -> list[dict[str, object]]:
    """The lines of a case as they stand, with every column."""
    number = look_up.open_case(office, case_id).row.number
    with office.reading_lists() as raw:
        facts = read_facts(raw, EVERY_DAY)
        population, names = (facts.stages, STAGE_FACTS) if table == "stages" else (facts.parts, PART_FACTS)
        rows: Rows = population.where(case_n=(number,))  # type: ignore[arg-type]
        columns = [rows.values(name) for name in names]
        return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def test_a_case_is_open_until_it_is_answered_and_open_again_when_that_is_undone(office: Office) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    (logged,) = lines_of(office, case_id)
    assert (logged["from_on"], logged["to_on"], logged["answered_on"]) == ("2025-10-01", STILL_OPEN, "")
    answered = answer_case(office, case_id, Answer(date(2025, 10, 9), "not_upheld"))
    (line,) = lines_of(office, case_id)
    assert (line["to_on"], line["answered_on"], line["on_time"], line["outcome"]) == (
        "2025-10-09",
        "2025-10-09",
        "1",
        "not_upheld",
    )
    undo(office, answered.group_id)
    assert lines_of(office, case_id) == [logged]


def test_a_changed_value_stands_on_every_line_of_the_case(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_task(office, case_id, NewTask("Apologise", due_on=TODAY))
    view = look_up.open_case(office, case_id)
    edit_case(office, view, view.case_id, {"service": "Early Years", "theme": "Delay"})
    assert {(line["service"], line["theme"]) for line in lines_of(office, case_id)} == {
        ("Early Years", "Delay")
    }
    assert {line["service"] for line in lines_of(office, case_id, "parts")} == {"Early Years"}


def test_a_void_case_has_no_line_and_has_them_again_when_that_is_undone(office: Office) -> None:
    case_id = log_complaint(office).case_id
    add_task(office, case_id, NewTask("Apologise", due_on=TODAY))
    before = lines_of(office, case_id), lines_of(office, case_id, "parts")
    assert all(before)
    voided = void_case(office, case_id, "Logged twice")
    assert (lines_of(office, case_id), lines_of(office, case_id, "parts")) == ([], [])
    undo(office, voided.group_id)
    assert (lines_of(office, case_id), lines_of(office, case_id, "parts")) == before


def test_a_payment_has_a_line_until_it_is_taken_back(office: Office) -> None:
    case_id = log_complaint(office).case_id
    paid = record_payment(office, case_id, Payment("time_and_trouble", "150", agreed_on=TODAY))
    (line,) = [line for line in lines_of(office, case_id, "parts") if line["thing"] == "payment"]
    assert (line["what"], line["status"], float(str(line["amount"])), line["from_on"]) == (
        "time_and_trouble",
        "agreed",
        150,
        TODAY.isoformat(),
    )
    undo(office, paid.group_id)
    assert [line for line in lines_of(office, case_id, "parts") if line["thing"] == "payment"] == []
