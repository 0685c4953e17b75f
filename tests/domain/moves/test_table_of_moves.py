"""The table of moves as a whole: every row can be asked for, kept, read and traced to a rule."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from caseworker.actions.effects import EFFECTS
from caseworker.domain.fields import ENTITY_KINDS
from caseworker.domain.kinds import Kind
from caseworker.domain.move import Ask, Move
from caseworker.domain.staff import WORDS
from caseworker.domain.vocabulary import load_vocabulary
from caseworker.domain.workflow import ALL, MOVES
from caseworker.resources import RESOURCES

LISTS = load_vocabulary(RESOURCES / "lists" / "standard.toml")
EACH = pytest.mark.parametrize("move", ALL, ids=lambda move: move.code)


@EACH
def test_a_move_can_be_read_and_traced_to_a_rule(move: Move) -> None:
    assert re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", move.code), (
        "a kind of change: a thing, and what happened to it"
    )
    assert move.label[:1].isupper()
    assert move.done[:1].isupper()
    assert not move.label.endswith(".")
    assert move.rule or not move.needs, "what may be refused has the law, guidance or rule behind it"
    assert move.kinds
    assert set(move.kinds) <= set(Kind)
    assert move.permission in WORDS


@EACH
def test_what_a_move_asks_can_be_answered_and_kept(move: Move) -> None:
    names = [ask.name for ask in move.asks]
    assert len(names) == len(set(names))
    assert len({ask.label for ask in move.asks}) == len(names), "labels tell the fields of a page apart"
    for ask in move.asks:
        assert_kept(ask)
        if ask.kind in ("choice", "options", "many"):
            assert_offers_a_choice(ask)


def assert_kept(ask: Ask) -> None:
    for place in (ask.field, ask.begins if ask.begins.startswith(("stage.", "case.")) else ""):
        where, _, name = place.partition(".")
        assert not place or name in ENTITY_KINDS[where], place


def assert_offers_a_choice(ask: Ask) -> None:
    codes = [code for code, _words in ask.values] if isinstance(ask.values, tuple) else codes_of(ask.values)
    assert len(codes) > 1, ask.name
    assert ask.begins in ("", *codes) or "." in ask.begins, ask.name


def codes_of(name: str) -> list[str]:
    return [entry.code for entry in LISTS.entries(name)]


def test_titles_on_the_timeline_differ() -> None:
    assert [title for title, times in Counter(move.done for move in ALL).items() if times > 1] == []
    assert len(MOVES) == len(ALL)


def test_every_effect_belongs_to_a_row() -> None:
    assert set(EFFECTS) <= set(MOVES)


def test_only_one_move_leads_to_a_further_stage_of_each_kind_and_stage() -> None:
    ways = Counter(
        (kind, stage) for move in ALL if move.leads_to for kind in move.kinds for stage in move.stages
    )
    assert {way for way, times in ways.items() if times > 1} == set()
    assert {
        (Kind.STATUTORY, "1"),
        (Kind.STATUTORY, "2"),
        (Kind.CORPORATE, "1"),
        (Kind.CORPORATE, "2"),
    } <= set(ways)
