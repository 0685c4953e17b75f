"""A secret kept by the operating system for the signed-in person (Windows Credential Manager, Secret
Service).

Threat and choice: whoever copies the folder, or takes the disk out, gets the wraps but not this secret. The
file key itself is never put here, so clearing the keyring shuts a door and destroys nothing. A computer
without a keyring is normal (a terminal session, a plain Linux server): it is noticed and a passphrase is
asked for instead. Backends that keep secrets in an ordinary file rate themselves below 1 and are not used:
they would undo the point.

`keyring` is imported here only, and only when needed, for it takes a tenth of a second.
"""

from __future__ import annotations

import logging
import secrets

from caseworker.errors import UnavailableError

SERVICE = "Caseworker"
SAFE_PRIORITY = 1
log = logging.getLogger(__name__)


def is_available() -> bool:
    """Whether this computer keeps secrets for the signed-in person."""
    import keyring

    try:
        return float(keyring.get_keyring().priority) >= SAFE_PRIORITY
    except Exception as error:  # backends raise families of their own, or none that are documented
        log.info("the keyring cannot be asked: %s", type(error).__name__)
        return False


def keep_new_secret(account: str) -> bytes:
    """Draw a secret of 256 bits, keep it for this account name, and return it.

    Raises:
        UnavailableError: this computer does not keep secrets, or did not give it back when asked.
    """
    secret = secrets.token_bytes(32)
    if not is_available() or not _kept(account, secret):
        raise UnavailableError(
            "This computer does not keep passwords for you, so the office was not locked with one. "
            "Nothing was changed. Choose a passphrase instead."
        )
    return secret


def secret_for(account: str) -> bytes | None:
    """The secret kept for this account name, or None when there is none or no keyring."""
    if not is_available():
        return None
    import keyring

    try:
        text = keyring.get_password(SERVICE, account)
        return bytes.fromhex(text) if text else None
    except Exception as error:  # as above; the next way in is then tried
        log.info("the keyring gave no secret: %s", type(error).__name__)
        return None


def forget(account: str) -> bool:
    """Remove the secret; whether there was one that could be removed."""
    if not is_available():
        return False
    import keyring

    try:
        keyring.delete_password(SERVICE, account)
    except Exception as error:  # as above; the wrap it opened is gone from the keys file already
        log.info("the keyring did not forget: %s", type(error).__name__)
        return False
    return True


def _kept(account: str, secret: bytes) -> bool:
    import keyring

    try:
        keyring.set_password(SERVICE, account, secret.hex())
    except Exception as error:  # as above
        log.info("the keyring did not keep a secret: %s", type(error).__name__)
        return False
    return secret_for(account) == secret
