"""Whatever is done to an information case: a next step or a closed reason, a source for each clock, exact undo."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from caseworker.actions.case_words import next_step
from caseworker.actions.information_steps import steps_of
from caseworker.actions.moves import foresee_move, make_move, moves_for
from caseworker.actions.undo import undo
from caseworker.domain.cases import CaseView
from caseworker.domain.information import INFORMATION
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Ask
from caseworker.domain.workflow import ALL
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.information.help import on_day, request, view_of

_START = date(2026, 7, 1)
_KINDS = (Kind.FOI, Kind.EIR, Kind.SAR, Kind.DATA_PROTECTION)
_CODES = [move.code for move in ALL if set(move.kinds) <= set(INFORMATION)]


def _answer(office: Office, ask: Ask, pick: int) -> Any:
    """An answer that could be given: the pick-th of those there are."""
    today = office.clock.today()
    if ask.kind == "day":
        return today + timedelta(days=pick % 30 if ask.ahead else 0)
    if ask.kind in ("pounds", "number"):
        return pick
    if ask.kind == "points":
        return []
    if ask.kind == "tick":
        return True
    if ask.kind == "staff":
        ids = sorted(office.staff)
        return ids[pick % len(ids)]
    if ask.kind in ("choice", "options", "many"):
        codes = (
            [code for code, _words in ask.values]
            if isinstance(ask.values, tuple)
            else [entry.code for entry in office.vocabulary.entries(ask.values)]
        )
        return codes[pick % len(codes)]
    return "Something was said" if ask.needed or pick % 2 else ""


def _kept(view: CaseView) -> dict[str, dict[str, Any]]:
    """What is kept of a case, without what is empty."""
    things = [view.case, *view.stages, *view.pauses, *view.notes, *view.tasks]
    things += [e for kind in ("decision", "third_party", "exemption", "link") for e in view.of_kind(kind)]
    return {
        t.id: {name: value for name, value in t.doc.items() if value not in (None, "", [], False)}
        for t in things
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(_KINDS),
    walk=st.lists(st.tuples(st.sampled_from(_CODES), st.integers(0, 40), st.integers(0, 25)), max_size=12),
)
def test_every_walk_keeps_a_next_step_sources_and_exact_undo(
    office: Office, kind: Kind, walk: list[tuple[str, int, int]]
) -> None:
    case_id = request(office, kind, _START)
    for code, pick, days in walk:
        on_day(office, office.clock.today() + timedelta(days=days))
        before = view_of(office, case_id)
        move = next(m for m in ALL if m.code == code)
        values = {ask.name: _answer(office, ask, pick + place) for place, ask in enumerate(move.asks)}
        refusal = ""
        try:
            foreseen = foresee_move(office, before, code, values)
            changed = make_move(office, case_id, code, values)
        except RuleError as error:
            refusal = str(error)
        if refusal:
            assert refusal.endswith(".")
            assert _kept(view_of(office, case_id)) == _kept(before)
            continue
        after = view_of(office, case_id)
        for moved in foreseen:
            assert moved.sentence == "" or moved.sentence in changed.message
        _check(office, after)
        if pick % 5 == 0:
            undo(office, changed.group_id)
            assert _kept(view_of(office, case_id)) == _kept(before)


def _check(office: Office, view: CaseView) -> None:
    if view.status.is_active:
        assert next_step(office, view)[0]
    else:
        assert view.row.outcome
    for stage in view.stages:
        assert all(clock["source"] for clock in (stage.doc.get("clocks") or {}).values())
    if view.kind in INFORMATION:
        assert steps_of(office, view)


@pytest.mark.parametrize("kind", _KINDS)
def test_a_step_that_cannot_be_taken_says_why_in_a_sentence(office: Office, kind: Kind) -> None:
    view = view_of(office, request(office, kind, _START))
    for offer in moves_for(office, view):
        if offer.why_not:
            assert offer.why_not.endswith(".")


def test_every_step_of_section_4_names_its_rule() -> None:
    assert [m.code for m in ALL if m.code in _CODES and not m.rule] == []
