"""The fault scenarios every release runs, as far as they can be told in memory (F02 to F18)."""

from __future__ import annotations

import hashlib
from functools import partial

import pytest

from caseworker.sync.lives import cursor_in
from caseworker.sync.port import PART_BYTES, Epoch, HubAway, SyncState, Verdict
from tests.sync.faults import Plan
from tests.sync.mutants import PurgeAtOnce
from tests.sync.oracle import Violation
from tests.sync.scenes import Scene, calls_of
from tests.sync.world import Computer, Kit

YEAR = 31_536_000


@pytest.fixture
def scene() -> Scene:
    return Scene()


def both(scene: Scene) -> tuple[Computer, Computer]:
    return scene.anna, scene.ben


# -- F02 to F05: the line -------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_kill", [False, True], ids=["line cut", "killed"])
@pytest.mark.parametrize("is_after", [False, True], ids=["before", "after"])
def test_f02_f03_a_meeting_cut_at_any_call_is_made_good_by_the_next(is_after: bool, is_kill: bool) -> None:
    at, is_done = 0, False
    while not is_done:
        at += 1
        scene = Scene()
        scene.ben.edit(scene.case, alpha="ben")
        scene.ben.meet()
        scene.anna.edit(scene.case, beta="anna")
        scene.anna.attach(scene.case, b"scan")
        is_done = scene.anna.meet(Plan(at=at, is_after=is_after, is_kill=is_kill))
        scene.ends_well()
        assert scene.world.hub.head == len(scene.world.oracle.all)
    assert at > 20


def test_f04_pages_twice_reversed_and_overlapping_change_nothing(scene: Scene) -> None:
    for number in range(12):
        scene.anna.edit(scene.case, alpha=number)
    scene.anna.meet()
    scene.ben.meet(Plan(is_odd=True), page_rows=2)
    assert scene.shown(scene.ben, "alpha") == 11
    assert scene.clash(scene.ben, "alpha") == set()
    scene.ends_well()


def test_f05_what_others_commit_in_the_middle_of_a_meeting_is_never_passed_over() -> None:
    for at in range(1, calls_of(Scene().anna) + 1):
        scene = Scene()

        def meanwhile(scene: Scene = scene) -> None:
            scene.ben.new_case()
            scene.ben.meet()

        scene.manager.new_case()
        scene.manager.meet()
        scene.anna.meet(Plan(meanwhile_at=at, meanwhile=meanwhile), page_rows=1)
        scene.ends_well()


# -- F06 to F10: two people -----------------------------------------------------------------------------------


def test_f06_different_values_clash_and_equal_ones_do_not(scene: Scene) -> None:
    for pc, value in zip(both(scene), ("one", "two"), strict=True):
        pc.edit(scene.case, alpha=value, beta="same")
    scene.everybody_meets()
    for pc in both(scene):
        assert scene.clash(pc, "alpha") == {"one", "two"}
        assert scene.clash(pc, "beta") == set()
    scene.ends_well()


def test_f07_three_offline_edits_in_a_row_are_one_conflict_with_the_last_of_them(scene: Scene) -> None:
    for value in ("first", "second", "third"):
        scene.anna.edit(scene.case, alpha=value)
    scene.ben.edit(scene.case, alpha="theirs")
    scene.ben.meet()
    scene.everybody_meets()
    assert scene.clash(scene.ben, "alpha") == {"third", "theirs"}
    scene.ends_well()


def test_f08_two_resolutions_conflict_with_each_other_and_not_with_what_they_settled(scene: Scene) -> None:
    for pc, value in zip(both(scene), ("one", "two"), strict=True):
        pc.edit(scene.case, alpha=value)
    scene.everybody_meets()
    for pc, value in zip(both(scene), ("two", "both"), strict=True):
        pc.edit(scene.case, alpha=value)
    scene.everybody_meets()
    assert scene.clash(scene.anna, "alpha") == scene.clash(scene.ben, "alpha") == {"two", "both"}
    scene.ends_well()


def test_f09_a_removal_and_an_edit_that_did_not_know_of_it_both_stand(scene: Scene) -> None:
    note = scene.world.new_id()
    scene.manager.save(scene.case, (note, "note", {"text": "seen"}))
    scene.everybody_meets()
    scene.anna.save(scene.case, (note, "note", {"voided": True}))
    scene.ben.save(scene.case, (note, "note", {"text": "seen again"}))
    scene.everybody_meets()
    shown = [pc.store.view({note})[note] for pc in scene.world.computers]
    assert {state.doc["text"] for state in shown} == {"seen again"}
    assert all(state == shown[0] for state in shown)


@pytest.mark.parametrize("error", [-3600, YEAR, -YEAR])
def test_f10_a_wrong_clock_that_the_hub_has_measured_decides_nothing(scene: Scene, error: int) -> None:
    scene.anna.clock.error = error
    scene.anna.meet()
    scene.anna.edit(scene.case, alpha="earlier")
    scene.later(600)
    scene.ben.edit(scene.case, alpha="later")
    scene.everybody_meets()
    assert [scene.shown(pc, "alpha") for pc in both(scene)] == ["later", "later"]
    assert scene.clash(scene.anna, "alpha") == {"earlier", "later"}
    scene.ends_well()


def test_f10_a_clock_that_jumps_back_between_two_saves_loses_no_order(scene: Scene) -> None:
    scene.anna.edit(scene.case, alpha="before")
    scene.anna.clock.error = -7200
    scene.anna.edit(scene.case, alpha="after")
    scene.everybody_meets()
    assert (scene.shown(scene.ben, "alpha"), scene.clash(scene.ben, "alpha")) == ("after", set())
    scene.ends_well()


# -- F12: the hub is restored ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "cursor", "reads_on_at"), [("a", 20, 4), ("b", 12, 4), ("c", 12, 12), ("x", 20, 0)]
)
def test_f12_whoever_missed_several_restores_reads_on_after_the_earliest(
    known: str, cursor: int, reads_on_at: int
) -> None:
    epochs = (Epoch("a", "", 0), Epoch("b", "a", 10), Epoch("c", "b", 4))
    assert cursor_in(epochs, SyncState("hub", known, cursor)) == reads_on_at


def test_f12_a_hub_restored_from_last_night_gets_everything_back(scene: Scene) -> None:
    scene.world.hub_copy = scene.world.hub.snapshot()
    for pc in both(scene):
        pc.new_case()
        pc.attach(scene.case, pc.name.encode())
    scene.everybody_meets()
    scene.manager.edit(scene.case, alpha="shared and lost by the hub")
    scene.manager.meet()
    scene.world.restore_hub()
    scene.ben.edit(scene.case, alpha="written offline meanwhile")
    scene.ends_well()
    assert len(scene.world.hub.books.files.whole) == 2
    assert not scene.world.oracle.lost


# -- F13, F14: numbers ----------------------------------------------------------------------------------------


def test_f13_two_computers_away_for_five_days_use_up_their_blocks_and_go_on_with_spare_numbers() -> None:
    scene = Scene()
    for _ in range(5):
        scene.later(24 * 3600)
        for pc in both(scene):
            for _ in range(8):
                pc.new_case()
    scene.ends_well()
    numbers = [number for written in scene.world.oracle.all.values() for number in written.numbers]
    spare = [number.split("-")[2] for number in numbers if "-K" in number]
    assert len(set(numbers)) == len(numbers) == 1 + 2 * 40
    assert {code: spare.count(code) for code in spare} == {"K02": 36, "K03": 36}


def test_f14_a_lost_lease_reply_costs_no_number() -> None:
    scene = Scene()
    for _ in range(3):
        scene.anna.new_case()
    calls: list[str] = []
    plan = Plan()
    plan.tell = calls.append
    for at in range(1, 60):
        before = len(scene.world.hub.books.leases)
        plan = Plan(at=at, is_after=True, tell=calls.append)
        scene.anna.meet(plan)
        if calls and calls[-1].endswith("hub.lease_refs"):
            assert len(scene.world.hub.books.leases) == before + 1
            scene.anna.meet()
            assert len(scene.world.hub.books.leases) == before + 1
            scene.ends_well()
            return
    pytest.fail("no lease was asked for")


# -- F15, F16: versions ---------------------------------------------------------------------------------------


def test_f15_what_an_old_program_does_not_know_travels_on_unchanged(scene: Scene) -> None:
    thing = scene.world.new_id()
    key = scene.manager.save(scene.case, (thing, "kind of 2030", {"field_of_2030": {"a": [1]}}))
    scene.everybody_meets()
    scene.anna.edit(scene.case, alpha="edited by the old program")
    scene.ends_well()
    assert scene.ben.store.columns_of(key) == scene.manager.store.columns_of(key)
    assert scene.anna.store.view({thing})[thing].doc == {"field_of_2030": {"a": [1]}}


def test_f16_the_queue_of_an_old_version_is_taken_and_then_it_only_reads(scene: Scene) -> None:
    for day in range(10):
        scene.later(24 * 3600)
        scene.anna.edit(scene.case, alpha=day)
    scene.world.hub.oldest_schema = 2
    scene.anna.meet()
    assert scene.anna.store.state().is_read_only
    assert not scene.anna.store.unsent(1, 1)
    scene.ends_well()


# -- F17, F18 -------------------------------------------------------------------------------------------------


def test_f17_who_lost_access_while_away_sends_what_they_have_and_keeps_nothing(scene: Scene) -> None:
    key = scene.anna.edit(scene.case, alpha="written without knowing")
    scene.manager.edit(scene.case, restricted=True, readers=["person2"])
    scene.manager.meet()
    scene.anna.meet()
    assert scene.world.hub.books.held.keys() == {key}
    assert scene.anna.store.visible().isdisjoint(scene.anna.store.all.log)
    scene.world.hub.accept_held(key)
    scene.everybody_meets()
    assert scene.shown(scene.ben, "alpha") == "written without knowing"
    scene.manager.edit(scene.case, restricted=False, readers=[])
    scene.ends_well()
    assert scene.shown(scene.anna, "alpha") == "written without knowing"


def saved_while_access_is_lost(kit: Kit) -> None:
    """Somebody saves an edit at any call of the meeting in which their computer learns that the case is hidden."""
    at, is_over = 0, False
    while not is_over:
        at += 1
        scene = Scene(kit)
        scene.manager.edit(scene.case, restricted=True, readers=["person2"])
        scene.manager.meet()
        plan = Plan(meanwhile_at=at, meanwhile=partial(edit_if_shown, scene))
        scene.anna.meet(plan)
        is_over = plan.calls < at
        scene.ends_well()


def edit_if_shown(scene: Scene) -> None:
    """Edit the case as long as it is there to be edited."""
    if scene.case in scene.anna.store.cases():
        scene.anna.edit(scene.case, alpha="in the middle of a meeting")


def test_f17_an_edit_saved_after_the_sending_is_sent_before_the_case_is_purged() -> None:
    saved_while_access_is_lost(Kit())


def test_f17_a_purge_that_does_not_look_for_unsent_edits_would_lose_one() -> None:
    with pytest.raises(Violation, match="I2"):
        saved_while_access_is_lost(Kit(store=PurgeAtOnce))


def test_f18_a_file_comes_after_its_row_and_an_upload_goes_on_where_it_stopped(scene: Scene) -> None:
    content = bytes(range(256)) * (3 * PART_BYTES // 256) + b"end"
    digest = scene.anna.attach(scene.case, content)
    hub = scene.world.hub.as_user("user1")
    hub.hello(scene.anna.says())
    hub.push(scene.anna.store.unsent(200, 1 << 20), None)
    assert hub.blob_put(digest, "text/plain", len(content), 0, content[:PART_BYTES]) == PART_BYTES
    scene.ben.meet()
    assert scene.ben.store.missing_blobs(9) == (digest,)
    scene.anna.meet()
    scene.ben.meet()
    assert scene.ben.store.read_blob(digest, 0, len(content)) == content
    scene.ends_well()


def test_f18_bytes_damaged_on_the_way_are_not_kept(scene: Scene) -> None:
    digest = hashlib.sha256(b"whole").hexdigest()
    hub = scene.world.hub.as_user("user1")
    assert hub.blob_put(digest, "text/plain", 5, 0, b"whale") == 0
    assert not scene.ben.store.take_blob_part(digest, 0, b"whale", is_last=True)
    assert hub.blob_get(digest, 0, 9) == b""


def test_a_file_only_one_computer_has_is_asked_for_after_a_restore(scene: Scene) -> None:
    scene.world.hub_copy = scene.world.hub.snapshot()
    digest = scene.anna.attach(scene.case, b"scan")
    scene.anna.meet()
    scene.world.restore_hub()
    scene.ends_well()
    assert scene.ben.store.read_blob(digest, 0, 9) == b"scan"


def test_a_held_change_is_taken_when_somebody_with_the_right_offers_it(scene: Scene) -> None:
    scene.anna.edit(scene.case, alpha="anna")
    scene.manager.edit(scene.case, restricted=True, readers=["person2"])
    scene.manager.meet()
    (wire,) = scene.anna.store.unsent(9, 1 << 20)
    scene.anna.meet()
    manager = scene.world.hub.as_user("user0")
    assert [answer.verdict for answer in manager.push([wire], None).answers] == [Verdict.ACCEPTED]
    assert not scene.world.hub.books.held


def test_a_meeting_that_greeted_before_a_restore_is_cut_off(scene: Scene) -> None:
    scene.world.hub_copy = scene.world.hub.snapshot()
    hub = scene.world.hub.as_user("user1")
    hub.hello(scene.anna.says())
    scene.world.restore_hub()
    with pytest.raises(HubAway):
        hub.access()


def test_the_daily_check_fetches_what_was_passed_over() -> None:
    scene = Scene(is_checked=True)
    key = scene.anna.edit(scene.case, alpha="passed over")
    scene.everybody_meets()
    del scene.ben.store.all.log[key]
    scene.ben.meet()
    assert scene.shown(scene.ben, "alpha") == "new"
    scene.later(24 * 3600)
    scene.ben.meet()
    assert scene.shown(scene.ben, "alpha") == "passed over"
    scene.ends_well()
