"""The first start: a new office with its keys, the recovery key typed back, and opening it again tomorrow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtWidgets import QApplication

from caseworker.actions import opening
from caseworker.actions.opening import open_office
from caseworker.errors import AlreadyOpenError, KeyNeededError
from caseworker.paths import OfficePaths
from caseworker.storage.database import Database
from caseworker.storage.local import PROJECTED_BY, set_local_setting
from caseworker.storage.upgrade import migrate
from tests.example_office import make_office
from tests.memory_keyring import MemoryKeyring
from tests.typing_help import type_text
from tests.ui.a11y import check_page
from ui.start import program, upgrading
from ui.start.first_start import FirstStart
from ui.start.program import listen_for_others, raise_the_other
from ui.start.unlock_dialog import UnlockDialog
from ui.start.upgrading import UpgradeWindow
from ui.tasks import SyncTasks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def paths(tmp_path: Path) -> OfficePaths:
    return OfficePaths(tmp_path / "office")


@pytest.fixture
def dialog(qapp: QApplication, paths: OfficePaths) -> FirstStart:
    made = FirstStart(paths, SyncTasks())
    made.show()
    return made


def _fill(dialog: FirstStart, **values: str) -> None:
    for step in (dialog.office, dialog.keys):
        step.form.fill({name: value for name, value in values.items() if name in step.form.blocks})


def _start(dialog: FirstStart, passphrase: str = "") -> None:
    dialog.new_button.click()
    _fill(dialog, council="Northmoor Council", full_name="Siân Łukasz", job="Manager")
    dialog._to_keys()
    _fill(dialog, passphrase=passphrase, again=passphrase)
    dialog._start()


def test_a_new_office_opens_by_itself_where_the_computer_keeps_its_key(
    dialog: FirstStart, paths: OfficePaths
) -> None:
    _start(dialog)
    assert dialog.stack.currentWidget() is dialog.recovery
    shown = dialog.recovery.key_words.text()
    type_text(dialog.recovery.form["recovery"].editor(), shown.lower().replace("-", " "))
    dialog.recovery.confirm()
    assert dialog.opened is not None
    assert dialog.opened.office.person.full_name == "Siân Łukasz"
    dialog.opened.close()
    opened = open_office(paths)
    assert opened.office.settings.council == "Northmoor Council"
    opened.close()


def test_a_slip_in_the_recovery_key_is_said_at_its_field_and_the_office_does_not_open_yet(
    dialog: FirstStart,
) -> None:
    _start(dialog)
    type_text(dialog.recovery.form["recovery"].editor(), "AAAAA-BBBBB")
    dialog.recovery.confirm()
    assert dialog.recovery.form.blocks["recovery"].problem()
    assert dialog.result() == 0
    dialog.reject()


def test_where_the_computer_keeps_no_key_a_passphrase_is_needed(
    qapp: QApplication, paths: OfficePaths, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworker.security.os_keyring.is_available", lambda: False)
    dialog = FirstStart(paths, SyncTasks())
    _start(dialog)
    assert "at least 12 characters" in dialog.keys.form.blocks["passphrase"].problem()
    assert not paths.has_office
    _fill(dialog, passphrase="correct horse battery", again="correct horse batter")
    dialog._start()
    assert "must be the same" in dialog.keys.form.blocks["again"].problem()
    _fill(dialog, passphrase="correct horse battery", again="correct horse battery")
    dialog._start()
    shown = dialog.recovery.key_words.text()
    dialog.recovery.form.fill({"recovery": shown})
    dialog.recovery.confirm()
    assert dialog.opened is not None
    dialog.opened.close()
    with pytest.raises(KeyNeededError):
        open_office(paths)
    unlock = UnlockDialog(paths, "The office asks for its passphrase.")
    unlock.secret.set_value("wrong horse battery!")
    unlock.unlock()
    assert unlock.opened is None
    assert unlock.step.form.blocks["passphrase"].problem()
    unlock.secret.set_value("correct horse battery")
    unlock.unlock()
    assert unlock.opened is not None
    unlock.opened.close()
    by_recovery = UnlockDialog(paths, "")
    by_recovery.recovery.set_value(shown)
    by_recovery.unlock()
    assert by_recovery.opened is not None
    by_recovery.opened.close()


def test_nothing_is_started_without_a_council_and_a_name(dialog: FirstStart, paths: OfficePaths) -> None:
    dialog.new_button.click()
    dialog._to_keys()
    assert dialog.stack.currentWidget() is dialog.office
    assert dialog.office.form.blocks["council"].problem() == "Enter the name of the council"
    assert not paths.has_office


def test_the_sample_office_is_built_from_the_first_button(dialog: FirstStart) -> None:
    dialog.sample_button.click()
    assert dialog.opened is not None
    assert dialog.opened.office.settings.notice.startswith("Sample office")
    dialog.opened.close()


def test_every_step_can_be_read_and_reached(dialog: FirstStart) -> None:
    for step in (dialog.welcome, dialog.office, dialog.keys, dialog.recovery):
        dialog.go(step)
        check_page(step)


def test_a_second_start_is_refused_while_the_first_has_the_office(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    with pytest.raises(AlreadyOpenError):
        open_office(OfficePaths(tmp_path / "office"))
    code = (
        "import sys; from pathlib import Path; from caseworker import cli;"
        f"sys.exit(cli.main(['rebuild', '--data', {str(tmp_path / 'office')!r}]))"
    )
    second = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=60
    )
    assert second.returncode == 3
    assert "open already" in second.stderr
    opened.close()


def test_a_second_window_raises_the_first(qapp: QApplication, paths: OfficePaths) -> None:
    raised: list[bool] = []
    paths.make_folder()
    assert not raise_the_other(paths)
    server = listen_for_others(paths, lambda: raised.append(True))
    assert server is not None
    assert server.isListening()
    assert raise_the_other(paths)
    for _ in range(50):
        qapp.processEvents()
        if raised:
            break
    assert raised
    server.close()


def test_an_upgrade_killed_before_its_tables_are_made_anew_makes_them_at_the_next_start(
    paths: OfficePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_office(paths.folder)
    with made.office.database.raw_writer() as raw:
        (people,) = raw.execute("SELECT count(*) FROM entity").fetchone()
        set_local_setting(raw, PROJECTED_BY, "0009_sharing")
    migrate(made.office.database, "0009_sharing")
    made.close()
    with monkeypatch.context() as killed:
        killed.setattr(opening, "rebuild", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            open_office(paths)
    with Database.open(paths.database, None) as database, database.raw_writer() as raw:
        raw.execute("DELETE FROM entity")
    opened = open_office(paths)
    with opened.office.reading() as reading:
        assert reading.execute("SELECT count(*) FROM entity").fetchone() == (people,)
    opened.close()


def test_an_upgrade_says_how_far_it_has_come_and_goes_when_it_is_done(
    qapp: QApplication, paths: OfficePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_office(paths.folder)
    migrate(made.office.database, "0009_sharing")
    made.close()
    said: list[tuple[bool, str]] = []

    class Watched(UpgradeWindow):
        def say(self, fraction: float, words: str) -> None:
            super().say(fraction, words)
            said.append((self.isVisible(), self.doing.text()))

    monkeypatch.setattr(upgrading, "UpgradeWindow", Watched)
    opened = program._opened(paths)
    assert opened is not None
    opened.close()
    assert (said[0], said[-1]) == ((True, "1 of 1 changes compressed"), (True, "1 of 1 changes"))
    assert not any(isinstance(each, UpgradeWindow) and each.isVisible() for each in qapp.topLevelWidgets())
