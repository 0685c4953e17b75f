"""What stands in a form, as it was typed: the shape in which unfinished entries are kept and put back (P1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.errors import Problem
from ui.drafts.as_typed import put_typed, typed
from ui.widgets.birth_field import BirthField
from ui.widgets.date_field import DateField
from ui.widgets.field_block import Form


def typed_values(form: Form) -> dict[str, Any]:
    """Return what stands in every field, fit for JSON."""
    return {name: typed(block.field) for name, block in form.blocks.items()}


def put_back(form: Form, values: Mapping[str, Any]) -> None:
    """Put back what `typed_values` gave; names that are not on the form are passed over."""
    for name, value in values.items():
        if name in form.blocks:
            put_typed(form[name], value)


def unreadable(form: Form) -> list[Problem]:
    """Return the dates that were typed and cannot be read (T2)."""
    found = []
    for name, block in form.blocks.items():
        if isinstance(block.field, DateField) and block.field.is_unreadable():
            found.append(Problem(name, f"{block.label_text} must be a real date, such as 27/3/2026"))
        elif isinstance(block.field, BirthField) and block.field.is_unreadable():
            found.append(
                Problem(name, f"{block.label_text} must be a real date, such as 14/2/2013, or an age")
            )
    return found
