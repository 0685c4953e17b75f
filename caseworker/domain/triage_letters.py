"""Which of several letters of one code suits what the check at the start came to (rule book 9.2: L04, L07)."""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.triage_answers import Answers, Proposal, Result

OWN_PROCEDURE, COURT, OTHER_BODY, ALL_STAGES = "L04a", "L04b", "L04d", "L04e"
WAITS_CORPORATE = "L07a"


def letter_of(code: str, proposal: Proposal, answers: Answers) -> str:
    """Return the letter to write where the check calls for a code: the one for this situation, else the code itself."""
    if code == "L07":
        return WAITS_CORPORATE if proposal.kind is Kind.CORPORATE else code
    if code != "L04":
        return code
    if proposal.kind is Kind.CORPORATE:
        return OWN_PROCEDURE
    if answers.considered == "yes" and proposal.result is Result.ELSEWHERE:
        return ALL_STAGES
    route = proposal.route.casefold()
    if "court" in route or "tribunal" in route:
        return COURT
    return OTHER_BODY if "organisation" in route else code


def letters_of(proposal: Proposal, answers: Answers) -> tuple[str, ...]:
    """Return the letters to write because of a proposal, in its order."""
    return tuple(letter_of(code, proposal, answers) for code in proposal.letters)
