"""Whether the letter is about the right child: names, initials and birthdays fit the children of the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseworker.actions.letter_checks.related import may_be_named
from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.child import fits_child, initials_in, other_surnames, says_born
from caseworker.domain.letter_checks.dates import dates_in
from caseworker.domain.letter_checks.names import name_words_in
from caseworker.domain.letter_checks.texts import quoted

TITLE = "The right child"
_TYPED = ("child_name_or_initials", "child_first_name")


def right_child(subject: Subject) -> Iterator[Check]:
    """Say where the letter names a child, or says something of one, that does not fit the case."""
    children = {
        str(child.doc.get("full_name") or ""): child.doc
        for child in subject.parties
        if child.doc.get("role") == "child" and child.doc.get("full_name")
    }
    names = tuple(children)
    checks = [
        *_typed(subject, names),
        *_other_child(subject, names),
        *_initials(subject, names),
        *_birthdays(subject, children),
    ]
    yield from checks
    if not checks and names:
        yield Check("child", TITLE, "ok", f"What the letter says of a child fits {', '.join(names)}.")


def _typed(subject: Subject, names: tuple[str, ...]) -> Iterator[Check]:
    for fact in _TYPED:
        said = subject.work.changed.get(fact, "").strip()
        if said and fact in subject.template.facts and not any(fits_child(said, name) for name in names):
            who = f"The child of this case is {', '.join(names)}" if names else "This case has no child"
            yield Check(
                f"child:{said.casefold()}",
                TITLE,
                "problem",
                f"{quoted(said)} is no child of this case. {who}.",
                "Write the name or initials of the child, or open the right case.",
                fact,
            )


def _other_child(subject: Subject, names: tuple[str, ...]) -> Iterator[Check]:
    known = may_be_named(subject)
    said = set[str]()
    for passage in subject.passages:
        for other in other_surnames(passage.text, name_words_in(passage.text), names, known):
            if other.said in said:
                continue
            said.add(other.said)
            yield Check(
                f"child:{other.said.casefold()}",
                TITLE,
                "note",
                f"{quoted(other.said)} stands in the letter; the child of this case is {other.child}.",
                "Put the name right, or say why it is meant so.",
                passage.field,
                needs_reason=True,
            )


def _initials(subject: Subject, names: tuple[str, ...]) -> Iterator[Check]:
    """Initials that stand for a child must be those of a child of the case; colleagues have initials, too."""
    people = (*names, *(person.full_name for person in subject.office.staff.values()))
    people = (*people, subject.recipient.name if subject.recipient else "")
    said = {
        each: p.field for p in subject.written for each in initials_in(p.text) if p.field.startswith("free.")
    }
    for each, field in said.items():
        if names and not any(fits_child(each, name) for name in people if name):
            yield Check(
                f"child:{each.casefold()}",
                TITLE,
                "note",
                f"{quoted(each)} are not the initials of {', '.join(names)}.",
                "Put the initials right, or say whom they stand for.",
                field,
                needs_reason=True,
            )


def _birthdays(subject: Subject, children: dict[str, dict[str, object]]) -> Iterator[Check]:
    born = {str(doc["born_on"]): name for name, doc in children.items() if doc.get("born_on")}
    people = {str(p.doc["born_on"]) for p in subject.parties if p.doc.get("born_on")}
    for passage in subject.passages:
        for said in dates_in(passage.text, subject.today):
            if not says_born(passage.text, said.place) or said.day is None or not born:
                continue
            if said.day.isoformat() not in people:
                known = ", ".join(
                    f"{name} was born on {long_date(date.fromisoformat(day))}" for day, name in born.items()
                )
                yield Check(
                    f"child:born {said.day.isoformat()}",
                    TITLE,
                    "problem",
                    f"{quoted(said.said)} is nobody's date of birth in this case: {known}.",
                    "Put the date right here, or in the case.",
                    passage.field,
                )
