"""Settings for a council: lists, timescales, targets, disputed rules, days off; by keyboard over the example office."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from caseworker.actions.look_up import open_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.kinds import Kind, Procedure
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, alert_words, make_window, press
from ui.settings.list_acts import ACTS
from ui.settings.settings_page import SettingsPage
from ui.window import MainWindow

SAVE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
LIST_ACTS = {act.code: act for act in ACTS}


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    return make_window(office)


def show(window: MainWindow, section: str) -> Any:
    page = window.open_page("settings", section=section)
    assert isinstance(page, SettingsPage)
    return page.part()


# -- lists ----------------------------------------------------------------------------------------------------


def test_a_team_is_renamed_with_enter_and_undone(office: Office, window: MainWindow) -> None:
    log_complaint(office)
    part = show(window, "places")
    part.which.set_value("teams")
    assert part.table.go_to("Children Looked After Team 1")
    part.table.view.setFocus()
    press(window, Qt.Key.Key_Return)
    assert part.form.effect.text() == "1 open case has this team, 1 in all. They keep it."
    part.form.form["label"].set_value("Rivers Team")
    press(window, SAVE)
    assert office.vocabulary.label("teams", "Children Looked After Team 1") == "Rivers Team"
    assert part.current().label == "Rivers Team"
    assert (
        alert_words(window)[0] == "Saved: Team “Children Looked After Team 1” was renamed to “Rivers Team”."
    )
    window.context.registry.run("edit.undo")
    assert part.current().label == "Children Looked After Team 1"


def test_what_is_missing_is_said_at_its_field_and_entries_are_kept(
    office: Office, window: MainWindow
) -> None:
    part = show(window, "places")
    part.which.set_value("services")
    part.table.go_to("Virtual School")
    part.start(LIST_ACTS["merge"])
    part.finish()
    assert part.form.form.blocks["from_on"].problem() == "Enter the first day"
    part.form.form["from_on"].set_value(date(2026, 4, 1))
    part.finish()
    assert part.form.form.blocks["into"].problem() == "Choose the service it is merged into"
    assert part.form.form["from_on"].value() == date(2026, 4, 1)
    assert not part.may_close()
    part.form.form["into"].set_value("Early Years")
    part.finish()
    assert part.doing is None
    assert part.current().state == "Merges into Early Years on Wednesday 1 April 2026"
    assert part.may_close()


def test_entries_of_the_program_can_only_be_renamed(window: MainWindow) -> None:
    part = show(window, "program")
    shown = [act.code for act, button in part.buttons.items() if not button.isHidden()]
    assert shown == ["rename"]
    assert part.remove_button.isHidden()


def test_an_entry_in_use_is_not_taken_out_and_the_reason_is_said(office: Office, window: MainWindow) -> None:
    log_complaint(office)
    part = show(window, "categories")
    part.table.go_to("Communication")
    part.remove()
    assert "1 case uses it" in alert_words(window)[0]


@pytest.mark.parametrize("code", sorted(LIST_ACTS))
def test_every_form_of_a_list_is_accessible(window: MainWindow, code: str) -> None:
    part = show(window, "places")
    part.which.set_value("teams")
    part.start(LIST_ACTS[code])
    page = window.tabs.front()
    assert page is not None
    check_page(page, themes=("light",))


# -- timescales, targets, readings ---------------------------------------------------------------------------


def test_a_set_is_copied_and_holds_from_its_first_day(office: Office, window: MainWindow) -> None:
    part = show(window, "timescales")
    assert part.table.go_to("CORP LEW-2024")
    assert "Answer at stage 1: 10 working days from receipt" in part.details.value()
    part.copy()
    part.finish()
    assert part.form.form.blocks["valid_from"].problem() == "Enter the first day"
    part.form.form.fill(
        {"id": "NM-2026", "valid_from": date(2026, 1, 1), "source": "Policy", "CO_S1_RESP": "x"}
    )
    part.finish()
    assert part.form.form.blocks["CO_S1_RESP"].problem().startswith("Enter a whole number")
    part.form.form["CO_S1_RESP"].set_value("8")
    part.finish()
    assert alert_words(window)[0] == "Saved: The timescales NM-2026 were saved."
    scheme = office.rulebook.scheme(Procedure.CORPORATE, "LEW", date(2026, 1, 1))
    assert (scheme.id, scheme.steps["CO_S1_RESP"].period) == ("NM-2026", 8)


def test_a_set_that_came_with_the_program_is_not_changed(window: MainWindow) -> None:
    part = show(window, "timescales")
    part.table.go_to("CORP LEW-2024")
    part.open_row()
    assert alert_words(window)[0].startswith("This set cannot be changed: This set came with the program")
    part.table.go_to("CA CA-REQ")
    part.copy()
    assert alert_words(window)[0].startswith("This set cannot be copied: This is timed by law")


def test_missing_timescales_are_said_above_the_table(office: Office, window: MainWindow) -> None:
    change_settings(office, {"authority": "DEFAULT"})
    part = show(window, "timescales")
    assert part.missing.text().startswith(
        "Corporate complaints have no timescales before Thursday 16 October 2025."
    )
    assert not part.missing.isHidden()


def test_own_sets_are_carried_as_a_file(office: Office, window: MainWindow, tmp_path: Path) -> None:
    part = show(window, "timescales")
    part.files = Answers(tmp_path)
    part.export()
    assert "no timescales of its own" in alert_words(window)[0]
    part.table.go_to("CORP LEW-2024")
    part.copy()
    part.form.form.fill({"id": "NM-2026", "valid_from": date(2026, 1, 1), "source": "Policy"})
    part.finish()
    part.export()
    assert (tmp_path / "timescales.toml").exists()
    part.table.go_to("CORP NM-2026")
    part.remove()
    part.files = Answers(tmp_path / "timescales.toml")
    part.import_()
    assert alert_words(window)[0] == "Saved: 1 set of timescales was read from timescales.toml."


def test_a_target_and_a_reading_are_set_from_a_day_on(office: Office, window: MainWindow) -> None:
    part = show(window, "targets")
    part.table.go_to("CA_S1_RESP")
    part.table.view.setFocus()
    press(window, Qt.Key.Key_Return)
    part.form.form["pct"].set_value("ninety")
    press(window, SAVE)
    assert part.form.form.blocks["pct"].problem() == "Target must be a whole number from 0 to 100"
    part.form.form["pct"].set_value("90 %")
    part.finish()  # a second Ctrl+Enter within a second is ignored (U2)
    assert office.target_for("CA_S1_RESP", TODAY) == 90
    part = show(window, "readings")
    part.table.go_to("advocate_pause")
    part.open_row()
    assert "Getting the Best from Complaints" in part.form.about.text()
    part.form.form["value"].set_value("1")
    part.finish()
    assert office.settings.choice_on("advocate_pause", TODAY) is False


# -- days off -------------------------------------------------------------------------------------------------


def test_days_off_are_kept_only_after_what_moves_was_shown(office: Office, window: MainWindow) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    part = show(window, "days_off")
    part.add_closures()
    part.form.form["days"].set_value("20/10/2025 to 21/10/2025")
    press(window, SAVE)
    assert [row.state for row in part.model.rows()] == ["Not yet", "Not yet"]
    assert office.settings.closure_days == ()
    assert not part.may_close()
    part.look()
    assert part.moves.said.text() == "1 open case of 1 would have another date."
    assert [(m.now, m.then) for m in part.moves.model.rows()] == [(date(2025, 10, 28), date(2025, 10, 30))]
    part.moves.keep_all.click()
    assert open_case(office, case_id).row.due_on == date(2025, 10, 30)
    assert [row.state for row in part.model.rows()] == ["", ""]
    assert part.may_close()
    window.context.registry.run("edit.undo")
    assert open_case(office, case_id).row.due_on == date(2025, 10, 28)
    assert part.model.rows() == ()


def test_deadlines_given_before_a_day_off_are_found_later(office: Office, window: MainWindow) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    change_settings(office, {"closure_days": ("2025-10-20",)})
    part = show(window, "days_off")
    assert part.keep_button.text() == "See what today's days off would move"
    part.look()
    assert part.moves.keep_new.isHidden()
    assert part.moves.keep_all.text() == "Count this 1 case again"
    part.moves.keep_all.click()
    assert open_case(office, case_id).row.due_on == date(2025, 10, 29)


def test_a_list_of_days_is_read_and_looked_over(office: Office, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("Day,Why\n24/12/2025,Eve\nnonsense\n", encoding="utf-8")
    part = show(window, "days_off")
    part.files = Answers(path)
    part.import_list()
    assert part.form.about.text() == "1 weekday read. Line 3: “nonsense” has no date."
    assert part.form.form["days"].value() == "24/12/2025"
    part.finish()
    part.look()
    part.moves.keep_new.click()
    assert office.settings.closure_days == ("2025-12-24",)
    part.table.go_to("2025-12-24 True")
    part.take_out()
    assert [row.state for row in part.model.rows()] == ["To be taken out"]
    part.forget()
    assert [row.state for row in part.model.rows()] == [""]


def test_a_bank_holiday_needs_its_name_and_its_source(office: Office, window: MainWindow) -> None:
    part = show(window, "days_off")
    part.add_holiday()
    part.form.form["day"].set_value(date(2025, 10, 22))
    part.finish()
    assert part.form.form.blocks["source"].problem() == "Enter where it was made known"
    part.form.form.fill({"name": "State funeral", "source": "Proclamation"})
    part.finish()
    part.look()
    part.moves.keep_new.click()
    assert office.calendar.why_not(date(2025, 10, 22)) == "State funeral"


@pytest.mark.parametrize("section", ["timescales", "targets", "readings"])
def test_every_form_is_accessible(window: MainWindow, section: str) -> None:
    part = show(window, section)
    if section == "timescales":
        part.table.go_to("CORP CODE-2024")
        part.copy()
    else:
        part.open_row()
    page = window.tabs.front()
    assert page is not None
    check_page(page, themes=("light",))


def test_the_list_of_what_moves_is_accessible(office: Office, window: MainWindow) -> None:
    log_complaint(office, kind=Kind.CORPORATE)
    part = show(window, "days_off")
    part.add_closures()
    part.form.form["days"].set_value("20/10/2025")
    part.finish()
    part.look()
    page = window.tabs.front()
    assert page is not None
    check_page(page)


def test_who_may_only_read_sees_no_buttons(office: Office, window: MainWindow) -> None:
    office.person = office.staff_named("Ali Demir")
    for section in ("timescales", "targets", "readings", "days_off"):
        part = show(window, section)
        assert part.button_row.isHidden(), section
        assert part.why.text().startswith("You can read this but not change it."), section
    part = show(window, "places")
    assert all(button.isHidden() for button in part.buttons.values())
