"""All letters as a council words them on a day: those that ship, with its own in their place or beside.

The wordings are changed in letter_texts.py; here they are put together, once for each set of wordings in force.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.settings import OfficeSettings, value_on

if TYPE_CHECKING:
    from caseworker.letters.catalogue import Catalogue, ContactBlock
    from caseworker.letters.template import Template

_log = logging.getLogger(__name__)

BLOCK = "block:"
"""Before the name of a fact: the text kept once for many letters, such as "block:ombudsman_block"."""


@cache
def shipped_catalogue() -> Catalogue:
    """Return the letters that come with the program."""
    from caseworker.letters.catalogue import load_catalogue

    return load_catalogue()


def catalogue_on(office: Office, day: date) -> Catalogue:
    """Return all letters as they are worded on a day: those that ship, with the council's own in their place or beside.

    An own wording this version cannot read is left out (`unreadable_texts` says so), so that letters go on.
    """
    texts = texts_on(office.settings, day)
    return _put_together(tuple(texts.items())) if texts else shipped_catalogue()


def texts_on(settings: OfficeSettings, day: date) -> dict[str, str]:
    """Return the council's own wordings in force on a day, by code, or by "block:" and the name of the fact."""
    dated = {
        key: str(value_on(entries, day, "text", "") or "") for key, entries in settings.letter_texts.items()
    }
    return {key: text for key, text in sorted(dated.items()) if text.strip()}


def unreadable_texts(office: Office, day: date) -> tuple[str, ...]:
    """Return a sentence for each own wording in force that this version cannot read and so leaves out."""
    found = []
    for key, text in texts_on(office.settings, day).items():
        try:
            if not key.startswith(BLOCK):
                read_own(key, text)
        except RuleError as error:
            found.append(f"The own wording of {key} is left out: {error}")
    return tuple(found)


@lru_cache(maxsize=8)
def _put_together(texts: tuple[tuple[str, str], ...]) -> Catalogue:
    """The catalogue with these wordings: kept, since every preview asks for it."""
    from caseworker.letters.catalogue import Catalogue

    shipped = shipped_catalogue()
    templates, blocks = dict(shipped.templates), dict(shipped.blocks)
    for key, text in texts:
        if key.startswith(BLOCK):
            _replace_block(blocks, key.removeprefix(BLOCK), text)
            continue
        try:
            templates[key] = read_own(key, text)
        except RuleError as error:
            _log.warning("an own wording of a letter is left out: %s", error)
    return Catalogue(dict(sorted(templates.items())), blocks)


def _replace_block(blocks: dict[str, ContactBlock], fact: str, text: str) -> None:
    if fact in blocks:
        blocks[fact] = replace(blocks[fact], text=text, version=version_of(text), source="the council's own")


@lru_cache(maxsize=256)
def read_own(code: str, text: str) -> Template:
    """Return the letter of a wording, kept until another is asked for often enough.

    Raises:
        RuleError: the line to mend; or its code is not the one given.
    """
    from caseworker.letters.template import parse_template
    from caseworker.letters.text_file import problem_in

    name = f"{code or 'the wording'}.txt"
    template = parse_template(name, text)
    if code and template.code != code:
        raise problem_in(name, code_line(text), f"its code is {template.code} and must be {code}")
    return template


def version_of(text: str) -> str:
    """Return what names a wording: the first twelve digits of its digest."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def code_line(text: str) -> int:
    """Return the number of the line that holds the code; 1 where there is none."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.startswith("code:")), 1)
