"""Keys: made once, opened in three ways, rewrapped without touching the database."""

from __future__ import annotations

import json

import pytest

from caseworker.errors import (
    DamagedFileError,
    KeyNeededError,
    NewerDatabaseError,
    RuleError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.paths import OfficePaths
from caseworker.security import keys
from caseworker.security.keys import FileKey, KeyringSecret, Mode, Passphrase, Published
from tests.security.conftest import MemoryKeyring

WORDS = "correct horse Siân"


@pytest.mark.usefixtures("no_keyring")
def test_a_passphrase_opens_and_another_does_not(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    assert keys.unlock(paths, passphrase=WORDS) == made.key
    with pytest.raises(WrongKeyError, match="Check Caps Lock"):
        keys.unlock(paths, passphrase=WORDS.upper())


@pytest.mark.usefixtures("no_keyring")
def test_an_accent_typed_as_two_characters_is_the_same_passphrase(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase("correct horse Si\u00e2n"))
    assert keys.unlock(paths, passphrase="correct horse Sia\u0302n") == made.key


@pytest.mark.usefixtures("no_keyring")
def test_nothing_given_and_no_keyring_asks_for_a_passphrase(paths: OfficePaths) -> None:
    keys.create_keys(paths, unlocking=Passphrase(WORDS))
    with pytest.raises(KeyNeededError, match="Enter its passphrase or its recovery key"):
        keys.unlock(paths)


def test_the_keyring_opens_by_itself(paths: OfficePaths, memory_keyring: MemoryKeyring) -> None:
    made = keys.create_keys(paths, unlocking=KeyringSecret())
    assert keys.unlock(paths) == made.key
    [secret] = memory_keyring.secrets.values()
    assert secret != made.key.raw.hex(), "the keyring must not hold the file key itself"


def test_a_cleared_keyring_shuts_the_office_and_the_recovery_key_opens_it(
    paths: OfficePaths, memory_keyring: MemoryKeyring
) -> None:
    made = keys.create_keys(paths, unlocking=KeyringSecret())
    memory_keyring.secrets.clear()
    with pytest.raises(KeyNeededError, match="enter its recovery key"):
        keys.unlock(paths)
    with pytest.raises(WrongKeyError, match="has no passphrase"):
        keys.unlock(paths, passphrase=WORDS)
    assert keys.unlock(paths, recovery=made.recovery_key.lower()) == made.key


def test_a_keyring_whose_owner_presses_cancel_leads_to_the_question(
    paths: OfficePaths, memory_keyring: MemoryKeyring
) -> None:
    made = keys.create_keys(paths, unlocking=KeyringSecret())
    memory_keyring.locked = True
    with pytest.raises(KeyNeededError):
        keys.unlock(paths)
    assert keys.unlock(paths, recovery=made.recovery_key) == made.key


def test_after_a_recovery_on_another_computer_the_keyring_can_be_set_again(
    paths: OfficePaths, memory_keyring: MemoryKeyring
) -> None:
    made = keys.create_keys(paths, unlocking=KeyringSecret())
    memory_keyring.secrets.clear()
    keys.set_unlocking(paths, made.key, KeyringSecret())
    assert keys.unlock(paths) == made.key


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_office_is_not_locked_with_one(paths: OfficePaths) -> None:
    assert not keys.keyring_available()
    with pytest.raises(UnavailableError, match="Choose a passphrase instead"):
        keys.create_keys(paths, unlocking=KeyringSecret())
    assert not paths.keys.exists()


class BrokenKeyring(MemoryKeyring):
    """Raises what a session without a desktop raises."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no session bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError("no session bus")


class ForgetfulKeyring(MemoryKeyring):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class PlainFileKeyring(MemoryKeyring):
    """Keeps secrets in an ordinary file, as it admits by its priority."""

    priority = 0.5  # type: ignore[assignment]


@pytest.mark.parametrize("backend", [BrokenKeyring, ForgetfulKeyring, PlainFileKeyring])
@pytest.mark.usefixtures("memory_keyring")
def test_a_keyring_that_does_not_keep_secrets_is_noticed(
    paths: OfficePaths, backend: type[MemoryKeyring]
) -> None:
    import keyring

    keyring.set_keyring(backend())
    with pytest.raises(UnavailableError, match="Choose a passphrase instead"):
        keys.create_keys(paths, unlocking=KeyringSecret())
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    assert keys.unlock(paths, passphrase=WORDS) == made.key


def test_from_keyring_to_passphrase_the_old_secret_is_forgotten(
    paths: OfficePaths, memory_keyring: MemoryKeyring
) -> None:
    made = keys.create_keys(paths, unlocking=KeyringSecret())
    keys.set_unlocking(paths, made.key, Passphrase(WORDS))
    assert memory_keyring.secrets == {}
    with pytest.raises(KeyNeededError):
        keys.unlock(paths)
    assert keys.unlock(paths, passphrase=WORDS) == made.key


@pytest.mark.usefixtures("no_keyring")
def test_changing_the_passphrase_keeps_the_key_and_the_recovery_key(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    keys.change_passphrase(paths, old=WORDS, new="another three words")
    assert keys.unlock(paths, passphrase="another three words") == made.key
    assert keys.unlock(paths, recovery=made.recovery_key) == made.key
    with pytest.raises(WrongKeyError):
        keys.unlock(paths, passphrase=WORDS)
    with pytest.raises(WrongKeyError):
        keys.change_passphrase(paths, old=WORDS, new="yet another passphrase")


@pytest.mark.usefixtures("no_keyring")
def test_a_short_passphrase_is_refused_at_its_field(paths: OfficePaths) -> None:
    with pytest.raises(RuleError, match="12 characters") as refused:
        keys.create_keys(paths, unlocking=Passphrase("short"))
    assert refused.value.field == "passphrase"
    assert not paths.keys.exists()


@pytest.mark.usefixtures("no_keyring")
def test_the_recovery_key_counts_as_confirmed_when_typed_back(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    assert not keys.ways_in(paths).recovery_confirmed
    other = keys.recovery_text.as_text(bytes(20))
    with pytest.raises(WrongKeyError, match="another office"):
        keys.confirm_recovery(paths, other)
    assert not keys.ways_in(paths).recovery_confirmed
    keys.confirm_recovery(paths, made.recovery_key.replace("-", " ").lower())
    assert keys.ways_in(paths).recovery_confirmed


@pytest.mark.usefixtures("no_keyring")
def test_a_new_recovery_key_replaces_the_old_one(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    keys.confirm_recovery(paths, made.recovery_key)
    newer = keys.new_recovery_key(paths, made.key)
    assert keys.unlock(paths, recovery=newer) == made.key
    assert not keys.ways_in(paths).recovery_confirmed
    with pytest.raises(WrongKeyError, match="newest paper"):
        keys.unlock(paths, recovery=made.recovery_key)


@pytest.mark.usefixtures("no_keyring")
def test_the_keys_file_holds_neither_key_nor_passphrase_nor_recovery_key(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    text = paths.keys.read_text()
    for secret in (made.key.raw.hex(), WORDS, made.recovery_key, made.recovery_key.replace("-", "")):
        assert secret not in text
    assert paths.keys.stat().st_mode & 0o077 == 0, "other people of this computer may not read it"


def test_secrets_do_not_print_themselves() -> None:
    key = FileKey.random()
    assert key.raw.hex() not in repr(key)
    assert str(list(key.raw)) not in repr(key)
    assert WORDS not in repr(Passphrase(WORDS))


def test_the_sample_office_opens_without_a_secret_and_says_so_in_its_file(paths: OfficePaths) -> None:
    made = keys.create_keys(paths, unlocking=Published())
    assert made.recovery_key == ""
    assert keys.unlock(paths) == made.key == keys.sample_key()
    assert keys.ways_in(paths).mode is Mode.SAMPLE
    assert "published" in json.loads(paths.keys.read_text())["note"]
    with pytest.raises(RuleError, match="published key"):
        keys.set_unlocking(paths, made.key, Passphrase(WORDS))


def test_keys_of_an_existing_office_are_never_replaced(paths: OfficePaths) -> None:
    keys.create_keys(paths, unlocking=Published())
    before = paths.keys.read_bytes()
    paths.database.write_bytes(b"something")
    with pytest.raises(UnavailableError, match="an office in"):
        keys.create_keys(paths, unlocking=Passphrase(WORDS))
    assert paths.keys.read_bytes() == before


@pytest.mark.usefixtures("no_keyring")
def test_keys_left_by_an_unfinished_set_up_are_put_aside_and_not_lost(paths: OfficePaths) -> None:
    first = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    aside = OfficePaths(paths.folder / "aside")
    second = keys.create_keys(paths, unlocking=Passphrase(WORDS))
    assert first.key != second.key
    [left] = paths.folder.glob("*unfinished*")
    aside.make_folder()
    left.rename(aside.keys)
    assert keys.unlock(aside, passphrase=WORDS) == first.key


@pytest.mark.usefixtures("no_keyring")
def test_a_wrap_moved_from_another_office_does_not_open(paths: OfficePaths) -> None:
    other = OfficePaths(paths.folder.with_name("other"))
    keys.create_keys(paths, unlocking=Passphrase(WORDS))
    keys.create_keys(other, unlocking=Passphrase(WORDS))
    doc, foreign = json.loads(paths.keys.read_text()), json.loads(other.keys.read_text())
    doc["wraps"] = foreign["wraps"]
    paths.keys.write_text(json.dumps(doc))
    with pytest.raises(WrongKeyError):
        keys.unlock(paths, passphrase=WORDS)


@pytest.mark.usefixtures("no_keyring")
def test_softened_settings_are_noticed_and_absurd_ones_refused(paths: OfficePaths) -> None:
    keys.create_keys(paths, unlocking=Passphrase(WORDS))
    doc = json.loads(paths.keys.read_text())
    doc["wraps"][0]["argon2id"]["passes"] = 1
    paths.keys.write_text(json.dumps(doc))
    with pytest.raises(WrongKeyError):
        keys.unlock(paths, passphrase=WORDS)
    doc["wraps"][0]["argon2id"]["memory_kib"] = 2**40
    paths.keys.write_text(json.dumps(doc))
    with pytest.raises(DamagedFileError, match="keys, is damaged"):
        keys.unlock(paths, passphrase=WORDS)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"format": "other"}', b"\xff\xfe\x00", b'{"format": "caseworker-keys"}'],
)
def test_a_damaged_keys_file_points_to_the_backup(paths: OfficePaths, content: bytes) -> None:
    paths.make_folder()
    paths.keys.write_bytes(content)
    with pytest.raises(DamagedFileError, match="Restore the newest backup"):
        keys.unlock(paths)


def test_a_missing_keys_file_points_to_the_backup(paths: OfficePaths) -> None:
    with pytest.raises(DamagedFileError, match="is not in"):
        keys.unlock(paths)


def test_a_keys_file_of_a_newer_program_says_so(paths: OfficePaths) -> None:
    keys.create_keys(paths, unlocking=Published())
    doc = json.loads(paths.keys.read_text())
    doc["version"] = 2
    paths.keys.write_text(json.dumps(doc))
    with pytest.raises(NewerDatabaseError, match="newest Caseworker"):
        keys.unlock(paths)


def test_the_command_line_takes_the_passphrase_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORKER_PASSPHRASE", WORDS)
    assert keys.passphrase_from_environment() == WORDS
    monkeypatch.setenv("CASEWORKER_PASSPHRASE", "")
    assert keys.passphrase_from_environment() is None
