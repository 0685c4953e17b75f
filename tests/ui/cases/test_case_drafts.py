"""Nothing typed on a case is lost: not by closing the tab, the window, or the program being killed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.drafts import list_drafts
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.cases.case_help import Desk, sit_down, status_words


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    return sit_down(qtbot, office, log_complaint(office).case_id)


def test_a_note_begun_is_saved_by_itself_and_said_in_the_status_bar(desk: Desk, qtbot: QtBot) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Half a note")
    qtbot.waitUntil(lambda: bool(list_drafts(desk.office)), timeout=4000)
    draft = list_drafts(desk.office)[0]
    assert (draft.page, draft.case_id, draft.title) == ("note", desk.page.key, "Note: Half a note")
    assert draft.doc["opens"] == ["case", desk.page.key]
    assert desk.window.status.draft.text().startswith("Draft saved ")


def test_ctrl_s_saves_at_once(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Half")
    desk.press("Ctrl+S")
    assert [draft.doc["text"] for draft in list_drafts(desk.office)] == ["Half"]


def test_a_line_break_alone_is_no_draft(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.press("Return")
    desk.press("Ctrl+S")
    desk.press("Ctrl+W")
    assert not list_drafts(desk.office)


def test_a_draft_follows_when_its_words_are_taken_out_again(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Half")
    desk.press("Ctrl+S")
    desk.press("Backspace", 4)
    desk.press("Ctrl+S")
    assert [draft.doc["text"] for draft in list_drafts(desk.office)] == [""]


def test_closing_the_tab_keeps_the_note_and_opening_the_case_brings_it_back(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("Half a note")
    desk.press("Tab", 2)
    desk.type("+")
    desk.press("Ctrl+W")
    assert desk.window.tabs.pages() == ()
    page = desk.window.open_page("case", desk.page.key)
    note = page.timeline.note  # type: ignore[attr-defined]
    assert note.text.value() == "Half a note"
    assert note.follow_up_on.text() == "+"
    assert status_words(desk) == "The note you had begun is back in the note box."


def test_a_note_that_was_added_leaves_no_draft_and_the_next_one_has_its_own(desk: Desk) -> None:
    desk.press("Ctrl+Shift+N")
    desk.type("First")
    desk.press("Ctrl+S")
    desk.press("Ctrl+Enter")
    assert list_drafts(desk.office) == []
    desk.type("Second")
    desk.press("Ctrl+S")
    assert [draft.doc["text"] for draft in list_drafts(desk.office)] == ["Second"]


def test_closing_the_tab_in_the_middle_of_an_act_keeps_its_entries(desk: Desk) -> None:
    desk.press("Ctrl+Shift+D")
    act = desk.page.acts.act
    assert act is not None
    desk.go_to(act.form["reason"].editor())
    desk.type("The visit was missed")
    desk.press("Ctrl+W")
    assert [draft.title for draft in list_drafts(desk.office)] == ["Record outcome, CYP-2025-0001"]
    page = desk.window.open_page("case", desk.page.key, show="case.outcome")
    assert page.acts.act.form["reason"].value() == "The visit was missed"  # type: ignore[attr-defined]


def test_closing_the_window_keeps_a_value_being_changed(desk: Desk) -> None:
    desk.press("Alt+2")
    desk.press("F2")
    desk.replace("Siân Bowen")
    desk.window.close()
    assert [draft.title for draft in list_drafts(desk.office)] == ["Change full name, CYP-2025-0001"]
