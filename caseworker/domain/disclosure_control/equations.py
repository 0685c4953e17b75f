"""What an attacker knows, as equations between the hidden numbers.

Only differences from the truth matter: shown numbers differ by nothing and drop out, so that every equation is a sum of
differences that must be 0. Numbers known to be equal are one unknown. What is left of a subset's whole is an unknown
that is never printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from caseworker.domain.disclosure_control.publishable import Identity, Key, Publishable, Rest

Equation: TypeAlias = tuple[tuple[int, int], ...]
"""Unknowns with how often each counts: whole +1, part -1."""


@dataclass(frozen=True)
class Equations:
    """The unknowns by number, and the equations between them.

    Attributes:
        keys: of each unknown, all keys that are known to be equal.
        values: the true value of each.
        at: the unknown of each key; of: the equations in which each unknown stands.
    """

    keys: Sequence[tuple[Key, ...]]
    values: Sequence[int]
    at: Mapping[Key, int]
    equations: Sequence[Equation]
    of: Sequence[tuple[int, ...]]

    def joined(self, start: int, unknowns: Collection[int]) -> list[int]:
        """Return those of some unknowns that hang together with one of them, in order."""
        found, waiting = {start}, [start]
        while waiting:
            for row in self.of[waiting.pop()]:
                for each, _ in self.equations[row]:
                    if each in unknowns and each not in found:
                        found.add(each)
                        waiting.append(each)
        return sorted(found)


def equations_of(publishable: Publishable) -> Equations:
    """Return the equations of a whole pack, nothing being shown yet."""
    values = dict(publishable.values)
    sums = list(publishable.identities)
    for subset in publishable.parts_of_wholes():
        rest = Rest(subset.part, subset.whole)
        values[rest] = values[subset.whole] - values[subset.part]
        sums.append(Identity(subset.whole, (subset.part, rest)))
    keys = _equal_keys(values, sums)
    at = {key: number for number, equal in enumerate(keys) for key in equal}
    equations = list(dict.fromkeys(_equations(sums, at)))
    of: list[list[int]] = [[] for _ in keys]
    for row, equation in enumerate(equations):
        for unknown, _ in equation:
            of[unknown].append(row)
    return Equations(keys, [values[equal[0]] for equal in keys], at, equations, [tuple(rows) for rows in of])


def _equations(sums: Iterable[Identity], at: Mapping[Key, int]) -> Iterator[Equation]:
    for each in sums:
        counts = {at[each.whole]: 1}
        for part in each.parts:
            counts[at[part]] = counts.get(at[part], 0) - 1
        equation = tuple(sorted((unknown, count) for unknown, count in counts.items() if count))
        if equation:
            yield equation


def _equal_keys(keys: Iterable[Key], sums: Iterable[Identity]) -> list[tuple[Key, ...]]:
    """Put together the keys that one-part identities say are equal, in the order of the pack."""
    leader: dict[Key, Key] = {key: key for key in keys}

    def led_by(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for each in sums:
        if len(each.parts) == 1:
            leader[led_by(each.parts[0])] = led_by(each.whole)
    found: dict[Key, list[Key]] = {}
    for key in leader:
        found.setdefault(led_by(key), []).append(key)
    return [tuple(equal) for equal in found.values()]
