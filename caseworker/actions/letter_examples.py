"""Example facts, so that a wording can be read as a letter before it is used: nobody's case, plainly so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letters import Block, Blocks, Bullets, Fact, Heading, Paragraph, Table
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template

_WORDS: Mapping[str, str] = {
    "address": "1 Example Street\nExample Town\nEX1 1EX",
    "adjudicating_officer": "Alex Adjudicator",
    "advocate_name": "Avery Advocate",
    "advocate_org": "Example Advocacy",
    "asked_of_service": "What happened on each visit, with the notes made at the time",
    "case_ref": "CYP-0000-0001",
    "case_type": "Statutory complaint",
    "child_first_name": "Robin",
    "child_name_or_initials": "Robin Example",
    "complainant_name": "Sam Example",
    "complainant_relationship": "Parent",
    "consent_limits": "The dates of visits, and nothing about health",
    "decision_reason": "The matter is before the court, and looking at it now could harm that.",
    "extension_reason": "We need to speak with two more people who worked with you.",
    "fee_amount": "£50.00",
    "independent_person": "Indra Independent",
    "investigating_officer": "Indigo Investigator",
    "next_stage_name": "stage 2",
    "outcome_overall": "partly upheld",
    "panel_chair": "Charlie Chair",
    "panel_members": "Charlie Chair, Morgan Member and Pat Panellist",
    "payment_total": "£150.00",
    "recipient_name": "Sam Example",
    "ref_external": "00 000 000",
    "representing": "Robin Example",
    "route": "the corporate complaints procedure",
    "salutation": "Dear Sam Example",
    "scheme_name": "the council's timescales",
    "stage": "Stage 1",
    "summary": "Nobody visited in July and August. Three calls were not returned.",
    "your_reference": "YR/0001",
}

_ONLY_WHERE_NAMED = frozenset({"ref_external", "your_reference"})
"""Facts that would stand beside the address of every letter."""

_POINTS: Blocks = (
    Heading("Point 1: nobody visited in July and August", 2),
    Paragraph("We uphold this point. The visits were planned and were not made."),
    Heading("Point 2: calls were not returned", 2),
    Paragraph("We do not uphold this point. The log shows that each call was returned the next day."),
)
_BLOCKS: Mapping[str, Blocks] = {
    "actions": (
        Table(("What we will do", "Who", "By when"), (("Name a social worker", "Team manager", "1 May"),)),
    ),
    "exemptions": (
        Heading("Section 40(2): personal information", 2),
        Paragraph("It is about somebody else."),
    ),
    "next_stage": (
        Paragraph("You can ask for stage 2 within 20 working days. Say what is still not right."),
    ),
    "payments": (Bullets(("£150.00 for the time and trouble",)),),
    "points": _POINTS,
    "points_for_agreement": (
        Bullets(("Nobody visited in July and August.", "Calls were not returned."), True),
    ),
    "recommendations": (Bullets(("Apologise. We accept this.", "Train the team. We accept this."), True),),
    "remedies_ombudsman": (Bullets(("Apologise within one month.",), True),),
    "stages_so_far": (Table(("Stage", "Answered"), (("Stage 1", "1 May"),)),),
}


def example_facts(office: Office, template: Template, day: date) -> dict[str, Fact]:
    """Return an example for every fact a letter can ask for; contact details are the office's own.

    Args:
        day: the day the example bears; its dates follow from it.
    """
    from caseworker.letters.facts import BLOCKS

    settings, person = office.settings, office.person
    of_office: dict[str, Fact] = {
        "contact_email": settings.email or "team@council.example",
        "contact_phone": settings.phone or "020 7946 0000",
        "council": settings.council or "Example Council",
        "division": "Children's services",
        "service_name": "Children looked after",
        "signatory_name": person.full_name or "The person who signs",
        "signatory_role": person.job or "Complaints manager",
        "today": long_date(day),
    }
    if settings.advocacy_contact:
        of_office["advocate_contact"] = settings.advocacy_contact
    needed = (*template.facts, "recipient_name", "salutation", "address", "case_ref", "signatory_name")
    known: dict[str, Fact] = {**_WORDS, **_BLOCKS, **of_office, "signatory_role": of_office["signatory_role"]}
    for name in _ONLY_WHERE_NAMED - set(template.facts):
        known.pop(name, None)
    made: dict[str, Fact] = {
        name: _made(name, day, number, is_block=name in BLOCKS)
        for number, name in enumerate(needed)
        if name not in known and not name.endswith(("_block", "_contact"))
    }
    return {**made, **known}


def example_parts(template: Template) -> dict[str, Blocks]:
    """Return words for each part that the writer of the letter writes."""
    return {part.name: (Paragraph(f"Here stands what you write: {part.label}."),) for part in template.free}


def _made(name: str, day: date, number: int, *, is_block: bool) -> Fact:
    """An example of a fact that has none: a date for a date, else its name in words."""
    if name.endswith(("_date", "_deadline")):
        return long_date(day + timedelta(days=7 + number))
    words = name.replace("_", " ")
    block: Block = Paragraph(f"Here stands: {words}.")
    return (block,) if is_block else words
