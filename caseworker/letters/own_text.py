"""A council's own wording of a letter: checked line by line, so that whoever writes it is led to the place to mend.

What ships with the program sets what an own wording of the same letter may not lose: its purpose, its kinds and stages,
and each mandatory part with the facts that stand in it. A letter of the council's own (a code that does not ship) is
free in all of that.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from caseworker.letters.body import PLACE, block_places, places
from caseworker.letters.facts import FACTS
from caseworker.letters.free_parts import read_free_parts
from caseworker.letters.template import Template, parse_template
from caseworker.letters.text_file import LetterFileError

LONGEST_TEXT = 60_000
"""Letters (characters) of a wording: ten times the longest that ships."""

_FIXED = ("purpose", "kinds", "stage")
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"\{%|%\}"),
        "a letter has no conditions or loops; write a second letter for the other situation",
    ),
    (re.compile(r"\{#|#\}"), "remarks stand in the head only, on a line that begins with #"),
    (re.compile(r"\{\{|\}\}|\$\{"), "a place has one brace on each side, such as {received_date}"),
    (re.compile(r"<</?[^<>]*>>|«[^«»]*»"), "a place is written in braces, such as {received_date}"),
    (
        re.compile(r"</?[A-Za-z][^<>]*>"),
        "there is no markup in letters; headings begin with #, points of a list with -",
    ),
    (
        re.compile(r"\*\*[^*]+\*\*|__[^_]+__"),
        "there is no markup in letters; a heading stands out, or a short sentence",
    ),
)


@dataclass(frozen=True, slots=True)
class TextFault:
    """One line of a wording to mend: its number, counted from 1, and what to do there."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}."


def faults_of(text: str, shipped: Template | None = None, code: str = "") -> tuple[TextFault, ...]:
    """Return what to mend in a wording, in the order of its lines; nothing when it can be used.

    Args:
        shipped: the letter of this code that ships with the program; None for one of the council's own.
        code: the code the wording must have, where it replaces or changes a letter.
    """
    if len(text) > LONGEST_TEXT:
        return (TextFault(1, f"the wording is longer than {LONGEST_TEXT:,} characters; shorten it"),)
    lines = text.splitlines()
    found = [*_markup(lines), *_unknown_places(lines)]
    if not found:
        found = list(_faults_of_template(text, shipped, code))
    return tuple(sorted(found, key=lambda fault: fault.line))


def with_places_listed(text: str) -> str:
    """Return the wording with the line `facts:` of its head naming the places of its text, in their order.

    A place that nobody knows stays out of the list, so that it is still found where it stands.
    """
    lines = text.splitlines()
    start = _body_start(lines)
    subject = next((line for line in lines[:start] if line.startswith("subject:")), "")
    free = _free_names(lines[:start])
    used = [p for p in places("\n".join([subject, *lines[start:]])) if p in FACTS and p not in free]
    listed = "facts: " + ", ".join(used)
    return "\n".join(
        listed if number < start and line.startswith("facts:") else line for number, line in enumerate(lines)
    )


def block_faults(text: str) -> tuple[TextFault, ...]:
    """Return what to mend in the wording of a contact block, in the order of its lines."""
    if not text.strip():
        return (TextFault(1, "there is no text; go back to the wording that ships if you want that"),)
    if len(text) > LONGEST_TEXT:
        return (TextFault(1, f"the wording is longer than {LONGEST_TEXT:,} characters; shorten it"),)
    lines = text.splitlines()
    return tuple(
        sorted([*_markup(lines), *_unknown_places(["---", *lines], 1)], key=lambda fault: fault.line)
    )


def _markup(lines: list[str]) -> Iterator[TextFault]:
    for number, line in enumerate(lines, start=1):
        for pattern, message in _MARKUP:
            if (found := pattern.search(line)) is not None:
                yield TextFault(number, f"“{found[0]}” cannot stand here: {message}")
                break


def _unknown_places(lines: list[str], added: int = 0) -> Iterator[TextFault]:
    start = _body_start(lines)
    known = {*FACTS, *_free_names(lines[:start])}
    for number, line in enumerate(lines, start=1):
        if number <= start and not line.startswith("subject:"):
            continue
        for name in PLACE.findall(line):
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.7)
                hint = f"; perhaps {{{near[0]}}}" if near else ""
                yield TextFault(number - added, f"{{{name}}} is not a place that letters know{hint}")


def _faults_of_template(text: str, shipped: Template | None, code: str) -> Iterator[TextFault]:
    try:
        template = parse_template("the wording", text)
    except LetterFileError as error:
        yield TextFault(error.line_number, error.said)
        return
    lines = text.splitlines()
    if code and template.code != code:
        yield TextFault(_line_of(lines, "code"), f"the code must stay {code}")
    if shipped is not None:
        yield from _lost(template, shipped, lines)


def _lost(own: Template, shipped: Template, lines: list[str]) -> Iterator[TextFault]:
    """What a wording of a letter that ships must keep and has not kept."""
    values = {
        "purpose": (own.purpose, shipped.purpose, shipped.purpose),
        "kinds": (set(own.kinds), set(shipped.kinds), ", ".join(kind.value for kind in shipped.kinds)),
        "stage": (set(own.stages), set(shipped.stages), ", ".join(shipped.stages) or "empty"),
    }
    for name in _FIXED:
        now, before, words = values[name]
        if now != before:
            yield TextFault(
                _line_of(lines, name),
                f"{name} must stay {words}; add a letter of your own for another situation",
            )
    parts = _parts(own)
    for part, needed in _parts(shipped).items():
        if part not in parts:
            message = f"the part [{part}] must stay in the letter: mark it there and list it under mandatory"
            yield TextFault(_line_of(lines, "mandatory"), message)
            continue
        lost = [place for place in needed if place not in parts[part]]
        if lost:
            number = next((n for n, line in enumerate(lines, 1) if line.strip() == f"[{part}]"), 1)
            named = " and ".join(f"{{{place}}}" for place in lost)
            yield TextFault(number, f"the part [{part}] must still say {named}")


def _parts(template: Template) -> dict[str, tuple[str, ...]]:
    """The mandatory parts of a letter, each with the places in it."""
    found: dict[str, tuple[str, ...]] = {}
    for block in template.body_blocks:
        if block.part:
            found[block.part] = (*found.get(block.part, ()), *block_places(block.block))
    return found


def _free_names(head: list[str]) -> set[str]:
    line = next((line for line in head if line.startswith("free:")), "")
    try:
        return {part.name for part in read_free_parts(line.partition(":")[2])}
    except ValueError:  # said with its line when the head is read
        return set(re.findall(r"[a-z][a-z_0-9]*", line.partition(":")[2]))


def _body_start(lines: list[str]) -> int:
    """How many lines the head has, with the line of hyphens; all of them where that line is missing."""
    return next((number for number, line in enumerate(lines, 1) if line.strip() == "---"), len(lines))


def _line_of(lines: list[str], name: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
