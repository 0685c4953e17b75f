"""Where letters to the Ombudsman and the Information Commissioner go: text files in resources/letters/addresses."""

from __future__ import annotations

from functools import cache

from caseworker.resources import RESOURCES

FOLDER = RESOURCES / "letters" / "addresses"


@cache
def body_address(name: str) -> tuple[str, ...]:
    """Return the lines of an address, the name first; lines of the file that begin with # are remarks."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8-sig").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
