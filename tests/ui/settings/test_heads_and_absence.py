"""Settings: heads of service and when they are told, absence with a deputy, handing over all cases."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.heads import head_rows
from caseworker.actions.look_up import list_count, query
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.real_window import alert_words, make_window
from ui.cases.pick_dialog import PickDialog
from ui.settings.heads_part import HeadsPart
from ui.settings.settings_page import SettingsPage
from ui.settings.staff_part import StaffPart
from ui.window import MainWindow


def part(window: MainWindow, code: str) -> object:
    page = window.open_page("settings", section=code)
    assert isinstance(page, SettingsPage)
    QApplication.processEvents()
    return page.parts[code]


def staff(window: MainWindow, name: str) -> StaffPart:
    found = part(window, "staff")
    assert isinstance(found, StaffPart)
    found.table.go_to(next(p.id for p in found.model.rows() if p.full_name == name))
    return found


def test_a_head_is_named_for_a_division_and_covers_its_services(qtbot: QtBot, office: Office) -> None:
    window = make_window(office)
    qtbot.addWidget(window)
    heads = part(window, "heads")
    assert isinstance(heads, HeadsPart)
    heads.table.view.setCurrentIndex(heads.model.index(0, 0))
    heads.open_row()
    heads.form.form["name"].set_value("Diana Lee")
    heads.finish()
    assert heads.form.form.blocks["email"].problem() == "Enter the email: the drafts go there"
    heads.form.form["email"].set_value("diana@nm.example")
    heads.finish()
    told = {row.label: row.told for row in head_rows(office)}
    assert told["Corporate Parenting"] == "Diana Lee"
    assert told["Youth Services"] == ""
    check_page(window.tabs.front())  # type: ignore[arg-type]


def test_the_days_before_are_a_whole_number(qtbot: QtBot, office: Office) -> None:
    window = make_window(office)
    qtbot.addWidget(window)
    heads = part(window, "heads")
    assert isinstance(heads, HeadsPart)
    heads.change_days()
    heads.form.form["days"].set_value("many")
    heads.finish()
    assert "whole number" in heads.form.form.blocks["days"].problem()
    heads.form.form["days"].set_value("5")
    heads.finish()
    assert office.settings.escalate_before_days == 5
    assert heads.days_button.text() == "Told 5 working days before: change"


def test_an_absence_with_a_deputy_shows_the_cases_in_my_open(qtbot: QtBot, office: Office) -> None:
    log_complaint(office, owner_id=office.staff_named("Ali Demir").id)
    window = make_window(office)
    qtbot.addWidget(window)
    form = staff(window, "Ali Demir")
    form.change()
    form.form.form["away_to"].set_value(date(2025, 10, 31))
    form.finish()
    assert form.form.form.blocks["away_from"].problem() == "Enter the first day of the absence"
    form.form.form["away_from"].set_value(date(2025, 10, 15))
    form.form.form["deputy_id"].set_value(office.person.id)
    form.finish()
    assert office.staff_named("Ali Demir").deputy_id == office.person.id
    assert list_count(office, query(office, "my_open")) == 1
    shown = [form.model.index(row, 7).data() for row in range(form.model.rowCount())]
    assert "15 October 2025 to 31 October 2025, deputy Asha Khan" in shown


def test_who_leaves_hands_over_and_one_undo_brings_it_back(qtbot: QtBot, office: Office) -> None:
    for _ in range(2):
        log_complaint(office, owner_id=office.staff_named("Ali Demir").id)
    window = make_window(office)
    qtbot.addWidget(window)
    form = staff(window, "Ali Demir")
    form.change()
    form.form.form["to_on"].set_value(date(2025, 10, 31))
    form.finish()
    assert alert_words(window)[0] == "Cases to hand over: Ali Demir leaves and still has 2 open cases."
    window.strip.alerts()[0].actions[0].call()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PickDialog)
    type_text(dialog.line, "rhys")
    dialog.take()
    rhys = office.staff_named("Rhys Parry").id
    assert list_count(office, query(office, filters=(("owner", rhys),))) == 2
    assert alert_words(window)[0] == "Handed over: 2 open cases of Ali Demir handed over to Rhys Parry."
    window.strip.alerts()[0].actions[0].call()
    assert list_count(office, query(office, filters=(("owner", rhys),))) == 0


def test_who_has_nothing_hands_nothing_over(qtbot: QtBot, office: Office) -> None:
    window = make_window(office)
    qtbot.addWidget(window)
    staff(window, "Rhys Parry").hand_over()
    assert "has no open case" in window.status.passing.text()
