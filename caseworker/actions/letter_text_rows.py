"""The letters and contact blocks of an office as a list: whose wording holds today, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.letter_catalogue import BLOCK, catalogue_on, shipped_catalogue, texts_on
from caseworker.domain.dates_in_words import long_date
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template


@dataclass(frozen=True, slots=True)
class TextRow:
    """One letter or block.

    Attributes:
        code: "L01", "W01" or "block:ombudsman_block".
        kinds: the kinds of case it is for, in words; empty for a block.
        whose: whose wording holds today: "Comes with Caseworker", "Own wording", "Own letter", "Not written today".
        planned: the next change of wording, in words; "" where none is planned.
        approve: who approves: "self" or "second"; "" for a block.
    """

    code: str
    title: str
    kinds: tuple[str, ...] = ()
    audience: str = ""
    whose: str = ""
    planned: str = ""
    approve: str = ""

    @property
    def is_block(self) -> bool:
        """Whether it is a text kept once for many letters."""
        return self.code.startswith(BLOCK)


def text_rows(office: Office) -> tuple[TextRow, ...]:
    """Return every letter by its code, those of the council's own that ended too, then the contact blocks."""
    today = office.clock.today()
    own = texts_on(office.settings, today)
    return tuple(_letters(office, today, own)) + tuple(_blocks(office, own))


def _letters(office: Office, today: date, own: dict[str, str]) -> Iterator[TextRow]:
    now, shipped = catalogue_on(office, today).templates, shipped_catalogue().templates
    known: dict[str, Template] = {**_ended_or_planned(office, set(now)), **now}
    for code, template in sorted(known.items()):
        if code not in now:
            whose = "Not written today"
        elif code not in shipped:
            whose = "Own letter"
        else:
            whose = "Own wording" if code in own else "Comes with Caseworker"
        yield TextRow(
            code,
            template.title,
            tuple(kind.label for kind in template.kinds),
            template.audience,
            whose,
            _planned(office, code),
            office.settings.letter_approval.get(code) or template.approve,
        )


def _blocks(office: Office, own: dict[str, str]) -> Iterator[TextRow]:
    for fact in sorted(shipped_catalogue().blocks):
        code, title = BLOCK + fact, fact.removesuffix("_block").replace("_", " ").capitalize()
        whose = "Own wording" if code in own else "Comes with Caseworker"
        yield TextRow(code, title, whose=whose, planned=_planned(office, code))


def _ended_or_planned(office: Office, now: set[str]) -> dict[str, Template]:
    """Letters of the council's own that are not written today: as they were worded last, or will be first."""
    found = {}
    for code, entries in office.settings.letter_texts.items():
        days = [str(entry["from_on"]) for entry in entries if str(entry["text"] or "").strip()]
        if code.startswith(BLOCK) or code in now or not days:
            continue
        there = catalogue_on(office, date.fromisoformat(max(days))).templates
        if code in there:
            found[code] = there[code]
    return found


def _planned(office: Office, code: str) -> str:
    today = office.clock.today().isoformat()
    entries = office.settings.letter_texts.get(code) or ()
    later = sorted((e for e in entries if str(e["from_on"]) > today), key=lambda e: str(e["from_on"]))
    if not later:
        return ""
    ships = code in shipped_catalogue().templates or code.startswith(BLOCK)
    back = "the wording that comes with Caseworker" if ships else "not written any more"
    what = "own wording" if str(later[0]["text"] or "").strip() else back
    return f"From {long_date(date.fromisoformat(str(later[0]['from_on'])))}: {what}"
