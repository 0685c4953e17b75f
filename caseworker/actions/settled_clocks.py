"""The deadlines of a stage once it is settled what they are counted from.

Question: two people apart each counted a stage's deadlines, one from an extension, one from an answer; which count is
right once their clash is settled? Choice: neither is asked, the deadlines are counted again from what stands then. So
no deadline is lost that only one of them knew, and none rests on a day that was not kept. Cost: the deadlines may be
others than either side showed; the act says when the answer is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from caseworker.actions.stage_clocks import count_clocks, event_fields
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.domain.stages import date_in_force
from caseworker.errors import RuleError
from caseworker.office import Office

_INPUTS = frozenset(
    "clocks started_on procedure scheme acknowledged_on extended_to extension_notice_on clock_choices".split()
)

Wanted = Mapping[str, Mapping[str, Value]]


def counted_again(
    office: Office, states: Mapping[str, EntityState], wanted: Wanted
) -> dict[str, dict[str, Value]]:
    """Return the deadlines of each stage that a decision touches, where nothing they rest on clashes any more.

    Args:
        states: the things of the case as they stand.
        wanted: the values that were decided, by thing and field.
    """
    case = next((state for state in states.values() if state.kind == "case"), None)
    if case is None:
        return {}
    kind = Kind(str({**case.doc, **wanted.get(case.id, {})}.get("kind") or Kind.UNDECIDED))
    found: dict[str, dict[str, Value]] = {}
    for stage in states.values():
        if stage.kind != "stage" or not _is_touched(stage, states, wanted) or _is_open(stage, states, wanted):
            continue
        doc = {**stage.doc, **wanted.get(stage.id, {})}
        stops = [{**pause.doc, **wanted.get(pause.id, {})} for pause in _pauses(stage, states)]
        try:
            clocks = count_clocks(office, kind, doc, [stop for stop in stops if not stop.get("voided")])
        except RuleError:  # of a scheme this program does not know: what was chosen stands
            continue
        if clocks != doc.get("clocks") or "clocks" in stage.conflicts:
            found[stage.id] = {"clocks": clocks}
    return found


def due_words(states: Mapping[str, EntityState], counted: Wanted) -> str:
    """Return when the answer is due after deadlines were counted again; "" where none is."""
    days = []
    for stage_id, values in counted.items():
        stage = states[stage_id]
        due = date_in_force({**stage.doc, **values})
        if due and not stage.doc.get("answered_on"):
            days.append(f" Counted again: the answer is due {long_date(date.fromisoformat(due))}.")
    return "".join(days)


def _inputs(stage: EntityState) -> frozenset[str]:
    return _INPUTS | frozenset(event_fields(stage.doc))


def _is_touched(stage: EntityState, states: Mapping[str, EntityState], wanted: Wanted) -> bool:
    if stage.is_removed or not stage.doc.get("procedure") or not stage.doc.get("clocks"):
        return False
    of_stage = not _inputs(stage).isdisjoint(wanted.get(stage.id, ()))
    return of_stage or any(pause.id in wanted for pause in _pauses(stage, states))


def _is_open(stage: EntityState, states: Mapping[str, EntityState], wanted: Wanted) -> bool:
    """Whether something the deadlines are counted from clashes still; the deadlines themselves do not count."""
    clashing = (_inputs(stage) - {"clocks"}) & set(stage.conflicts) - set(wanted.get(stage.id, ()))
    return bool(clashing) or any(
        set(pause.conflicts) - set(wanted.get(pause.id, ())) for pause in _pauses(stage, states)
    )


def _pauses(stage: EntityState, states: Mapping[str, EntityState]) -> Iterable[EntityState]:
    return [
        state
        for state in states.values()
        if state.kind == "pause" and state.doc.get("stage_id") == stage.id and not state.is_removed
    ]
