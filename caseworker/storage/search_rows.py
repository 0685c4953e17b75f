"""What of each thing can be found by searching: codes (references, phones, postcodes), names, and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.fold import EntityState
from caseworker.domain.words import folded, phone_key

_AT_ONCE = 1000
_COLUMNS = "n, entity_id, case_n, codes, names, words"
CHANGE_SEARCHED = (
    f"INSERT INTO search_text ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (n) DO UPDATE"
    " SET codes = excluded.codes, names = excluded.names, words = excluded.words WHERE (search_text.codes,"
    " search_text.names, search_text.words) IS NOT (excluded.codes, excluded.names, excluded.words)"
)
"""Writes a changed row where it says something else; a thing of which nothing was searched before had none."""


def insert_searched(raw: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write new rows of `search_text`: number, entity, number of its case, codes, names, words.

    Question: why not one statement for each? Choice: many rows in one, by number. The full-text index writes what it
    has gathered at the beginning of every statement, and whenever a number is less than the one before; so each row
    made a piece of index of its own, to be merged later. Cost: a longer statement.
    """
    ordered = sorted(rows)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        raw.execute(_insert(len(some)), tuple(chain.from_iterable(some)))


@cache
def _insert(number: int) -> str:
    places = ", ".join(["(?, ?, ?, ?, ?, ?)"] * number)
    return f"INSERT INTO search_text ({_COLUMNS}) VALUES {places}"


def search_row(state: EntityState) -> tuple[str, str, str] | None:
    """Return the codes, names and words of a thing, folded; None when it is never searched.

    Of a thing that says nothing in any of them no row is kept: most stages have nothing to search.
    """
    maker = _MAKERS.get(state.kind)
    if maker is None:
        return None
    is_removed = state.doc.get("voided") and state.kind != "case"
    return ("", "", "") if is_removed else maker(state.doc)


def _text(doc: dict[str, Value], *names: str) -> str:
    said = [str(value) for name in names if (value := doc.get(name))]
    return folded(" ".join(said)) if said else ""


def _case(doc: dict[str, Value]) -> tuple[str, str, str]:
    codes = dict.fromkeys((str(doc.get("reference", "")), *map(str, doc.get("old_references") or ())))
    imported = doc.get("as_imported") or {}
    words = " ".join([imported[name] for name in sorted(imported) if isinstance(imported[name], str)])
    spelt: dict[str, None] = {}
    for code in map(folded, filter(None, codes)):
        spelt[code] = spelt[code.replace(" ", "")] = None
    return (
        " ".join(spelt),
        "",
        f"{_text(doc, 'summary', 'wants', 'subject', 'theme', 'team', 'staff_named')} {folded(words)}".strip(),
    )


def _party(doc: dict[str, Value]) -> tuple[str, str, str]:
    address = doc.get("address") or {}
    postcode, phone = folded(str(address.get("postcode", ""))), str(doc.get("phone") or "")
    codes = (
        phone_key(phone) if phone else "",
        postcode,
        postcode.replace(" ", ""),
        _text(doc, "email", "social_care_id"),
    )
    return " ".join(filter(None, codes)), _text(doc, "full_name"), folded(str(address.get("lines", "")))


def _note(doc: dict[str, Value]) -> tuple[str, str, str]:
    return "", "", _text(doc, "text")


def _stage(doc: dict[str, Value]) -> tuple[str, str, str]:
    return (
        _text(doc, "old_reference", "ombudsman_reference"),
        _text(doc, "investigating_officer", "independent_person"),
        _text(doc, "details", "escalation_reason", "request", "statement"),
    )


def _task(doc: dict[str, Value]) -> tuple[str, str, str]:
    return _text(doc, "old_reference"), "", _text(doc, "what")


def _file(doc: dict[str, Value]) -> tuple[str, str, str]:
    return "", "", _text(doc, "name", "description", "subject", "from", "to", "text")


def _words(*names: str) -> Callable[[dict[str, Value]], tuple[str, str, str]]:
    """For a thing of which only words are searched."""
    return lambda doc: ("", "", _text(doc, *names))


def _appointment(doc: dict[str, Value]) -> tuple[str, str, str]:
    return "", _text(doc, "full_name", "organisation"), ""


_MAKERS: Mapping[str, Callable[[dict[str, Value]], tuple[str, str, str]]] = {
    "case": _case,
    "party": _party,
    "note": _note,
    "stage": _stage,
    "task": _task,
    "file": _file,
    "point": _words("text", "reason", "reply", "recommendation"),
    "appointment": _appointment,
    "contribution": _words("what", "reply", "service", "contact"),
    "decision": _words("reason"),
    "payment": _words("payee", "reason"),
    "advocacy": _words("advocate", "provider"),
}
