"""What is still needed, in words: before it can be logged, and what may follow later (P2)."""

from __future__ import annotations

from datetime import date

from caseworker.domain.dates_in_words import listed
from caseworker.domain.intake import Intake, problems_with, still_needed
from ui.intake.shape import shape_of

_WORDS = {
    "channel": "how it arrived",
    "received_on": "date received",
    "full_name": "full name",
    "email": "email address to mend",
    "born_on": "date of birth to mend",
    "summary": "what happened",
    "risk": "whether a child is at risk now",
    "service": "service or team",
    "theme": "main category",
}
"""Words for each field, in the order of the form."""


def needed_to_log(intake: Intake, today: date, *, is_decided: bool) -> list[str]:
    """Return what stands between the form and the case, in the order of the form.

    Args:
        is_decided: whether a type was chosen ("not decided yet" is one).
    """
    found = {problem.field for problem in problems_with(intake, today)}
    names = [name for name in _WORDS if name in found] + sorted(found - _WORDS.keys())
    asked = shape_of(intake.kind).labels.get("summary", "what happened")
    words = {**_WORDS, "summary": asked[:1].lower() + asked[1:]}
    return ([] if is_decided else ["type of case"]) + [words.get(name, name) for name in names]


def may_follow(intake: Intake, *, is_decided: bool) -> list[str]:
    """Return what the case will need and may be asked later."""
    return [words for words in still_needed(intake) if is_decided or words != "type of case"]


def needs_words(needed: list[str], later: list[str]) -> str:
    """Both in one sentence, for a list of drafts."""
    return ", ".join([*needed, *later]) or "nothing, ready to log"


def sentence(lead: str, things: list[str]) -> str:
    """Such as "Needed to log: full name and main category."; "" for nothing."""
    return f"{lead}: {listed(things)}." if things else ""
