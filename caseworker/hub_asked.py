"""What the commands for a hub must know: its address, secrets, and who somebody on the staff list is.

Passwords and joining codes are asked for or taken from a variable; on the command line anybody could read them in the
list of processes. Source: offline rules P12, R5, M2, M3.
"""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from caseworker.commands import opened
from caseworker.errors import RuleError, UnavailableError

if TYPE_CHECKING:
    from caseworker.sync.address import HubAddress

PASSWORD_VARIABLE = "CASEWORKER_HUB_PASSWORD"
COPY_VARIABLE = "CASEWORKER_COPY_PASSPHRASE"

_WORK = re.compile(r" Your work is kept[^.]*\.")
"""What is said of somebody's own changes: whoever looks after a hub has none there."""


@contextmanager
def told_of_hub(*, is_at_work: bool = False) -> Iterator[None]:
    """Turn what a hub says into a sentence and the exit code 3.

    Args:
        is_at_work: it is said to somebody whose own changes wait, and not to whoever looks after the hub.
    """
    from caseworker.sync.port import HubAway, HubRefuses, SignInAgain

    try:
        yield
    except (HubAway, SignInAgain, HubRefuses) as error:
        words = str(error)
        if not is_at_work:
            words = _WORK.sub("", words).replace(
                "Sign in again.",
                f"Name the login with --user; its password is asked for, or taken from {PASSWORD_VARIABLE}.",
            )
        raise UnavailableError(words) from error


def hub_address(parsed: argparse.Namespace) -> HubAddress:
    """Return the address of the server that is named (RuleError: none is)."""
    from caseworker.sync.address import POSTGRES, HubAddress

    if not parsed.server or not parsed.database:
        raise RuleError("Name the hub: --share FOLDER, or --server and --database.")
    user = parsed.user or getpass.getuser()
    return HubAddress(POSTGRES, parsed.server, parsed.port, parsed.database, user, parsed.tls)


def hub_password(parsed: argparse.Namespace) -> str | None:
    """Return the administrator's password, None where the server needs none or nobody is there to answer."""
    return secret(f"Password of {parsed.user or getpass.getuser()} at {parsed.server}: ") or None


def secret(prompt: str) -> str:
    """Return a secret from the variable, or ask where somebody is there to answer."""
    known = os.environ.get(PASSWORD_VARIABLE)
    if known is not None:
        return known
    return getpass.getpass(prompt) if sys.stdin is not None and sys.stdin.isatty() else ""


def new_copy_passphrase() -> str:
    """Return the passphrase that is to seal a copy, from its variable or asked for twice.

    Raises:
        RuleError: there is none, or what was typed differs.
    """
    known = os.environ.get(COPY_VARIABLE)
    if known:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise RuleError(
            f"No copy was made: give the passphrase that seals it in {COPY_VARIABLE}, or add --plain for a copy that "
            "anybody can read who finds it."
        )
    typed = getpass.getpass("New passphrase of the copy (three words that do not belong together): ")
    if typed != getpass.getpass("Once more: "):
        raise RuleError("No copy was made: the passphrase was not the same twice.", field="passphrase")
    return typed


def copy_passphrase(copy: Path) -> str:
    """Return the passphrase of a copy, "" for one in plain.

    Raises:
        RuleError: it is sealed, and nobody is there to be asked.
    """
    from caseworker.security.sealed_file import is_sealed

    if not copy.is_file() or not is_sealed(copy):
        return ""
    known = os.environ.get(COPY_VARIABLE)
    if known:
        return known
    if sys.stdin is None or not sys.stdin.isatty():
        raise RuleError(
            f"{copy.name} is sealed: give its passphrase in {COPY_VARIABLE}. Nothing was changed.",
            field="passphrase",
        )
    return getpass.getpass(f"Passphrase of {copy.name}: ")


def new_code() -> str:
    """Return a new joining code."""
    from caseworker.security.share_key import ShareKey

    return ShareKey.new().joining_code


def staff_id_of(parsed: argparse.Namespace, who: str) -> str:
    """Return the id of a member of staff; a name is looked up in the office of --data."""
    if len(who) == 32 and all(digit in "0123456789abcdef" for digit in who):
        return who
    with opened(parsed, to_read=True) as office:
        return office.office.staff_named(who).id


def refuse_share(parsed: argparse.Namespace, words: str) -> None:
    """Say what a share has not, where one is named (RuleError)."""
    if parsed.share:
        raise RuleError(f"{words} Name a Postgres hub with --server and --database.")
