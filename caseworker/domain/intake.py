"""What is asked when a contact is logged, and what must be known before it can be.

Everything not asked for now may follow later and is listed as still needed. Source: interface rules 4.1, P2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from caseworker.domain.case_fields import CASE
from caseworker.domain.fields import label_of
from caseworker.domain.kinds import Kind
from caseworker.domain.words import without_controls
from caseworker.errors import Problem

LONGEST = 100_000
"""Characters one text may hold; longer ones are refused, not cut."""

FIRST_DAY = date(2005, 1, 1)
"""The first day the calendars know; nothing can be received before it."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child or young person the contact is about; `person_id` as of the intake."""

    full_name: str = ""
    born_on: date | None = None
    age: str = ""
    status: str = ""
    social_care_id: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """One contact as logged. Empty text and None mean not known yet.

    Attributes:
        person_id: the person chosen among the possible matches: of the register, or an entry in another case.
        representative_id: the entry of the directory of members.
        triage: answers given to find the type, as they are kept (`domain.triage_answers`).
        advocate_answer: what the young person answered to the offer of an advocate (list "advocacy_answers").
    """

    kind: Kind = Kind.UNDECIDED
    channel: str = "Phone"
    received_on: date | None = None
    full_name: str = ""
    raised_by: str = ""
    relationship: str = ""
    phone: str = ""
    email: str = ""
    address_lines: str = ""
    postcode: str = ""
    preferred_contact: str = ""
    adjustments: str = ""
    children: tuple[Child, ...] = ()
    summary: str = ""
    wants: str = ""
    risk: str = ""
    division: str = ""
    service: str = ""
    team: str = ""
    theme: str = ""
    other_themes: tuple[str, ...] = ()
    payment_related: bool = False
    staff_named: str = ""
    subject: str = ""
    requester_type: str = ""
    owner_id: str = ""
    ward: str = ""
    person_id: str = ""
    representative_id: str = ""
    triage: Mapping[str, Any] = field(default_factory=dict)
    triage_reason: str = ""
    advocate_answer: str = ""
    advocate_reason: str = ""


_INFORMATION = (Kind.FOI, Kind.EIR, Kind.SAR, Kind.INTERNAL_REVIEW, Kind.COMMISSIONER)


def problems_with(intake: Intake, today: date) -> list[Problem]:
    """Return what must be mended before the contact can be logged, in the order of the form."""
    found = []
    if not intake.channel:
        found.append(Problem("channel", "Choose how it arrived"))
    found += received_problems(intake.received_on, today)
    if not intake.full_name.strip():
        found.append(Problem("full_name", 'Enter the full name of the person, or "Anonymous"'))
    if "@" not in intake.email and intake.email.strip():
        found.append(Problem("email", "Email must be an address such as name@example.org"))
    for child in intake.children:
        if child.born_on and child.born_on > today:
            found.append(Problem("born_on", "Date of birth must be today or in the past"))
    if intake.advocate_answer == "not_offered" and not intake.advocate_reason.strip():
        found.append(Problem("advocate_reason", "Enter why no advocate was offered"))
    if not intake.summary.strip():
        what = "Enter what was asked for" if intake.kind in _INFORMATION else "Enter what happened"
        found.append(Problem("summary", what))
    if intake.kind not in _INFORMATION and intake.kind.procedure is not None:
        if not intake.service and not intake.division:
            found.append(Problem("service", "Choose the service it is about"))
        if not intake.theme:
            found.append(Problem("theme", "Choose the main category"))
        if intake.kind.is_complaint and not intake.risk:
            found.append(Problem("risk", "Choose whether a child is at risk now"))
    return found + _too_long(intake)


_SPOKEN = ("Phone", "In person")


def spoken_request_words(kind: Kind | None, channel: str) -> str:
    """Return what to tell somebody who asks under the FOI Act without writing; "" where speaking is enough.

    Source: FOI Act s.8(1)(a). A request for environmental or for one's own information may be spoken.
    """
    if kind is not Kind.FOI or channel not in _SPOKEN:
        return ""
    return (
        "A freedom of information request counts from the day it comes in writing. Ask for it by email, letter or "
        "form. A request about the environment may be spoken."
    )


def _too_long(intake: Intake) -> list[Problem]:
    """Return the texts that are longer than can be kept."""
    texts = {f.name: getattr(intake, f.name) for f in fields(intake)}
    long = [name for name, text in texts.items() if isinstance(text, str) and len(text) > LONGEST]
    labels = {"address_lines": "Address", "postcode": "Postcode"}
    return [
        Problem(name, f"{labels.get(name) or _label(name)} must be {LONGEST:,} characters or fewer")
        for name in long
    ]


def _label(name: str) -> str:
    return label_of("case" if name in CASE else "party", name)


def received_problems(received_on: date | None, today: date) -> list[Problem]:
    """Return what is wrong with a date received."""
    if received_on is None:
        return [Problem("received_on", "Enter the date received")]
    if received_on > today:
        return [Problem("received_on", "Date received must be today or in the past")]
    if received_on < FIRST_DAY:
        return [Problem("received_on", f"Date received must be in {FIRST_DAY.year} or later")]
    return []


def still_needed(intake: Intake) -> list[str]:
    """Return what the form does not say yet and the case will need, in words."""
    wanted = []
    if intake.kind is Kind.UNDECIDED:
        wanted.append("type of case")
    if not (intake.phone or intake.email or intake.address_lines) and intake.full_name.strip() != "Anonymous":
        wanted.append("a phone number, email or address")
    elif not intake.address_lines or not intake.postcode:
        wanted.append("postal address for letters")
    if not intake.raised_by:
        wanted.append("role of the person")
    if intake.kind.is_complaint:
        if not any(child.full_name for child in intake.children):
            wanted.append("name of the child or young person")
        elif not any(child.born_on or child.age for child in intake.children):
            wanted.append("date of birth or age of the child")
        if not intake.wants.strip():
            wanted.append("what they want to happen")
    return wanted


def cleaned(text: str) -> str:
    """Return typed text in composed form, without control characters and outer spaces."""
    return without_controls(text).strip()
