"""The reports page over the example office."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.office import Office
from tests.example_office import log_complaint, log_enquiry
from tests.ui.real_window import make_window
from ui.reports.reports_page import ReportsPage
from ui.window import MainWindow


def log_six(office: Office) -> None:
    """Three statutory complaints and two MP enquiries in September, one complaint in October."""
    for day in (1, 2, 3):
        log_complaint(office, received_on=date(2025, 9, day))
    for day in (8, 9):
        log_enquiry(office, received_on=date(2025, 9, day))
    log_complaint(office)


@pytest.fixture
def window(office: Office, qtbot: object) -> MainWindow:
    """The window over an office of six cases."""
    log_six(office)
    return make_window(office)


@pytest.fixture
def page(window: MainWindow) -> ReportsPage:
    """The page on Table 2a."""
    opened = window.open_page("reports")
    assert isinstance(opened, ReportsPage)
    opened.tables.set_current("2a")
    return opened
