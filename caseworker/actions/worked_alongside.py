"""Who else worked on a case meanwhile: what others had changed that an author had not received yet (C10).

It blocks nothing: what does not clash is merged already, and both sides read it in a plain list.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from caseworker.actions.case_words import moment_words
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.changes import corrected
from caseworker.domain.dates_in_words import listed
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.cases import read_case

NEWEST = 2_000
"""How many of the changes that came or went last are looked at."""

_ALONGSIDE = (
    "SELECT a.scope_id, a.author_id, b.author_id, a.kind, b.kind, a.recorded_at, a.clock_offset,"
    " b.recorded_at, b.clock_offset, a.id, b.id"
    " FROM changeset a JOIN changeset b ON b.scope_id = a.scope_id"
    " WHERE a.n > ? AND a.scope_kind = 'case' AND a.feed IS NOT NULL AND a.seen_epoch <> ''"
    " AND b.feed > a.seen_feed AND b.feed < a.feed AND b.origin <> a.origin AND b.author_id <> a.author_id"
    " AND (a.author_id = ? OR b.author_id = ?) AND a.emptied = '' AND b.emptied = ''"
)


@dataclass(frozen=True, slots=True)
class Alongside:
    """What one other person did to a case while the person at the keyboard worked on it too.

    Attributes:
        words: "Ali Demir: note, owner changed. Last on 15 October 2025 at 11:07am."
    """

    case_id: str
    reference: str
    author_id: str
    at: str
    words: str


def worked_alongside(office: Office, case_id: str = "") -> tuple[Alongside, ...]:
    """Return what others did meanwhile to cases the person at the keyboard worked on, the newest first.

    Args:
        case_id: only of one case.
    """
    me = office.person.id
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    with office.reading() as raw:
        (last,) = raw.execute("SELECT coalesce(max(n), 0) FROM changeset").fetchone()
        more, values = (" AND a.scope_id = ?", (case_id,)) if case_id else ("", ())
        for row in raw.execute(_ALONGSIDE + more, (last - NEWEST, me, me, *values)).fetchall():
            scope_id, one, two, one_kind, two_kind, one_at, one_offset, two_at, two_offset, one_id, two_id = (
                row
            )
            if one == me:  # the other's change is the one that the hub had first
                found[scope_id, two][two_id] = (corrected(two_at, two_offset), change_kind(two_kind).title)
            else:
                found[scope_id, one][one_id] = (corrected(one_at, one_offset), change_kind(one_kind).title)
        references = {scope_id: _reference(office, raw, scope_id) for scope_id, _author in found}
    lines = [
        _line(office, references[scope_id], scope_id, author_id, sorted(acts.values()))
        for (scope_id, author_id), acts in found.items()
        if references[scope_id]
    ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _reference(office: Office, raw: Any, case_id: str) -> str:
    """Return the reference of a case that is here and that the person may see; "" otherwise."""
    try:
        office.require("read")
        return office.shown(read_case(raw, case_id)).reference
    except RuleError:  # not to be seen, or its first change has not come yet
        return ""


def _line(
    office: Office, reference: str, case_id: str, author_id: str, acts: list[tuple[str, str]]
) -> Alongside:
    titles = listed(list(dict.fromkeys(title.lower() for _at, title in acts)))
    at = acts[-1][0]
    name = office.staff_name(author_id) or "Somebody"
    return Alongside(case_id, reference, author_id, at, f"{name}: {titles}. Last on {moment_words(at)}.")
