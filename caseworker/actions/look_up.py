"""Look at cases: lists, search, one case with its timeline, and why a date is what it is."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from caseworker.actions.equalities import visible_event, without_equalities
from caseworker.actions.letter_words import UNSHOWN, is_letter_event, letter_event_words
from caseworker.actions.others_named import PEOPLE, other_named
from caseworker.actions.value_words import day_in_words, value_words
from caseworker.domain import deadlines
from caseworker.domain.cases import CaseRow, CaseView, FieldHistory, TimelineItem
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.changes import Value
from caseworker.domain.clocks import Clock
from caseworker.domain.fields import label_of
from caseworker.domain.lists import SAVED_VIEWS, CaseQuery, SavedView
from caseworker.domain.staff import stands_in_for
from caseworker.domain.stages import date_in_force, main_clock, on_time, recorded_date
from caseworker.domain.words import in_sentences
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage import case_lists, cases, search, seen
from caseworker.storage.references import find_reference


def query(office: Office, view: str = "team_open", **more: Any) -> CaseQuery:
    """Return a question to a list, with today and the person at the keyboard filled in."""
    today = office.clock.today()
    return CaseQuery(
        view,
        owner_id=office.person.id,
        today=today,
        soon_on=office.soon_on(),
        tell_until=office.tell_until(),
        stands_in_for=stands_in_for(office.staff, office.person.id, today),
        reader=office.reader,
        **more,
    )


def renewed(office: Office, asked: CaseQuery) -> CaseQuery:
    """Return a question as the person who is at the keyboard now asks it today."""
    now = query(office, asked.view)
    return replace(
        asked,
        owner_id=now.owner_id,
        today=now.today,
        soon_on=now.soon_on,
        tell_until=now.tell_until,
        stands_in_for=now.stands_in_for,
        reader=now.reader,
    )


def views_for(office: Office) -> dict[str, SavedView]:
    """Return the saved views that the role of the person at the keyboard allows, by code."""
    role = office.roles.get(office.person.role)
    may = role.may if role else frozenset()
    return {code: view for code, view in SAVED_VIEWS.items() if not view.needs or view.needs in may}


def list_page(office: Office, asked: CaseQuery, offset: int = 0, limit: int = 200) -> list[CaseRow]:
    """Return a page of a list."""
    with office.reading_lists() as raw:
        return seen.marked(raw, office.person.id, case_lists.page(raw, asked, offset, limit))


def list_numbers(office: Office, asked: CaseQuery) -> array[int]:
    """Return the numbers of all cases of a list, in its order."""
    with office.reading_lists() as raw:
        return case_lists.numbers(raw, asked)


def list_count(office: Office, asked: CaseQuery) -> int:
    """Return how many cases a list has."""
    with office.reading_lists() as raw:
        return case_lists.count(raw, asked)


def cases_by_number(office: Office, numbers: Sequence[int]) -> list[CaseRow]:
    """Return the cases with these numbers, in that order."""
    with office.reading_lists() as raw:
        return seen.marked(raw, office.person.id, case_lists.rows_by_number(raw, numbers, office.reader))


def view_counts(office: Office) -> dict[str, int]:
    """Return how many cases each saved view of open work has."""
    views = [code for code in views_for(office) if code not in ("all", "answered")]
    with office.reading_lists() as raw:
        return case_lists.view_counts(raw, query(office), views)


def search_cases(
    office: Office,
    text: str,
    limit: int = search.FIRST_HITS,
    filters: Sequence[tuple[str, str]] = (),
) -> list[CaseRow]:
    """Return the cases that contain every word typed and meet every filter, best first, with why each was found."""
    office.require("read")
    with office.reading_lists() as raw:
        only, values = case_lists.filter_condition(filters)
        return search.search(raw, text, limit, office.reader, only, values)


def case_with_reference(office: Office, reference: str) -> str:
    """Return the id of the case with this reference, ours or an earlier system's.

    Raises:
        RuleError: no case has it, or several have.
    """
    with office.reading() as raw:
        found = find_reference(raw, reference)
    if not found:
        raise RuleError(
            f"No case has the reference {reference}. Check it, or search by name.", field="reference"
        )
    if len(found) > 1:
        raise RuleError(f"{len(found)} cases have the reference {reference}. Search for it and choose one.")
    return found[0]


def open_case(office: Office, case_id: str) -> CaseView:
    """Return one case with its timeline, newest first.

    Raises:
        NotPermittedError: the role does not allow it, or the case is restricted to others.
    """
    office.require("read")
    with office.reading() as connection:
        raw = connection.cursor()  # one for all: each statement would make its own
        row, things = cases.read_row(raw, case_id), cases.read_entities(raw, case_id)
        case = next((thing for thing in things if thing.kind == "case"), None)
        events = cases.read_events(raw, case_id, case)
    view = cases.to_view(row, things, timeline_of(office, reversed(events)))
    return without_equalities(office, office.shown(view))


def timeline_of(office: Office, events: Iterable[cases.ChangeEvent]) -> tuple[TimelineItem, ...]:
    """Return acts as the timeline and the history show them, without what the person may not see."""
    shown = (visible_event(office, event) for event in events)
    return tuple(_item(office, event) for event in shown if event is not None)


def explain_deadline(office: Office, view: CaseView, step: str = "") -> tuple[str, ...]:
    """Return in sentences why a date is what it is: start, days counted and skipped, stops, extension, source.

    Args:
        step: a step code of the current stage; empty for the clock of the answer.
    """
    stage = view.stage
    doc = (stage.doc.get("clocks") or {}).get(step or stage.doc.get("main_step")) if stage else None
    if stage is None or doc is None:
        return ("No deadline applies to this kind of case.",)
    is_main, is_answer = doc is main_clock(stage.doc), doc["step"] != stage.doc.get("ack_step")
    is_judged = is_answer and not (is_main and recorded_date(stage.doc))
    answered = stage.doc.get("answered_on") if is_judged else None
    told = deadlines.explain(
        Clock.from_doc(doc), office.calendars, date.fromisoformat(answered) if answered else None
    )
    return (*told.sentences, *(_recorded_words(stage.doc, doc) if is_main else ()))


def _recorded_words(stage: dict[str, Any], clock: dict[str, Any]) -> list[str]:
    """What another system recorded, which date is in force beside it, and whether the answer kept that one."""
    recorded = recorded_date(stage)
    if not recorded:
        return []
    sentence = f"The system this case was imported from recorded {day_in_words(recorded)}"
    in_force = date_in_force(stage)
    if recorded == clock.get("due_on"):
        said = [f"{sentence}, the same day."]
    elif in_force == recorded:
        said = [f"{sentence}, which is in force, because the person was told it."]
    elif in_force:
        said = [
            f"{sentence}; the later day, {day_in_words(in_force)}, is in force, because the clock was moved here."
        ]
    else:
        said = [f"{sentence}, before the clock stopped here."]
    in_time = on_time(stage)
    if in_time is not None:
        said.append(f"Answered on {day_in_words(stage['answered_on'])}: {'on time' if in_time else 'late'}.")
    return said


def _item(office: Office, event: cases.ChangeEvent) -> TimelineItem:
    kind = change_kind(event.kind)
    title = f"{kind.title}: {event.reason.lower()}" if event.kind == "change.undone" else kind.title
    return TimelineItem(
        event.changeset_id,
        event.group_id,
        event.kind,
        kind.group,
        title,
        event.recorded_at,
        event.author_id,
        _text(office, event),
        "" if event.kind == "change.undone" else event.reason,
        partial(_histories, office, event),
    )


def _histories(office: Office, event: cases.ChangeEvent) -> tuple[FieldHistory, ...]:
    return tuple(
        FieldHistory(
            f.entity_kind,
            label_of(f.entity_kind, f.field),
            _value_words(office, f, f.before),
            _value_words(office, f, f.after),
        )
        for f in event.fields
    )


def _value_words(office: Office, f: cases.FieldEvent, value: Value) -> str:
    if f.field in PEOPLE:
        return other_named(office, f.field, value)
    return value_words(office, f.entity_kind, f.field, value)


def _text(office: Office, event: cases.ChangeEvent) -> str:
    """Return the two lines a timeline shows of an act."""
    if event.kind == "note.added":
        return str(next(iter(event.became("note", "text")), ""))
    if event.kind in ("case.logged", "case.imported"):
        for name in ("summary", "subject"):
            if told := next(filter(None, event.became("case", name)), ""):
                return str(told)
    if event.kind in ("file.added", "email.imported", "bundle.made"):
        return ", ".join(map(str, event.became("file", "name")))
    if event.kind in ("point.added", "point.carried"):
        return "; ".join(map(str, event.became("point", "text")))
    if event.kind in ("case.chased", "head.told"):  # to whom is its reason
        return ""
    if is_letter_event(event):
        return letter_event_words(office, event)
    shown = (
        f"{label_of(entity_kind, name)}: {value_words(office, entity_kind, name, value) or 'emptied'}"
        for entity_kind, name, value in event.told()
        if name not in _UNSHOWN
    )
    return in_sentences(islice(shown, 6))


_UNSHOWN = frozenset(
    "clocks clock_choices stage_id main_step ack_step scheme procedure digest text number import_row import_source"
    " parent_id size_bytes media_type person_id representative_id party_id to_person pair merged_into"
    " point_id task_id carried_from step advocacy_id case_id escalated_due_on entries".split()
).union(UNSHOWN)
