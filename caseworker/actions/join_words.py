"""What is said to somebody who joins an office and does not reach the hub: no work of theirs is there to be kept."""

from __future__ import annotations

import re
from pathlib import Path

from caseworker.actions.share_folder import why_no_folder
from caseworker.actions.sharing import SHARE, HubAddress, go_on_sharing
from caseworker.errors import RuleError, UnavailableError
from caseworker.office import Office
from caseworker.sync.mailbox import Damaged, NoRight, NotListed
from caseworker.sync.port import HubAway, SignInAgain
from caseworker.sync.share_tables import MAILBOX

_NOTHING = "Nothing was begun on this computer."
_UNCHANGED = "The address was not changed."
_KEPT = re.compile(r"Your work is kept( on this computer)?\.")
_ASK = "Check it, or ask whoever shares the office."


def in_words_of_joining(address: HubAddress, error: Exception) -> Exception:
    """Return an error of joining as it is told; the file system is looked at, so never on the window's thread."""
    if isinstance(error, Damaged):
        return UnavailableError(
            f"The file {MAILBOX} in {address.path} is damaged, or none of Caseworker’s. {_NOTHING} Tell whoever shares "
            "the office."
        )
    if isinstance(error, NotListed):
        return RuleError(
            f"“{address.user}” is not on the list of this office. {_NOTHING} Write the name as it stands there, or ask "
            "whoever shares the office.",
            field="user",
        )
    if isinstance(error, SignInAgain):
        return SignInAgain(_KEPT.sub(_NOTHING, str(error)))
    if not isinstance(error, HubAway):
        return error
    if address.kind != SHARE:
        return UnavailableError(
            f"The server {address.server} does not answer at port {address.port}. {_NOTHING} Check both, or ask IT."
        )
    words = _why_no_office(address.path)
    if not words and isinstance(error, NoRight):
        return UnavailableError(
            f"You may not write in the shared folder {address.path}. {_NOTHING} Ask IT for the right to read and "
            "change everything in that folder."
        )
    return UnavailableError(f"{words} {_ASK}") if words else error


def move_hub(office: Office, address: HubAddress, password: str) -> None:
    """Go on with the office's hub at another address, and tell what is in the way in words of that.

    Raises:
        UnavailableError: nothing answers there, or no shared office lies there. Else as `go_on_sharing`.
    """
    try:
        go_on_sharing(office, address, password)
    except Exception as error:
        told = in_words_of_moving(address, error)
        raise told from (error if told is not error else None)


def in_words_of_moving(address: HubAddress, error: Exception) -> Exception:
    """Return an error of changing the hub's address as it is told (never on the window's thread, as above)."""
    if not isinstance(error, HubAway):
        return error
    if address.kind == SHARE:
        words = _why_no_office(address.path)
        return UnavailableError(f"{words} {_UNCHANGED} {_ASK}") if words else error
    return UnavailableError(
        f"The server {address.server} does not answer at port {address.port}. {_UNCHANGED} Check both, or ask IT."
    )


def _why_no_office(path: str) -> str:
    """What is wrong with a folder in which no shared office is found; "" where nothing is to be seen."""
    why = why_no_folder(path)
    try:
        return why or ("" if (Path(path) / MAILBOX).exists() else f"There is no shared office in {path}.")
    except OSError:
        return f"This computer may not look into {path}."
