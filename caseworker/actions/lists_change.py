"""Change the council's lists: add, rename, move, end and merge entries, each from a day on, each with Undo.

No case is rewritten: it keeps the entry it was given. What a change means for open cases is told before it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.actions.settings_change import setting_drafts
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of, listed, long_date
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.intake import cleaned
from caseworker.domain.list_changes import added, ended, kept, moved, removed, renamed
from caseworker.domain.own_lists import LISTS, OwnList, children_of
from caseworker.domain.vocabulary import Entry
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.uses import code_uses

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a list as it stands today.

    Attributes:
        label, parent: its words and what it stands under, today and in words.
        state: whether it is in force, in words; is_in_force: whether new work is offered it today.
        open_cases, all_cases: how many cases have it.
    """

    entry: Entry
    label: str
    parent: str
    state: str
    is_in_force: bool
    open_cases: int
    all_cases: int


def list_rows(office: Office, name: str) -> tuple[EntryRow, ...]:
    """Return every entry of a list with its state and its cases; entries in force come first."""
    uses = _uses(office, name)
    rows = [_row(office, name, entry, uses.get(entry.code, (0, 0))) for entry in _entries(office, name)]
    return tuple(sorted(rows, key=lambda row: not row.is_in_force))


def effect_of(office: Office, name: str, code: str) -> str:
    """Return what a change to an entry means for cases and for entries under it, in words."""
    opened, count = _uses(office, name).get(code, (0, 0))
    one = LISTS[name].one
    if opened:
        have = "has" if opened == 1 else "have"
        said = f"{count_of(opened, 'open case')} {have} this {one}, {count:,} in all. They keep it."
    elif count:
        said = f"No open case has this {one}; {count_of(count, 'closed case')} had it. They keep it."
    else:
        said = f"No case has this {one}."
    under = _under(office, name, code, office.clock.today())
    below = children_of(name)
    if under and below:
        stands = "stands" if len(under) == 1 else "stand"
        said += f" {count_of(len(under), below.one)} {stands} under it."
    return said


def state_words(entry: Entry, today: date, label: Callable[[str], str]) -> str:
    """Return whether an entry is in force: "In force", "From 1 April 2026", "Ended …", "Merged into …"."""
    first, last = _day(entry.from_on), _day(entry.to_on)
    if last and last < today:
        return f"Merged into {label(entry.became)}" if entry.became else f"Ended {long_date(last)}"
    if first and first > today:
        return f"From {long_date(first)}"
    if last and entry.became:
        return f"Merges into {label(entry.became)} on {long_date(last + timedelta(days=1))}"
    return f"Ends {long_date(last)}" if last else "In force"


# -- the acts ---------------------------------------------------------------------------------------------


def add_entry(
    office: Office, name: str, label: str, *, parent: str = "", from_on: date | None = None
) -> Changed:
    """Add an entry to a list the council keeps itself."""
    the_list = _own(name)
    words = cleaned(label)
    if the_list.parents and not office.vocabulary.has(the_list.parents, parent):
        raise RuleError(f"Choose the {LISTS[the_list.parents].one} it belongs to", field="parent")
    return _change(
        office,
        {name: lambda entries: added(entries, words, parent=parent, from_on=from_on)},
        f"{_cap(the_list.one)} “{words}” was added.",
    )


def rename_entry(office: Office, name: str, code: str, label: str, from_on: date | None = None) -> Changed:
    """Give an entry other words; its code, its cases and published reports stay as they are.

    Args:
        from_on: from when the new words hold; None for a correction, which holds for all days.
    """
    words, before = cleaned(label), _label(office, name, code)
    return _change(
        office,
        {name: lambda entries: renamed(entries, code, words, from_on)},
        f"{_cap(LISTS[name].one)} “{before}” was renamed to “{words}”{_from(from_on)}.",
    )


def move_entry(office: Office, name: str, code: str, parent: str, from_on: date) -> Changed:
    """Put an entry under another one from a day on."""
    the_list = _own(name)
    if not the_list.parents or not office.vocabulary.has(the_list.parents, parent):
        raise RuleError("Choose where it belongs from now on", field="parent")
    to = _label(office, the_list.parents, parent)
    return _change(
        office,
        {name: lambda entries: moved(entries, code, parent, from_on)},
        f"{_cap(the_list.one)} “{_label(office, name, code)}” was moved to “{to}”{_from(from_on)}.",
    )


def end_entry(office: Office, name: str, code: str, to_on: date) -> Changed:
    """End an entry: that day is the last on which new work is offered it.

    Raises:
        RuleError: entries stand under it that are in force after that day.
    """
    the_list = _own(name)
    under = _under(office, name, code, to_on + timedelta(days=1))
    if under:
        names = listed([entry.label for entry in under[:4]]) + (" and more" if len(under) > 4 else "")
        raise RuleError(f"Move or end first what stands under it: {names}.", field="to_on")
    return _change(
        office,
        {name: lambda entries: ended(entries, code, to_on)},
        f"{_cap(the_list.one)} “{_label(office, name, code)}” ends {long_date(to_on)}.",
    )


def merge_entry(office: Office, name: str, code: str, into: str, from_on: date) -> Changed:
    """Merge an entry into another from a day on; what stands under it moves with it. Cases keep what they have."""
    the_list = _own(name)
    if not office.vocabulary.has(name, into):
        raise RuleError(f"Choose the {the_list.one} it is merged into", field="into")
    changes: dict[str, Callable[[Entries], Entries]] = {
        name: lambda entries: ended(entries, code, from_on - timedelta(days=1), into)
    }
    below, under = children_of(name), _under(office, name, code, from_on)
    if below and under:
        changes[below.name] = lambda entries: _all_moved(entries, under, into, from_on)
    return _change(
        office,
        changes,
        f"{_cap(the_list.one)} “{_label(office, name, code)}” was merged into “{_label(office, name, into)}”"
        f"{_from(from_on)}.",
    )


def keep_entry(office: Office, name: str, code: str) -> Changed:
    """Take back the end of an entry."""
    the_list = _own(name)
    return _change(
        office,
        {name: lambda entries: kept(entries, code)},
        f"{_cap(the_list.one)} “{_label(office, name, code)}” is in force again.",
    )


def remove_entry(office: Office, name: str, code: str) -> Changed:
    """Take an entry out that no case ever had and nothing stands under.

    Raises:
        RuleError: it was used; it can be ended instead.
    """
    the_list = _own(name)
    count = _uses(office, name).get(code, (0, 0))[1]
    below = children_of(name)
    under = [e for e in office.vocabulary.lists[below.name] if e.parent == code] if below else []
    if count or under:
        used = count_of(count, "case") if count else count_of(len(under), below.one if below else "")
        uses = "uses" if (count or len(under)) == 1 else "use"
        raise RuleError(f"{used} {uses} it, so it cannot be taken out. End it instead.")
    return _change(
        office,
        {name: lambda entries: removed(entries, code)},
        f"{_cap(the_list.one)} “{_label(office, name, code)}” was taken out.",
    )


# -- inside -----------------------------------------------------------------------------------------------


def _change(office: Office, changes: Mapping[str, Callable[[Entries], Entries]], message: str) -> Changed:
    office.require("settings")

    def make(transaction: Transaction) -> list[Draft]:
        values = {
            f"list:{name}": [entry.to_doc() for entry in change(_entries(office, name))]
            for name, change in changes.items()
        }
        return setting_drafts(transaction, values, "list.changed", message)

    written = office.save(make)
    return office.changed(message if written else "Nothing was different.", written)


def _own(name: str) -> OwnList:
    the_list = LISTS.get(name)
    if the_list is None or not the_list.is_own:
        raise RuleError("The program knows the entries of this list. Only their words can be changed.")
    return the_list


def _entries(office: Office, name: str) -> Entries:
    return office.vocabulary.lists.get(name, ())


def _label(office: Office, name: str, code: str) -> str:
    return office.vocabulary.label(name, code)


def _uses(office: Office, name: str) -> dict[str, tuple[int, int]]:
    fields = [
        (kind, f) for kind, known in ENTITY_KINDS.items() for f, said in known.items() if said.values == name
    ]
    with office.reading_lists() as raw:
        return code_uses(raw, fields)


def _under(office: Office, name: str, code: str, on: date) -> tuple[Entry, ...]:
    below = children_of(name)
    return office.vocabulary.offered(below.name, parent=code, on=on) if below else ()


def _all_moved(entries: Entries, under: Entries, into: str, from_on: date) -> Entries:
    for entry in under:
        entries = moved(entries, entry.code, into, from_on)
    return entries


def _row(office: Office, name: str, entry: Entry, uses: tuple[int, int]) -> EntryRow:
    today, parents = office.clock.today(), LISTS[name].parents
    now = entry.as_on(today)
    return EntryRow(
        entry,
        now.label,
        _label(office, parents, now.parent) if parents and now.parent else "",
        state_words(entry, today, lambda code: _label(office, name, code)),
        entry.in_force_on(today),
        *uses,
    )


def _from(day: date | None) -> str:
    return f" from {long_date(day)}" if day else ""


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
