"""Whether the dates in a letter agree with the calendar, the case and the rule book.

Dates that the letter takes from the case are right by themselves; what a person typed is held against them. Source:
interface brief 4.4 (dates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from caseworker.actions.letter_checks.subject import Subject
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.letter_checks.check import Check
from caseworker.domain.letter_checks.dates import DateSaid, dates_in
from caseworker.domain.letter_checks.texts import Passage, quoted
from caseworker.domain.letters import block_lines
from caseworker.domain.stages import main_clock, original_date

TITLE = "Dates"
_NEXT_STEP = re.compile(
    r"\b(?:ask|request|write|tell us)\b.*\b(?:stage [23]|next stage|review panel|internal review|a review)\b"
    r"|\b(?:stage [23]|next stage|review panel|internal review)\b.*\b(?:ask|request|write|tell us)\b",
    re.IGNORECASE,
)


def dates_agree(subject: Subject) -> Iterator[Check]:
    """Say which dates do not exist, have another weekday, are past, or are not the case's."""
    checks = [*_of_the_calendar(subject), *_typed_over(subject), *_promised(subject)]
    found: dict[str, Check] = {}
    for check in checks:
        found.setdefault(check.code, check)
    yield from found.values()
    if not found:
        yield Check("dates", TITLE, "ok", "The dates agree with the calendar and the case.")


def _of_the_calendar(subject: Subject) -> Iterator[Check]:
    lines = [line for block in subject.preview.letter.blocks for line in block_lines(block)]
    for said in dates_in("\n".join((subject.preview.letter.title, *lines)), subject.today):
        field = next((p.field for p in subject.passages if said.said in p.text), "")
        if said.day is None:
            yield Check(
                f"dates:{said.said.casefold()}",
                TITLE,
                "problem",
                f"{quoted(said.said)} is no day of the calendar.",
                "Put the date right.",
                field,
            )
        elif said.has_other_weekday:
            yield Check(
                f"dates:{said.said.casefold()}",
                TITLE,
                "problem",
                f"{quoted(said.said)}: that day is a {long_date(said.day).split()[0]}.",
                "Put the weekday or the date right.",
                field,
            )


def _typed_over(subject: Subject) -> Iterator[Check]:
    """A date of the case that was typed over in this letter must still be the case's."""
    for name, text in subject.work.changed.items():
        if name not in subject.template.facts or not name.endswith(("_date", "_deadline")):
            continue
        case_says = subject.facts.get(name, "")
        known = {each.day for each in dates_in(case_says, subject.today)}
        if not known:
            continue
        told = dates_in(text, subject.today)
        if text.strip() and not any(each.day for each in told):
            yield Check(
                f"dates:{name}",
                TITLE,
                "problem",
                f"The letter says {quoted(text)} where the date belongs; the case says {case_says}.",
                "Take out your own wording of this date, or change the date in the case.",
                name,
            )
        for said in told:
            if said.day is not None and said.day not in known:
                yield Check(
                    f"dates:{name} {said.day.isoformat()}",
                    TITLE,
                    "problem",
                    f"The letter says {quoted(said.said)}; the case says {case_says}.",
                    "Take out your own wording of this date, or change the date in the case.",
                    name,
                )


def _promised(subject: Subject) -> Iterator[Check]:
    """What was typed for this letter and says when something will happen."""
    for passage in subject.written:
        if passage.field.startswith("free."):
            for said in dates_in(passage.text, subject.today):
                if said.day is not None and said.is_promise:
                    yield from _promise(subject, passage, said, said.day)


def _promise(subject: Subject, passage: Passage, said: DateSaid, day: date) -> Iterator[Check]:
    due = subject.view.row.due_on
    code = f"dates:{day.isoformat()}"
    sentence = quoted(said.sentence)
    step = _next_step_day(subject, said)
    if step is not None and step != day:
        words = f"{quoted(said.said)} is not the last day that the rules give, {long_date(step)}: {sentence}"
        yield _note(code, words, f"Write {long_date(step)}, or say why another day holds.", passage)
    elif day < subject.today:
        words = f"{quoted(said.said)} is past already: {sentence}"
        yield _note(code, words, "Name a day to come, or say why a past day is meant.", passage)
    elif said.is_of_answer and due and day != due and day in _outdated(subject):
        words = f"{quoted(said.said)} was the deadline before; it is {long_date(due)} now: {sentence}"
        yield Check(code, TITLE, "problem", words, f"Write {long_date(due)}.", passage.field)
    elif said.is_of_answer and due and due < day and _is_own_deadline(said):
        words = f"{quoted(said.said)} is later than the deadline of this case, {long_date(due)}: {sentence}"
        what = "Name a day by the deadline, extend the deadline first, or say what else is due that day."
        yield _note(code, words, what, passage)
    elif subject.office.calendar.covers(day) and not subject.office.calendar.is_working_day(day):
        words = f"{quoted(said.said)} is no working day: {sentence}"
        yield Check(
            code, TITLE, "note", words, "Name a working day, unless somebody works then.", passage.field
        )


def _next_step_day(subject: Subject, said: DateSaid) -> date | None:
    """The last day to ask for what comes next, where the sentence says until when it can be asked for."""
    if not _NEXT_STEP.search(said.sentence):
        return None
    for fact in ("next_stage_by_date", "review_deadline"):
        days = [each.day for each in dates_in(subject.facts.get(fact, ""), subject.today) if each.day]
        if days:
            return days[0]
    return None


def _note(code: str, words: str, what: str, passage: Passage) -> Check:
    return Check(code, TITLE, "note", words, what, passage.field, needs_reason=True)


def _is_own_deadline(said: DateSaid) -> bool:
    """Whether the sentence promises the council's answer, not what the person may do until a day."""
    words = said.sentence.casefold()
    return " you can " not in f" {words}" and " you may " not in f" {words}" and " until " not in words


def _outdated(subject: Subject) -> set[date]:
    """Days by which the answer was due before, as the person may have been told."""
    stage = subject.view.stage
    if stage is None:
        return set()
    clock = main_clock(stage.doc) or {}
    days = (original_date(stage.doc), clock.get("statutory_on"), stage.doc.get("recorded_due_on"))
    return {date.fromisoformat(str(day)) for day in days if day}
