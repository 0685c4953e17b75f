"""Settings: figures from outside are added, changed, removed and imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.outside_figures import outside_rows
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.real_window import alert_words, make_window
from ui.settings.outside_part import OutsidePart
from ui.settings.settings_page import SettingsPage
from ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    made = make_window(office)
    qtbot.addWidget(made)
    return made


def part_of(window: MainWindow) -> OutsidePart:
    page = window.open_page("settings", section="outside")
    assert isinstance(page, SettingsPage)
    QApplication.processEvents()
    found = page.parts["outside"]
    assert isinstance(found, OutsidePart)
    return found


def fill(part: OutsidePart, **values: object) -> None:
    for name, value in values.items():
        part.form.form[name].set_value(value)


def test_a_figure_is_added_and_shown_with_its_source(window: MainWindow, office: Office) -> None:
    part = part_of(window)
    assert part.model.rowCount() == 0
    part.add_one()
    fill(part, name="Blackheath", figure="fourteen")
    part.finish()
    assert part.form.form.blocks["from_on"].problem() == "Enter the first day"
    fill(part, from_on=date(2025, 4, 1), to_on=date(2026, 3, 31), source="ONS")
    part.finish()
    assert part.form.form.blocks["figure"].problem() == "Figure must be a whole number, such as 14,320"
    fill(part, figure="14,320")
    part.finish()
    assert [row.figure.figure for row in outside_rows(office)] == [14_320]
    assert [part.model.index(0, c).data() for c in range(5)] == [
        "Blackheath", "Residents of a ward", "14,320", "2025-26", "ONS"
    ]  # fmt: skip
    check_page(window.tabs.front())  # type: ignore[arg-type]


def test_it_is_changed_and_removed_and_undo_brings_it_back(window: MainWindow, office: Office) -> None:
    part = part_of(window)
    part.add_one()
    fill(part, name="Lee", figure="9", from_on=date(2025, 4, 1), to_on=date(2026, 3, 31), source="S")
    part.finish()
    part.open_row()
    fill(part, figure="10")
    part.finish()
    assert outside_rows(office)[0].figure.figure == 10
    part.remove_one()
    assert outside_rows(office) == []
    window.strip.alerts()[0].actions[0].call()
    assert outside_rows(office)[0].figure.figure == 10


def test_a_list_is_shown_before_it_is_entered(window: MainWindow, office: Office, tmp_path: Path) -> None:
    part = part_of(window)
    path = tmp_path / "wards.csv"
    path.write_text("Ward,Population\nBlackheath,14320\nBellingham,15000\n", "utf-8")
    part.plan_file(path)
    assert part.form.about.text() == "2 figures in wards.csv: Blackheath 14,320; Bellingham 15,000."
    assert outside_rows(office) == []
    fill(part, from_on=date(2025, 4, 1), to_on=date(2026, 3, 31), source="ONS")
    part.finish()
    assert part.model.rowCount() == 2
    check_page(window.tabs.front())  # type: ignore[arg-type]


def test_a_file_without_figures_says_so(window: MainWindow, tmp_path: Path) -> None:
    part = part_of(window)
    path = tmp_path / "a.csv"
    path.write_text("x\n", "utf-8")
    part.plan_file(path)
    assert alert_words(window)[0].startswith("The list was not read: a.csv has no figures")


def test_nothing_to_change_or_remove_says_so(window: MainWindow) -> None:
    part = part_of(window)
    part.open_row()
    part.remove_one()
    assert part.stack.currentWidget() is part.list_page
