"""Which numbers a publication copy hides: the small ones, then as few others as keep those from being computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.disclosure_control.audit import Exposure, listed, sensitive_rests
from caseworker.domain.disclosure_control.equations import Equations, equations_of
from caseworker.domain.disclosure_control.knowledge import any_hidden, spans
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.moves import COST_OF_ZERO, MoveSearch
from caseworker.domain.disclosure_control.proofs import NO_PROOF, Proofs, prove
from caseworker.domain.disclosure_control.publishable import Key, Number, Publishable, Rest, Share


@dataclass(frozen=True)
class Suppression:
    """How each number and share of the pack is printed.

    Attributes:
        marks: of every key, in the order of the pack.
        exposed: hidden numbers that can be worked out all the same, because numbers that may not be hidden, or were
            published earlier, betray them; while there is one, the copy must not be published.
    """

    marks: Mapping[Key, Mark]
    exposed: tuple[Exposure, ...]

    @property
    def is_safe(self) -> bool:
        """Whether no hidden number can be worked out."""
        return not self.exposed


def suppress(
    publishable: Publishable,
    limits: DisclosureLimits | None = None,
    known: Mapping[Key, int] | None = None,
    *,
    is_rough: bool = False,
) -> Suppression:
    """Return what a publication copy hides; the same pack always gives the same copy.

    Small numbers are hidden, then the numbers of the smallest sum that keep each from being computed, totals last; then
    the shares of hidden numbers and of too few cases.

    Args:
        known: numbers published earlier, which anybody may subtract.
        is_rough: search in the other of two ways (`MoveSearch`), each of which finds covers that the other does not.

    Source: rule book 10.3.
    """
    limits, told = limits or DisclosureLimits(), known or {}
    equations = equations_of(publishable)
    marks = {each.key: _if_small(each, limits) for each in publishable.numbers}
    proofs = _proofs(publishable, equations, marks, limits, told, is_rough)
    for at in sorted(proofs.moved):
        marks |= {key: Mark.SECONDARY for key in equations.keys[at] if marks.get(key) is Mark.SHOWN}
    for at in sorted(proofs.unmarked):
        marks |= {key: Mark.SECONDARY for key in equations.keys[at] if key in marks}
    values = publishable.values
    shares = {each.key: _mark_of_share(each, values, marks, limits) for each in publishable.shares}
    return Suppression(marks | shares, listed(equations, proofs.exposed, marks, told))


def _proofs(
    publishable: Publishable,
    equations: Equations,
    marks: Mapping[Key, Mark],
    limits: DisclosureLimits,
    known: Mapping[Key, int],
    is_rough: bool,
) -> Proofs:
    """Return the proofs for the small numbers, and with them the numbers to hide.

    Where one has no proof, everything that may be hidden and hangs together with it is hidden as well.
    """
    small = [key for key, mark in marks.items() if mark is Mark.PRIMARY]
    hidden = {equations.at[key] for key in small}
    rests = sensitive_rests(publishable, equations, limits)
    secret = sorted({*rests, *(equations.at[key] for key in small if key not in known)})
    most = {each.key: _if_hidden(each, marks[each.key]) for each in publishable.numbers}
    hideable = spans(equations, most, limits, known)
    costs = [
        0 if at in hidden or isinstance(keys[-1], Rest) else value + 1 if value else COST_OF_ZERO
        for at, (keys, value) in enumerate(zip(equations.keys, equations.values, strict=True))
    ]
    left_blank = any_hidden(limits)
    search = MoveSearch(equations, hideable, costs, may_unmark=True, left_blank=left_blank, is_rough=is_rough)
    unmarked = [
        left_blank if span.width > 1 and not isinstance(keys[0], Rest) else span
        for keys, span in zip(equations.keys, hideable, strict=True)
    ]
    proofs = prove(equations, unmarked, search, secret)
    movable = {at for at, span in enumerate(hideable) if span.width > 1}
    for at in [at for at, how in proofs.exposed.items() if how == NO_PROOF]:
        proofs.moved.update(equations.joined(at, movable))
    return proofs


def _if_small(number: Number, limits: DisclosureLimits) -> Mark:
    return Mark.PRIMARY if number.is_hideable and limits.is_small(number.value) else Mark.SHOWN


def _if_hidden(number: Number, mark: Mark) -> Mark:
    return Mark.SECONDARY if number.is_hideable and mark is Mark.SHOWN else mark


def _mark_of_share(
    share: Share, values: Mapping[Key, int], marks: Mapping[Key, Mark], limits: DisclosureLimits
) -> Mark:
    """Hide a percentage that would betray its number, and one of too few cases to mean anything."""
    counts = [key for key in (share.part, share.whole) if key is not None]
    is_betraying = any(marks[key] is not Mark.SHOWN for key in counts)
    is_small = values[share.whole] < limits.minimum_base
    return Mark.SECONDARY if is_betraying or is_small else Mark.SHOWN
