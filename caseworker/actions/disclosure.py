"""The check before somebody's information goes to an MP, Mayor, member or the Chief Executive.

An elected representative who was asked for help by the person may be told what is necessary for that (Data Protection
Act 2018, Schedule 1 paragraph 24). Where whoever asked is not the person the information is about, that person's
consent is needed, or one of the paragraph's substitutes. A councillor moreover needs to know it for their ward or
committee. What was asked, decided and by whom is recorded; the check never stops an answer.
Source: rule book section 3, handling rules 1 to 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.directory import needs_disclosure_check
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.kinds import Kind, Status
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction

KIND = "disclosure"
SOURCE = "Data Protection Act 2018, Schedule 1 paragraph 24; rule book section 3"

SUBJECTS: Mapping[str, str] = {
    "self": "The person who asked for help",
    "child": "A child of the person who asked",
    "other": "Somebody else",
    "nobody": "Nobody: no personal information is asked for",
}
"""Whose information the answer would hold."""

GROUNDS: Mapping[str, str] = {
    "consent": "The person concerned has given consent",
    "cannot": "They cannot give consent",
    "not_reasonable": "It cannot reasonably be expected that consent is obtained",
    "prejudice": "Asking for consent would prejudice the help of the representative",
    "withheld_interest": "Needed in another's interest, and consent was withheld without good reason",
    "none": "None of these",
}
"""Consent, or what stands in its place."""

NEED_TO_KNOW: Mapping[str, str] = {
    "ward": "Yes: they are the ward member",
    "committee": "Yes: for a committee or office they hold",
    "no": "No",
}

RESULTS: Mapping[str, str] = {
    "full": "Answer what was asked",
    "limited": "Answer within limits",
    "general": "Answer in general terms, without personal information",
    "refuse": "Do not disclose",
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One check.

    Attributes:
        asked_by: who asked the representative for help.
        scope: what the question needs, and no more.
        subject, ground, need_to_know, result: codes of the lists above.
        reason: why so; limits and what is left out.
        checked_by: id of the one who checked; the person at the keyboard when empty.
    """

    asked_by: str = ""
    scope: str = ""
    subject: str = ""
    ground: str = ""
    need_to_know: str = ""
    result: str = ""
    reason: str = ""
    checked_by: str = ""


def applies_to(kind: Kind) -> bool:
    """Whether this kind of case needs the check."""
    return needs_disclosure_check(kind)


def check_of(view: CaseView) -> EntityState | None:
    """Return the check in force, the last one recorded; None when there is none yet."""
    found = [d for d in view.of_kind("decision") if d.doc.get("kind") == KIND]
    return found[-1] if found else None


def advice(check: Disclosure, kind: Kind) -> str:
    """Return what the answers so far allow, in words; "" while too little is known."""
    if check.subject == "nobody":
        return "No personal information is asked for, so nothing stands in the way."
    if kind is Kind.MEMBER and check.need_to_know == "no":
        return "Without a need to know for their ward or committee, answer in general terms only."
    if check.subject == "self":
        return "They asked for help themselves: share what the question needs, and no more."
    if check.ground == "none":
        return "Without consent or what stands in its place, answer in general terms only."
    if check.subject in ("child", "other") and check.ground:
        return "Share what the question needs, and leave out third parties, family court and safeguarding detail."
    return ""


def check_disclosure(office: Office, case_id: str, check: Disclosure) -> Changed:
    """Record the check.

    Raises:
        ProblemsError: entries to mend.
        RuleError: this kind of case needs none, or the answers do not allow the result.
    """
    office.require("answer")
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.status is Status.VOID or not applies_to(view.kind):
            raise RuleError("Only the enquiry of an MP, Mayor, member or Chief Executive needs this check.")
        _check(office, view.kind, check)
        edits = CaseEdits(view, office.ids)
        edits.add("decision", **_values(office, view, check))
        return [edits.draft("disclosure.checked")]

    written = office.save(make)
    result = RESULTS[check.result]
    message = f"The disclosure check of {reference} was recorded: {result[0].lower()}{result[1:]}."
    return office.changed(message, written, reference)


def _values(office: Office, view: CaseView, check: Disclosure) -> dict[str, Value]:
    answers = {
        "Who asked for help": cleaned(check.asked_by),
        "What the question needs": cleaned(check.scope),
        "Whose information": SUBJECTS[check.subject],
        "Consent or what stands in its place": GROUNDS.get(check.ground, ""),
        "Need to know": NEED_TO_KNOW.get(check.need_to_know, ""),
    }
    return {
        "kind": KIND,
        "stage_id": view.stage.id if view.stage else "",
        "answers": {question: answer for question, answer in answers.items() if answer},
        "result": RESULTS[check.result],
        "reason": cleaned(check.reason),
        "decided_by": check.checked_by or office.person.id,
        "decided_on": office.clock.today().isoformat(),
    }


def _check(office: Office, kind: Kind, check: Disclosure) -> None:
    problems = []
    if not cleaned(check.asked_by):
        problems.append(Problem("asked_by", "Enter who asked for help"))
    if check.subject not in SUBJECTS:
        problems.append(Problem("subject", "Choose whose information it is"))
    if check.result not in RESULTS:
        problems.append(Problem("result", "Choose what may be disclosed"))
    if check.subject != "nobody":
        problems += _of_somebody(kind, check)
    if check.result in ("limited", "refuse") and not cleaned(check.reason):
        problems.append(Problem("reason", "Enter the limits, or why nothing is disclosed"))
    if check.checked_by and check.checked_by not in office.staff:
        problems.append(Problem("checked_by", "Choose who checked it from the staff list"))
    texts = {"asked_by": check.asked_by, "scope": check.scope, "reason": check.reason}
    problems += [
        Problem(name, f"The text must be {LONGEST:,} characters or fewer")
        for name, text in texts.items()
        if len(text) > LONGEST
    ]
    if problems:
        raise ProblemsError(problems)
    lawful = not (check.subject in ("child", "other") and check.ground == "none")
    needed = not (kind is Kind.MEMBER and check.subject != "nobody" and check.need_to_know == "no")
    if check.result in ("full", "limited") and not (lawful and needed):
        raise RuleError(f"{advice(check, kind)} Choose another result.", field="result", source=SOURCE)


def _of_somebody(kind: Kind, check: Disclosure) -> list[Problem]:
    found = []
    if not cleaned(check.scope):
        found.append(Problem("scope", "Enter what the question needs"))
    if check.subject in ("child", "other") and check.ground not in GROUNDS:
        found.append(Problem("ground", "Choose consent or what stands in its place"))
    if kind is Kind.MEMBER and check.need_to_know not in NEED_TO_KNOW:
        found.append(Problem("need_to_know", "Choose whether they need to know it"))
    return found
