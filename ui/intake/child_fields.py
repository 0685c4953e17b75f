"""One child or young person on the intake form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.intake import Child
from caseworker.domain.vocabulary import Vocabulary
from caseworker.errors import Problem
from ui.intake.choices import entries
from ui.tokens import SPACE_12
from ui.widgets.birth_field import BirthField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_text import birth_words
from ui.widgets.field_block import FieldBlock
from ui.widgets.field_row import FieldRow
from ui.widgets.text_field import PersonField, TextField
from ui.widgets.words import Words


class ChildFields(QWidget):
    """Name, date of birth or age, status, social care ID.

    Args:
        number: 1 for the first; the fields are called "child1_full_name" and so on.
    """

    def __init__(
        self,
        number: int,
        lists: Vocabulary,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.number, self._today = number, today
        group, prefix = f"Child {number}", f"child{number}_"
        self.name = FieldBlock(f"{prefix}full_name", "Full name", PersonField(), group=group)
        self.born = FieldBlock(f"{prefix}born_on", "Date of birth or age", BirthField(today), group=group)
        self.status = FieldBlock(
            f"{prefix}status",
            "Status",
            ChoiceField(entries(lists, "child_statuses"), optional=True, empty="Not asked"),
            group=group,
        )
        self.social_care_id = FieldBlock(
            f"{prefix}social_care_id", "Social care ID", TextField(16, limit=40), group=group
        )
        self._lay_out(group)

    def blocks(self) -> tuple[FieldBlock, ...]:
        """The fields in reading order."""
        return self.name, self.born, self.status, self.social_care_id

    def child(self) -> Child:
        """What is known of the child."""
        born = self._birth_field()
        birth = born.birth()
        born_on = birth.born_on if birth is not None else None
        age = birth_words(birth, self._today()) if birth is not None and born_on is None else ""
        return Child(
            full_name=self.name.field.value(),
            born_on=born_on,
            age=age,
            status=self.status.field.value(),
            social_care_id=self.social_care_id.field.value(),
        )

    def is_empty(self) -> bool:
        """Whether nothing is entered."""
        return all(block.field.is_empty() for block in self.blocks())

    def problems(self) -> list[Problem]:
        """What cannot be read or cannot be."""
        field, name = self._birth_field(), self.born.name
        if field.is_unreadable():
            return [Problem(name, "Date of birth or age must be a real date, such as 14/2/2013, or an age")]
        birth = field.birth()
        if birth is not None and birth.born_on is not None and birth.born_on > self._today():
            return [Problem(name, "Date of birth must be today or in the past")]
        return []

    def _birth_field(self) -> BirthField:
        field = self.born.field
        assert isinstance(field, BirthField)
        return field

    def _lay_out(self, group: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        if self.number > 1:
            column.addWidget(Words(group, bold=True))
        for first, second in ((self.name, self.born), (self.status, self.social_care_id)):
            holder = (
                QWidget()
            )  # a layout of one's own that begins without a parent loses its items (PySide 6.11)
            row = FieldRow(holder)
            row.add(first, 3)
            row.add(second, 2)
            column.addWidget(holder)
