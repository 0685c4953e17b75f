"""One line of the table of offline rules 13: a ratio, its target, and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One ratio.

    Attributes:
        is_least: whether the target is the least it may be, not the most.
        note: one sentence where the measurement differs from what the row says.
    """

    what: str
    measured: float
    target: float
    is_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """Met or missed."""
        is_met = self.measured >= self.target if self.is_least else self.measured <= self.target
        return "met" if is_met else "MISSED"


def rows_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in plain text."""
    lines = [f"{'what':<66}{'target':>12}{'measured':>10}  verdict"]
    for row in rows:
        target = f"{'at least' if row.is_least else 'at most'} {row.target:g}"
        lines.append(f"{row.what:<66}{target:>12}{row.measured:>10.2f}  {row.verdict}")
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)
