"""The next step of advocacy referrals."""

from __future__ import annotations

from caseworker.domain import advocacy
from caseworker.domain.cases import CaseView
from caseworker.office import Office


def next_step_of(office: Office, view: CaseView) -> tuple[str, str] | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    if not view.status.is_active:
        return None
    found = view.of_kind("advocacy")
    if not found:
        return "Record the referral: when, by whom, to which provider.", "move:advocacy.referred"
    now = advocacy.running(found)
    if now is None:
        return "Close the referral.", "move:advocacy.closed"
    if not now.doc.get("referred_on") and not now.doc.get("appointed_on"):
        return "Refer the young person to an advocate.", "move:advocacy.referred"
    if not now.doc.get("appointed_on"):
        return "Record the advocate when the provider names one.", "move:advocacy.appointed"
    return "Record the hours given, and the end when the help is over.", "move:advocacy.hours_given"


def offer_step(view: CaseView) -> tuple[str, str] | None:
    """Return the step of a child's complaint before an advocate was offered; None when it was, or none is due."""
    if not advocacy.must_be_offered(view.kind, str(view.value("raised_by") or "")):
        return None
    if advocacy.was_answered(thing.doc for thing in view.of_kind("advocacy")):
        return None
    return "Offer an advocate and record the answer.", "move:advocacy.offered"
