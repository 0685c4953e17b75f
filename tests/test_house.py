"""The tests' own tools do what every other test relies on."""

from __future__ import annotations

import logging
import os

import keyring
import pytest
from keyring.errors import KeyringLocked
from PySide6.QtWidgets import QLineEdit

from tests.log_help import watched_log
from tests.memory_keyring import MemoryKeyring
from tests.typing_help import type_text


def test_names_in_any_language_can_be_typed(qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, "Siân Żółć Nguyễn İpek O'Brien")
    assert field.text() == "Siân Żółć Nguyễn İpek O'Brien"


def test_no_test_reaches_the_real_keyring(memory_keyring):
    keyring.set_password("Caseworker", "office", "secret")
    assert isinstance(keyring.get_keyring(), MemoryKeyring)
    assert memory_keyring.secrets == {("Caseworker", "office"): "secret"}


def test_a_locked_keyring_says_so(memory_keyring):
    memory_keyring.locked = True
    with pytest.raises(KeyringLocked):
        keyring.get_password("Caseworker", "office")


def test_a_warning_that_nobody_announced_is_a_surprise(expected_log):
    expected_log("to the paper tray")  # this test's own listener hears both lines too
    with watched_log() as heard:
        heard("tray 1")
        logging.getLogger("caseworker").warning("to the paper tray 1")
        logging.getLogger("caseworker").info("a line that is no warning")
        assert not heard.surprises()
        logging.getLogger("caseworker").warning("to the paper tray 2")
    assert heard.surprises() == ["WARNING caseworker: to the paper tray 2"]


def test_user_folders_are_this_runs_own(tmp_path_factory):
    assert os.environ["XDG_DATA_HOME"].startswith(str(tmp_path_factory.getbasetemp()))
