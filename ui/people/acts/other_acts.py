"""Add a relationship; merge two people, with both side by side and a question before it is done (U4)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from caseworker.actions.people_merge import MergePreview, merge_people, preview_merge
from caseworker.actions.people_relations import add_relationship
from caseworker.errors import Problem, RuleError, UnavailableError
from ui.cases.acts.form import Work
from ui.confirm import ConfirmDialog
from ui.people.acts.person_act import PersonAct
from ui.people.merge_table import MergeTable
from ui.people.person_picker import PersonPicker
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import problems_of
from ui.widgets.text_field import TextField


class AddRelationship(PersonAct):
    """Another person, and what they are to this one."""

    name = "person.relationship"
    heading_words = draft_title = "Add a relationship"
    button_words = "Add relationship"

    def build(self) -> None:
        """Who, what, a note."""
        kinds = self.context.office.vocabulary.offered("person_relationships")
        self.other = PersonPicker(self.context, (self.person.view.id,))
        self.kind = ChoiceField([(e.code, e.label) for e in kinds])
        self.note = TextField(limit=300)
        name = self.person.view.name
        self.add("other", "The other person", self.other, needed=True)
        self.add("kind", f"What they are to {name}", self.kind, needed=True)
        self.add("note", "Note", self.note)

    def work(self) -> Work:
        """Add it on both sides."""
        office, person_id, other = self.context.office, self.person.view.id, self.other.value()
        kind, note = self.kind.value(), self.note.value()
        return lambda: add_relationship(office, person_id, other, kind, note)


class MergePeople(PersonAct):
    """The person who goes into this one."""

    name = "person.merge"
    heading_words = draft_title = "Merge with another person"
    button_words = "Merge the two"
    is_danger = True
    foresees = ("other",)

    def intro(self) -> str:
        """What is kept."""
        return (
            f"{self.person.view.name} is kept, and the other goes into them with every case, contact, alert and plan."
            " Nothing is lost; for 30 days the merge can be taken back on this page."
        )

    def build(self) -> None:
        """Who."""
        self._preview: MergePreview | None = None
        self.other = PersonPicker(self.context, (self.person.view.id,))
        self.table = MergeTable(self)
        self.add("other", "The other person", self.other, needed=True)
        self.other.changed.connect(self._compare)

    def on_filled(self) -> None:
        """Both side by side stand under the choice."""
        column = self.layout()
        if column is not None and self.table.parentWidget() is self and column.indexOf(self.table) < 0:
            column.insertWidget(column.count() - 1, self.table)  # above the room that is left

    def foresee(self) -> Callable[[], str] | None:
        """What speaks against it."""
        office, kept, other = self.context.office, self.person.view.id, self.other.value()
        return (lambda: preview_merge(office, kept, other).warning()) if other else None

    def own_problems(self) -> list[Problem]:
        """Somebody must be chosen."""
        return [] if self.other.value() else [Problem("other", "Choose the other person")]

    def confirm(self, do: Callable[[], object]) -> None:
        """Show who goes into whom, and ask."""
        preview = self._preview
        if preview is None:
            self.let_go()
            return
        facts = [("Kept", preview.kept.name), ("Goes into them", preview.other.name)]
        facts += [(row.label, row.result) for row in preview.rows if row.label == "Cases"]
        dialog = ConfirmDialog(
            "Merge these two people",
            "Merge the two",
            "Keep them apart",
            facts=facts,
            text=preview.warning() or "It can be taken back for 30 days.",
            parent=self.window(),
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            do()
        else:
            self.let_go()

    def work(self) -> Work:
        """Merge them."""
        office, kept, other = self.context.office, self.person.view.id, self.other.value()
        return lambda: merge_people(office, kept, other)

    def _compare(self) -> None:
        self._preview = None
        office, kept, other = self.context.office, self.person.view.id, self.other.value()
        self.table.show_preview(None)
        if not other:
            return
        self.context.tasks.run_read(
            lambda: preview_merge(office, kept, other), self._on_preview, self._on_refused, receiver=self
        )

    def _on_preview(self, preview: MergePreview) -> None:
        self._preview = preview
        self.table.show_preview(preview)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.show_problems(problems_of(error))
        elif isinstance(error, UnavailableError):
            self.context.messages.failure(error)
        else:
            self.context.messages.bug(error)
