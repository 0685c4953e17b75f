"""Say in a sentence what a later stage was about, for the table of the annual report that lists it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.actions.edit import edit_case
from caseworker.domain.kinds import Procedure, Status
from caseworker.errors import RuleError
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_area import TextArea

LONGEST = 600


def no_later_stage(facts: CaseFacts) -> str:
    """Why there is nothing to describe, or ""."""
    if facts.view.status is Status.VOID:
        return "This case is void."
    return "" if _later(facts) else "Only stage 2, stage 3 and Ombudsman cases are described in the reports."


def _later(facts: CaseFacts) -> list[tuple[str, str]]:
    """The stages the reports list one by one: id and name."""
    return [
        (stage.id, str(stage.doc.get("label") or f"Stage {stage.doc.get('number')}"))
        for stage in facts.view.stages
        if stage.doc.get("number") in ("2", "3") or stage.doc.get("procedure") == Procedure.OMBUDSMAN
    ]


class ReportWordsPanel(ActPanel):
    """What it was about and what was done, in the words of the report."""

    name = "case.report_words"
    heading_words = draft_title = "Words for the reports"
    button_words = "Keep words"

    def intro(self) -> str:
        """What becomes of them."""
        return (
            "The annual report lists each case of stage 3 and of the Ombudsman in a line. Write it without names, ages "
            "or places. A copy for publication leaves such lines out."
        )

    def build(self) -> None:
        """The latest of the later stages first, with what is kept of it."""
        self._seen = self.facts.view
        stages = _later(self.facts)
        self.stage = ChoiceField(stages)
        self.stage.set_value(stages[-1][0] if stages else "")
        self.details, self.remedy = TextArea(3, limit=LONGEST), TextArea(2, limit=LONGEST)
        self.add("stage_id", "Stage", self.stage)
        self.add("details", "In a sentence, what it was about", self.details)
        self.add("remedy", "Remedy", self.remedy)
        self._show_kept()
        self.stage.changed.connect(self._show_kept)

    def _show_kept(self) -> None:
        found = (stage.doc for stage in self._seen.stages if stage.id == self.stage.value())
        doc: Mapping[str, Any] = next(found, {})
        self.details.set_value(str(doc.get("details") or ""))
        self.remedy.set_value(str(doc.get("remedy") or ""))

    def work(self) -> Work:
        """Keep them."""
        office, seen, stage_id = self.context.office, self._seen, self.stage.value()
        values = {"details": self.details.value(), "remedy": self.remedy.value()}
        return lambda: edit_case(office, seen, stage_id, values)

    def on_refused(self, error: RuleError) -> None:
        """Somebody wrote meanwhile: after this the present words count as seen."""
        self._seen = self.facts.view
        super().on_refused(error)
