"""Spelling in notes and other long texts: marked once somebody is in them, walked through by F7, switched off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from caseworker.office import Office
from tests.ui.real_window import make_window, press
from ui.own_settings import OwnSettings
from ui.page import Page
from ui.spelling.everywhere import SpellingEverywhere
from ui.spelling.marks import SpellingMarks
from ui.widgets.text_area import AddressField, TextArea
from ui.window import MainWindow


class Writing(Page):
    """A page with a note and an address."""

    kind = "writing"

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.note, self.address = TextArea(2), AddressField()
        layout = QVBoxLayout(self)
        for field in (self.note, self.address):
            field.describe("Text", "")
            layout.addWidget(field)

    def title(self) -> str:
        """Its name."""
        return "Writing"


@pytest.fixture
def window(office: Office, qtbot: QtBot) -> MainWindow:
    found = make_window(office)
    found.context.own = OwnSettings()
    found.add_kind(Writing)
    return found


@pytest.fixture
def everywhere(window: MainWindow) -> SpellingEverywhere:
    return SpellingEverywhere(window.context, window, window.tabs.front)


@pytest.fixture
def page(window: MainWindow, everywhere: SpellingEverywhere) -> Writing:
    opened = window.open_page("writing")
    assert isinstance(opened, Writing)
    return opened


def marks_of(field: TextArea) -> list[SpellingMarks]:
    return [each for each in field.box.children() if isinstance(each, SpellingMarks)]


def wrong(field: TextArea) -> list[str]:
    """The words marked in a box, as of now."""
    (marks,) = marks_of(field)
    marks.check()
    return [each.word for each in marks.found]


def test_a_long_text_is_looked_at_from_the_moment_somebody_is_in_it(page: Writing) -> None:
    page.address.box.setFocus()
    page.note.box.setFocus()
    QApplication.processEvents()
    page.note.set_value("She recieved the letter on Monday.")
    assert wrong(page.note) == ["recieved"]
    assert marks_of(page.address) == [], "the lines of an address are no prose"


def test_names_are_left_in_peace(page: Writing) -> None:
    page.note.box.setFocus()
    QApplication.processEvents()
    page.note.set_value("Gethin Okonkwo of Wharfinger Gardens phoned.")
    assert wrong(page.note) == []


def test_f7_walks_through_the_words_of_the_page_in_front(
    window: MainWindow, everywhere: SpellingEverywhere, page: Writing
) -> None:
    page.note.set_value("She recieved it.")
    press(window, Qt.Key.Key_F7)
    dialog = everywhere.dialog
    assert dialog is not None
    assert dialog.current() == "recieved"
    assert dialog.ignore.text() == "Ignore until Caseworker is closed"
    dialog.by.set_value("received")
    dialog.take()
    assert page.note.value() == "She received it."
    dialog.reject()


def test_who_wants_none_of_it_switches_it_off(window: MainWindow, everywhere: SpellingEverywhere) -> None:
    assert window.context.own is not None
    window.context.own.set("spelling", False)
    page = window.open_page("writing")
    assert isinstance(page, Writing)
    page.note.box.setFocus()
    QApplication.processEvents()
    assert marks_of(page.note) == []
    assert everywhere.dialog is None
    assert window.context.registry.reason("edit.spelling") == "Spelling is switched off in My settings."


def test_marks_go_once_it_is_switched_off(window: MainWindow, page: Writing) -> None:
    page.note.box.setFocus()
    QApplication.processEvents()
    page.note.set_value("She recieved it.")
    assert wrong(page.note) == ["recieved"]
    assert window.context.own is not None
    window.context.own.set("spelling", False)
    assert wrong(page.note) == []


def test_a_page_without_a_long_text_says_so(window: MainWindow, everywhere: SpellingEverywhere) -> None:
    said: list[str] = []
    window.context.messages.status_said.connect(said.append)
    press(window, Qt.Key.Key_F7)
    assert said == ["There is no long text to write on this page."]
    assert everywhere.dialog is None
