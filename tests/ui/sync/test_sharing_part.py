"""Settings, “Sharing”: share the office, see how things stand, sign in again, stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from caseworker.actions import sharing
from caseworker.actions.look_up import list_count, query
from caseworker.actions.sharing import SHARE, address_of, join_office
from caseworker.actions.sync import meet, sync_status
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.sync.memory_access import User
from caseworker.sync.port import SignInAgain
from tests.actions.shared_office import ASHA, Place, met
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.real_window import Answers, alert_words, make_window
from ui.settings.settings_page import SettingsPage
from ui.settings.sharing_part import SharingPart
from ui.settings.sharing_words import fact_rows
from ui.sync.service import Line, News, Step
from ui.window import MainWindow


@pytest.fixture
def place(office: Office, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A hub in memory at every address of a Postgres server."""
    made, real = Place(), sharing.open_hub
    made.hub.let_in(User("asha", office.person.id))
    monkeypatch.setattr(
        sharing, "open_hub", lambda a, p: real(a, p) if a.kind == SHARE else made.connect(a, p)
    )
    for act in (sharing.begin_sharing, sharing.sign_in):
        monkeypatch.setattr(act, "__defaults__", (sharing.open_hub,))
    monkeypatch.setattr(sharing.go_on_sharing, "__defaults__", ("", sharing.open_hub))
    return made


@pytest.fixture
def window(office: Office, place: Place, qtbot: object) -> MainWindow:
    log_complaint(office)
    return make_window(office)


class _Refused(QObject):
    """Sharing, whose password the hub does not take any more."""

    stepped, heard = Signal(object), Signal(object)
    line, is_on, refusal = Line.SIGN_IN, True, ""


def _part(window: MainWindow) -> SharingPart:
    page = window.open_page("settings", section="sharing")
    assert isinstance(page, SettingsPage)
    part = page.part()
    assert isinstance(part, SharingPart)
    QApplication.processEvents()
    return part


def _share(window: MainWindow, password: str = "open sesame") -> SharingPart:
    part = _part(window)
    part.form.form.fill({"server": "hub", "database": "caseworker", "user": "asha", "password": password})
    part.share()
    return part


def test_office_alone_offers_to_share(window: MainWindow) -> None:
    part = _part(window)
    assert part.share_button.isVisible()
    assert not part.leave_button.isVisible()
    check_page(part)


def test_what_is_missing_is_said_at_each_field(window: MainWindow) -> None:
    part = _part(window)
    part.share()
    assert len(part.form.summary.buttons) == 4
    assert address_of(window.context.office) is None


def test_who_is_to_sign_in_again_finds_the_password_in_hand_though_it_is_read_later(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    _share(window)
    front = window.tabs.front()
    assert front is not None
    window.close_page(front)
    QApplication.processEvents()
    window.context.sharing = _Refused()
    later: list[Callable[[], None]] = []

    def hold(work: Callable[[], Any], done: Callable[[Any], None], *_more: Any, **_named: Any) -> None:
        later.append(lambda: done(work()))

    monkeypatch.setattr(window.context.tasks, "run_read", hold)
    part = _part(window)
    while later:
        later.pop(0)()
    assert QApplication.focusWidget() is part.password["password"].editor()


def test_office_is_shared_and_the_facts_stand_there(window: MainWindow, place: Place) -> None:
    part = _share(window)
    assert "Sharing has begun: The office is on its way to the hub. You can go on working." in alert_words(
        window
    )
    assert QApplication.focusWidget() is part.send_button
    met(place, window.context.office, ASHA)
    part.refresh()
    said = {row.key: row.value for row in fact_rows(window.context, ASHA, sync_status(window.context.office))}
    assert said["Hub"] == "asha at hub:5432, caseworker"
    assert said["This computer"] == "K01"
    assert said["Waiting to be sent"] == "Nothing"
    assert not part.share_button.isVisible()
    check_page(part)


def test_tab_of_the_last_start_that_stood_before_sharing_began_hears_of_it(window: MainWindow) -> None:
    part, said = _share(window), _Refused()
    said.refusal = "The shared folder is gone."
    window.context.take_sharing(said)
    said.heard.emit(News(Line.SHARED, sync_status(window.context.office)))
    assert any(label.text() == said.refusal for label in part.facts.findChildren(QLabel))


def test_progress_of_sending_says_how_much_there_is(window: MainWindow) -> None:
    part, said = _share(window), _Refused()
    waiting = sync_status(window.context.office).waiting
    window.context.take_sharing(said)
    said.stepped.emit(Step("send", 200, 0))
    assert part.progress.text() == "Sending the office: 200 of 200"  # more than waited at its beginning
    part._to_send = 24_891
    said.stepped.emit(Step("send", 3_000, 0))
    assert (part.progress.text(), part.bar.maximum()) == ("Sending the office: 3,000 of 24,891", 24_891)
    said.heard.emit(News(Line.SHARED, sync_status(window.context.office)))
    assert not part.sending.isVisible()
    assert part._to_send == waiting


def test_wrong_password_is_said_and_nothing_is_kept(window: MainWindow) -> None:
    part = _share(window, "wrong")
    [said] = part.form.summary.buttons
    assert said.text() == "The password is not taken. Your work is kept. Sign in again."
    assert address_of(window.context.office) is None


def test_answer_that_comes_late_is_told_on_the_page_in_front_which_keeps_the_focus(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, later = _part(window), []
    with monkeypatch.context() as slow:
        slow.setattr(window.context.tasks, "run_read", lambda *job, **_named: later.append(job))
        part.form.form.fill({"server": "hub", "database": "caseworker", "user": "asha", "password": "wrong"})
        part.share()
    front = window.open_page("case", "CYP-2026-0001")
    held = QApplication.focusWidget()
    for work, _done, failed in later:
        try:
            work()
        except SignInAgain as error:
            failed(error)
    assert QApplication.focusWidget() is held
    assert front.isVisible()
    assert any(
        said.startswith("The office is not shared: The password is not") for said in alert_words(window)
    )


def test_signing_in_again_keeps_the_new_password(window: MainWindow, place: Place) -> None:
    part = _share(window)
    place.password = "another"
    part.password.fill({"password": "wrong"})
    part.sign_in()
    assert part.password.blocks["password"].problem().startswith("The password is not taken")
    part.password.fill({"password": "another"})
    part.sign_in()
    assert part.password.blocks["password"].problem() == ""
    assert "Signed in: What was waiting is sent now." in alert_words(window)


def test_stopping_asks_first_and_keeps_every_case(window: MainWindow) -> None:
    part = _share(window)
    part.leave_button.click()
    dialog = window.context.messages.open_dialog
    assert dialog is not None
    dialog.accept()
    assert address_of(window.context.office) is None
    assert part.share_button.isVisible()
    assert list_count(window.context.office, query(window.context.office, "all")) == 1


def test_folder_becomes_a_share_with_a_joining_code(window: MainWindow, tmp_path: Path) -> None:
    office, folder = window.context.office, tmp_path / "share"
    folder.mkdir()
    part = _part(window)
    part.form.form.fill({"kind": SHARE, "path": str(folder)})
    assert not part.form.form.blocks["server"].isVisible()
    part.share()
    code = part.code_words.text()
    assert part.code_words.isVisible()
    assert QApplication.focusWidget() is part.code_words
    hub = sharing.connected(office)
    meet(office, hub)
    assert sync_status(office).waiting == 0
    address = sharing.HubAddress(SHARE, path=str(folder), user="Ali Demir")
    second = join_office(OfficePaths(tmp_path / "second"), address, code).opened
    meet(second.office, sharing.connected(second.office))
    assert list_count(office, query(office, "all")) == 1
    assert {p.full_name for p in second.office.staff.values()} == {"Asha Khan", "Ali Demir", "Rhys Parry"}
    second.close()


def test_folder_is_browsed_for_by_keyboard_and_thinking_better_of_it_keeps_what_was_typed(
    window: MainWindow, tmp_path: Path
) -> None:
    part, files = _part(window), Answers()
    part.form.files = files
    part.form.form.fill({"kind": SHARE, "path": "typed"})
    part.form.path.browse.setFocus()
    QTest.keyClick(part.form.path.browse, Qt.Key.Key_Space)
    assert part.form.address().path == "typed"
    files.path = tmp_path
    QTest.keyClick(part.form.path.browse, Qt.Key.Key_Space)
    assert part.form.address().path == str(tmp_path)
    assert files.asked == ["Folder of the shared office"] * 2
    assert QApplication.focusWidget() is part.form.path.line
    assert part.form.path.browse.accessibleName() == "Browse, folder"
    check_page(part)


def test_hub_that_moved_gets_its_new_address(window: MainWindow, place: Place) -> None:
    part, office = _share(window), window.context.office
    met(place, office, ASHA)
    part.moved_button.click()
    assert part.share_button.text() == "Use this address"
    assert QApplication.focusWidget() is part.form.form["server"].editor()
    assert part.form.form["server"].value() == "hub"
    check_page(part)
    part.stay_button.click()
    assert not part.form.isVisible()
    assert QApplication.focusWidget() is part.moved_button
    part.moved_button.click()
    part.form.form.fill({"server": "newhub", "password": "open sesame"})
    part.refresh()  # news came meanwhile: what is typed stays
    part.share()
    address = address_of(office)
    assert address is not None
    assert address.server == "newhub"
    assert "The address was changed: What was waiting is sent there now." in alert_words(window)
    assert not part.form.isVisible()


def test_who_stopped_is_asked_where_the_hub_is_and_goes_on(window: MainWindow, place: Place) -> None:
    part, office = _share(window), window.context.office
    met(place, office, ASHA)
    part.leave_button.click()
    assert window.context.messages.open_dialog is not None
    window.context.messages.open_dialog.accept()
    assert part.share_button.text() == "Go on sharing"
    assert QApplication.focusWidget() is part.form.kind.editor()
    assert part.form.address() == ASHA
    part.form.form.fill({"password": "wrong"})
    part.share()
    [said] = part.form.summary.buttons
    assert said.text().startswith("The password is not taken")
    part.form.form.fill({"password": "open sesame"})
    part.share()
    assert address_of(office) == ASHA
    assert part.leave_button.isVisible()


def test_days_without_contact_are_a_setting_of_the_office(window: MainWindow) -> None:
    part = _share(window)
    part.refresh()
    assert part.days.value() == "30"
    part.days.set_value("14")
    part._save_days()
    assert window.context.office.settings.contact_days == 14
