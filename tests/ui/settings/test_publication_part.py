"""Settings: what a copy for publication hides."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.report_copy import limits_of
from caseworker.actions.settings_change import change_settings
from caseworker.errors import ProblemsError
from caseworker.office import Office
from tests.ui.a11y import check_page
from tests.ui.real_window import make_window
from ui.settings.publication_part import PublicationPart
from ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> MainWindow:
    made = make_window(office)
    qtbot.addWidget(made)
    return made


def test_the_limits_are_chosen_and_hold_for_the_next_copy(window: MainWindow, office: Office) -> None:
    page = window.open_page("settings", section="publication")
    QApplication.processEvents()
    part = page.parts["publication"]  # type: ignore[attr-defined]
    assert isinstance(part, PublicationPart)
    assert part.form["smallest_shown"].value() == "5"
    part.form["smallest_shown"].set_value("6")
    part.form["smallest_base"].set_value("20")
    part.finish()
    limits = limits_of(office)
    assert (limits.threshold, limits.minimum_base) == (5, 20)
    check_page(window.tabs.front())  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [{"smallest_shown": 2}, {"smallest_shown": 0}, {"smallest_base": -1}])
def test_a_limit_that_would_betray_or_mean_nothing_is_refused(office: Office, values: dict[str, int]) -> None:
    with pytest.raises(ProblemsError):
        change_settings(office, values)
