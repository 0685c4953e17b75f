"""How each value of a case is edited in its place: which control, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.fold import EntityState
from ui.cases.acts.birth import birth_of, birth_values
from ui.cases.many_field import ManyField
from ui.context import Context
from ui.widgets.birth_field import BirthField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import EmailField, PersonField, PhoneField, PostcodeField, TextField

_LONG = ("summary", "wants", "adjustments", "late_details", "no_action_reason")
_MUST_HAVE = ("kind", "channel")
_LISTS = {"relationship": "relationships"}
"""Fields of free text that are chosen from a list here; a value that is not in the list is kept as it is."""

Fields = Mapping[str, tuple[str, Field]]


def editors_for(context: Context, state: EntityState, name: str) -> Fields:
    """Return the controls that edit a value, showing it, each with its label; most values have one."""
    label = ENTITY_KINDS[state.kind][name].label
    if name == "address":
        return _address(state.doc)
    if name == "born_on":
        birth = BirthField(context.today)
        birth.set_birth(birth_of(state.doc, context.today()))
        return {name: ("Date of birth or age", birth)}
    field = _field(context, state, name)
    value = state.doc.get(name)
    if isinstance(field, DateField):
        field.set_value(date.fromisoformat(str(value)) if value else None)
    elif isinstance(field, OptionsField) and name == "payment_related":
        field.set_value("yes" if value else "no")
    else:
        field.set_value(value)
    return {name: (label, field)}


def values_of(context: Context, name: str, fields: Fields) -> dict[str, Any]:
    """Return what the controls say, as the casework keeps it; None empties a field."""
    if name == "address":
        lines, postcode = fields["address"][1].value(), fields["postcode"][1].value()
        return {"address": {"lines": lines, "postcode": postcode} if lines or postcode else None}
    field = fields[name][1]
    if isinstance(field, BirthField):
        return birth_values(field.birth(), context.today())
    if name == "payment_related":
        return {name: field.value() == "yes"}
    value = field.value()
    return {name: value.isoformat() if isinstance(value, date) else value}


def _address(doc: Mapping[str, Any]) -> Fields:
    kept = doc.get("address") or {}
    lines, postcode = AddressField(), PostcodeField()
    lines.set_value(kept.get("lines", ""))
    postcode.set_value(kept.get("postcode", ""))
    return {"address": ("Address", lines), "postcode": ("Postcode", postcode)}


def _field(context: Context, state: EntityState, name: str) -> Field:
    calendar = context.office.calendar
    if name.endswith("_on"):
        return DateField(
            context.today, calendar=calendar, sense="future" if name == "follow_up_on" else "past"
        )
    if name == "payment_related":
        return OptionsField([("yes", "Yes"), ("no", "No")])
    if name == "other_themes":
        return ManyField(_choices(context, "themes"))
    if (listed := ENTITY_KINDS[state.kind][name].values or _LISTS.get(name)) is not None:
        return _choice(context, state, name, listed)
    if name in _LONG:
        return TextArea(3, limit=100_000)
    plain = {"full_name": PersonField, "phone": PhoneField, "email": EmailField}.get(name)
    return plain() if plain is not None else TextField()


def _choice(context: Context, state: EntityState, name: str, listed: str) -> Field:
    parent = str(state.doc.get("service") or "") if name == "team" else ""
    choices = _choices(context, listed, parent) or _choices(context, listed)
    value = str(state.doc.get(name) or "")
    if value and value not in dict(choices):
        choices.append((value, context.office.vocabulary.label(listed, value)))
    if name == "risk":
        return OptionsField(choices)
    return ChoiceField(choices, empty="Not given", optional=name not in _MUST_HAVE)


def _choices(context: Context, name: str, parent: str = "") -> list[tuple[str, str]]:
    entries = context.office.vocabulary.offered(name, None, parent or None)
    return [(entry.code, entry.label) for entry in entries]
