"""An attacker who tries every figure there could be, and knows nothing of how the copy was made but its marks."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from caseworker.domain.disclosure_control.marks import DisclosureLimits, Mark
from caseworker.domain.disclosure_control.publishable import Publishable

Sums = Sequence[tuple[Hashable, Sequence[Hashable]]]


class Attacker:
    """Knows the numbers shown, the sums, that "<5" is 1 to 4, and that nothing is negative."""

    def __init__(
        self,
        pack: Publishable,
        marks: Mapping[Hashable, Mark],
        limits: DisclosureLimits,
        known: Mapping[Hashable, int] | None = None,
    ) -> None:
        self.shown = {n.key: n.value for n in pack.numbers if marks[n.key] is Mark.SHOWN} | dict(known or {})
        self.truth = (
            pack.values
        )  # only to try the likely first: every figure is tried before a number counts as found
        self.hidden = [n.key for n in pack.numbers if n.key not in self.shown]
        self.sums: Sums = [(each.whole, each.parts) for each in pack.identities]
        self.sums = [
            *self.sums,
            *((each.whole, (each.part, ("rest", each.part, each.whole))) for each in pack.subsets),
        ]
        rests = [("rest", each.part, each.whole) for each in pack.subsets]
        most = max((n.value for n in pack.numbers), default=0) + 2 * limits.threshold + 2
        small = range(0 if limits.hides_zero or limits.threshold == 1 else 1, limits.threshold + 1)
        self.could_be = {key: small if marks[key] is Mark.PRIMARY else range(most + 1) for key in self.hidden}
        self.could_be |= {key: range(most + 1) for key in rests}
        self.at = {key: [s for s in self.sums if key == s[0] or key in s[1]] for key in self.could_be}

    def only_value(self, key: Hashable, truth: int) -> bool:
        """Whether no other value of a hidden number fits what is known, the whole pack considered."""
        others = sorted(set(self.could_be[key]) - {truth}, key=lambda value: abs(value - truth))
        return not any(self.fits(dict(self.shown), key, value) for value in others)

    def fits(self, figures: dict[Hashable, int], key: Hashable, value: int) -> bool:
        """Whether all other hidden numbers can be given values beside this one."""
        figures = {**figures, key: value}
        follows = self.followed(figures)
        if not follows:
            return False
        open_sum = min(
            (s for s in self.sums if self.unknowns(s, figures)),
            key=lambda s: len(self.unknowns(s, figures)),
            default=None,
        )
        if open_sum is None:
            return True
        unknown = min(self.unknowns(open_sum, figures), key=lambda each: len(self.could_be[each]))
        likely = self.truth.get(unknown, 0)
        others = sorted(self.could_be[unknown], key=lambda other: abs(other - likely))
        return any(self.fits(figures, unknown, other) for other in others)

    def followed(self, figures: dict[Hashable, int]) -> bool:
        """Fill in what a single subtraction gives, again and again; False where a sum cannot hold."""
        is_new = True
        while is_new:
            is_new = False
            for whole, parts in self.sums:
                unknown = self.unknowns((whole, parts), figures)
                known_sum = sum(figures.get(part, 0) for part in parts)
                if not unknown and figures[whole] != known_sum:
                    return False
                if whole in figures and self.least(parts, figures) > figures[whole]:
                    return False
                if whole in figures and self.most(parts, figures) < figures[whole]:
                    return False
                if len(unknown) == 1:
                    (key,) = unknown
                    figures[key] = known_sum if key == whole else figures[whole] - known_sum
                    if figures[key] not in self.could_be[key]:
                        return False
                    is_new = True
        return True

    def least(self, parts: Sequence[Hashable], figures: Mapping[Hashable, int]) -> int:
        """The least that some parts can add up to."""
        return sum(figures[part] if part in figures else self.could_be[part][0] for part in parts)

    def most(self, parts: Sequence[Hashable], figures: Mapping[Hashable, int]) -> int:
        """The most that some parts can add up to."""
        return sum(figures[part] if part in figures else self.could_be[part][-1] for part in parts)

    def unknowns(
        self, one_sum: tuple[Hashable, Sequence[Hashable]], figures: Mapping[Hashable, int]
    ) -> list[Hashable]:
        """The numbers of a sum that have no value yet."""
        whole, parts = one_sum
        return [key for key in (whole, *parts) if key not in figures]


def worked_out(
    pack: Publishable,
    marks: Mapping[Hashable, Mark],
    limits: DisclosureLimits,
    known: Mapping[Hashable, int] | None = None,
) -> set[Hashable]:
    """Return the hidden numbers that can have one value only."""
    attacker, values = Attacker(pack, marks, limits, known), pack.values
    return {key for key in attacker.hidden if attacker.only_value(key, values[key])}
