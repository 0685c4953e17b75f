"""The attack on a publication copy before others try it: which hidden numbers can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseworker.domain.disclosure_control.equations import Equations, equations_of
from caseworker.domain.disclosure_control.knowledge import spans
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.moves import MoveSearch
from caseworker.domain.disclosure_control.proofs import prove
from caseworker.domain.disclosure_control.publishable import Key, Publishable, Rest


@dataclass(frozen=True, slots=True)
class Exposure:
    """A hidden number that the copy betrays.

    Attributes:
        how: "subtraction", "bounds", "share" (a percentage of it is shown), or "no proof": nobody worked it out,
            but no other figures that fit were found either, so the copy must not rely on it.
    """

    key: Key
    how: str


def audit(
    publishable: Publishable,
    marks: Mapping[Key, Mark],
    limits: DisclosureLimits | None = None,
    known: Mapping[Key, int] | None = None,
) -> tuple[Exposure, ...]:
    """Return the hidden numbers that can be worked out, in the order of the pack; nothing when the copy is safe.

    The attacker knows the limits, every number shown, how the numbers hang together, and what was published earlier.

    Args:
        marks: of every number and share of the pack.
        known: numbers published earlier; they are betrayed already and are not listed.
    """
    limits, told = limits or DisclosureLimits(), known or {}
    equations = equations_of(publishable)
    attacked = spans(equations, marks, limits, told)
    secret = [at for at, keys in enumerate(equations.keys) if _hidden(keys, marks, told)]
    secret += sensitive_rests(publishable, equations, limits)
    search = MoveSearch(equations, attacked, [0] * len(attacked))
    found = prove(equations, attacked, search, secret).exposed
    by_shares = _betrayed_by_shares(publishable, marks, told)
    return tuple(dict.fromkeys((*listed(equations, found, marks, told), *by_shares)))


def listed(
    equations: Equations, found: Mapping[int, str], marks: Mapping[Key, Mark], known: Mapping[Key, int]
) -> tuple[Exposure, ...]:
    """Return the keys of unknowns that can be worked out; what was published earlier is left out."""
    return tuple(
        Exposure(key, how)
        for at, how in found.items()
        for key in _hidden(equations.keys[at], marks, known) or equations.keys[at]
    )


def sensitive_rests(publishable: Publishable, equations: Equations, limits: DisclosureLimits) -> list[int]:
    """Return the small rests of subsets that nobody may compute."""
    rests = [Rest(each.part, each.whole) for each in publishable.parts_of_wholes() if each.is_rest_sensitive]
    return [at for rest in rests if limits.is_small(equations.values[at := equations.at[rest]])]


def _hidden(keys: Iterable[Key], marks: Mapping[Key, Mark], known: Mapping[Key, int]) -> list[Key]:
    """Return the keys of one number under which it is hidden and not yet known; none of a rest, never printed."""
    return [key for key in keys if key not in known and marks.get(key, Mark.SHOWN) is not Mark.SHOWN]


def _betrayed_by_shares(
    publishable: Publishable, marks: Mapping[Key, Mark], known: Mapping[Key, int]
) -> Iterator[Exposure]:
    """Give the hidden numbers whose percentage is shown: with its base, it gives the number."""
    for share in publishable.shares:
        if share.part is not None and marks[share.key] is Mark.SHOWN:
            for key in _hidden((share.part, share.whole), marks, known):
                yield Exposure(key, "share")
