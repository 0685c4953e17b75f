"""What people read of a step names law and guidance a council knows, never a number of the program's own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.case_words import next_step
from caseworker.actions.moves import moves_for, situation_of
from caseworker.actions.opening import OpenOffice
from caseworker.domain.move import Ask, Move
from caseworker.domain.sources import OWN_NUMBER, law_and_guidance
from caseworker.domain.triage import propose
from caseworker.domain.triage_answers import WHAT, Answers, Proposal
from caseworker.domain.triage_questions import PARTS, QUESTIONS
from caseworker.domain.triage_scope import GROUPS, SUBJECTS
from caseworker.domain.workflow import ALL
from tests.sample_copy import opened_copy

OURS = re.compile(rf"{OWN_NUMBER.pattern}|\bRegs \d|\b[Rr]ule book\b")
"""Numbers of rules and screens, and the short name of the Regulations that only our own texts know."""

RECEIVED = date(2025, 10, 1)
LONG_AGO, LATELY = date(2023, 1, 1), date(2025, 9, 1)


@pytest.fixture(scope="module")
def sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """The sample office: 35 live cases of every kind, and those of a year gone by."""
    with opened_copy(built_sample, tmp_path_factory.mktemp("words") / "office") as opened:
        yield opened


def test_no_question_of_a_step_bears_a_number_of_ours() -> None:
    assert ours([text for move in ALL for text in texts_of_move(move)]) == []


def test_no_reason_against_a_step_bears_a_number_of_ours_in_any_live_case(sample: OpenOffice) -> None:
    """Every step is asked of every live case, of its kind or not, so that every condition speaks."""
    office = sample.office
    said: list[str] = []
    for row in look_up.list_page(office, look_up.query(office)):
        view = look_up.open_case(office, row.case_id)
        situation = situation_of(office, view)
        said += [offer.why_not for offer in moves_for(office, view)]
        said += [need(situation) for move in ALL if view.kind in move.kinds for need in move.needs]
        said.append(next_step(office, view)[0])

    assert len({words for words in said if words}) > 40
    assert ours(said) == []


def test_no_text_of_the_check_of_the_procedure_bears_a_number_of_ours() -> None:
    texts = [text for part in PARTS for text in (part.title, *texts_of_part(part.questions))]
    texts += [row.label for row in (*GROUPS, *SUBJECTS, *WHAT.values())]
    texts += [text for proposal in proposals() for text in texts_of_proposal(proposal)]

    assert len(set(texts)) > 150
    assert ours(texts) == []


def ours(texts: list[str]) -> list[str]:
    """The texts that bear a number of ours."""
    return sorted({text for text in texts if OURS.search(text)})


def texts_of_move(move: Move) -> Iterator[str]:
    yield from (move.label, move.done, law_and_guidance(move.rule))
    for ask in move.asks:
        yield from (ask.label, ask.help, *choices_of(ask))


def choices_of(ask: Ask) -> list[str]:
    return [words for _code, words in ask.values] if isinstance(ask.values, tuple) else []


def texts_of_part(questions: tuple[object, ...]) -> Iterator[str]:
    for question in QUESTIONS:
        if question in questions:
            yield from (question.label, question.help, *(words for _code, words in question.choices))


def texts_of_proposal(proposal: Proposal) -> Iterator[str]:
    yield from (proposal.heading, proposal.route, *proposal.unknown)
    for reason in proposal.reasons:
        yield from (reason.sentence, law_and_guidance(reason.rule))


def proposals() -> Iterator[Proposal]:
    """What the check comes to for every kind of contact, person and subject, in time or late, with and without more."""
    for what in ("", *WHAT):
        for risk in ("", "yes", "no"):
            yield propose(Answers(what=what, risk=risk), RECEIVED)
    for group in GROUPS:
        for subject in SUBJECTS:
            yield propose(
                Answers(what="complaint", who=group.code, subjects=(subject.code,), grounds_on=LATELY),
                RECEIVED,
            )
    for interest in ("", "yes", "no"):
        yield propose(complaint(who="interest", interest=interest), RECEIVED)
    for answer in ("", "yes", "no", "unsure"):
        for other in ("", "yes", "no", "unsure"):
            yield propose(complaint(grounds_on=LONG_AGO, why_late=answer, still_fair=other), RECEIVED)
    for proceedings in ("", "none", "court", "criminal", "disciplinary", "unsure"):
        for prejudice in ("", "yes", "no", "part"):
            yield propose(complaint(proceedings=proceedings, prejudice=prejudice), RECEIVED)
    for acts_for in ("", "own", "child", "other"):
        for basis in ("", "not_yet"):
            yield propose(complaint(acts_for=acts_for, basis=basis), RECEIVED)


def complaint(**more: object) -> Answers:
    """A parent's complaint in time about the care of a looked-after child, but for what is given."""
    known: dict[str, object] = {
        "what": "complaint", "who": "parent", "subjects": ("looked_after",), "grounds_on": LATELY,
        "acts_for": "own", "risk": "no",
    }  # fmt: skip
    return Answers(**{**known, **more})  # type: ignore[arg-type]
