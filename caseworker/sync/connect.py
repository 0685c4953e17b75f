"""From the address of a hub to the hub."""

from __future__ import annotations

from caseworker.security.hub_password import password_of
from caseworker.sync.address import SHARE, HubAddress
from caseworker.sync.port import Hub


def connect(address: HubAddress, password: str | None = None) -> Hub:
    """Return the hub at an address; nothing is sent before the first call.

    Args:
        password: of the login, for a share its joining code; None takes the one this computer keeps.

    Raises:
        ProblemsError: the address is not whole. SignInAgain: a share's joining code is missing or mistyped.
    """
    address.check()
    if address.kind == SHARE:
        from caseworker.sync.share import open_share

        return open_share(address, password_of(address) if password is None else password)
    from caseworker.sync.postgres import PostgresHub

    return PostgresHub(address, password_of(address) if password is None else password)
