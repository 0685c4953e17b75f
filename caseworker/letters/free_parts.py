"""The parts of letters that their writer writes: what each is called and what belongs there.

A letter's head names them: `free: reason, own_words?` (? may stay empty). A letter may call one something else, or
have one that is not here: `free: reason (Why the panel cannot meet in time)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FreePart:
    """One part to be written: its label, a hint, and whether it may stay empty."""

    name: str
    label: str
    hint: str = ""
    may_be_empty: bool = False

    @property
    def field(self) -> str:
        """The name problems lead to."""
        return f"free.{self.name}"


FREE_PARTS: Mapping[str, tuple[str, str]] = {
    "action_taken": ("What was done", "What the council did, when, and how it can be seen."),
    "answer": ("The answer", "Answer what was asked. Only what this person needs to know."),
    "apology": (
        "The apology",
        "Accept the fault, say what it did to them, say sorry for it, say what will change.",
    ),
    "decision": ("The decision", "What was decided, in one or two sentences."),
    "help_offered": ("Help with asking again", "How the request could be put so that it can be answered."),
    "information": ("The information", "What is sent or where it can be found."),
    "next_steps": ("What happens next", "Who does what, by when."),
    "own_words": ("Anything else to say", "Left out of the letter while it is empty."),
    "public_interest_against": (
        "For keeping it back",
        "Why the public is better served if it is not given out.",
    ),
    "public_interest_for": ("For giving it out", "Why the public is better served if it is given out."),
    "reason": ("The reason", "Why, in words the person can check. Name the law or policy used."),
    "record": ("What they said", "The complaint as it was spoken, in their own words where you can."),
    "short_answer": ("The answer in short words", "What was found, what happens now. Short sentences."),
    "unclear": ("What is not clear", "What needs to be known before work can go on."),
    "what_is_shared": ("What will be shared, and with whom", "Which records, with whom, what for."),
}
"""Name -> label and hint."""

_ENTRY = re.compile(r"\s*([a-z][a-z_0-9]*)(\?)?\s*(?:\(([^()]+)\))?\s*")


def read_free_parts(value: str) -> tuple[FreePart, ...]:
    """Return the parts that a head line names.

    Raises:
        ValueError: what is wrong, in words.
    """
    parts: list[FreePart] = []
    for entry in re.split(r",(?![^()]*\))", value):
        if not entry.strip():
            continue
        found = _ENTRY.fullmatch(entry)
        if found is None:
            raise ValueError(
                f"“{entry.strip()}” must be a name in small letters, with ? and (a label) where needed"
            )
        name, optional, label = found.groups()
        if not label and name not in FREE_PARTS:
            raise ValueError(f"{name} needs a label: {name} (What belongs here)")
        if any(part.name == name for part in parts):
            raise ValueError(f"{name} stands twice")
        known_label, hint = FREE_PARTS.get(name, ("", ""))
        parts.append(FreePart(name, label or known_label, hint, bool(optional)))
    return tuple(parts)
