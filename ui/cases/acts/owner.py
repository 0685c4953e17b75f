"""Give the case to another member of staff."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.assign import assign_cases
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField


class OwnerPanel(ActPanel):
    """Who works on the case from now on."""

    name = "case.owner"
    heading_words = draft_title = "Change owner"
    button_words = "Change owner"
    foresees = ("owner_id",)

    def build(self) -> None:
        """Everybody who works here today, in the order of their names."""
        office = self.context.office
        people = [p for p in office.staff.values() if p.works_on(self.context.today())]
        people.sort(key=lambda p: p.full_name.casefold())
        choices = [(p.id, f"{p.full_name}, {p.job}" if p.job else p.full_name) for p in people]
        self.owner = ChoiceField(choices, empty="Nobody", optional=True)
        self.owner.set_value(self.facts.view.row.owner_id)
        self.add("owner_id", "Owner", self.owner)

    def foresee(self) -> Callable[[], str] | None:
        """From whom to whom."""
        before, after = self.facts.owner or "nobody", self._name(self.owner.value())
        said = f"The owner is {before} and stays so." if before == after else f"From {before} to {after}."
        return lambda: said

    def work(self) -> Work:
        """Give it to the person chosen."""
        office, case_id, owner_id = self.context.office, self.facts.case_id, self.owner.value()
        return lambda: assign_cases(office, [case_id], owner_id)

    def _name(self, person_id: str) -> str:
        return self.context.office.staff_name(person_id) or "nobody"
