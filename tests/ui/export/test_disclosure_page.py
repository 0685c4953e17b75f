"""The disclosure log on its page: what is in it, what is kept back, the files, and who may not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from caseworker.actions.export.recorded import past_exports
from caseworker.domain.periods import financial_year
from caseworker.office import Office
from tests.example_office import TODAY
from tests.export.test_disclosure_log import published
from tests.information.help import on_day
from tests.ui.a11y import check_page
from tests.ui.export.conftest import Dialogs
from ui.export.disclosure_page import DisclosurePage
from ui.widgets.alert_strip import Alert
from ui.window import MainWindow

Press = Callable[[str], None]


@pytest.fixture
def page(window: MainWindow, office: Office, dialogs: Dialogs) -> DisclosurePage:
    published(office, date(2025, 7, 1))
    published(office, date(2025, 7, 2), subject="Tom Clarke once more")
    on_day(office, TODAY)
    window.context.registry.run("file.disclosure_log")
    page = window.tabs.front()
    assert isinstance(page, DisclosurePage)
    page.files, page.open_url = dialogs, dialogs.show
    QApplication.processEvents()
    return page


def words(page: DisclosurePage) -> str:
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def test_it_shows_the_log_of_this_year_and_what_is_kept_back(page: DisclosurePage) -> None:
    assert page.summary.text() == "1 request answered in 2025-26, 1 kept back."
    assert [row.subject for row in page.model.rows()] == ["Waiting times for placements"]
    assert page.back.isVisibleTo(page)
    assert "names somebody" in page.back_model.rows()[0].why
    check_page(page)


def test_another_period_is_read(page: DisclosurePage) -> None:
    page.picker.kind.set_value("year")
    page.picker.which.set_value(financial_year(2024).code)
    page.picker._on_which()
    assert page.summary.text() == "0 requests answered in 2024-25."
    assert not page.back.isVisibleTo(page)
    assert "Nothing is in the log of this period" in words(page)
    check_page(page)


def test_the_web_page_and_the_csv_are_written_from_the_keyboard(
    page: DisclosurePage, press: Press, dialogs: Dialogs, alerts: list[Alert], office: Office
) -> None:
    assert dialogs.folder is not None
    press("Ctrl+Return")
    page.context.registry.run("list.export")
    assert dialogs.asked == ["disclosure-log-2025-26.html", "disclosure-log-2025-26.csv"]
    html = (dialogs.folder / dialogs.asked[0]).read_text(encoding="utf-8")
    assert "Waiting times for placements" in html
    assert "Clarke" not in html
    assert (dialogs.folder / dialogs.asked[1]).exists()
    assert [alert.kind for alert in alerts] == ["warning", "warning"]
    assert "1 request is kept back." in alerts[0].text
    alerts[0].actions[0].call()
    assert dialogs.shown == [str(dialogs.folder)]
    assert [each.what for each in past_exports(office)] == ["disclosure_log", "disclosure_log"]


def test_thinking_better_of_it_writes_nothing(page: DisclosurePage, dialogs: Dialogs, office: Office) -> None:
    dialogs.folder = None
    page.export(".csv")
    assert past_exports(office) == ()
    assert not page.is_busy


def test_enter_on_a_line_opens_the_request(page: DisclosurePage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, str]] = []
    monkeypatch.setattr(page.context, "open_page", lambda kind, key: opened.append((kind, key)))
    for table, model in ((page.table, page.model), (page.back, page.back_model)):
        table.opened.emit(model.index(0, 0))
    assert opened == [
        ("case", page.model.rows()[0].case_id),
        ("case", page.back_model.rows()[0].case_id),
    ]


def test_a_file_that_cannot_be_written_is_told(
    page: DisclosurePage, dialogs: Dialogs, alerts: list[Alert], office: Office
) -> None:
    assert dialogs.folder is not None
    (dialogs.folder / "a file").touch()
    dialogs.folder = dialogs.folder / "a file"
    page.export(".html")
    assert "The disclosure log was not written" in alerts[-1].title
    assert past_exports(office) == ()


def test_who_sees_no_reports_is_told(window: MainWindow, office: Office) -> None:
    office.person = replace(office.person, role="service_responder")
    page = window.open_page("disclosure_log")
    assert isinstance(page, DisclosurePage)
    QApplication.processEvents()
    assert "cannot see reports" in words(page)
    assert not page.page_button.isEnabled()
    check_page(page)
