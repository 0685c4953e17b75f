"""One check of a letter: what was looked at, how it stands, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "todo", "problem", "note"]

RECIPIENT = "recipient"
"""The code of the check that a person ticks each time."""

_ORDER = {"todo": 0, "problem": 1, "note": 2, "ok": 3}


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        code: names what was found, the same as long as it is the same finding: "names:rhys obrien".
        title: what was looked at, such as "Other people's names".
        state: ok; todo (somebody has to do something); problem (to mend); note (to be read).
        words: what was found, a sentence or two.
        what_to_do: empty where nothing has to be done.
        field: where it is mended: a fact, "free.<part>", "recipient", "enclosures", "copies", "look" or "".
        needs_reason: a note that a person may let stand, with a word why: until then it stops the approval.
    """

    code: str
    title: str
    state: State
    words: str
    what_to_do: str = ""
    field: str = ""
    needs_reason: bool = False

    @property
    def area(self) -> str:
        """What kind of check it is: the code up to its colon."""
        return self.code.partition(":")[0]


def is_settled(check: Check, accepted: Mapping[str, str]) -> bool:
    """Whether a check does not stop the approval (any more).

    Args:
        accepted: why a note was let stand, by its code.
    """
    if check.state == "note":
        return not check.needs_reason or bool(accepted.get(check.code, "").strip())
    return check.state == "ok"


def unmet(checks: Iterable[Check], accepted: Mapping[str, str]) -> tuple[Check, ...]:
    """Return the checks that stop the approval: what is to be done or mended, and notes without their word why."""
    return tuple(check for check in checks if not is_settled(check, accepted))


def in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return checks with what has to be done first, then problems, notes that need a word, notes, and what is well."""
    return tuple(
        sorted(
            checks, key=lambda check: (_ORDER[check.state], check.state == "note" and not check.needs_reason)
        )
    )
