"""What a contact is logged under must be in use today: an administrator may have changed the lists meanwhile.

Question: may a draft begun before a team was merged be logged under it? Choice: no; new work is given what is in force,
and whoever logs it says what it is now. Cost: one more choice in a draft that is older than the change.
"""

from __future__ import annotations

from caseworker.domain.intake import Intake
from caseworker.domain.vocabulary import Vocabulary
from caseworker.errors import Problem

CHOSEN = {
    "channel": "channels",
    "raised_by": "raised_by",
    "relationship": "relationships",
    "requester_type": "requester_types",
    "theme": "themes",
}
"""Fields of an intake that are chosen from a list a council changes, and the list; services and teams are apart."""


def ended_words(lists: Vocabulary, name: str, code: str) -> str:
    """Return what became of an entry that is not in use today, "“Team A” is now part of “Team B”", else ""."""
    entry = lists.entry(name, code)
    if entry is None or any(offered.code == code for offered in lists.offered(name)):
        return ""
    words = f"“{lists.label(name, code)}”"
    if entry.became:
        return f"{words} is now part of “{lists.label(name, entry.became)}”"
    return f"{words} is not in use today"


def ended_problems(lists: Vocabulary, intake: Intake) -> list[Problem]:
    """Return a problem for each field whose entry is not in use today."""
    chosen = [(field, name, str(getattr(intake, field))) for field, name in CHOSEN.items()]
    chosen += [("service", "teams", intake.team), ("service", "services", intake.service)]
    chosen += [("other_themes", "themes", code) for code in intake.other_themes]
    found: dict[str, Problem] = {}
    for field, name, code in chosen:
        words = ended_words(lists, name, code) if code else ""
        if words:
            found.setdefault(field, Problem(field, f"{words}: choose again"))
    return list(found.values())
