"""Printed tables against each other: the identities our own tables are checked by, asked of the printed figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from operator import or_

from caseworker.reports.compare.comparison import Contradiction
from caseworker.reports.compare.print_claims import print_claims
from caseworker.reports.compare.published import Figure, shown
from caseworker.reports.identities import IDENTITIES
from caseworker.reports.table import At, Claim, Place, Sum, Table, Within

_TOTALS = ("row total", "column total")


@dataclass
class Laid:
    """Printed figures of one period in the places of our tables.

    Attributes:
        figures: as printed.
        derived: totals that are not printed, worked out from printed parts.
    """

    figures: dict[Place, Figure] = field(default_factory=dict)
    derived: dict[At, Decimal] = field(default_factory=dict)

    def number(self, at: At) -> Decimal | None:
        """The number printed there; None where none is."""
        figure = self.figures.get(at.place)
        if figure is None:
            return self.derived.get(at)
        if not at.of:
            return figure.pounds * 100 if figure.pounds is not None else figure.count
        if figure.denominator is not None:
            return Decimal((figure.numerator if at.of == "n" else figure.denominator) or 0)
        return Decimal(0) if figure.count == 0 else None

    def derive(self, claims: Iterable[Claim]) -> None:
        """Work out totals that are not printed."""
        for claim in claims:
            if isinstance(claim, Sum) and claim.kind in _TOTALS and claim.whole.place not in self.figures:
                numbers = [self.number(part) for part in claim.parts]
                if numbers and all(number is not None for number in numbers):
                    self.derived[claim.whole] = sum((n for n in numbers if n is not None), Decimal(0))


def between_contradictions(laid: Laid, tables: Mapping[str, Table]) -> Iterator[Contradiction]:
    """Yield where printed figures of one period contradict each other.

    Args:
        tables: ours of that period, by code: their claims and the cases a claim leaves out.
    """
    of_tables = [claim for table in tables.values() for claim in table.claims]
    laid.derive(of_tables)
    claims = [*of_tables, *(claim for identity in IDENTITIES for claim in identity.claims(tables))]
    for claim in dict.fromkeys([*claims, *print_claims(tables)]):
        wrong = _within(laid, claim) if isinstance(claim, Within) else _sum(laid, claim, tables)
        if wrong is not None:
            yield wrong
    yield from _one_decision_for_all(laid)


def _sum(laid: Laid, claim: Sum, tables: Mapping[str, Table]) -> Contradiction | None:
    whole = laid.number(claim.whole)
    parts = [laid.number(part) for part in claim.parts]
    if whole is None or any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    less = _less(claim, tables)
    computed = sum(found, Decimal(0)) - less
    if computed == whole:
        return None
    working = " + ".join(map(shown, found)) + (f" less {less}" if less else "")
    gives = f"{claim.against} gives {shown(computed)}"
    words = f"{_named(claim.whole)} prints {shown(whole)}, but {gives}"
    words += f" ({working})." if len(found) > 1 or less else "."
    places = (claim.whole.place, *(part.place for part in claim.parts))
    return Contradiction(claim.kind, places, shown(whole), shown(computed), words)


def _less(claim: Sum, tables: Mapping[str, Table]) -> int:
    """How many lines the whole leaves out of the parts: historic case reviews, as recorded."""
    if claim.less is None:
        return 0
    rows = [tables[at.code].cell(at.row, at.column).rows for at in claim.parts]
    found = [each for each in rows if each is not None and each.population is claim.less.population]
    return (claim.less & reduce(or_, found)).count if found else 0


def _within(laid: Laid, claim: Within) -> Contradiction | None:
    part, whole = laid.number(claim.part), laid.number(claim.whole)
    if part is None or whole is None or part <= whole:
        return None
    among = f"the {shown(whole)} of {_named(claim.whole)}"
    words = f"{_named(claim.part)} prints {shown(part)}, which must be among {among}."
    return Contradiction(claim.kind, (claim.part.place, claim.whole.place), shown(part), shown(whole), words)


def _one_decision_for_all(laid: Laid) -> Iterator[Contradiction]:
    """Table 10 gives one decision for several complaints; Table 11 must then give each of them that one."""
    decisions = {p: f.words for p, f in laid.figures.items() if p.code == "11" and p.column == "Decision"}
    faults = [p for p, words in decisions.items() if words.casefold().startswith("fault")]
    for place, figure in laid.figures.items():
        if place.code != "10" or place.column != "Decision" or ";" in figure.words:
            continue
        number = laid.figures.get(Place("10", place.row, "Numbers received"))
        count = int(number.count or 0) if number is not None else 0
        if "maladministration" not in figure.words.casefold() and "fault" not in figure.words.casefold():
            continue
        if count > 1 and decisions and len(faults) != count:
            words = (
                f"{place} prints one decision for all {count} complaints, but {len(faults)} of the {len(decisions)} in "
                "Table 11 has a decision of fault."
            )
            yield Contradiction("decisions", (place, *decisions), str(count), str(len(faults)), words)


def _named(at: At) -> str:
    side = {"": "", "n": " (above the line)", "d": " (below the line)"}[at.of]
    return f"{at.place}{side}"
