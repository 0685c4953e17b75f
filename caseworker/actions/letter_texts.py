"""The wordings of letters that a council changed or added, each from a day on, over those that ship.

Question: what becomes of the old wording when a council changes a letter? Choice: nothing; each wording holds from its
day until the next, so that it can be said at any time what a letter said then. Cost: a change takes effect today at the
earliest. What ships is never changed, so going back to it is a wording like any other: an empty one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.dated_settings import with_entry
from caseworker.actions.letter_catalogue import (
    BLOCK,
    catalogue_on,
    code_line,
    read_own,
    shipped_catalogue,
    texts_on,
    unreadable_texts,
    version_of,
)
from caseworker.actions.settings_change import save_settings
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.actions.letters import LetterPreview
    from caseworker.letters.own_text import TextFault

__all__ = [
    "BLOCK",
    "Wording",
    "add_letter",
    "catalogue_on",
    "change_text",
    "next_own_code",
    "preview_of_text",
    "reading_age_of",
    "reset_text",
    "shipped_catalogue",
    "text_history",
    "texts_on",
    "try_text",
    "unreadable_texts",
]

_OWN_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}[a-z]?")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a letter or block: the day it holds from (None: it ships), its text, and what names it.

    Attributes:
        is_shipped: the wording of the program, to begin with or again from that day.
        is_retired: a letter of the council's own is not written any more from that day.
        is_now: it holds today.
    """

    from_on: date | None
    text: str
    version: str = ""
    is_shipped: bool = False
    is_retired: bool = False
    is_now: bool = False

    def words(self) -> str:
        """When it holds, and whose it is."""
        since = f"from {long_date(self.from_on)}" if self.from_on else "to begin with"
        if self.is_retired:
            return f"Not written any more {since}"
        return f"{'The wording that comes with Caseworker' if self.is_shipped else 'Own wording'} {since}"


def change_text(office: Office, code: str, text: str, from_on: date) -> Changed:
    """Give a letter, or a contact block ("block:ombudsman_block"), another wording from a day on.

    The line `facts:` of its head is put right by itself.

    Raises:
        ProblemsError: lines to mend, each with its number; or the day is past.
        RuleError: there is no letter of this code.
    """
    office.require("settings")
    if code.startswith(BLOCK):
        return _change_block(office, code, cleaned(text), from_on)
    if code not in _codes(office):
        raise RuleError(f"There is no letter {code}. Add it as a letter of your own.", field="code")
    kept = _checked_text(office, cleaned(text), code, from_on)
    shipped = shipped_catalogue().templates.get(code)
    if shipped is not None and kept == cleaned(shipped.text):
        return reset_text(office, code, from_on)
    return _save(office, code, kept, from_on, f"{code}: own wording from {long_date(from_on)}.")


def add_letter(office: Office, text: str, from_on: date) -> Changed:
    """Add a letter of the council's own; its code stands in its head, such as "W01".

    Raises:
        ProblemsError: lines to mend, each with its number; the code is taken; or the day is past.
    """
    office.require("settings")
    kept = _checked_text(office, cleaned(text), "", from_on)
    template = read_own("", kept)
    problem = _problem_of_code(office, template.code)
    if problem:
        raise ProblemsError([Problem("text", f"Line {code_line(kept)}: {problem}")])
    said = f"The letter {template.code}, {template.title}, was added from {long_date(from_on)}."
    return _save(office, template.code, kept, from_on, said)


def reset_text(office: Office, code: str, from_on: date) -> Changed:
    """Go back to the wording that ships from a day on; a letter of the council's own is not written any more then.

    Raises:
        ProblemsError: the day is past.
        RuleError: there is no own wording of this code.
    """
    office.require("settings")
    _check_day(office, from_on)
    if code not in office.settings.letter_texts:
        raise RuleError(f"{code} has no wording of your own.", field="code")
    ships = code in shipped_catalogue().templates or code.removeprefix(BLOCK) in shipped_catalogue().blocks
    what = "the wording that comes with Caseworker" if ships else "not written any more"
    return _save(office, code, "", from_on, f"{code}: {what} from {long_date(from_on)}.")


def text_history(office: Office, code: str) -> tuple[Wording, ...]:
    """Return every wording of a letter or block, the newest day first; what ships stands last."""
    shipped = _shipped_text(code)
    today = office.clock.today()
    entries = sorted(office.settings.letter_texts.get(code) or (), key=lambda entry: str(entry["from_on"]))
    found = [Wording(None, shipped, version_of(shipped), is_shipped=True)] if shipped else []
    for entry in entries:
        own, from_on = str(entry["text"] or ""), date.fromisoformat(str(entry["from_on"]))
        back = not own.strip()
        text = shipped if back else own
        found.append(
            Wording(from_on, text, version_of(text), back and bool(shipped), back and not bool(shipped))
        )
    now = [each for each in found if each.from_on is None or each.from_on <= today]
    return tuple(replace(each, is_now=bool(now) and each is now[-1]) for each in reversed(found))


def next_own_code(office: Office) -> str:
    """Return the first free code for a letter of the council's own: W01, W02 …"""
    taken = _codes(office)
    return next(code for n in range(1, 1000) if (code := f"W{n:02}") not in taken)


def try_text(office: Office, text: str, code: str = "") -> tuple[TextFault, ...]:
    """Return what to mend in a wording, each with its line number; nothing when it can be used.

    Args:
        code: of the letter it would change; "" for a new one.
    """
    from caseworker.letters.own_text import faults_of, with_places_listed

    return faults_of(with_places_listed(cleaned(text)), shipped_catalogue().templates.get(code), code)


def preview_of_text(office: Office, text: str) -> LetterPreview:
    """Return a wording as a letter with example facts, under the office's own head.

    Raises:
        ProblemsError: lines to mend, each with its number.
    """
    office.require("settings")
    from caseworker.actions.letter_examples import example_facts, example_parts
    from caseworker.actions.letters import LetterPreview, logo_picture
    from caseworker.letters.as_pdf import letter_pdf, unprintable
    from caseworker.letters.as_text import letter_text
    from caseworker.letters.catalogue import Catalogue
    from caseworker.letters.compose import compose
    from caseworker.letters.own_text import with_places_listed

    kept = with_places_listed(cleaned(text))
    faults = try_text(office, kept)
    if faults:
        raise ProblemsError([Problem("text", str(fault)) for fault in faults])
    today, template = office.clock.today(), read_own("", kept)
    own = Catalogue({template.code: template}, catalogue_on(office, today).blocks)
    facts = example_facts(office, template, today)
    letter = compose(own, template.code, facts, dated_on=today, free=example_parts(template))
    head = office.settings.letterhead(logo_picture(office))
    words = letter_text(letter, head)
    return LetterPreview(letter, letter_pdf(letter, head), words, unprintable(letter, head))


def reading_age_of(text: str) -> float | None:
    """Return the estimated reading age of a wording in years; None for one too short to say or that cannot be read."""
    from caseworker.domain.letter_checks.reading import reading_age
    from caseworker.domain.letters import blocks_text

    try:
        template = read_own("", cleaned(text))
    except RuleError:
        return None
    return reading_age(blocks_text(tuple(part.block for part in template.body_blocks)))


def _checked_text(office: Office, text: str, code: str, from_on: date) -> str:
    from caseworker.letters.own_text import with_places_listed

    _check_day(office, from_on)
    faults = try_text(office, text, code)
    if faults:
        raise ProblemsError([Problem("text", str(fault)) for fault in faults])
    return with_places_listed(text)


def _change_block(office: Office, key: str, text: str, from_on: date) -> Changed:
    from caseworker.letters.own_text import block_faults

    fact = key.removeprefix(BLOCK)
    if fact not in shipped_catalogue().blocks:
        known = ", ".join(shipped_catalogue().blocks)
        raise RuleError(f"There is no block {fact}. Choose one of {known}.", field="code")
    _check_day(office, from_on)
    faults = block_faults(text)
    if faults:
        raise ProblemsError([Problem("text", str(fault)) for fault in faults])
    return _save(office, key, text, from_on, f"{fact}: own wording from {long_date(from_on)}.")


def _save(office: Office, key: str, text: str, from_on: date, message: str) -> Changed:
    before = office.settings.letter_texts.get(key) or ()
    dated = with_entry(before, {"from_on": from_on.isoformat(), "text": text})
    return save_settings(office, {f"letter:{key}": dated}, message)


def _check_day(office: Office, from_on: date) -> None:
    if from_on < office.clock.today():
        message = "From must be today or later: letters written before keep the wording they had"
        raise ProblemsError([Problem("from_on", message)])


def _problem_of_code(office: Office, code: str) -> str:
    if code in shipped_catalogue().templates:
        return f"{code} is a letter that comes with Caseworker; change that one or use another code."
    if code in office.settings.letter_texts:
        return f"there is a letter {code} of your own already; use another code."
    if not _OWN_CODE.fullmatch(code) or code.startswith("L"):
        return (
            f"the code must be capitals other than L, then a number, such as {next_own_code(office)}; letters"
            " that begin with L come with Caseworker."
        )
    return ""


def _codes(office: Office) -> set[str]:
    own = {key for key in office.settings.letter_texts if not key.startswith(BLOCK)}
    return {*shipped_catalogue().templates, *own}


def _shipped_text(code: str) -> str:
    catalogue = shipped_catalogue()
    if code.startswith(BLOCK):
        block = catalogue.blocks.get(code.removeprefix(BLOCK))
        return block.text if block else ""
    return catalogue.templates[code].text if code in catalogue.templates else ""
