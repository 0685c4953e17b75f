"""What the reports count, group by group, equals counting the cases one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from caseworker.actions import look_up
from caseworker.domain.facts import facts_wanted
from caseworker.domain.kinds import Status
from caseworker.domain.periods import Period, between, financial_year
from caseworker.office import Office
from caseworker.storage.facts import received_facts
from tests.example_office import make_office
from tests.storage.test_random_history import Caseworker


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office after some hundred acts."""
    opened = make_office(tmp_path_factory.mktemp("facts") / "office")
    worker = Caseworker(opened.office, 3)
    for _ in range(120):
        worker.step()
    yield opened.office
    opened.close()


@pytest.mark.parametrize(
    "period",
    [
        financial_year(2025),
        between(date(2025, 10, 1), date(2025, 10, 31)),
        between(date(2025, 10, 7), date(2025, 10, 12)),
        between(date(2024, 1, 1), date(2024, 1, 31)),
    ],
    ids=["year", "month", "six days", "nothing"],
)
def test_each_group_holds_the_cases_that_belong_to_it(office: Office, period: Period) -> None:
    wanted = facts_wanted(period)
    with office.reading_lists() as raw:
        facts = received_facts(raw, wanted)
    counted: Counter[tuple[str, str, bool, bool]] = Counter()
    for row in look_up.list_page(office, look_up.query(office, "all"), 0, 10_000):
        covered = any(span.first <= row.received_on <= span.last for span in wanted.spans)
        if covered and row.status is not Status.VOID:
            view = look_up.open_case(office, row.case_id)
            on_time = row.on_time is True and len(view.stages) == 1
            counted[row.kind.value, row.division, bool(view.value("case_review")), on_time] += 1
    found: Counter[tuple[str, str, bool, bool]] = Counter()
    numbers: list[int] = []
    for cell in facts.cells:
        assert len(cell.case_numbers()) == cell.count
        found[cell.kind, cell.division, cell.is_review, cell.on_time] += cell.count
        numbers += cell.case_numbers()
    assert found == counted
    assert len(numbers) == len(set(numbers)), "no case stands in two groups"


def test_a_month_that_is_cut_is_counted_by_day(office: Office) -> None:
    period = between(date(2025, 10, 7), date(2025, 10, 12))
    with office.reading_lists() as raw:
        cells = received_facts(raw, facts_wanted(period)).cells
    assert {len(cell.month) for cell in cells} <= {7, 10}
    assert all(
        "2025-10-07" <= cell.month <= "2025-10-12" for cell in cells if cell.month.startswith("2025-10")
    )
