"""The password of a person's login at the hub: in the operating system's keyring and nowhere else.

Question: who types it? Choice: the person, once; the keyring keeps it for them. On a computer without a keyring it is
asked for at each start and kept in memory alone. Cost: a person with two computers types it twice.
"""

from __future__ import annotations

import logging
from typing import Protocol

from caseworker.security.os_keyring import SERVICE, is_available

log = logging.getLogger(__name__)


class Login(Protocol):
    """Whose password: the address of a hub says it."""

    @property
    def server(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def database(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def path(self) -> str: ...


def password_of(login: Login) -> str | None:
    """Return the password kept for a login, None where there is none."""
    if not is_available():
        return None
    import keyring

    try:
        return keyring.get_password(SERVICE, _account(login)) or keyring.get_password(
            SERVICE, _account_before(login)
        )
    except Exception as error:  # backends raise families of their own; the person is asked instead
        log.info("the keyring gave no hub password: %s", type(error).__name__)
        return None


def keep_password(login: Login, password: str) -> bool:
    """Keep the password; whether this computer does."""
    if not is_available():
        return False
    import keyring

    try:
        keyring.set_password(SERVICE, _account(login), password)
    except Exception as error:  # as above
        log.info("the keyring did not keep a hub password: %s", type(error).__name__)
        return False
    return password_of(login) == password


def forget_password(login: Login) -> bool:
    """Remove the password; whether there was one."""
    if not is_available():
        return False
    import keyring

    try:
        has_own = keyring.get_password(SERVICE, _account(login)) is not None
        keyring.delete_password(SERVICE, _account(login) if has_own else _account_before(login))
    except Exception as error:  # as above
        log.info("the keyring did not forget a hub password: %s", type(error).__name__)
        return False
    return True


def _account(login: Login) -> str:
    if login.path:  # a person may work in the offices of two shares, each with a code of its own
        return f"hub {login.user}@{login.path}"
    return _account_before(login)


def _account_before(login: Login) -> str:
    """Under which 0.6 kept it; a share's code lay under the name alone."""
    return f"hub {login.user}@{login.server}:{login.port}/{login.database}"
