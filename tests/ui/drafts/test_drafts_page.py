"""The list of drafts: who, when, what is still needed; resume, discard, restore, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from caseworker.actions.drafts import list_drafts
from tests.ui.intake.conftest import Desk
from ui.drafts.drafts_page import DraftsPage
from ui.drafts.when import saved_words, when_words


def type_draft(desk: Desk, name: str) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type(name)
    desk.keyboard.press("Ctrl+W")


def drafts_page(desk: Desk) -> DraftsPage:
    desk.keyboard.press("Ctrl+3")
    page = desk.front()
    assert isinstance(page, DraftsPage)
    return page


def test_list_says_who_when_and_what_is_needed(desk: Desk) -> None:
    type_draft(desk, "Ann Shaw")
    page = drafts_page(desk)
    row = page.model.row(0)
    assert (row.title, row.page, row.who) == ("New case, Ann Shaw", "New case", "Asha Khan")
    assert row.when == "Today at 12:00pm"
    assert row.needed.startswith("type of case, what happened")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_enter_goes_on_with_a_draft_at_the_same_field(desk: Desk) -> None:
    type_draft(desk, "Ann Shaw")
    drafts_page(desk)
    desk.keyboard.press("Enter")
    page = desk.intake()
    assert page.form.name_of(QApplication.focusWidget()) == "full_name"
    assert page.form.form.blocks["full_name"].mark.text() == "You were here"
    assert "You were here" in page.form.form["full_name"].editor().accessibleDescription()
    assert page.bar.standing.saved.text() == "Last saved: Today at 12:00pm."
    desk.keyboard.type("x")
    assert page.form.form["full_name"].value() == "Ann Shawx"
    assert page.form.form.blocks["full_name"].mark.text() == ""


def test_delete_puts_a_draft_aside_and_undo_brings_it_back(desk: Desk) -> None:
    type_draft(desk, "Ann Shaw")
    page = drafts_page(desk)
    desk.keyboard.press("Del")
    assert desk.drafts() == []
    assert page.model.rowCount() == 0
    alert = desk.window.strip.alerts()[0]
    assert alert.text == "New case, Ann Shaw. It can be restored for 30 days."
    alert.actions[0].call()
    assert page.model.row(0).title == "New case, Ann Shaw"


def test_discarded_draft_is_found_and_restored_later(desk: Desk) -> None:
    type_draft(desk, "Ann Shaw")
    page = drafts_page(desk)
    desk.keyboard.press("Del")
    page.with_discarded.set_value(True)
    assert page.model.row(0).state == "Discarded"
    page.table.view.setFocus()
    desk.keyboard.press("Enter")
    assert desk.front() is page
    desk.context.registry.run("draft.restore")
    assert page.model.row(0).state == "Draft"
    desk.keyboard.press("Enter")
    assert desk.intake().form.form["full_name"].value() == "Ann Shaw"


def test_discard_on_the_page_itself_keeps_what_was_typed_last(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    desk.keyboard.press("Alt+2")
    desk.keyboard.type("Ann")
    desk.context.registry.run("draft.discard")
    assert desk.drafts() == []
    assert list_drafts(desk.office, discarded=True)[0].doc["full_name"] == "Ann"
    desk.window.strip.alerts()[0].actions[0].call()
    assert desk.intake().form.form["full_name"].value() == "Ann"


def test_discarding_an_untouched_page_only_closes_it(desk: Desk) -> None:
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    desk.context.registry.run("draft.discard")
    assert desk.front() is not page
    assert desk.window.strip.alerts() == ()
    assert list_drafts(desk.office, discarded=True) == []


def test_list_behind_another_page_takes_no_focus_when_it_is_read_again(desk: Desk) -> None:
    type_draft(desk, "Ann Shaw")
    page = drafts_page(desk)
    desk.keyboard.press("Ctrl+N")
    here = QApplication.focusWidget()
    page.refresh()
    assert QApplication.focusWidget() is here


def test_list_says_when_there_is_none(desk: Desk) -> None:
    page = drafts_page(desk)
    assert page.table.empty.isVisible()
    assert page.table.empty.title.text() == "There are no drafts"
    desk.keyboard.press("Ctrl+Shift+R")
    assert desk.window.status.passing.text() == "You have no drafts. Press Ctrl+N to log a new case."


def test_half_a_date_comes_back_as_half_a_date(new_desk: Callable[[], Desk]) -> None:
    desk = new_desk()
    desk.keyboard.press("Ctrl+N")
    page = desk.intake()
    page.form.form["received_on"].line.setText("27/")  # type: ignore[attr-defined]
    page.form.form["child1_born_on"].set_value("about fo")
    page.form.form["payment_related"].set_value(True)
    page.form.form["summary"].set_value("  two\n\n lines  ")
    page.form.add_child_button.click()
    page.form.form["child2_full_name"].set_value("Bo")
    desk.keyboard.press("Ctrl+W")
    again = new_desk()
    again.keyboard.press("Ctrl+Shift+R")
    resumed = again.intake().form
    assert resumed.form["received_on"].line.text() == "27/"  # type: ignore[attr-defined]
    assert resumed.form["child1_born_on"].value() == "about fo"
    assert resumed.form["payment_related"].value() is True
    assert resumed.doc()["summary"] == "  two\n\n lines  "
    assert resumed.form["child2_full_name"].value() == "Bo"


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2025-10-15T11:00:00.000Z", "Today at 12:00pm"),
        ("2025-10-15T08:05:00.000Z", "Today at 9:05am"),
        ("2025-10-14T22:59:00.000Z", "Yesterday at 11:59pm"),
        ("2025-10-14T23:30:00.000Z", "Today at 12:30am"),
        ("2025-10-13T08:05:00.000Z", "Monday 13 October at 9:05am"),
        ("2024-12-31T09:05:00.000Z", "Tuesday 31 December 2024 at 9:05am"),
    ],
)
def test_when_is_said_in_london_time(stamp: str, words: str) -> None:
    assert when_words(stamp, date(2025, 10, 15)) == words


def test_saved_is_said_with_the_hour() -> None:
    assert saved_words("2025-12-15T14:32:10.000Z") == "Draft saved 14:32"
