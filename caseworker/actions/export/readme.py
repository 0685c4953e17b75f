"""The README of an export: what it is, what is in it, what was left out and why, and how the files are to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from caseworker import __version__
from caseworker.actions.case_words import moment_words
from caseworker.actions.export.case_folders import Written
from caseworker.actions.export.recorded import many
from caseworker.actions.export.tables import FORMAT

_CSV = (
    "CSV: one file for each kind of thing. The first row holds the names of the fields. A field that holds a code has "
    "two columns: its words as they are today, then the code. Days are written YYYY-MM-DD, instants in UTC. Several "
    "values of one field are JSON. A value that a spreadsheet would take for a formula has an apostrophe before it; so "
    "has one that begins with apostrophes before such a letter: take one away. UTF-8 with a mark, CRLF. Excel shows "
    "the first 32,767 letters of a cell; the file holds them all."
)
_JSON = (
    "JSON: the same, lossless: nothing is escaped, and empty is told from not known. Each file is one object: "
    f'"format" ("{FORMAT}"), "kind", "fields" (of each field its label, its list of values, whether it is about a '
    'person) and "rows". A row has "id", "belongs_to" (the id of its case, person or office), "case" (the reference), '
    '"values" as the office keeps them, "words" for codes, and "clashes" for values that two people gave and nobody '
    'has settled yet. history.json has a row for each change: "changes" holds of every thing changed its fields, '
    'their new values, and which changes each replaces; "prev_hash" and "hash" chain the changes of one computer '
    '("origin"), so that a change to the record can be found.'
)
_FOLDERS = (
    "cases/: a folder for each case under the year it was received: letters as PDF, byte for byte as they were "
    "approved, files under their own names (letters that Windows forbids become _), index.html. Drafts of letters are "
    "marked by their names. csv/case-folders.csv lists them. office-files/: the logo and the signatures in use."
)
_VOID = (
    "Nothing in Caseworker is deleted. What was removed has Yes in the field whose name ends in (void); its file lies "
    "in removed/. A case that was made void has the status Void."
)
_MARK = (
    "OFFICIAL-SENSITIVE. This folder is not encrypted. It holds personal data of children and families: keep it where "
    "only those may read it who need it, and delete it when the reason has passed."
)
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What the README says of this export."""

    council: str
    at: str
    who: str
    reason: str
    cases: int
    changes: int
    rows: Mapping[str, int]
    left_out: Sequence[str]
    written: Written


def readme(facts: Facts) -> str:
    """Return its text."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    yield (
        f"Everything out of Caseworker: {facts.council}" if facts.council else "Everything out of Caseworker"
    )
    yield ""
    yield f"Made on {moment_words(facts.at)} by {facts.who}, with Caseworker {__version__}."
    yield f"Reason given: {facts.reason}"
    yield ""
    yield from wrap(_MARK, _WIDTH, break_on_hyphens=False)
    yield ""
    yield "WHAT IS IN IT"
    letters, files = many(facts.written.letters, "letter"), many(facts.written.files, "file")
    yield f"{many(facts.cases, 'case')}, {letters}, {files}, {many(facts.changes, 'change')} of the record."
    for name, number in facts.rows.items():
        yield f"  {name}: {number:,}"
    yield ""
    yield "WHAT WAS LEFT OUT"
    yield from facts.left_out
    yield ""
    yield from _troubles(facts.written)
    yield "HOW TO READ IT"
    for words in (_CSV, _JSON, _FOLDERS, _VOID):
        yield from wrap(words, _WIDTH, break_on_hyphens=False)
        yield ""
    yield "csv/fields.csv names every field; csv/lists.csv the words of every code; csv/history.csv every change."


def _troubles(written: Written) -> Iterator[str]:
    if not written.problems:
        return
    yield "WHAT COULD NOT BE WRITTEN"
    yield from written.problems
    if written.more_problems:
        yield f"… and {written.more_problems:,} more."
    yield ""
