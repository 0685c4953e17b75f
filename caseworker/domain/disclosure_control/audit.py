"""The attack on a publication copy before others try it: which hidden numbers can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseworker.domain.disclosure_control.bounds import narrow
from caseworker.domain.disclosure_control.elimination import determined
from caseworker.domain.disclosure_control.enumeration import other_figures
from caseworker.domain.disclosure_control.equations import Equations, equations_of
from caseworker.domain.disclosure_control.knowledge import Span, spans
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.moves import MoveSearch
from caseworker.domain.disclosure_control.publishable import Key, Publishable, Rest

NO_PROOF = "no proof"


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
    found = exposures(equations, attacked, secret, marks, told)
    return tuple(dict.fromkeys((*found, *_betrayed_by_shares(publishable, marks, told))))


def exposures(
    equations: Equations,
    attacked: Sequence[Span],
    secret: Iterable[int],
    marks: Mapping[Key, Mark],
    known: Mapping[Key, int],
) -> list[Exposure]:
    """Return how each of some secret unknowns can be worked out; those with a proof against it are left out."""
    unproven = _without_move(equations, attacked, secret)
    return [
        Exposure(key, how)
        for at, how in ways(equations, attacked, unproven).items()
        for key in _hidden(equations.keys[at], marks, known) or equations.keys[at]
    ]


def ways(equations: Equations, attacked: Sequence[Span], unproven: Sequence[int]) -> dict[int, str]:
    """Return how each unknown that no move protects can be worked out; those with other figures are left out."""
    if not unproven:
        return {}
    hidden = {at for at, span in enumerate(attacked) if span.width > 1}
    by_bounds = list(attacked)
    narrow(equations, by_bounds, range(len(equations.equations)))
    solved = _solved(equations, hidden, unproven)
    found = {at: _how(equations, at, solved, by_bounds) for at in unproven}
    return {at: how for at, how in found.items() if how}


def sensitive_rests(publishable: Publishable, equations: Equations, limits: DisclosureLimits) -> list[int]:
    """Return the small rests of subsets that nobody may compute."""
    rests = [Rest(each.part, each.whole) for each in publishable.parts_of_wholes() if each.is_rest_sensitive]
    return [at for rest in rests if limits.is_small(equations.values[at := equations.at[rest]])]


def _solved(equations: Equations, hidden: set[int], unproven: Iterable[int]) -> set[int]:
    """Return the unknowns that are not hidden at all or that elimination gives, of those around some of them."""
    looked_at, solved = set[int](), set[int]()
    for at in unproven:
        if at not in hidden:
            solved.add(at)
        elif at not in looked_at:
            around = equations.joined(at, hidden)
            looked_at.update(around)
            solved |= determined(equations, around)
    return solved


def _how(equations: Equations, at: int, solved: set[int], by_bounds: list[Span]) -> str:
    """In which way an unknown can be worked out; "" where other figures show that it cannot."""
    if at in solved:
        return "subtraction"
    if by_bounds[at].width == 1:
        return "bounds"
    return NO_PROOF if other_figures(equations, by_bounds, at) is None else ""


def _without_move(equations: Equations, attacked: Sequence[Span], secret: Iterable[int]) -> list[int]:
    """Return the unknowns that no move of hidden numbers protects."""
    search, safe, left = MoveSearch(equations, attacked, [0] * len(equations.keys)), set[int](), []
    for at in secret:
        if at not in safe:
            move = search.find(at)
            safe.update(move or ())
            if move is None:
                left.append(at)
    return [at for at in left if at not in safe]


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
