"""Whether the outcome of a request fits what was decided: a refusal has its exemption, a disclosure its check."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.actions.closing_period import closing_day
from caseworker.actions.information_choices import wants_sign_off
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.exemptions import NOT_HELD, missing
from caseworker.domain.fold import EntityState
from caseworker.domain.information import (
    REQUESTS,
    decision_of,
    exemptions_of,
    is_redaction_settled,
    is_relied_on,
    running_stop,
    sign_off_of,
)
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem
from caseworker.office import Office

_WITHHELD = ("refused", "disclosed_in_part")
_DISCLOSED = ("disclosed_in_full", "disclosed_in_part")
_NO_ANSWER = ("withdrawn", "transferred", "lapsed", "outside_foi")
"""Outcomes that are not an answer to the request: nothing is checked or signed off for them."""


def problems_with_answer(office: Office, view: CaseView, outcome: str) -> list[Problem]:
    """Return what stands between an information case and this outcome, each with its section; none for other kinds."""
    if (
        view.stage is not None
        and view.stage.doc.get("answered_on")
        and view.stage.doc.get("outcome") == outcome
    ):
        return []  # it was checked when it was answered
    return [Problem("outcome", words) for words in _problems(office, view, outcome)]


def _problems(office: Office, view: CaseView, outcome: str) -> Iterator[str]:
    if view.kind in REQUESTS:
        yield from _of_request(office, view, outcome)
    if view.kind is Kind.DATA_PROTECTION and outcome in ("dp_upheld", "dp_not_upheld"):
        yield from _of_complaint(view)
    if view.kind in (*REQUESTS, Kind.INTERNAL_REVIEW, Kind.DATA_PROTECTION) and outcome not in _NO_ANSWER:
        yield from _of_sign_off(office, view)


def _of_request(office: Office, view: CaseView, outcome: str) -> Iterator[str]:
    if outcome == "lapsed":
        yield from _of_lapse(office, view)
        return
    relied_on = [each for each in exemptions_of(view) if is_relied_on(each)]
    yield from _of_exemptions(office, view, outcome, relied_on)
    yield from _of_limits(view, outcome)
    if view.kind is Kind.SAR and outcome in _DISCLOSED:
        yield from _of_disclosure(view)


def _of_exemptions(
    office: Office, view: CaseView, outcome: str, relied_on: list[EntityState]
) -> Iterator[str]:
    word = "exception" if view.kind is Kind.EIR else "exemption"
    if outcome in _WITHHELD:
        if not relied_on:
            yield f"Choose the {word} under which information is withheld ({_refusal_rule(view.kind)})"
        for each in relied_on:
            if todo := missing(each.doc):
                yield f"{_label(office, each)}: enter {'; '.join(todo)}"
    elif outcome == "disclosed_in_full" and relied_on:
        yield f"Everything is disclosed, so no {word} is relied on: remove {_labels(office, relied_on)}"
    elif outcome == "not_held":
        wrong = [each for each in relied_on if each.doc.get("section") != NOT_HELD]
        if wrong:
            yield f"What is not held needs no {word}: remove {_labels(office, wrong)}"


def _of_limits(view: CaseView, outcome: str) -> Iterator[str]:
    if outcome == "refused_cost":
        decision = decision_of(view, "cost_limit")
        if decision is None or decision.doc.get("result") != "above":
            yield "Record an estimate above the cost limit first (s.12; SI 2004/3244)"
    if outcome == "refused_vexatious":
        decision = decision_of(view, "section_14")
        if decision is None or decision.doc.get("result") == "not_used":
            yield "Record the decision to refuse under section 14 first, with its reason (s.14, s.17(5))"


def _of_disclosure(view: CaseView) -> Iterator[str]:
    if not is_redaction_settled(view):
        yield (
            "Record the redaction and its check by a second person first, or why none is needed (UK GDPR article 32)"
        )
    if running_stop(view, "ID"):
        yield "Proof of identity has not come: personal data go only to the person, or to whoever may act (article 12)"


def _of_lapse(office: Office, view: CaseView) -> Iterator[str]:
    if not running_stop(view):
        yield "A request lapses only when a clarification, fee or proof that was asked for does not come (s.1(3), s.9)"
        return
    last = closing_day(office, view)
    if last is not None and office.clock.today() <= last:
        yield f"The request may be closed as lapsed after {long_date(last)} (Code of Practice 1.14; s.9(2))"


def _of_complaint(view: CaseView) -> Iterator[str]:
    """The duty to enquire binds complaints received from 19 June 2026: those that have a clock."""
    if view.stage is not None and view.stage.doc.get("procedure") and not view.stage.doc.get("enquiries_on"):
        yield "Record the enquiries made first (Data Protection Act 2018 s.164A(4)(a))"


def _of_sign_off(office: Office, view: CaseView) -> Iterator[str]:
    if not wants_sign_off(office):
        return
    decision = sign_off_of(view)
    if decision is None or decision.doc.get("result") != "approved":
        yield "This council has answers signed off by a second person: ask for sign-off first"


def _refusal_rule(kind: Kind) -> str:
    return {Kind.FOI: "s.17(1)", Kind.EIR: "reg. 14"}.get(kind, "DPA 2018 Schs 2 to 4")


def _labels(office: Office, exemptions: list[EntityState]) -> str:
    return "; ".join(_label(office, each) for each in exemptions)


def _label(office: Office, exemption: EntityState) -> str:
    label = office.vocabulary.label("exemptions", str(exemption.doc.get("section")))
    return label.partition(":")[0] + str(exemption.doc.get("subsection") or "")
