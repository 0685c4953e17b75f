"""Whether somebody is named in a letter who should not be: the rest of the family, staff, people of other cases.

Source: rule book 9.1 rule 3 (no third party's data, staff beyond the signatory only where needed).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from caseworker.actions.letter_checks.first_names import first_names
from caseworker.actions.letter_checks.related import (
    Near,
    may_be_named,
    people_near,
    staff_names,
    where_known,
)
from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.names import (
    NameFound,
    NameWord,
    find_name,
    name_words_in,
    pairs_in,
    without_name,
)
from caseworker.domain.letter_checks.texts import Passage, quoted, sentence_at
from caseworker.domain.people_keys import name_words
from caseworker.storage.people import Hit
from caseworker.storage.people_names import people_named

TITLE = "Other people's names"
MOST_SHOWN = 12
"""Names said one by one; a letter with more is looked at as a whole."""

_TOLD = frozenset({"summary", "points_for_agreement"})

_Read = tuple[Passage, tuple[NameWord, ...]]


def other_people(subject: Subject) -> Iterator[Check]:
    """Say whose names stand in the letter besides those who may be named, each with how they are known."""
    allowed = may_be_named(subject)
    read = [(passage, name_words_in(passage.text)) for passage in subject.passages]
    checks = [*_near(read, people_near(subject), allowed, _told_by_reader(subject))]
    said = {word for check in checks for word in check.code.partition(":")[2].split()}
    checks += _staff(read, staff_names(subject), allowed | said)
    said |= {word for check in checks for word in check.code.partition(":")[2].split()}
    checks += _strangers(subject, read, allowed, said)
    said |= {word for check in checks for word in check.code.partition(":")[2].split()}
    checks += first_names(subject, read, allowed | said, TITLE)
    checks.sort(key=lambda check: not check.needs_reason)
    yield from checks[:MOST_SHOWN]
    if checks[MOST_SHOWN:]:
        yield _too_many(checks[MOST_SHOWN:])
    if not checks:
        yield Check("names", TITLE, "ok", "Nobody else known to the office is named.")


def _too_many(rest: list[Check]) -> Check:
    """One check for all that are not shown one by one: it is another one as soon as another name stands there."""
    names = hashlib.sha256("\n".join(sorted(check.code for check in rest)).encode()).hexdigest()[:12]
    return Check(
        f"names:more {names}",
        TITLE,
        "note",
        f"{count_of(len(rest), 'more name')} of other people stand in the letter.",
        "Take names out until each can be looked at here.",
        needs_reason=True,
    )


def _told_by_reader(subject: Subject) -> frozenset[str]:
    """Facts that repeat what the very person the letter goes to told us."""
    to = subject.party
    return _TOLD if to is not None and to.doc.get("role") == "complaining" else frozenset()


def _near(
    read: list[_Read], near: Iterable[Near], allowed: frozenset[str], told: frozenset[str]
) -> Iterator[Check]:
    everybody = tuple(near)
    whole = {p.name for p in everybody if (found := _first(read, p.name, allowed)) and found[1].is_whole}
    rest = read
    for name_said in whole:
        rest = [(passage, without_name(words, name_said)) for passage, words in rest]
    for person in everybody:
        found = _first(read if person.name in whole else rest, person.name, allowed)
        if found:
            field, name = found
            who = f"is {person.how}" if name.is_whole else f"may be {person.name}, {person.how}"
            words = f"{quoted(name.said)} {who}: {quoted(name.sentence)}"
            own_words = person.in_case and field in told
            yield Check(
                f"names:{_key(person.name)}",
                TITLE,
                "note",
                words,
                "They told us so themselves; take the name out if it need not be repeated."
                if own_words
                else "Take the name out, or say why this person may read it.",
                field,
                needs_reason=not own_words,
            )


def _staff(read: list[_Read], staff: Iterable[Near], allowed: frozenset[str] | set[str]) -> Iterator[Check]:
    for person in staff:
        found = _first(read, person.name, allowed)
        if found and found[1].is_whole:
            yield Check(
                f"names:{_key(person.name)}",
                TITLE,
                "note",
                f"{person.name} is a member of staff: {quoted(found[1].sentence)}",
                "Name staff only where the person needs it; else write what they do, such as the social worker.",
                found[0],
            )


def _strangers(subject: Subject, read: list[_Read], allowed: frozenset[str], said: set[str]) -> list[Check]:
    """People of the register or of any other case whose first name and surname stand side by side in the letter."""
    pairs: dict[tuple[str, str], tuple[Passage, NameWord, NameWord]] = {}
    for passage, words in read:
        for pair, (first, second) in pairs_in(words).items():
            if not set(pair) <= allowed and not set(pair) <= said:
                pairs.setdefault(pair, (passage, first, second))
    if not pairs:
        return []
    with subject.office.reading_lists() as raw:
        found = people_named(raw, list(pairs))
    hits: dict[tuple[str, str], list[Hit]] = {}
    for pair, hit in found:
        if not set(hit.words()) <= allowed:
            hits.setdefault(pair, []).append(hit)
    return [_stranger(subject, *pairs[pair], known) for pair, known in hits.items()]


def _stranger(
    subject: Subject, passage: Passage, first: NameWord, second: NameWord, hits: list[Hit]
) -> Check:
    said = " ".join(passage.text[first.place : second.place + len(second.said)].split())
    sentence = sentence_at(passage.text, first.place)
    return Check(
        f"names:{_key(said)}",
        TITLE,
        "note",
        f"{quoted(said)} is {where_known(subject, hits)}: {quoted(sentence)}",
        "If this is another person, take the name out. Else say why it may stand.",
        passage.field,
        needs_reason=True,
    )


def _first(read: list[_Read], name: str, allowed: frozenset[str] | set[str]) -> tuple[str, NameFound] | None:
    """Where somebody is named, whole names before single words of them."""
    found = [
        (p.field, name_found) for p, words in read if (name_found := find_name(p.text, words, name, allowed))
    ]
    typed = [each for each in found if each[0].startswith("free.")] or found
    return next((each for each in typed if each[1].is_whole), typed[0] if typed else None)


def _key(name: str) -> str:
    return " ".join(name_words(name))
