"""What the moves of complaints ask for again and again, and the conditions they share."""

from __future__ import annotations

from collections.abc import Sequence

from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import listed
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.move import DONE, Ask, Condition, Situation

STATUTORY = (Kind.STATUTORY,)
CORPORATE = (Kind.CORPORATE,)
COMPLAINTS = (Kind.STATUTORY, Kind.CORPORATE)

YES_NO = (("no", "No"), ("yes", "Yes"))

ROLE_WORDS = {
    "responding_manager": "the person who answers stage 2",
    "investigating_officer": "the investigating officer",
    "independent_person": "the independent person",
    "adjudicating_officer": "the adjudicating officer",
    "panel_chair": "the chair of the panel",
    "panel_member": "a member of the panel",
    "independent_adjudicator": "the Independent Adjudicator",
}
"""The parts people hold at a stage, to stand in a sentence."""


def yes_or_no(name: str, question: str, help_text: str = "") -> Ask:
    """Return a question that is answered yes or no, both in plain sight."""
    return Ask(name, question, "options", YES_NO, needed=True, help=help_text)


def day(name: str, label: str, field: str = "", *, ahead: bool = False, help_text: str = "") -> Ask:
    """Return a day that is needed: today to begin with, unless it lies ahead."""
    begins = "" if ahead else "today"
    return Ask(name, label, "day", needed=True, field=field, begins=begins, ahead=ahead, help=help_text)


def reason(label: str = "Reason", *, needed: bool = True, help_text: str = "") -> Ask:
    """Return a text that is kept with the change as its reason."""
    return Ask("reason", label, "text", needed=needed, help=help_text)


# -- conditions -----------------------------------------------------------------------------------------------


def not_before(*fields: str, words: str, rule: str) -> Condition:
    """Return the condition that something has happened at the stage: any of the fields has a day."""

    def check(situation: Situation) -> str:
        return "" if any(situation.stage.get(name) for name in fields) else f"{words} ({rule})."

    return check


def only_once(field: str, words: str) -> Condition:
    """Return the condition that something has not happened at the stage yet."""

    def check(situation: Situation) -> str:
        return f"{words}. Undo that first if it is wrong." if situation.stage.get(field) else ""

    return check


def only_after(field: str) -> Condition:
    """Return the condition for showing a move where something has happened already."""
    return lambda situation: "" if situation.stage.get(field) else "not yet"


def hidden_after(field: str) -> Condition:
    """Return the condition for showing a move as long as something has not happened."""
    return lambda situation: "done" if situation.stage.get(field) else ""


def nobody_is(role: str, most: int = 1) -> Condition:
    """Return the condition that a part is free."""

    def check(situation: Situation) -> str:
        held = situation.appointed(role)
        if len(held) < most:
            return ""
        names = listed([str(a.doc.get("full_name") or "Somebody") for a in held])
        if most > 1:
            return f"{names} are the members already. Stand one of them down first."
        return f"{names} is {ROLE_WORDS[role]} already. Stand them down first."

    return check


def somebody_is(role: str, rule: str, least: int = 1) -> Condition:
    """Return the condition that a part is held."""

    def check(situation: Situation) -> str:
        if len(situation.appointed(role)) >= least:
            return ""
        words = "two members of the panel" if role == "panel_member" else ROLE_WORDS[role]
        return f"Appoint {words} first ({rule})."

    return check


def anybody_is(roles: Sequence[str]) -> Condition:
    """Return the condition for showing a move where somebody holds one of the parts."""
    return lambda s: "" if any(s.appointed(role) for role in roles) else "nobody"


def open_decision(situation: Situation, kind: str) -> EntityState | None:
    """Return the latest decision of a kind at this stage that is neither approved nor ended."""
    found = situation.decision(kind)
    if found is None or found.doc.get("ended_on") or found.doc.get("approved_on"):
        return None
    return found


def waits(kind: str) -> Condition:
    """Return the condition for showing a move where a decision of that kind is open."""
    return lambda situation: "" if open_decision(situation, kind) else "none"


def none_waits(kind: str, words: str) -> Condition:
    """Return the condition that no decision of that kind is open."""
    return lambda situation: words if open_decision(situation, kind) else ""


def by_somebody_else(kind: str, rule: str) -> Condition:
    """Return the condition that the second approval is not by the person who gave the first."""

    def check(situation: Situation) -> str:
        found = open_decision(situation, kind)
        if found is not None and found.doc.get("decided_by") == situation.person_id:
            return f"You proposed this, so a second person must approve it ({rule})."
        return ""

    return check


def went_on(situation: Situation) -> str:
    """The condition of a further stage: what was withdrawn has no answer to go on from."""
    if situation.view.status is Status.WITHDRAWN:
        return "This complaint was withdrawn. Reopen it first if the person wants to go on (regulation 7)."
    return ""


def was_answered(words: str, rule: str) -> Condition:
    """Return the condition that the stage has been answered and not ended in another way."""

    def check(situation: Situation) -> str:
        stage = situation.stage
        if situation.view.status not in DONE or not stage.get("answered_on"):
            return f"{words} ({rule})."
        if stage.get("outcome") == "withdrawn" or stage.get("request_outcome") in (
            "rejected",
            "withdrawn",
            "adr",
        ):
            return f"{words} ({rule})."
        return ""

    return check


def why_no_answer(view: CaseView) -> str:
    """Return why the stage cannot be answered yet, or "": the director answers what the panel recommended."""
    stage = view.stage.doc if view.stage else {}
    if view.kind is not Kind.STATUTORY or stage.get("number") != "3" or stage.get("import_row"):
        return ""
    if stage.get("panel_findings_on"):
        return ""
    return "Record the panel's recommendations first: the director answers them (regulation 20(3))."
