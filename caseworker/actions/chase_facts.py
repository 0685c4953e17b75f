"""What there is to chase in a case: what was asked of services, the answer itself, remedies, and who must be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseworker.actions.case_words import case_due_words
from caseworker.actions.chase_email import EmailCase
from caseworker.actions.contributions import WAITING, is_address, known_contact
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import count_of, long_date
from caseworker.domain.work import (
    Head,
    head_for,
    initials,
    must_be_told,
    open_contributions,
    outstanding_tasks,
)
from caseworker.office import Office
from caseworker.storage.cases import read_case

LATE, SOON, DUE, REMEDY = range(4)
"""In which part of an email a case stands."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One case in one email.

    Attributes:
        kind: "service" or "head".
        group: what brings cases into one email: the service's code, or the head's name and address.
        title: whom the email is to, in words: the service, or the head.
        to: name and email of the reader; "" where not known.
        is_contact: whether that is somebody who was asked by name, and not the head of the service.
    """

    kind: str
    group: str
    title: str
    to: tuple[str, str]
    case: EmailCase
    is_contact: bool = False


def case_facts(office: Office, case_id: str, *, is_chosen: bool) -> tuple[list[Facts], list[tuple[str, str]]]:
    """Return what is to be chased in a case, and what is not and why: its reference and a sentence.

    Args:
        is_chosen: whether a person chose this case: its service is reminded then even before anything is due.

    Raises:
        NotPermittedError: it is restricted, and not for the person at the keyboard.
    """
    with office.reading() as raw:
        view = office.shown(read_case(raw, case_id))
    found = list(_services(office, view, is_chosen))
    notes = []
    if not found:
        is_bare = view.status.is_active and not view.row.service
        why = (
            "It has no service. Choose one in Details." if is_bare else "It waits for nothing from a service."
        )
        notes.append((view.reference, why))
    if _is_to_be_told(office, view):
        head = head_for(office.settings.heads, view.row.service, view.row.division)
        if head is not None:
            found.append(_head(office, view, head))
        elif view.row.service:
            service = office.vocabulary.label("services", view.row.service)
            notes.append((view.reference, f"Nobody is told: Settings name no head of service for {service}."))
    return found, notes


def _services(office: Office, view: CaseView, is_chosen: bool) -> Iterator[Facts]:
    parts: dict[str, list[tuple[int, date | None, str, str]]] = {}
    if view.status.is_active:
        for asked in open_contributions(view.of_kind("contribution")):
            due = _day(asked.doc.get("due_on"))
            what = f"{asked.doc.get('what') or 'Its part of the answer'}{_by(office, due)}"
            parts.setdefault(str(asked.doc.get("service") or ""), []).append(
                (_rank(office, due), due, what, asked.id)
            )
    for task in outstanding_tasks(view.tasks):
        due = _day(task.doc.get("due_on"))
        if due is not None and (is_chosen or due <= office.soon_on()):
            service = str(task.doc.get("service") or view.row.service)
            what = f"{task.doc.get('what') or 'Action'}{_by(office, due)}"
            parts.setdefault(service, []).append((REMEDY, due, what, ""))
    if _is_waited_for(office, view, is_chosen) and view.row.service not in parts:
        rank = _rank(office, view.row.due_on)
        parts[view.row.service] = [(rank, view.row.due_on, "Its part of the answer", "")]
    for service, them in parts.items():
        if service:
            yield Facts(
                "service",
                service,
                office.vocabulary.label("services", service),
                _contact(office, view, service),
                _case(
                    office,
                    view,
                    min(them)[0],
                    tuple(what for _rank, _due, what, _id in them),
                    tuple(one for *_rest, one in them if one),
                    only_remedies=all(rank == REMEDY for rank, *_rest in them),
                ),
                _is_named(view, service),
            )


def _is_waited_for(office: Office, view: CaseView, is_chosen: bool) -> bool:
    """Whether the case's own service is behind, or may be, with the answer itself."""
    if not view.status.is_active:
        return False
    soon = view.row.due_on is not None and view.row.due_on <= office.soon_on()
    return is_chosen or soon or view.row.waiting_for == WAITING


def _is_to_be_told(office: Office, view: CaseView) -> bool:
    row = view.row
    is_running = row.status.is_active and row.paused_since is None and row.answered_on is None
    today = office.clock.today()
    return is_running and must_be_told(view.case.doc, row.due_on, today, office.tell_until())


def _head(office: Office, view: CaseView, head: Head) -> Facts:
    due, today = view.row.due_on, office.clock.today()
    asked = open_contributions(view.of_kind("contribution"))
    what = tuple(f"{each.doc.get('what') or 'Its part of the answer'}" for each in asked)
    to = (head.name, head.email if is_address(head.email) else "")
    rank = LATE if due is not None and due < today else SOON
    case = _case(office, view, rank, what or ("The answer",), (), only_remedies=False)
    return Facts("head", f"{head.name} {head.email}", head.name or head.email, to, case)


def _case(
    office: Office,
    view: CaseView,
    rank: int,
    asked: tuple[str, ...],
    contribution_ids: tuple[str, ...],
    *,
    only_remedies: bool,
) -> EmailCase:
    row = view.row
    person = row.child or row.person
    due = (
        "Answered; remedy outstanding"
        if only_remedies and not row.status.is_active
        else (case_due_words(office, row))
    )
    stage = f", {row.stage[:1].lower()}{row.stage[1:]}" if row.stage and row.stage != row.kind.label else ""
    return EmailCase(
        row.case_id, row.reference, initials(person), f"{row.kind.label}{stage}", row.due_on, due, asked,
        contribution_ids, rank,
    )  # fmt: skip


def _contact(office: Office, view: CaseView, service: str) -> tuple[str, str]:
    name, email = known_contact(office, view, service)
    return name, email if is_address(email) else ""


def _is_named(view: CaseView, service: str) -> bool:
    """Whether the case itself says whom to ask in a service."""
    asked = view.of_kind("contribution")
    return any(each.doc.get("service") == service and each.doc.get("email") for each in asked)


def _rank(office: Office, due: date | None) -> int:
    if due is not None and due < office.clock.today():
        return LATE
    return SOON if due is not None and due <= office.soon_on() else DUE


def _by(office: Office, due: date | None) -> str:
    if due is None:
        return ""
    today = office.clock.today()
    if due < today and office.calendar.covers(due):
        days = count_of(office.calendar.between(due, today), "working day")
        return f" ({days} late, was due {long_date(due)})"
    return f" ({'was due' if due < today else 'due'} {long_date(due)})"


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
