"""The same storms over the program's own store: tables, projections, numbers, emptying (I5, I8, I13)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caseworker.storage.redactions import unexplained
from tests.sync.file_judge import judge_files
from tests.sync.real_store import Pattern, real_store
from tests.sync.scenes import Scene
from tests.sync.simulator import Weather, run
from tests.sync.test_simulator import kept_seeds
from tests.sync.world import OFFICE, Kit

EVERYTHING = Weather(
    steps=60, people=3, access=True, redaction=True, hub_restore=True, pc_restore=True, files=True, check=True
)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """A world of real stores."""
    pattern = Pattern(tmp_path_factory.mktemp("pattern") / "office")
    yield Kit(store=real_store(pattern))
    pattern.close()


@pytest.mark.parametrize("start", [1, 11, 21])
def test_after_any_storm_real_files_have_and_show_what_they_should(kit: Kit, start: int) -> None:
    for seed in range(start, start + 10):
        judge_files(run(seed, kit))


def test_after_a_storm_of_everything_at_once_real_files_do_too(kit: Kit) -> None:
    for seed in range(1, 11):
        judge_files(run(seed, kit, EVERYTHING))


@pytest.mark.parametrize("seed", kept_seeds())
def test_a_storm_that_once_did_harm_does_none_to_real_files(kit: Kit, seed: int) -> None:
    judge_files(run(seed, kit))


def test_what_a_restored_hub_lost_of_a_case_that_was_hidden_is_not_its_last_change(kit: Kit) -> None:
    scene = Scene(kit)
    copy = scene.world.hub.snapshot()
    scene.later(3600)
    scene.anna.edit(scene.case, restricted=True, readers=[scene.manager.user.person_id])
    scene.anna.meet()
    scene.world.hub.restore(copy)  # nobody else had heard of it, and at Anna's its words are gone
    scene.world.disaster()
    scene.ends_well()
    assert len({pc.store.visible() for pc in scene.world.computers}) == 1
    judge_files(scene.world)


def test_what_comes_with_the_refusal_of_an_erasure_is_not_erased_by_it(kit: Kit) -> None:
    scene = Scene(kit)
    scene.anna.edit(scene.case, legal_hold=True)
    scene.anna.meet()
    erasure = scene.manager.save(OFFICE, (scene.world.new_id(), "redaction", {"scopes": [scene.case]}))
    scene.manager.meet()
    scene.anna.edit(scene.case, alpha="while it waited")
    scene.anna.meet()
    scene.storm.note()
    scene.world.hub.refuse_held(erasure, "A claim.")
    scene.ends_well()
    assert scene.shown(scene.manager, "alpha") == "while it waited"
    judge_files(scene.world)


def test_a_refusal_that_a_restored_hub_forgot_leaves_no_fault_where_it_was_known(kit: Kit) -> None:
    scene = Scene(kit)
    hub, manager = scene.world.hub, scene.manager
    copy = hub.snapshot()
    manager.edit(scene.case, restricted=True, readers=[manager.user.person_id])
    manager.meet()
    unheard = scene.anna.edit(scene.case, alpha="unheard")
    scene.anna.meet()
    hub.refuse_held(unheard, "Written apart.")
    scene.everybody_meets()
    hub.restore(copy)
    scene.everybody_meets()
    raw = manager.store.raw
    assert raw.execute("SELECT emptied FROM changeset WHERE id = ?", (unheard,)).fetchone() == ("refused",)
    assert unexplained(raw) == []


def test_a_change_built_on_a_refused_one_does_not_clash_with_what_that_had_replaced(kit: Kit) -> None:
    scene = Scene(kit)
    scene.ben.edit(scene.case, alpha="seen by all")
    scene.everybody_meets()
    scene.manager.edit(scene.case, restricted=True, readers=[scene.manager.user.person_id])
    scene.manager.meet()
    first, second = (scene.anna.edit(scene.case, alpha=value) for value in ("unheard", "and better"))
    scene.anna.meet()
    scene.storm.note()
    scene.world.hub.refuse_held(first, "Half said.")
    scene.world.hub.accept_held(second)
    scene.ends_well()
    assert (scene.shown(scene.manager, "alpha"), scene.clash(scene.manager, "alpha")) == ("and better", set())
    judge_files(scene.world)


def test_what_is_empty_for_no_known_reason_is_mended_by_the_daily_check(kit: Kit) -> None:
    scene = Scene(kit, is_checked=True)
    first, second = (scene.anna.edit(scene.case, alpha=value) for value in ("one", "two"))
    scene.everybody_meets()
    raw = scene.ben.store.raw
    for key, why in ((first, "redacted"), (second, "refused")):
        raw.execute(
            "UPDATE packed_changeset SET body = '', salt = '', reason = '', emptied = ? WHERE id = ?",
            (why, key),
        )
    assert unexplained(raw) != []
    scene.later(24 * 3600)
    scene.ends_well()
    assert scene.shown(scene.ben, "alpha") == "two"
    judge_files(scene.world)


def test_a_field_changed_again_and_again_before_it_is_shared_names_few_of_its_changes(kit: Kit) -> None:
    scene = Scene(kit)
    for value in range(60):
        scene.anna.edit(scene.case, alpha=value)
    (body,) = (wire.columns[18] for wire in scene.anna.store.unsent(99, 1 << 20)[-1:])
    assert len(body) < 1500
    scene.ends_well()
    assert scene.clash(scene.ben, "alpha") == set()
