"""What is recorded with the logging of a contact: how its type was found, and the offer of an advocate."""

from __future__ import annotations

from caseworker.domain.advocacy import GROUP_OF_STATUS
from caseworker.domain.changes import EntityChange
from caseworker.domain.editing import new_entity
from caseworker.domain.intake import Intake, cleaned
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import answers_doc, answers_of, result_words
from caseworker.office import Office


def decision_at_logging(office: Office, intake: Intake, stage_id: str) -> EntityChange:
    """Return the decision on the procedure, with the answers it came from."""
    answers, today = answers_of(intake.triage), office.clock.today()
    proposal = propose(answers, intake.received_on or today)
    return new_entity(
        office.ids.new(),
        "decision",
        kind="triage",
        stage_id=stage_id,
        result=result_words(proposal, intake.kind),
        answers=answers_doc(answers),
        reason=cleaned(intake.triage_reason),
        decided_by=office.person.id,
        decided_on=today.isoformat(),
    )


def offer_at_logging(office: Office, intake: Intake) -> EntityChange:
    """Return the offer of an advocate with its answer; kept when it was refused too (ADV-1)."""
    status = next((child.status for child in intake.children if child.status), "")
    return new_entity(
        office.ids.new(),
        "advocacy",
        offered_on=office.clock.today().isoformat(),
        offered_by=office.person.id,
        answer=intake.advocate_answer,
        reason=cleaned(intake.advocate_reason),
        eligible_group=GROUP_OF_STATUS.get(status, ""),
        stage_label="Stage 1" if intake.kind.is_complaint else intake.kind.label,
    )
