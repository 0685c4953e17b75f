"""The same set of changesets makes the same state, in whatever order, pages and repeats it came (I5, I8, I13)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseworker.domain.changes import Changeset
from caseworker.storage.cases import read_entities, read_events
from caseworker.storage.rebuild import rebuild, reproject_scope
from caseworker.storage.state_digest import projection_digests, state_digest
from tests.authors import CASE, Files, Team, arrive, teams

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    made = Files(tmp_path_factory.mktemp("files"))
    yield made
    made.close()


def arrived(files: Files, pages: Sequence[Sequence[Changeset]]) -> Any:
    raw = files.new()
    for page in pages:
        arrive(raw, page)
    return raw


def in_pages(changesets: Sequence[Changeset], chance: random.Random) -> list[list[Changeset]]:
    """The changesets in a random order, some twice, in pages of random sizes."""
    some = [*changesets, *chance.sample(list(changesets), len(changesets) // 2)]
    chance.shuffle(some)
    pages: list[list[Changeset]] = [[]]
    for each in some:
        if chance.random() < 0.4:
            pages.append([])
        pages[-1].append(each)
    return pages


@quick
@given(teams(), st.integers(0, 2**32))
def test_any_order_with_repeats_and_in_any_pages_makes_the_same_state(
    files: Files, team: Team, seed: int
) -> None:
    straight = arrived(files, [[each] for each in team.written])
    mixed = arrived(files, in_pages(team.written, random.Random(seed)))
    assert projection_digests(mixed) == projection_digests(straight)
    assert state_digest(mixed) == state_digest(straight)


@quick
@given(teams(), st.integers(0, 2**32))
def test_a_rebuild_makes_what_one_page_after_another_made(files: Files, team: Team, seed: int) -> None:
    raw = arrived(files, in_pages(team.written, random.Random(seed)))
    live = projection_digests(raw)
    rebuild(raw)
    assert projection_digests(raw) == live
    reproject_scope(raw, CASE)
    assert projection_digests(raw) == live


@quick
@given(teams(), st.integers(0, 2**32))
def test_history_stands_in_one_order_and_never_puts_a_change_before_what_its_author_had_seen(
    files: Files, team: Team, seed: int
) -> None:
    mixed = arrived(files, in_pages(team.written, random.Random(seed)))
    told = [(e.changeset_id, e.fields) for e in read_events(mixed, CASE)]
    straight = arrived(files, [team.written])
    assert told == [(e.changeset_id, e.fields) for e in read_events(straight, CASE)]
    place = {changeset_id: number for number, (changeset_id, _fields) in enumerate(told)}
    for changeset in team.written:
        parents = {p for change in changeset.entities for f in change.fields for p in f.parents}
        assert all(place[parent] < place[changeset.id] for parent in parents)


@quick
@given(teams(), st.data())
def test_an_emptied_changeset_is_forgotten_as_if_nothing_had_been_said(
    files: Files, team: Team, data: st.DataObject
) -> None:
    emptied = set(data.draw(st.lists(st.sampled_from([c.id for c in team.written]), min_size=1, unique=True)))
    raw = arrived(files, [team.written])
    places = dict(raw.execute("SELECT id, n FROM entity").fetchall())
    raw.executemany(
        "UPDATE packed_changeset SET body = '', salt = '' WHERE id = ?", [(each,) for each in emptied]
    )
    reproject_scope(raw, CASE)
    kept = {
        change.entity_id
        for changeset in team.written
        if changeset.id not in emptied
        for change in changeset.entities
    }
    assert {state.id for state in read_entities(raw, CASE)} == kept
    assert raw.execute("SELECT count(*) FROM deferred").fetchone() == (0,)
    now = dict(raw.execute("SELECT id, n FROM entity").fetchall())
    assert now == {entity_id: places[entity_id] for entity_id in kept}
    live = state_digest(raw)
    rebuild(raw)
    assert state_digest(raw) == live
    for table in ("touch", "search_text", "person_row"):
        column = "id" if table == "person_row" else "entity_id"
        assert {row[0] for row in raw.execute(f"SELECT {column} FROM {table}")} <= kept
