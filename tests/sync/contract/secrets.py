"""What every hub must do: cases that are hidden from some."""

from __future__ import annotations

from caseworker.sync.buckets import bucket_of, buckets_of
from tests.sync.contract.desks import ACCEPTED, HELD, Desk, Place, digest_of, restricted


class Secrets:
    """E3, I12; and who may erase for ever (E1)."""

    def test_a_greeting_says_whether_the_login_sees_every_restricted_case(
        self, place: Place, anna: Desk
    ) -> None:
        assert not anna.greeting.sees_all
        assert Desk(place, "cara").greeting.sees_all

    def test_a_case_that_is_not_restricted_is_hidden_from_nobody(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c1", summary="Open", restricted=False))
        assert ben.hub.access().hidden == frozenset()

    def test_a_restricted_case_is_a_stub_to_those_who_may_not_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        before = anna.author.writes("c1", summary="Before")
        anna.pushes(before)
        row = restricted(anna, "c1")
        page = ben.hub.pull(0)
        assert [fed.wire.id for fed in page.rows] == []
        assert [(s.feed, s.origin, s.oseq, s.hash) for s in page.stubs] == [
            (1, anna.author.origin, 1, before.hash),
            (2, anna.author.origin, 2, row.hash),
        ]
        assert page.scanned == 2

    def test_no_way_leads_to_a_hidden_case(self, place: Place, anna: Desk, ben: Desk) -> None:
        row = restricted(anna, "c1")
        assert ben.hub.pull_case("c1") == ben.hub.fetch([row.id]) == ()
        assert ben.hub.buckets() == buckets_of([])
        assert row.id not in ben.hub.ids_in(bucket_of(row.id))
        assert ben.hub.access().hidden == {"c1"}

    def test_nobody_is_told_of_a_file_of_a_hidden_case_or_asked_for_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara, content = Desk(place, "cara"), b"a report on a child"
        digest = digest_of(content)
        restricted(anna, "c1", digest=digest)
        assert cara.hub.blob_want([digest]) == (digest,)
        assert anna.hub.blob_want([]) == (digest,)
        assert ben.hub.blob_want([]) == ben.hub.blob_want([digest]) == ()
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert (anna.hub.blob_has([digest]), ben.hub.blob_has([digest])) == ({digest: -1}, {digest: 0})
        assert ben.hub.blob_get(digest, 0, 100) == b""
        assert cara.hub.blob_get(digest, 0, 100) == content

    def test_whoever_lost_the_right_to_a_case_still_sends_its_file(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        content = b"taken down before"
        digest = digest_of(content)
        ben.pushes(ben.author.writes("c1", digest=digest))
        restricted(anna, "c1")
        assert ben.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    def test_its_owner_its_readers_and_those_in_charge_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        own, read = restricted(anna, "c1"), restricted(anna, "c2", readers=["ben"])
        assert anna.pulled() == cara.pulled() == [own.id, read.id]
        assert ben.pulled() == [read.id]
        assert (ben.hub.access().hidden, ben.hub.access().shown) == ({"c1"}, {"c2"})

    def test_a_lifted_restriction_shows_the_case_again_and_raises_the_version(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        first = ben.hub.access().version
        row = restricted(anna, "c1")
        second = ben.hub.access().version
        lifted = anna.author.writes("c1", restricted=False, parents=(row.id,))
        anna.pushes(lifted)
        third = ben.hub.access()
        assert first < second < third.version
        assert (third.hidden, third.shown) == (frozenset(), {"c1"})
        assert [fed.wire.id for fed in ben.hub.pull_case("c1")] == [row.id, lifted.id]

    def test_a_restriction_that_somebody_did_not_know_of_holds(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1")
        anna.pushes(anna.author.writes("c1", restricted=False))
        assert ben.hub.access().hidden == {"c1"}

    def test_readers_whom_two_people_named_apart_hide_the_case_at_once_and_raise_the_version(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1", readers=["ben"])
        before = ben.hub.access()
        apart = ben.author.writes("c1", restricted=False, readers=["cara"])
        later = ben.author.writes("c1", summary="In the same push")
        assert [answer.verdict for answer in ben.pushes(apart, later)] == [ACCEPTED, HELD]
        after = ben.hub.access()
        assert (before.hidden, after.hidden) == (frozenset(), {"c1"})
        assert after.version > before.version

    def test_the_first_owner_of_a_restricted_case_is_shown_it_and_the_version_rises(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        anna.pushes(anna.author.writes("c1", restricted=True, readers=["anna"]))
        before = ben.hub.access()
        anna.pushes(anna.author.writes("c1", owner_id="ben"))
        after = ben.hub.access()
        assert (before.hidden, after.shown) == ({"c1"}, {"c1"})
        assert after.version > before.version

    def test_of_two_owners_named_apart_neither_sees_a_restricted_case_until_it_is_settled(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        anna.pushes(anna.author.writes("c1", restricted=True))
        owners = [cara.author.writes("c1", owner_id=name) for name in ("anna", "ben")]
        cara.pushes(*owners)
        assert [desk.hub.access().hidden for desk in (anna, ben)] == [{"c1"}, {"c1"}]
        cara.pushes(cara.author.writes("c1", owner_id="ben", parents=tuple(row.id for row in owners)))
        assert [desk.hub.access().hidden for desk in (anna, ben)] == [{"c1"}, frozenset()]
