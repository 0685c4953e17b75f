"""The sections of a case's record on paper (REC-1): people, stages, points, letters, files, and what was done when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caseworker.actions.case_words import case_due_words, moment_words
from caseworker.actions.letter_words import state_words
from caseworker.actions.look_up import explain_deadline
from caseworker.actions.value_words import value_words
from caseworker.domain.case_fields import STAGE
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.dates_in_words import MONTHS, long_date
from caseworker.domain.fields import ENTITY_KINDS, label_of
from caseworker.domain.file_types import file_type, size_words
from caseworker.domain.fold import EntityState
from caseworker.domain.papers import Block, Event, Facts, Grid, PaperSection, Prose, Sentences
from caseworker.domain.words import in_sentences
from caseworker.errors import CaseworkerError
from caseworker.office import Office

_NEVER_ON_PAPER = frozenset({"alert", "equality", "contact_plan", "plan"})
"""Kinds of things that never leave the screen: safety alerts, contact plans, equalities monitoring."""
_PRIVATE_ACTS = ("alert.", "plan.", "equality.", "case.viewed")
_PRIVATE_FIELDS = frozenset({"equalities", "readers"})
_CASE_ROWS = (
    "kind channel received_on raised_by status owner_id division service team theme other_themes payment_related risk"
    " subject requester_type waiting_for follow_up_on closed_on outcome outcome_reason outcome_overridden root_cause"
    " late_reason late_details staff_named parent_reference old_references first_closed_on first_outcome"
    " no_action_reason ward void_reason"
).split()
_PARTY_ROWS = (
    "raised_by relationship organisation born_on age child_status social_care_id phone email address"
    " preferred_contact adjustments authority_basis consent consent_given_on consent_limits"
).split()
_CONTACT = frozenset("phone email address social_care_id born_on adjustments".split())
_INNER = frozenset(
    "number label procedure scheme main_step ack_step clocks clock_choices as_imported import_row voided step".split()
)


@dataclass(frozen=True, slots=True)
class RecordOptions:
    """What a printed record holds.

    Attributes:
        made_for: for whom it is made, as it stands on its first page.
        with_notes: whether notes and emails of the team are in the chronology.
        with_names: whole names and contact details; initials otherwise.
    """

    made_for: str = ""
    with_notes: bool = True
    with_names: bool = True


def identity(office: Office, view: CaseView) -> PaperSection:
    """Section: what the case is, and how it stands."""
    rows = _rows(office, view.case, _CASE_ROWS)
    rows.insert(3, ("Deadline", case_due_words(office, view.row)))
    blocks: list[Block] = [Facts(tuple((key, value) for key, value in rows if value))]
    for name in ("summary", "wants"):
        if view.value(name):
            blocks.append(Prose(label_of("case", name), str(view.value(name)), quoted=True))
    return PaperSection("The case", tuple(blocks))


def people(office: Office, view: CaseView, options: RecordOptions) -> PaperSection:
    """Section: who is in it; initials and no contact details where names are left out."""
    names = [name for name in _PARTY_ROWS if options.with_names or name not in _CONTACT]
    blocks: list[Block] = []
    for party in view.parties:
        role = value_words(office, "party", "role", party.doc.get("role"))
        rows = [("Name", str(party.doc.get("full_name") or "Not known")), *_rows(office, party, names)]
        blocks.append(Prose(role, ""))
        blocks.append(Facts(tuple(rows)))
    appointed = _grid(
        office, "Appointed", view.of_kind("appointment"),
        ("role", "full_name", "organisation", "appointed_on", "ended_on"), (2, 3, 3, 3, 3),
    )  # fmt: skip
    return PaperSection("People", (*blocks, *appointed))


def stages(office: Office, view: CaseView) -> PaperSection:
    """Section: each stage with its dates, stopped clocks and reasons."""
    blocks: list[Block] = []
    for stage in view.stages:
        title = str(stage.doc.get("label") or "") or view.kind.label
        blocks.append(Prose(title, ""))
        names = [name for name in STAGE if name not in _INNER]
        rows = _rows(office, stage, names)
        for pause in view.pauses:
            if pause.doc.get("stage_id") == stage.id:
                rows.append(("Clock stopped", _pause_words(office, pause)))
        blocks.append(Facts(tuple(rows)))
        blocks += _why(office, view, stage)
    return PaperSection("Stages and deadlines", tuple(blocks))


def _pause_words(office: Office, pause: EntityState) -> str:
    doc = pause.doc
    until = f" to {_day(doc.get('to_on'))}" if doc.get("to_on") else ", still"
    words = f"{value_words(office, 'pause', 'kind', doc.get('kind'))}, from {_day(doc.get('from_on'))}{until}"
    return f"{words}. {doc['reason']}" if doc.get("reason") else words


def _why(office: Office, view: CaseView, stage: EntityState) -> Iterator[Block]:
    alone = replace(view, stages=(stage,))
    for step, clock in (stage.doc.get("clocks") or {}).items():
        try:
            sentences = explain_deadline(office, alone, step)
        except CaseworkerError as error:  # the date stands, its reckoning cannot be shown
            sentences = (str(error),)
        yield Sentences(f"{clock.get('label') or step}: why this date", tuple(sentences))


def points(office: Office, view: CaseView) -> PaperSection:
    """Section: points of complaint and what was found."""
    names = ("number", "text", "finding", "reason", "remedies", "reply")
    return PaperSection(
        "Points of complaint", tuple(_grid(office, "", view.of_kind("point"), names, (1, 6, 3, 5, 3, 4)))
    )


def decisions(office: Office, view: CaseView) -> PaperSection:
    """Section: what was decided, by whom and when."""
    names = ("kind", "result", "reason", "decided_by", "decided_on")
    blocks = _grid(office, "", view.of_kind("decision"), names, (4, 3, 6, 3, 4))
    more = _grid(
        office, "Exemptions", view.of_kind("exemption"), ("section", "subsection", "reason"), (4, 3, 7)
    )
    return PaperSection("Decisions", (*blocks, *more))


def actions(office: Office, view: CaseView) -> PaperSection:
    """Section: what was to be done, and whether it was."""
    tasks = _grid(office, "", view.tasks, ("what", "owner", "due_on", "done_on", "evidence"), (6, 3, 3, 3, 4))
    paid = _grid(
        office,
        "Payments",
        view.of_kind("payment"),
        ("kind", "amount_pounds", "agreed_on", "paid_on"),
        (4, 2, 3, 3),
    )
    asked = _grid(
        office, "Asked of services", view.of_kind("contribution"),
        ("service", "what", "asked_on", "due_on", "received_on"), (3, 5, 3, 3, 3),
    )  # fmt: skip
    links = _grid(office, "Linked cases", view.of_kind("link"), ("reference", "relation"), (3, 6))
    return PaperSection("Actions, remedies and links", (*tasks, *paid, *asked, *links))


def letters(office: Office, view: CaseView) -> PaperSection:
    """Section: which letters went to whom."""
    rows = tuple(
        (
            _short(letter.doc.get("dated_on")),
            f"{letter.doc.get('title')} ({letter.doc.get('code')})",
            (str(letter.doc.get("recipient") or "").splitlines() or [""])[0],
            state_words(office, letter.doc),
        )
        for letter in view.letters
    )
    heads = ("Dated", "Letter", "To", "State")
    return PaperSection(
        "Letters", (Grid("", heads, (3, 6, 4, 4), rows),) if rows else (), "No letter was written."
    )


def files(office: Office, view: CaseView) -> PaperSection:
    """Section: which files lie in it."""
    rows = tuple(
        (
            str(file.doc.get("name")),
            office.vocabulary.label("file_kinds", str(file.doc.get("kind") or "other")),
            _short(file.doc.get("about_on")),
            f"{file_type(str(file.doc.get('media_type'))).label}, {size_words(int(file.doc.get('size_bytes') or 0))}",
            str(file.doc.get("description") or file.doc.get("from") or ""),
        )
        for file in view.of_kind("file")
    )
    heads = ("File", "Kind", "Date", "Type and size", "Description")
    return PaperSection(
        "Files",
        (Grid("", heads, (6, 3, 3.4, 4, 5), rows),) if rows else (),
        "No file was kept with this case.",
    )


def chronology(office: Office, view: CaseView, options: RecordOptions) -> PaperSection:
    """Return everything that was done, oldest first."""
    items = [item for item in reversed(view.timeline) if _is_for_paper(item, options)]
    return PaperSection("Chronology", tuple(_event(office, item) for item in items))


def _is_for_paper(item: TimelineItem, options: RecordOptions) -> bool:
    if item.kind.startswith(_PRIVATE_ACTS):
        return False
    if any(change.entity_kind in _NEVER_ON_PAPER for change in item.changes):
        return False
    return options.with_notes or (item.kind != "email.imported" and item.group != "Notes")


def _event(office: Office, item: TimelineItem) -> Event:
    text = item.text
    private = {label_of("case", name) for name in _PRIVATE_FIELDS}
    if any(change.label in private for change in item.changes):
        kept = [c for c in item.changes if c.label not in private and c.after]
        text = in_sentences(f"{change.label}: {change.after}" for change in kept[:6])
    who = office.staff_name(item.author_id)
    reason = item.reason if item.reason and item.reason not in text else ""
    return Event(moment_words(item.at), item.title, who, text, reason)


def _rows(office: Office, state: EntityState, names: Iterable[str]) -> list[tuple[str, str]]:
    """The fields that have a value, with their labels."""
    known = ENTITY_KINDS.get(state.kind, {})
    found = (
        (label_of(state.kind, n), value_words(office, state.kind, n, state.doc.get(n)))
        for n in names
        if n in known
    )
    return [(label, words) for label, words in found if words]


def _grid(
    office: Office,
    heading: str,
    things: Sequence[EntityState],
    names: tuple[str, ...],
    shares: tuple[float, ...],
) -> list[Grid]:
    """A table of things, without the columns that are empty in every row; none where there are no things."""
    if not things:
        return []
    cells = [[_cell(office, thing, name) for name in names] for thing in things]
    kept = [n for n in range(len(names)) if any(row[n] for row in cells)]
    heads = tuple(label_of(things[0].kind, names[n]) for n in kept)
    return [
        Grid(
            heading,
            heads,
            tuple(shares[n] for n in kept),
            tuple(tuple(row[n] for n in kept) for row in cells),
        )
    ]


def _cell(office: Office, thing: EntityState, name: str) -> str:
    value = thing.doc.get(name)
    if name.endswith("_on"):
        return _short(value)
    if name == "amount_pounds" and value not in (None, ""):
        return f"£{value}"
    return value_words(office, thing.kind, name, value)


def _day(value: Any) -> str:
    return long_date(date.fromisoformat(str(value))) if value else ""


def _short(value: Any) -> str:
    """A day in a table: "15 Oct 2025"."""
    if not value:
        return ""
    day = date.fromisoformat(str(value))
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
