"""Decide the procedure of a case: the answers, the proposal, and what a person decided, in one act.

Deciding another type than the case has changes it by the same rules as a change by hand: its history stays, its
deadlines are counted anew, openly.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.actions.count_again import count_again
from caseworker.actions.decide_reminder import finish_reminder
from caseworker.actions.letters import letter_title, letters_for
from caseworker.actions.restrict_requests import not_restricted_words, restricted_values
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import Answers, Proposal, answers_doc, answers_of, result_words
from caseworker.domain.triage_letters import letters_of
from caseworker.domain.triage_questions import only_asked, suggested
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

LETTERS = {
    "L04": "Sent elsewhere, with the right route",
    "L05": "No sufficient interest",
    "L06": "Out of time, not accepted",
    "L07": "Waiting for other proceedings",
    "L08": "Asking for consent",
}
"""The letters a proposal can call for."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided.

    Attributes:
        kind: the type; UNDECIDED to keep the answers and decide later.
        reason: needed where it is another than the one proposed.
    """

    kind: Kind = Kind.UNDECIDED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter the proposal calls for; `is_there` when it can be written now."""

    code: str
    title: str
    is_there: bool


def record_triage(
    office: Office,
    case_id: str,
    answers: Answers,
    decision: Decision,
    decider: str = "",
    *,
    stamp: str = "",
) -> Changed:
    """Keep the answers and what was decided; change the type of the case where it is another.

    Args:
        decider: who decided, an id of the staff list; the person at the keyboard unless given.

    Raises:
        ProblemsError: entries to mend.
        RuleError: the case is not open, or its type cannot be changed any more.
    """
    office.require("edit")
    decider = decider or office.person.id
    reference = text = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, text
        view = transaction.case(case_id)
        reference = view.reference
        if not view.status.is_active:
            raise RuleError("Only the type of an open case is decided. Reopen it first.")
        received = view.row.received_on
        asked = only_asked(answers, received)
        proposal = propose(asked, received)
        reason = _checked(office, decision, proposal, decider, asked)
        edits = CaseEdits(view, office.ids)
        values = _case_values(office, view, asked, decision.kind)
        edits.set(view.case, **values)
        text = _decided_words(decision.kind) + not_restricted_words(values)
        text += _count(office, view, edits, asked, decision.kind)
        edits.add(
            "decision",
            kind="triage",
            stage_id=view.stage.id if view.stage else "",
            result=result_words(proposal, decision.kind),
            answers=answers_doc(asked),
            reason=reason,
            decided_by=decider,
            decided_on=office.clock.today().isoformat(),
        )
        if decision.kind is not Kind.UNDECIDED:
            finish_reminder(view, edits, office.clock.today())
        text += _safeguard(office, view, edits, asked)
        return [edits.draft("case.triaged", reason)]

    written = office.save(make, stamp=stamp)
    return office.changed(f"{reference}: {text}", written, reference)


def answers_known(view: CaseView) -> Answers:
    """Return the answers given last; where none were given yet, what is known of the case suggests."""
    found = [d for d in view.of_kind("decision") if d.doc.get("kind") == "triage"]
    if found:
        return answers_of(found[-1].doc.get("answers") or {})
    status = next((str(c.doc.get("child_status")) for c in view.children if c.doc.get("child_status")), "")
    return suggested(str(view.value("raised_by") or ""), status, str(view.value("risk") or ""))


def is_recorded(view: CaseView, answers: Answers) -> bool:
    """Return whether a decision on these very answers is recorded in the case."""
    found = [d for d in view.of_kind("decision") if d.doc.get("kind") == "triage"]
    asked = answers_doc(only_asked(answers, view.row.received_on))
    return bool(found) and found[-1].doc.get("answers") == asked


def letters_due(
    office: Office, proposal: Proposal, view: CaseView | None = None, answers: Answers | None = None
) -> tuple[DueLetter, ...]:
    """Return the letters a proposal calls for, each with whether it can be written in this case now.

    Args:
        answers: what the proposal comes from; with them the letter for this very situation is named.
    """
    there = {choice.code for choice in letters_for(office, view)} if view is not None else set()
    codes = letters_of(proposal, answers) if answers is not None else proposal.letters
    return tuple(
        DueLetter(
            code, letter_title(code, office) if code in there else LETTERS.get(code[:3], code), code in there
        )
        for code in codes
    )


def _checked(office: Office, decision: Decision, proposal: Proposal, decider: str, answers: Answers) -> str:
    reason = cleaned(decision.reason)
    problems = []
    if decider not in office.staff:
        problems.append(Problem("decider", "Choose who decided from the staff list"))
    if not answers.what and decision.kind is not Kind.UNDECIDED and not reason:
        problems.append(Problem("what", "Choose what they want, or enter the reason for the decision"))
    elif _differs(decision.kind, proposal) and not reason:
        problems.append(Problem("reason", "Enter why your decision differs from the proposal"))
    if answers.grounds_on and answers.grounds_on > office.clock.today():
        problems.append(Problem("grounds_on", "The day the grounds arose must be today or in the past"))
    if problems:
        raise ProblemsError(problems)
    return reason


def _differs(kind: Kind, proposal: Proposal) -> bool:
    return kind is not Kind.UNDECIDED and proposal.kind is not None and kind is not proposal.kind


def _case_values(office: Office, view: CaseView, answers: Answers, kind: Kind) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if kind is not Kind.UNDECIDED and kind is not view.kind:
        values["kind"] = kind.value
        is_review = kind is Kind.CASE_REVIEW
        if is_review != (view.kind is Kind.CASE_REVIEW):
            values["case_review"] = is_review
        values |= restricted_values(office, kind, view)
    if answers.grounds_on:
        values["grounds_on"] = answers.grounds_on.isoformat()
    if answers.risk:
        values["risk"] = answers.risk
    return values


def _count(office: Office, view: CaseView, edits: CaseEdits, answers: Answers, kind: Kind) -> str:
    if "kind" not in edits.changed_fields:
        return ""
    grounds = {"grounds_on": answers.grounds_on.isoformat()} if answers.grounds_on else {}
    return count_again(office, view, edits, {"kind": kind.value}, happened=grounds)


def _decided_words(kind: Kind) -> str:
    if kind is Kind.UNDECIDED:
        return "the answers were kept; the type is not decided yet."
    return f"decided: {kind.label[:1].lower()}{kind.label[1:]}."


def _safeguard(office: Office, view: CaseView, edits: CaseEdits, answers: Answers) -> str:
    """A child who may be at risk gets the safeguarding task that logging would have added (S3)."""
    has_one = any(task.doc.get("kind") == "safeguarding" for task in view.tasks)
    if answers.risk not in ("yes", "unsure") or has_one or view.status is Status.VOID:
        return ""
    edits.add(
        "task",
        kind="safeguarding",
        what="Tell safeguarding that a child may be at risk, and note who was told",
        owner=view.row.owner_id,
        due_on=office.clock.today().isoformat(),
    )
    return f" A safeguarding task for today, {long_date(office.clock.today())}, was added."
