"""The page of any move: its questions, the dates it would set or shift, and the rule behind it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.moves import beginnings, foresee_move, make_move
from caseworker.actions.points import points_of
from caseworker.domain.move import Ask, Move
from caseworker.domain.sources import law_and_guidance
from caseworker.errors import Problem
from ui.cases.acts.form import Work
from ui.cases.acts.move_fields import AmountField, field_for
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context


class MovePanel(ActPanel):
    """One row of the table of moves as a small page."""

    def __init__(self, context: Context, facts: CaseFacts, move: Move, parent: QWidget | None = None) -> None:
        self.move_made = move
        # What other acts say of their class, this one says of its row.
        self.name, self.heading_words, self.draft_title = move.code, move.label, move.label  # type: ignore[misc]
        self.button_words = "Record"  # type: ignore[misc]
        self.foresees = tuple(ask.name for ask in move.asks)  # type: ignore[misc]
        self.beside = _beside(move.asks)  # type: ignore[misc]
        super().__init__(context, facts, parent)

    def build(self) -> None:
        """One field for each question, filled with what is known."""
        move, office = self.move_made, self.context.office
        known = beginnings(office, self.facts.view, move)
        for ask in move.asks:
            if ask.kind == "points" and not points_of(self.facts.view):
                continue  # nothing to choose from
            field = field_for(self.context, ask, self.facts.view)
            value = known.get(ask.name)
            if value not in (None, ""):
                field.set_value(value)
            block = self.add(ask.name, ask.label, field, help_words=ask.help)
            block.set_needed(ask.needed)

    def closing_words(self) -> str:
        """The law or guidance behind it; the numbers of our own rule book are left out."""
        told = law_and_guidance(self.move_made.rule)
        return f"Source: {told}" if told else ""

    def foresee(self) -> Callable[[], str] | None:
        """The dates that would move, before they do."""
        office, view, code, values = self.context.office, self.facts.view, self.move_made.code, self.values()
        return lambda: "\n".join(m.sentence for m in foresee_move(office, view, code, values) if m.sentence)

    def own_problems(self) -> list[Problem]:
        """Numbers that cannot be read."""
        return [
            Problem(name, f"{block.label_text} must be a number, such as 250")
            for name, block in self.form.blocks.items()
            if isinstance(block.field, AmountField) and isinstance(block.field.value(), str)
        ]

    def values(self) -> dict[str, Any]:
        """The answers as they stand."""
        return {name: block.field.value() for name, block in self.form.blocks.items()}

    def work(self) -> Work:
        """Record it."""
        office, case_id, code, values = (
            self.context.office,
            self.facts.case_id,
            self.move_made.code,
            self.values(),
        )
        return lambda: make_move(office, case_id, code, values)


_SHORT = ("day", "line", "choice", "pounds", "number", "staff")


def _beside(asks: tuple[Ask, ...]) -> tuple[str, ...]:
    """Short questions that follow a short one stand beside it, two in a row."""
    found: list[str] = []
    for before, ask in pairwise(asks):
        if ask.kind in _SHORT and before.kind in _SHORT and before.name not in found and not ask.help:
            found.append(ask.name)
    return tuple(found)
