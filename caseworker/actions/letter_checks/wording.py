"""What the words of a letter are looked at for, whoever they go to: open places, apology, blame, length, characters."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.letter_checks.subject import Subject
from caseworker.actions.letter_texts import shipped_catalogue
from caseworker.domain.dates_in_words import listed
from caseworker.domain.findings import WITH_ACTION
from caseworker.domain.letter_checks.apology import says_sorry, wording_faults
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.placeholders import placeholders_in
from caseworker.domain.letter_checks.reading import longest_sentence, reading_age
from caseworker.domain.letter_checks.texts import Passage, plain, quoted
from caseworker.domain.letters import blocks_text

YEARS_ABOVE = 3
"""By how many years the estimate may be above the aim before it is said: it is an estimate."""

OPEN, WORDS, AGE = "Nothing left open", "Apology and blame", "Easy to read"


def open_places(subject: Subject) -> Iterator[Check]:
    """Say what is left open in the letter: braces, brackets, XXX, "insert name"."""
    found = placeholders_in(subject.whole)
    for each in found:
        where = _field_of(subject, each.said)
        if each.certain:
            yield Check(
                f"open:{each.said.casefold()}",
                OPEN,
                "problem",
                f"{quoted(each.said)} stands in the letter.",
                "Replace it with what is meant, or take it out.",
                where,
            )
        else:
            yield Check(
                f"open:{each.said.casefold()}",
                OPEN,
                "note",
                f"{quoted(each.said)} stands in brackets in the letter.",
                "Replace it, or say why it is meant so.",
                where,
                needs_reason=True,
            )
    if not found:
        yield Check("open", OPEN, "ok", "No place is left open.")


def wording(subject: Subject) -> Iterator[Check]:
    """Say where an apology is none, where the letter blames, and where an upheld point has no apology."""
    theirs = {str(point.doc.get("text") or "").strip() for point in subject.view.of_kind("point")}
    shipped = shipped_catalogue().templates.get(subject.template.code)
    fixed = plain(shipped.text) if shipped else ""
    said_before = set[str]()
    found = False
    for fault in wording_faults(subject.own_words):
        if fault.sentence in theirs or fault.said.casefold() in said_before:
            continue
        if plain(fault.sentence) in fixed or (fault.kind == "label" and not subject.view.kind.is_complaint):
            continue  # our own wording is read by us; the law on requests has the word "vexatious" itself
        found = True
        said_before.add(fault.said.casefold())
        yield Check(
            f"apology:{fault.said.casefold()}",
            WORDS,
            "note",
            f"{quoted(fault.said)}: {quoted(fault.sentence)}",
            f"Put it differently: {fault.advice}. Or say why it stays.",
            _field_of(subject, fault.said),
            needs_reason=True,
        )
    if _owes_apology(subject) and not says_sorry(subject.own_words):
        found = True
        yield Check(
            "apology:none",
            WORDS,
            "note",
            "A point is upheld, and the letter does not say sorry.",
            "Say sorry for what went wrong and what it did to them, or say why not.",
            "free.apology" if any(part.name == "apology" for part in subject.template.free) else "",
            needs_reason=True,
        )
    if not found:
        yield Check("apology", WORDS, "ok", "No half apology, no blame.")


def _owes_apology(subject: Subject) -> bool:
    stage = subject.view.stage
    points = subject.view.of_stage("point", stage.id) if stage else ()
    return subject.is_answer and any(point.doc.get("finding") in WITH_ACTION for point in points)


def easy_to_read(subject: Subject) -> Iterator[Check]:
    """Say when what was written is much harder to read than the letter aims at; an estimate."""
    from caseworker.letters.template import AUDIENCES

    aim = AUDIENCES.get(subject.template.audience, AUDIENCES["public"])
    text = "\n".join(blocks_text(blocks) for blocks in subject.work.free.values())
    age = reading_age(text)
    if age is None:
        return
    if age <= aim + YEARS_ABOVE:
        yield Check("reading", AGE, "ok", f"What you wrote reads at about age {age:.0f} (an estimate).")
        return
    count, sentence = longest_sentence(text)
    yield Check(
        "reading",
        AGE,
        "note",
        f"What you wrote reads at about age {age:.0f}, by estimate; this letter aims at {aim}. The longest sentence has"
        f" {count} words: {quoted(sentence)}",
        "Part long sentences, and use everyday words.",
        next(
            (f"free.{name}" for name, blocks in subject.work.free.items() if sentence in blocks_text(blocks)),
            "",
        ),
    )


def printable(subject: Subject) -> Iterator[Check]:
    """Say which characters cannot be printed."""
    for warning in subject.preview.warnings:
        yield Check(
            f"characters:{warning.casefold()}",
            "Characters",
            "problem",
            warning,
            "Write it with other characters.",
        )
    if not subject.preview.warnings:
        yield Check("characters", "Characters", "ok", "Every character can be printed.")


def spelling(words: tuple[str, ...]) -> Iterator[Check]:
    """Say which words the writing page's spelling list does not know."""
    if words:
        yield Check(
            "spelling",
            "Spelling",
            "note",
            f"Not in the dictionary: {listed([quoted(word) for word in words[:12]])}.",
            "Look at each.",
        )
    else:
        yield Check(
            "spelling", "Spelling", "ok", "Every word is in the dictionary or is a name of this case."
        )


def _field_of(subject: Subject, said: str) -> str:
    """Where some words of the letter are mended: what was typed first, then a fact of the case."""

    def holds(passage: Passage) -> bool:
        return said in passage.text or said in " ".join(passage.text.split())

    return next((passage.field for passage in subject.passages if holds(passage)), "")
