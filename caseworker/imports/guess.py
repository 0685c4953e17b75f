"""Guesses, from headings and from what stands beneath them: the heading row, the columns, the dates, the words.

A guess is only ever shown to the person importing, who settles it; nothing is imported by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches

from caseworker.domain.kinds import Kind
from caseworker.domain.vocabulary import Vocabulary
from caseworker.imports.places import PLACES, Place, may_repeat
from caseworker.imports.table import RawRow
from caseworker.imports.values import DATE_FORMS, YES_OR_NO, list_of

_SIGNS = re.compile(r"[^a-z0-9 ]+")
_POSTCODE = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EXCEL_DAY = re.compile(r"[2-5]\d{4}(\.\d+)?")
_LEAST = 0.6
"""Share of examples that must be of a kind for a column to be taken for it."""

_BY_CONTENT = (
    "case.theme",
    "case.team",
    "case.service",
    "case.division",
    "case.outcome",
    "case.channel",
    "case.kind",
)

_OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "kinds": {
        "statutory": Kind.STATUTORY, "children act": Kind.STATUTORY, "statutory stage 1": Kind.STATUTORY,
        "children act stage 1": Kind.STATUTORY, "corporate": Kind.CORPORATE, "corporate stage 1": Kind.CORPORATE,
        "mp": Kind.MP, "member": Kind.MEMBER, "councillor": Kind.MEMBER, "councillor enquiry": Kind.MEMBER,
        "mayor": Kind.MAYOR, "chief executive": Kind.CHIEF_EXECUTIVE, "enquiry": Kind.GENERAL, "foi": Kind.FOI,
        "eir": Kind.EIR, "sar": Kind.SAR, "dsar": Kind.SAR, "lgsco": Kind.OMBUDSMAN, "lgo": Kind.OMBUDSMAN,
    },
    "statuses": {
        "complete": "closed", "completed": "closed", "done": "closed", "resolved": "closed", "in progress": "open",
        "ongoing": "open", "live": "open", "active": "open", "pending": "open", "new": "open", "responded": "answered",
    },
    "outcomes": {
        "partially upheld": "partly_upheld", "part upheld": "partly_upheld", "partial": "partly_upheld",
        "yes": "upheld", "no": "not_upheld", "fully upheld": "upheld", "not justified": "not_upheld",
        "resolved": "resolved_on_receipt", "resolved at initial contact": "resolved_on_receipt",
    },
    "number": {"stage 2": "2", "stage 3": "3", "2": "2", "3": "3", "panel": "3", "lgsco": "LGO", "ombudsman": "LGO"},
    "procedure": {"statutory": "CA", "children act": "CA", "corporate": "CORP"},
}  # fmt: skip


def plain(text: str) -> str:
    """Return words as they are compared: small letters and figures, one space between."""
    return " ".join(_SIGNS.sub(" ", text.casefold().replace("'", "").replace("’", "")).split())


def heading_row(rows: Sequence[RawRow], makes: str = "case") -> int:
    """Return the line the headings most likely stand in: known headings count most, then how many texts there are."""
    known = {plain(name) for place in PLACES[makes].values() for name in place.headings}

    def score(row: RawRow) -> tuple[int, int]:
        cells = [plain(cell) for cell in row.cells if cell.strip()]
        texts = [cell for cell in cells if not cell.replace(" ", "").isdigit()]
        return 4 * len(known & set(cells)) + min(len(set(texts)), 8), -row.line

    return max(rows, key=score).line if rows else 1


def columns(
    header: Sequence[str], samples: Sequence[Sequence[str]], vocabulary: Vocabulary, makes: str
) -> dict[str, str]:
    """Return, for each heading, the code of the place its values most likely go to; "" for none."""
    places = PLACES[makes]
    guessed = dict.fromkeys(header, "")
    scored = [
        (_score(name, values, place), -place_number, -index, name, place.code)
        for index, (name, values) in enumerate(zip(header, samples, strict=True))
        for place_number, place in enumerate(places.values())
    ]
    taken: set[str] = set()
    for score, _, _, name, code in sorted(scored, reverse=True):
        if score > 0 and not guessed[name] and (code not in taken or may_repeat(code)):
            guessed[name] = code
            taken.add(code)
    for name, values in zip(header, samples, strict=True):
        if not guessed[name] and (code := _by_content(values, vocabulary, makes)) and code not in taken:
            guessed[name] = code
            taken.add(code)
    return guessed


def date_form(values: Iterable[str]) -> str:
    """Return how dates are most likely written: the form that most of them can be read in, British before American."""
    known = [value.strip() for value in values if value.strip()]
    counts = dict.fromkeys(DATE_FORMS, 0)
    for value in known:
        for name, form in DATE_FORMS.items():
            match = form.pattern.fullmatch(value)
            if match and int(match["m"]) <= 12 and int(match["d"]) <= 31:
                counts[name] += 1
    return max(counts, key=lambda name: counts[name]) if any(counts.values()) else "dd/mm/yyyy"


def meaning(word: str, place: Place, vocabulary: Vocabulary) -> str | bool | None:
    """Return the code a word most likely means; None when nothing is like it."""
    target = place.targets[0]
    written = plain(word)
    if target.field in YES_OR_NO:
        return {
            "yes": True,
            "y": True,
            "true": True,
            "1": True,
            "no": False,
            "n": False,
            "false": False,
            "0": False,
        }.get(written)
    listed = list_of(target) or target.field
    other = _OTHER_WORDS.get(listed, {})
    if written in other:
        return str(other[written])
    by_words: dict[str, str] = {}
    for entry in vocabulary.lists.get(listed, ()):
        for words in (entry.label, entry.code, *(was.label for was in entry.before)):
            by_words.setdefault(plain(words), entry.code)
    if written in by_words:
        return by_words[written]
    near = get_close_matches(written, by_words, 1, 0.88)
    return by_words[near[0]] if near else None


def _score(name: str, values: Sequence[str], place: Place) -> int:
    written = plain(name)
    known = [plain(heading) for heading in place.headings]
    score = 0
    if written in known:
        score = 100 - known.index(written)
    elif written and any(_holds(written, heading) for heading in known if len(heading) > 3):
        score = 40
    if not score:
        return 0
    is_date = place.targets[0].field.endswith("_on")
    have = [value for value in values if value.strip()]
    if is_date and have and _share(have, _is_date) < _LEAST:
        return 0
    if not is_date and have and _share(have, _is_date) >= _LEAST:
        return 0
    return score


def _holds(written: str, heading: str) -> bool:
    return f" {heading} " in f" {written} "


def _by_content(values: Sequence[str], vocabulary: Vocabulary, makes: str) -> str:
    have = [value for value in values if value.strip()]
    if not have or makes != "case":
        return ""
    if _share(have, lambda value: bool(_POSTCODE.fullmatch(value.strip()))) >= _LEAST:
        return "person.address.postcode"
    if _share(have, lambda value: bool(_EMAIL.fullmatch(value.strip()))) >= _LEAST:
        return "person.email"
    for code in _BY_CONTENT:
        place = PLACES[makes][code]
        listed = list_of(place.targets[0])
        words = {plain(entry.label) for entry in vocabulary.lists.get(listed or "", ())}
        if len([value for value in have if plain(value) in words]) / len(have) >= _LEAST:
            return code
    return ""


def _is_date(value: str) -> bool:
    text = value.strip()
    return bool(_EXCEL_DAY.fullmatch(text)) or any(
        form.pattern.fullmatch(text) for form in DATE_FORMS.values()
    )


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return len([value for value in values if holds(value)]) / len(values)
