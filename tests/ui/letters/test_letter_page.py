"""A letter being written, over the example office and by keyboard: fields, preview, drafts, problems, looks."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from caseworker.actions import letter_flow, letters
from caseworker.actions.drafts import list_drafts
from caseworker.actions.edit import edit_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Bullets, Heading, Look, Mark, Paragraph
from caseworker.errors import DiskFullError
from caseworker.office import Office
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.letters.desk import (
    FINISH,
    KEEP,
    case_of,
    field_text,
    letter_of,
    open_letter,
    show_checks,
    sit_down,
    write,
)
from tests.ui.real_window import CasePlace, OwnWindows, alert_words, make_window, press
from ui.letters.letter_page import LetterPage
from ui.letters.paragraph_dialog import ParagraphDialog
from ui.spelling.dialog import SpellingDialog
from ui.window import MainWindow

FREE = (
    Heading("What we looked at"),
    Paragraph("It was late.", marks=(Mark(7, 11, bold=True),)),
    Bullets(("one", "two")),
)


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


# -- a new letter -----------------------------------------------------------------------------------------------------


def test_a_new_letter_shows_to_whom_it_goes_where_it_stands_and_its_pages(window: MainWindow) -> None:
    page = open_letter(window)
    assert page.head.to.text() == "To Siân O’Brien, Flat 2, 19 Wharfinger Gardens, London, SE31 5EP"
    assert (page.head.tag.text, page.head.state.text()) == ("Draft", "Not kept with the case yet")
    assert next(iter(page.head.buttons)) == "approve"
    assert page.tab_text() == "Draft L01 CYP-2025-0001"
    assert len(page.reading.sheets.pages) == 2


def test_a_letter_with_nothing_to_write_begins_at_the_tick(window: MainWindow) -> None:
    page = open_letter(window)
    assert window.focusWidget() is page.head.check.editor()


def test_a_letter_with_a_part_to_write_begins_there_and_says_nothing_wrong_yet(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (editor,) = page.writing.parts.editors.values()
    assert window.focusWidget() is editor.box
    assert page.writing.summary.isVisible() is False
    assert page.reading.nothing.title.text() == "The letter is not complete yet"


def test_what_is_written_stands_in_the_letter_with_its_marks(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, FREE)
    show_checks(page)
    assert page.preview_made is not None
    assert FREE[1] in page.preview_made.letter.blocks
    assert "What we looked at" in page.reading.text.toPlainText()


def test_the_text_twin_says_the_same_words(window: MainWindow) -> None:
    page = open_letter(window)
    page.reading.switch.set_value("text")
    shown = page.reading.text.toPlainText()
    assert page.reading.stack.currentWidget() is page.reading.text
    assert "Dear Siân O’Brien" in shown
    assert "No social worker has visited Gethin since June" in shown


def test_what_the_writer_changes_stands_in_this_letter_alone(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear Mum of Gethin")
    page.previewing.now()
    assert "Dear Mum of Gethin" in page.reading.text.toPlainText()
    assert page.writing.work() == LetterWork(changed={"salutation": "Dear Mum of Gethin"})


def test_markup_in_a_summary_is_words(window: MainWindow) -> None:
    page = open_letter(window, summary="He said <b>no</b> & left. <img src='/etc/passwd'>")
    assert "He said <b>no</b> & left. <img src='/etc/passwd'>" in page.reading.text.toPlainText()


def test_another_recipient_brings_name_address_and_greeting_and_takes_the_tick_away(
    window: MainWindow,
) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    page.writing.who.recipient.set_value("other")
    assert page.head.is_checked() is False
    assert field_text(page, "recipient_name") == ""
    assert page.writing.work().recipient == "other"
    page.writing.form["recipient_name"].set_value("Nia Bowen")
    assert page.head.to.text() == "To Nia Bowen, no address yet"


def test_a_changed_address_takes_the_tick_away(window: MainWindow) -> None:
    page = open_letter(window)
    page.head.check.set_value(True)
    page.writing.form["address"].set_value("1 Elsewhere Road\nLeeds\nLS1 1AA")
    assert page.head.is_checked() is False
    assert page.head.to.text() == "To Siân O’Brien, 1 Elsewhere Road, Leeds, LS1 1AA"


def test_look_marking_enclosures_and_copies_are_settled_on_the_page(window: MainWindow) -> None:
    page = open_letter(window)
    for name in ("enclosed", "looks"):
        page.writing.sections[name].set_open(True)
    page.writing.looks.look.set_value("large18")
    page.writing.looks.marking.set_value(True)
    page.writing.enclosed.paper.set_value("Leaflet about advocates\n\n Map ")
    page.writing.enclosed.copies.set_value("Ms Wyn Hopkins")
    page.previewing.now()
    work = page.writing.work()
    assert (work.look, work.marking, work.copies) == (
        Look.LARGE_18,
        "OFFICIAL-SENSITIVE",
        ("Ms Wyn Hopkins",),
    )
    assert [each.name for each in work.enclosures] == ["Leaflet about advocates", "Map"]
    assert page.preview_made is not None
    assert page.preview_made.letter.enclosures == ("Leaflet about advocates", "Map")


def test_an_old_preview_never_replaces_a_newer_one(window: MainWindow) -> None:
    page = open_letter(window)
    page.previewing._is_making = True  # one is under way
    page.writing.form["salutation"].set_value("Dear friend")
    page.previewing.now()
    page.previewing._on_answer(page.previewing._asked, page.previewing.made, None)
    assert "Dear friend" in page.reading.text.toPlainText()


# -- what is missing --------------------------------------------------------------------------------------------------


def test_a_missing_address_is_said_at_its_field_and_leads_to_it(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    assert [button.text() for button in page.writing.summary.buttons] == [
        "Enter the address of the person the letter goes to"
    ]
    page.writing.summary.buttons[0].click()
    assert window.focusWidget() is page.writing.form["address"].editor()
    assert page.head.to.text() == "To Siân O’Brien, no address yet"


def test_a_person_with_only_an_email_is_written_to_by_email(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="")
    assert page.writing.who.use_email.text() == "No address? Use “By email: sian@example.org”"
    page.writing.who.use_email.click()
    page.previewing.now()
    assert page.problems == ()
    assert page.head.to.text() == "To Siân O’Brien, By email: sian@example.org"
    assert page.writing.who.use_email.isVisible() is False


def test_typing_what_was_missing_takes_the_problem_away_and_leaves_the_focus(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    page.writing.form.focus("address")
    type_text(page.writing.form["address"].editor(), "1 Elsewhere Road")
    page.previewing.now()
    assert page.writing.summary.isVisible() is False
    assert window.focusWidget() is page.writing.form["address"].editor()


def test_a_fact_of_the_settings_leads_to_the_settings(window: MainWindow, office: Office) -> None:
    change_settings(office, {"phone": ""})
    page = open_letter(window)
    page.writing.summary.buttons[0].click()
    front = window.tabs.front()
    assert front is not None
    assert front.title() == "Settings, Office"


def test_details_are_changed_for_good_on_the_case(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.who.to_case.click()
    front = window.tabs.front()
    assert isinstance(front, CasePlace)
    assert front.shown == "details"


def test_an_address_too_long_for_the_window_is_said_at_the_address(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["address"].set_value(
        "\n".join("Long address line number so and so " * 3 for _ in range(14))
    )
    page.previewing.now()
    assert "does not fit the window of the envelope" in page.writing.form.blocks["address"].problem()


def test_approving_with_something_missing_goes_to_the_problem(window: MainWindow) -> None:
    page = open_letter(window, address_lines="", postcode="", email="")
    press(window, FINISH)
    assert window.windowTitle().startswith("Error: ")
    assert window.focusWidget() is page.writing.summary
    assert case_of(page).letters == ()


def test_a_changed_case_refills_what_the_writer_left_alone(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear Siân")
    view = case_of(page)
    person = view.complainant
    assert person is not None
    changed = edit_case(page.context.office, view, person.id, {"full_name": "Siân Price"})
    window.context.changed(changed)
    assert field_text(page, "recipient_name") == "Siân Price"
    assert field_text(page, "salutation") == "Dear Siân"


def test_what_cannot_be_printed_is_warned_of(window: MainWindow) -> None:
    page = open_letter(window, summary="She is called 漢字.")
    assert page.warning.isVisible()
    assert page.warning.text().startswith("Warning: ")


# -- keeping versions -------------------------------------------------------------------------------------------------


def test_ctrl_s_keeps_a_version_and_the_page_goes_on_with_it(window: MainWindow) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")
    press(window, KEEP)
    kept = letter_of(page)
    assert LetterWork.from_value(kept.doc["content"]).changed == {"salutation": "Dear friend"}
    assert page.key == f"{page.case_id}/{kept.id}"
    assert page.head.state.text() == "Version 1 is kept with the case"
    page.writing.form["salutation"].set_value("Dear Siân")
    press(window, KEEP)
    assert page.head.state.text() == "Version 2 is kept with the case"
    assert page.opened is not None
    assert [each.number for each in page.opened.versions] == [1, 2]


def test_a_letter_that_is_not_complete_can_be_kept(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    press(window, KEEP)
    assert letter_of(page).doc["status"] == "draft"


def test_what_is_different_is_marked_by_words_too(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "We were late twice.")
    press(window, KEEP)
    write(page, part, "We were late once.")
    page.writing.sections["versions"].set_open(True)
    shown = page.writing.versions.box.toPlainText()
    assert "[− twice. −]" in shown
    assert "[+ once. +]" in shown
    assert page.writing.versions.said.text() == "1 word added, 1 word removed."


def test_writing_goes_on_from_an_earlier_version(window: MainWindow) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "First words.")
    press(window, KEEP)
    write(page, part, "Other words.")
    page.writing.sections["versions"].set_open(True)
    page.writing.versions.take_button.click()
    assert page.writing.parts.editors[part].value() == (Paragraph("First words."),)


def test_a_second_press_keeps_no_second_letter(window: MainWindow) -> None:
    page = open_letter(window)
    press(window, KEEP, KEEP)
    assert len(case_of(page).letters) == 1


def test_a_full_disk_keeps_the_text_on_the_page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear friend")

    def full(*_: object, **__: object) -> None:
        raise DiskFullError(
            "The letter was not kept because the disk is full. Free some space, then try again."
        )

    monkeypatch.setattr(letter_flow, "keep_letter", full)
    press(window, KEEP)
    assert alert_words(window)[0].startswith("The letter was not kept because the disk is full")
    assert field_text(page, "salutation") == "Dear friend"
    assert page.is_busy is False


def test_a_version_kept_by_a_colleague_is_shown_where_nothing_was_typed(
    window: MainWindow, office: Office
) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    window.context.tell_pages(letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs))
    assert page.writing.parts.editors[part].value() == (Paragraph("Theirs."),)
    assert page.writing.notice.text() == "Ali Demir kept version 2 meanwhile. It is shown here."


def test_a_version_kept_by_a_colleague_leaves_what_is_being_typed(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    write(page, part, "Mine, longer.")
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    window.context.tell_pages(letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs))
    assert page.writing.parts.editors[part].value() == (Paragraph("Mine, longer."),)
    assert "What you typed is still here" in page.writing.notice.text()


def test_a_version_nobody_was_shown_is_never_written_over(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    (part,) = page.writing.parts.editors
    write(page, part, "Mine.")
    press(window, KEEP)
    write(page, part, "Mine, longer.")
    me = office.person
    sit_down(office, "Ali Demir")
    theirs = LetterWork(free={part: (Paragraph("Theirs."),)})
    letter_flow.keep_letter(office, page.case_id, page.which, "L54", theirs)  # on another computer
    office.person = me
    press(window, KEEP)
    assert "Version 2 of this letter was kept by Ali Demir" in page.writing.summary.accessibleDescription()
    assert "What you typed is still here" in page.writing.notice.text()
    assert LetterWork.from_value(case_of(page).letters[0].doc["content"]) == theirs
    assert page.writing.parts.editors[part].value() == (Paragraph("Mine, longer."),)


# -- drafts -----------------------------------------------------------------------------------------------------------


def test_what_was_typed_comes_back_after_closing_the_tab(window: MainWindow, office: Office) -> None:
    page = open_letter(window, "L54")
    key, (part,) = page.key, page.writing.parts.editors
    write(page, part, FREE)
    page.writing.form["salutation"].set_value("Dear Siân fach")
    assert window.close_page(page)
    assert [draft.title for draft in list_drafts(office)] == ["General letter, CYP-2025-0001 Siân O’Brien"]
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert field_text(again, "salutation") == "Dear Siân fach"
    assert again.writing.parts.editors[part].value() == FREE
    assert again.writing.form.blocks["salutation"].mark.text() == "You were here"
    assert "Dear Siân fach" in again.reading.text.toPlainText()


def test_a_draft_of_an_earlier_version_of_the_program_is_taken_up(window: MainWindow, office: Office) -> None:
    from caseworker.actions.drafts import save_draft

    page = open_letter(window)
    case_id, key = page.case_id, page.key
    window.close_page(page)
    doc = {"values": {"salutation": "Dear Siân"}, "focus": "salutation", "opens": ["letter", key]}
    save_draft(
        office, "letter", doc, draft_id=f"letter-{case_id}-L01", case_id=case_id, title="L01", started_at=""
    )
    again = window.open_page("letter", key)
    assert isinstance(again, LetterPage)
    assert field_text(again, "salutation") == "Dear Siân"


def test_keeping_the_letter_takes_its_draft_away(window: MainWindow, office: Office) -> None:
    page = open_letter(window)
    page.writing.form["salutation"].set_value("Dear Siân fach")
    page.autosave.save_now()
    assert len(list_drafts(office)) == 1
    press(window, KEEP)
    assert list_drafts(office) == []
    page.writing.form["salutation"].set_value("Dear Siân fach again")
    page.autosave.save_now()
    assert [draft.id for draft in list_drafts(office)] == [f"letter-{page.case_id}-{page.which}"]


def test_looking_at_a_letter_leaves_no_draft(window: MainWindow, office: Office) -> None:
    window.close_page(open_letter(window))
    assert list_drafts(office) == []


# -- by hand and eye --------------------------------------------------------------------------------------------------


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
