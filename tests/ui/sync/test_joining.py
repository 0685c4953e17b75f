"""The first start joins a shared office; a start that was cut short goes on; a month away asks for the hub first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from caseworker.actions import sharing
from caseworker.actions.join_words import in_words_of_joining, in_words_of_moving
from caseworker.actions.look_up import list_count, query
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.sharing import SHARE, HubAddress, SignInAgain, join_office, needs_to_arrive
from caseworker.actions.sync import Hub, meet
from caseworker.clock import Clock
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.local import set_local_setting
from caseworker.sync.mailbox import Damaged, NoRight, NotListed
from caseworker.sync.port import HubAway
from caseworker.sync.share_tables import MAILBOX
from tests.actions.shared_office import ALI, Place, shared_office
from tests.ui.a11y import check_page
from ui.start.contact_dialog import ContactDialog, ask_for_contact
from ui.start.join_step import JoinDialog, finish_arriving
from ui.sync.rhythm import Rhythm
from ui.sync.service import News, Step, SyncService
from ui.tasks import SyncTasks
from ui.widgets.buttons import Button


class Soon(Rhythm):
    """Tries again at once."""

    def rest(self) -> float:
        return 0.01


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A hub with the example office of two cases."""
    with shared_office(tmp_path, cases=2) as (made, _one, _two):
        monkeypatch.setattr(join_office, "__defaults__", (None, made.connect))
        monkeypatch.setattr(sharing, "open_hub", made.connect)
        monkeypatch.setattr(sharing.go_on_sharing, "__defaults__", ("", made.connect))
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> OfficePaths:
    return OfficePaths(tmp_path / "third")


def _service(place: Place) -> Callable[[Office, Callable[[News | Step], None]], SyncService]:
    def connect(_office: Office) -> Hub:
        return place.connect(ALI, place.password)

    return lambda office, tell: SyncService(office, tell, connect, Soon())


def _dialog(place: Place, paths: OfficePaths, opened: OpenOffice | None = None) -> JoinDialog:
    return JoinDialog(paths, opened, SyncTasks(), _service(place))


def _fill(dialog: JoinDialog, password: str = "open sesame") -> None:
    dialog.form.form.fill({"server": "hub", "database": "caseworker", "user": "ali", "password": password})


def test_office_comes_and_the_login_says_who_sits_here(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    dialog = _dialog(place, folder)
    qtbot.addWidget(dialog)
    _fill(dialog)
    dialog.join()
    dialog._arrive()  # the recovery key was typed back
    qtbot.waitUntil(lambda: dialog.result() == 1)
    assert dialog.opened is not None
    office = dialog.opened.office
    assert office.person.full_name == "Ali Demir"
    assert list_count(office, query(office, "all")) == 2
    dialog.opened.close()


def test_who_sits_here_is_asked_where_the_hub_does_not_say(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    opened = join_office(folder, ALI, place.password).opened
    with opened.office.database.raw_writer() as raw:
        set_local_setting(raw, "hub_person", "")
    dialog = _dialog(place, folder, opened)
    qtbot.addWidget(dialog)
    staff = opened.office.staff
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.who or dialog.result() == 1)
    if dialog.result() != 1:  # nobody of the staff list has this computer's sign-in name
        assert [words for _id, words in dialog.person.choices()] == ["Ali Demir", "Asha Khan", "Rhys Parry"]
        dialog.person.set_value(next(iter(staff)))
        dialog._sit_down()
    assert opened.office.person.id
    opened.close()


def test_wrong_password_begins_nothing(qtbot: QtBot, place: Place, folder: OfficePaths) -> None:
    dialog = _dialog(place, folder)
    qtbot.addWidget(dialog)
    _fill(dialog, "wrong")
    dialog.join()
    [said] = dialog.form.summary.buttons
    assert said.text().startswith("The password is not taken")
    said.click()
    assert dialog.focusWidget() is dialog.form.form["password"].editor()
    assert not folder.has_office


def test_mistyped_joining_code_is_named_at_the_code_which_is_shown_as_it_is_typed(
    qtbot: QtBot, place: Place, folder: OfficePaths, tmp_path: Path
) -> None:
    dialog = _dialog(place, folder)
    qtbot.addWidget(dialog)
    assert dialog.focusWidget() is dialog.form.kind.editor()
    assert dialog.form.secret.line.echoMode() is QLineEdit.EchoMode.Password
    dialog.form.form.fill({"kind": SHARE, "path": str(tmp_path), "user": "Ali Demir", "password": "QMTWW"})
    assert dialog.form.secret.line.echoMode() is QLineEdit.EchoMode.Normal
    with qtbot.captureExceptions() as bugs:
        dialog._on_not_joined(SignInAgain("Group 8 of the joining code has a slip in it."))
    assert not bugs
    assert dialog.form.form.blocks["password"].problem() == "Group 8 of the joining code has a slip in it."


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("casework", "Folder must be the whole path"),
        ("{}/nowhere", "There is no folder"),
        ("{}/a file", "is a file and not a folder"),
        ("{}", "There is no shared office in"),
    ],
)
def test_a_folder_that_cannot_be_joined_is_said_to_somebody_who_has_no_work_here_yet(
    tmp_path: Path, path: str, said: str
) -> None:
    (tmp_path / "a file").touch()
    address = HubAddress(SHARE, path=path.format(tmp_path), user="Ali Demir")
    words = str(in_words_of_joining(address, HubAway("The shared file is not there. Your work is kept.")))
    assert said in words
    assert "Your work" not in words


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NoRight("You may not write. Your work is kept."), "You may not write in the shared folder"),
        (NotListed("“Ali Demir” is not on the list. Your work is kept."), "“Ali Demir” is not on the list"),
        (
            SignInAgain("This is not the joining code. Your work is kept. Enter it."),
            "This is not the joining code",
        ),
        (Damaged("The shared file is damaged; your work is kept."), "is damaged, or none of Caseworker’s"),
    ],
)
def test_who_joins_a_folder_without_rights_or_a_file_that_is_no_hub_is_told_what_to_do(
    tmp_path: Path, error: Exception, said: str
) -> None:
    (tmp_path / MAILBOX).touch()
    words = str(in_words_of_joining(HubAddress(SHARE, path=str(tmp_path), user="Ali Demir"), error))
    assert said in words
    assert "Nothing was begun on this computer." in words
    assert "ork is kept" not in words


def test_hub_that_is_not_where_it_is_said_to_have_moved_changes_nothing(tmp_path: Path) -> None:
    error = HubAway("The shared file is not there. Your work is kept.")
    for address, said in (
        (HubAddress(SHARE, path=str(tmp_path), user="Ali Demir"), "There is no shared office in"),
        (replace(ALI, server="newhub"), "The server newhub does not answer at port 5432"),
    ):
        words = str(in_words_of_moving(address, error))
        assert words.startswith(said)
        assert "The address was not changed." in words


def test_missing_fields_are_said_at_the_fields(qtbot: QtBot, place: Place, folder: OfficePaths) -> None:
    dialog = _dialog(place, folder)
    qtbot.addWidget(dialog)
    dialog.join()
    assert len(dialog.form.summary.buttons) == 4
    check_page(dialog.address)


def test_joining_that_was_cut_short_goes_on_at_the_next_start(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    join_office(folder, ALI, place.password).opened.close()  # the program was killed before anything came
    opened = open_office(folder)
    assert needs_to_arrive(opened.office)
    place.is_cut = True
    dialog = _dialog(place, folder, opened)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.doing.text() == "The server does not answer. Your work is kept.")
    place.is_cut = False
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.who or dialog.result() == 1)
    assert list_count(opened.office, query(opened.office, "all")) >= 0
    assert not needs_to_arrive(opened.office)
    dialog.reject()


def test_program_killed_before_anybody_sat_down_knows_them_by_their_login(
    place: Place, folder: OfficePaths
) -> None:
    opened = join_office(folder, ALI, place.password).opened
    hub = place.connect(ALI, place.password)
    meet(opened.office, hub)
    opened.close()  # killed: everything is here, and nobody has sat down
    opened = open_office(folder)
    assert finish_arriving(folder, opened) is opened
    assert opened.office.person.full_name == "Ali Demir"
    opened.close()


def test_month_away_asks_for_the_hub_and_goes_on_once_it_is_met(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    opened = join_office(folder, ALI, place.password).opened
    dialog = _dialog(place, folder, opened)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.who or dialog.result() == 1)
    assert ask_for_contact(opened) is opened
    later = datetime.now(UTC) + timedelta(days=40)
    opened.office.clock = Clock(None, lambda: later)
    asked: list[ContactDialog] = []

    def make(office: OpenOffice) -> ContactDialog:
        made = ContactDialog(office, _service(place))
        qtbot.addWidget(made)
        asked.append(made)
        return made

    assert ask_for_contact(opened, make) is opened
    assert asked[0].step.words.text().startswith("This computer has not met the hub for 4")
    opened.close()


def test_hub_that_moved_while_a_computer_was_away_is_found_before_any_case_is_shown(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    opened = join_office(folder, ALI, place.password).opened
    meet(opened.office, place.connect(ALI, place.password))
    place.is_cut = True
    later = datetime.now(UTC) + timedelta(days=40)
    opened.office.clock = Clock(None, lambda: later)
    dialog = ContactDialog(opened, _service(place), SyncTasks())
    qtbot.addWidget(dialog)
    assert isinstance(held := dialog.focusWidget(), Button)
    assert held.text() == "Try again"
    dialog.moved_button.click()
    assert dialog.form.address() == ALI
    dialog.use_button.click()
    [said] = dialog.form.summary.buttons
    assert "The address was not changed." in said.text()
    check_page(dialog.moved)
    place.is_cut = False
    dialog.form.form.fill({"server": "newhub", "password": place.password})
    dialog.use_button.click()
    qtbot.waitUntil(lambda: dialog.result() == 1)
    address = sharing.address_of(opened.office)
    assert address is not None
    assert address.server == "newhub"
    dialog.service.stop()
    opened.close()


def test_who_goes_back_while_the_hub_is_asked_leaves_an_empty_folder_and_may_join_again(
    qtbot: QtBot, place: Place, folder: OfficePaths
) -> None:
    dialog = _dialog(place, folder)
    qtbot.addWidget(dialog)
    _fill(dialog)
    dialog._left.set()  # Back was pressed, the answer came afterwards
    dialog.join()
    assert dialog.opened is None
    assert not folder.has_office
    again = _dialog(place, folder)
    qtbot.addWidget(again)
    _fill(again)
    again.join()
    assert again.opened is not None
    again.reject()
