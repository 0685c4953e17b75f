"""What the tables of the work in hand need beside the facts: names, next steps, standards, targets.

They are looked up by whoever makes the brief; a table that has none shows a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

NONE_KNOWN = "–"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as a list of work names it.

    Attributes:
        reference: how the case is called; "" for a case that whoever asks may not see.
        owner: the name of the officer it belongs to; "" for nobody.
        next_step: what has to be done next, in a few words.
    """

    reference: str
    owner: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A time the council or the law allows for a step.

    Attributes:
        group: whose rules: "Corporate complaints".
        step: what has to be done.
        allowed, longest: how long, in words; the longest with an extension, "" for none.
        owner: who has to do it; "" where the rules do not say.
        target: the share to be on time, whole percent, or None.
    """

    group: str
    step: str
    allowed: str
    longest: str
    owner: str
    target: int | None


def _nobody(_numbers: Iterable[int]) -> Mapping[int, CaseLine]:
    return {}


def _no_head(_service: str, _division: str) -> str:
    return ""


@dataclass(frozen=True)
class WorkInHand:
    """What is looked up for the tables of the work in hand.

    Attributes:
        lines: gives cases by their number, as a list of work names them.
        head_of: who heads a service, else its division; "" where nobody is known.
        standards: the times allowed on the period's last day.
    """

    lines: Callable[[Iterable[int]], Mapping[int, CaseLine]] = _nobody
    head_of: Callable[[str, str], str] = _no_head
    standards: tuple[Standard, ...] = field(default=())
