"""What may stop a step of an information case: each condition names the section that is against it."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.dates_in_words import long_date
from caseworker.domain.information import (
    day_of,
    decision_of,
    exemptions_of,
    is_qualified,
    running_stop,
    sign_off_of,
    third_parties_open,
)
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Condition, Situation

_STOPS: Mapping[Kind, str] = {
    Kind.FOI: " (s.10(2), s.10(6))",
    Kind.EIR: " (reg. 9)",
    Kind.SAR: " (UK GDPR article 12A)",
}


def clock_runs(situation: Situation) -> str:
    """A clock that stands still is not stopped again."""
    pause = running_stop(situation.view)
    if pause is None:
        return ""
    since = day_of(pause.doc.get("from_on"))
    words = f"The clock stands still since {long_date(since)}" if since else "The clock stands still"
    return f"{words}: it is stopped for one reason at a time{_STOPS.get(situation.view.kind, '')}."


def waits_for(*kinds: str) -> Condition:
    """The clock stands still for one of these reasons."""

    def condition(situation: Situation) -> str:
        return "" if running_stop(situation.view, *kinds) else "The clock does not stand still for this."

    return condition


def not_answered(situation: Situation) -> str:
    """The stage has no answer yet."""
    return "This was answered already." if situation.stage.get("answered_on") else ""


def has_qualified_exemption(situation: Situation) -> str:
    """Section 17(2): the notice names the qualified exemption."""
    if any(is_qualified(each) for each in exemptions_of(situation.view)):
        return ""
    return "Choose the qualified exemption first: the notice must name it (s.17(2)), and only one can extend (s.10(3))."


def interest_not_extended(situation: Situation) -> str:
    """The notice is given once; a further date is an extension of its own."""
    return (
        "Notice of the public interest extension was given already (s.17(2)). Extend the deadline to name a later day."
        if situation.stage.get("pit_notice_on")
        else ""
    )


def asked_of_somebody(situation: Situation) -> str:
    """Somebody's views are outstanding."""
    return "" if third_parties_open(situation.view) else "Nobody is asked for their views now."


def redaction_to_check(situation: Situation) -> str:
    """A redaction that was done waits for its second person."""
    decision = decision_of(situation.view, "redaction")
    if decision is None or decision.doc.get("result") == "not_needed":
        return "Record first that the redaction was done: a second person checks what somebody has done."
    if decision.doc.get("result") == "again":
        return "The redaction was sent back: record first that it was done again, then it is checked anew."
    return "The redaction was checked already." if decision.doc.get("approved_on") else ""


def redaction_not_settled(situation: Situation) -> str:
    """A redaction is done once, until it is sent back."""
    decision = decision_of(situation.view, "redaction")
    waits = decision is not None and not decision.doc.get("approved_on")
    if waits and decision is not None and decision.doc.get("result") == "done":
        return "The redaction waits for its second person."
    return ""


def sign_off_asked(situation: Situation) -> str:
    """Sign-off is given to what was put up for it."""
    decision = sign_off_of(situation.view)
    if decision is None or decision.doc.get("result") != "asked":
        return "Nothing was put up for sign-off. Ask for it first."
    return ""


def sign_off_not_asked(situation: Situation) -> str:
    """One request for sign-off at a time."""
    return "" if sign_off_asked(situation) else "Sign-off was asked for already."


def may_be_reviewed(situation: Situation) -> str:
    """A review looks at an answer, or at one that did not come in time."""
    view = situation.view
    if view.of_kind("link") and any(x.doc.get("relation") == "reviewed_by" for x in view.of_kind("link")):
        return "This request has its internal review already (Code of Practice, part 5)."
    if situation.stage.get("answered_on") or not view.status.is_active:
        return ""
    late = view.row.due_on is not None and view.row.due_on < situation.today
    if late:
        return ""
    rule = "regulation 11(1)" if view.kind is Kind.EIR else "Code of Practice 5.1"
    return f"There is no answer to review yet, and it is not late ({rule})."


def not_at_commissioner(situation: Situation) -> str:
    """One Commissioner case for each request."""
    links = situation.view.of_kind("link")
    if any(link.doc.get("relation") == "taken_to_commissioner" for link in links):
        return "The Commissioner's case was opened already (s.50)."
    return ""


def commissioner_asked(situation: Situation) -> str:
    """Questions of the Commissioner are open."""
    return (
        ""
        if situation.stage.get("commissioner_asked_on")
        else "The Commissioner has asked nothing to answer."
    )


def notice_came(situation: Situation) -> str:
    """Section 57: the appeal is against a decision notice."""
    return (
        ""
        if situation.stage.get("decision_notice_on")
        else "Record the decision notice first: the appeal is against it (s.57)."
    )
