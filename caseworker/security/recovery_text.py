"""A recovery key as a person writes it down and types it back: 8 groups of 5 characters.

Threat and choice: the paper is read years later, by someone else, in a hurry. Crockford's 32 letters and
digits leave out I, L, O and U, and reading takes those back for 1, 1 and 0. In each group four characters
carry the key (160 bits in all, drawn at random, beyond guessing) and the fifth checks them and the group's
place, so that a slip is named by its group instead of "wrong key" for the whole. Any one wrong character
and any two exchanged are noticed for sure, other slips 31 times in 32; the wrap's own seal catches the
rest.
"""

from __future__ import annotations

import secrets

from caseworker.errors import WrongKeyError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
CARRYING = 4
GROUP = CARRYING + 1
SECRET_BYTES = GROUPS * CARRYING * 5 // 8
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, arithmetic in the field of 32 elements


def new_secret() -> bytes:
    """160 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def as_text(secret: bytes) -> str:
    """The secret as "XXXXX-XXXXX-…": what is shown once at set-up and written down."""
    number = int.from_bytes(secret, "big")
    total = GROUPS * CARRYING
    values = [(number >> 5 * (total - 1 - place)) & 31 for place in range(total)]
    groups = [values[start : start + CARRYING] for start in range(0, total, CARRYING)]
    return "-".join(
        "".join(ALPHABET[value] for value in (*group, _check(group, place)))
        for place, group in enumerate(groups)
    )


def as_secret(text: str, name: str = "recovery key") -> bytes:
    """Read a key as typed: any case, spaces or dashes anywhere, O for 0, I and L for 1.

    Args:
        name: what the person knows it as; another secret is written down in the same way.

    Raises:
        WrongKeyError: says which group to look at again.
    """
    letters = [letter for letter in text.upper().translate(LOOKALIKES) if letter.isalnum()]
    strange = next((letter for letter in letters if letter not in ALPHABET), None)
    if strange:
        raise WrongKeyError(
            f"“{strange}” is never part of a {name}. It has the digits 0 to 9 and the letters except "
            "I, L, O and U. Look at the paper again."
        )
    if len(letters) != GROUPS * GROUP:
        raise WrongKeyError(
            f"A {name} has {GROUPS} groups of {GROUP} characters, {GROUPS * GROUP} in all. "
            f"This one has {len(letters)}. Look at the paper again."
        )
    return _joined([ALPHABET.index(letter) for letter in letters], name)


def _joined(values: list[int], name: str) -> bytes:
    number = 0
    for place in range(GROUPS):
        group = values[place * GROUP : (place + 1) * GROUP]
        if _check(group[:CARRYING], place) != group[CARRYING]:
            typed = "".join(ALPHABET[value] for value in group)
            raise WrongKeyError(
                f"Group {place + 1} of the {name}, “{typed}”, has a slip in it. Look at the paper again."
            )
        for value in group[:CARRYING]:
            number = number << 5 | value
    return number.to_bytes(SECRET_BYTES, "big")


def _check(group: list[int], place: int) -> int:
    """The fifth character: each of the four with a weight of its own, and the group's place."""
    total = 0
    for value in (place + 1, *group):
        total = _doubled(total) ^ value
    return _doubled(total)


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ FIELD_POLYNOMIAL if value & 32 else value
