"""Log a contact as a case: the act a caller waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseworker.actions.at_logging import decision_at_logging, offer_at_logging
from caseworker.actions.decide_reminder import reminder_to_decide
from caseworker.actions.file_entries import file_entities
from caseworker.actions.log_lists import ended_problems
from caseworker.actions.people_links import links_of
from caseworker.actions.restrict_requests import not_restricted_words, restricted_from_the_start
from caseworker.actions.stage_clocks import begin_stage
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, EntityChange
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.due_words import due_words
from caseworker.domain.editing import new_entity
from caseworker.domain.intake import Child, Intake, cleaned, problems_with
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.stages import date_in_force
from caseworker.domain.words import postcode
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction
from caseworker.storage.drafts import remove_draft

_AT_RISK = ("yes", "unsure")


@dataclass(frozen=True, slots=True)
class Logged(Changed):
    """A case that was logged: its id, and its deadline in words to read to the caller."""

    case_id: str = ""
    due_text: str = ""


def due_preview(office: Office, kind: Kind, received_on: date | None) -> str:
    """Return in words when a case of this kind received that day will be due (S2)."""
    if kind is Kind.UNDECIDED:
        return "Decide the type within 2 working days: until then no deadline is known."
    if received_on is None:
        return ""
    stage = begin_stage(office, kind, received_on)
    due = date_in_force(stage)
    if not due:
        return "No deadline applies."
    clocks = stage["clocks"]
    ack = clocks.get(stage.get("ack_step"))
    words = due_words(date.fromisoformat(due), office.clock.today(), office.calendar, status=Status.OPEN)
    if ack and ack.get("due_on"):
        words += f". Acknowledge by {long_date(date.fromisoformat(ack['due_on']))}"
    return words


def log_case(
    office: Office,
    intake: Intake,
    *,
    draft_id: str = "",
    stamp: str = "",
    files: Sequence[Mapping[str, Any]] = (),
) -> Logged:
    """Log the contact and return the case with its reference and due date.

    Args:
        draft_id: the draft it was typed in, which is then finished.
        files: those that waited in the draft (actions/waiting_files.py); they become the case's in the same save.

    Raises:
        ProblemsError: entries to mend; nothing was saved and the draft is kept.
    """
    office.require("log")
    tidy = tidied(office, intake)
    problems = [
        *problems_with(tidy, office.clock.today()),
        *ended_problems(office.vocabulary, tidy),
        *_owner_problems(office, tidy.owner_id),
    ]
    if problems:
        raise ProblemsError(problems)
    case_id = office.ids.new()
    stage = begin_stage(office, tidy.kind, _received(tidy))
    reference, is_lost = "", False

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, is_lost
        reference = transaction.next_reference()
        if draft_id:
            remove_draft(transaction.raw, draft_id)
        people, links = links_of(office, transaction, tidy)
        chosen = {tidy.person_id, *(child.person_id for child in tidy.children)} - {""}
        is_lost = bool(chosen - people.keys())
        return [_draft(office, with_people(tidy, people), case_id, reference, stage, files), *links]

    written = office.save(make, stamp=stamp)
    due = date_in_force(stage)
    text = (
        due_words(date.fromisoformat(due), office.clock.today(), office.calendar, status=Status.OPEN)
        if due
        else ("No deadline" if tidy.kind is not Kind.UNDECIDED else "Decide the type within 2 working days")
    )
    message = f"Case {reference} was logged. {text}."
    if tidy.risk in _AT_RISK:
        message += " A safeguarding task for today was added."
    if is_lost:
        message += (
            " Somebody chosen among the possible matches is not on this computer any more, so is not linked."
        )
    message += not_restricted_words(restricted_from_the_start(office, tidy.kind, tidy.owner_id))
    changed = office.changed(message, written, reference)
    return Logged(changed.message, changed.case_ids, changed.group_id, reference, case_id, text)


def _owner_problems(office: Office, owner_id: str) -> list[Problem]:
    """A draft may name an owner who has left since."""
    owner = office.staff.get(owner_id)
    if not owner_id or (owner and owner.works_on(office.clock.today())):
        return []
    return [Problem("owner_id", "Choose an owner from the staff list who works here now")]


def with_people(intake: Intake, people: Mapping[str, str]) -> Intake:
    """Return the intake with the persons of the register in place of what was chosen among the matches."""
    return replace(
        intake,
        person_id=people.get(intake.person_id, ""),
        children=tuple(replace(c, person_id=people.get(c.person_id, "")) for c in intake.children),
    )


def tidied(office: Office, intake: Intake) -> Intake:
    """Return the intake with its texts cleaned, and with the division and service its team or service stands under."""
    lists = office.vocabulary
    service = intake.service or lists.parent_of("teams", intake.team)
    return replace(
        intake,
        full_name=cleaned(intake.full_name),
        relationship=cleaned(intake.relationship),
        phone=cleaned(intake.phone),
        email=cleaned(intake.email),
        address_lines=cleaned(intake.address_lines),
        postcode=postcode(cleaned(intake.postcode)),
        adjustments=cleaned(intake.adjustments),
        summary=cleaned(intake.summary),
        wants=cleaned(intake.wants),
        staff_named=cleaned(intake.staff_named),
        subject=cleaned(intake.subject),
        ward=cleaned(intake.ward),
        service=service,
        division=intake.division or lists.parent_of("services", service),
        children=tuple(
            replace(
                c,
                full_name=cleaned(c.full_name),
                age=cleaned(c.age),
                social_care_id=cleaned(c.social_care_id),
            )
            for c in intake.children
        ),
    )


def _draft(
    office: Office,
    intake: Intake,
    case_id: str,
    reference: str,
    stage: dict[str, Any],
    files: Sequence[Mapping[str, Any]],
) -> Draft:
    new = office.ids.new
    stage_id = new()
    entities = [
        new_entity(
            case_id,
            "case",
            **case_values(intake, reference),
            **restricted_from_the_start(office, intake.kind, intake.owner_id),
        ),
        new_entity(stage_id, "stage", **stage),
        new_entity(new(), "party", **person_values(intake)),
        *_children(new, intake.children),
        *file_entities(office.ids, files, stage_id),
    ]
    entities += _decided(office, intake, stage_id)
    if intake.risk in _AT_RISK:
        entities.append(
            new_entity(
                new(),
                "task",
                kind="safeguarding",
                what="Tell safeguarding that a child may be at risk, and note who was told",
                owner=intake.owner_id,
                due_on=office.clock.today().isoformat(),
            )
        )
    return Draft("case", case_id, "case.logged", tuple(entities), is_new=True)


def _decided(office: Office, intake: Intake, stage_id: str) -> list[EntityChange]:
    """How the type was found, the offer of an advocate, and the reminder to decide the type."""
    found = []
    if intake.kind is Kind.UNDECIDED:
        found.append(reminder_to_decide(office, intake.owner_id))
    if intake.triage:
        found.append(decision_at_logging(office, intake, stage_id))
    if intake.advocate_answer:
        found.append(offer_at_logging(office, intake))
    return found


def case_values(intake: Intake, reference: str) -> dict[str, Any]:
    """Return the fields of the case itself."""
    return {
        "reference": reference,
        "kind": intake.kind.value,
        "channel": intake.channel,
        "received_on": _received(intake).isoformat(),
        "raised_by": intake.raised_by,
        "summary": intake.summary,
        "wants": intake.wants,
        "risk": intake.risk,
        "division": intake.division,
        "service": intake.service,
        "team": intake.team,
        "theme": intake.theme,
        "other_themes": list(intake.other_themes),
        "payment_related": intake.payment_related,
        "staff_named": intake.staff_named,
        "subject": intake.subject,
        "requester_type": intake.requester_type,
        "owner_id": intake.owner_id,
        "ward": intake.ward,
        "status": Status.OPEN.value,
        "case_review": intake.kind is Kind.CASE_REVIEW,
    }


def person_values(intake: Intake) -> dict[str, Any]:
    """Return the fields of the person complaining, enquiring or asking."""
    return {
        "role": "complaining",
        "full_name": intake.full_name,
        "raised_by": intake.raised_by,
        "relationship": intake.relationship,
        "phone": intake.phone,
        "email": intake.email,
        "address": address_value(intake.address_lines, intake.postcode),
        "preferred_contact": intake.preferred_contact,
        "adjustments": intake.adjustments,
        "person_id": intake.person_id,
        "representative_id": intake.representative_id,
    }


def address_value(lines: str, code: str) -> dict[str, str] | None:
    """Return an address as it is kept: lines and postcode are one value, changed together (C3)."""
    return {"lines": lines, "postcode": code} if lines or code else None


def _children(new: Any, children: Iterable[Child]) -> list[EntityChange]:
    return [
        new_entity(
            new(),
            "party",
            role="child",
            full_name=child.full_name,
            born_on=child.born_on.isoformat() if child.born_on else None,
            age=child.age,
            child_status=child.status,
            social_care_id=child.social_care_id,
            person_id=child.person_id,
        )
        for child in children
        if child.full_name or child.born_on or child.age or child.social_care_id
    ]


def _received(intake: Intake) -> date:
    if intake.received_on is None:
        raise ProblemsError(problems_with(intake, date.max))
    return intake.received_on
