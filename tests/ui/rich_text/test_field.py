"""The field for written text by keyboard: marks, headings, lists, paste, undo, names, looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseworker.domain.letters import Bullets, Heading, Mark, Paragraph
from caseworker.domain.rich_text import MOST_LETTERS
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from ui.theme import apply_theme, theme
from ui.widgets.field_block import FieldBlock
from ui.widgets.rich_text import format as dress
from ui.widgets.rich_text.field import RichText
from ui.widgets.scroll_column import ScrollColumn

KEY = Qt.Key


@pytest.fixture
def field(qtbot: object) -> RichText:
    field = RichText()
    field.describe("The answer", "")
    field.resize(500, 300)
    field.show()
    field.activateWindow()
    QTest.qWaitForWindowActive(field)
    field.box.setFocus()
    return field


def keys(field: RichText, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(field.box, key)


def mime(html: str = "", text: str = "") -> QMimeData:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    return data


def test_bold_holds_for_what_is_typed_next_until_it_is_taken_back(field: RichText) -> None:
    type_text(field.box, "It was ")
    dress.toggle(field.box, dress.BOLD)
    type_text(field.box, "late")
    dress.toggle(field.box, dress.BOLD)
    type_text(field.box, " again.")
    assert field.value() == (Paragraph("It was late again.", marks=(Mark(7, 11, bold=True),)),)


def test_italic_is_put_on_what_is_selected_and_taken_off_again(field: RichText) -> None:
    type_text(field.box, "Working Together")
    field.box.selectAll()
    dress.toggle(field.box, dress.ITALIC)
    assert field.value() == (Paragraph("Working Together", marks=(Mark(0, 16, italic=True),)),)
    dress.toggle(field.box, dress.ITALIC)
    assert field.value() == (Paragraph("Working Together"),)


def test_what_is_typed_below_a_heading_is_plain(field: RichText) -> None:
    dress.toggle(field.box, dress.HEADING)
    type_text(field.box, "What we found")
    keys(field, KEY.Key_Return)
    type_text(field.box, "It was late.")
    assert field.value() == (Heading("What we found"), Paragraph("It was late."))


def test_an_empty_point_ends_the_list(field: RichText) -> None:
    dress.toggle(field.box, dress.BULLETS)
    type_text(field.box, "one")
    keys(field, KEY.Key_Return)
    type_text(field.box, "two")
    keys(field, KEY.Key_Return, KEY.Key_Return)
    type_text(field.box, "Then")
    assert field.value() == (Bullets(("one", "two")), Paragraph("Then"))


def test_paragraphs_that_are_selected_become_one_numbered_list_and_plain_again(field: RichText) -> None:
    field.set_value((Paragraph("one"), Heading("two"), Paragraph("three", marks=(Mark(0, 5, bold=True),))))
    field.box.selectAll()
    dress.toggle(field.box, dress.NUMBERS)
    marks = ((), (), (Mark(0, 5, bold=True),))
    assert field.value() == (Bullets(("one", "two", "three"), numbered=True, marks=marks),)
    dress.toggle(field.box, dress.NUMBERS)
    assert field.value() == (Paragraph("one"), Paragraph("two"), Paragraph("three", marks=marks[2]))


def test_a_list_becomes_numbered_in_one_press(field: RichText) -> None:
    field.set_value((Bullets(("one", "two")),))
    field.box.selectAll()
    dress.toggle(field.box, dress.NUMBERS)
    assert field.value() == (Bullets(("one", "two"), numbered=True),)


def test_backspace_at_the_beginning_takes_a_heading_back(field: RichText) -> None:
    field.set_value((Heading("Found"),))
    field.box.moveCursor(QTextCursor.MoveOperation.Start)
    keys(field, KEY.Key_Backspace)
    assert isinstance(field.value()[0], Heading) is False


def test_a_pasted_page_brings_no_picture_no_link_and_no_colour(field: RichText) -> None:
    html = '<p style="color:red">One <a href="https://evil.example">two</a><img src="https://evil.example/x.png"></p>'
    field.box.insertFromMimeData(mime(html, "One two"))
    assert field.value() == (Paragraph("One two"),)
    assert "evil" not in field.box.document().toHtml()


def test_nothing_is_fetched_for_a_document(field: RichText) -> None:
    assert field.box.loadResource(2, QUrl("https://evil.example/x.png")) is None


def test_pasted_words_stay_within_their_sentence(field: RichText) -> None:
    type_text(field.box, "We are  today")
    cursor = field.box.textCursor()
    cursor.setPosition(7)
    field.box.setTextCursor(cursor)
    field.box.insertFromMimeData(mime("<b>sorry</b>", "sorry"))
    assert field.value() == (Paragraph("We are sorry today", marks=(Mark(7, 12, bold=True),)),)


def test_plain_lines_become_paragraphs_and_lists(field: RichText) -> None:
    field.box.insertFromMimeData(mime(text="One\n\n- a\n- b\n"))
    assert field.value() == (Paragraph("One"), Bullets(("a", "b")))


def test_files_and_pictures_are_not_taken(field: RichText) -> None:
    data = QMimeData()
    data.setImageData(b"x")
    assert field.box.canInsertFromMimeData(data) is False


def test_a_paste_that_no_letter_holds_is_refused_with_a_reason(field: RichText) -> None:
    type_text(field.box, "Kept")
    field.box.insertFromMimeData(mime(text="word " * (MOST_LETTERS // 4)))
    assert field.value() == (Paragraph("Kept"),)
    assert field.note.text().startswith("Nothing was pasted")


def test_one_undo_takes_back_a_paste(field: RichText) -> None:
    type_text(field.box, "Before ")
    field.box.insertFromMimeData(mime("<h1>A</h1><ul><li>b</li></ul>", "x"))
    field.box.undo()
    assert field.value() == (Paragraph("Before "),)


def test_setting_the_same_value_leaves_cursor_and_undo(field: RichText) -> None:
    type_text(field.box, "Some words")
    field.set_value((Paragraph("Some words"),))
    assert field.box.document().isUndoAvailable()


def test_a_long_text_grows_the_box_so_that_only_the_page_scrolls(field: RichText) -> None:
    before = field.box.height()
    field.set_value(tuple(Paragraph(f"Line {n}") for n in range(8)))
    grown = field.box.height()
    field.set_value(tuple(Paragraph(f"Line {n}") for n in range(500)))
    assert before < grown < 500 * field.box.fontMetrics().lineSpacing() <= field.box.height()
    assert field.box.verticalScrollBar().maximum() == 0


def test_headings_grow_with_the_text_size(field: RichText, qapp: object) -> None:
    field.set_value((Heading("Found"), Paragraph("words")))
    layout = field.box.document().documentLayout()
    small = layout.blockBoundingRect(field.box.document().begin()).height()
    apply_theme(qapp, "light", 200)  # type: ignore[arg-type]
    assert theme().scale == 2
    assert layout.blockBoundingRect(field.box.document().begin()).height() > small * 1.5


def test_tab_leaves_the_box(field: RichText) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    other = QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    holder.show()
    holder.activateWindow()
    QTest.qWaitForWindowActive(holder)
    field.box.setFocus()
    keys(field, KEY.Key_Tab)
    assert holder.focusWidget() is other


def test_the_field_is_accessible_in_every_look(qtbot: object) -> None:
    page = ScrollColumn()
    rich = RichText()
    rich.set_value((Heading("What we found"), Paragraph("It was late."), Bullets(("one", "two"))))
    page.column.addWidget(FieldBlock("answer", "The answer", rich, help_words="Answer what was asked."))
    check_page(page)
