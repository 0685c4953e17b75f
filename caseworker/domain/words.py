"""Text as people type it when they search: without case, accents, apostrophes or hyphens.

Source: Unicode NFKD, with the letters it leaves whole (ł, ø, đ, ħ, ı, æ, œ; ß by casefold) spelt out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

_APOSTROPHES = "'`\u00b4\u2018\u2019\u02bc\u02bb\u02bf"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_SPELT_OUT = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
    | dict.fromkeys(_APOSTROPHES, "")
    | dict.fromkeys(_HYPHENS, " ")
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NO_DIGIT = re.compile("[^0-9]+")
_ENDS = (".", "!", "?", "…", ":")
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def folded(text: str) -> str:
    """Return the text as it is searched: "Łukasz O’Brien-Żółć" gives "lukasz obrien zolc"."""
    if text.isascii():
        return _without_signs(text.lower())
    # Taken apart before and after the case is folded: some letters come apart into capitals, some only when small.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _ACCENTS.sub("", apart).replace("\u2019", "")
    return _without_signs(plain) if plain.isascii() else plain.translate(_SPELT_OUT)


def _without_signs(text: str) -> str:
    """What `_SPELT_OUT` does to plain letters, in a twentieth of the time."""
    return text.replace("'", "").replace("`", "").replace("-", " ")


def without_controls(text: str) -> str:
    """Return the text in composed form, without control characters that no keyboard types; line ends become \\n.

    Half characters (surrogates), which no file can hold, are left out too.
    """
    if text.isascii() and text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", unified))


def whole_letters(value: Any) -> Any:
    """Return JSON values with the replacement sign for each half character (surrogate), which no file can hold.

    Places in the texts stay where they are.
    """
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {name: whole_letters(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [whole_letters(each) for each in value]
    return value


def digits(text: str) -> str:
    """Return only the digits: how a phone number is compared."""
    if text.isascii():
        return _NO_DIGIT.sub("", text)
    return "".join(c for c in text if c.isdigit())


def phone_key(text: str) -> str:
    """Return the digits of a phone number as they are compared: +44 20…, 0044 20… and 020… are the same."""
    found = digits(text)
    if found.startswith("0044"):
        found = found[2:]
    is_abroad = text.strip().startswith(("+44", "(+44", "0044")) or (
        found.startswith("44") and len(found) == 12
    )
    return f"0{found[2:].removeprefix('0')}" if is_abroad and found.startswith("44") else found


def postcode(text: str) -> str:
    """Return a postcode as the Royal Mail writes it: capitals, one space before the last three.

    Text that is no postcode is returned as it is.
    """
    tight = re.sub(r"[\s.\-]", "", text).upper()
    if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", tight):
        return f"{tight[:-3]} {tight[-3:]}"
    return text.strip()


def in_sentences(parts: Iterable[str]) -> str:
    """Return parts one after the other, with a full stop where the one before has none; empty parts are left out."""
    text = ""
    for part in filter(None, parts):
        text += f"{' ' if text.endswith(_ENDS) else '. '}{part}" if text else part
    return text
