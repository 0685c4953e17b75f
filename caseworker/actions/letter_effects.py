"""What the sending of a letter does to its case: it acknowledges it, answers it, or asks for a step to be recorded.

Question: when does a letter answer a case? Choice: when its purpose is an answer, its template names the step the stage
is waiting for, and the stage it was written for is still the one the case is in and not answered. Cost: a letter whose
template names no step (a child's version, a confirmation) is only sent. A letter never moves a clock by itself
otherwise: an extension, a clarification or a fee is a step of its own, and a letter sent without it says so and offers
it. Source: rule book 9.1 rule 4 (date sent = response date).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworker.actions.acknowledge import write_acknowledgement
from caseworker.actions.answer import Answer, write_answer
from caseworker.actions.answer_missing import proposed_outcome
from caseworker.actions.moves import situation_of
from caseworker.domain.cases import CaseView
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.workflow import MOVES
from caseworker.office import Office
from caseworker.storage.cases import read_events

if TYPE_CHECKING:
    from caseworker.letters.template import Template

HOW_IT_WENT = {"email": "Email", "secure_email": "Email", "portal": "Secure portal", "by_hand": "In person"}
"""How an answer counts as given, by the code of the way the letter was sent; else "Letter"."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a letter speaks of and the case does not know: its code and its label."""

    case_id: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What sending does to the case.

    Attributes:
        step: "acknowledges", "answers" or "".
        outcome: the outcome the answer is recorded with, "" where it is still needed.
        offers: steps that were not recorded yet.
    """

    step: str = ""
    outcome: str = ""
    offers: tuple[Offer, ...] = ()


def effect_of(
    office: Office, raw: Any, view: CaseView, letter: EntityState, template: Template, answer: Answer | None
) -> Effect:
    """Return what sending a letter does to its case as it stands."""
    offers = tuple(_not_recorded(office, raw, view, template))
    if not _is_of_this_stage(view, letter) or letter.doc.get("supersedes"):
        return Effect(offers=offers)
    stage = view.stage.doc if view.stage else {}
    if view.kind not in template.kinds:  # the case became another kind after the letter was approved
        return Effect(offers=offers)
    if (
        template.purpose == "acknowledge"
        and not stage.get("acknowledged_on")
        and is_for_them(view, letter, template)
    ):
        return Effect("acknowledges", offers=offers)
    if template.purpose == "answer" and answers_step(stage, template) and not stage.get("answered_on"):
        given = (answer.outcome if answer else "") or proposed_outcome(view).outcome
        return Effect("answers", given, offers)
    return Effect(offers=offers)


def write_effect(
    office: Office,
    view: CaseView,
    edits: CaseEdits,
    effect: Effect,
    sent_on: date,
    how: str,
    answer: Answer | None,
) -> str:
    """Write what sending does to the case. Return it in words.

    Raises:
        ProblemsError, RuleError: a rule stands against the answer; the letter must not go out then.
    """
    way = HOW_IT_WENT.get(how, "Letter")
    if effect.step == "acknowledges":
        return f"{view.reference} was acknowledged.{write_acknowledgement(office, view, edits, sent_on, way)}"
    if effect.step == "answers":
        given = replace(answer or Answer(), on=sent_on, outcome=effect.outcome, how=way, must_close=False)
        text = write_answer(office, view, edits, given, may_lack_outcome=True)
        return f"{view.reference} was answered{text}."
    return ""


def effect_words(office: Office, view: CaseView, effect: Effect, template: Template) -> str:
    """Return in words, before it is done, what sending does to the case."""
    said = []
    if effect.step == "acknowledges":
        said.append(f"Sending it acknowledges {view.reference}.")
    elif effect.step == "answers":
        said.append(
            f"Sending it answers {view.reference}: the day it is sent is the day of the answer that counts for the "
            "deadline."
        )
        if effect.outcome:
            said.append(f"Outcome: {office.vocabulary.label('outcomes', effect.outcome)}.")
        else:
            said.append("The outcome is not known yet; it is listed under what is still needed.")
    elif template.purpose == "answer" and view.row.answered_on:
        said.append(f"{view.reference} was answered on {long_date(view.row.answered_on)}; that day stays.")
    said += [offer_words(offer) for offer in effect.offers]
    return " ".join(said) or f"Sending it is recorded in {view.reference}; no deadline changes."


def offer_words(offer: Offer) -> str:
    """Say that a step the letter speaks of is not recorded."""
    return f"The case does not say yet what the letter says. Record it too: {offer.label}."


def _is_of_this_stage(view: CaseView, letter: EntityState) -> bool:
    written_for = letter.doc.get("stage_id")
    is_current = view.stage is not None and written_for in (None, "", view.stage.id)
    return is_current and view.status.is_active


def is_for_them(view: CaseView, letter: EntityState, template: Template) -> bool:
    """Whether whoever wrote to us gets the letter; a child's version to another child acknowledges nothing to them."""
    if template.audience != "child" or view.complainant is None:
        return True
    return letter.doc.get("party_id") in (None, "", view.complainant.id)


_BY_A_STEP = frozenset({"independent_adjudicator.decided", "ombudsman.replied", "review.closed"})
"""Steps that answer a case themselves, so the letter about them does not."""


def answers_step(stage: Mapping[str, Any], template: Template) -> bool:
    """Whether the letter answers what the stage waits for; a stage without a clock of its own for the answer (s.164A:
    "without undue delay") is answered by any answer."""
    if _BY_A_STEP.intersection(template.calls):
        return False
    main = stage.get("main_step")
    return not main or main in template.calls or main == stage.get("ack_step")


def _not_recorded(office: Office, raw: Any, view: CaseView, template: Template) -> Iterable[Offer]:
    """The step a letter speaks of (its `when`), where none of those it names was recorded since the stage began and
    one can be recorded now."""
    codes = [name for name in template.calls if "." in name and change_kind(name).title != name]
    if not codes or not view.status.is_active:
        return
    since = str(view.stage.doc.get("started_on") or "") if view.stage and len(view.stages) > 1 else ""
    events = [event for event in read_events(raw, view.case_id) if event.recorded_at >= since]
    done = Counter(event.kind for event in events)
    undone = Counter(event.reason for event in events if event.kind == "change.undone")
    if any(done[code] and undone[change_kind(code).title] % 2 == 0 for code in codes):
        return
    situation = situation_of(office, view)
    for code in codes:
        move = MOVES.get(code)
        if move is None or (move.is_of(situation) and not move.why_not(situation)):
            yield Offer(view.case_id, code, move.label if move else change_kind(code).title)
            return
