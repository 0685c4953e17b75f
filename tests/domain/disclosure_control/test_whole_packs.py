"""A whole pack: many tables of the same cases, linked by all their totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from itertools import combinations
from random import Random

import pytest

from caseworker.domain.disclosure_control.audit import audit
from caseworker.domain.disclosure_control.marks import Mark
from caseworker.domain.disclosure_control.publishable import Identity, Publishable
from caseworker.domain.disclosure_control.suppression import suppress
from tests.domain.disclosure_control.packs import TOTAL, table, together

SIZES = {"kind": 5, "month": 12, "service": 8, "outcome": 5, "ward": 9}


def pack_of(cases: int, seed: int) -> Publishable:
    """Every table of two aspects, of so many cases with few in the last rows of each."""
    random, tables, links = Random(seed), [], []
    rows = [
        {aspect: min(int(random.expovariate(3) * size), size - 1) for aspect, size in SIZES.items()}
        for _ in range(cases)
    ]
    totals: dict[Hashable, Hashable] = {}
    for one, two in combinations(SIZES, 2):
        counts, name = Counter((row[one], row[two]) for row in rows), f"{one} by {two}"
        tables.append(table(name, [[counts[r, c] for c in range(SIZES[two])] for r in range(SIZES[one])]))
        margins: dict[Hashable, Hashable] = {(one, r): (name, r, TOTAL) for r in range(SIZES[one])}
        margins |= {(two, c): (name, TOTAL, c) for c in range(SIZES[two])}
        margins[TOTAL] = (name, TOTAL, TOTAL)
        links += [Identity(totals.setdefault(each, key), (key,)) for each, key in margins.items()]
    return together(*tables, links=links)


@pytest.mark.parametrize("cases", [25, 120, 600])
def test_all_its_hidden_numbers_are_safe_and_most_others_are_shown(cases: int) -> None:
    pack = pack_of(cases, seed=7)
    copy = suppress(pack)
    assert copy.is_safe
    assert not audit(pack, copy.marks)
    marks = Counter(copy.marks.values())
    assert marks[Mark.SECONDARY] < 0.25 * len(pack.numbers)
    assert suppress(pack) == copy


def test_each_number_that_is_shown_after_all_is_found_out_if_it_betrays_another() -> None:
    """Showing any one secondary number again either betrays something, as the audit says, or was one too many."""
    pack = pack_of(300, seed=3)
    copy = suppress(pack)
    secondary = [key for key, mark in copy.marks.items() if mark is Mark.SECONDARY]
    betraying = [key for key in secondary if audit(pack, {**copy.marks, key: Mark.SHOWN})]
    assert len(betraying) > 0.5 * len(secondary)
