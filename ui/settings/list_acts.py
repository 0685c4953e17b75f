"""What can be done to an entry of a list: its button, its fields, and the act itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.actions import lists_change as lists
from caseworker.domain.changed import Changed
from caseworker.office import Office

Values = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class ListAct:
    """One act.

    Attributes:
        words: on the button; heading: above its form, with the entry's words filled in.
        fields: the names of the fields it asks for: "label", "parent", "into", "from_on", "to_on".
        from_words, from_help: what its first day is called, and a sentence about it.
        is_dated: whether the first day must be given.
    """

    code: str
    words: str
    heading: str
    fields: tuple[str, ...]
    do: Callable[[Office, str, str, Values], Changed]
    from_words: str = "From"
    from_help: str = ""
    is_dated: bool = True
    needs_entry: bool = True
    needs_parents: bool = False
    for_program_words: bool = False


ACTS: tuple[ListAct, ...] = (
    ListAct(
        "add",
        "Add",
        "Add a {one}",
        ("label", "parent", "from_on"),
        lambda office, name, _code, v: lists.add_entry(
            office, name, v["label"], parent=v.get("parent") or "", from_on=v["from_on"]
        ),
        from_help="Leave it empty when it has always been there.",
        is_dated=False,
        needs_entry=False,
    ),
    ListAct(
        "rename",
        "Rename (Enter)",
        "Rename “{label}”",
        ("label", "from_on"),
        lambda office, name, code, v: lists.rename_entry(office, name, code, v["label"], v["from_on"]),
        from_help="Leave it empty for a correction of the words, which holds for all days.",
        is_dated=False,
        for_program_words=True,
    ),
    ListAct(
        "move",
        "Move",
        "Move “{label}”",
        ("parent", "from_on"),
        lambda office, name, code, v: lists.move_entry(office, name, code, v["parent"], v["from_on"]),
        from_help="The first day it belongs there.",
        needs_parents=True,
    ),
    ListAct(
        "end",
        "End",
        "End “{label}”",
        ("to_on",),
        lambda office, name, code, v: lists.end_entry(office, name, code, v["to_on"]),
        from_words="Last day",
        from_help="The last day on which new work may be given it.",
    ),
    ListAct(
        "merge",
        "Merge",
        "Merge “{label}” into another",
        ("into", "from_on"),
        lambda office, name, code, v: lists.merge_entry(office, name, code, v["into"], v["from_on"]),
        from_help="The first day on which only the other one is there.",
    ),
)
