"""Which letters fit a case, and which of them is due now and why.

A letter is due because its stage has to be acknowledged, because something happened that it is written about (the
`when` of its head names the change or move), because the check at the start calls for it, or because it answers the
step that is due. A letter that was written after what called for it is not proposed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from caseworker.actions.letter_calls import (
    CHILD,
    has_its_reader,
    in_order,
    is_called,
    one_for_each_reader,
    why_nobody_reads,
)
from caseworker.actions.letter_texts import catalogue_on
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.london import london_date
from caseworker.office import Office

if TYPE_CHECKING:
    from caseworker.letters.template import Template

GROUPS = {
    "acknowledge": "Acknowledge",
    "answer": "Answer",
    "extend": "Extend the deadline",
    "ask": "Ask for something",
    "inform": "Tell somebody",
    "remind": "Remind a service",
}
"""What a letter is filed under in the chooser, by its purpose."""

REMEMBERED_DAYS = 42
"""For how many days something that happened calls for its letter."""

NEWS_DAYS = 7
"""For how many days the next step of a case names the letter about something that happened."""

QUIET = frozenset({
    "case.logged", "case.imported", "case.updated", "case.viewed", "case.assigned", "note.added", "file.added",
})  # fmt: skip
"""Changes no letter is written about: they stand alone in the timeline of most new cases."""

RECEIPT = "receipt"
"""In `when`: the letter is written because the case arrived."""

_STEPS = {"CA_S3_PAPERS": "papers_on", "CA_S3_REPORT": "panel_findings_on", "LGO_S31": "report_answered_on"}
"""Steps beside the answer of a stage that a letter goes with, and the field that says they are done."""

_OVER = {
    "clarification.answered": ("clarification.asked",),
    "clock.resumed": ("clarification.asked", "fee.asked", "identity.asked"),
    "fee.paid": ("fee.asked",),
    "identity.proved": ("identity.asked",),
    "views.answered": ("views.asked",),
    "proceedings.ended": ("proceedings.waited_for", "proceedings.reviewed"),
    "freeze.ended": ("freeze.decided", "freeze.requested"),
    "advocacy.ended": ("advocacy.referred", "advocacy.appointed"),
    "refusal.dropped": ("refusal.approved",),
}
"""By what happened, what it put an end to: no letter is written any more about what is over."""

_ENDS = frozenset(
    {"case.answered", "complaint.withdrawn", "refusal.approved", "request.lapsed", "resolution.tried"}
)
"""What is over with the case, together with all that came before it."""

_RECORDED = {"case.acknowledged": "ack_step", "case.answered": "main_step"}
"""By what was recorded, the field of the stage with the step whose letter says so."""


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """One letter that fits a case; `why` says why it is proposed now, "" where it is only possible."""

    code: str
    title: str
    group: str = ""
    why: str = ""


def letters_for(office: Office, view: CaseView) -> tuple[LetterChoice, ...]:
    """Return the letters that fit the kind and stage of a case: those that are due first, then the rest by group."""
    fitting = [t for t in catalogue_on(office, office.clock.today()) if not why_not_offered(view, t)]
    due = _due(office, view, [t for t in fitting if has_its_reader(view, t, office.clock.today())])
    places = list(GROUPS)
    rest = sorted((t for t in fitting if t.code not in due), key=lambda t: (places.index(t.purpose), t.code))
    by_code = {template.code: template for template in fitting}
    chosen = [*(by_code[code] for code in due), *rest]
    return tuple(LetterChoice(t.code, t.title, GROUPS[t.purpose], due.get(t.code, "")) for t in chosen)


def why_unfit(view: CaseView, template: Template) -> str:
    """Return in a sentence why a letter does not suit the case as it stands, or ""."""
    if view.kind not in template.kinds:
        return f"{template.title} ({template.code}) is not for a case of the type {view.kind.label}."
    if view.status is Status.VOID:
        return "This case is void, so no letter is written for it."
    if template.purpose == "acknowledge" and not view.status.is_active:
        return "This case was answered already, so it is not acknowledged any more. Reopen it first."
    number = view.stage.doc.get("number") if view.stage else None
    if template.stages and number not in template.stages:
        return f"{template.title} ({template.code}) is not for {view.row.stage or 'the stage it is in'}."
    return ""


def why_not_offered(view: CaseView, template: Template) -> str:
    """Return in a sentence why a letter is not offered for a case, or "": it does not suit it, or can go to nobody.

    One that can go to nobody is still written by whoever knows better and gives it a name and an address.
    """
    return why_unfit(view, template) or why_nobody_reads(view, template)


def letter_about(office: Office, view: CaseView, change: str) -> LetterChoice | None:
    """Return the letter that is written about a change or move just made, such as "clock.extended"; None for none.

    An acknowledgement or answer that was recorded before its letter was written calls for that letter.
    """
    fitting = [t for t in catalogue_on(office, office.clock.today()) if not why_not_offered(view, t)]
    called = [t for t in fitting if change in t.calls and is_called(office, view, change, t)]
    step = str(view.stage.doc.get(_RECORDED[change]) or "") if view.stage and change in _RECORDED else ""
    if step:
        late = [t for t in fitting if step in t.calls and t.purpose in ("acknowledge", "answer")]
        called += [t for t in late if not _was_written(view, t.code, "")]
    first = next(iter(in_order(office, view, called)), None)
    return LetterChoice(first.code, first.title, GROUPS[first.purpose]) if first else None


def letter_due(office: Office, view: CaseView) -> LetterChoice | None:
    """Return the letter about what happened in the last days that is still to be written; None for none."""
    today = office.clock.today()
    since = (today - timedelta(days=NEWS_DAYS)).isoformat()
    if not any(item.kind not in QUIET and _day(item) >= since for item in view.timeline):
        return None
    fitting = [
        t
        for t in catalogue_on(office, today)
        if not why_not_offered(view, t) and has_its_reader(view, t, today)
    ]
    for template, why, changeset_id in _happened(office, view, fitting, NEWS_DAYS):
        waits = template.purpose == "remind" or (template.purpose == "answer" and view.status.is_active)
        waits = waits or (template.purpose == "acknowledge" and _is_acknowledged(view))
        if not waits and not _was_written(view, template.code, changeset_id):
            return LetterChoice(template.code, template.title, GROUPS[template.purpose], why)
    return None


def acknowledgement_of(office: Office, view: CaseView) -> str:
    """Return the code of the letter that acknowledges the stage the case is in, "" where there is none."""
    fitting = [t for t in catalogue_on(office, office.clock.today()) if not why_not_offered(view, t)]
    found = _acknowledgement(view, fitting)
    return found.code if found else ""


def acknowledgement_code(kind: Kind) -> str:
    """Return the code of the letter that acknowledges a new case of a kind, "" where there is none.

    Before its type is decided a case is not acknowledged under any rules; a letter says that it arrived.
    """
    from caseworker.actions.letter_texts import shipped_catalogue

    catalogue = shipped_catalogue()
    template = catalogue.acknowledgement_for(kind)
    if template is None and kind is Kind.UNDECIDED:
        template = next((t for t in catalogue.for_kind(kind) if RECEIPT in t.calls), None)
    return template.code if template else ""


# -- what is due ------------------------------------------------------------------------------------------


def _due(office: Office, view: CaseView, fitting: list[Template]) -> dict[str, str]:
    """Return the codes of the letters that are due, the most pressing first, each with why in words."""
    found: dict[str, str] = {}
    for template, why, since in (
        *_happened(office, view, fitting, 0),  # what was done today is what somebody writes about
        *_acknowledged(view, fitting),
        *_happened(office, view, fitting),
        *_received(view, fitting),
        *_of_steps(office, view, fitting),
    ):
        if not _was_written(view, template.code, since):
            found.setdefault(template.code, why)
    return found


_Reasons = Iterator[tuple["Template", str, str]]
"""A letter, why it is due, and the changeset that called for it ("" where none did)."""


def _acknowledged(view: CaseView, fitting: list[Template]) -> _Reasons:
    template, by = _acknowledgement(view, fitting), view.row.acknowledge_by
    stage = view.stage.doc if view.stage else {}
    if template and by:
        yield template, f"The acknowledgement is due by {long_date(by)}", ""
    elif template and not stage.get("acknowledged_on"):
        yield template, "It is not acknowledged yet", ""


def _received(view: CaseView, fitting: list[Template]) -> _Reasons:
    """What is written because a case arrived, besides its acknowledgement, while it is open."""
    if view.status.is_active:
        for template in (t for t in fitting if RECEIPT in t.calls and t.purpose != "acknowledge"):
            yield template, f"Received on {long_date(view.row.received_on)}", ""


def _acknowledgement(view: CaseView, fitting: list[Template]) -> Template | None:
    """The letter for the step of the stage, else any that acknowledges this kind of case."""
    step = str(view.stage.doc.get("ack_step") or "") if view.stage else ""
    ours = [t for t in fitting if t.purpose == "acknowledge" and t.audience != CHILD]
    return next((t for t in ours if step and step in t.calls), next(iter(ours), None))


def _happened(
    office: Office, view: CaseView, fitting: list[Template], days: int = REMEMBERED_DAYS
) -> _Reasons:
    """What happened at the stage the case is in and is not over, the latest first, as far back as so many days."""
    today = office.clock.today()
    begun = str(view.stage.doc.get("started_on") or "") if view.stage else ""
    answered_in = view.stage.versions("answered_on") if view.stage else ()
    undone, over = Counter[str](), set[str]()
    for item in view.timeline:
        on = _day(item)
        if on < max(begun, (today - timedelta(days=days)).isoformat()):
            return
        if item.kind == "change.undone":
            undone[item.title.partition(": ")[2]] += 1
        was_undone = undone.pop(item.title.lower(), 0) % 2 == 1  # an undo that was undone leaves it in force
        if was_undone or item.kind in QUIET:
            continue
        called = [t for t in fitting if item.kind in t.calls and is_called(office, view, item.kind, t)]
        if item.kind in over:
            called = []
        over.update(_OVER.get(item.kind, ()))
        for template in one_for_each_reader(office, view, called):
            if template.purpose != "acknowledge" or template.audience == CHILD or not _is_acknowledged(view):
                yield template, f"{item.title} {_when(on, today)}", item.changeset_id
        if not view.status.is_active and (item.kind in _ENDS or item.changeset_id in answered_in):
            return  # what came before the answer is over with it


def _is_acknowledged(view: CaseView) -> bool:
    return bool(view.stage and view.stage.doc.get("acknowledged_on"))


def _of_steps(office: Office, view: CaseView, fitting: list[Template]) -> _Reasons:
    """The letter that goes with a step that is open: papers, a report, and the answer of the stage."""
    stage = view.stage.doc if view.stage else {}
    if not view.status.is_active:
        return
    for step, done in _STEPS.items():
        due = ((stage.get("clocks") or {}).get(step) or {}).get("due_on")
        if due and not stage.get(done):
            for template in one_for_each_reader(office, view, (t for t in fitting if step in t.calls)):
                yield template, f"Due by {long_date(date.fromisoformat(due))}", ""
    step = str(stage.get("main_step") or "")
    if not step or stage.get("answered_on"):
        return
    why = (
        f"The answer is due by {long_date(view.row.due_on)}"
        if view.row.due_on
        else "The answer is still to be given"
    )
    named = _named_by_rules(office, stage, step)
    answers = [t for t in fitting if step in t.calls or t.code == named]
    told = [t for t in answers if t.purpose == "answer" or t.audience == CHILD]
    for template in one_for_each_reader(office, view, told):
        yield template, why, ""


def _named_by_rules(office: Office, stage: Mapping[str, Value], step: str) -> str:
    """The letter that the timescales of the stage name for a step, "" for none."""
    for scheme in office.rulebook.schemes:
        if (
            scheme.id == stage.get("scheme")
            and scheme.procedure == stage.get("procedure")
            and step in scheme.steps
        ):
            return scheme.steps[step].letter or ""
    return ""


def _was_written(view: CaseView, code: str, since: str) -> bool:
    """Whether a letter of this code was begun after what called for it: ids sort by the time they were made."""
    made = [letter.versions("code") for letter in view.letters if letter.doc.get("code") == code]
    return any(versions and versions[0] > since for versions in made)


def _day(item: TimelineItem) -> str:
    return london_date(datetime.fromisoformat(item.at)).isoformat()


def _when(on: str, today: date) -> str:
    return "today" if on == today.isoformat() else f"on {long_date(date.fromisoformat(on))}"
