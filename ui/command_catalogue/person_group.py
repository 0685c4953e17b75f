"""The last group of the Case menu: what is done with a person of the register."""

from __future__ import annotations

from ui.command_catalogue.command import NEEDS_PERSON, Command

PERSON: tuple[Command, ...] = (
    Command(
        "person.register",
        "Take person into the register",
        "Case",
        (),
        NEEDS_PERSON,
        icon="people",
        help="Somebody who stands only in cases gets a page of their own that brings those cases together.",
        gap=True,
        group="Person",
    ),
    Command(
        "person.alert",
        "Record a safety alert",
        "Case",
        (),
        NEEDS_PERSON,
        group="Person",
    ),
    Command(
        "person.plan",
        "Record a contact plan",
        "Case",
        (),
        NEEDS_PERSON,
        group="Person",
    ),
    Command(
        "person.relationship",
        "Add a relationship",
        "Case",
        (),
        NEEDS_PERSON,
        group="Person",
    ),
    Command(
        "person.merge",
        "Merge with another person",
        "Case",
        (),
        NEEDS_PERSON,
        help="Both stand side by side first; for 30 days the merge can be taken back.",
        group="Person",
    ),
)
