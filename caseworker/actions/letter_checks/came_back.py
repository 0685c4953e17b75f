"""Whether a letter to this very place came back, and nobody has found out yet where the person is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.words import folded


def came_back(subject: Subject) -> Iterator[Check]:
    """Ask for a new address, or for a word why it goes to the same place again."""
    place = _plain(subject.preview.letter.recipient_lines[1:])
    for letter in reversed(subject.view.letters):
        back_on = str(letter.doc.get("returned_on") or "")
        went_to = _plain(str(letter.doc.get("recipient") or "").splitlines()[1:])
        if not place or not back_on or letter.doc.get("returned_dealt_on") or went_to != place:
            continue
        yield Check(
            f"address:came back {back_on} {place}",
            "Name and address belong together",
            "note",
            f"A letter to this address came back on {long_date(date.fromisoformat(back_on))}.",
            "Record on the case the address they have now, or say why it goes there again.",
            "address",
            needs_reason=True,
        )
        return


def _plain(lines: Iterable[str]) -> str:
    return folded(" ".join(" ".join(lines).split()))
