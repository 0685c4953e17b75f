"""Choose how an office is kept shut, and prove that the recovery key was written down."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.actions.at_keyboard import account_name, new_person
from caseworker.actions.starting import NewOffice, start_office
from caseworker.domain.ids import IdMaker
from caseworker.domain.intake import cleaned
from caseworker.domain.staff import Person
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.security import keys
from caseworker.settings import OfficeSettings


def opens_by_itself() -> bool:
    """Return whether this computer can keep the key for the person signed in; if not, a passphrase is needed."""
    return keys.keyring_available()


def check_new_office(council: str, full_name: str, passphrase: str | None, again: str) -> None:
    """Say what must be mended before an office can be started (ProblemsError)."""
    problems = []
    if not cleaned(council):
        problems.append(Problem("council", "Enter the name of the council"))
    if not cleaned(full_name):
        problems.append(Problem("full_name", "Enter your full name"))
    problems += _secret_problems(passphrase, again)
    if problems:
        raise ProblemsError(problems)


def check_secret(passphrase: str | None, again: str) -> None:
    """Say what must be mended of a passphrase before an office can be kept with it (ProblemsError).

    Args:
        passphrase: None to let this computer keep the key.
    """
    problems = _secret_problems(passphrase, again)
    if problems:
        raise ProblemsError(problems)


def _secret_problems(passphrase: str | None, again: str) -> list[Problem]:
    if passphrase is None:
        return []
    if len(passphrase) < keys.SHORTEST_PASSPHRASE:
        return [Problem("passphrase", f"Passphrase must have at least {keys.SHORTEST_PASSPHRASE} characters")]
    if passphrase != again:
        return [Problem("again", "The two passphrases must be the same")]
    return []


def start_new_office(
    paths: OfficePaths,
    settings: OfficeSettings,
    full_name: str,
    job: str,
    passphrase: str | None,
    more: Sequence[Person] = (),
) -> NewOffice:
    """Start an office on this PC; the person at the keyboard becomes its complaints manager.

    Args:
        passphrase: None to let this computer keep the key.
    """
    check_new_office(settings.council, full_name, passphrase, passphrase or "")
    me = new_person(
        IdMaker(), cleaned(full_name), job=cleaned(job), role="complaints_manager", accounts=(account_name(),)
    )
    way = keys.KeyringSecret() if passphrase is None else keys.Passphrase(passphrase)
    return start_office(paths, settings, [me, *more], way)


def confirm_recovery_key(paths: OfficePaths, text: str) -> None:
    """Check the recovery key as typed back.

    Raises:
        WrongKeyError: the message names the group with the slip.
    """
    keys.confirm_recovery(paths, text)


def needs_recovery_key(office: Office) -> bool:
    """Return whether the recovery key was never typed back, so that nobody may have it on paper."""
    if not office.paths.keys.exists():
        return False
    ways = keys.ways_in(office.paths)
    return ways.recovery and not ways.recovery_confirmed


def make_recovery_key(office: Office) -> str:
    """Make a new recovery key and return it, to be shown once; the one before opens the office no more."""
    office.require("settings")
    if office.database.key is None:
        raise RuleError("This office is not encrypted, so it has no recovery key.")
    return keys.new_recovery_key(office.paths, office.database.key)
