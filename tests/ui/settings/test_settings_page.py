"""The settings page over the example office, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from caseworker.actions import letters
from caseworker.actions.at_keyboard import who_is_here
from caseworker.actions.checking import Verified
from caseworker.actions.drafts import list_drafts
from caseworker.domain.changed import Changed
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, OwnWindows, alert_words, make_window, press
from ui.settings import check_part
from ui.settings.backup_part import size_words
from ui.settings.check_part import result_words
from ui.settings.settings_page import PARTS, SettingsPage
from ui.theme import theme, tokens
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SAVE = (KEY.Key_Return, CTRL)


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def show(window: MainWindow, section: str) -> Any:
    """Open a part of the settings and return it."""
    page = window.open_page("settings", section=section)
    assert isinstance(page, SettingsPage)
    return page.part()


def picture_file(folder: Path) -> Path:
    target = BytesIO()
    Image.new("RGB", (60, 30), "#801650").save(target, "PNG")
    path = folder / "logo.png"
    path.write_bytes(target.getvalue())
    return path


# -- the page ---------------------------------------------------------------------------------------------------------


def test_parts_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    assert list(page.parts) == ["mine"]
    assert page.title() == "Settings, My settings"


def test_a_part_can_be_asked_for_by_name_and_again(window: MainWindow) -> None:
    part = show(window, "backup")
    assert window.focusWidget() is part.start
    window.open_page("settings", section="office")
    assert window.windowTitle() == "Settings, Office - Caseworker"


def test_the_part_that_showed_comes_back_at_the_next_start(window: MainWindow) -> None:
    show(window, "letterhead")
    state = window.tabs.pages()[0].layout_state()
    other = SettingsPage(window.context)
    other.restore_layout(state)
    assert other.part().code == "letterhead"


# -- my settings ------------------------------------------------------------------------------------------------------


def test_text_size_takes_effect_at_once_and_is_kept(window: MainWindow) -> None:
    part = show(window, "mine")
    part.form["text_size"].set_value("150")
    assert theme().scale == 1.5
    assert window.context.own.get("text_size") == 150


def test_colours_take_effect_at_once_and_can_be_taken_back(window: MainWindow) -> None:
    part = show(window, "mine")
    part.form["theme"].set_value("cream")
    assert tokens().name == "cream"
    part.form["theme"].set_value("dark")
    part.undo_button.click()
    assert tokens().name == "cream"
    part.undo_button.click()
    assert window.context.own.get("theme") == "system"
    assert part.undo_button.isEnabled() is False


def test_preview_goes_where_it_is_wanted_at_once_and_at_the_next_start(window: MainWindow) -> None:
    window.context.put_preview = window.set_preview_place
    part = show(window, "mine")
    part.form["preview_place"].set_value("below")
    assert window.splitter.orientation() == Qt.Orientation.Vertical
    assert window.context.own.get("preview_place") == "below"
    part.undo_button.click()
    assert window.splitter.orientation() == Qt.Orientation.Horizontal


def test_density_and_movement_are_kept(window: MainWindow) -> None:
    part = show(window, "mine")
    part.form["compact"].set_value("compact")
    part.form["reduce_motion"].set_value(True)
    assert (theme().compact, theme().reduce_motion) == (True, True)
    part.usual_button.click()
    assert (theme().compact, theme().reduce_motion) == (False, False)


def test_a_typeface_this_computer_has_not_is_not_offered(window: MainWindow) -> None:
    offered = [code for code, _ in show(window, "mine").form["typeface"].choices()]
    assert offered[0] == ""
    assert "Noto Sans" in offered


def test_text_size_changed_by_key_shows_here_too(window: MainWindow) -> None:
    part = show(window, "mine")
    window.context.registry.run("view.larger")
    assert part.form["text_size"].value() == "125"


# -- who is at the keyboard -------------------------------------------------------------------------------------------


def test_somebody_else_can_sit_down(window: MainWindow, office: Office) -> None:
    part = show(window, "keyboard")
    ali = office.staff_named("Ali Demir")
    part.who.set_value(ali.id)
    press(window, SAVE)
    assert office.person.full_name == "Ali Demir" == who_is_here(office).full_name
    assert part.now.text() == "Now: Ali Demir (Caseworker)"
    assert alert_words(window) == ["Changed: You are working as Ali Demir (Caseworker) now."]


def test_other_parts_close_for_somebody_who_may_not_change_them(window: MainWindow, office: Office) -> None:
    form = show(window, "office")
    part = show(window, "keyboard")
    part.who.set_value(office.staff_named("Ali Demir").id)
    press(window, SAVE)
    show(window, "office")
    assert form.fields.isVisible() is False
    assert form.list.isVisible()
    assert form.reason.text() == (
        "You can read this but not change it. Ali Demir (Caseworker) cannot change the office's settings. "
        "Ask a complaints manager."
    )


def test_choosing_oneself_again_changes_nothing(window: MainWindow) -> None:
    show(window, "keyboard")
    press(window, SAVE)
    assert heard[-1] == "You are working as Asha Khan already."


def test_nobody_at_the_keyboard_can_read_and_choose(office: Office, qtbot: object) -> None:
    office.person = replace(office.person, id="", full_name="Nobody", role="")
    window = make_window(office)
    assert show(window, "keyboard").now.text() == "Now: nobody"
    assert "Choose who you are first." in show(window, "office").reason.text()


# -- office -----------------------------------------------------------------------------------------------------------


def test_the_office_is_saved_by_ctrl_enter_and_undone(window: MainWindow, office: Office) -> None:
    part = show(window, "office")
    part.form["department"].set_value("Complaints and learning team")
    part.form["address_lines"].set_value("Civic Centre\n\n2 High Street ")
    press(window, SAVE)
    assert office.settings.department == "Complaints and learning team"
    assert office.settings.address_lines == ("Civic Centre", "2 High Street")
    window.context.registry.run("edit.undo")
    assert office.settings.department == "Children's complaints team"
    assert part.form["department"].value() == "Children's complaints team"


def test_only_what_is_different_is_saved(window: MainWindow) -> None:
    part = show(window, "office")
    assert part.changes() == {}
    press(window, SAVE)
    assert heard[-1] == "Nothing was changed, so there is nothing to save."


def test_what_cannot_be_is_said_at_its_field_and_kept(window: MainWindow, office: Office) -> None:
    part = show(window, "office")
    part.form["council"].set_value(" ")
    part.form["reference_prefix"].set_value("c1")
    press(window, SAVE)
    assert [button.text() for button in part.summary.buttons] == [
        "Enter the name of the council",
        "Prefix must be two to six capital letters",
    ]
    assert window.windowTitle().startswith("Error: ")
    assert part.form["reference_prefix"].value() == "c1"
    assert office.settings.council == "Northmoor Council"


def test_what_was_typed_and_not_saved_comes_back(window: MainWindow, office: Office) -> None:
    part = show(window, "office")
    part.form["website"].set_value("www.example.org")
    page = window.tabs.front()
    assert page is not None
    assert window.close_page(page)
    assert [draft.title for draft in list_drafts(office)] == ["Settings: Office"]
    again = show(window, "office")
    assert again.form["website"].value() == "www.example.org"
    press(window, SAVE)
    assert office.settings.website == "www.example.org"
    assert list_drafts(office) == []


def test_saving_twice_in_one_sitting_works(window: MainWindow, office: Office) -> None:
    part = show(window, "office")
    for phone in ("1", "2"):
        part.form["phone"].set_value(phone)
        part.finish()
        assert office.settings.phone == phone


# -- letterhead -------------------------------------------------------------------------------------------------------


def test_the_head_shows_before_it_is_saved(window: MainWindow, tmp_path: Path, office: Office) -> None:
    part = show(window, "letterhead")
    before = part.head.image()
    part.files = Answers(picture_file(tmp_path))
    part.logo.choose.click()
    part.show_head()
    assert part.logo.state.text() == "logo.png, not saved yet"
    assert part.head.image() != before
    assert office.settings.logo == ""


def test_logo_and_colour_are_saved_and_stand_on_letters(
    window: MainWindow, tmp_path: Path, office: Office
) -> None:
    part = show(window, "letterhead")
    part.files = Answers(picture_file(tmp_path))
    part.logo.choose.click()
    part.colour.set_value("#801650")
    press(window, SAVE)
    assert letters.logo_picture(office) == (tmp_path / "logo.png").read_bytes()
    assert office.settings.colour == "#801650"
    part.logo.remove.click()
    press(window, SAVE)
    part.finish()
    assert office.settings.logo == ""


def test_a_file_that_is_no_picture_is_said(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_text("words")
    part = show(window, "letterhead")
    part.files = Answers(path)
    part.logo.choose.click()
    assert part.form.blocks["logo"].problem() == "Logo must be a PNG or JPEG picture of at most 2 MB"


def test_half_a_colour_waits_and_is_not_saved(window: MainWindow, office: Office) -> None:
    part = show(window, "letterhead")
    part.colour.set_value("#80")
    part.show_head()
    assert part.head_problem.text() == "The head shows again when the colour is complete."
    press(window, SAVE)
    assert part.form.blocks["colour"].problem() == "Colour must be written like #12436D"
    assert office.settings.colour == "#12436D"


# -- staff ------------------------------------------------------------------------------------------------------------


def test_a_person_is_added_by_keyboard(window: MainWindow, office: Office) -> None:
    part = show(window, "staff")
    part.add_person()
    part.form.form.fill(
        {"full_name": "Nguyễn Thị Phương", "job": "Investigator", "accounts": "nguyen; p.nguyen"}
    )
    press(window, SAVE)
    person = office.staff_named("Nguyễn Thị Phương")
    assert (person.job, person.role, person.accounts) == (
        "Investigator",
        "caseworker",
        ("nguyen", "p.nguyen"),
    )
    assert part.table.current_key() == person.id


def test_enter_on_a_row_changes_that_person(window: MainWindow, office: Office) -> None:
    part = show(window, "staff")
    assert window.focusWidget() is part.table.view
    press(window, KEY.Key_Return)
    assert part.form.heading.text() == "Change Ali Demir"
    part.form.form["phone"].set_value("020 7946 0999")
    press(window, SAVE)
    assert office.staff_named("Ali Demir").phone == "020 7946 0999"
    assert window.focusWidget() is part.table.view


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("full_name", " ", "Enter the name"),
        ("to_on", "31/2/2026", "Last day must be a real date, such as 27/3/2026"),
        ("to_on", "1/1/2020", "Last day must be the same as or after the first day"),
    ],
)
def test_a_person_who_cannot_be_so_is_said(window: MainWindow, name: str, value: str, words: str) -> None:
    part = show(window, "staff")
    part.change()
    part.form.form["from_on"].line.setText("1/4/2024")
    field = part.form.form[name]
    field.line.setText(value)
    press(window, SAVE)
    assert part.form.form.blocks[name].problem() == words
    assert window.focusWidget() is part.form.summary


def test_a_person_half_typed_keeps_the_tab_open(window: MainWindow) -> None:
    part = show(window, "staff")
    part.add_person()
    part.form.form["full_name"].set_value("Half")
    page = window.tabs.front()
    assert page is not None
    assert window.close_page(page) is False
    part.leave()
    assert window.close_page(page) is True


def test_a_caseworker_reads_the_staff_list(window: MainWindow, office: Office) -> None:
    office.person = replace(office.person, role="caseworker")
    part = show(window, "staff")
    assert part.acts[0].isVisible() is False
    part.change()
    assert part.stack.currentWidget() is part.list_page
    assert "cannot change the staff list" in part.why.text()


# -- backup and check -------------------------------------------------------------------------------------------------


def test_a_backup_is_made_read_back_and_described(window: MainWindow, tmp_path: Path) -> None:
    part = show(window, "backup")
    part.files = Answers(tmp_path)
    press(window, KEY.Key_Space)
    assert (tmp_path / "Northmoor-Council-2025-10-15.cwbackup").exists()
    assert part.result.text() == "The backup was made and read back."


def test_a_backup_is_never_written_over_another(window: MainWindow, tmp_path: Path) -> None:
    part = show(window, "backup")
    part.files = Answers(tmp_path)
    part.back_up()
    part.back_up()
    assert alert_words(window)[0].startswith("The backup was not made")
    assert part.is_busy is False


def test_a_number_given_twice_is_explained_with_a_reason(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Verified({}, ("Change 8: its number 4 was given before.",), (), to_explain=True)
    reasons: list[str] = []

    def explained(_office: object, reason: str) -> Changed:
        reasons.append(reason)
        monkeypatch.setattr(
            check_part, "verify_office", lambda *_: Verified({}, (), (), ("Number 4: explained",))
        )
        return Changed("It was explained why numbers were given twice.")

    monkeypatch.setattr(check_part, "verify_office", lambda *_: found)
    monkeypatch.setattr(check_part, "explain_doubles", explained)
    part = show(window, "check")
    part.check()
    assert part.explain_button.isVisible()
    check_page(part)
    part.reason.field.set_value("The folder was put back")
    part.explain()
    assert reasons == ["The folder was put back"]
    assert "Number 4: explained" in part.details.text()
    assert not part.explain_button.isVisible()


def test_the_file_is_checked_and_found_whole(window: MainWindow) -> None:
    part = show(window, "check")
    press(window, KEY.Key_Space)
    assert (
        part.result.text()
        == "The file is whole: every change is there, and every list is what the changes make."
    )


def test_faults_and_moved_dates_are_told_in_words() -> None:
    title, rest = result_words(
        Verified({}, ("A kept file is not what was kept.",), (("CYP-1", "ACK", "a", "b"),))
    )
    assert title == "1 fault was found. Make a backup and ask IT before you go on."
    assert rest.splitlines() == [
        "A kept file is not what was kept.",
        "",
        "1 due date would be counted differently by the rules of today; the dates given stay in force:",
        "CYP-1, ACK: a, now b",
    ]


def test_sizes_are_said_as_people_say_them() -> None:
    assert (size_words(40_398), size_words(1_440_000)) == ("40 KB", "1.4 MB")


def test_no_part_flashes_up_as_a_window_of_its_own(window: MainWindow) -> None:
    windows = OwnWindows()
    for part in PARTS:
        show(window, part.code)
    show(window, "staff").add_person()
    assert windows.seen == []


# -- look -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", [part.code for part in PARTS])
def test_every_part_is_accessible(window: MainWindow, section: str) -> None:
    show(window, section)
    page = window.tabs.front()
    assert page is not None
    check_page(page)


def test_the_form_of_a_person_is_accessible(window: MainWindow) -> None:
    show(window, "staff").add_person()
    page = window.tabs.front()
    assert page is not None
    check_page(page, themes=("light",))
