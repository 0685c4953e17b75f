"""The model of a list: first page, numbers, pages on demand, order from the office, the place kept through news."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from caseworker.actions import look_up
from caseworker.actions.note import add_note
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseRow
from caseworker.domain.lists import CaseQuery
from caseworker.errors import UnavailableError
from caseworker.office import Office
from tests.ui.fake_context import make_context
from ui.cases import filters, list_model
from ui.cases.case_line import COLUMNS
from ui.cases.list_model import CaseListModel
from ui.cases.list_order import take_order
from ui.widgets.roles import Role
from ui.widgets.table_view import TableView

_DATA = Qt.ItemDataRole


class ManyCases:
    """A stand-in for the office's lists: so many cases made from one, with every reading counted."""

    def __init__(self, row: CaseRow, count: int) -> None:
        self.row, self.order = row, array("q", range(1, count + 1))
        self.pages_read: list[int] = []

    def page(self, _office: Office, query: CaseQuery, offset: int, limit: int) -> list[CaseRow]:
        return [self._case(n) for n in self._ordered(query)[offset : offset + limit]]

    def numbers(self, _office: Office, query: CaseQuery) -> array[int]:
        return self._ordered(query)

    def by_number(self, _office: Office, wanted: list[int]) -> list[CaseRow]:
        self.pages_read.append(wanted[0])
        return [self._case(n) for n in wanted if n in self.order]

    def _ordered(self, query: CaseQuery) -> array[int]:
        return array("q", reversed(self.order)) if query.descending else array("q", self.order)

    def _case(self, n: int) -> CaseRow:
        return self.row._replace(number=n, case_id=f"case-{n}", reference=f"CYP-2025-{n:06}")


@pytest.fixture
def many(
    office: Office, cases: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], ManyCases]:
    def made(count: int) -> ManyCases:
        found = ManyCases(look_up.list_page(office, look_up.query(office))[0], count)
        monkeypatch.setattr(look_up, "list_page", found.page)
        monkeypatch.setattr(look_up, "list_numbers", found.numbers)
        monkeypatch.setattr(look_up, "cases_by_number", found.by_number)
        return found

    return made


def model_of(office: Office, **more: Any) -> CaseListModel:
    model = CaseListModel(make_context(office))
    model.ask(look_up.query(office, "all", **more))
    return model


def column(model: CaseListModel, name: str) -> list[str]:
    section = next(n for n, c in enumerate(COLUMNS) if c.id == name)
    return [model.index(row, section).data() for row in range(model.rowCount())]


def test_qts_own_model_tester_finds_nothing(
    office: Office, cases: dict[str, str], qtmodeltester: ModelTester
) -> None:
    model = model_of(office)
    qtmodeltester.check(model)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.refresh()


def test_cases_stand_by_due_date_with_those_without_one_last(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    assert column(model, "due") == [
        "2 working days late, was due Monday 13 October",
        "Due today",
        "3 working days left, due Monday 20 October",
        "9 working days left, due Tuesday 28 October",
        "13 working days left, due Monday 3 November",
        "No deadline",
    ]


def test_the_first_cell_speaks_the_whole_row(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    assert model.index(0, 0).data(_DATA.AccessibleTextRole) == (
        "CYP-2025-0001, Marie Osei, Statutory complaint, stage 1, 2 working days late, was due Monday 13 October, "
        "Corporate Parenting, owner Asha Khan, status overdue"
    )


def test_other_cells_speak_their_heading(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    assert model.index(0, 5).data(_DATA.AccessibleTextRole) == "Owner, Asha Khan"
    assert model.index(0, 6).data(_DATA.AccessibleTextRole) == "Waiting for, empty"


def test_marks_and_tags_repeat_what_the_words_say(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    assert [model.index(row, 1).data(Role.MARK) for row in range(6)] == [
        "overdue", "due_today", "due_soon", "on_time", "on_time", "",
    ]  # fmt: skip
    assert model.index(0, 8).data() == "Overdue"
    assert model.index(0, 1).data(Role.SHORT) == "2 working days late"


def test_a_heading_asks_the_office_for_another_order(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert model.query is not None
    assert (model.query.sort, model.query.descending) == ("person", True)
    assert column(model, "person")[:2] == ["Łukasz Żółć", "Wyn ap Rhys"]


def test_owners_and_types_stand_in_the_order_of_their_words_and_nobody_last(
    office: Office, cases: dict[str, str]
) -> None:
    model = model_of(office, orders=filters.orders(office))
    model.sort(5, Qt.SortOrder.AscendingOrder)
    assert column(model, "owner") == ["Ali Demir", *["Asha Khan"] * 4, "Nobody"]
    model.sort(5, Qt.SortOrder.DescendingOrder)
    assert column(model, "owner") == [*["Asha Khan"] * 4, "Ali Demir", "Nobody"]
    model.sort(3, Qt.SortOrder.AscendingOrder)
    assert column(model, "kind") == [
        "FOI request",
        "MP enquiry",
        "Not decided yet",
        *["Statutory complaint, stage 1"] * 3,
    ]


def test_every_column_can_be_sorted_both_ways(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    for section in range(model.columnCount()):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            model.sort(section, order)
            assert model.rowCount() == 6


def test_filters_are_words_and_chips(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office)
    model.set_filter("clarke", {})
    assert column(model, "person") == ["<b>Tom</b> Clarke"]
    model.set_filter("", {"owner": "Nobody"})
    assert column(model, "reference") == ["CYP-2025-0004"]
    model.set_filter("", {"kind": "Statutory complaint", "division": "Children's Social Care"})
    assert model.rowCount() == 3
    model.set_filter("", {"kind": "A type that is gone"})
    assert model.rowCount() == 6


def test_a_list_of_a_hundred_thousand_shows_its_first_page_and_knows_every_row(
    office: Office, many: Callable[[int], ManyCases]
) -> None:
    found = many(100_000)
    model = model_of(office)
    assert model.rowCount() == 100_000
    assert model.index(0, 0).data() == "CYP-2025-000001"
    assert found.pages_read == []


def test_a_row_far_away_says_that_it_is_loading_and_then_is_there(
    qtbot: QtBot, office: Office, many: Callable[[int], ManyCases]
) -> None:
    many(100_000)
    model = model_of(office)
    index = model.index(50_000, 0)
    assert index.data() == "Loading"
    assert index.data(_DATA.AccessibleTextRole) == "Loading row 50,001"
    qtbot.waitUntil(lambda: index.data() == "CYP-2025-050001")


def test_of_many_pages_flown_over_the_last_one_comes_first_and_the_rest_are_let_go(
    qtbot: QtBot, office: Office, many: Callable[[int], ManyCases]
) -> None:
    found = many(100_000)
    model = model_of(office)
    for row in range(0, 90_000, 1_000):
        model.line(row)
    qtbot.waitUntil(lambda: model.line(89_000) is not None)
    assert found.pages_read[0] == 89_001
    assert len(found.pages_read) <= 8


def test_only_so_many_lines_are_kept(qtbot: QtBot, office: Office, many: Callable[[int], ManyCases]) -> None:
    many(20_000)
    model = model_of(office)
    for row in range(0, 20_000, list_model.PAGE):
        model.line(row)
        qtbot.waitUntil(lambda row=row: model.line(row) is not None)  # type: ignore[misc]
    assert len(model._lines) <= list_model.KEPT


def test_a_number_that_belongs_to_no_case_any_more_says_so(
    qtbot: QtBot, office: Office, many: Callable[[int], ManyCases]
) -> None:
    found = many(5_000)
    model = model_of(office)
    found.order.remove(3_001)
    index = model.index(3_000, 0)
    index.data()
    qtbot.waitUntil(lambda: index.data() == "Not on this computer")
    assert model.case_id(3_000) == ""


def test_news_keep_the_current_row_and_the_selection(
    qtbot: QtBot, office: Office, many: Callable[[int], ManyCases]
) -> None:
    found = many(3_000)
    model = model_of(office)
    view = TableView()
    qtbot.addWidget(view)
    view.setModel(model)
    flags = QItemSelectionModel.SelectionFlag
    # Said outright: what setCurrentIndex selects depends on the keys another test may have left down.
    view.selectionModel().setCurrentIndex(model.index(2_000, 1), flags.ClearAndSelect | flags.Rows)
    for row in (10, 2_500):
        view.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
    del found.order[5:8]  # three left
    found.order.insert(0, found.order.pop())  # the last came first
    found.order.insert(1, 9_999)  # one is new
    model.refresh()
    assert model.numbers == found.order
    assert view.currentIndex().data(Role.KEY) == "2001"
    assert [model.numbers[row] for row in view.selected_rows()] == [11, 2_001, 2_501]


def test_so_many_news_that_nobody_could_follow_begin_anew(
    office: Office, many: Callable[[int], ManyCases]
) -> None:
    found = many(3_000)
    model = model_of(office)
    found.order = array("q", [n for n in found.order if n % 2])
    model.refresh()
    assert model.numbers == found.order


@pytest.mark.parametrize(
    "wanted",
    [[], [3, 2, 1], [1, 2, 3, 4, 5], [9, 1, 8, 3, 7], [2], [1, 3, 2], [4, 5, 6]],
)
def test_any_order_can_follow_any_other(
    office: Office, cases: dict[str, str], qtmodeltester: ModelTester, wanted: list[int]
) -> None:
    model = CaseListModel(make_context(office))
    model.numbers = array("q", [1, 2, 3])
    kept = [QPersistentModelIndex(model.index(row, 0)) for row in range(3)]
    take_order(model, model, array("q", wanted))
    assert list(model.numbers) == wanted
    for number, index in enumerate(kept, start=1):
        if number in wanted:
            assert model.numbers[index.row()] == number
    model.numbers = array("q")


def test_a_change_is_seen_without_losing_the_old_words_meanwhile(
    qtbot: QtBot, office: Office, cases: dict[str, str]
) -> None:
    model = model_of(office, sort="reference")
    before = model.index(0, 2).data()
    add_note(office, cases["CYP-2025-0001"], "Mother rang.", waiting_for="service")
    model.refresh()
    assert model.index(0, 2).data() == before
    qtbot.waitUntil(lambda: model.index(0, 6).data() == "Service")


def test_a_case_that_left_the_list_is_gone_after_news(office: Office, cases: dict[str, str]) -> None:
    model = CaseListModel(make_context(office))
    model.ask(look_up.query(office, "team_open"))
    void_case(office, cases["CYP-2025-0002"], "Logged twice")
    model.refresh()
    assert "CYP-2025-0002" not in column(model, "reference")


def test_typing_a_reference_or_its_number_finds_the_row(office: Office, cases: dict[str, str]) -> None:
    model = model_of(office, sort="reference")
    assert model.find_prefix("4", 0) == 3
    model._typed_at = 0.0  # a while later
    assert [model.find_prefix(letter, 0) for letter in "cyp-2025-0005"][-1] == 4
    model._typed_at = 0.0
    assert model.find_prefix("x", 0) == -1


def test_an_older_answer_that_comes_late_is_dropped(office: Office, cases: dict[str, str]) -> None:
    waiting: list[tuple[Any, Any]] = []

    class Later:
        def run_read(self, work: Any, done: Any, failed: Any = None, *, receiver: Any = None) -> None:
            waiting.append((work, done))

    context = make_context(office)
    context.tasks = Later()  # type: ignore[assignment]
    model = CaseListModel(context)
    model.ask(look_up.query(office, "overdue"))
    model.ask(look_up.query(office, "all"))
    for work, done in reversed(waiting):
        done(work())
    assert model.rowCount() == 6


def test_a_list_that_cannot_be_read_says_so_once_and_keeps_its_rows(
    office: Office, cases: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(office)
    told: list[Exception] = []
    model.failed.connect(told.append)

    def broken(*_args: Any) -> Any:
        raise UnavailableError("The list was not read because the disk is full. Free some space.")

    monkeypatch.setattr(look_up, "list_numbers", broken)
    model.refresh()
    assert [str(error)[:26] for error in told] == ["The list was not read beca"]
    assert model.rowCount() == 6


def test_a_model_without_a_question_has_no_rows(office: Office) -> None:
    model = CaseListModel(make_context(office))
    model.refresh()
    model.set_filter("x", {})
    model.sort(0)
    assert (model.rowCount(), model.rowCount(QModelIndex()), model.is_loaded) == (0, 0, False)
