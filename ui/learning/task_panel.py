"""An action that follows from a complaint: what, who, until when, what it puts right, what was learnt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.task_source import points_to_follow
from caseworker.actions.tasks import NewTask, add_task, change_task
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.options_field import CheckField
from ui.widgets.text_area import TextArea

_TEXTS = ("what", "kind", "point_id", "remedy_type", "owner", "service", "theme", "learning")
_LONGEST = 90


class TaskPanel(ActPanel):
    """Adds an action; with `task` changes it.

    Args:
        task: as the person was looking at it (S3); None for a new one.
    """

    name = "case.action"
    heading_words = draft_title = "Add action"
    button_words = "Add action"
    foresees = ("due_on",)
    beside = ("kind", "remedy_type", "service", "agreed_on", "theme")

    def __init__(
        self,
        context: Context,
        facts: CaseFacts,
        task: EntityState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._task, self._seen = task, facts.view
        if task is not None:
            self.name = f"action:{task.id}"  # type: ignore[misc]
            self.heading_words = self.draft_title = "Change action"  # type: ignore[misc]
            self.button_words = "Save action"  # type: ignore[misc]
        super().__init__(context, facts, parent)

    def build(self) -> None:
        """What and where from, then who and when, then what was learnt."""
        lists, office = self.context.office.vocabulary, self.context.office
        points = [(point_id, _short(words)) for point_id, words in points_to_follow(self.facts.view)]
        self.add("what", "What is to be done", TextArea(2, limit=100_000), needed=True)
        if points:
            self.add(
                "point_id", "Follows from", ChoiceField(points, empty="The case as a whole", optional=True)
            )
        self.add("kind", "Kind of action", ChoiceField(self._kinds()))
        self.add(
            "remedy_type",
            "Remedy",
            ChoiceField(_listed(lists.offered("remedies")), empty="None", optional=True),
        )
        self.add("owner", "Owner", ChoiceField(self._staff(), empty="Nobody", optional=True))
        services = _listed(lists.offered("services"))
        self.add("service", "Service", ChoiceField(services, empty="Not given", optional=True))
        self.due = DateField(self.context.today, calendar=office.calendar, sense="future")
        self.agreed = DateField(self.context.today, calendar=office.calendar)
        self.add("due_on", "Due", self.due)
        self.add("agreed_on", "Agreed", self.agreed)
        self.add("learning", "What was learnt", TextArea(2, limit=100_000))
        themes = _listed(lists.offered("learning_themes"))
        self.add("may_publish", "", CheckField("May be published"))
        self.add("theme", "Learning theme", ChoiceField(themes, empty="None", optional=True))
        self._fill()

    def foresee(self) -> Callable[[], str] | None:
        """The day in words; one that is past is late at once."""
        on = self.due.value()
        if on is None:
            return None
        late = " That day is past." if on < self.context.today() else ""
        return lambda: f"Due {long_date(on)}.{late}"

    def work(self) -> Work:
        """Add or change it."""
        office, case_id, seen = self.context.office, self.facts.case_id, self._seen
        values: dict[str, Any] = {name: block.field.value() for name, block in self.form.blocks.items()}
        if self._task is None:
            return lambda: add_task(office, case_id, NewTask(**values))
        task_id = self._task.id
        return lambda: change_task(office, seen, task_id, values)

    def on_refused(self, error: RuleError) -> None:
        """Changed meanwhile by somebody else: after the message the present value counts as seen."""
        self._seen = self.facts.view
        super().on_refused(error)

    def _fill(self) -> None:
        if self._task is None:
            row = self.facts.view.row
            self.form.fill({"kind": "action", "service": row.service})
            return
        doc = self._task.doc
        self.form.fill({name: str(doc.get(name) or "") for name in _TEXTS})
        self.form.fill({"may_publish": bool(doc.get("may_publish"))})
        for name in ("due_on", "agreed_on"):
            text = doc.get(name)
            self.form[name].set_value(date.fromisoformat(str(text)) if text else None)

    def _kinds(self) -> list[tuple[str, str]]:
        kinds = _listed(self.context.office.vocabulary.offered("task_kinds"))
        own = str(self._task.doc.get("kind") or "") if self._task else ""
        return kinds if not own or own in dict(kinds) else [*kinds, (own, own)]

    def _staff(self) -> list[tuple[str, str]]:
        office = self.context.office
        people = [p for p in office.staff.values() if p.works_on(self.context.today())]
        found = [(p.id, p.full_name) for p in sorted(people, key=lambda p: p.full_name.casefold())]
        own = str(self._task.doc.get("owner") or "") if self._task else ""
        if own and own not in dict(found):
            found.append((own, office.staff_name(own) if own in office.staff else own))
        return found


def _listed(entries: Any) -> list[tuple[str, str]]:
    return [(entry.code, entry.label) for entry in entries]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
