"""A letter being written, over the example office and by keyboard: its fields and preview, and what it still lacks."""

from __future__ import annotations

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Look
from caseworker.office import Office
from tests.typing_help import type_text
from tests.ui.letters.desk import FINISH, FREE, case_of, field_text, open_letter, show_checks, write
from tests.ui.real_window import CasePlace, make_window, press
from ui.window import MainWindow


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


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
