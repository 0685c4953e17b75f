"""Add several points of complaint at once, proposed from what happened; or take over those of the stage before."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.points import (
    add_points,
    points_before,
    points_from_summary,
    points_of,
    take_over_points,
)
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.many_field import ManyField
from ui.widgets.text_area import TextArea


class AddPointsPanel(ActPanel):
    """One point to a line; at first what happened stands there, taken apart."""

    name = "case.add_points"
    heading_words = draft_title = "Add points of complaint"
    button_words = "Add points"
    foresees = ("text",)

    def build(self) -> None:
        """A box of lines."""
        view = self.facts.view
        self.text = TextArea(6, limit=100_000)
        is_first = not points_of(view)
        if is_first:
            self.text.set_value("\n".join(points_from_summary(view)))
        help_words = "One point to a line."
        if is_first:
            help_words += " Proposed from what happened; change the words as agreed with the person."
        self.add("text", "What is complained of", self.text, help_words=help_words, needed=True)

    def foresee(self) -> Callable[[], str] | None:
        """How many there would be."""
        number = len(self._lines())
        words = "1 point is added." if number == 1 else f"{number} points are added."
        return (lambda: words) if number else None

    def work(self) -> Work:
        """Add them."""
        office, case_id, lines = self.context.office, self.facts.case_id, self._lines()
        return lambda: add_points(office, case_id, lines)

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.text.value().splitlines() if line.strip()]


class TakeOverPanel(ActPanel):
    """Points of the stage before: those that are unresolved are ticked."""

    name = "case.take_over_points"
    heading_words = draft_title = "Take over points from the stage before"
    button_words = "Take over points"

    def build(self) -> None:
        """All that can be taken over."""
        offered = points_before(self.facts.view)
        choices = []
        for point, _proposed in offered:
            finding = str(point.doc.get("finding") or "")
            label = self.context.office.vocabulary.label("findings", finding) if finding else "no finding"
            choices.append(
                (point.id, f"{point.doc.get('number')}. {point.doc.get('text')} ({label.lower()})")
            )
        self.points = ManyField(choices)
        self.points.set_value([point.id for point, proposed in offered if proposed])
        self.add("points", "Points", self.points, needed=True)

    def intro(self) -> str:
        """What is proposed."""
        return "Points that were not upheld in full are ticked. Their findings stay with the stage before."

    def work(self) -> Work:
        """Take them over."""
        office, case_id, chosen = self.context.office, self.facts.case_id, self.points.value()
        return lambda: take_over_points(office, case_id, chosen)
