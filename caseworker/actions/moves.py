"""Make a move: record a step of a case at its stage, with the dates that follow shown before they change.

One engine for every kind of case; what can happen stands in `caseworker.domain.workflow`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.doing import Doing
from caseworker.actions.effects import EFFECTS
from caseworker.actions.points import points_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.intake import LONGEST, cleaned
from caseworker.domain.move import Ask, Move, Situation
from caseworker.domain.staff import check_permitted
from caseworker.domain.workflow import move_called, moves_of
from caseworker.errors import NotPermittedError, Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction


@dataclass(frozen=True, slots=True)
class MoveOffer:
    """A move that belongs to a case at its stage; `why_not` is empty when it can be made now."""

    move: Move
    why_not: str


@dataclass(frozen=True, slots=True)
class DateMove:
    """One deadline that a move sets or shifts; None where there was none, or is none any more."""

    step: str
    label: str
    before_on: date | None
    after_on: date | None

    @property
    def sentence(self) -> str:
        """In words: what is due, when, and when it was due before."""
        if self.after_on is None:
            return f"{self.label}: no date is set any more." if self.before_on else ""
        was = f" (was {long_date(self.before_on)})" if self.before_on else ""
        return f"{self.label}: {long_date(self.after_on)}{was}."


def moves_for(office: Office, view: CaseView) -> tuple[MoveOffer, ...]:
    """Return the moves that belong to a case at its stage, those that can be made now first."""
    situation = situation_of(office, view)
    offers = [MoveOffer(move, _why_not(office, move, situation)) for move in moves_of(situation)]
    return tuple(sorted(offers, key=lambda offer: bool(offer.why_not)))


def situation_of(office: Office, view: CaseView) -> Situation:
    """Return the case as the conditions of the table see it, with the person at the keyboard."""
    return Situation(view, office.clock.today(), office.person.id, office.rulebook, office.settings.authority)


def beginnings(office: Office, view: CaseView, move: Move) -> dict[str, Any]:
    """Return what each answer begins with: today, the person at the keyboard, or what is known already."""
    return {ask.name: _beginning(office, view, ask) for ask in move.asks}


def foresee_move(
    office: Office, view: CaseView, code: str, values: Mapping[str, Any]
) -> tuple[DateMove, ...]:
    """Return the deadlines a move would set or shift, before it is made; none while answers are missing.

    Raises:
        RuleError: the move cannot be made now, or not with these answers.
    """
    move = move_called(code)
    _refuse(office, move, situation_of(office, view))
    try:
        doing = _doing(office, view, move, values)
    except ProblemsError:
        return ()
    return _dates_moved(doing)


def make_move(
    office: Office, case_id: str, code: str, values: Mapping[str, Any], *, reason: str = "", stamp: str = ""
) -> Changed:
    """Make a move.

    Args:
        values: the answers by name; days as dates.
        reason: kept with the change, where the move asks for none.

    Raises:
        ProblemsError: answers to mend.
        RuleError: the move cannot be made now; the message says which rule is against it.
    """
    move = move_called(code)
    office.require(move.permission)
    reference, said = "", [""]

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, said
        view = transaction.case(case_id)
        reference = view.reference
        _refuse(office, move, situation_of(office, view))
        doing = _doing(office, view, move, values)
        edits = CaseEdits(view, office.ids)
        doing.write(edits)
        if not edits and not doing.later:
            raise RuleError("Nothing was different, so nothing was recorded.")
        why = cleaned(str(values.get("reason") or reason or ""))
        drafts = [edits.draft(code, why)] if edits else []
        drafts += [later(transaction) for later in doing.later]
        said = [*doing.words, *(moved.sentence for moved in _dates_moved(doing))]
        return drafts

    written = office.save(make, stamp=stamp)
    message = " ".join(filter(None, (f"{reference}: {move.done[:1].lower()}{move.done[1:]}.", *said)))
    return office.changed(message, written, reference)


def _why_not(office: Office, move: Move, situation: Situation) -> str:
    try:
        check_permitted(office.person, office.roles, move.permission, office.clock.today())
    except NotPermittedError as error:
        return str(error)
    return move.why_not(situation)


def _refuse(office: Office, move: Move, situation: Situation) -> None:
    if not move.is_of(situation):
        raise RuleError(
            f"{move.label}: this is not a step of a case of the type {situation.view.kind.label} at this stage.",
            source=move.rule,
        )
    if why := move.why_not(situation):
        raise RuleError(why, source=move.rule)


def _doing(office: Office, view: CaseView, move: Move, values: Mapping[str, Any]) -> Doing:
    """Return the move with its answers checked and its effect run; nothing is saved."""
    checked = _checked(office, view, move, values)
    doing = Doing(office, view, move, checked)
    for ask in move.asks:
        where, _, name = ask.field.partition(".")
        if where == "stage":
            doing.set_stage(**{name: checked[ask.name]})
        elif where == "case":
            doing.set_case(**{name: checked[ask.name]})
    effect = EFFECTS.get(move.code)
    if effect is not None:
        effect(doing)
    return doing


def _checked(office: Office, view: CaseView, move: Move, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every answer, cleaned; an unknown name is a bug of the caller."""
    unknown = set(values) - {ask.name for ask in move.asks}
    if unknown:
        raise ValueError(f"{move.code} asks nothing called {', '.join(sorted(unknown))}")
    checked: dict[str, Any] = {}
    problems: list[Problem] = []
    for ask in move.asks:
        value = _tidied(ask, values.get(ask.name))
        checked[ask.name] = value
        if words := _problem(office, view, ask, value):
            problems.append(Problem(ask.name, words))
    if problems:
        raise ProblemsError(problems)
    return checked


def _tidied(ask: Ask, value: Any) -> Any:
    if ask.kind == "tick":
        return bool(value)
    if ask.kind in ("many", "points"):
        return list(value or ())
    if isinstance(value, str):
        return cleaned(value)
    return value


def _problem(office: Office, view: CaseView, ask: Ask, value: Any) -> str:
    """Say what is wrong with an answer (T2), or ""."""
    if value in (None, "", [], False):
        if not ask.needed:
            return ""
        return _missing(ask)
    if ask.kind == "day":
        return _problem_of_day(office, view, ask, value)
    if ask.kind in ("choice", "options", "many"):
        return _problem_of_choice(office, ask, value if isinstance(value, list) else [value])
    if ask.kind == "points" and not set(value) <= {point.id for point in points_of(view)}:
        return "One of these points is no longer part of the stage. Open the case again"
    if ask.kind in ("pounds", "number") and (not isinstance(value, int | float) or value < 0):
        return f"{ask.label} must be a number, such as 250"
    if ask.kind == "staff" and value not in office.staff:
        return f"{ask.label} must be somebody on the staff list"
    if isinstance(value, str) and len(value) > LONGEST:
        return f"{ask.label} must be {LONGEST:,} characters or fewer"
    return ""


_QUESTIONS = (
    *("what", "who", "whom", "whose", "why", "how", "when", "where", "which", "whether"),
    *("the", "our", "their"),
)
_DAYS = ("date", "day", "new", "when")
_CLAUSES = ("can", "considered", "dealt", "disclosure", "does", "appealed", "in", "member", "spouse", "was")


def _missing(ask: Ask) -> str:
    """Say what to do about an answer that is not there, with the words of its label (T2)."""
    first, words = ask.label.split(" ", 1)[0].lower(), _lower(ask.label)
    if ask.kind == "tick":
        return f"Tick this when it is so: {words}"
    if ask.kind == "day" and first not in _DAYS:
        return f"Enter the date: {words}"
    if ask.kind == "staff" and first not in ("who", "manager"):
        return f"Choose somebody: {words}"
    if ask.kind in ("choice", "options", "many") and first in _CLAUSES:
        return f"Choose an answer: {words}"
    verb = "Choose" if ask.kind in ("choice", "options", "many", "staff") else "Enter"
    return f"{verb} {words if first in _QUESTIONS else f'the {words}'}"


def _lower(label: str) -> str:
    """Return a label as it stands in a sentence; FOI and the Ombudsman keep their capitals."""
    keeps = label[:2].isupper() or label.startswith(("Ombudsman", "Commissioner", "Tribunal"))
    return label if keeps else f"{label[:1].lower()}{label[1:]}"


def _problem_of_day(office: Office, view: CaseView, ask: Ask, value: Any) -> str:
    if not isinstance(value, date):
        return f"{ask.label} must be a real date, such as 27/3/2026"
    if not ask.ahead and value > office.clock.today():
        return f"{ask.label} must be today or in the past"
    if not office.calendar.covers(value):
        return f"{ask.label} must be in a year whose bank holidays are known"
    started = str(view.stage.doc.get("started_on") or "") if view.stage else ""
    first = started if ask.field.startswith("stage.") and ask.field != "stage.grounds_on" else ""
    if first and value.isoformat() < first:
        return f"{ask.label} must be on or after {long_date(date.fromisoformat(first))}, when the stage began"
    return ""


def _problem_of_choice(office: Office, ask: Ask, codes: Sequence[str]) -> str:
    if isinstance(ask.values, tuple):
        known = {code for code, _words in ask.values}
    else:
        known = {entry.code for entry in office.vocabulary.entries(ask.values)}
    return "" if set(codes) <= known else f"{ask.label} must be chosen from the list"


def _beginning(office: Office, view: CaseView, ask: Ask) -> Any:
    if ask.begins == "today":
        return office.clock.today()
    if ask.begins == "me":
        return office.person.id
    where, _, name = ask.begins.partition(".")
    known: Value = ask.begins or None
    if where == "stage" and name:
        known = view.stage.doc.get(name) if view.stage else None
    elif where == "case" and name:
        known = view.value(name)
    elif where == "clock" and name:
        clocks = view.stage.doc.get("clocks") if view.stage else None
        known = ((clocks or {}).get(name) or {}).get("due_on")
    if ask.kind == "day" and isinstance(known, str):
        return date.fromisoformat(known)
    return known


def _dates_moved(doing: Doing) -> tuple[DateMove, ...]:
    moved = []
    for before, after in doing.stages_after():
        old, new = before.get("clocks") or {}, after.get("clocks") or {}
        for step in dict.fromkeys((*old, *new)):
            was, will = _due_on(old.get(step)), _due_on(new.get(step))
            if was != will:
                label = str((new.get(step) or old.get(step) or {}).get("label") or step)
                moved.append(DateMove(step, label, was, will))
    moved.sort(key=lambda m: m.after_on or date.max)
    return (*moved, *(each for where, stage in doing.beside for each in _dates_beside(where, stage)))


def _dates_beside(where: str, stage: Mapping[str, Value]) -> list[DateMove]:
    """The deadlines of a stage of another case that begins with the move, earliest first."""
    found = [
        DateMove(step, f"{where}, {_lower(str(clock.get('label') or step))}", None, due)
        for step, clock in (stage.get("clocks") or {}).items()
        if (due := _due_on(clock))
    ]
    return sorted(found, key=lambda m: m.after_on or date.max)


def _due_on(clock: Mapping[str, Any] | None) -> date | None:
    text = (clock or {}).get("due_on")
    return date.fromisoformat(text) if text else None
