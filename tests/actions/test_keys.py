"""Start an office with the key kept by this computer or a passphrase, and prove the recovery key was written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions import keys
from caseworker.actions.opening import open_office
from caseworker.errors import ProblemsError, UnavailableError, WrongKeyError
from caseworker.paths import OfficePaths
from caseworker.security.keys import ways_in
from caseworker.settings import OfficeSettings
from tests.example_office import SETTINGS
from tests.memory_keyring import MemoryKeyring

PASSPHRASE = "correct horse battery staple"


def test_an_office_whose_key_this_computer_keeps_opens_by_itself(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    paths = OfficePaths(tmp_path / "office")
    assert keys.opens_by_itself()
    made = keys.start_new_office(paths, SETTINGS, "Asha Khan", "Manager", None)
    assert made.opened.office.person.role == "complaints_manager"
    made.opened.close()
    open_office(paths).close()
    assert ways_in(paths).recovery
    assert not ways_in(paths).passphrase
    memory_keyring.secrets.clear()
    with pytest.raises(UnavailableError):
        open_office(paths)
    open_office(paths, recovery=made.recovery_key).close()


def test_an_office_with_a_passphrase_asks_for_it(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "office")
    keys.start_new_office(paths, SETTINGS, "Asha Khan", "Manager", PASSPHRASE).opened.close()
    assert ways_in(paths).passphrase
    open_office(paths, passphrase=PASSPHRASE).close()


def test_the_recovery_key_is_typed_back_before_it_counts(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "office")
    made = keys.start_new_office(paths, SETTINGS, "Asha Khan", "Manager", PASSPHRASE)
    keys.confirm_recovery_key(paths, made.recovery_key.lower().replace("-", " "))
    wrong = made.recovery_key[:-1] + ("A" if made.recovery_key[-1] != "A" else "B")
    with pytest.raises(WrongKeyError):
        keys.confirm_recovery_key(paths, wrong)
    made.opened.close()


@pytest.mark.parametrize(
    ("council", "name", "passphrase", "again", "field"),
    [
        (" ", "Asha Khan", PASSPHRASE, PASSPHRASE, "council"),
        ("Northmoor", " ", PASSPHRASE, PASSPHRASE, "full_name"),
        ("Northmoor", "Asha Khan", "short", "short", "passphrase"),
        ("Northmoor", "Asha Khan", PASSPHRASE, PASSPHRASE + "r", "again"),
    ],
)
def test_what_is_missing_to_start_an_office_is_named(
    council: str, name: str, passphrase: str, again: str, field: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        keys.check_new_office(council, name, passphrase, again)
    assert [p.field for p in caught.value.problems] == [field]


def test_an_office_that_cannot_be_started_leaves_nothing_behind(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "office")
    with pytest.raises(ProblemsError):
        keys.start_new_office(paths, OfficeSettings(), "Asha Khan", "", PASSPHRASE)
    assert not paths.has_office
