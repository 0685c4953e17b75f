"""What two entries of the same person have in common: words of the name, phones, email, postcode, social care ID.

Each becomes a short key, the same however it was typed. Near names are found by cutting a word in halves: one slip of
the keyboard leaves one half whole. Source: interface rule S1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from caseworker.domain.changes import Value
from caseworker.domain.words import digits, folded

Doc = Mapping[str, Value]

NAME, PHONE, EMAIL, POSTCODE, CARE_ID = "n:", "t:", "e:", "p:", "s:"
MOST_WORDS = 8
"""Words of one name that are kept as keys; nobody is known by more."""

LEAST_DIGITS = 6
SHORTEST_TYPO = 4
"""Letters a word must have before a slip is thought of: "Ann" is not "Ana"."""

_TITLES = frozenset("mr mrs ms miss mx dr cllr councillor rt hon the office of mp".split())
_NUMBER = re.compile(r"\+?\d[\d\s().\-]{4,}\d")
_WORD = re.compile(r"[^\W_]+")
_NO_CODE = re.compile(r"[^a-z0-9]+")
_NOBODY = frozenset({"anonymous", "not known", "unknown"})


@lru_cache(maxsize=1024)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: no accents, apostrophes, hyphens, titles; in any order."""
    plain = folded(name)
    if plain.strip() in _NOBODY:
        return ()
    return tuple(dict.fromkeys(word for word in _WORD.findall(plain) if word not in _TITLES))[:MOST_WORDS]


def phone_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers in a phone field as they are compared: +44 20…, 0044 20… and 020… are the same."""
    found = dict.fromkeys(national(number) for number in _NUMBER.findall(text))
    return tuple(number for number in found if len(number) >= LEAST_DIGITS)


def national(number: str) -> str:
    """Return a number without spaces, country code of the United Kingdom and leading noughts."""
    plain = digits(number)
    if plain.startswith("00"):
        plain = plain[2:]
    if plain.startswith("44") and len(plain) > 10:
        plain = plain[2:]
    return plain.lstrip("0")


def email_key(text: str) -> str:
    """Return an email address as it is compared; "" for what is none."""
    plain = text.strip().casefold()
    return plain if "@" in plain else ""


def postcode_key(text: str) -> str:
    """Return a postcode as it is compared: "SE31 5EP", "se315ep." and "SE31-5EP" are the same."""
    return _NO_CODE.sub("", text.lower())


def care_id_key(text: str) -> str:
    """Return a social care ID as it is compared."""
    return _NO_CODE.sub("", folded(text))


def keys_of(doc: Doc) -> tuple[str, ...]:
    """Return every key of a person of a case or of the register."""
    own = [each for each in doc.get("contacts") or () if not each.get("of")]  # not a merged person's
    contacts = [str(each.get("value") or "") for each in own]
    address: Doc = doc.get("address") or {}
    found = [NAME + word for word in name_words(str(doc.get("full_name") or ""))]
    for other in doc.get("other_names") or ():
        found += [NAME + word for word in name_words(str(other))]
    for text in (str(doc.get("phone") or ""), *contacts):
        if text:
            found += [PHONE + number for number in phone_numbers(text)]
    for text in (str(doc.get("email") or ""), *contacts):
        if email := email_key(text):
            found.append(EMAIL + email)
    if postcode := postcode_key(str(address.get("postcode") or "")):
        found.append(POSTCODE + postcode)
    if care_id := care_id_key(str(doc.get("social_care_id") or "")):
        found.append(CARE_ID + care_id)
    return tuple(dict.fromkeys(found))


def is_near(one: str, two: str) -> bool:
    """Whether two words differ by one slip: a letter wrong, missing, too many, or two changed about."""
    if one == two:
        return True
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or is_swapped


def fits(typed: Sequence[str], words: Sequence[str]) -> str:
    """Return how a typed name fits the words of another: "same", "near" or "".

    Every typed word must be, begin, or nearly be a word of the other; the order does not matter.
    """
    worst = "same"
    for word in typed:
        if any(other.startswith(word) for other in words):
            continue
        if len(word) < SHORTEST_TYPO or not any(is_near(word, other) for other in words):
            return ""
        worst = "near"
    return worst if typed else ""
