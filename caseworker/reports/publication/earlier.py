"""What a copy published earlier told, which anybody may lay beside the new one."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.domain.populations import Rows


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """A number of an earlier copy.

    Attributes:
        rows: the lines it counted, among today's.
        value: as it was printed, or would have been.
        was_shown: whether it was printed.
    """

    rows: Rows
    value: int
    was_shown: bool
