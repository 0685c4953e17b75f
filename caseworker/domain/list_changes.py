"""Changes to a list of words: add, rename, move, end, merge. Each gives the new list; no entry ever loses its code.

Nothing here touches a case: a case keeps the code it was given, and mergers never rewrite it (rule book section 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.vocabulary import Before, Entry
from caseworker.errors import RuleError

Entries = tuple[Entry, ...]


def added(
    entries: Entries,
    label: str,
    *,
    parent: str = "",
    kinds: Sequence[str] = (),
    from_on: date | None = None,
) -> Entries:
    """Return the list with a new entry; its code is its words, numbered when they were used before."""
    _check_label(entries, "", label, parent)
    taken = {entry.code for entry in entries}
    numbered = (f"{label} ({number})" for number in range(2, len(taken) + 3))
    code = label if label not in taken else next(code for code in numbered if code not in taken)
    return (*entries, Entry(code, label, parent, tuple(kinds), from_on.isoformat() if from_on else None))


def renamed(entries: Entries, code: str, label: str, from_on: date | None = None) -> Entries:
    """Return the list with other words for an entry, from a day on; without a day, as a correction for all days."""
    entry = _found(entries, code)
    _check_label(entries, code, label, entry.parent)
    if from_on is None:
        return _put(entries, replace(entry, label=label))
    return _put(entries, replace(_remembering(entry, from_on), label=label))


def moved(entries: Entries, code: str, parent: str, from_on: date) -> Entries:
    """Return the list with an entry under another one from a day on."""
    entry = _found(entries, code)
    if parent == entry.parent:
        raise RuleError("It stands there already. Choose another place.", field="parent")
    _check_label(entries, code, entry.label, parent)
    return _put(entries, replace(_remembering(entry, from_on), parent=parent))


def ended(entries: Entries, code: str, to_on: date, became: str = "") -> Entries:
    """Return the list with an entry in force up to and including a day, merged into another one where it is named."""
    entry = _found(entries, code)
    if entry.from_on and to_on.isoformat() < entry.from_on:
        began = long_date(date.fromisoformat(entry.from_on))
        raise RuleError(f"Last day must be on or after {began}, when it began.", field="to_on")
    if became:
        other = _found(entries, became)
        if other.code == entry.code:
            raise RuleError("Choose another entry to merge it into.", field="into")
        if not other.in_force_on(to_on + timedelta(days=1)):
            raise RuleError(f"{other.label} is not in force then. Choose another entry.", field="into")
    return _put(entries, replace(entry, to_on=to_on.isoformat(), became=became))


def kept(entries: Entries, code: str) -> Entries:
    """Return the list with an entry in force again, without an end."""
    entry = _found(entries, code)
    others = tuple(each for each in entries if each.to_on is None)
    _check_label(others, code, entry.label, entry.parent)
    return _put(entries, replace(entry, to_on=None, became=""))


def removed(entries: Entries, code: str) -> Entries:
    """Return the list without an entry: only for one that was never used."""
    entry = _found(entries, code)
    if any(each.became == code for each in entries):
        raise RuleError(f"Another entry was merged into {entry.label}. End it instead.")
    return tuple(each for each in entries if each.code != code)


def _found(entries: Entries, code: str) -> Entry:
    found = next((entry for entry in entries if entry.code == code), None)
    if found is None:
        raise RuleError("This entry is not in the list any more. Go back to the list.")
    return found


def _put(entries: Entries, changed: Entry) -> Entries:
    return tuple(changed if entry.code == changed.code else entry for entry in entries)


def _remembering(entry: Entry, from_on: date) -> Entry:
    """The entry with its words and place up to the day before kept; a second change on one day adds nothing."""
    until = (from_on - timedelta(days=1)).isoformat()
    latest = entry.before[-1].until_on if entry.before else ""
    if latest > until:
        day = long_date(date.fromisoformat(latest) + timedelta(days=1))
        raise RuleError(
            f"It was changed from {day} already. Choose that day or a later one.", field="from_on"
        )
    if latest == until:
        return entry
    return replace(entry, before=(*entry.before, Before(until, entry.label, entry.parent)))


def _check_label(entries: Entries, code: str, label: str, parent: str) -> None:
    if not label:
        raise RuleError("Enter the words", field="label")
    for entry in entries:
        same_words = entry.label.casefold() == label.casefold() and entry.parent == parent
        if entry.code != code and same_words and not entry.to_on:
            raise RuleError(f"“{entry.label}” is in the list already. Choose other words.", field="label")
