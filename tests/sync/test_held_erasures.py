"""What an erasure takes comes back when it is refused, and what is put back from a copy forgets nothing (C1, D8, E1).

With real files, over the hub in memory, with one in a file beside it, and what needs rules of SQL with one in Postgres.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.file_judge import judge_files
from tests.sync.private_postgres import PostgresPlace, place, postgres_server
from tests.sync.real_store import Pattern, real_store
from tests.sync.scenes import Scene
from tests.sync.share_help import Share
from tests.sync.twin_hub import twin_of
from tests.sync.twin_places import NAMES, PostgresTwin, ShareTwin
from tests.sync.world import OFFICE, Computer, Kit

__all__ = ["place", "postgres_server"]


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pattern]:
    made = Pattern(tmp_path_factory.mktemp("pattern") / "office")
    yield made
    made.close()


@pytest.fixture(params=["memory", "share"])
def scene(request: pytest.FixtureRequest, pattern: Pattern) -> Scene:
    """Three computers with real files, and a case that everybody has."""
    return made_scene(request, pattern)


@pytest.fixture(params=["memory", "share", "postgres"])
def scene_anywhere(request: pytest.FixtureRequest, pattern: Pattern) -> Scene:
    """The same, over Postgres too."""
    return made_scene(request, pattern)


def made_scene(request: pytest.FixtureRequest, pattern: Pattern) -> Scene:
    if request.param == "memory":
        return Scene(Kit(store=real_store(pattern)))
    request.getfixturevalue("no_forcing")
    made = request.getfixturevalue("share" if request.param == "share" else "place")
    twin = ShareTwin(made) if isinstance(made, Share) else PostgresTwin(_postgres(made))
    return Scene(Kit(hub=twin_of(twin), names=NAMES, store=real_store(pattern)))


def _postgres(made: object) -> PostgresPlace:
    assert isinstance(made, PostgresPlace)
    return made


def erases(scene: Scene, pc: Computer, **what: list[str]) -> str:
    """Erase at a computer; return the change."""
    return pc.save(OFFICE, (scene.world.new_id(), "redaction", dict(what)))


def ends_well(scene: Scene) -> None:
    scene.storm.note()
    scene.ends_well()
    judge_files(scene.world)


def refuses(scene: Scene, changeset_id: str) -> None:
    scene.storm.note()
    scene.world.hub.refuse_held(changeset_id, "A claim.")


def test_a_restored_hub_has_the_words_from_whoever_erased_them_and_was_refused(scene_anywhere: Scene) -> None:
    scene = scene_anywhere
    copy = scene.world.hub.snapshot()
    scene.anna.edit(scene.case, legal_hold=True, alpha="told to everybody but the copy")
    scene.everybody_meets()
    scene.anna.edit(scene.case, beta="of the hold's author alone")
    scene.anna.meet()
    scene.ben.back_up()
    erasure = erases(scene, scene.manager, scopes=[scene.case])
    scene.world.hub.restore(copy)
    scene.world.disaster()
    scene.manager.meet()  # before the author: of what was said since, the hub has it from here
    refuses(scene, erasure)
    ends_well(scene)
    assert scene.shown(scene.ben, "alpha") == "told to everybody but the copy"
    assert scene.shown(scene.manager, "beta") == "of the hold's author alone"


def test_a_case_that_was_only_here_is_back_with_its_file_when_its_erasure_is_refused(scene: Scene) -> None:
    scene.anna.edit(scene.case, legal_hold=True)
    scene.anna.meet()
    digest = scene.manager.attach(scene.case, b"Nowhere else")
    scene.manager.edit(scene.case, alpha="never sent")
    erasure = erases(scene, scene.manager, scopes=[scene.case], blobs=[digest])
    assert scene.manager.store.view({scene.case}) == {}
    scene.manager.meet()
    refuses(scene, erasure)
    ends_well(scene)
    for pc in scene.world.computers:
        assert scene.shown(pc, "alpha") == "never sent"
        assert pc.store.all.blobs[digest] == b"Nowhere else"


def test_what_was_erased_and_taken_is_nowhere_at_the_one_who_erased_it(scene: Scene) -> None:
    digest = scene.manager.attach(scene.case, b"Nowhere else")
    scene.manager.edit(scene.case, alpha="Quetzalcoatl")
    erases(scene, scene.manager, scopes=[scene.case], blobs=[digest])
    scene.manager.meet()
    said = [
        str(value)
        for query in ("SELECT value FROM local_setting", "SELECT body FROM changeset")
        for (value,) in scene.manager.store.raw.execute(query)  # type: ignore[attr-defined]
    ]
    assert "Quetzalcoatl" not in "".join(said)
    assert digest not in scene.manager.store.all.blobs
    ends_well(scene)


def test_a_file_put_to_another_case_meanwhile_outlives_the_erasure_of_the_first(
    scene_anywhere: Scene,
) -> None:
    scene = scene_anywhere
    other = scene.anna.new_case()
    digest = scene.manager.attach(scene.case, b"In two cases")
    scene.everybody_meets()
    scene.ben.attach(other, b"In two cases")
    erases(scene, scene.manager, scopes=[scene.case], blobs=[digest])
    scene.manager.meet()  # the hub knows of nobody else who names it
    ends_well(scene)
    for pc in scene.world.computers:
        assert pc.store.all.blobs.keys() == {digest}
    erases(scene, scene.manager, scopes=[other], blobs=[digest])
    scene.storm.note()
    scene.everybody_meets()
    assert [pc.store.all.blobs for pc in scene.world.computers] == [{}, {}, {}]


def test_a_refusal_that_everybody_but_the_author_knows_holds_after_a_restore(scene: Scene) -> None:
    copy = scene.world.hub.snapshot()
    scene.anna.edit(scene.case, legal_hold=True)
    scene.anna.meet()
    erasure = erases(scene, scene.manager, scopes=[scene.case])
    scene.manager.meet()
    refuses(scene, erasure)
    scene.anna.meet()
    scene.world.hub.restore(copy)
    scene.world.disaster()
    scene.anna.meet()  # offers the heading of what was refused; the manager has not heard and still has the words
    ends_well(scene)
    assert {pc.store.cases()[0] for pc in scene.world.computers} == {scene.case}
    hub = scene.world.hub.as_user(scene.manager.user.login)
    hub.hello(scene.manager.says())
    (said,) = hub.fates([erasure])
    assert said.wire is not None
    assert "redaction" in said.wire.columns[18]


def test_the_holds_of_an_early_program_are_told_by_a_manager(scene: Scene) -> None:
    placed = scene.anna.edit(scene.case, legal_hold=True)
    (row,) = scene.anna.store.unsent(9, 1 << 20)
    hub = scene.world.hub.as_user(scene.anna.user.login)
    hub.hello(scene.anna.says())
    hub.push([row._replace(facts=())], None)
    scene.anna.meet()
    scene.manager.meet()
    scene.later(24 * 3600)
    scene.manager.meet()  # the daily check
    erasure = erases(scene, scene.manager, scopes=[scene.case])  # though it is known there
    scene.manager.meet()
    assert [placed in scene.world.hub.books.places, erasure in scene.world.hub.books.held] == [True, True]
    refuses(scene, erasure)
    ends_well(scene)
