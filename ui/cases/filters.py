"""What a list of cases can be filtered by: the headings, the values in words, and their codes."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.office import Office

TITLES: Mapping[str, str] = {
    "kind": "Type",
    "status": "Status",
    "division": "Division",
    "service": "Service",
    "owner": "Owner",
    "theme": "Main category",
    "outcome": "Outcome",
    "waiting": "Waiting for",
}

_LISTS = {
    "kind": "kinds",
    "status": "statuses",
    "division": "divisions",
    "service": "services",
    "theme": "themes",
    "outcome": "outcomes",
    "waiting": "waiting_for",
}

_SORTED_BY_WORDS = ("kind", "status", "owner", "waiting")


def choices(office: Office, name: str) -> list[tuple[str, str]]:
    """Return codes and words of a filter, in the order shown; nothing for one that there is not."""
    if name == "owner":
        found = [(office.person.id, office.person.full_name)] if office.person.id else []
        others = sorted((p.full_name, p.id) for p in office.staff.values() if p.id != office.person.id)
        return _told_apart([*found, *((code, words) for words, code in others), ("", "Nobody")])
    if name not in _LISTS:
        return []
    return _told_apart([(entry.code, entry.label) for entry in office.vocabulary.entries(_LISTS[name])])


def orders(office: Office) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each column of codes the codes in the order of their words; "nobody" and none come last."""
    return tuple(
        (
            name,
            tuple(
                code for code, _words in sorted(choices(office, name), key=lambda e: e[1].casefold()) if code
            ),
        )
        for name in _SORTED_BY_WORDS
    )


def to_codes(office: Office, chips: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the filters of a query for what the chips say; words that are gone are passed over."""
    codes = []
    for name, words in chips.items():
        code = {shown: code for code, shown in choices(office, name)}.get(words)
        if code is not None:
            codes.append((name, code))
    return tuple(codes)


def to_words(office: Office, codes: Mapping[str, str | None]) -> dict[str, str]:
    """Return the chips for codes chosen; None is a filter that is not set."""
    found = {}
    for name, code in codes.items():
        words = dict(choices(office, name)).get(code) if code is not None else None
        if words is not None:
            found[name] = words
    return found


def _told_apart(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two people of one name are told apart by a number, since a filter is known by its words."""
    seen: dict[str, int] = {}
    told = []
    for code, words in entries:
        seen[words] = seen.get(words, 0) + 1
        told.append((code, words if seen[words] == 1 else f"{words} ({seen[words]})"))
    return told
