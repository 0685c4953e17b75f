"""Published reports: below which number a figure is hidden, and of how few cases a percentage is."""

from __future__ import annotations

from typing import Any

from ui.settings.form_part import FormPart
from ui.widgets.choice_field import ChoiceField

_SHOWN = (3, 4, 5, 6, 11)
_BASES = (5, 10, 20, 30)


class PublicationPart(FormPart):
    """What a copy for publication hides."""

    code = "publication"
    title = "Published reports"
    purpose = (
        "A copy for publication hides small numbers, and with them as many others as it takes so that nobody can work "
        "them out. The internal copy shows everything and is marked OFFICIAL-SENSITIVE. Reports published already "
        "stay as they are."
    )
    save_words = "Save limits"

    def add_fields(self) -> None:
        """The two limits."""
        settings = self.context.office.settings
        shown = sorted({*_SHOWN, settings.smallest_shown})
        bases = sorted({*_BASES, settings.smallest_base})
        self.add(
            "smallest_shown",
            "Smallest number shown",
            ChoiceField(tuple((str(number), f"{number} (1 to {number - 1} are hidden)") for number in shown)),
            help_words="Hidden numbers are printed as less than this one. 5 is common; 6 is usual for children’s data.",
        )
        self.add(
            "smallest_base",
            "Percentages and averages of at least",
            ChoiceField(tuple((str(number), f"{number} cases") for number in bases)),
            help_words="A percentage of fewer cases is not printed.",
        )

    def from_field(self, name: str) -> Any:
        """Numbers."""
        return int(str(self.form[name].value() or 0))

    def to_field(self, name: str, value: Any) -> Any:
        """As a choice has them."""
        return str(value)

    def words(self, name: str, value: Any) -> str:
        """As read."""
        return f"{value} cases" if name == "smallest_base" else str(value)
