"""Search: as you type, by keyboard, what a caller asks without opening the case, recent searches."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import find_cases as finding
from caseworker.actions import look_up
from caseworker.actions.assign import assign_cases
from caseworker.actions.note import add_note
from caseworker.actions.own_views import own_views
from caseworker.actions.recent_searches import keep_search
from caseworker.errors import UnavailableError
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.a11y import check_page, show
from tests.ui.cases.list_help import CTRL, focused, make_window, press, type_here
from ui.cases import search_page
from ui.cases.search_page import MOST_SHOWN, SearchPage
from ui.theme import apply_theme
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key


@pytest.fixture
def page(window: MainWindow) -> SearchPage:
    """The search page, opened from the work list by its key."""
    window.open_page("work_list")
    press(KEY.Key_E, CTRL)
    front = window.tabs.front()
    assert isinstance(front, SearchPage)
    return front


def found(page: SearchPage) -> list[str]:
    return [row.row.reference for row in page.model.rows()]


def test_a_surname_gives_due_date_owner_and_last_event_without_opening_the_case(
    qtbot: QtBot, page: SearchPage
) -> None:
    type_here("osei")
    qtbot.waitUntil(lambda: found(page) == ["CYP-2025-0001"])
    assert page.model.rows()[0].told == (
        "2 working days late, was due Monday 13 October. Owner: Asha Khan. Last event: Logged, today at 12:00pm. "
        "Found in: Person complaining."
    )
    qtbot.waitUntil(lambda: page.preview_pane.facts is not None)
    assert page.preview_pane.owner.text() == "Owner: Asha Khan"
    assert page.preview_pane.timeline.entries[0].item.title == "Logged"


def test_what_was_found_is_spoken_with_the_first_case(qtbot: QtBot, page: SearchPage) -> None:
    type_here("osei")
    qtbot.waitUntil(lambda: "".join(heard[-1:]).startswith("1 case found, first CYP-2025-0001, Marie Osei, "))
    assert heard[-1].endswith("last event Logged, today at 12:00pm, found in person complaining")


def test_enter_opens_the_first_case_even_before_the_pause_is_over(
    page: SearchPage, window: MainWindow, cases: dict[str, str]
) -> None:
    type_here("nguyen")
    press(KEY.Key_Return)
    assert window.tabs.front().key == cases["CYP-2025-0002"]  # type: ignore[union-attr]
    assert window.context.case_order is page


def test_down_goes_to_the_list_and_enter_opens_the_case_there(
    qtbot: QtBot, page: SearchPage, window: MainWindow
) -> None:
    type_here("wharfinger")
    qtbot.waitUntil(lambda: len(found(page)) > 2)
    press(KEY.Key_Down)
    assert focused() is page.table.view
    press(KEY.Key_Down)
    second = page.model.rows()[1].row.case_id
    press(KEY.Key_Return)
    assert window.tabs.front().key == second  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed",
    ["zolc lukasz", "ŻÓŁĆ", "cyp-2025-0005", "0005"],
    ids=["accents", "capitals", "reference", "number"],
)
def test_a_case_is_found_however_it_is_typed(qtbot: QtBot, page: SearchPage, typed: str) -> None:
    type_here(typed)
    qtbot.waitUntil(lambda: "CYP-2025-0005" in found(page))


def test_words_of_a_note_find_its_case_and_say_so(
    qtbot: QtBot, page: SearchPage, office: Office, cases: dict[str, str]
) -> None:
    add_note(office, cases["CYP-2025-0004"], "He asked about the trampoline.")
    type_here("trampol")
    qtbot.waitUntil(lambda: found(page) == ["CYP-2025-0004"])
    assert page.model.rows()[0].why == "A note"
    assert page.model.rows()[0].last_event == "Note, today at 12:00pm"


def test_nothing_found_says_so_and_what_to_do(qtbot: QtBot, page: SearchPage) -> None:
    type_here("<i>zebra</i>")
    qtbot.waitUntil(lambda: page.table.empty.title.text() == "Nothing found for “<i>zebra</i>”")
    qtbot.waitUntil(lambda: heard[-1:] == ["Nothing found"])
    press(KEY.Key_Return)
    assert focused() is page.line


def test_an_empty_box_says_what_can_be_searched(page: SearchPage) -> None:
    assert page.parts.currentWidget() is page.recent
    for word in ("reference", "earlier system", "child", "phone", "postcode", "notes"):
        assert word in page.recent.words.text()


def test_esc_empties_the_box_and_never_closes_the_page(
    qtbot: QtBot, page: SearchPage, window: MainWindow
) -> None:
    type_here("osei")
    qtbot.waitUntil(lambda: bool(found(page)))
    press(KEY.Key_Escape)
    assert (page.line.text(), found(page)) == ("", [])
    assert page.parts.currentWidget() is page.recent
    press(KEY.Key_Escape)
    assert window.tabs.front() is page


def test_a_search_that_led_to_a_case_is_offered_again_also_in_a_new_tab(
    page: SearchPage, window: MainWindow
) -> None:
    type_here("osei")
    press(KEY.Key_Return)
    assert window.close_page(page)
    press(KEY.Key_E, CTRL)
    again = window.tabs.front()
    assert isinstance(again, SearchPage)
    assert [link.text() for link in again.recent.links] == ["osei"]
    again.recent.links[0].click()
    assert (again.line.text(), found(again)) == ("osei", ["CYP-2025-0001"])
    assert focused() is again.line


def test_recent_searches_can_be_forgotten(page: SearchPage, window: MainWindow) -> None:
    type_here("osei")
    press(KEY.Key_Return)
    window.tabs.bring_to_front(page)
    page.line.clear()
    page._search()
    page.recent.forget.click()
    assert page.recent.links == []
    assert page.recent.forget.isHidden()


def test_names_searched_for_are_not_in_the_layout(qtbot: QtBot, page: SearchPage) -> None:
    type_here("osei")
    qtbot.waitUntil(lambda: bool(found(page)))
    assert "osei" not in str(page.layout_state())


def test_an_older_answer_that_comes_late_is_dropped(
    page: SearchPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[Any, Any]] = []

    class Later:
        def run_read(self, work: Any, done: Any, failed: Any = None, *, receiver: Any = None) -> None:
            waiting.append((work, done))

    monkeypatch.setattr(window.context, "tasks", Later())
    for text in ("osei", "zolc"):
        page.line.setText(text)
        page._search()
    (old, old_done), (new, new_done) = waiting[:2]
    new_done(new())
    old_done(old())
    assert found(page) == ["CYP-2025-0005"]


def test_what_was_found_follows_a_change(
    qtbot: QtBot, page: SearchPage, window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    type_here("wharfinger")
    qtbot.waitUntil(lambda: len(found(page)) > 2)
    page.table.view.setCurrentIndex(page.model.index(2, 0))
    key = page.table.current_key()
    window.context.changed(assign_cases(office, [key], office.staff_named("Rhys Parry").id))
    assert page.table.current_key() == key
    assert page.model.rows()[2].text("owner") == "Rhys Parry"


def test_of_very_many_the_first_fifty_are_shown_and_said_to_be_so(
    qtbot: QtBot, page: SearchPage, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    row = look_up.list_page(office, look_up.query(office))[0]
    monkeypatch.setattr(look_up, "search_cases", lambda *_args: [row] * MOST_SHOWN)
    assert len(finding.find_cases(office, "osei")) == MOST_SHOWN
    type_here("osei")
    qtbot.waitUntil(lambda: page.table.count.text() == "First 50 cases found")


def test_a_search_that_cannot_be_made_says_why(
    qtbot: QtBot, page: SearchPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> Any:
        raise UnavailableError(
            "The search was not made because the office's file cannot be reached. Try again."
        )

    monkeypatch.setattr(search_page, "search_lines", broken)
    type_here("osei")
    qtbot.waitUntil(lambda: bool(window.strip.alerts()))
    assert page.line.text() == "osei"


def test_next_and_previous_case_walk_what_was_found(page: SearchPage) -> None:
    type_here("wharfinger")
    page._search()
    first, second = (page.model.rows()[n].row.case_id for n in (0, 1))
    assert page.next_case(first) == second
    assert page.previous_case(second) == first
    assert (page.previous_case(first), page.next_case("gone")) == ("", "")


def test_at_large_text_what_a_caller_asks_stands_beneath_the_list(
    qtbot: QtBot, page: SearchPage, window: MainWindow, qapp: QApplication
) -> None:
    type_here("osei")
    qtbot.waitUntil(lambda: bool(found(page)))
    assert page.detail.isHidden()
    apply_theme(qapp, "light", 200, reduce_motion=True)
    show(window, size=(1366, 768))
    qtbot.waitUntil(lambda: page.detail.isVisible())
    assert "Last event: Logged" in page.detail.text()
    assert (window.width(), window.height()) == (1366, 768)


def test_no_count_is_shown_before_anything_was_asked(qtbot: QtBot, page: SearchPage) -> None:
    assert page.table.count.isHidden()
    type_here("osei")
    qtbot.waitUntil(lambda: bool(found(page)))
    assert page.table.count.isVisible()


def test_the_search_page_passes_every_check_empty_and_full(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    keep_search(office, "osei")
    keep_search(office, "Nguyễn")
    empty, full = SearchPage(window.context), SearchPage(window.context, text="wharfinger")
    for page in (empty, full):
        qtbot.addWidget(page)
    full._search()
    check_page(empty)
    check_page(full)


def test_a_name_of_ten_thousand_letters_breaks_nothing(qtbot: QtBot, office: Office) -> None:
    log_complaint(office, summary="wolf " * 2_000)
    window = make_window(qtbot, office)
    page = window.open_page("search", text="wolf " * 500)
    assert isinstance(page, SearchPage)
    page._search()
    assert found(page) == ["CYP-2025-0001"]


def test_filters_combine_with_the_words_and_are_kept_as_a_view(
    qtbot: QtBot, page: SearchPage, office: Office
) -> None:
    type_here("c")
    qtbot.waitUntil(lambda: len(found(page)) > 1)
    every = found(page)
    page.filters.set_values({"status": "Open", "kind": "Statutory complaint"})
    qtbot.waitUntil(lambda: 0 < len(found(page)) < len(every))
    assert {row.row.kind.value for row in page.model.rows()} == {"CA"}
    dialog = page.filters.keep()
    type_text(dialog.field.editor(), "Statutory with c")
    dialog.take()
    (view,) = own_views(office)
    assert (view.name, view.view, view.text) == ("Statutory with c", "all", "c")
    assert dict(view.filters) == {"status": "open", "kind": "CA"}
    next(iter(page.filters.chips.buttons.values())).click()
    qtbot.waitUntil(lambda: len(page.filters.codes()) == 1)
