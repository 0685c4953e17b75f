"""What the intake form offers: kinds, lists of words, staff, and services and teams in one list."""

from __future__ import annotations

from datetime import date

from caseworker.domain.kinds import Kind
from caseworker.domain.vocabulary import Vocabulary
from caseworker.office import Office
from ui.widgets.choice_field import Choice

LOGGED_BY_HAND = (
    Kind.STATUTORY,
    Kind.CORPORATE,
    Kind.MP,
    Kind.MAYOR,
    Kind.MEMBER,
    Kind.CHIEF_EXECUTIVE,
    Kind.GENERAL,
    Kind.COMPLIMENT,
    Kind.COMMENT,
    Kind.FOI,
    Kind.EIR,
    Kind.SAR,
    Kind.DATA_PROTECTION,
    Kind.OMBUDSMAN,
    Kind.ADVOCACY,
    Kind.CASE_REVIEW,
    Kind.UNDECIDED,
)
"""Every kind that begins with a contact. Reviews and Commissioner cases begin from the request they are about."""

PREFERRED_CONTACT: tuple[Choice, ...] = tuple(
    (way, way) for way in ("Telephone", "Email", "Letter", "Text message", "In person")
)


def kind_choices() -> list[Choice]:
    """The kinds a person logs, complaints first."""
    return [(kind.value, kind.label) for kind in LOGGED_BY_HAND]


def entries(lists: Vocabulary, name: str) -> list[Choice]:
    """A list of the council's words, in its own order."""
    return [(entry.code, entry.label) for entry in lists.offered(name)]


def owners(office: Office, today: date) -> list[Choice]:
    """The staff who work here today, by name."""
    working = [person for person in office.staff.values() if person.works_on(today)]
    return [(person.id, person.full_name) for person in sorted(working, key=lambda p: p.full_name.casefold())]


def places(lists: Vocabulary) -> list[Choice]:
    """Teams and services in one list, each with what it stands under: "SEN Team (Integrated Services & SEND)"."""
    found = []
    for entry in lists.offered("services"):
        above = lists.label("divisions", entry.parent)
        found.append((f"service:{entry.code}", f"{entry.label} ({above})" if above else entry.label))
    for entry in lists.offered("teams"):
        above = lists.label("services", entry.parent)
        under = "team" if above == entry.label else above
        found.append((f"team:{entry.code}", f"{entry.label} ({under})" if under else entry.label))
    return sorted(found, key=lambda choice: choice[1].casefold())


def place_of(lists: Vocabulary, code: str) -> tuple[str, str, str]:
    """Division, service and team of an entry of `places`; empty where there is none."""
    level, _, name = code.partition(":")
    team = name if level == "team" else ""
    service = lists.parent_of("teams", team) if team else name
    return lists.parent_of("services", service), service, team


def place_words(lists: Vocabulary, code: str) -> str:
    """Where an entry of `places` stands: "Education Services, Integrated Services & SEND"; "" for nothing chosen."""
    division, service, team = place_of(lists, code)
    above = [lists.label("divisions", division)] + ([lists.label("services", service)] if team else [])
    return ", ".join(part for part in above if part)
