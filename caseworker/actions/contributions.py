"""Ask a service for its part of an answer, and record what came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.work import head_for, is_late, open_contributions
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(\.{_ATOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

WAITING = "service"
"""The code of "Waiting for" while a service has not replied."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a service is asked for.

    Attributes:
        service: code of the list of services; team: of the list of teams, or "".
        what: what is asked, as the service reads it.
        due_on: the day it is wanted by.
    """

    service: str = ""
    what: str = ""
    due_on: date | None = None
    team: str = ""
    contact_name: str = ""
    email: str = ""


def ask_service(office: Office, case_id: str, asked: Asked, *, stamp: str = "") -> Changed:
    """Record what is asked of a service; from now on the case waits for it.

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is not open.
    """
    office.require("edit")
    _check(office, asked)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active:
            raise RuleError("This case is not open, so nothing more is asked of a service. Reopen it first.")
        edits = CaseEdits(view, office.ids)
        edits.add(
            "contribution",
            stage_id=view.stage.id if view.stage else "",
            service=asked.service,
            team=asked.team,
            contact_name=_line(asked.contact_name),
            email=_line(asked.email),
            what=cleaned(asked.what),
            asked_on=office.clock.today().isoformat(),
            due_on=asked.due_on.isoformat() if asked.due_on else None,
        )
        edits.set(view.case, waiting_for=WAITING)
        return [edits.draft("service.asked")]

    written = office.save(make, stamp=stamp)
    due = f" It is due {long_date(asked.due_on)}." if asked.due_on else ""
    return office.changed(
        f"{reference}: {service_words(office, asked.service)} was asked.{due}", written, reference
    )


def record_reply(
    office: Office,
    case_id: str,
    contribution_id: str,
    received_on: date | None,
    reply: str,
    *,
    stamp: str = "",
) -> Changed:
    """Record what a service sent; when nothing more is asked, the case no longer waits for a service.

    Raises:
        ProblemsError: entries to mend.
        RuleError: it came already.
    """
    office.require("note")
    today, words = office.clock.today(), cleaned(reply)
    problems = []
    if received_on is None:
        problems.append(Problem("received_on", "Enter the date it was received"))
    elif received_on > today:
        problems.append(Problem("received_on", "Date received must be today or in the past"))
    if len(words) > LONGEST:
        problems.append(Problem("reply", f"Reply must be {LONGEST:,} characters or fewer"))
    if problems or received_on is None:
        raise ProblemsError(problems)
    reference = who = ""
    more = 0

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, who, more
        view = transaction.case(case_id)
        asked = _find(view, contribution_id)
        if asked.doc.get("received_on"):
            raise RuleError("This reply was recorded already. Undo that to change it.")
        if received_on.isoformat() < str(asked.doc.get("asked_on") or ""):
            raise ProblemsError(
                [Problem("received_on", "Date received must be the day it was asked or later")]
            )
        reference, who = view.reference, service_words(office, str(asked.doc.get("service") or ""))
        edits = CaseEdits(view, office.ids)
        edits.set(asked, received_on=received_on.isoformat(), reply=words)
        more = len(open_contributions(view.of_kind("contribution"))) - 1
        if not more and view.value("waiting_for") == WAITING:
            edits.set(view.case, waiting_for="")
        return [edits.draft("service.replied")]

    written = office.save(make, stamp=stamp)
    rest = f" {more} more asked for." if more else " Nothing more is asked of a service."
    return office.changed(f"{reference}: the reply of {who} was recorded.{rest}", written, reference)


def take_back_request(office: Office, case_id: str, contribution_id: str) -> Changed:
    """Take off the case what is no longer asked of a service."""
    office.require("edit")
    reference = who = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, who
        view = transaction.case(case_id)
        asked = _find(view, contribution_id)
        reference, who = view.reference, service_words(office, str(asked.doc.get("service") or ""))
        edits = CaseEdits(view, office.ids)
        edits.set(asked, voided=True)
        waiting = [each for each in open_contributions(view.of_kind("contribution")) if each.id != asked.id]
        if not waiting and view.value("waiting_for") == WAITING:
            edits.set(view.case, waiting_for="")
        return [edits.draft("service.replied", "No longer asked for")]

    written = office.save(make)
    return office.changed(f"{reference}: {who} is no longer asked.", written, reference)


def known_contact(office: Office, view: CaseView, service: str) -> tuple[str, str]:
    """Return name and email of whom to ask in a service: asked last in this case, else its head; "" when unknown."""
    asked = [each for each in view.of_kind("contribution") if each.doc.get("service") == service]
    for each in reversed(asked):
        if each.doc.get("email"):
            return str(each.doc.get("contact_name") or ""), str(each.doc["email"])
    head = head_for(office.settings.heads, service, office.vocabulary.parent_of("services", service))
    return (head.name, head.email) if head else ("", "")


def asked_step(office: Office, view: CaseView) -> tuple[str, str] | None:
    """Return the next step where a case waits for services: record what comes, or chase what is late."""
    waiting = open_contributions(view.of_kind("contribution"))
    if not waiting:
        return None
    today = office.clock.today()
    late = [each for each in waiting if is_late(each.doc, today)]
    names = listed(list(dict.fromkeys(_name(office, each) for each in late or waiting)))
    due = (late or waiting)[0].doc.get("due_on")
    if late:
        return f"Chase {names}: the reply was due {long_date(date.fromisoformat(str(due)))}.", "case.chase"
    by = f", due {long_date(date.fromisoformat(str(due)))}" if due else ""
    return f"Record the reply of {names}{by}.", "case.reply"


def service_words(office: Office, service: str) -> str:
    """Return a service's name; "a service" where none is known."""
    return office.vocabulary.label("services", service) if service else "a service"


def _name(office: Office, asked: EntityState) -> str:
    return service_words(office, str(asked.doc.get("service") or ""))


def _find(view: CaseView, contribution_id: str) -> EntityState:
    found = next((each for each in view.of_kind("contribution") if each.id == contribution_id), None)
    if found is None:
        raise RuleError("This request to a service is no longer part of the case. Open the case again.")
    return found


def _check(office: Office, asked: Asked) -> None:
    problems = []
    if not asked.service or not office.vocabulary.has("services", asked.service):
        problems.append(Problem("service", "Choose the service"))
    if not cleaned(asked.what):
        problems.append(Problem("what", "Enter what is asked"))
    if len(cleaned(asked.what)) > LONGEST:
        problems.append(Problem("what", f"What is asked must be {LONGEST:,} characters or fewer"))
    if asked.due_on is None:
        problems.append(Problem("due_on", "Enter the date the reply is due"))
    elif asked.due_on < office.clock.today():
        problems.append(Problem("due_on", "Due date must be today or later"))
    if asked.email and not is_address(_line(asked.email)):
        problems.append(Problem("email", "Email must be an address such as name@example.org"))
    if problems:
        raise ProblemsError(problems)


def is_address(text: str) -> bool:
    """Return whether a text can stand as an address in an email: name, one @, a host with a dot.

    Source: RFC 5322 section 3.4.1, without quoted names and bracketed hosts.
    """
    return bool(_ADDRESS.fullmatch(text))


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())
