"""Ways to reach somebody: of one person, and of a person together with those merged into them.

Question: whose is a number on the page of a person into whom others were merged? Choice: whoever had it keeps it, and a
new one is of the person whose page it was typed on. So taking a merge back gives everybody their own; what is taken
away on the page goes from everybody who has it. An order that mixes them is kept with the person kept: an entry that is
another's stands there with `of`, and counts only while that one is merged in and has it. Cost: a number may stand in
two records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from caseworker.domain.changes import Value
from caseworker.domain.people_keys import email_key, phone_numbers

Doc = Mapping[str, Value]
Contact = Mapping[str, Any]
Key = tuple[str, ...]


def contacts_of(doc: Doc) -> tuple[dict[str, Any], ...]:
    """Return somebody's own ways to be reached: of the register, or the phone and email of an entry in a case."""
    if doc.get("contacts"):
        return tuple(dict(each) for each in doc["contacts"] if not each.get("of"))
    found = [{"kind": kind, "value": str(doc[kind])} for kind in ("phone", "email") if doc.get(kind)]
    return tuple({**each, "primary": number == 0} for number, each in enumerate(found))


def contact_key(contact: Contact) -> Key:
    """Return what makes two entries the same, however they are written."""
    value = str(contact.get("value") or "")
    return phone_numbers(value) or ((email_key(value) or value.casefold()),)


def merged_contacts(lists: Iterable[Sequence[Contact]]) -> tuple[dict[str, Any], ...]:
    """Return contacts of several entries in one list: one of them primary, none twice."""
    found: dict[Key, dict[str, Any]] = {}
    for contact in (dict(each) for contacts in lists for each in contacts):
        found.setdefault(contact_key(contact), {**contact, "primary": False})
    return tuple(_first_is_primary(found.values()))


def shown_contacts(docs: Mapping[str, Doc]) -> tuple[dict[str, Any], ...]:
    """Return the contacts of a person and of those merged into them in one list.

    Args:
        docs: what is kept of each, by id, the person kept first.
    """
    own = {some_id: {contact_key(each) for each in contacts_of(doc)} for some_id, doc in docs.items()}
    lists = []
    for doc in docs.values():
        entries = [dict(each) for each in doc.get("contacts") or contacts_of(doc)]
        whose = [(each, str(each.pop("of", ""))) for each in entries]
        lists.append([e for e, of in whose if not of or contact_key(e) in own.get(of, set())])
    return merged_contacts(lists)


def contact_lines(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Return contacts as lines, the primary one first."""
    return tuple(str(each.get("value") or "") for each in contacts)


def contacts_from(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Return contacts from lines as typed, one on each, the first the primary one."""
    values = list(dict.fromkeys(filter(None, (line.strip() for line in lines))))
    return [
        {"kind": "email" if "@" in value else "phone", "value": value, "primary": number == 0}
        for number, value in enumerate(values)
    ]


def shared_out(
    docs: Mapping[str, Doc], seen: Sequence[Contact], typed: Sequence[Contact]
) -> dict[str, list[dict[str, Any]]]:
    """Return the contacts of each after a list shown for all of them was changed; only of those that differ.

    What others added or took away meanwhile stays so.

    Args:
        docs: what is kept of each now, by id; the first gets what is new.
        seen: the list as it was shown.
        typed: the list as it was left.
    """
    wanted = {contact_key(each): dict(each) for each in typed}
    known = {contact_key(each) for each in seen}
    after: dict[str, list[dict[str, Any]]] = {}
    for some_id, doc in docs.items():
        entries = [(contact_key(each), each) for each in contacts_of(doc)]
        after[some_id] = [{**e, **wanted.get(k, {})} for k, e in entries if k in wanted or k not in known]
    head = next(iter(docs))
    whose = {contact_key(each): some_id for some_id in reversed(after) for each in after[some_id]}
    fresh = [each for key, each in wanted.items() if key not in whose and key not in known]
    after[head] += fresh
    whose |= {contact_key(each): head for each in fresh}
    everyone = merged_contacts(after.values())
    order = dict.fromkeys([*(key for key in wanted if key in whose), *map(contact_key, everyone)])
    by_key = {contact_key(each): each for each in everyone}
    if list(order) != list(by_key):  # of the head, in the order typed, with those of others among them
        mixed = [(by_key[key], whose[key]) for key in order]
        after[head] = [e if of == head else {**e, "of": of} for e, of in mixed]
        while after[head] and after[head][-1].get("of"):
            after[head].pop()
    return {
        some_id: _first_is_primary(entries)
        for some_id, entries in after.items()
        if _plain(entries) != _plain(docs[some_id].get("contacts") or ())
    }


def names_shared_out(
    docs: Mapping[str, Doc], seen: Sequence[str], typed: Sequence[str]
) -> dict[str, list[str]]:
    """Return the other names of each after the list of all of them was changed, as with contacts."""
    wanted, known = dict.fromkeys(typed), set(seen)
    before = {some_id: [str(each) for each in doc.get("other_names") or ()] for some_id, doc in docs.items()}
    after = {
        some_id: [each for each in names if each in wanted or each not in known]
        for some_id, names in before.items()
    }
    head = next(iter(docs))
    held = {each for names in after.values() for each in names}
    fresh = [each for each in wanted if each not in held and each not in known]
    own = {*after[head], *fresh}
    after[head] = list(dict.fromkeys([*(each for each in wanted if each in own), *after[head]]))
    return {some_id: names for some_id, names in after.items() if names != before[some_id]}


def _plain(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name != "primary"} for each in contacts]


def _first_is_primary(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    return [{**each, "primary": number == 0} for number, each in enumerate(contacts)]
