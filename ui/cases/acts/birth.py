"""A date of birth, an age or a year, as the casework keeps it and as it is typed again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ui.widgets.date_text import Birth, birth_words, read_birth


def birth_values(birth: Birth | None, today: date) -> dict[str, Any]:
    """Return the fields to keep: the day where it is known, else the age or the year in words."""
    if birth is None:
        return {"born_on": None, "age": None}
    if birth.born_on is not None:
        return {"born_on": birth.born_on.isoformat(), "age": None}
    return {"born_on": None, "age": birth_words(birth, today)}


def birth_of(doc: Mapping[str, Any], today: date) -> Birth | None:
    """Return what is kept of a person's birth, None when nothing is or it cannot be read."""
    if doc.get("born_on"):
        return Birth(born_on=date.fromisoformat(str(doc["born_on"])))
    told = str(doc.get("age") or "")
    year = re.match(r"Born in (\d{4})", told)
    return read_birth(year[1] if year else told, today) if told else None
