"""The letter page by hand and eye: sizes, columns, accessibility, the tools of the writer."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from caseworker.actions import letters
from caseworker.domain.letters import Bullets, Mark, Paragraph
from caseworker.office import Office
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.letters.desk import FINISH, FREE, KEEP, case_of, open_letter, show_checks, write
from tests.ui.real_window import OwnWindows, make_window, press
from ui.letters.letter_page import LetterPage
from ui.letters.paragraph_dialog import ParagraphDialog
from ui.spelling.dialog import SpellingDialog
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def test_a_letter_there_is_not_is_said(window: MainWindow) -> None:
    page = open_letter(window, "L99")
    assert page.reading.nothing.text.text().startswith("There is no letter L99.")


def test_undoing_the_first_version_says_that_the_letter_is_gone(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP)
    window.context.registry.run("edit.undo")
    assert page.reading.nothing.isVisible()
    assert page.reading.nothing.text.text().startswith("This letter is no longer part of the case.")
    assert window.context.registry.reason("page.finish") == "There is no letter to show."


def test_pages_grow_and_fit_again(window: MainWindow) -> None:
    sheets = open_letter(window).reading.sheets
    fitted = sheets.scale()
    sheets.step_zoom(1)
    assert sheets.scale() > fitted
    sheets.set_zoom(0)
    assert sheets.scale() == fitted


def test_how_it_is_read_comes_back_at_the_next_start(window: MainWindow) -> None:
    page = open_letter(window)
    page.reading.switch.set_value("text")
    page.reading.sheets.set_zoom(150)
    state = json.loads(json.dumps(page.layout_state()))
    other = LetterPage(window.context, page.key)
    other.restore_layout(state)
    assert (other.reading.what(), other.reading.sheets.zoom()) == ("text", 150)


def test_nothing_flashes_up_as_a_window_of_its_own(window: MainWindow) -> None:
    windows = OwnWindows()
    page = open_letter(window, "L54", address_lines="", postcode="", summary="漢字")
    press(window, KEEP)
    window.context.registry.run("text.bold")
    assert windows.seen == []
    assert page.opened is not None


def test_no_address_of_a_nameless_person_is_invented(window: MainWindow) -> None:
    page = open_letter(window, full_name="Anonymous", address_lines="", postcode="", email="", phone="")
    assert "address" in [problem.field for problem in page.problems]


def test_in_a_narrow_room_the_columns_take_turns(window: MainWindow) -> None:
    page = open_letter(window)
    window.resize(900, 768)
    page.arrange()
    shown = [part.isVisible() for part in (page.left, page.reading)]
    page.reading.switch.set_value("fields")
    turned = [part.isVisible() for part in (page.left, page.reading)]
    assert (shown, turned) == ([False, True], [True, False])


def live_controls(page: QWidget) -> int:
    from tests.ui.a11y import focusables

    return len(focusables(page))


def test_a_page_has_at_most_sixty_controls(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    for section in page.writing.sections.values():
        section.set_open(True)
    assert live_controls(page) <= 60


@pytest.mark.parametrize("show", ["pages", "text"])
def test_the_page_is_accessible(window: MainWindow, show: str) -> None:
    page = open_letter(window, received_on=date(2025, 10, 1))
    show_checks(page)
    page.reading.switch.set_value(show)
    check_page(page)


def test_the_page_with_parts_to_write_and_all_sections_is_accessible(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, FREE)
    press(window, KEEP)
    show_checks(page)
    for section in page.writing.sections.values():
        section.set_open(True)
    check_page(page)


def test_the_page_with_problems_is_accessible(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="")
    press(window, FINISH)
    check_page(page, themes=("light",))


def test_the_preview_of_an_untouched_letter_is_that_of_the_action(window: MainWindow) -> None:
    page = open_letter(window)
    assert page.preview_made is not None
    assert page.preview_made.pdf == letters.preview_letter(page.context.office, case_of(page), "L01").pdf


# -- tools ------------------------------------------------------------------------------------------------------------


def test_the_keys_of_the_tool_bar_act_on_the_part_in_hand(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (editor,) = page.writing.parts.editors.values()
    window.context.registry.run("text.bold")
    type_text(editor.box, "Late")
    assert editor.value() == (Paragraph("Late", marks=(Mark(0, 4, bold=True),)),)
    assert page.editing.bar.buttons["text.bold"].isChecked()
    window.context.registry.run("text.list")
    assert editor.value() == (Bullets(("Late",), marks=((Mark(0, 4, bold=True),),)),)


def test_a_letter_without_parts_says_why_there_is_nothing_to_make_bold(window: MainWindow) -> None:
    open_letter(window)
    assert window.context.registry.reason("text.bold") == "There is nothing to write in this letter."


def test_a_standard_paragraph_is_found_by_typing_and_put_in_where_the_writer_is(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (editor,) = page.writing.parts.editors.values()
    type_text(editor.box, "First. ")
    window.context.registry.run("text.paragraph")
    dialog = page.dialog
    assert isinstance(dialog, ParagraphDialog)
    dialog.entries.line.setText("advocate")
    assert dialog.entries.list.count() >= 1
    assert "advocate" in dialog.text.toPlainText().casefold()
    check_page(dialog, themes=("light",))
    dialog.take()
    assert editor.box.toPlainText().startswith("First. ")
    assert "advocate" in editor.box.toPlainText()


def test_a_standard_paragraph_cuts_no_sentence_and_takes_no_word_that_is_selected(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We recieved it. Gethin and Siân know.")
    window.context.registry.run("edit.spelling")
    assert isinstance(page.dialog, SpellingDialog)
    page.dialog.reject()
    editor = page.writing.parts.editors[part]
    assert not editor.box.textCursor().hasSelection()
    editor.box.find("Gethin")
    window.context.registry.run("text.paragraph")
    assert isinstance(page.dialog, ParagraphDialog)
    page.dialog.take()
    first, *rest = editor.value()
    assert first == Paragraph("We recieved it. Gethin and Siân know.")
    assert rest
    editor.box.undo()
    assert editor.value() == (Paragraph("We recieved it. Gethin and Siân know."),)


def test_f7_walks_through_the_words_of_the_letter(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We recieved it. Gethin and Siân know.")
    page.context.registry.run("edit.spelling")
    dialog = page.dialog
    assert isinstance(dialog, SpellingDialog)
    assert dialog.current() == "recieved"
    dialog.take()
    assert page.writing.parts.editors[part].value() == (Paragraph("We received it. Gethin and Siân know."),)


def test_a_narrow_page_begins_with_what_is_to_be_written(office: Office, qtbot: object) -> None:
    window = make_window(office)
    window.resize(900, 768)
    assert open_letter(window, "L54").reading.what() == "fields"
    assert open_letter(window, "L01").reading.what() == "pages"


def test_how_long_the_preview_took_is_known(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")
    page.previewing.now()
    (took,) = page.preview_ms
    print(f"preview after a key: {took} ms")
    assert took >= 0
