"""Every letter of the office with its wording, for Settings: whose it is, who kept it; and who approves a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworker.actions.letter_catalogue import BLOCK, catalogue_on, shipped_catalogue
from caseworker.actions.letter_texts import Wording, change_text, next_own_code, text_history
from caseworker.actions.settings_change import save_settings
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.errors import RuleError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.cases import read_events

if TYPE_CHECKING:
    from caseworker.letters.template import Template

GENERAL = "L54"
"""The letter a new one begins as, unless another is chosen."""

LETTER, OWN, CONTACT = "Letter", "Own letter", "Contact details"
APPROVERS = {"self": "The writer", "second": "A second person"}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter, or one text of contact details.

    Attributes:
        key: its code, or "block:" and the fact it fills.
        code: as shown.
        group: "Letter", "Own letter" or "Contact details".
        kinds: the kinds of case it is for, in words; "All kinds".
        approves: who approves it, in words; "" for contact details.
        approval: "self", "second", or "" where the letter itself decides.
        by_itself: what the letter says by itself: "self" or "second".
        wording: "As shipped", "Own since 1 May 2026", "Own, from 3 December 2026".
        has_own: there is a wording of the council's own, in force or planned.
        is_retired: not written any more today, or not yet.
    """

    key: str
    code: str
    title: str
    group: str
    kinds: str = ""
    approves: str = ""
    approval: str = ""
    by_itself: str = ""
    wording: str = ""
    has_own: bool = False
    is_retired: bool = False

    @property
    def is_block(self) -> bool:
        """Whether it is contact details."""
        return self.key.startswith(BLOCK)


@dataclass(frozen=True, slots=True)
class KeptWording:
    """A wording with who kept it and when (UTC); both empty for what ships."""

    wording: Wording
    by: str = ""
    at: str = ""


def letter_rows(office: Office) -> tuple[LetterRow, ...]:
    """Return every letter by its code, those of the council's own that hold later or no more too, then the contact
    details."""
    catalogue = catalogue_on(office, office.clock.today())
    own = {key for key in office.settings.letter_texts if not key.startswith(BLOCK)}
    codes = sorted({*catalogue.templates, *own})
    letters = [_row(office, code, catalogue.templates.get(code)) for code in codes]
    return (*letters, *(_block_row(office, fact) for fact in catalogue.blocks))


def wording_now(office: Office, key: str) -> str:
    """Return the wording a change begins with: the one in force, else the newest there is; a paragraph to a line."""
    history = text_history(office, key)
    found = next((each for each in history if each.is_now and each.text.strip()), None)
    found = found or next((each for each in history if each.text.strip()), None)
    if found is None:
        raise RuleError("This letter has no wording any more. Add it again.")
    return _as_written(key, found.text)


def change_wording(office: Office, key: str, text: str, from_on: date) -> Changed:
    """Give a letter or contact details another wording from a day on; the words that ship, written again, are those.

    Raises:
        ProblemsError: lines to mend, each with its number; or the day is past.
        RuleError: there is no letter of this code.
    """
    history = text_history(office, key)
    same = (w.text for w in history if w.from_on is None and _as_written(key, w.text) == cleaned(text))
    ships = next(same, "")
    now = next((w for w in history if w.is_now), None)
    if ships and now is not None and now.from_on is None and len(history) == 1:
        return office.changed("Nothing was different.", [])
    return change_text(office, key, ships or text, from_on)


def new_letter_text(office: Office, copied: str = GENERAL) -> str:
    """Return the wording a letter of the council's own begins with: a copy under the next free code."""
    text = re.sub(r"(?m)^code:.*$", f"code: {next_own_code(office)}", wording_now(office, copied), count=1)
    lines = text.splitlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    begun = re.sub(r"(?m)^title:.*$", "title: New letter", "\n".join(lines), count=1)
    return re.sub(r"(?m)^source:.*$", "source: the council's own", begun, count=1)


def kept_wordings(office: Office, key: str) -> tuple[KeptWording, ...]:
    """Return every wording of a letter or of contact details with who kept it, the newest day first."""
    office.require("settings")
    with office.reading() as raw:
        events = read_events(raw, OFFICE_SCOPE)
    kept: dict[tuple[str, str], tuple[str, str]] = {}
    before: set[tuple[str, str]] = set()
    for event in events:
        for change in event.fields:
            if change.entity_id == f"setting:letter:{key}" and change.field == "value":
                now = _entries(change.after)
                for entry in now - before:
                    kept[entry] = (event.author_id, event.recorded_at)
                before = now
    found = []
    for each in text_history(office, key):
        by, at = kept.get(_entry_of(office, key, each), ("", ""))
        shown = replace(each, text=_as_written(key, each.text))
        found.append(KeptWording(shown, office.staff_name(by) if by else "", at))
    return tuple(found)


def set_approval(office: Office, code: str, who: str | None) -> Changed:
    """Say who approves a letter: "self", "second" for a second person, or None for what the letter says by itself.

    Raises:
        RuleError: there is no such letter, or no such answer.
    """
    office.require("settings")
    template = catalogue_on(office, office.clock.today())[code]
    if who not in (None, *APPROVERS):
        raise RuleError("Choose who approves the letter: the writer, or a second person", field="approval")
    words = APPROVERS[who or template.approve]
    said = "as the letter itself says" if who is None else "as you decided"
    message = f"{code}, {template.title}: {words[:1].lower()}{words[1:]} approves it, {said}."
    return save_settings(office, {f"approval:{code}": who}, message)


# -- inside ---------------------------------------------------------------------------------------------------


def _row(office: Office, code: str, template: Template | None) -> LetterRow:
    approval = office.settings.letter_approval.get(code, "")
    by_itself = template.approve if template else ""
    history = text_history(office, code)
    return LetterRow(
        code,
        code,
        template.title if template else _title_in(history) or code,
        LETTER if code in shipped_catalogue().templates else OWN,
        kinds_words(template.kinds) if template else "",
        APPROVERS.get(approval or by_itself, ""),
        approval,
        by_itself,
        wording_words(office, history),
        code in office.settings.letter_texts,
        template is None,
    )


def _block_row(office: Office, fact: str) -> LetterRow:
    from caseworker.letters.fact_words import MEANINGS

    key = BLOCK + fact
    return LetterRow(
        key,
        f"{{{fact}}}",
        MEANINGS[fact],
        CONTACT,
        kinds="Every letter that names it",
        wording=wording_words(office, text_history(office, key)),
        has_own=key in office.settings.letter_texts,
    )


def kinds_words(kinds: Sequence[Kind]) -> str:
    """Return kinds of case in words: "All kinds", or their names."""
    return "All kinds" if len(set(kinds)) == len(Kind) else ", ".join(kind.label for kind in kinds)


def wording_words(office: Office, history: Sequence[Wording]) -> str:
    """Return whose wording holds today and whose will: "Own since 1 May 2026", "Own, from 3 December 2026"."""
    today = office.clock.today()
    now = next((each for each in history if each.is_now), None)
    ahead = next((w for w in reversed(history) if w.from_on is not None and w.from_on > today), None)
    parts = []
    if now is not None and (now.from_on is not None or ahead is None):
        since = f" since {_day(now.from_on)}" if now.from_on and not now.is_shipped else ""
        parts.append(f"{_whose(now)}{since}")
    if ahead is not None and ahead.from_on is not None:
        parts.append(f"{_whose(ahead)}, from {_day(ahead.from_on)}")
    return "; ".join(parts)


def _whose(wording: Wording) -> str:
    return "Not written" if wording.is_retired else "As shipped" if wording.is_shipped else "Own"


def _day(day: date) -> str:
    return long_date(day).split(" ", 1)[1]


def _title_in(history: Sequence[Wording]) -> str:
    """The title of a letter that does not hold today, as its newest wording has it."""
    found = (re.search(r"(?m)^title:[ \t]*(.+)$", each.text) for each in history)
    return next((match[1].strip() for match in found if match), "")


def _as_written(key: str, text: str) -> str:
    """A paragraph to a line; contact details are lines of their own."""
    from caseworker.letters.unwrap import unwrapped

    return cleaned(text) if key.startswith(BLOCK) else cleaned(unwrapped(text))


def _entries(value: Any) -> set[tuple[str, str]]:
    return {(str(entry["from_on"]), str(entry["text"] or "")) for entry in value or ()}


def _entry_of(office: Office, key: str, wording: Wording) -> tuple[str, str]:
    """How a wording stands in the settings."""
    if wording.from_on is None:
        return "", ""
    day = wording.from_on.isoformat()
    entries = office.settings.letter_texts.get(key) or ()
    return next(((day, str(e["text"] or "")) for e in entries if e["from_on"] == day), (day, ""))
