"""Settings for letters: wordings, standard paragraphs and signatures, by keyboard over the example office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from caseworker.actions.letter_texts import catalogue_on
from caseworker.actions.letter_wordings import wording_now
from caseworker.actions.paragraphs import all_paragraphs
from caseworker.office import Office
from tests.actions.test_letter_wordings import signature
from tests.example_office import TODAY, log_complaint
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, alert_words, make_window, press
from ui.settings.letters.places_dialog import PlacesDialog
from ui.settings.settings_page import SettingsPage
from ui.window import MainWindow

SAVE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
LATER = date(2025, 12, 3)


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def show(window: MainWindow, section: str) -> Any:
    page = window.open_page("settings", section=section)
    assert isinstance(page, SettingsPage)
    return page.part()


def opened(window: MainWindow, key: str) -> Any:
    """The part of letters with a wording open and its letter made."""
    part = show(window, f"letters:{key}")
    assert part.stack.currentWidget() is part.wording
    part.wording.previewing.now()
    return part


def words_of(office: Office, code: str, day: date = TODAY) -> str:
    return str(catalogue_on(office, day)[code].text)


# -- wordings -------------------------------------------------------------------------------------------------


def test_a_wording_is_changed_from_a_day_with_the_keyboard_and_undone(
    office: Office, window: MainWindow
) -> None:
    part = show(window, "letters")
    assert part.table.go_to("L09")
    part.table.view.setFocus()
    press(window, Qt.Key.Key_Return)
    box = part.wording.box
    assert window.focusWidget() is box
    box.moveCursor(QTextCursor.MoveOperation.End)
    type_text(box, "\n\nYou can also come to see us.")
    part.wording.from_on.set_value(LATER)
    press(window, SAVE)
    assert "You can also come to see us." in words_of(office, "L09", LATER)
    assert "You can also come to see us." not in words_of(office, "L09")
    assert part.current().wording == "Own, from 3 December 2025"
    assert alert_words(window)[0] == "Saved: L09: own wording from Wednesday 3 December 2025."
    window.context.registry.run("edit.undo")
    assert part.current().wording == "As shipped"


def test_problems_stand_at_their_lines_and_nothing_is_saved(office: Office, window: MainWindow) -> None:
    part = opened(window, "L09")
    page = part.wording
    lines = page.box.wording().splitlines()
    page.box.setPlainText("\n".join([*lines, "", "Write by {duedate}."]))
    page.previewing.now()
    last = len(lines) + 2
    expected = f"Line {last}: {{duedate}} is not a place that letters know; perhaps {{due_date}}."
    assert [button.text() for button in page.problems.buttons] == [expected]
    assert page.box.marked() == {last}
    part.finish()
    assert not office.settings.letter_texts
    assert page.box.line() == last
    assert part.stack.currentWidget() is page
    page.box.go_to_line(1)
    page.problems.buttons[0].click()
    assert page.box.line() == last
    assert page.age.text() == "The letter shows your words as they were before the lines named."


def test_lines_are_counted_with_empty_lines_at_the_top(window: MainWindow) -> None:
    part = opened(window, "L09")
    page = part.wording
    page.box.setPlainText(f"\n\n{page.box.wording()}\n{{nobody}}")
    last = page.box.blockCount()
    for mend in (page.previewing.now, part.finish):
        mend()
        assert page.problems.buttons[0].text().startswith(f"Line {last}: ")
        assert page.box.marked() == {last}


def test_a_wording_that_was_not_saved_is_taken_up_again(office: Office, window: MainWindow) -> None:
    part = opened(window, "L09")
    part.wording.box.moveCursor(QTextCursor.MoveOperation.End)
    part.wording.box.insertPlainText("\n\nMore words.")
    part.wording.from_on.set_value(LATER)
    assert part.may_close()
    assert window.close_page(window.tabs.front())
    part = opened(window, "L09")
    assert part.wording.box.wording().endswith("More words.")
    assert part.wording.from_on.value() == LATER
    assert part.wording.is_changed()
    part.wording.back_button.click()
    part.open_row()
    assert not part.wording.is_changed()
    assert not office.settings.letter_texts


def test_alt_left_leads_from_a_wording_to_the_list_and_keeps_what_was_typed(
    office: Office, window: MainWindow
) -> None:
    back = (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    window.open_page("letter", f"{log_complaint(office).case_id}/L01")
    part = opened(window, "L09")
    part.wording.box.moveCursor(QTextCursor.MoveOperation.End)
    part.wording.box.insertPlainText("\n\nMore words.")
    press(window, back)
    assert window.tabs.front().kind == "settings"  # type: ignore[union-attr]
    assert part.stack.currentWidget() is part.list_page
    assert part.current().key == "L09"
    part.open_row()
    assert part.wording.box.wording().endswith("More words.")
    part.leave()
    part.choose_approver()
    part.form.form["approval"].set_value("second")
    press(window, back)
    assert part.stack.currentWidget() is part.form, "a choice half made is not thrown away without a word"
    part.leave()
    press(window, back)
    assert window.tabs.front().kind != "settings"  # type: ignore[union-attr]


def test_the_letter_shows_beside_its_wording_as_pages_and_as_text(window: MainWindow) -> None:
    page = opened(window, "L09").wording
    assert "Dear Sam Example" in page.reading.text.toPlainText()
    assert page.reading.sheets.pages
    assert page.age.text().startswith("Reading age: about ")
    page.box.insertPlainText("# A remark of ours\n")
    page.previewing.now()
    assert not page.problems.buttons


def test_a_place_is_found_by_what_it_means_and_put_in_with_enter(window: MainWindow) -> None:
    page = opened(window, "L09").wording
    page.box.moveCursor(QTextCursor.MoveOperation.End)
    page.ask_place()
    dialog = page.findChildren(PlacesDialog)[0]
    type_text(dialog.entries.line, "reach ombudsman")
    assert dialog.entries.current() == "ombudsman_block"
    dialog.take()
    assert page.box.wording().endswith("{ombudsman_block}")


def test_back_to_the_wording_that_ships_from_a_day(office: Office, window: MainWindow) -> None:
    part = opened(window, "L09")
    part.go_back()
    assert part._do is not None
    part.wording.box.moveCursor(QTextCursor.MoveOperation.End)
    part.wording.box.insertPlainText("\n\nMore.")
    part.finish()
    part.go_back()
    part.form.form["from_on"].set_value(LATER)
    part.finish()
    assert part.current().wording == "Own since 15 October 2025; As shipped, from 3 December 2025"
    part.open_history()
    assert [each.wording.is_shipped for each in part.history.kept] == [True, False, True]
    part.history.newer.set_value("1")
    assert "[+ More. +]" in part.history.box.toPlainText()
    assert office.person.full_name in part.history.who.text()
    part.history.take_button.click()
    assert part.wording.box.wording().endswith("More.")


def test_a_wording_saved_as_it_ships_is_no_wording_of_ones_own(office: Office, window: MainWindow) -> None:
    part = opened(window, "L01")
    part.finish()
    assert not office.settings.letter_texts
    assert alert_words(window)[0] == "Saved: Nothing was different."


def test_a_letter_of_ones_own_is_added_as_a_copy(office: Office, window: MainWindow) -> None:
    part = show(window, "letters")
    part.add_letter()
    box = part.wording.box
    assert box.wording().startswith("code: W01\ntitle: New letter\n")
    box.setPlainText(box.wording().replace("title: New letter", "title: Invitation to our open day"))
    part.finish()
    assert catalogue_on(office, TODAY)["W01"].title == "Invitation to our open day"
    assert part.current().key == "W01", "the letter that was added is in hand"
    assert part.current().group == "Own letter"
    part.copy_letter()
    assert part.wording.box.wording().startswith("code: W02\n")
    part.leave()


def test_contact_details_are_changed_in_the_same_list(office: Office, window: MainWindow) -> None:
    part = opened(window, "block:ombudsman_block")
    part.wording.box.setPlainText("The Ombudsman\nPhone: 0300 000 0000")
    part.wording.previewing.now()
    assert "Phone: 0300 000 0000" in part.wording.reading.text.toPlainText()
    part.finish()
    assert catalogue_on(office, TODAY).blocks["ombudsman_block"].text.endswith("0300 000 0000")


def test_who_approves_is_chosen_beside_what_the_letter_says(office: Office, window: MainWindow) -> None:
    part = show(window, "letters")
    part.table.go_to("L01")
    part.choose_approver()
    field = part.form.form["approval"]
    assert field.value() == "itself"
    assert field.editors()[0].text() == "As the letter says: the writer"
    field.set_value("second")
    part.finish()
    assert part.current().approves == "A second person"
    assert office.settings.letter_approval == {"L01": "second"}


def test_the_day_of_a_wording_must_be_today_or_later(window: MainWindow) -> None:
    part = opened(window, "L09")
    part.wording.box.insertPlainText("# A remark of ours\n")
    part.wording.from_on.set_value(date(2025, 10, 1))
    part.finish()
    assert part.wording.from_block.problem().startswith("From must be today or later")
    part.wording.from_on.set_value(None)
    part.finish()
    assert part.wording.from_block.problem() == "Enter the first day of this wording"
    part.leave()


def test_whoever_may_not_change_settings_reads_the_list_and_the_history(
    office: Office, window: MainWindow
) -> None:
    office.person = next(p for p in office.staff.values() if "settings" not in office.roles[p.role].may)
    part = show(window, "letters")
    part.table.go_to("L09")
    part.open_row()
    assert part.stack.currentWidget() is part.list_page
    assert part.button_row.isHidden()
    assert part.why.text().startswith("You can read this but not change it.")


def test_letters_are_marked_by_default_once_the_letterhead_says_so(
    office: Office, window: MainWindow
) -> None:
    part = show(window, "letterhead")
    part.form["letter_marking"].set_value(True)
    part.finish()
    assert office.settings.letter_marking is True
    window.context.registry.run("edit.undo")
    assert office.settings.letter_marking is False


def test_the_letter_page_leads_to_the_wording_of_its_letter(office: Office, window: MainWindow) -> None:
    case_id = log_complaint(office).case_id
    window.open_page("letter", f"{case_id}/L01")
    window.context.registry.run("letter.wording")
    page = window.tabs.front()
    assert isinstance(page, SettingsPage)
    assert page.part().wording.heading.text() == "L01: Acknowledgement, statutory stage 1"  # type: ignore[attr-defined]


def test_a_fact_of_the_contact_details_leads_to_them(office: Office, window: MainWindow) -> None:
    case_id = log_complaint(office).case_id
    letter = window.open_page("letter", f"{case_id}/L01")
    letter.go_to_fact("ombudsman_block")  # type: ignore[attr-defined]
    page = window.tabs.front()
    assert isinstance(page, SettingsPage)
    assert page.part().wording.heading.text() == "How to reach the Ombudsman"  # type: ignore[attr-defined]


# -- standard paragraphs --------------------------------------------------------------------------------------


def test_a_paragraph_is_added_changed_retired_and_taken_off(office: Office, window: MainWindow) -> None:
    part = show(window, "paragraphs")
    part.add_one()
    form = part.form.form
    form["topic"].set_value("Office")
    form["title"].set_value("We move house")
    form["text"].set_value("From May you find us in the new building.\n\nAnswer by {duedate}.")
    part.finish()
    assert "perhaps {due_date}" in form.blocks["text"].problem()
    form["text"].set_value("From May you find us in the new building. Answer by {due_date}.")
    assert form["text"].read.text().startswith("From May you find us in the new building. Answer by ")
    form["kinds"].set_value(("CA", "CORP"))
    part.finish()
    added = next(each for each in all_paragraphs(office) if each.title == "We move house")
    assert [kind.value for kind in added.kinds] == ["CA", "CORP"]
    assert part.table.go_to(added.id)
    assert part.current().whose == "Own"
    part.open_row()
    assert part.form.form["kinds"].value() == ("CA", "CORP")
    part.form.form["title"].set_value("We moved house")
    part.finish()
    assert part.current().title == "We moved house"
    part.retire()
    part.form.form["until_on"].set_value(LATER)
    part.finish()
    assert part.current().until_words == "3 December 2025"
    part.put_back()
    assert added.id not in {each.id for each in all_paragraphs(office)}
    window.context.registry.run("edit.undo")
    assert added.id in {each.id for each in all_paragraphs(office)}


def test_a_paragraph_that_ships_is_changed_and_put_back(office: Office, window: MainWindow) -> None:
    part = show(window, "paragraphs:delay_apology")
    before = next(each for each in all_paragraphs(office) if each.id == "delay_apology")
    part.form.form["text"].set_value("We are sorry.")
    part.finish()
    assert part.current().whose == "Changed"
    part.put_back()
    assert next(each for each in all_paragraphs(office) if each.id == "delay_apology") == before


# -- signatures -----------------------------------------------------------------------------------------------


def test_a_signature_is_chosen_seen_saved_and_removed(
    office: Office, window: MainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "signature.png"
    picture.write_bytes(signature())
    part = show(window, "signatures")
    part.files = Answers(picture)
    assert part.current().person.id == office.person.id
    part.open_row()
    part.finish()
    assert part.form.form.blocks["signature"].problem() == "Choose a picture of the signature"
    field = part.form.form["signature"]
    field.ask()
    assert field.state.text() == "signature.png, not saved yet"
    assert not field.picture.image().isNull()
    assert part.form.form.blocks["signature"].problem() == ""
    press(window, SAVE)
    assert part.current().has_picture
    part.remove()
    assert not part.current().has_picture
    window.context.registry.run("edit.undo")
    assert part.current().has_picture


def test_a_broken_picture_is_refused_with_words(office: Office, window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    part = show(window, "signatures")
    part.files = Answers(broken)
    part.open_row()
    part.form.form["signature"].ask()
    assert "picture that can be printed" in part.form.form.blocks["signature"].problem()
    part.leave()
    assert not office.settings.signatures


def test_somebody_elses_signature_is_not_changed_without_the_right(
    office: Office, window: MainWindow
) -> None:
    head = office.person
    office.person = next(p for p in office.staff.values() if p.role == "caseworker")
    part = show(window, "signatures")
    part.refresh()
    part.table.go_to(head.id)
    assert not part.current().may_change
    part.open_row()
    assert part.stack.currentWidget() is part.list_page


# -- everybody ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "section", ["letters", "letters:L09", "paragraphs", "paragraphs:delay_apology", "signatures"]
)
def test_the_parts_are_accessible_in_every_look(window: MainWindow, section: str) -> None:
    show(window, section)
    check_page(window.tabs.front())  # type: ignore[arg-type]


def test_the_history_of_wordings_is_accessible(window: MainWindow) -> None:
    part = show(window, "letters")
    part.table.go_to("L01")
    part.open_history()
    check_page(window.tabs.front())  # type: ignore[arg-type]


def test_a_new_wording_begins_as_the_letter_stands_now(office: Office, window: MainWindow) -> None:
    part = opened(window, "L01")
    assert part.wording.box.wording() == wording_now(office, "L01")
    assert part.may_close()


def test_ctrl_f_goes_to_the_filter_line_of_the_list_that_shows(window: MainWindow) -> None:
    part = show(window, "letters")
    assert window.context.registry.run("edit.find")
    assert window.focusWidget() is part.table.filter_line
    show(window, "mine")
    assert window.context.registry.reason("edit.find") == "Nothing here has a filter line."
