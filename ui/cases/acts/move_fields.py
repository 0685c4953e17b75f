"""The field that a question of a move is asked with."""

from __future__ import annotations

import re
from typing import Any

from caseworker.actions.points import points_of
from caseworker.domain.cases import CaseView
from caseworker.domain.move import Ask
from caseworker.office import Office
from ui.cases.many_field import ManyField
from ui.context import Context
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.options_field import CheckField, OptionsField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField

_AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?")


class AmountField(TextField):
    """A number or a sum of money: "250", "£1,250.50". What cannot be read is handed on as typed, to be refused."""

    def value(self) -> Any:
        """The number, None when nothing is entered, the text when it is no number."""
        text = super().value()
        if not text:
            return None
        read = _AMOUNT.fullmatch(text)
        if read is None:
            return text
        whole = int(read[1].replace(",", ""))
        return whole if not read[2] else float(f"{whole}{read[2]}")

    def set_value(self, value: Any) -> None:
        """Show a number."""
        super().set_value("" if value is None else str(value))


def field_for(context: Context, ask: Ask, view: CaseView) -> Field:
    """Return a new field for one question about a case."""
    if ask.kind == "day":
        return DateField(
            context.today, calendar=context.office.calendar, sense="future" if ask.ahead else "past"
        )
    if ask.kind == "text":
        return TextArea(3, limit=100_000)
    if ask.kind == "tick":
        return CheckField("Yes")
    if ask.kind in ("pounds", "number"):
        return AmountField(12, limit=20)
    if ask.kind == "many":
        return ManyField(choices_of(context.office, ask))
    if ask.kind == "points":
        return ManyField([(p.id, f"{p.doc.get('number')}. {p.doc.get('text')}") for p in points_of(view)])
    if ask.kind == "options":
        return OptionsField(choices_of(context.office, ask), upright=True)
    if ask.kind in ("choice", "staff"):
        return ChoiceField(choices_of(context.office, ask), optional=not ask.needed)
    return TextField(limit=1_000)


def choices_of(office: Office, ask: Ask) -> list[Choice]:
    """Return what a question can be answered with: code and words."""
    if ask.kind == "staff":
        working = [p for p in office.staff.values() if p.works_on(office.clock.today())]
        return [
            (p.id, f"{p.full_name}, {p.job}" if p.job else p.full_name)
            for p in sorted(working, key=lambda p: p.full_name.casefold())
        ]
    if isinstance(ask.values, tuple):
        return list(ask.values)
    return [(entry.code, entry.label) for entry in office.vocabulary.offered(ask.values)]
