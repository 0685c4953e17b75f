"""Make the keys of an office, open it with them, change what opens it.

The database's key is drawn once and never changes (S5). What can change is who opens it: the keyring's
secret or the passphrase (one of the two, "the everyday lock") and the recovery key. Changing either
rewrites one small file.

What a change cannot do: backups made before carry the old locks. Whoever holds an old backup and the old
passphrase opens that backup. Destroy old backups when a passphrase has become known.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from caseworker.errors import DamagedFileError, KeyNeededError, RuleError, UnavailableError, WrongKeyError
from caseworker.files import told_of_os
from caseworker.paths import OfficePaths
from caseworker.security import keys_file, os_keyring, recovery_text
from caseworker.security.file_key import FileKey
from caseworker.security.keys_file import KeysFile, Mode
from caseworker.security.wraps import Kind, Wrap, lock, open_with, passphrase_bytes

__all__ = [
    "FileKey",
    "KeyringSecret",
    "Mode",
    "NewKeys",
    "Passphrase",
    "Published",
    "Unlocking",
    "change_passphrase",
    "confirm_recovery",
    "create_keys",
    "keyring_available",
    "new_recovery_key",
    "passphrase_from_environment",
    "sample_key",
    "set_unlocking",
    "unlock",
    "ways_in",
]

PASSPHRASE_VARIABLE = "CASEWORKER_PASSPHRASE"
SHORTEST_PASSPHRASE = 12
EVERYDAY = frozenset({Kind.KEYRING, Kind.PASSPHRASE})
PUBLISHED = hashlib.sha256(b"Caseworker sample office: this key is published and protects nothing").digest()


@dataclass(frozen=True, slots=True)
class KeyringSecret:
    """The office opens by itself for the person signed in to this computer."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """The office asks for a passphrase."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Published:
    """The sample office: the key is in the program's source."""


Unlocking = KeyringSecret | Passphrase | Published


class NewKeys(NamedTuple):
    """The file key, and the recovery key to be shown once and typed back ("" for the sample office)."""

    key: FileKey
    recovery_key: str


@dataclass(frozen=True, slots=True)
class WaysIn:
    """What opens an office. `recovery_confirmed` is false until the recovery key has been typed back once."""

    mode: Mode
    keyring: bool
    passphrase: bool
    recovery: bool
    recovery_confirmed: bool


def sample_key() -> FileKey:
    """The sample office's key. It is published, so it keeps nobody out; it lets the sample use the same
    code.
    """
    return FileKey(PUBLISHED)


def keyring_available() -> bool:
    """Whether this computer can open the office by itself; if not, a passphrase is needed."""
    return os_keyring.is_available()


def passphrase_from_environment() -> str | None:
    """The passphrase for a command run without a person, from CASEWORKER_PASSPHRASE. Other programs of the
    same account can read it; a prompt is better where there is someone to ask.
    """
    return os.environ.get(PASSPHRASE_VARIABLE) or None


def create_keys(paths: OfficePaths, *, unlocking: Unlocking) -> NewKeys:
    """Draw a file key and write its wraps beside where the database will be.

    Call it before `Database.create`. A keys file of an existing database is never replaced; one left over
    from a set-up that did not finish is put aside under another name.

    Raises:
        UnavailableError: there is an office already, or this computer keeps no secrets.
        RuleError: the passphrase is too short.
    """
    if paths.has_office and paths.database.stat().st_size:
        raise UnavailableError(
            f"No new keys were made because there is an office in {paths.folder} already. "
            "It was not changed. Open it, or choose another folder."
        )
    _put_aside(paths.keys)
    if isinstance(unlocking, Published):
        key = sample_key()
        keys_file.write(paths.keys, KeysFile(Mode.SAMPLE, key.salt.hex()))
        return NewKeys(key, "")
    key = FileKey.random()
    secret = recovery_text.new_secret()
    wraps = (_everyday_wrap(key, unlocking), lock(key, Kind.RECOVERY, secret))
    keys_file.write(paths.keys, KeysFile(Mode.PRIVATE, key.salt.hex(), wraps))
    return NewKeys(key, recovery_text.as_text(secret))


def unlock(paths: OfficePaths, *, passphrase: str | None = None, recovery: str | None = None) -> FileKey:
    """The file key: by the keyring if it has the secret, else by the recovery key or the passphrase given.

    Raises:
        KeyNeededError: nothing was given and the keyring has no secret; ask, then call again.
        WrongKeyError: what was given does not open it.
        DamagedFileError: the keys file is missing or damaged.
    """
    keys = keys_file.read(paths.keys)
    if keys.mode is Mode.SAMPLE:
        return sample_key()
    key = _by_keyring(keys)
    if key is None and recovery is not None:
        key = _by_recovery(keys, recovery)
    if key is None and passphrase is not None:
        key = _by_passphrase(keys, passphrase)
    if key is None:
        raise KeyNeededError(_what_is_needed(keys))
    return _checked(key, keys, paths.keys)


def ways_in(paths: OfficePaths) -> WaysIn:
    """What opens this office, for the start-up question and for Settings."""
    keys = keys_file.read(paths.keys)
    return WaysIn(
        mode=keys.mode,
        keyring=keys.wrap(Kind.KEYRING) is not None,
        passphrase=keys.wrap(Kind.PASSPHRASE) is not None,
        recovery=keys.wrap(Kind.RECOVERY) is not None,
        recovery_confirmed=keys.recovery_confirmed,
    )


def confirm_recovery(paths: OfficePaths, text: str) -> None:
    """Check the recovery key as typed back at set-up, and note that it was.

    Raises:
        WrongKeyError: names the group with the slip, or says that it belongs to another office.
    """
    keys = keys_file.read(paths.keys)
    _by_recovery(keys, text)
    keys_file.write(paths.keys, replace(keys, recovery_confirmed=True))


def new_recovery_key(paths: OfficePaths, key: FileKey) -> str:
    """Make a new recovery key, to be shown once; the one before opens nothing any more (but old backups)."""
    keys = _private(paths, key)
    secret = recovery_text.new_secret()
    changed = keys.with_wrap(lock(key, Kind.RECOVERY, secret), instead_of=frozenset({Kind.RECOVERY}))
    keys_file.write(paths.keys, replace(changed, recovery_confirmed=False))
    return recovery_text.as_text(secret)


def change_passphrase(paths: OfficePaths, *, old: str, new: str) -> None:
    """Change the passphrase. The database is not rewritten.

    Raises:
        WrongKeyError: `old` is not the passphrase.
        RuleError: `new` is too short.
    """
    key = _by_passphrase(keys_file.read(paths.keys), old)
    set_unlocking(paths, key, Passphrase(new))


def set_unlocking(paths: OfficePaths, key: FileKey, unlocking: KeyringSecret | Passphrase) -> None:
    """Make this the one everyday lock: after a recovery, on another computer, or from keyring to
    passphrase.
    """
    keys = _private(paths, key)
    keys_file.write(paths.keys, keys.with_wrap(_everyday_wrap(key, unlocking), instead_of=EVERYDAY))
    if isinstance(unlocking, Passphrase) and keys.wrap(Kind.KEYRING) is not None:
        os_keyring.forget(keys.file_id)


def _everyday_wrap(key: FileKey, unlocking: KeyringSecret | Passphrase) -> Wrap:
    if isinstance(unlocking, KeyringSecret):
        return lock(key, Kind.KEYRING, os_keyring.keep_new_secret(key.salt.hex()))
    if len(unlocking.text) < SHORTEST_PASSPHRASE:
        raise RuleError(
            f"The passphrase must have {SHORTEST_PASSPHRASE} characters or more, such as three words "
            "that do not belong together.",
            field="passphrase",
            source="NCSC, three random words",
        )
    return lock(key, Kind.PASSPHRASE, passphrase_bytes(unlocking.text))


def _by_keyring(keys: KeysFile) -> FileKey | None:
    wrap = keys.wrap(Kind.KEYRING)
    secret = os_keyring.secret_for(keys.file_id) if wrap else None
    return open_with(wrap, secret) if wrap and secret else None


def _by_passphrase(keys: KeysFile, text: str) -> FileKey:
    wrap = keys.wrap(Kind.PASSPHRASE)
    if wrap is None:
        raise WrongKeyError(
            "This office has no passphrase. It was not opened. " + _what_is_needed(keys).split(". ", 1)[1]
        )
    key = open_with(wrap, passphrase_bytes(text))
    if key is None:
        raise WrongKeyError(
            "This is not the passphrase of this office. It was not opened. "
            "Check Caps Lock and the keyboard's language and type it again, or enter the recovery key."
        )
    return key


def _by_recovery(keys: KeysFile, text: str) -> FileKey:
    wrap = keys.wrap(Kind.RECOVERY)
    key = open_with(wrap, recovery_text.as_secret(text)) if wrap else None
    if key is None:
        raise WrongKeyError(
            "This recovery key belongs to another office, or a newer one has been made since. "
            "The office was not opened. Look for the newest paper."
        )
    return key


def _what_is_needed(keys: KeysFile) -> str:
    if keys.wrap(Kind.PASSPHRASE) is not None:
        return "The office is locked. Enter its passphrase or its recovery key."
    return (
        "The office is locked. It was opened by another person or on another computer before. "
        "Sign in as that person, or enter its recovery key."
    )


def _private(paths: OfficePaths, key: FileKey) -> KeysFile:
    keys = keys_file.read(paths.keys)
    if keys.mode is Mode.SAMPLE:
        raise RuleError("The sample office opens with a published key, which cannot be changed.")
    _checked(key, keys, paths.keys)
    return keys


def _checked(key: FileKey, keys: KeysFile, path: Path) -> FileKey:
    if key.salt.hex() != keys.file_id:
        raise DamagedFileError(
            f"The keys in {path.name} belong to another office. Nothing was changed. "
            "Restore the newest backup, which holds the right ones."
        )
    return key


def _put_aside(path: Path) -> None:
    if path.exists():
        names = (path.with_name(f"{path.stem}.unfinished-{number}{path.suffix}") for number in count(1))
        with told_of_os("No new keys were made", path):
            path.rename(next(name for name in names if not name.exists()))
