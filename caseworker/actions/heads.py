"""Who heads each service and division, and how early they are told of a deadline."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.actions.contributions import is_address
from caseworker.actions.settings_change import change_settings
from caseworker.domain.changed import Changed
from caseworker.domain.intake import cleaned
from caseworker.domain.work import head_for
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office

MOST_DAYS = 20


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A service or division and who heads it.

    Attributes:
        told: who is told of a deadline there: the head of the service, else of its division; "" for nobody.
    """

    code: str
    label: str
    is_division: bool
    name: str
    email: str
    told: str


def head_rows(office: Office) -> tuple[HeadRow, ...]:
    """Return every division followed by its services."""
    heads, lists = office.settings.heads, office.vocabulary
    rows = []
    for division in lists.offered("divisions"):
        rows.append((division.code, division.label, True, ""))
        rows += [
            (s.code, s.label, False, division.code) for s in lists.offered("services", None, division.code)
        ]
    known = {code for code, *_rest in rows}
    rows += [(s.code, s.label, False, "") for s in lists.offered("services") if s.code not in known]
    found = []
    for code, label, is_division, division_code in rows:
        own = heads.get(code) or {}
        head = head_for(heads, "" if is_division else code, code if is_division else division_code)
        told = (head.name or head.email) if head else ""
        found.append(HeadRow(code, label, is_division, own.get("name", ""), own.get("email", ""), told))
    return tuple(found)


def set_head(office: Office, code: str, name: str, email: str) -> Changed:
    """Say who heads a service or division; both empty for nobody.

    Raises:
        ProblemsError: the address is none, or there is a name without an address.
    """
    name, email = (" ".join(cleaned(text).split()) for text in (name, email))
    problems = []
    if email and not is_address(email):
        problems.append(Problem("email", "Email must be an address such as name@example.org"))
    if name and not email:
        problems.append(Problem("email", "Enter the email: the drafts go there"))
    if problems:
        raise ProblemsError(problems)
    heads = {known: dict(head) for known, head in office.settings.heads.items() if known != code}
    if email:
        heads[code] = {"name": name, "email": email}
    return change_settings(office, {"heads": heads})


def set_days_before(office: Office, text: str) -> Changed:
    """Say how many working days before a deadline the head of service is told of it.

    Raises:
        ProblemsError: it is no whole number from 0 to 20.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and int(digits) <= MOST_DAYS):
        raise ProblemsError(
            [Problem("days", f"Working days before must be a whole number from 0 to {MOST_DAYS}")]
        )
    return change_settings(office, {"escalate_before_days": int(digits)})
