"""What a printed cell says: "33% (14/43)", "£2,500", "40 (14%)", "4 Statutory 3 Corporate", "528"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from caseworker.reports.compare.published import NOTHING, Figure

_NUMBER = r"[+\-−]?\d[\d,]*(?:\.\d+)?"
_SHARE = re.compile(r"(\d[\d,]*)\s*/\s*(\d[\d,]*)")
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_POUNDS = re.compile(r"^£\s*(\d[\d,]*(?:\.\d+)?)$")
_PLAIN = re.compile(rf"^{_NUMBER}$")
_COUNT_WITH_PERCENT = re.compile(rf"^({_NUMBER})\s*\(\s*{_NUMBER}\s*%\s*\)$")
_PARTS = re.compile(r"(\d+)\s+(statutory|corporate)", re.IGNORECASE)
_NOTHING = ("", "-", "–", "—", "not entered")
_KNOWN = {"printed", "percent", "numerator", "denominator", "value", "pounds", "change", "hours"}


def from_text(text: str) -> Figure:
    """What typed words say; what is no figure is kept as words."""
    words = " ".join(text.split()).removeprefix("'")
    if words.casefold() in _NOTHING:
        return NOTHING
    if amount := _POUNDS.match(words):
        return Figure(words, pounds=_decimal(amount.group(1)))
    if _PLAIN.match(words):
        return Figure(words, number=_decimal(words))
    parts = tuple((word.casefold(), int(number)) for number, word in _PARTS.findall(words))
    if parts and not _PARTS.sub("", words).strip(" ,;+and"):
        return Figure(words, parts=parts)
    share, percent = _SHARE.search(words), _PERCENT.search(words)
    counted = _COUNT_WITH_PERCENT.match(words)
    rest = re.sub(r"[\s()\-–]|to|of", "", _PERCENT.sub("", _SHARE.sub("", words)))
    if (share or percent) and (not rest or counted):
        return Figure(
            words,
            number=_decimal(counted.group(1)) if counted else None,
            numerator=int(_plain(share.group(1))) if share else None,
            denominator=int(_plain(share.group(2))) if share else None,
            percent=_decimal(percent.group(1)) if percent else None,
        )
    return Figure(words, words=words)


def from_value(value: Any) -> Figure:
    """What a cell of a JSON table says: a number, words, nothing, or figures with `printed` beside them."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return Figure(str(value), words=str(value))
    if isinstance(value, int | float):
        return Figure(f"{value:,}", number=Decimal(str(value)))
    if isinstance(value, Mapping):
        return _from_parts(value)
    return from_text(str(value))


def _from_parts(value: Mapping[str, Any]) -> Figure:
    parts = tuple((k.casefold(), v) for k, v in value.items() if k not in _KNOWN and type(v) is int)
    percent = value.get("percent", value.get("change"))
    figure = Figure(
        "?",
        number=_number(value.get("value", value.get("hours"))),
        numerator=_whole(value.get("numerator")),
        denominator=_whole(value.get("denominator")),
        percent=_number(percent),
        pounds=_number(value.get("pounds")),
        parts=parts,
    )
    return Figure(
        str(value.get("printed") or _as_printed(figure)),
        figure.number,
        figure.numerator,
        figure.denominator,
        figure.percent,
        figure.pounds,
        parts,
    )


def _as_printed(figure: Figure) -> str:
    if figure.denominator is not None:
        share = f"{figure.numerator}/{figure.denominator}"
        return f"{figure.percent}% ({share})" if figure.percent is not None else share
    if figure.parts:
        return " ".join(f"{number} {word.capitalize()}" for word, number in figure.parts)
    if figure.pounds is not None:
        return f"£{figure.pounds:,}"
    if figure.percent is not None:
        return f"{figure.percent}%"
    return f"{figure.number}" if figure.number is not None else ""


def _number(value: Any) -> Decimal | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Decimal(str(value)) if is_number else None


def _whole(value: Any) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number else None


def _plain(text: str) -> str:
    return text.replace(",", "").replace("−", "-")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(_plain(text))
    except InvalidOperation:
        return None
