"""Whether computers that share an office tell everybody the same: cases, lists, search, history, files, every table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from caseworker.actions.clashes import clashes
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import list_page, open_case, query, search_cases
from caseworker.actions.people import list_people
from caseworker.actions.reports import build_pack
from caseworker.actions.today import calendar_days
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from caseworker.reports.cells import Cell
from caseworker.storage.blob_parts import missing, unconfirmed
from caseworker.storage.people import MOST_HITS
from caseworker.storage.redactions import redactions, unexplained
from caseworker.storage.search import FIRST_HITS
from caseworker.storage.state_digest import state_digest
from tests.letters.example import in_one_line
from tests.sync.replica.offices import Pc

YEAR = "2025-26"
TYPED = ("Words", "Caller 7", "Parry", "CYP-2025", "attached")


def judge_alike(pcs: Sequence[Pc]) -> None:
    """Hold computers against one another.

    Raises:
        AssertionError: says what differs, or what is where it should not be.
    """
    said: dict[tuple[frozenset[str], str], tuple[Pc, dict[str, Any]]] = {}
    things: dict[str, tuple[str, str]] = {}
    everything = frozenset().union(*(_scopes(pc) for pc in pcs))
    for pc in pcs:
        judge_scopes(pc, everything)
        judge_index(pc)
        judge_queue(pc)
        for key, *what in pc.rows("SELECT id, doc, vers FROM entity"):
            other = things.setdefault(str(key), (pc.login, str(what)))
            assert other[1] == str(what), (
                f"I5 {other[0]} and {pc.login} show {key} differently: {other[1]} {what}"
            )
        told = told_by(pc.office)
        first, known = said.setdefault((_scopes(pc), pc.office.person.role), (pc, told))
        for name, words in told.items():
            assert known[name] == words, (
                f"I5 {name}: {first.login} {_odd(known[name], words)}, {pc.login} otherwise"
            )


def judge_scopes(pc: Pc, everything: frozenset[str]) -> None:
    """I2, I12, I13: all that may be seen is here, nothing that is hidden or erased, with no file that nobody names."""
    with pc.office.reading() as raw:
        erased, not_here = redactions(raw).scopes, missing(raw, 5)
        assert not unexplained(raw), unexplained(raw)
        bodies = "".join(str(body) for (body,) in raw.execute("SELECT body FROM changeset"))
        for digest, content in raw.execute("SELECT digest, CAST(bytes AS BLOB) FROM blob"):
            assert hashlib.sha256(content).hexdigest() == digest, f"B1 {pc.login} has other bytes"
            assert str(digest) in bodies, f"I12 {pc.login} keeps a file that nothing here names"
    hidden = pc.hidden(everything)
    here = _scopes(pc)
    assert not here & hidden, f"I12 {pc.login} keeps a hidden case"
    assert not here & erased, f"I13 {pc.login} keeps an erased case"
    assert here >= everything - hidden - erased, f"I2 {pc.login} lacks {everything - hidden - erased - here}"
    assert not_here == (), f"B2 {pc.login} lacks a file"


def judge_queue(pc: Pc) -> None:
    """S2, I14: nothing waits, nothing is held."""
    waits = "SELECT kind FROM changeset WHERE (feed IS NULL AND emptied <> 'withheld') OR held = 1"
    assert pc.rows(waits) == [], f"S2 {pc.login} waits with {pc.rows(waits)}"
    with pc.office.reading() as raw:
        assert unconfirmed(raw, 1) == (), f"I14 {pc.login} still has a file to send"


def judge_index(pc: Pc) -> None:
    """The index of the search says what its table says, and the file is whole, also right after a save."""
    with pc.office.database.raw_writer() as raw:
        raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)")
    assert pc.rows("PRAGMA integrity_check") == [("ok",)]


def told_by(office: Office) -> dict[str, Any]:
    """Return what a computer tells everybody, whoever is at its keyboard."""
    with office.reading() as raw:
        digest, files = state_digest(raw), sorted(raw.execute("SELECT digest FROM blob").fetchall())
    rows = sorted(list_page(office, query(office, "all")), key=lambda row: row.case_id)
    told: dict[str, Any] = {
        "digest": digest,
        "list": [row._replace(number=0, is_updated=False) for row in rows],
        "found": [found_by(office, words) for words in TYPED],
        "history": [_history(office, row.case_id) for row in rows],
        "people": [person.id for person in list_people(office)],
        "people found": [people_found(office, words) for words in ("Parry", "Caller", "Name")],
        "clashes": [str(clash.key) for clash in clashes(office)],
        "calendar": calendar_days(office, team=True),
        "files": files,
    }
    told["orders"] = [
        [row.case_id for row in list_page(office, query(office, "all", sort=sort, descending=sort == "due"))]
        for sort in ("due", "received", "person", "kind", "changed")
    ]
    told["letters"] = {row.case_id: letters_of(office, row.case_id) for row in rows}
    yesterday = office.clock.today() - timedelta(days=1)
    told["known yesterday"] = figures(office, yesterday)
    return told | tables_of(office)


def found_by(office: Office, words: str) -> list[str]:
    """Return the cases that a search shows, in its order; where more fit than it shows, any of them may be first."""
    found = [row.case_id for row in search_cases(office, words)]
    return found if len(found) < FIRST_HITS else []


def people_found(office: Office, words: str) -> list[str]:
    """Return the people whom a search shows, as `found_by`."""
    found = [person.id for person in list_people(office, words)]
    return found if len(found) < MOST_HITS else []


def letters_of(office: Office, case_id: str) -> list[str]:
    """Return the bytes of a case's letters, as digests: each has in print the number that the case bears or bore."""
    view = open_case(office, case_id)
    numbers = {view.reference, *(str(each) for each in view.value("old_references") or ())}
    digests = [str(letter.doc["digest"]) for letter in view.letters if letter.doc.get("digest")]
    for digest in digests:
        assert numbers & set(_numbers_in(letter_bytes(office, digest))), (
            f"R2 a letter bears none of {numbers}"
        )
    return digests


@lru_cache(maxsize=1000)
def _numbers_in(pdf: bytes) -> frozenset[str]:
    return frozenset(re.findall(r"\b[A-Z]{2,5}-20\d\d-[K0-9-]+\b", in_one_line(pdf)))


def tables_of(office: Office) -> dict[str, Any]:
    """Return every figure of every table of the year; counted line by line it is what the blocks of facts say."""
    quick = figures(office)
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM fact_block")
    assert figures(office) == quick, "the blocks of facts say something else than the lines"
    return quick


def figures(office: Office, known_on: date | None = None) -> dict[str, Any]:
    """Return every figure of every table of the year, as known on a day if one is given."""
    pack = build_pack(office, parse_period(YEAR), known_on)
    return {
        f"table {table.code}": (
            table.row_headings,
            table.column_headings,
            [[_figure(cell) for cell in row] for row in table.cells],
            table.left_out and _figure(table.left_out),
            [(each.words, each.rows.count) for each in table.missing],
        )
        for table in pack.tables
    }


def _figure(cell: Cell) -> tuple[Any, ...]:
    return cell.text, cell.value, cell.numerator, cell.denominator, cell.number


def _history(office: Office, case_id: str) -> list[tuple[str, ...]]:
    timeline = open_case(office, case_id).timeline
    return [(each.changeset_id, each.kind, each.at, each.title, each.text, each.reason) for each in timeline]


def _scopes(pc: Pc) -> frozenset[str]:
    found = pc.rows("SELECT DISTINCT scope_id FROM entity WHERE kind = 'case' OR scope_id = 'office'")
    return frozenset(str(scope) for (scope,) in found)


def _odd(one: Any, other: Any) -> str:
    if isinstance(one, list) and isinstance(other, list):
        return str([pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]][:2])[:800]
    return f"{one} / {other}"[:800]
