"""Every list, sorted and filtered in any way, says what going through the cases one by one says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest

from caseworker.actions import look_up
from caseworker.actions.look_up import query
from caseworker.domain.cases import CaseRow
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.letter_work import LetterState, letter_state
from caseworker.domain.lists import SAVED_VIEWS, SORTS
from caseworker.domain.needs import needs_of
from caseworker.domain.words import folded
from caseworker.domain.work import is_late, outstanding_tasks
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import TODAY, make_office
from tests.storage.test_random_history import Caseworker


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office after some three hundred acts."""
    opened = make_office(tmp_path_factory.mktemp("lists") / "office")
    worker = Caseworker(opened.office, 11)
    for _ in range(60):
        with suppress(RuleError):
            worker.log()
        for act in (worker.answer, worker.pause, worker.assign, worker.acknowledge, worker.step):
            with suppress(RuleError):
                act()
    yield opened.office
    opened.close()


@pytest.fixture(scope="module")
def rows(office: Office) -> list[CaseRow]:
    """Every case, in the order of logging, as the list of all says."""
    found = look_up.list_page(office, query(office, "all", sort="reference"), 0, 10_000)
    assert len({row.status for row in found}) >= 4, "else there is too little to list"
    return sorted(found, key=lambda row: row.number)


def due_key(row: CaseRow) -> str:
    """What the column “due” is sorted by: the nearest date that binds; stopped clocks and no dates last."""
    if row.status.is_active and row.due_on and not row.paused_since:
        return row.due_on.isoformat()
    if row.acknowledge_by:
        return row.acknowledge_by.isoformat()
    if row.paused_since:
        return row.latest_on.isoformat() if row.latest_on else case_lists_paused_last()
    return "9999-12-31"


def case_lists_paused_last() -> str:
    from caseworker.storage.case_rows import PAUSED_LAST

    return PAUSED_LAST


SOON = date(2025, 10, 20)


def tasks_due(office: Office, row: CaseRow) -> bool:
    tasks = look_up.open_case(office, row.case_id).tasks
    return any(t.doc.get("due_on", "9") <= TODAY.isoformat() and not t.doc.get("done_on") for t in tasks)


def letters_due(office: Office, row: CaseRow) -> bool:
    letters = look_up.open_case(office, row.case_id).letters
    return row.status is not Status.VOID and any(
        letter_state(letter.doc) is LetterState.APPROVED for letter in letters
    )


def decisions_to_review(office: Office, row: CaseRow) -> list[str]:
    decisions = look_up.open_case(office, row.case_id).of_kind("decision")
    reviews = [d.doc["review_on"] for d in decisions if d.doc.get("review_on") and not d.doc.get("ended_on")]
    return [day for day in reviews if day <= TODAY.isoformat()]


def letters_in_review(office: Office, row: CaseRow) -> bool:
    letters = look_up.open_case(office, row.case_id).letters
    return row.status is not Status.VOID and any(each.doc.get("status") == "review" for each in letters)


def my_reviews(office: Office, row: CaseRow) -> bool:
    letters = look_up.open_case(office, row.case_id).letters
    mine = [each for each in letters if each.doc.get("review_by") == office.person.id]
    return row.status is not Status.VOID and any(each.doc.get("status") == "review" for each in mine)


def contributions_late(office: Office, row: CaseRow) -> bool:
    asked = look_up.open_case(office, row.case_id).of_kind("contribution")
    return any(is_late(each.doc, TODAY) for each in asked)


def remedies_due(office: Office, row: CaseRow) -> bool:
    tasks = outstanding_tasks(look_up.open_case(office, row.case_id).tasks)
    return row.status is not Status.VOID and any(t.doc.get("due_on", "9") <= TODAY.isoformat() for t in tasks)


def needs(office: Office, row: CaseRow) -> tuple[str, ...]:
    view = look_up.open_case(office, row.case_id)
    parts = {"stage": view.stages, "party": view.parties, "task": view.tasks}
    return needs_of(view.case.doc, {kind: [each.doc for each in them] for kind, them in parts.items()})


MEANINGS: dict[str, Callable[[Office, CaseRow], bool]] = {
    "my_open": lambda o, r: r.status.is_active and r.owner_id == o.person.id,
    "team_open": lambda o, r: r.status.is_active,
    "overdue": lambda o, r: r.status.is_active and due_key(r) < TODAY.isoformat(),
    "due_soon": lambda o, r: r.status.is_active and TODAY.isoformat() <= due_key(r) <= SOON.isoformat(),
    "to_acknowledge": lambda o, r: r.status.is_active and r.acknowledge_by is not None,
    "waiting_service": lambda o, r: r.status.is_active and r.waiting_for == "service",
    "waiting_person": lambda o, r: r.status.is_active and r.waiting_for == "person",
    "paused": lambda o, r: r.status is Status.PAUSED,
    "letters_to_review": letters_in_review,
    "my_reviews": my_reviews,
    "letters_to_print": letters_due,
    "follow_up": lambda o, r: (
        r.status.is_active and bool((r.follow_up_on and r.follow_up_on <= TODAY) or tasks_due(o, r))
    ),
    "unallocated": lambda o, r: r.status.is_active and not r.owner_id,
    "undecided": lambda o, r: r.status.is_active and r.kind is Kind.UNDECIDED,
    "to_sign_off": lambda o, r: r.status.is_active and r.waiting_for == "approval",
    "review_due": lambda o, r: r.status is not Status.VOID and bool(decisions_to_review(o, r)),
    "contributions_late": lambda o, r: r.status.is_active and contributions_late(o, r),
    "remedies_due": lambda o, r: remedies_due(o, r),
    "to_escalate": lambda o, r: (
        r.status.is_active and r.paused_since is None and bool(r.due_on and r.due_on <= SOON)
    ),
    "updated": lambda o, r: r.is_updated,
    "something_missing": lambda o, r: bool(needs(o, r)),
    "restricted": lambda o, r: (
        r.status.is_active and bool(look_up.open_case(o, r.case_id).value("restricted"))
    ),
    "answered": lambda o, r: not r.status.is_active and r.status is not Status.VOID,
    "all": lambda o, r: True,
}

KEYS: dict[str, Callable[[CaseRow], Any]] = {
    "due": due_key,
    "reference": lambda r: r.reference,
    "person": lambda r: r.person,
    "received": lambda r: r.received_on,
    "kind": lambda r: r.kind.value,
    "service": lambda r: r.service,
    "owner": lambda r: r.owner_id,
    "changed": lambda r: r.last_change_at,
    "status": lambda r: r.status.value,
    "waiting": lambda r: r.waiting_for,
}


def test_every_saved_view_and_every_sort_has_a_meaning_here() -> None:
    assert set(MEANINGS) == set(SAVED_VIEWS)
    assert set(KEYS) == set(SORTS)


@pytest.mark.parametrize("view", SAVED_VIEWS)
def test_a_saved_view_shows_the_cases_it_names(office: Office, rows: list[CaseRow], view: str) -> None:
    asked = query(office, view)
    assert asked.soon_on == SOON
    wanted = {row.number for row in rows if MEANINGS[view](office, row)}
    assert set(look_up.list_numbers(office, asked)) == wanted
    assert look_up.list_count(office, asked) == len(wanted)
    if view not in ("all", "answered"):
        assert look_up.view_counts(office)[view] == len(wanted)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_a_list_is_sorted_by_its_column_and_within_it_by_logging(
    office: Office, rows: list[CaseRow], sort: str, descending: bool
) -> None:
    wanted = sorted(rows, key=lambda row: (KEYS[sort](row), row.number), reverse=descending)
    shown = look_up.list_page(office, query(office, "all", sort=sort, descending=descending), 0, 10_000)
    assert [row.number for row in shown] == [row.number for row in wanted]


@pytest.mark.parametrize("seed", range(40))
def test_any_filters_words_sort_and_page_agree_with_a_plain_count(
    office: Office, rows: list[CaseRow], seed: int
) -> None:
    chance = random.Random(seed)
    some = chance.choice(rows)
    columns = {
        "kind": some.kind.value,
        "owner": some.owner_id,
        "status": some.status.value,
        "service": some.service,
    }
    filters = tuple(chance.sample(sorted(columns.items()), chance.randrange(3)))
    view = chance.choice(["all", "team_open", "answered", "my_open"])
    text = chance.choice(
        ["", "", some.person, some.child[:4], some.reference, f"{some.child[:3]} {some.person}"]
    )
    sort, descending = chance.choice(SORTS), chance.random() < 0.5
    numbers = None
    if chance.random() < 0.3:
        numbers = tuple(chance.sample([row.number for row in rows], len(rows) // 2))
    asked = query(office, view, filters=filters, text=text, sort=sort, descending=descending, numbers=numbers)

    def wanted_here(row: CaseRow) -> bool:
        values = {
            "kind": row.kind.value, "owner": row.owner_id, "status": row.status.value, "service": row.service
        }  # fmt: skip
        view_of = look_up.open_case(office, row.case_id)
        names = " ".join(str(party.doc.get("full_name")) for party in view_of.parties)
        words = folded(f"{row.reference} {names} {view_of.value('summary')}").split()
        return (
            MEANINGS[view](office, row)
            and all(values[name] == value for name, value in filters)
            and all(any(word.startswith(typed) for word in words) for typed in folded(text).split())
            and (numbers is None or row.number in numbers)
        )

    wanted = [
        row.number
        for row in sorted(rows, key=lambda row: (KEYS[sort](row), row.number), reverse=descending)
        if wanted_here(row)
    ]
    assert list(look_up.list_numbers(office, asked)) == wanted
    start, size = chance.randrange(10), chance.randrange(1, 10)
    assert [row.number for row in look_up.list_page(office, asked, start, size)] == wanted[
        start : start + size
    ]


def test_rows_come_in_the_order_asked_for_and_unknown_numbers_are_left_out(
    office: Office, rows: list[CaseRow]
) -> None:
    wanted = [rows[5].number, 99_999, rows[2].number, rows[9].number]
    assert look_up.cases_by_number(office, wanted) == [rows[5], rows[2], rows[9]]
    assert look_up.cases_by_number(office, []) == []


def test_more_numbers_than_one_question_takes_are_all_answered(office: Office, rows: list[CaseRow]) -> None:
    numbers = [row.number for row in rows] * 30
    assert len(numbers) > 1000
    assert [row.number for row in look_up.cases_by_number(office, numbers)] == numbers


def test_a_view_a_sort_or_a_filter_that_is_not_there_is_refused(office: Office) -> None:
    for asked in (
        query(office, "mine; DROP TABLE"),
        query(office, "all", sort="n; DROP TABLE"),
        query(office, "all", filters=(("id", "x"),)),
    ):
        with pytest.raises(RuleError):
            look_up.list_page(office, asked)


def test_a_report_cell_opens_its_void_cases_too_where_they_are_asked_for_by_number(
    office: Office, rows: list[CaseRow]
) -> None:
    void = tuple(row.number for row in rows if row.status is Status.VOID)
    assert void
    assert list(look_up.list_numbers(office, query(office, "all", numbers=void, sort="reference"))) == sorted(
        void
    )


def test_the_third_working_day_from_a_friday_is_a_wednesday(office: Office) -> None:
    assert office.calendar.add(date(2025, 10, 17), 3) - date(2025, 10, 17) == timedelta(days=5)
