"""One point of complaint: its words, the finding, the reason, what puts it right, and the reply."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caseworker.actions.points import change_point
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.cases.many_field import ManyField
from ui.context import Context
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import TextArea

_FURTHER = ("2", "3", "A")
"""Stages that end with a report and its recommendations."""


class PointPanel(ActPanel):
    """Changes one point.

    Args:
        point: as the person was looking at it (S3).
    """

    button_words = "Save point"

    def __init__(
        self, context: Context, facts: CaseFacts, point: EntityState, parent: QWidget | None = None
    ) -> None:
        self._point, self._seen = point, facts.view
        number = point.doc.get("number")
        self.name = f"point:{point.id}"  # type: ignore[misc]
        self.heading_words = self.draft_title = f"Point {number}"  # type: ignore[misc]
        super().__init__(context, facts, parent)

    def build(self) -> None:
        """The words first, as in the list; the focus begins on the finding."""
        lists, doc = self.context.office.vocabulary, self._point.doc
        findings = [(entry.code, entry.label) for entry in lists.offered("findings")]
        self.text, self.finding = TextArea(2, limit=100_000), OptionsField(findings)
        self.reason, self.reply = TextArea(2, limit=100_000), TextArea(2, limit=100_000)
        self.remedies = ManyField([(entry.code, entry.label) for entry in lists.offered("remedies")])
        self.add("text", "What is complained of", self.text, needed=True)
        self.add("finding", "Finding", self.finding)
        self.add("reason", "Reason for the finding", self.reason)
        self.add("reply", "Reply to this point", self.reply)
        if self._is_further():
            self.add("recommendation", "Recommendation", TextArea(2, limit=100_000))
            self.add("response", "Response to the recommendation", TextArea(2, limit=100_000))
        self.add("remedies", "Remedies", self.remedies)
        self.form.fill(
            {name: doc.get(name) or ([] if name == "remedies" else "") for name in self.form.blocks}
        )

    def first_focus(self) -> QWidget:
        """The finding is what is mostly entered here."""
        return self.finding.editor()

    def work(self) -> Work:
        """Save what differs."""
        office, seen, point_id = self.context.office, self._seen, self._point.id
        values = self.form.values()
        return lambda: change_point(office, seen, point_id, values)

    def on_refused(self, error: RuleError) -> None:
        """Changed meanwhile by somebody else: after the message the present value counts as seen."""
        self._seen = self.facts.view
        super().on_refused(error)

    def _is_further(self) -> bool:
        stage_id = self._point.doc.get("stage_id")
        number = next((str(s.doc.get("number")) for s in self.facts.view.stages if s.id == stage_id), "")
        has_some = self._point.doc.get("recommendation") or self._point.doc.get("response")
        return number in _FURTHER or bool(has_some)
