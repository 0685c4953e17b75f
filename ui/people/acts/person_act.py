"""What the acts on a person have in common: they lead back to the person, and their drafts open the person."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.cases.acts.panel import ActPanel
from ui.context import Context
from ui.people.person_facts import PersonFacts


class PersonAct(ActPanel):
    """One act on a person.

    Args:
        thing_id: the alert or plan it is about, "" for a new one.
    """

    opens = "person"
    back_words = "Back to the person (Alt+Left)"

    def __init__(
        self, context: Context, facts: PersonFacts, thing_id: str = "", parent: QWidget | None = None
    ) -> None:
        self.person, self.thing_id = facts, thing_id
        super().__init__(context, facts, parent)  # type: ignore[arg-type]
