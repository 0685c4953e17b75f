"""Hubs and files that were put back, in every combination that a client may meet (P1, P5, P12, E2, R5)."""

from __future__ import annotations

import pytest

from caseworker.sync.exchange import Exchange
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.port import HubRefuses, SignInAgain
from tests.sync.faults import Plan
from tests.sync.mutants import ForgottenRedactions
from tests.sync.oracle import Violation
from tests.sync.scenes import Scene
from tests.sync.world import OFFICE, Computer, Kit


@pytest.fixture
def scene() -> Scene:
    return Scene()


def work(scene: Scene, value: object) -> None:
    """Everybody edits, everybody meets."""
    for pc in scene.world.computers:
        pc.edit(scene.case, **{f"by_{pc.name}": value})
    scene.everybody_meets()


def refused(pc: Computer) -> str:
    """Meet, and return the sentence of the refusal."""
    hub = pc.world.hub.as_user(pc.user.login)
    with pytest.raises(HubRefuses) as refusal:
        Exchange(pc.store, hub, pc.says, pc.clock.now).meet()
    return str(refusal.value)


def test_a_computer_that_knows_an_epoch_from_before_a_restore_reads_everything_again(scene: Scene) -> None:
    oldest = scene.world.hub.snapshot()
    work(scene, 1)
    scene.world.hub.restore(scene.world.hub.snapshot())
    work(scene, 2)  # everybody knows the second epoch
    scene.world.hub.restore(oldest)  # which this copy has never heard of
    scene.world.disaster()
    assert scene.anna.store.state().epoch not in [epoch.id for epoch in scene.world.hub.books.epochs]
    scene.anna.edit(scene.case, alpha="meanwhile")
    scene.ends_well()
    assert not scene.world.oracle.lost


def test_two_restores_in_a_row_lose_nothing(scene: Scene) -> None:
    copies = []
    for value in range(3):
        copies.append(scene.world.hub.snapshot())
        work(scene, value)
    for copy in (copies[2], copies[1]):
        scene.world.hub.restore(copy)
    scene.world.disaster()
    scene.ends_well()
    assert not scene.world.oracle.lost


def test_a_computer_that_missed_two_restores_goes_on_from_the_earlier_of_their_beginnings(
    scene: Scene,
) -> None:
    work(scene, 1)
    early = scene.world.hub.snapshot()
    work(scene, 2)
    scene.ben.is_online = False
    scene.world.hub.restore(early)
    scene.anna.edit(scene.case, alpha="in the second life")
    scene.anna.meet()
    scene.manager.meet()
    scene.world.hub.restore(scene.world.hub.snapshot())
    scene.manager.edit(scene.case, alpha="in the third life")
    scene.manager.meet()
    scene.ben.is_online = True
    scene.ben.edit(scene.case, beta="away all the time")
    scene.ends_well()


def test_a_restored_hub_and_a_computer_put_back_from_a_copy_are_mended_by_the_others(scene: Scene) -> None:
    copy = scene.world.hub.snapshot()
    scene.anna.back_up()
    scene.anna.edit(scene.case, alpha="shared with ben")
    scene.anna.new_case()
    scene.everybody_meets()
    scene.world.hub.restore(copy)
    scene.anna.put_back()
    scene.anna.edit(scene.case, beta="under a new origin")
    scene.ends_well()
    assert not scene.world.oracle.lost
    assert scene.shown(scene.anna, "alpha") == "shared with ben"


@pytest.mark.parametrize("has_marker", [True, False], ids=["marker", "no marker"])
def test_a_file_put_back_from_a_copy_takes_a_new_origin_and_loses_nothing(
    scene: Scene, has_marker: bool
) -> None:
    scene.world.has_marker = has_marker
    scene.world.had_double = not has_marker
    first = scene.anna.store.origin
    scene.anna.back_up()
    scene.anna.edit(scene.case, alpha="sent")
    scene.anna.meet()
    scene.anna.put_back()
    scene.anna.edit(scene.case, beta="under a number that was given before, if nobody noticed")
    scene.ends_well()
    assert scene.anna.store.origin != first


def test_an_old_copy_put_back_without_the_command_is_refused_and_nothing_changes(scene: Scene) -> None:
    copy = scene.world.hub.snapshot()
    work(scene, 1)
    scene.world.hub.books = copy
    before = scene.anna.store.all.copied()
    scene.anna.edit(scene.case, alpha="waits")
    assert "less than it had" in refused(scene.anna)
    assert scene.anna.store.all.state == before.state
    assert len(scene.anna.store.unsent(9, 1 << 20)) == 1


def test_an_old_copy_that_has_grown_past_what_was_read_is_still_refused_to_its_author(scene: Scene) -> None:
    copy = scene.world.hub.snapshot()
    work(scene, 1)
    scene.world.hub.books = copy
    stranger = scene.world.hub.as_user("user2")
    other = Scene()
    stranger.hello(other.ben.says())
    stranger.push([other.manager.store.all.log[key].wire for key in other.manager.store.all.log], None)
    for number in range(9):
        stranger.push([other.ben.store.all.log[other.ben.edit(other.case, alpha=number)].wire], None)
    assert scene.world.hub.head > scene.anna.store.state().cursor
    assert "less than it had" in refused(scene.anna)


def test_another_hub_and_an_empty_one_are_refused(scene: Scene) -> None:
    users = list(scene.world.hub.users.values())
    scene.world.hub = MemoryHub(users, scene.world.hub.now, scene.world.new_id)
    assert "not the hub of this office" in refused(scene.anna)
    scene.world.hub.hub_id = scene.anna.store.state().hub_id
    assert "has forgotten this office" in refused(scene.anna)


def test_a_hub_newer_than_this_program_is_refused(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseworker.sync.lives.PROTOCOL", 0)
    assert "do not speak the same version" in refused(scene.anna)


def test_a_login_that_is_not_known_any_more_leaves_the_queue_untouched(scene: Scene) -> None:
    scene.anna.edit(scene.case, alpha="waits")
    scene.world.hub.let_in(User("user1", "person1", is_active=False))
    with pytest.raises(SignInAgain):
        scene.anna.meet()
    assert len(scene.anna.store.unsent(9, 1 << 20)) == 1
    scene.world.hub.let_in(User("user1", "person1"))
    scene.ends_well()


def test_an_office_that_was_alone_joins_with_all_its_work(scene: Scene) -> None:
    late = Computer(scene.world, "late", scene.ben.user, scene.ben.clock)
    for _ in range(5):
        late.new_case()
    scene.world.computers.append(late)
    scene.ends_well()
    assert len(late.store.cases()) == 6


@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_a_first_meeting_killed_at_any_call_goes_on_though_the_hub_is_restored(is_after: bool) -> None:
    at, is_done = 0, False
    while not is_done:
        at += 1
        scene = Scene(people=4)
        newcomer = Computer(scene.world, "new", scene.world.computers[3].user, scene.ben.clock)
        scene.world.computers[3] = newcomer
        scene.world.hub.restore(scene.world.hub.snapshot())
        newcomer.new_case()
        is_done = newcomer.meet(Plan(at=at, is_after=is_after, is_kill=True))
        scene.world.hub.restore(scene.world.hub.snapshot())
        scene.world.disaster()
        scene.ends_well()
        assert not scene.world.oracle.lost
    assert at > 20


# -- redactions and numbers after a restore -------------------------------------------------------------------


def redacted_and_restored(kit: Kit) -> Scene:
    """A case was erased; the hub and the only computer that heard of it are put back to before."""
    scene = Scene(kit)
    copy = scene.world.hub.snapshot()
    scene.manager.back_up()
    scene.manager.save(OFFICE, (scene.world.new_id(), "redaction", {"scopes": [scene.case]}))
    scene.manager.meet()
    scene.storm.note()
    scene.world.hub.restore(copy)
    scene.manager.put_back()
    return scene


def test_what_was_erased_stays_erased_though_hub_and_computers_are_put_back() -> None:
    scene = redacted_and_restored(Kit())
    scene.ends_well()
    assert [pc.store.cases() for pc in scene.world.computers] == [[], [], []]


def test_without_a_list_outside_the_hub_it_would_come_back() -> None:
    scene = redacted_and_restored(Kit(hub=ForgottenRedactions))
    with pytest.raises(Violation, match="I13"):
        scene.ends_well()


def test_no_numbers_are_leased_after_a_restore_until_everybody_has_told_of_theirs(scene: Scene) -> None:
    copy = scene.world.hub.snapshot()
    for _ in range(3):
        scene.anna.new_case()
    scene.anna.meet()  # a second block, which the copy does not know
    scene.anna.new_case()
    scene.world.hub.restore(copy)
    scene.world.disaster()
    for _ in range(6):
        scene.ben.new_case()
        scene.ben.meet()
        scene.manager.meet()
    assert scene.ben.store.state().is_frozen
    scene.ends_well()


def test_a_computer_that_never_comes_back_is_retired_and_leasing_goes_on(scene: Scene) -> None:
    scene.world.hub.restore(scene.world.hub.snapshot())
    scene.manager.meet()
    scene.anna.meet()
    assert scene.world.hub.waiting == {scene.ben.store.origin}
    scene.world.hub.retire(scene.ben.store.origin)
    assert not scene.world.hub.waiting
    bens = [
        lease for lease in scene.world.hub.books.leases.values() if lease.origin == scene.ben.store.origin
    ]
    assert bens
    assert all(lease.given_up for lease in bens)
    scene.ends_well()
