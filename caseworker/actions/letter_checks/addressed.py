"""Whether a letter goes to the right person at the right place: ticked by a person, compared with the case as it is."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.letter_checks.check import RECIPIENT, Check

TITLE, ADDRESS = "The person it goes to", "Name and address belong together"


def recipient(subject: Subject, checked: bool) -> Iterator[Check]:
    """Ask a person to look at name and address, each time. Source: interface rule S10."""
    lines = ", ".join(subject.preview.letter.recipient_lines)
    if checked:
        yield Check(RECIPIENT, TITLE, "ok", f"You looked at it: {lines}.", field="recipient")
        return
    yield Check(
        RECIPIENT,
        TITLE,
        "todo",
        f"This letter goes to {lines}.",
        "Compare name and address with what you know, then tick that they are right.",
        "recipient",
    )
