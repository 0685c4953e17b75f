"""An action is done, with its proof; the Ombudsman accepted a remedy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.actions.tasks import TaskRef, finish_tasks, satisfy_task
from caseworker.domain.fold import EntityState
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea


class DonePanel(ActPanel):
    """When it was done and what proves it."""

    button_words = "Mark as done"

    def __init__(
        self, context: Context, facts: CaseFacts, task: EntityState, parent: QWidget | None = None
    ) -> None:
        self._task = task
        self.name = f"done:{task.id}"  # type: ignore[misc]
        self.heading_words = self.draft_title = "Mark action as done"  # type: ignore[misc]
        super().__init__(context, facts, parent)

    foresees = ("done_on",)

    def build(self) -> None:
        """Today, and the proof there is."""
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.evidence = TextArea(2, limit=100_000)
        self.evidence.set_value(str(self._task.doc.get("evidence") or ""))
        help_words = "Such as a letter's date, a file's name, who confirmed it. Needed for remedies."
        self.add("done_on", "Date done", self.on, needed=True)
        self.add("evidence", "Evidence", self.evidence, help_words=help_words)

    def intro(self) -> str:
        """Which action."""
        return str(self._task.doc.get("what") or "")

    def foresee(self) -> Callable[[], str] | None:
        """Whether it was late."""
        on, due = self.on.value(), str(self._task.doc.get("due_on") or "")
        if on is None or not due:
            return None
        return lambda: "Done late." if on.isoformat() > due else "Done in time."

    def work(self) -> Work:
        """Record it."""
        office, on, evidence = self.context.office, self.on.value(), self.evidence.value()
        tasks = [TaskRef(self.facts.case_id, self._task.id)]
        return lambda: finish_tasks(office, tasks, on, evidence)


class SatisfyPanel(ActPanel):
    """The day on which the Ombudsman accepted that a remedy was carried out."""

    button_words = "Record as accepted"

    def __init__(
        self, context: Context, facts: CaseFacts, task: EntityState, parent: QWidget | None = None
    ) -> None:
        self._task = task
        self.name = f"satisfied:{task.id}"  # type: ignore[misc]
        self.heading_words = self.draft_title = "Record a remedy as accepted"  # type: ignore[misc]
        super().__init__(context, facts, parent)

    def build(self) -> None:
        """The day."""
        self.on = DateField(self.context.today, calendar=self.context.office.calendar)
        self.on.set_value(self.context.today())
        self.add("satisfied_on", "Date accepted", self.on, needed=True)

    def intro(self) -> str:
        """Which action."""
        return str(self._task.doc.get("what") or "")

    def work(self) -> Work:
        """Record it."""
        office, case_id, task_id, on = self.context.office, self.facts.case_id, self._task.id, self.on.value()
        return lambda: satisfy_task(office, case_id, task_id, on)
