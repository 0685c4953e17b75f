"""What should be true, from what each author really knew: it does not know the program's merge.

For every changeset it is told, when it is written, which changesets its author could see. From that alone follow which
values are replaced, which stand side by side, and who may see which case.
Source: offline rules I1 to I15, T4.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Cell = tuple[str, str]
"""A thing's id and a field."""


class Violation(AssertionError):
    """An invariant does not hold."""


@dataclass(frozen=True, slots=True)
class Written:
    """One changeset as its author meant it; values as JSON text. `replaces`: by cell, what the author saw there."""

    id: str
    scope_id: str
    cells: Mapping[Cell, str]
    knows: frozenset[str]
    order: tuple[datetime, str, int]
    replaces: Mapping[Cell, frozenset[str]]
    numbers: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()


def text_of(value: Any) -> str:
    """Return one spelling of a value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def moment(recorded_at: str, offset: int) -> datetime:
    """Return an instant by the hub's clock."""
    return datetime.fromisoformat(recorded_at) + timedelta(seconds=offset)


class Oracle:
    """Remembers everything that was ever saved, and judges."""

    def __init__(self) -> None:
        self.all: dict[str, Written] = {}
        self.by_cell: dict[Cell, list[str]] = defaultdict(list)
        self.lost: frozenset[str] = frozenset()
        self.refused: set[str] = set()

    def wrote(
        self,
        changeset_id: str,
        scope_id: str,
        cells: Mapping[Cell, Any],
        knows: frozenset[str],
        order: tuple[datetime, str, int],
    ) -> None:
        """Note what somebody has saved, and what they knew when they did."""
        replaces = {cell: self._in_force(cell, knows) for cell in cells}
        texts = {cell: text_of(value) for cell, value in cells.items()}
        numbers = tuple(str(value) for (_, name), value in cells.items() if name == "reference")
        digests = tuple(str(value) for (_, name), value in cells.items() if name == "digest")
        self.all[changeset_id] = Written(
            changeset_id, scope_id, texts, knows, order, replaces, numbers, digests
        )
        for cell in cells:
            self.by_cell[cell].append(changeset_id)

    def _in_force(self, cell: Cell, knows: Set[str]) -> frozenset[str]:
        """Return what stood in a cell for somebody who knew all these: whatever nobody among them had seen."""
        there = [key for key in self.by_cell[cell] if key in knows]
        return frozenset(a for a in there if not any(a in self.all[b].knows for b in there))

    def frontier(self, cell: Cell, among: Set[str]) -> list[str]:
        """Return the changes of a cell, among these, that none of these replaces.

        What was refused is not among them: a change built on it replaces what that one replaced.
        """
        there = [key for key in self.by_cell.get(cell, ()) if key in among]
        replaced = {a for b in there for a in self._replaced_by(cell, b, among)}
        return [key for key in there if key not in replaced]

    def _replaced_by(self, cell: Cell, key: str, among: Set[str]) -> Iterator[str]:
        for each in self.all[key].replaces[cell]:
            yield each
            if each in self.refused - among:
                yield from self._replaced_by(cell, each, among)

    def values(self, cell: Cell, among: Set[str]) -> list[Any]:
        """Return the values in force."""
        return [json.loads(self.all[key].cells[cell]) for key in self.frontier(cell, among)]

    def redacted_by(self, changeset_id: str, what: str = "scopes") -> list[str]:
        """Return the cases, or the "changesets", that a changeset empties."""
        cells = self.all[changeset_id].cells
        return [named for (_, name), text in cells.items() if name == what for named in json.loads(text)]

    def disaster(self, alive: Collection[str]) -> None:
        """A hub or a computer was put back: only these changesets still have their contents somewhere."""
        self.lost = frozenset(self.all) - frozenset(alive)

    def is_hidden(self, scope_id: str, person: str, sees_all: bool, among: Set[str]) -> bool:
        """Whether a case may not be seen by a person, going by these changesets."""
        if sees_all or not any(self.values((scope_id, "restricted"), among)):
            return False
        owners = [{owner} for owner in self.values((scope_id, "owner_id"), among)]
        readers = [set(some) for some in self.values((scope_id, "readers"), among)]
        return not any(group and all(person in some for some in group) for group in (owners, readers))

    # -- judging ------------------------------------------------------------------------------------------

    def judge_view(self, who: str, view: Mapping[str, Any], among: Set[str]) -> None:
        """Hold what a computer shows against what it should, given the changesets it has (I6, I7, I10)."""
        cells = {cell for key in among for cell in self.all[key].cells}
        shown = {(key, name): value for key, state in view.items() for name, value in state.doc.items()}
        demand(cells == shown.keys(), f"I10 {who} shows other fields than its changesets have")
        for cell in cells:
            self._judge_cell(who, cell, view[cell[0]], among)

    def _judge_cell(self, who: str, cell: Cell, state: Any, among: Set[str]) -> None:
        front = self.frontier(cell, among)
        texts = {self.all[key].cells[cell] for key in front}
        clashing = {text_of(value) for value in state.conflicts.get(cell[1], ())}
        demand(
            clashing == (texts if len(texts) > 1 else set()),
            f"I6/I7 {who}, {cell[1]}: {sorted(texts)} stand side by side, conflict shown: {sorted(clashing)}",
        )
        shown = text_of(state.doc[cell[1]])
        demand(shown == self._shown(cell, front), f"C1 {who}, {cell[1]} shows {shown}")

    def _shown(self, cell: Cell, front: list[str]) -> str:
        """Return what is shown: the latest, but of a restriction and of a legal hold the protective side (C1, C3)."""
        secret = (cell[0], "restricted")
        if cell[1] == "legal_hold":
            secret = cell
        is_kept = cell[1] in ("restricted", "readers", "legal_hold")
        latest = max(
            front,
            key=lambda key: (is_kept and self.all[key].cells.get(secret) == "true", self.all[key].order, key),
        )
        return self.all[latest].cells[cell]

    def judge_numbers(self, among: Iterable[str]) -> None:
        """No reference is given twice (I9)."""
        cases: dict[str, str] = {}
        for key in among:
            for number in self.all[key].numbers:
                other = cases.setdefault(number, self.all[key].scope_id)
                demand(other == self.all[key].scope_id, f"I9 {number} was given twice")


def demand(holds: bool, what: str) -> None:
    """Say which invariant does not hold."""
    if not holds:
        raise Violation(what)
