"""First names that stand alone in a letter and belong to nobody of its case: a sentence of another family's letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import listed
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.names import NameWord
from caseworker.domain.letter_checks.texts import Passage, quoted
from caseworker.domain.words import folded
from caseworker.storage.people_names import first_names_of_children


def first_names(
    subject: Subject,
    read: Sequence[tuple[Passage, tuple[NameWord, ...]]],
    known: Iterable[str],
    title: str,
) -> Iterator[Check]:
    """Say which first names of children the office knows stand alone in what was typed.

    Args:
        known: words of names that may stand there, or were said already.
    """
    fine = set(known)
    lengths = {passage.field: Counter(word.run for word in words) for passage, words in read}
    alone = {
        word.words[0]: (passage.field, word.said)
        for passage, words in read
        if passage.field.startswith("free.")
        for word in words
        if len(word.words) == 1 and word.may_stand_alone and not word.begins_sentence
        if word.words[0] not in fine and lengths[passage.field][word.run] == 1
    }
    if not alone:
        return
    with subject.office.reading_lists() as raw:
        names = first_names_of_children(raw, list(alone))
    ours = set(_words_of_the_office(subject)) if names else set()
    found = {word: alone[word] for word in alone if word in names and word not in ours}
    if found:
        yield Check(
            f"names:alone {' '.join(sorted(found))}",
            title,
            "note",
            f"{listed([quoted(said) for _field, said in found.values()])}: the office knows children of that name, and"
            " nobody in this case is called so.",
            "Make sure that the sentence is about this family.",
            next(iter(found.values()))[0],
        )


def _words_of_the_office(subject: Subject) -> Iterator[str]:
    """Words of the council, its services and teams, and of colleagues: no names of children here."""
    settings, lists = subject.office.settings, subject.office.vocabulary
    texts = [settings.council, settings.department, *settings.address_lines, settings.advocacy_contact]
    texts += [entry.label for name in ("services", "teams", "divisions") for entry in lists.entries(name)]
    texts += [person.full_name for person in subject.office.staff.values()]
    for text in texts:
        yield from re.findall(r"[^\W_]+", folded(text))
