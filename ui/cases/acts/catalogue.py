"""The acts on a case: the command of each, the permission it needs, its page, and why it cannot be used now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseworker.actions.answer import CLOSED_BY_STEP
from caseworker.domain.information import REQUESTS
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.staff import check_permitted
from caseworker.domain.work import open_contributions
from caseworker.errors import NotPermittedError
from caseworker.office import Office
from ui.cases.acts.acknowledge import AcknowledgePanel
from ui.cases.acts.add_person import AddChildPanel, AddRepresentativePanel
from ui.cases.acts.ask_service import AskServicePanel
from ui.cases.acts.cost_limit import CostLimitPanel
from ui.cases.acts.disclosure import DisclosurePanel, no_check
from ui.cases.acts.erase import ErasePanel
from ui.cases.acts.exemption import ExemptionPanel
from ui.cases.acts.extend import ExtendPanel
from ui.cases.acts.follow_up import FollowUpPanel
from ui.cases.acts.hold import LiftHoldPanel, PlaceHoldPanel
from ui.cases.acts.link import LinkPanel
from ui.cases.acts.outcome import CompletePanel, OutcomePanel
from ui.cases.acts.owner import OwnerPanel
from ui.cases.acts.panel import ActPanel
from ui.cases.acts.pause import PausePanel, pauses_of
from ui.cases.acts.people import AddPartyPanel
from ui.cases.acts.quote import QuotePanel, no_quote
from ui.cases.acts.reopen import ReopenPanel
from ui.cases.acts.reply import ReplyPanel
from ui.cases.acts.report_words import ReportWordsPanel, no_later_stage
from ui.cases.acts.restrict import LiftPanel, RestrictPanel
from ui.cases.acts.resume import ResumePanel
from ui.cases.acts.triage import TriagePanel
from ui.cases.acts.void import VoidPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.learning.task_panel import TaskPanel

Page = Callable[[Context, CaseFacts], ActPanel]


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Attributes:
        permission: what the person's role must allow.
        page: makes its page.
        why_not: the reason in the case itself, or "".
    """

    command: str
    permission: str
    page: Page
    why_not: Callable[[CaseFacts], str]


def refusal(
    office: Office, facts: CaseFacts | None, permission: str, why_not: Callable[[CaseFacts], str]
) -> str:
    """Return in words why an act cannot be used now: the case, the role, the office; "" when it can."""
    if facts is None:
        return "The case is not shown yet."
    if facts.read_only:
        return facts.read_only
    try:
        check_permitted(office.person, office.roles, permission)
    except NotPermittedError as error:
        return str(error)
    return why_not(facts)


def why_not(office: Office, facts: CaseFacts | None, command: str) -> str:
    """Return in words why a command cannot be used now; "" when it can.

    Args:
        command: one of ACTS or PEOPLE, "case.note", "case.edit", or one about letters.
    """
    if command.startswith("part:"):
        return ""
    if command in ACTS or command in PEOPLE:
        act = ACTS.get(command) or PEOPLE[command]
        return refusal(office, facts, act.permission, act.why_not)
    permission, reason = _OTHERS[command]
    return refusal(office, facts, permission, reason)


def not_void(facts: CaseFacts) -> str:
    """A void case is left as it is."""
    return "This case is void." if facts.view.status is Status.VOID else ""


def no_letter(facts: CaseFacts) -> str:
    """There must be a letter to write."""
    return not_void(facts) or ("" if facts.letters else "There is no letter for this kind of case yet.")


def _active(facts: CaseFacts) -> str:
    if facts.view.status.is_active:
        return ""
    return not_void(facts) or "This case is closed. Reopen it first."


def _has_exemptions(facts: CaseFacts) -> str:
    if facts.view.kind not in REQUESTS:
        return "Only requests for information have exemptions."
    return _active(facts)


def _has_cost_limit(facts: CaseFacts) -> str:
    if facts.view.kind is not Kind.FOI:
        return "Only an FOI request has the cost limit of section 12."
    return _active(facts)


def _to_acknowledge(facts: CaseFacts) -> str:
    stage = facts.view.stage
    if (refused := _active(facts)) or stage is None:
        return refused
    return "This case was acknowledged already." if stage.doc.get("acknowledged_on") else ""


def _extendable(facts: CaseFacts) -> str:
    return _active(facts) or facts.no_offer


def _stoppable(facts: CaseFacts) -> str:
    if refused := _active(facts):
        return refused
    if facts.view.row.paused_since or pauses_of(facts):
        return ""
    return "The rules for this kind of case do not stop its clock."


def _answerable(facts: CaseFacts) -> str:
    if facts.view.kind is Kind.OMBUDSMAN:
        return _active(facts) or CLOSED_BY_STEP
    return "" if facts.view.status is Status.ANSWERED else _active(facts)


def _asked(facts: CaseFacts) -> str:
    asked = open_contributions(facts.view.of_kind("contribution"))
    return not_void(facts) or ("" if asked else "Nothing is asked of a service now.")


def _reopenable(facts: CaseFacts) -> str:
    return (
        "This case is open already."
        if facts.view.status.is_active
        else (
            "A void case cannot be reopened. Undo making it void, or log a new case."
            if not_void(facts)
            else ""
        )
    )


def _pause_or_resume(context: Context, facts: CaseFacts) -> ActPanel:
    return ResumePanel(context, facts) if facts.view.row.paused_since else PausePanel(context, facts)


def _record_or_complete(context: Context, facts: CaseFacts) -> ActPanel:
    is_answered = facts.view.status is Status.ANSWERED
    return CompletePanel(context, facts) if is_answered else OutcomePanel(context, facts)


def _restrict_or_lift(context: Context, facts: CaseFacts) -> ActPanel:
    return (LiftPanel if facts.view.value("restricted") else RestrictPanel)(context, facts)


def _hold_or_lift(context: Context, facts: CaseFacts) -> ActPanel:
    return (LiftHoldPanel if facts.view.value("legal_hold") else PlaceHoldPanel)(context, facts)


_OTHERS: Mapping[str, tuple[str, Callable[[CaseFacts], str]]] = {
    "case.letter": ("letter", no_letter),
    "letter.write": ("letter", no_letter),
    "letter.print": ("letter", not_void),
    "case.edit": ("edit", not_void),
    "case.note": ("note", lambda _facts: ""),
}
"""What is done on the page itself, or on a page of its own: the permission and the reason in the case."""


def is_act(command: str) -> bool:
    """Return whether `why_not` knows the command."""
    return command.startswith("part:") or command in ACTS or command in PEOPLE or command in _OTHERS


ACTS = {
    act.command: act
    for act in (
        Act("case.acknowledge", "clock", AcknowledgePanel, _to_acknowledge),
        Act("case.owner", "assign", OwnerPanel, not_void),
        Act("case.action", "edit", TaskPanel, not_void),
        Act("case.extend", "clock", ExtendPanel, _extendable),
        Act("case.pause", "clock", _pause_or_resume, _stoppable),
        Act("case.outcome", "answer", _record_or_complete, _answerable),
        Act("case.triage", "edit", TriagePanel, _active),
        Act("case.follow_up", "edit", FollowUpPanel, not_void),
        Act("case.ask_service", "edit", AskServicePanel, _active),
        Act("case.reply", "note", ReplyPanel, _asked),
        Act("case.add_person", "edit", AddPartyPanel, not_void),
        Act("case.disclosure", "answer", DisclosurePanel, no_check),
        Act("case.exemption", "move", ExemptionPanel, _has_exemptions),
        Act("case.cost_limit", "move", CostLimitPanel, _has_cost_limit),
        Act("case.quote", "edit", QuotePanel, no_quote),
        Act("case.report_words", "edit", ReportWordsPanel, no_later_stage),
        Act("case.link", "edit", LinkPanel, not_void),
        Act("case.reopen", "reopen", ReopenPanel, _reopenable),
        Act("case.restrict", "restrict", _restrict_or_lift, not_void),
        Act("case.hold", "hold", _hold_or_lift, lambda _facts: ""),
        Act("case.void", "void", VoidPanel, not_void),
        Act("case.erase", "erase", ErasePanel, lambda _facts: ""),
    )
}
"""By the command that opens the page."""

PEOPLE = {
    act.command: act
    for act in (
        Act("add_child", "edit", AddChildPanel, not_void),
        Act("add_representative", "edit", AddRepresentativePanel, not_void),
    )
}
"""Opened from Details; they have no command of their own."""
