"""What a field holds, as a person reads it: dates in words, codes by their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from caseworker.actions.letter_words import LETTER_STATUS_WORDS, letter_value_words
from caseworker.actions.note import NOTE_KINDS
from caseworker.domain.compensation import pennies_of, pounds_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.doubles import DOUBLE_NAMES
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.file_fields import ADDED_FROM
from caseworker.domain.file_types import FILE_TYPES
from caseworker.domain.pauses import PauseKind
from caseworker.domain.triage_questions import answers_in_words
from caseworker.errors import RuleError
from caseworker.office import Office

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OTHERS = frozenset("person_id representative_id party_id to_person pair merged_into case_id entries".split())
"""Fields that say which other thing is meant."""
_CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("party", "role"): {
        "complaining": "Person complaining or asking",
        "child": "Child or young person",
        "representative": "Representative",
        "other": "Other person",
    },
    ("pause", "kind"): {kind.value: kind.label for kind in PauseKind},
    ("note", "kind"): NOTE_KINDS,
    ("both_kept", "thing"): {kind: name.capitalize() for kind, name in DOUBLE_NAMES.items()},
    ("file", "added_from"): ADDED_FROM,
    ("file", "media_type"): {kind.media_type: kind.label for kind in FILE_TYPES.values()},
    ("letter", "status"): LETTER_STATUS_WORDS,
    ("export", "what"): {"everything": "Everything", "disclosure_log": "Disclosure log"},
}
"""Codes that are not in any list a council may change, and their words."""
_BESIDE = frozenset({"stage_id", "point_id", "task_id", "carried_from"})
"""Ids of other things: which one is meant is seen from the words beside it."""
_POUNDS = frozenset({"amount_pounds", "cost_pounds", "compensation_pounds", "fee_pounds"})


def has_words(entity_kind: str, name: str) -> bool:
    """Return whether a field holds codes, so that its value and the words for it differ."""
    field = ENTITY_KINDS.get(entity_kind, {}).get(name)
    return (entity_kind, name) in _CODES or bool(field and field.values)


def value_words(office: Office, entity_kind: str, name: str, value: Any) -> str:
    """Return a field's value as a person reads it: dates in words, codes by their labels."""
    if value in (None, "", [], {}):
        return ""
    if name == "clocks":
        return "; ".join(
            f"{clock['label']} {long_date(date.fromisoformat(clock['due_on']))}"
            for clock in value.values()
            if clock.get("due_on")
        )
    if name == "address":
        return ", ".join([*str(value.get("lines", "")).splitlines(), value.get("postcode", "")]).strip(", ")
    if name in _OTHERS:  # ids, which nobody reads
        return ""
    if name == "contacts":
        return "; ".join(str(each.get("value", "")) for each in value)
    if (entity_kind, name) == ("decision", "answers"):
        return answers_in_words(value)
    if entity_kind in ("letter", "letter_comment"):
        words = letter_value_words(name, value)
        if words is not None:
            return words
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text}" for key, text in value.items() if text)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return day_in_words(value)
    if (entity_kind, name) in _CODES:
        return _CODES[entity_kind, name].get(str(value), str(value))
    if name in _BESIDE:
        return ""
    if name in _POUNDS:
        return _pounds(value)
    listed = ENTITY_KINDS.get(entity_kind, {}).get(name)
    if listed and listed.values == "staff":
        people = value if isinstance(value, list) else [value]
        return ", ".join(office.staff_name(str(each)) for each in people)
    if (entity_kind, name) == ("task", "kind"):  # an imported one keeps its own word
        return office.vocabulary.label("task_kinds", str(value))
    if (entity_kind, name) == ("task", "owner") and value in office.staff:  # imported ones name a service
        return office.staff_name(str(value))
    if isinstance(value, list):
        parts = [
            office.vocabulary.label(listed.values, str(v))
            if listed and listed.values
            else _each_words(name, str(v))
            for v in value
        ]
        return ", ".join(parts)
    if listed and listed.values:
        return office.vocabulary.label(listed.values, str(value))
    return str(value)


def _pounds(value: Any) -> str:
    """An amount of money in words; one that another system wrote otherwise is shown as it was written."""
    try:
        return pounds_words(pennies_of(value))
    except RuleError:
        return str(value)


def _each_words(name: str, text: str) -> str:
    return day_in_words(text) if name.endswith("_on") else text


def day_in_words(text: str) -> str:
    """Return an ISO day in words; what is no day as it was written."""
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return text
