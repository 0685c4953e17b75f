"""The questions of the check of the procedure, in the order they are asked, each with the rule it serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from caseworker.domain.triage_answers import (
    ACTS_FOR,
    BASES,
    PREJUDICE,
    PROCEEDINGS,
    WHAT,
    YES_NO,
    Answers,
)
from caseworker.domain.triage_checks import asks_interest, is_late
from caseworker.domain.triage_scope import GROUPS, SUBJECTS

Shows = Callable[[Answers, date], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        name: the field of `Answers` it fills.
        kind: one of several in plain sight, one of a longer list, several, or a day.
        shows: whether it is asked, from what is answered already and the day received.
    """

    name: str
    label: str
    kind: Literal["options", "choice", "many", "day"]
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    shows: Shows = lambda _answers, _received_on: True


@dataclass(frozen=True, slots=True)
class Part:
    """Questions asked together."""

    title: str
    questions: tuple[Question, ...]


def _is_complaint(answers: Answers, _received_on: date) -> bool:
    return answers.what == "complaint"


def _known_person(answers: Answers, _received_on: date) -> bool:
    return answers.what == "complaint" and answers.who != "anonymous"


PARTS: tuple[Part, ...] = (
    Part(
        "What it is",
        (
            Question(
                "risk",
                "Is a child at risk now?",
                "options",
                YES_NO,
                "Comes first, whatever the procedure.",
            ),
            Question(
                "what", "What do they want?", "choice", tuple((code, w.label) for code, w in WHAT.items())
            ),
        ),
    ),
    Part(
        "Who complains",
        (
            Question(
                "acts_for",
                "Do they act for somebody?",
                "options",
                ACTS_FOR,
                "Whoever acts for another needs an authority.",
                shows=_is_complaint,
            ),
            Question(
                "basis",
                "On what authority?",
                "choice",
                BASES,
                "Where a child has enough understanding, their consent comes before anything is shared.",
                shows=lambda a, _on: a.what == "complaint" and a.acts_for in ("child", "other"),
            ),
            Question(
                "who",
                "Whose complaint is it?",
                "choice",
                tuple((group.code, group.label) for group in GROUPS),
                "Where somebody acts for another: the person they act for.",
                shows=_is_complaint,
            ),
            Question(
                "interest",
                "Have they a sufficient interest in the child's welfare?",
                "options",
                YES_NO,
                "Decided as soon as possible; the child's views may be asked (Children Act 1989, section 26(3)(e)).",
                shows=lambda a, _on: a.what == "complaint" and asks_interest(a),
            ),
        ),
    ),
    Part(
        "What it is about",
        (
            Question(
                "subjects",
                "What is it about?",
                "many",
                tuple((subject.code, subject.label) for subject in SUBJECTS),
                "All that apply. Child protection together with other care is one statutory investigation.",
                shows=_known_person,
            ),
            Question(
                "considered",
                "Was the same complaint through all stages before?",
                "options",
                YES_NO,
                shows=_known_person,
            ),
        ),
    ),
    Part(
        "When, and what else goes on",
        (
            Question(
                "grounds_on",
                "When did the grounds arise?",
                "day",
                (),
                "A complaint is in time for one year (regulation 9).",
                shows=_known_person,
            ),
            Question(
                "why_late",
                "Was it unreasonable to expect it sooner?",
                "options",
                YES_NO,
                "A late complaint is screened, never refused by itself (regulation 9).",
                shows=lambda a, on: _known_person(a, on) and is_late(a, on),
            ),
            Question(
                "still_fair",
                "Can it still be looked at effectively and fairly?",
                "options",
                YES_NO,
                "Both questions decide about a late complaint (regulation 9).",
                shows=lambda a, on: _known_person(a, on) and is_late(a, on),
            ),
            Question(
                "proceedings",
                "Are other proceedings under way?",
                "options",
                PROCEEDINGS,
                "A court case alone is no reason to wait (regulation 8).",
                shows=_known_person,
            ),
            Question(
                "prejudice",
                "Would looking into it prejudice them?",
                "options",
                PREJUDICE,
                "Check each issue: will the court really decide it?",
                shows=lambda a, on: (
                    _known_person(a, on) and a.proceedings in ("court", "criminal", "disciplinary")
                ),
            ),
        ),
    ),
)

QUESTIONS: tuple[Question, ...] = tuple(question for part in PARTS for question in part.questions)


def only_asked(answers: Answers, received_on: date) -> Answers:
    """Return the answers without those to questions that are not asked any more, such as after a change of mind."""
    found = answers
    for question in QUESTIONS:
        if not question.shows(found, received_on):
            found = replace(found, **{question.name: _empty(question)})
    return found


def answers_in_words(doc: dict[str, Any]) -> str:
    """Return kept answers as a person reads them; what is no question of the check is shown as it is kept."""
    known = {question.name: question for question in QUESTIONS}
    parts = []
    for name, value in doc.items():
        question = known.get(name)
        if value in (None, "", []):
            continue
        words = dict(question.choices) if question else {}
        codes = value if isinstance(value, list) else [value]
        told = ", ".join(words.get(code, str(code)) for code in codes)
        parts.append(f"{question.label if question else name}: {told}")
    return "; ".join(parts).replace("?:", "?")


def suggested(raised_by: str, child_status: str, risk: str) -> Answers:
    """Return the answers that what is known of a contact suggests; every one can be changed."""
    who = _WHO_OF_ROLE.get(raised_by, "")
    if who == "child" and child_status == "care_leaver":
        who = "care_leaver"
    return Answers(
        who=who, risk=risk, acts_for="own" if who and who != "anonymous" else _ACTING.get(raised_by, "")
    )


_WHO_OF_ROLE = {
    "Young person": "child",
    "Care leaver": "care_leaver",
    "Former child in care": "care_leaver",
    "Parent": "parent",
    "Foster carer": "foster_carer",
    "Special guardian": "special_guardianship",
    "Adopter or prospective adopter": "adoption",
    "Other with sufficient interest": "interest",
    "Professional": "professional",
    "Provider": "professional",
    "Anonymous": "anonymous",
}
_ACTING = {"Advocate": "child", "Solicitor": "other"}


def _empty(question: Question) -> Any:
    return {"many": (), "day": None}.get(question.kind, "")
