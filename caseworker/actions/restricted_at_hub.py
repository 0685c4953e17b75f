"""Restricted cases and the hub of an office: what may not go there, and why (decision 8, offline rule E3)."""

from __future__ import annotations

from caseworker.domain.changes import Value
from caseworker.domain.readers import Reader
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.sync.address import SHARE, HubAddress
from caseworker.sync.port import Greeting

MOST_NAMED = 5


def refuse_restricted(office: Office, address: HubAddress) -> None:
    """Refuse a share for an office with restricted cases: a file cannot hide one case from one person (decision 8).

    Raises:
        RuleError: names the cases that the person at the keyboard may see.
    """
    if address.kind != SHARE:
        return
    cases = _restricted(office)
    if cases:
        raise RuleError(
            f"{_named(office, cases)}. A file on a share cannot hide a case from a person, so nothing was sent. Use a "
            "Postgres hub, or lift the restrictions first."
        )


def refuse_blind_login(office: Office, address: HubAddress, greeting: Greeting) -> None:
    """Refuse a login that may not see every restricted case: those it may not see would leave this computer (E3)."""
    if greeting.sees_all:
        return
    login = Reader((greeting.person_id,))
    cases = [case for case in _restricted(office) if not login.may_see(case)]
    if cases:
        raise RuleError(
            f"{_named(office, cases)}. The login {address.user} may not see {'it' if len(cases) == 1 else 'them'} at "
            "the hub, so nothing was sent. IT lets whoever shares an office see restricted cases there: hub add-user "
            "--sees-all.",
            field="user",
        )


def _restricted(office: Office) -> list[dict[str, Value]]:
    with office.reading() as raw:
        rows = raw.execute(
            "SELECT reference, readers, owner_id FROM case_list WHERE restricted ORDER BY reference"
        ).fetchall()
    return [
        {"reference": row[0], "restricted": True, "readers": row[1].split(), "owner_id": row[2]}
        for row in rows
    ]


def _named(office: Office, cases: list[dict[str, Value]]) -> str:
    """Return how many are restricted, and those that the person at the keyboard may see."""
    may_see = [str(case["reference"]) for case in cases if office.reader.may_see(case)]
    more = f" and {len(cases) - MOST_NAMED} more" if len(cases) > MOST_NAMED else ""
    named = f": {', '.join(may_see[:MOST_NAMED])}{more}" if may_see else ""
    return f"{'1 case is' if len(cases) == 1 else f'{len(cases)} cases are'} restricted{named}"
