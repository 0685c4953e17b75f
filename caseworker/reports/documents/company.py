"""Which charts of a document stand beside which table: on paper they share a page where both have room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseworker.reports.documents.blocks import Block, Figures, Picture


@dataclass(frozen=True, slots=True)
class Company:
    """A table with the charts made from it.

    Attributes:
        blocks: all of them, in their order.
    """

    blocks: tuple[Figures | Picture, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The charts."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @property
    def figures(self) -> Figures:
        """The table."""
        return next(block for block in self.blocks if isinstance(block, Figures))


def in_company(blocks: Sequence[Block]) -> Iterator[Block | Company]:
    """Yield the blocks in their order, a table and its charts as one.

    A table within a text has its charts before it, one with a heading of its own has them after it.
    """
    place = 0
    while place < len(blocks):
        first, end = blocks[place], place + 1
        while end < len(blocks) and isinstance(blocks[end], Picture):
            end += 1
        if isinstance(first, Picture):
            last = blocks[end] if end < len(blocks) else None
            end += isinstance(last, Figures) and last.place == "within"
        elif not isinstance(first, Figures) or first.place == "within":
            end = place + 1
        together = [block for block in blocks[place:end] if isinstance(block, Figures | Picture)]
        if len(together) > 1 and any(isinstance(block, Figures) for block in together):
            yield Company(tuple(together))
        else:
            yield from blocks[place:end]
        place = end
