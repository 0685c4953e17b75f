"""A quote from a compliment that the reports may print: without names, and marked as fit for publication.

Source: rule book 10.3 (no names, references or dates of birth in what is published); annual report, compliments.
"""

from __future__ import annotations

from datetime import date

from caseworker.actions.edit import edit_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.disclosure_control import Finding, Identifying, find_identifying
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office

LONGEST_QUOTE = 600


def quote_findings(office: Office, view: CaseView, text: str) -> tuple[Finding, ...]:
    """Return what in a quote could identify somebody of this case: names, references, dates of birth, addresses."""
    known = Identifying(
        names=[str(party.doc.get("full_name") or "") for party in view.parties],
        references=[view.reference],
        born_on=[
            date.fromisoformat(party.doc["born_on"]) for party in view.parties if party.doc.get("born_on")
        ],
        allowed=[office.settings.council],
    )
    return find_identifying(text, known, view.row.received_on)


def set_quote(office: Office, seen: CaseView, text: str, *, may_publish: bool) -> Changed:
    """Keep the quote of a compliment, and whether the reports may print it.

    Raises:
        RuleError: the case is no compliment.
        ProblemsError: the quote is too long, names somebody though it is to be published, or is empty and to be.
    """
    office.require("edit")
    if seen.kind is not Kind.COMPLIMENT:
        raise RuleError("Only a compliment has a quote for the reports.")
    words = cleaned(text)
    problems = []
    if len(words) > LONGEST_QUOTE:
        problems.append(Problem("public_quote", f"The quote must be {LONGEST_QUOTE} characters or fewer"))
    if may_publish and not words:
        problems.append(Problem("public_quote", "Enter the quote, or do not mark it for publication"))
    if may_publish and (found := quote_findings(office, seen, words)):
        said = ", ".join(dict.fromkeys(f"“{each.said}”" for each in found))
        problems.append(Problem("public_quote", f"Take out what could name somebody: {said}"))
    if problems:
        raise ProblemsError(problems)
    return edit_case(office, seen, seen.case_id, {"public_quote": words, "quote_may_publish": may_publish})
