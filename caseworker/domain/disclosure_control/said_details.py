"""Details in a text that lead to one person or case whatever the words around them: references, addresses, contacts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from caseworker.domain.people_keys import email_key, national, postcode_key

_REFERENCES = (
    re.compile(r"\b[A-Z]{2,6}[-/]\d{2,4}[-/](?:[A-Z][A-Z\d]{1,7}-)?\d{2,6}\b"),
    re.compile(r"\b\d{2} \d{3} \d{3}\b"),  # the Ombudsman's
    re.compile(r"\b(?:ref(?:erence)?|case)(?: (?:no|number))?\.?:? +(?=[\w/\-]*\d)[A-Z\d][\w/\-]{3,}", re.I),
)
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?[ \-]?\d[A-Za-z]{2}\b")
_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Gardens|Grove|Way|Place|Square|Terrace|Court|Mews|Hill"
    "|Park|Walk|Rise|Row|Green|View|House|Parade|Path|Vale|Yard|Wharf|Heights|Buildings|Mansions|Estate"
)
_ADDRESS = re.compile(rf"\b\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'’\-]+ ){{1,3}}(?:{_STREETS})\b")
_FLAT = re.compile(r"\b(?:Flat|Apartment|Room|Unit) \d{1,4}[A-Za-z]?\b")
_PHONE = re.compile(r"(?<![\w£.,])(?:\+44|0044|0)[\d ()\-]{8,14}\d\b")
_EMAIL = re.compile(r"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+")


def details_in(
    text: str, references: Collection[str] = (), allowed: Collection[str] = ()
) -> Iterator[tuple[str, str, int]]:
    """Give each detail as (kind, words of the text, place), without those that may be public.

    Args:
        references: of the office's cases, found whatever their form.
    """
    fine = {_key(each) for each in allowed}
    ends: list[tuple[int, int]] = []
    for kind, said, place in _all(text, references):
        is_new = not any(first < place + len(said) and place < last for first, last in ends)
        if is_new and _key(said) not in fine:
            ends.append((place, place + len(said)))
            yield kind, said, place


def _all(text: str, references: Collection[str]) -> Iterator[tuple[str, str, int]]:
    yield from _known_references(text, references)
    for pattern in _REFERENCES:
        yield from _matches("reference", pattern, text)
    for match in _POSTCODE.finditer(text):
        yield "postcode", match[0], match.start()
    yield from _matches("address", _ADDRESS, text)
    yield from _matches("address", _FLAT, text)
    yield from _matches("phone number", _PHONE, text)
    yield from _matches("email", _EMAIL, text)


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str, int]]:
    for match in pattern.finditer(text):
        yield kind, match[0], match.start()


def _known_references(text: str, references: Collection[str]) -> Iterator[tuple[str, str, int]]:
    """Give the references of known cases, each word of the text compared without case."""
    known = {each.casefold() for each in references}
    for match in re.finditer(r"[\w/\-]*\d[\w/\-]*", text):
        if match[0].casefold() in known:
            yield "reference", match[0], match.start()


def _key(detail: str) -> str:
    """A detail as two are compared."""
    if "@" in detail:
        return email_key(detail)
    return national(detail) if _PHONE.fullmatch(detail) else postcode_key(detail)
