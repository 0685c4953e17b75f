"""Marks under misspelt words, their menu, own words, and the walk through them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from caseworker.domain.letters import Mark, Paragraph
from caseworker.domain.spelling import words_of
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from ui.own_settings import OwnSettings
from ui.spelling.dialog import SpellingDialog
from ui.spelling.marks import SpellingMarks
from ui.spelling.speller import OWN_WORDS, Speller
from ui.tasks import SyncTasks
from ui.widgets.rich_text.field import RichText


@pytest.fixture
def own() -> OwnSettings:
    return OwnSettings()


@pytest.fixture
def speller(own: OwnSettings, qapp: object) -> Speller:
    return Speller(SyncTasks(), own)


@pytest.fixture
def field(qtbot: object) -> RichText:
    field = RichText()
    field.describe("The answer", "")
    field.resize(500, 300)
    field.show()
    return field


def marked(field: RichText, speller: Speller, text: str) -> SpellingMarks:
    field.set_value((Paragraph(text),))
    return SpellingMarks(field.box, speller)


def found(marks: SpellingMarks) -> list[str]:
    return [each.word for each in marks.found]


def test_wrong_words_are_underlined_and_right_ones_are_not(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "😀 We recieved the colour 3rd, befor Friday.")
    assert found(marks) == ["recieved", "befor"]
    underlined = [mark.cursor.selectedText() for mark in field.box.extraSelections()]  # type: ignore[attr-defined]
    assert underlined == ["recieved", "befor"]


def test_marks_are_not_part_of_the_text(field: RichText, speller: Speller) -> None:
    marked(field, speller, "We recieved it.")
    assert field.value() == (Paragraph("We recieved it."),)
    assert field.box.document().isUndoAvailable() is False


def test_the_word_that_is_being_typed_is_left_in_peace(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "")
    field.activateWindow()
    QTest.qWaitForWindowActive(field)
    field.box.setFocus()
    type_text(field.box, "We recie")
    marks.check()
    assert field.box.extraSelections() == []
    type_text(field.box, " ")
    marks.check()
    assert len(field.box.extraSelections()) == 1


def test_names_of_the_case_are_right(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "Gethin lives in Wharfinger Gardens.")
    assert found(marks) == ["Gethin", "Wharfinger"]
    speller.accept_names(words_of(["Gethin O’Brien", "19 Wharfinger Gardens"]))
    assert found(marks) == []


def test_a_suggestion_takes_the_place_of_the_word_and_keeps_its_look(
    field: RichText, speller: Speller
) -> None:
    field.set_value((Paragraph("We recieved it.", marks=(Mark(3, 11, bold=True),)),))
    marks = SpellingMarks(field.box, speller)
    menu = QMenu()
    marks.add_to_menu(menu, marks.found[0])
    words = [action.text() for action in menu.actions() if action.isVisible()]
    assert words[0] == "received"
    assert words[-2:] == ["Add “recieved” to my words", "Ignore in this letter"]
    menu.actions()[0].trigger()
    assert field.value() == (Paragraph("We received it.", marks=(Mark(3, 11, bold=True),)),)
    assert found(marks) == []
    field.box.undo()
    assert field.value()[0].text == "We recieved it."  # type: ignore[union-attr]


def test_a_word_added_is_right_from_then_on_for_this_person(
    field: RichText, speller: Speller, own: OwnSettings
) -> None:
    marks = marked(field, speller, "The Zimbraco plan and zimbraco’s words.")
    speller.add_own("Zimbraco")
    assert found(marks) == []
    assert own.get(OWN_WORDS) == ["Zimbraco"]
    assert Speller(SyncTasks(), own).is_accepted("ZIMBRACO")


def test_a_word_ignored_is_right_on_this_page_alone(
    field: RichText, speller: Speller, own: OwnSettings
) -> None:
    marks = marked(field, speller, "The qwertly plan.")
    speller.ignore("qwertly")
    assert found(marks) == []
    assert Speller(SyncTasks(), own).is_accepted("qwertly") is False


def test_plain_text_boxes_are_marked_too(speller: Speller, qtbot: object) -> None:
    box = QPlainTextEdit("We recieved it.")
    box.show()
    marks = SpellingMarks(box, speller)
    marks.replace(marks.found[0], "received")
    assert box.toPlainText() == "We received it."


def test_a_word_that_has_gone_meanwhile_is_not_replaced(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "We recieved it.")
    gone = marks.found[0]
    field.set_value((Paragraph("Other words altogether."),))
    marks.replace(gone, "received")
    assert field.value() == (Paragraph("Other words altogether."),)


def test_a_very_long_text_is_marked_up_to_a_sensible_number(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, " ".join(f"wrods{chr(97 + n % 26)}x" for n in range(3_000)))
    assert len(marks.found) == 400
    assert len(field.box.extraSelections()) == len(marks.found)


def test_marks_stay_with_their_words_while_something_is_typed_before_them(
    field: RichText, speller: Speller
) -> None:
    marks = marked(field, speller, "We recieved it.")
    cursor = field.box.textCursor()
    cursor.setPosition(0)
    cursor.insertText("On Monday ")
    assert [(each.word, each.start) for each in marks.found] == [("recieved", 13)]


# -- the walk ---------------------------------------------------------------------------------------------------------


def test_enter_changes_a_word_and_goes_on_until_none_is_left(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "We recieved it befor Friday.")
    dialog = SpellingDialog([marks], field)
    dialog.show()
    assert dialog.word.text() == "“recieved” is not in the dictionary"
    assert dialog.sentence.text() == "We recieved it befor Friday."
    QTest.keyClick(dialog.by.line, Qt.Key.Key_Return)
    assert dialog.current() == "befor"
    QTest.keyClick(dialog.by.line, Qt.Key.Key_Return)
    assert dialog.is_done()
    assert dialog.isVisible() is False
    assert field.value() == (Paragraph("We received it before Friday."),)
    assert dialog.changed_words == 2


def test_a_word_left_here_stays_and_is_not_asked_again(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "Befor and befor.")
    dialog = SpellingDialog([marks], field)
    dialog.pass_over()
    assert dialog.current() == "befor"
    dialog.pass_over()
    assert dialog.is_done()
    assert field.value() == (Paragraph("Befor and befor."),)


def test_a_word_added_in_the_walk_is_passed_everywhere(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "Zimbraco and Zimbraco befor.")
    dialog = SpellingDialog([marks], field)
    dialog.add.click()
    assert dialog.current() == "befor"


def test_words_are_selected_in_the_text_as_the_walk_comes_to_them(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "We recieved it.")
    dialog = SpellingDialog([marks], field)
    assert field.box.textCursor().selectedText() == "recieved"
    dialog.reject()
    assert field.box.textCursor().position() == field.box.document().toPlainText().index(" it")
    assert isinstance(field.box.textCursor(), QTextCursor)


def test_the_walk_is_accessible(field: RichText, speller: Speller) -> None:
    marks = marked(field, speller, "We recieved it befor Friday.")
    dialog = SpellingDialog([marks])
    assert isinstance(dialog, QWidget)
    check_page(dialog)
