"""The letter page at the largest text on the smallest screen (W7): one thing scrolls, and the words have the room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caseworker.domain.letters import Blocks, Paragraph
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.letters.desk import FINISH, KEY, PRINT, approve, come_back, open_letter, write
from tests.ui.real_window import PdfPrinter, alert_words, make_window, press
from ui.letters.letter_page import LetterPage
from ui.theme import apply_theme
from ui.window import MainWindow

LONG: Blocks = tuple(
    Paragraph(f"Paragraph {n} says at some length what we looked at and what we found in it.")
    for n in range(40)
)


@pytest.fixture
def window(office: Office, look: QApplication) -> MainWindow:
    apply_theme(look, "light", 200, reduce_motion=True)
    made = make_window(office)
    made.resize(1366, 768)
    return made


def bars(window: QWidget) -> list[str]:
    """What can be scrolled up and down."""
    QApplication.processEvents()
    return [
        type(bar.parent().parent()).__name__
        for bar in window.findChildren(QScrollBar)
        if bar.isVisible() and bar.maximum() > 0
    ]


def is_seen(window: MainWindow, part: QWidget) -> bool:
    """Whether all of a part stands in view."""
    QApplication.processEvents()
    return part.isVisible() and part.visibleRegion().boundingRect() == QRect(
        0, 0, part.width(), part.height()
    )


def seen_of(box: QTextEdit) -> QRect:
    """The part of a box that is in view."""
    return box.viewport().visibleRegion().boundingRect()


def at_the_end(qtbot: QtBot, page: LetterPage) -> QTextCursor:
    """Put a long text into the first part, and go to its end, which comes into view."""
    editor = next(iter(page.writing.parts.editors.values()))
    editor.set_value(LONG)
    editor.box.setFocus()
    editor.box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: seen_of(editor.box).contains(editor.box.cursorRect()))
    return editor.box.textCursor()


# -- one thing scrolls ------------------------------------------------------------------------------------------------


def test_only_the_page_scrolls_while_a_letter_is_written(qtbot: QtBot, window: MainWindow) -> None:
    page = open_letter(window, "L54")
    assert bars(window) == ["PageRoom"]
    at_the_end(qtbot, page)
    assert bars(window) == ["PageRoom"]


def test_only_the_page_scrolls_when_a_problem_shows(window: MainWindow) -> None:
    open_letter(window, "L10")
    press(window, FINISH)
    assert bars(window) == ["PageRoom"]


@pytest.mark.parametrize("show", ["pages", "text"])
def test_only_the_page_scrolls_while_the_letter_is_read(window: MainWindow, show: str) -> None:
    page = open_letter(window)
    page.reading.switch.set_value(show)
    assert bars(window) == ["PageRoom"]


def test_only_the_page_scrolls_once_the_letter_is_approved(window: MainWindow) -> None:
    approve(window, open_letter(window))
    assert bars(window) == ["PageRoom"]


def test_with_usual_text_the_head_stays_and_the_columns_scroll(
    qtbot: QtBot, window: MainWindow, look: QApplication
) -> None:
    page = open_letter(window, "L54")
    at_the_end(qtbot, page)
    apply_theme(look, "light", 100, reduce_motion=True)
    assert "PageRoom" not in bars(window)
    assert is_seen(window, page.head)
    assert page.left.isVisible()
    assert page.reading.isVisible()


# -- room for the words -----------------------------------------------------------------------------------------------


def test_at_least_eight_lines_of_a_long_part_are_seen_with_the_cursor_among_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = open_letter(window, "L54")
    at_the_end(qtbot, page)
    box = next(iter(page.writing.parts.editors.values())).box
    seen = seen_of(box)
    assert seen.height() >= 8 * box.fontMetrics().lineSpacing()
    assert seen.contains(box.cursorRect())


def test_page_up_goes_as_far_as_is_seen_and_the_page_scrolls_along(qtbot: QtBot, window: MainWindow) -> None:
    page = open_letter(window, "L54")
    end = at_the_end(qtbot, page).position()
    box = next(iter(page.writing.parts.editors.values())).box
    seen = seen_of(box)
    before = box.cursorRect().top()
    press(window, KEY.Key_PageUp)
    moved = before - box.cursorRect().top()
    assert 0 < moved <= seen.height()
    assert 0 < box.textCursor().position() < end
    assert seen_of(box).contains(box.cursorRect())


def test_page_down_on_the_pages_scrolls_the_page_of_the_window(window: MainWindow) -> None:
    page = open_letter(window)
    page.reading.switch.set_value("pages")
    page.reading.sheets.setFocus()
    QApplication.processEvents()
    bar = window.tabs.room.verticalScrollBar()
    before = bar.value()
    QTest.keyClick(page.reading.sheets, KEY.Key_PageDown)
    assert bar.value() > before


# -- the focus is seen ------------------------------------------------------------------------------------------------


def test_the_part_to_write_is_seen_with_its_label_when_the_page_opens(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    first = next(iter(page.writing.parts.editors))
    assert window.focusWidget() is page.writing.parts.editors[first].box
    assert is_seen(window, page.writing.form.blocks[f"free.{first}"])


def test_the_tick_is_asked_for_with_the_name_and_address_in_view(qtbot: QtBot, window: MainWindow) -> None:
    page = open_letter(window, "L54")
    write(page, next(iter(page.writing.parts.editors)), LONG)
    at_the_end(qtbot, page)
    page.previewing.now()
    press(window, FINISH)
    assert window.focusWidget() is page.head.check.editor()
    assert is_seen(window, page.head)


def test_recording_begins_at_its_first_field_and_leads_to_the_next_act(window: MainWindow) -> None:
    page = open_letter(window)
    approve(window, page)
    assert is_seen(window, page.head)
    page.flow.do("send")
    assert window.focusWidget() is page.finished.send.how.editor()
    assert is_seen(window, page.finished.send.how.editor())
    page.finished.send.send_button.click()
    assert page.opened is not None
    assert page.opened.state.name == "SENT"
    assert window.focusWidget() is next(iter(page.head.buttons.values()))
    assert is_seen(window, page.head)


def test_after_printing_the_button_that_records_it_is_in_focus_and_seen(
    window: MainWindow, tmp_path: Path
) -> None:
    page = open_letter(window)
    page.printers = PdfPrinter(tmp_path / "paper.pdf")
    approve(window, page)
    press(window, PRINT)
    come_back(window)
    assert window.focusWidget() is page.finished.send.send_button
    assert is_seen(window, page.finished.send.send_button)


def test_a_control_under_the_mouse_does_not_move(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_letter(window, "L54")
    at_the_end(qtbot, page)
    value = window.tabs.room.verticalScrollBar().value()
    pressed = Qt.MouseButton.LeftButton
    monkeypatch.setattr(QApplication, "mouseButtons", lambda *_: pressed)
    page.head.check.editor().setFocus()
    QApplication.processEvents()
    assert window.tabs.room.verticalScrollBar().value() == value


# -- one alert a letter -----------------------------------------------------------------------------------------------


def test_what_was_said_about_a_letter_goes_when_more_was_done_with_it(window: MainWindow) -> None:
    page = open_letter(window)
    approve(window, page)
    window.context.messages.info("Known", "It stays.")
    page.flow.do("send")
    page.finished.send.send_button.click()
    assert [words.split(":")[0] for words in alert_words(window)] == ["Sent", "Known"]


@pytest.mark.parametrize("code", ["L01", "L54"])
def test_the_page_is_accessible_at_the_largest_text(window: MainWindow, code: str) -> None:
    page = open_letter(window, code)
    window.tabs.room.verticalScrollBar().setValue(0)
    check_page(page)
