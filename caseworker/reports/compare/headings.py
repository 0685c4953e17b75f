"""Headings compared kindly: years however they are written, capitals, one or many, "Q1" and "Quarter 1"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from caseworker.domain.periods import MONTH_NAMES

_YEARS = re.compile(r"(20\d\d)\s*[-–—/]\s*(?:20)?(\d\d)\b")
_MONTHS = {name[:3].casefold(): name.casefold() for name in MONTH_NAMES}
_MONTH = re.compile(r"^([a-z]{3,9})\.?(?:[ -]+(?:20)?\d\d)?$")
_QUARTER = re.compile(r"^(?:quarter|qtr|q)\s*([1-4])\b.*$")
_SAME = {
    "children act": "statutory",
    "total for the year": "total",
    "total number received": "total",
    "grand total": "total",
    "overall": "total",
    "overall total": "total",
    "all": "total",
    "totals": "total",
    "percentage": "%",
    "per cent": "%",
    "percent": "%",
}


def plain(heading: str) -> str:
    """The heading with years as 2024-25, whatever the dash, in one way of capitals and without odd signs."""
    text = _YEARS.sub(r"\1-\2", heading.replace("’", "'")).casefold()
    return re.sub(r"\s+", " ", re.sub(r"[^\w%+/'-]+", " ", text)).strip()


def kind(heading: str) -> str:
    """The same more kindly: one or many, "&" for "and", other words for the same."""
    text = plain(heading.replace("&", " and ").replace("/", " / "))
    text = " ".join(_one(word) for word in text.split())
    for words, same in _SAME.items():
        text = (
            same
            if text == words
            else re.sub(rf"\b{words}\b", same, text)
            if words == "children act"
            else text
        )
    return text


def without_year(heading: str) -> str:
    """The same of a month or a quarter without the year it names."""
    text = kind(heading)
    if quarter := _QUARTER.match(text):
        return f"q{quarter.group(1)}"
    month = _MONTH.match(text)
    return _MONTHS.get(month.group(1)[:3], text) if month and _is_month(month.group(1)) else text


_LEVELS = (plain, kind, without_year)


def is_total(heading: str) -> bool:
    """Whether it heads a total of everything."""
    return kind(heading) == "total"


def is_percent(heading: str) -> bool:
    """Whether it heads percentages of the total."""
    return kind(heading) == "%"


def match(heading: str, among: Sequence[str]) -> str | None:
    """The one of ours that means the same; None where none does, or two might."""
    if heading in among:
        return heading
    for level in _LEVELS:
        wanted = level(heading)
        found = [each for each in among if level(each) == wanted]
        if len(found) == 1:
            return found[0]
    return None


def _one(word: str) -> str:
    if word in ("enquiries", "inquiries", "inquiry"):
        return "enquiry"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s")) else word


def _is_month(word: str) -> bool:
    full = _MONTHS.get(word[:3], "")
    return word in (full, word[:3], "sept") and bool(full)
