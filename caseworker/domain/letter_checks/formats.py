"""Which format or language a person needs, read from what was kept of their adjustments."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LANGUAGES = (
    "Albanian Amharic Arabic Bengali Bulgarian Cantonese Czech Dari Dutch Farsi French German Greek"
    " Gujarati Hindi Hungarian Igbo Italian Kurdish Lithuanian Malay Mandarin Nepali Pashto Persian"
    " Polish Portuguese Punjabi Romanian Russian Shona Sinhala Slovak Somali Spanish Swahili Sylheti"
    " Tagalog Tamil Thai Tigrinya Turkish Twi Ukrainian Urdu Vietnamese Welsh Yoruba"
).split()
_LANGUAGE = re.compile(rf"\b({'|'.join(_LANGUAGES)})\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\binterpret(?:er|ing)|\bspoken|\bon the phone|\bby phone", re.IGNORECASE)
_WRITTEN = re.compile(r"\btranslat|\bwrit|\bletters?\b|\bread", re.IGNORECASE)
_LARGE = re.compile(
    r"\b(?:large|larger|big|bigger|giant)[- ](?:print|type|text|font|letters)\b", re.IGNORECASE
)
_POINTS = re.compile(r"\b(1[4-9]|2\d)[- ]?(?:pt|points?)\b", re.IGNORECASE)
_EASY = re.compile(
    r"\beasy[- ]?(?:to[- ])?read\b|\bsimple (?:words|language|english)\b|\bpictures\b", re.IGNORECASE
)
_BRAILLE, _AUDIO = (
    re.compile(r"\bbraille\b", re.I),
    re.compile(r"\baudio\b|\brecording\b|\bread (?:out|aloud)\b", re.I),
)


@dataclass(frozen=True, slots=True)
class Formats:
    """What somebody needs to read a letter; `points`: the size of letters named; `language`: not English."""

    large: bool = False
    points: int = 0
    easy_read: bool = False
    language: str = ""
    braille: bool = False
    audio: bool = False


def asked_formats(said: str) -> Formats:
    """Return which formats some words ask for."""
    points = _POINTS.search(said)
    language = _LANGUAGE.search(said)
    only_spoken = bool(_SPOKEN.search(said)) and not _WRITTEN.search(said)
    return Formats(
        _LARGE.search(said) is not None or points is not None,
        int(points[1]) if points else 0,
        _EASY.search(said) is not None,
        language[1].capitalize() if language and not only_spoken else "",
        _BRAILLE.search(said) is not None,
        _AUDIO.search(said) is not None,
    )
