"""Which numbers a publication copy hides: the small ones, then as few others as keep those from being computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseworker.domain.disclosure_control.audit import NO_PROOF, Exposure, exposures, sensitive_rests, ways
from caseworker.domain.disclosure_control.enumeration import other_figures
from caseworker.domain.disclosure_control.equations import Equations, equations_of
from caseworker.domain.disclosure_control.knowledge import spans
from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.moves import COST_OF_ZERO, MoveSearch
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
) -> Suppression:
    """Return what a publication copy hides; the same pack always gives the same copy.

    Small numbers are hidden, then the numbers of the smallest sum that keep each from being computed, totals last; then
    the shares of hidden numbers and of too few cases.

    Args:
        known: numbers published earlier, which anybody may subtract.

    Source: rule book 10.3.
    """
    limits, told = limits or DisclosureLimits(), known or {}
    equations = equations_of(publishable)
    marks = {each.key: _if_small(each, limits) for each in publishable.numbers}
    hiding = _Hiding(publishable, equations, marks, limits, told)
    hiding.run()
    for at in sorted(hiding.hidden):
        marks |= {key: Mark.SECONDARY for key in equations.keys[at] if marks.get(key) is Mark.SHOWN}
    for at in sorted(hiding.unmarked):
        marks |= {key: Mark.SECONDARY for key in equations.keys[at] if key in marks}
    attacked = spans(equations, marks, limits, told)
    exposed = exposures(equations, attacked, hiding.unproven, marks, told)
    values = publishable.values
    shares = {each.key: _mark_of_share(each, values, marks, limits) for each in publishable.shares}
    return Suppression(marks | shares, tuple(exposed))


class _Hiding:
    """The choice of further numbers to hide.

    Attributes:
        hidden: every number that is hidden, small or not.
        unmarked: the small numbers that "<5" would betray, to be printed as the others.
        unproven: the secret numbers for which no proof was found, whatever is hidden.
    """

    def __init__(
        self,
        publishable: Publishable,
        equations: Equations,
        marks: Mapping[Key, Mark],
        limits: DisclosureLimits,
        known: Mapping[Key, int],
    ) -> None:
        self._equations = equations
        most = {each.key: _if_hidden(each, marks[each.key]) for each in publishable.numbers}
        self._spans = spans(equations, most, limits, known)
        small = [key for key, mark in marks.items() if mark is Mark.PRIMARY]
        self.hidden = {equations.at[key] for key in small}
        self.unmarked, self.unproven = set[int](), list[int]()
        rests = sensitive_rests(publishable, equations, limits)
        self._secret = sorted({*rests, *(equations.at[key] for key in small if key not in known)})
        costs = [
            0 if at in self.hidden or isinstance(keys[-1], Rest) else value + 1 if value else COST_OF_ZERO
            for at, (keys, value) in enumerate(zip(equations.keys, equations.values, strict=True))
        ]
        self._search = MoveSearch(equations, self._spans, costs, may_unmark=True)

    def run(self) -> None:
        """Hide the numbers of the moves that prove each small number safe; a move proves all that it changes."""
        proven = set[int]()
        for at in self._secret:
            if at in proven:
                continue
            move = self._search.find(at) or other_figures(self._equations, self._spans, at)
            if move is None:
                self.unproven.append(at)
                continue
            self.unmarked.update(self._search.hide(move))
            self.hidden.update(move)
            proven.update(move)
        self.unproven = [at for at in self.unproven if at not in proven]
        around = sorted(set(self._all_around()) - proven)
        self.hidden.update(around)
        self.unproven = list(dict.fromkeys((*self.unproven, *around)))

    def _all_around(self) -> Iterator[int]:
        """Give everything that may be hidden and hangs together with an unproven number: the last resort.

        It is left alone where it would not help, because the number follows from what cannot be hidden.
        """
        movable = {at for at, span in enumerate(self._spans) if span.width > 1}
        for at, how in ways(self._equations, self._spans, self.unproven).items():
            if how == NO_PROOF:
                yield from self._equations.joined(at, movable)


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
