"""Export everything from the keyboard: reason, folder, progress, Cancel, what was written; and who may not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseworker.actions.export.recorded import past_exports
from caseworker.office import Office
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from tests.ui.export.conftest import Dialogs
from ui.export import everything_page
from ui.export.everything_page import EverythingPage
from ui.tasks import Threads
from ui.widgets.alert_strip import Alert
from ui.window import MainWindow

Press = Callable[[str], None]


@pytest.fixture
def page(window: MainWindow, dialogs: Dialogs) -> EverythingPage:
    window.context.registry.run("file.export_all")
    page = window.tabs.front()
    assert isinstance(page, EverythingPage)
    page.files, page.open_url = dialogs, dialogs.show
    QApplication.processEvents()
    return page


def words(page: EverythingPage) -> str:
    labels = page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page))


def fill(page: EverythingPage, folder: Path) -> None:
    page.form["reason"].set_value("Asked for by the Ombudsman")
    page.form["folder"].set_value(str(folder))


def test_everything_is_exported_from_the_keyboard_alone(
    page: EverythingPage, press: Press, dialogs: Dialogs, office: Office
) -> None:
    assert dialogs.folder is not None
    focus = QApplication.focusWidget()
    assert focus is page.first_focus()
    type_text(focus, "Asked for by the Ombudsman")
    press("Tab")
    type_text(QApplication.focusWidget(), str(dialogs.folder / "all"))
    press("Ctrl+Return")
    assert (dialogs.folder / "all" / "README.txt").exists()
    assert "6 cases, 0 letters and 0 files were exported to" in words(page)
    assert QApplication.focusWidget() is page.open_button
    press("Space")
    assert dialogs.shown == [str(dialogs.folder / "all")]
    assert past_exports(office)[0].reason == "Asked for by the Ombudsman"
    assert page.past_model.rows()[0].folder == str(dialogs.folder / "all")
    check_page(page)


def test_the_chosen_folder_gets_a_name_of_the_day(page: EverythingPage, dialogs: Dialogs) -> None:
    page.choose_folder()
    assert page.form["folder"].value() == str(dialogs.folder / "Caseworker export 2025-10-15")  # type: ignore[operator]
    dialogs.folder = None
    page.choose_folder()
    assert str(page.form["folder"].value()).endswith("2025-10-15")


def test_what_is_missing_is_said_at_its_field(page: EverythingPage, press: Press, office: Office) -> None:
    press("Ctrl+Return")
    assert page.form.blocks["reason"].problem() == "Enter why everything is exported"
    assert page.form.blocks["folder"].problem() == "Choose a folder, or type its whole path"
    assert page.has_problems
    check_page(page)
    assert past_exports(office) == ()


def test_a_folder_with_something_in_it_is_refused_and_nothing_typed_is_lost(
    page: EverythingPage, press: Press, dialogs: Dialogs
) -> None:
    assert dialogs.folder is not None
    (dialogs.folder / "mine.txt").touch()
    fill(page, dialogs.folder)
    press("Ctrl+Return")
    assert "is there already" in page.form.blocks["folder"].problem()
    assert page.form["reason"].value() == "Asked for by the Ombudsman"
    assert [path.name for path in dialogs.folder.iterdir()] == ["mine.txt"]


def test_cancel_stops_it_and_leaves_nothing(
    page: EverythingPage,
    press: Press,
    dialogs: Dialogs,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert dialogs.folder is not None
    real = everything_page.export_everything

    def cancelled_at_once(*arguments: object) -> object:
        assert page.running.isVisibleTo(page)
        assert QApplication.focusWidget() is page.running.button
        assert not page.may_close()
        assert page.why_not() == "The export is still being written."
        press("Space")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(everything_page, "export_everything", cancelled_at_once)
    fill(page, dialogs.folder / "all")
    press("Ctrl+Return")
    assert [*dialogs.folder.iterdir()] == []
    assert past_exports(office) == ()
    assert not page.running.isVisibleTo(page)
    assert page.form["reason"].value() == "Asked for by the Ombudsman"
    assert page.may_close()
    check_page(page)


def test_progress_is_shown_with_a_way_out(page: EverythingPage) -> None:
    page.running.begin("Beginning the export")
    page.running.report(0.25, "Writing case 1 of 4")
    assert (page.running.bar.value(), page.running.words.text()) == (250, "Writing case 1 of 4")
    check_page(page)
    page.running.cancel()
    page.running.report(0.5, "Writing case 2 of 4")
    assert page.running.words.text() == "Stopping. Nothing is kept."
    assert not page.running.button.isEnabled()


def test_a_full_disk_is_told_and_what_was_typed_stays(
    page: EverythingPage,
    press: Press,
    dialogs: Dialogs,
    alerts: list[Alert],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from caseworker.files import disk_full

    def full(*_arguments: object) -> None:
        raise disk_full("Nothing was exported")

    assert dialogs.folder is not None
    monkeypatch.setattr(everything_page, "export_everything", full)
    fill(page, dialogs.folder / "all")
    press("Ctrl+Return")
    assert alerts[-1].title == "Nothing was exported because the disk is full"
    assert page.form["reason"].value() == "Asked for by the Ombudsman"


def test_who_may_not_export_is_told_why(window: MainWindow, office: Office, press: Press) -> None:
    office.person = next(person for person in office.staff.values() if person.full_name == "Ali Demir")
    page = window.open_page("export_all")
    assert isinstance(page, EverythingPage)
    QApplication.processEvents()
    assert "Ali Demir (Caseworker) cannot export everything." in words(page)
    assert not page.start.isEnabled()
    fill(page, Path("/nowhere"))
    press("Ctrl+Return")
    assert not page.result.isVisibleTo(page)
    check_page(page)


def test_markup_in_a_reason_is_words(page: EverythingPage, press: Press, dialogs: Dialogs) -> None:
    assert dialogs.folder is not None
    page.form["reason"].set_value("<b>bold</b> & =1+1")
    page.form["folder"].set_value(str(dialogs.folder / "<i>odd"))
    press("Ctrl+Return")
    assert page.past_model.rows()[0].reason == "<b>bold</b> & =1+1"
    assert "<i>odd" in page.done_words.text()


def test_it_runs_beside_the_window_and_stops_when_asked(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, office: Office
) -> None:
    """With the real threads: the window answers while it is written, and Cancel reaches it."""
    assert dialogs.folder is not None
    threads = Threads(window.context.messages.failure)
    window.context.tasks = threads
    page = window.open_page("export_all")
    assert isinstance(page, EverythingPage)
    fill(page, dialogs.folder / "stopped")
    page.export()
    page.cancel()
    qtbot.waitUntil(lambda: not page.is_busy)
    assert [*dialogs.folder.iterdir()] == []
    fill(page, dialogs.folder / "all")
    page.export()
    qtbot.waitUntil(lambda: page.made is not None, timeout=20_000)
    qtbot.waitUntil(lambda: len(page.past_model.rows()) == 1)
    assert [path.name for path in dialogs.folder.iterdir()] == ["all"]
    threads.shutdown()
