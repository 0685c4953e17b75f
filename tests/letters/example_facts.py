"""What the example letters are filled with besides the facts of every letter: one case, from stage 1 to the panel."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Blocks, Bullets, Fact, Heading, Paragraph, Table
from caseworker.letters.free_parts import FreePart
from caseworker.letters.template import Template
from tests.letters.example_others import OTHER_FREE

MORE_FACTS: Mapping[str, Fact] = {
    "actions": (
        Table(
            ("What we will do", "Who", "By when"),
            (("Agree days and times for phone calls", "Team manager", "Friday 14 November 2025"),),
        ),
    ),
    "child_name_or_initials": "NW",
    "complainant_name": "Siân Wyn",
    "decision_made_date": "Monday 20 October 2025",
    "decision_reason": "The move would end the contact the complaint is about.",
    "decision_review_date": "Monday 1 December 2025",
    "extension_reason": "Two of the workers we need to speak to are away until Thursday 30 October",
    "first_due_date": "Tuesday 28 October 2025",
    "independent_person": "Amara Quist",
    "investigating_officer": "Joel Brandreth",
    "next_stage": (
        Paragraph("You can ask us to look at your complaint again at stage 2. Ask by Tuesday 25 November 2025."),
    ),
    "next_stage_by_date": "Tuesday 25 November 2025",
    "outcome_overall": "partly upheld",
    "panel_by_date": "Monday 2 March 2026",
    "panel_chair": "Ruth Adeyinka",
    "panel_date": "Tuesday 24 February 2026",
    "panel_members": "Tom Harcastle and Inês Duarte",
    "panel_response_date": "Tuesday 24 March 2026",
    "points": (
        Heading("Point 1", level=2),
        Paragraph("Niamh has not been allowed to telephone her grandparents.", quoted=True),
        Paragraph("We uphold this point."),
        Paragraph("The plan says that Niamh may phone them twice a week. Nobody told her carers."),
        Heading("Point 2", level=2),
        Paragraph("The visit on 3 October began late.", quoted=True),
        Paragraph("We do not uphold this point."),
        Paragraph("The records show that the visit began on time and ended early, as had been agreed."),
    ),
    "points_for_agreement": (
        Bullets(
            ("Niamh has not been allowed to telephone her grandparents.", "The visit on 3 October began late."),
            numbered=True,
        ),
    ),
    "recommendations": (
        Heading("Recommendation 1", level=2),
        Paragraph("Carers get a written copy of the contact plan.", quoted=True),
        Paragraph("Our response: We accept this. It is done for every new plan from today."),
    ),
    "representing": "Niamh",
    "requested_date": "Monday 3 November 2025",
    "route": "the Special Educational Needs and Disability Tribunal",
    "stages_so_far": (
        Table(
            ("Stage", "Asked for", "Answered", "Outcome"),
            (("Stage 1", "Tuesday 14 October 2025", "Tuesday 28 October 2025", "Partly upheld"),),
        ),
    ),
}  # fmt: skip

STAGE_FACTS: Mapping[str, Mapping[str, Fact]] = {
    "2": {
        "first_due_date": "Monday 8 December 2025",
        "due_date": "Monday 8 December 2025",
        "max_due_date": "Thursday 5 February 2026",
        "next_stage": (Paragraph("You can ask for a review panel. Ask by Monday 9 March 2026."),),
        "next_stage_by_date": "Monday 9 March 2026",
    },
    "3": {
        "requested_date": "Monday 19 January 2026",
        "next_stage": (Paragraph("You can now ask the Ombudsman to look at your complaint."),),
    },
}
"""What is different at a later stage of a statutory complaint, by its number."""

EXTENDED_TO = {"1": "Thursday 6 November 2025", "2": "Friday 23 January 2026"}
"""The new date in a letter about more time, by stage."""

_FREE: Mapping[str, str] = {
    "apology": "We did not tell Niamh’s carers about the phone calls. She missed her grandparents for six weeks. "
    "We are sorry for that. Every carer now gets the contact plan in writing.",
    "how_decided": "The team manager read Niamh’s records and spoke to her carers and her social worker. "
    "The contact plan of 2 September counts.",
    "reply_by": "Wednesday 29 October 2025",
    "short_answer": "You were right about the phone calls. You should have been able to phone your gran.",
    "still_unresolved": "Niamh still has not phoned her grandparents.",
    "what_changes": "You can phone your gran on Tuesdays and Fridays from now on.",
}


def example_facts(template: Template) -> dict[str, Fact]:
    """Return the facts of the case at the stage the letter is for, besides those of every letter."""
    if Kind.STATUTORY not in template.kinds or len(template.stages) != 1:
        return dict(MORE_FACTS)
    stage = template.stages[0]
    extended = {"due_date": EXTENDED_TO[stage]} if template.purpose == "extend" else {}
    return {**MORE_FACTS, **STAGE_FACTS.get(stage, {}), **extended}


def example_free(template: Template) -> dict[str, Blocks]:
    """Return words for each free part of a letter; where there is no example of its own, what belongs there."""
    return {part.name: (Paragraph(_example(template.code, part)),) for part in template.free}


def _example(code: str, part: FreePart) -> str:
    own = OTHER_FREE.get(f"{code}.{part.name}") or _FREE.get(part.name)
    return own or f"[Here stands: {part.label}]"
