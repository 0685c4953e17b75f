"""Standard paragraphs for the free parts of letters: those that ship and the council's own, each until its last day.

Question: what becomes of a paragraph whose law or leaflet has changed? Choice: it has a last day; after it the
paragraph is named but not offered, and a letter that still holds its words gets a note. Cost: somebody has to look at
the list once a year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from caseworker.actions.settings_change import save_settings
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.intake import cleaned
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import Blocks
from caseworker.domain.words import folded
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.paragraphs import StandardParagraph

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """What a council writes for a standard paragraph of its own, or in place of one that ships.

    Attributes:
        text: in the signs of a letter's body ("- " a point of a list), with places such as {due_date}.
        kinds: codes of kinds of case; none: all.
        until_on: its last day, None for no end.
    """

    topic: str
    title: str
    text: str
    kinds: tuple[Kind, ...] = ()
    until_on: date | None = None


@cache
def shipped_paragraphs() -> Mapping[str, StandardParagraph]:
    """Return the standard paragraphs that come with the program, by id."""
    from caseworker.letters.paragraphs import load_paragraphs

    return load_paragraphs()


def all_paragraphs(office: Office) -> tuple[StandardParagraph, ...]:
    """Return every standard paragraph, by topic and title: those that ship as the council changed them, and its own."""
    found = dict(shipped_paragraphs())
    for key, value in office.settings.paragraphs.items():
        found[key] = _own(key, value)
    return tuple(sorted(found.values(), key=lambda each: (each.topic.casefold(), each.title.casefold())))


def paragraphs_for(office: Office, kind: Kind, day: date) -> tuple[StandardParagraph, ...]:
    """Return the standard paragraphs offered for a kind of case on a day, by topic and title."""
    return tuple(each for each in all_paragraphs(office) if each.fits(kind) and not each.is_over(day))


def expired_paragraphs(office: Office, kind: Kind, day: date) -> tuple[StandardParagraph, ...]:
    """Return those that would fit but whose last day is past: named, not offered."""
    return tuple(each for each in all_paragraphs(office) if each.fits(kind) and each.is_over(day))


def paragraph_blocks(office: Office, view: CaseView, paragraph_id: str) -> Blocks:
    """Return a standard paragraph as it is put into a letter of this case, with its places filled.

    Raises:
        ProblemsError: what the case lacks for it, each in a sentence.
        RuleError: there is no such paragraph, or its last day is past.
    """
    from caseworker.actions.letter_facts import letter_facts
    from caseworker.actions.letter_texts import catalogue_on
    from caseworker.letters.filling import filled_blocks, missing_facts

    paragraph = next((each for each in all_paragraphs(office) if each.id == paragraph_id), None)
    today = office.clock.today()
    if paragraph is None:
        raise RuleError("This paragraph is no longer in the list. Choose another.")
    if paragraph.is_over(today) and paragraph.until_on:
        raise RuleError(f"“{paragraph.title}” ended on {long_date(paragraph.until_on)}. Choose another.")
    facts = catalogue_on(office, today).with_blocks(letter_facts(office, view, today))
    missing = missing_facts(paragraph.places, facts)
    if missing:
        raise ProblemsError(missing)
    return tuple(filled for block in paragraph.blocks for filled in filled_blocks(block, facts))


def add_paragraph(office: Office, new: NewParagraph) -> Changed:
    """Add a standard paragraph of the council's own.

    Raises:
        ProblemsError: entries to mend, the text with the number of its line.
    """
    office.require("settings")
    return _save(office, _free_id(office, new.title), new, "was added")


def change_paragraph(office: Office, paragraph_id: str, new: NewParagraph) -> Changed:
    """Give a standard paragraph another text, title, topic, kinds or last day; one that ships becomes the council's.

    Raises:
        ProblemsError: entries to mend, the text with the number of its line.
        RuleError: there is no such paragraph.
    """
    office.require("settings")
    _known(office, paragraph_id)
    return _save(office, paragraph_id, new, "was changed")


def retire_paragraph(office: Office, paragraph_id: str, until_on: date) -> Changed:
    """Give a standard paragraph its last day.

    Raises:
        RuleError: there is no such paragraph.
    """
    office.require("settings")
    known = _known(office, paragraph_id)
    new = NewParagraph(known.topic, known.title, known.text, known.kinds, until_on)
    return _save(office, paragraph_id, new, f"is offered until {long_date(until_on)}")


def reset_paragraph(office: Office, paragraph_id: str) -> Changed:
    """Go back to the paragraph that ships; one of the council's own is taken off the list.

    Raises:
        RuleError: there is no such paragraph of the council's own.
    """
    office.require("settings")
    if paragraph_id not in office.settings.paragraphs:
        raise RuleError("This paragraph is as it came with Caseworker.")
    title = _known(office, paragraph_id).title
    back = "is as it came with Caseworker again" if paragraph_id in shipped_paragraphs() else "was taken off"
    return save_settings(office, {f"paragraph:{paragraph_id}": None}, f"Standard paragraph “{title}” {back}.")


def used_after_end(paragraphs: Sequence[StandardParagraph], text: str) -> tuple[StandardParagraph, ...]:
    """Return those of some paragraphs whose words stand in a text, whatever filled their places."""
    said = _plain(text)
    return tuple(
        each for each in paragraphs if (pieces := _pieces(each.text)) and all(p in said for p in pieces)
    )


def _pieces(text: str) -> list[str]:
    """The stretches of a text between places and signs that are long enough to know it by."""
    lines = [re.sub(r"^(?:#+ |- |> |\d+\. )", "", line) for line in text.splitlines()]
    parts = [
        part
        for chunk in re.split(r"\n\s*\n", "\n".join(lines))
        for part in re.split(r"\{[a-z_0-9]+\}", chunk)
    ]
    return [plain for part in parts if len(plain := _plain(part)) >= 25]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def _save(office: Office, paragraph_id: str, new: NewParagraph, said: str) -> Changed:
    value = _checked(new)
    return save_settings(
        office, {f"paragraph:{paragraph_id}": value}, f"Standard paragraph “{value['title']}” {said}."
    )


def _checked(new: NewParagraph) -> dict[str, Any]:
    from caseworker.letters.paragraphs import paragraph_faults

    topic, title, text = cleaned(new.topic), cleaned(new.title), cleaned(new.text)
    problems = []
    if not topic:
        problems.append(Problem("topic", "Enter the topic, such as Advocate"))
    if not title:
        problems.append(Problem("title", "Enter what the paragraph is called"))
    problems += [
        Problem(name, f"It must be {LONGEST_TITLE} characters or fewer")
        for name, entry in (("topic", topic), ("title", title))
        if len(entry) > LONGEST_TITLE
    ]
    problems += [Problem("text", f"Line {line}: {message}.") for line, message in paragraph_faults(text)]
    if problems:
        raise ProblemsError(problems)
    return {
        "topic": topic,
        "title": title,
        "kinds": [kind.value for kind in new.kinds],
        "content": text,
        "until_on": new.until_on.isoformat() if new.until_on else None,
    }


def _own(key: str, value: Mapping[str, Any]) -> StandardParagraph:
    from caseworker.letters.paragraphs import StandardParagraph

    known = {kind.value for kind in Kind}
    until = value.get("until_on")
    return StandardParagraph(
        key,
        str(value.get("topic") or ""),
        str(value.get("title") or ""),
        str(value.get("content") or ""),
        tuple(Kind(code) for code in value.get("kinds") or () if code in known),
        date.fromisoformat(str(until)) if until else None,
        "The council's own",
        is_own=True,
    )


def _known(office: Office, paragraph_id: str) -> StandardParagraph:
    found = next((each for each in all_paragraphs(office) if each.id == paragraph_id), None)
    if found is None:
        raise RuleError("This paragraph is no longer in the list. Choose another.")
    return found


def _free_id(office: Office, title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", folded(cleaned(title))).strip("_")[:40] or "paragraph"
    taken = {each.id for each in all_paragraphs(office)}
    names = (plain, *(f"{plain}_{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken)
