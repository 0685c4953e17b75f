"""What every hub must do, in one set of tests: in memory, in a file on a share, in Postgres.

A test module of a hub says `class TestSomeHub(HidingHubContract)` (or `OpenHubContract`) and has a fixture `place`;
it imports the fixtures `anna` and `ben` from here.
Source: offline rules P1 to P13, R1 to R5, B1, B2, E1 to E3, F02, F04, F14, F18.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import pytest

from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.facts import is_hold_untold, is_unlike, true_facts
from caseworker.sync.port import AccessFact, Answer, Empties, Fate, Hub, HubAway, SignInAgain, Verdict, Wire
from tests.sync.hub_wires import Author

ACCEPTED, KNOWN, HELD = Verdict.ACCEPTED, Verdict.KNOWN, Verdict.HELD


class Place(Protocol):
    """Where a hub of this kind stands, new and empty.

    It knows three logins, which are people of the same ids: "anna" and "ben" see cases that are not restricted,
    "cara" sees all and is a manager of the hub.
    """

    def hub(self, login: str) -> Hub:
        """A new connection of this login."""

    def back_up(self) -> None:
        """Make a copy."""

    def restore(self) -> None:
        """Put the copy back, as the command does: another epoch begins, and no numbers are leased for now."""


class Desk:
    """A computer with a connection of its own: it has greeted the hub."""

    def __init__(self, place: Place, person: str = "anna") -> None:
        self.place, self.author = place, Author(person)
        self.hub = place.hub(person)
        self.greeting = self.hub.hello(self.author.caller)

    def pushes(self, *rows: Wire) -> list[Answer]:
        return list(self.hub.push(rows, self.author.signed()).answers)

    def has_erased(self, **what: list[str]) -> Wire:
        """A manager of the hub erases, from another computer."""
        manager = Desk(self.place, "cara")
        row = manager.author.redacts(**what)
        assert [a.verdict for a in manager.pushes(row)] == [ACCEPTED]
        return row

    def fates(self, *rows: Wire) -> dict[str, Fate]:
        return {said.id: said.fate for said in self.hub.fates([row.id for row in rows])}

    def pulled(self) -> list[str]:
        return [fed.wire.id for fed in self.hub.pull(0).rows]


@pytest.fixture
def anna(place: Place) -> Desk:
    return Desk(place)


@pytest.fixture
def ben(place: Place) -> Desk:
    return Desk(place, "ben")


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Greetings:
    """P1, P13, R4, E5."""

    def test_a_new_hub_is_empty_and_in_its_first_epoch(self, anna: Desk) -> None:
        said = anna.greeting
        assert (said.head, said.own_oseq, said.own_hash) == (0, 0, "")
        assert [epoch.starts_after for epoch in said.epochs] == [0]
        assert said.person_id == "anna"
        assert not said.is_frozen

    def test_every_connection_meets_the_same_hub_in_the_same_epoch(self, anna: Desk, ben: Desk) -> None:
        assert anna.greeting.hub_id == ben.greeting.hub_id != ""
        assert anna.greeting.epochs == ben.greeting.epochs

    def test_the_clock_of_the_hub_is_an_instant_with_its_zone(self, anna: Desk) -> None:
        assert datetime.fromisoformat(anna.greeting.now).utcoffset() is not None

    def test_a_computer_keeps_its_code_and_no_two_share_one(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        again = place.hub("anna").hello(anna.author.caller)
        assert again.code == anna.greeting.code != ben.greeting.code
        assert "" not in (anna.greeting.code, ben.greeting.code)

    def test_a_greeting_carries_the_public_key_of_every_computer(self, anna: Desk, ben: Desk) -> None:
        assert set(ben.greeting.keys or ()) == {anna.author.origin, ben.author.origin}

    def test_a_greeting_names_the_last_change_of_the_caller_that_the_hub_has(self, anna: Desk) -> None:
        rows = anna.author.many(3)
        anna.pushes(*rows)
        said = anna.hub.hello(anna.author.caller)
        assert (said.head, said.own_oseq, said.own_hash) == (3, 3, rows[-1].hash)

    def test_somebody_unknown_is_asked_to_sign_in(self, place: Place) -> None:
        with pytest.raises(SignInAgain):
            place.hub("nobody").hello(Author("nobody").caller)


class Pushes:
    """P2, P3, P5, F02."""

    def test_new_changes_are_numbered_from_one_without_a_gap(self, anna: Desk, ben: Desk) -> None:
        first = anna.pushes(*anna.author.many(3))
        second = ben.pushes(*ben.author.many(2))
        assert [(a.verdict, a.feed) for a in first + second] == [(ACCEPTED, n) for n in range(1, 6)]

    def test_a_push_whose_reply_was_lost_is_repeated_without_harm(self, anna: Desk) -> None:
        rows = anna.author.many(3)
        anna.pushes(*rows)
        assert [(a.verdict, a.feed) for a in anna.pushes(*rows)] == [(KNOWN, 1), (KNOWN, 2), (KNOWN, 3)]
        assert anna.pulled() == [row.id for row in rows]

    def test_known_and_new_changes_in_one_push_leave_no_gap(self, anna: Desk) -> None:
        rows = anna.author.many(4)
        anna.pushes(rows[1])
        answers = anna.pushes(*rows)
        assert [a.id for a in answers] == [row.id for row in rows]
        assert [a.verdict for a in answers] == [ACCEPTED, KNOWN, ACCEPTED, ACCEPTED]
        assert [fed.feed for fed in anna.hub.pull(0).rows] == [1, 2, 3, 4]

    def test_the_same_change_twice_in_one_push_is_stored_once(self, anna: Desk) -> None:
        (row,) = anna.author.many(1)
        assert [a.feed for a in anna.pushes(row, row)] == [1, 1]
        assert anna.pulled() == [row.id]

    def test_nothing_pushed_is_nothing_answered(self, anna: Desk) -> None:
        assert anna.hub.push([], None).answers == ()

    def test_another_change_under_a_number_of_this_computer_is_stored_and_advised(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        (other,) = anna.author.again().many(1)
        pushed = anna.hub.push([other], None)
        assert pushed.take_new_origin
        assert [(a.verdict, a.feed) for a in pushed.answers] == [(ACCEPTED, 3)]

    def test_nobody_is_advised_to_begin_anew_for_what_the_hub_knows(self, anna: Desk) -> None:
        rows = anna.author.many(2)
        assert not anna.hub.push(rows, None).take_new_origin
        assert not anna.hub.push(rows, None).take_new_origin

    def test_a_change_comes_back_as_it_was_written(self, anna: Desk, ben: Desk) -> None:
        row = anna.author.writes("c1", summary='Ŵyn said: "no" \\ 🙂\n' * 3)
        anna.pushes(row)
        (fed,) = ben.hub.pull(0).rows
        assert fed.wire.columns == row.columns
        assert (fed.pushed_by, fed.is_emptied) == ("anna", False)

    def test_a_change_of_a_mebibyte_travels(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Naïve — text " * 80_000)
        anna.pushes(row)
        assert anna.hub.pull(0).rows[0].wire.columns == row.columns

    def test_changes_of_another_computer_may_be_offered_and_say_who_brought_them(
        self, anna: Desk, ben: Desk
    ) -> None:
        rows = Author("anna").many(2)
        assert [a.feed for a in ben.pushes(*rows)] == [1, 2]
        assert {fed.pushed_by for fed in anna.hub.pull(0).rows} == {"ben"}

    def test_the_signed_head_travels_with_the_changes(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        assert anna.author.signed() in ben.hub.pull(0).signed


class Pulls:
    """P6, P8, P10, F04."""

    def test_pages_come_in_order_and_the_last_says_so(self, anna: Desk, ben: Desk) -> None:
        rows = anna.author.many(5)
        anna.pushes(*rows)
        pages = [ben.hub.pull(0, 2), ben.hub.pull(2, 2), ben.hub.pull(4, 2)]
        assert [[fed.feed for fed in page.rows] for page in pages] == [[1, 2], [3, 4], [5]]
        assert [page.scanned for page in pages] == [2, 4, 5]
        assert [page.is_last for page in pages] == [False, False, True]

    def test_a_page_may_be_asked_for_again(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(3))
        assert anna.hub.pull(1, 1) == anna.hub.pull(1, 1)

    def test_nothing_new_is_an_empty_last_page_that_stays_where_it_was(self, anna: Desk) -> None:
        anna.pushes(*anna.author.many(3))
        page = anna.hub.pull(3)
        assert (page.rows, page.stubs, page.scanned, page.is_last) == ((), (), 3, True)

    def test_one_whole_case_comes_in_the_order_of_the_feed(self, anna: Desk, ben: Desk) -> None:
        one, other = anna.author.writes("c1", summary="a"), anna.author.writes("c2", summary="b")
        two = ben.author.writes("c1", summary="c")
        anna.pushes(one, other)
        ben.pushes(two)
        assert [fed.wire.id for fed in anna.hub.pull_case("c1")] == [one.id, two.id]
        assert anna.hub.pull_case("nothing") == ()

    def test_changes_are_fetched_by_id_and_unknown_ones_are_left_out(self, anna: Desk) -> None:
        rows = anna.author.many(3)
        anna.pushes(*rows)
        found = anna.hub.fetch([rows[2].id, "unknown", rows[0].id])
        assert [(fed.feed, fed.wire.columns) for fed in found] == [(1, rows[0].columns), (3, rows[2].columns)]

    def test_the_buckets_count_and_sum_what_is_there(self, anna: Desk) -> None:
        rows = anna.author.many(40)
        anna.pushes(*rows)
        assert anna.hub.buckets() == buckets_of((row.id, row.hash) for row in rows)
        wanted = bucket_of(rows[0].id)
        assert set(anna.hub.ids_in(wanted)) == {row.id for row in rows if bucket_of(row.id) == wanted}


class Numbers:
    """R1, R3, R5, F14."""

    def test_blocks_follow_one_another_and_belong_to_one_computer_each(self, anna: Desk, ben: Desk) -> None:
        one = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        two = ben.hub.lease_refs("r2", ben.author.origin, "CYP-2026", 5, 0)
        assert one is not None
        assert two is not None
        assert (one.first, one.last, two.first, two.last) == (1, 10, 11, 15)
        assert (one.origin, two.origin) == (anna.author.origin, ben.author.origin)

    def test_a_request_whose_reply_was_lost_gets_the_same_block_again(self, anna: Desk) -> None:
        one = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        assert anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 7) == one
        assert anna.hub.leases() == (one,)

    def test_a_block_begins_after_the_highest_number_that_is_known_to_be_used(self, anna: Desk) -> None:
        lease = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 412)
        later = anna.hub.lease_refs("r2", anna.author.origin, "CYP-2026", 10, 3)
        assert lease is not None
        assert later is not None
        assert (lease.first, later.first) == (413, 423)

    def test_each_series_counts_for_itself(self, anna: Desk) -> None:
        anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        other = anna.hub.lease_refs("r2", anna.author.origin, "CYP-2027", 10, 0)
        assert other is not None
        assert (other.first, other.last) == (1, 10)

    def test_what_is_given_up_is_explained_and_never_leased_again(self, anna: Desk, ben: Desk) -> None:
        anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        ben.hub.lease_refs("r2", ben.author.origin, "CYP-2026", 10, 0)
        anna.hub.give_up(anna.author.origin, "The computer was replaced")
        assert {lease.request_id: lease.given_up for lease in ben.hub.leases()} == {
            "r1": "The computer was replaced",
            "r2": "",
        }
        later = ben.hub.lease_refs("r3", ben.author.origin, "CYP-2026", 10, 0)
        assert later is not None
        assert later.first == 21

    def test_after_a_restore_no_numbers_are_leased_until_every_computer_has_called(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        place.back_up()
        place.restore()
        hub = place.hub("anna")
        assert hub.hello(anna.author.caller).is_frozen
        assert hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0) is None
        hub.tell_leases(())
        assert hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0) is None
        other = place.hub("ben")
        assert other.hello(ben.author.caller).is_frozen
        other.tell_leases(())
        assert not other.hello(ben.author.caller).is_frozen
        lease = hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 57)
        assert lease is not None
        assert lease.first == 58

    def test_a_block_that_a_restore_forgot_is_told_again_and_not_leased_twice(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        place.back_up()
        block = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        assert block is not None
        place.restore()
        for desk, blocks in ((anna, [block]), (ben, [])):
            desk.hub = place.hub(desk.author.person)
            desk.hub.hello(desk.author.caller)
            desk.hub.tell_leases(blocks)
        assert anna.hub.leases() == (block,)
        lease = ben.hub.lease_refs("r2", ben.author.origin, "CYP-2026", 10, 0)
        assert lease is not None
        assert lease.first == 11

    def test_no_code_is_given_twice_though_a_restore_forgot_who_had_it(
        self, place: Place, anna: Desk
    ) -> None:
        place.back_up()
        code = Desk(place, "ben").greeting.code
        place.restore()
        assert Desk(place, "cara").greeting.code not in (code, anna.greeting.code)

    def test_the_news_that_a_block_is_given_up_reaches_the_hub(self, anna: Desk) -> None:
        block = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        assert block is not None
        anna.hub.tell_leases([block._replace(given_up="The file was restored from a copy")])
        anna.hub.tell_leases([block])
        assert [lease.given_up for lease in anna.hub.leases()] == ["The file was restored from a copy"]

    def test_a_new_file_of_the_same_computer_and_person_gives_up_the_numbers_of_the_old_one(
        self, place: Place, anna: Desk
    ) -> None:
        machine = anna.author.caller.machine
        old = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
        assert old is not None
        place.hub("ben").hello(replace(Author("ben").caller, machine=machine))
        assert [lease.given_up for lease in anna.hub.leases()] == [""]  # somebody else at the same computer
        again = Author("anna")
        hub = place.hub("anna")
        hub.hello(replace(again.caller, machine=machine))
        assert [bool(lease.given_up) for lease in hub.leases()] == [True]
        new = hub.lease_refs("r2", again.origin, "CYP-2026", 10, 0)
        assert new is not None
        assert new.first == old.last + 1
        anna.hub.hello(anna.author.caller)  # the old file is there after all: its numbers stay given up
        assert [bool(lease.given_up) for lease in anna.hub.leases()] == [True, False]


class Epochs:
    """P12, F12."""

    def test_a_restored_hub_is_in_a_new_epoch_that_says_where_it_begins(
        self, place: Place, anna: Desk
    ) -> None:
        anna.pushes(*anna.author.many(2))
        place.back_up()
        anna.pushes(*anna.author.many(3))
        place.restore()
        said = place.hub("anna").hello(anna.author.caller)
        assert said.hub_id == anna.greeting.hub_id
        assert [epoch.starts_after for epoch in said.epochs] == [0, 2]
        assert said.epoch.parent == said.epochs[0].id == anna.greeting.epoch.id
        assert said.head == 2

    def test_whoever_greeted_before_a_restore_must_greet_again(self, place: Place, anna: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        place.back_up()
        place.restore()
        for asked in (lambda: anna.hub.pull(0), anna.hub.access, anna.hub.buckets):
            with pytest.raises(HubAway):
                asked()

    def test_what_a_restore_lost_is_taken_again_by_whomever_it_is_offered(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        place.back_up()
        rows = anna.author.many(3)
        anna.pushes(*rows)
        place.restore()
        hub = place.hub("ben")
        hub.hello(ben.author.caller)
        assert [a.feed for a in hub.push(rows, None).answers] == [1, 2, 3]

    def test_what_was_redacted_stays_empty_also_after_a_restore(self, place: Place, anna: Desk) -> None:
        rows = [anna.author.writes("c1", summary="Secret"), anna.author.writes("c2", summary="Kept")]
        anna.pushes(*rows)
        place.back_up()
        anna.has_erased(scopes=["c1"])
        place.restore()
        hub = place.hub("anna")
        hub.hello(anna.author.caller)
        assert [fed.is_emptied for fed in hub.pull(0).rows][:2] == [True, False]


class Files:
    """B1, B2, F18."""

    def test_a_file_comes_back_whole_and_in_pieces(self, anna: Desk, ben: Desk) -> None:
        content = bytes(range(256)) * 40
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "application/pdf", len(content), 0, content) == -1
        assert ben.hub.blob_has([digest])[digest] == -1
        assert ben.hub.blob_get(digest, 0, len(content) + 5) == content
        assert ben.hub.blob_get(digest, 1000, 24) == content[1000:1024]
        assert ben.hub.blob_get(digest, len(content), 10) == b""

    def test_an_upload_goes_on_where_it_stopped(self, place: Place, anna: Desk, ben: Desk) -> None:
        content = b"first part, second part"
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content[:10]) == 10
        assert ben.hub.blob_has([digest])[digest] == 10
        assert ben.hub.blob_get(digest, 0, 10) == b""
        assert place.hub("ben").hello(ben.author.caller)
        assert ben.hub.blob_put(digest, "text/plain", len(content), 10, content[10:]) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    def test_a_part_that_does_not_follow_changes_nothing(self, anna: Desk) -> None:
        content = b"0123456789"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", 10, 0, content[:4])
        assert anna.hub.blob_put(digest, "text/plain", 10, 6, content[6:]) == 4
        assert anna.hub.blob_put(digest, "text/plain", 10, 0, content[:4]) == 4
        assert anna.hub.blob_put(digest, "text/plain", 10, 4, content[4:]) == -1

    def test_a_whole_that_is_not_what_its_name_says_is_thrown_away(self, anna: Desk) -> None:
        content = b"as it was written"
        digest = digest_of(content)
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, b"as it was damaged") == 0
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 100) == b""
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1

    def test_a_file_that_was_begun_with_another_size_begins_anew(self, anna: Desk, ben: Desk) -> None:
        content = b"Eleven long"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", 99, 0, b"wrong")
        here = 5
        for _ in range(3):
            if here != -1:
                here = ben.hub.blob_put(digest, "text/plain", len(content), here, content[here:])
        assert here == -1
        assert anna.hub.blob_get(digest, 0, 99) == content

    def test_a_file_that_is_there_is_not_taken_twice(self, anna: Desk) -> None:
        content = b"once"
        anna.hub.blob_put(digest_of(content), "text/plain", 4, 0, content)
        assert anna.hub.blob_put(digest_of(content), "text/plain", 4, 0, content) == -1

    def test_an_empty_file_is_a_file(self, anna: Desk) -> None:
        digest = digest_of(b"")
        assert anna.hub.blob_put(digest, "text/plain", 0, 0, b"") == -1
        assert anna.hub.blob_has([digest])[digest] == -1

    def test_what_one_computer_misses_another_is_asked_for(self, anna: Desk, ben: Desk) -> None:
        content = b"only Ben has it"
        digest = digest_of(content)
        anna.hub.blob_want([digest])
        assert ben.hub.blob_want([]) == (digest,)
        ben.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_want([]) == ()

    def test_what_a_computer_misses_no_more_is_not_asked_for(self, anna: Desk, ben: Desk) -> None:
        anna.hub.blob_want([digest_of(b"gone")])
        anna.hub.blob_want([])
        assert ben.hub.blob_want([]) == ()

    def test_of_two_computers_of_one_person_one_takes_back_nothing_that_the_other_misses(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        digest = digest_of(b"seen")
        anna.hub.blob_want([digest])
        assert Desk(place, "anna").hub.blob_want([]) == (digest,)
        assert ben.hub.blob_want([]) == (digest,)

    def test_nothing_is_there_of_an_unknown_file(self, anna: Desk) -> None:
        digest = digest_of(b"never seen")
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 10) == b""


class Redactions:
    """E1, E2, I13."""

    def test_a_redacted_case_is_empty_and_its_chain_still_holds(self, anna: Desk, ben: Desk) -> None:
        row, other = anna.author.writes("c1", summary="Secret"), anna.author.writes("c2", summary="Kept")
        anna.pushes(row, other)
        anna.has_erased(scopes=["c1"])
        first, second, third = ben.hub.pull(0).rows
        assert first.wire.columns[16:19] == ("", "", "")
        assert first.wire.columns[:16] + first.wire.columns[19:] == row.columns[:16] + row.columns[19:]
        assert [fed.is_emptied for fed in (first, second, third)] == [True, False, False]
        assert second.wire.columns == other.columns

    def test_every_way_to_a_redacted_change_finds_it_empty(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Secret")
        anna.pushes(row)
        anna.has_erased(scopes=["c1"])
        for fed in (*anna.hub.pull_case("c1"), *anna.hub.fetch([row.id])):
            assert (fed.is_emptied, fed.wire.columns[18]) == (True, "")

    def test_a_late_change_to_a_redacted_case_is_accepted_and_emptied(self, anna: Desk, ben: Desk) -> None:
        anna.has_erased(scopes=["c1"])
        late = ben.author.writes("c1", summary="Written on a train")
        assert ben.pushes(late) == [Answer(late.id, ACCEPTED, 2)]
        (fed,) = anna.hub.pull_case("c1")
        assert (fed.is_emptied, fed.wire.columns[18], fed.wire.hash) == (True, "", late.hash)

    def test_single_changes_are_emptied_also_when_they_come_late(self, anna: Desk, ben: Desk) -> None:
        here, late = anna.author.writes("c1", summary="One"), ben.author.writes("c1", summary="Two")
        kept = anna.author.writes("c1", summary="Three")
        anna.pushes(here, kept)
        anna.has_erased(changesets=[here.id, late.id])
        ben.pushes(late)
        assert [(fed.wire.id, fed.is_emptied) for fed in anna.hub.pull_case("c1")] == [
            (here.id, True),
            (kept.id, False),
            (late.id, True),
        ]

    def test_what_the_hub_let_pass_travels_with_a_redaction_and_a_note_that_hides_it_passes_nothing(
        self, anna: Desk, ben: Desk
    ) -> None:
        right = anna.has_erased(scopes=["c1"])
        forged = ben.author.redacts(scopes=["c2"])._replace(empties=Empties())
        ben.pushes(forged)
        ways = [*anna.hub.pull(0).rows, *anna.hub.pull_case("office"), *anna.hub.fetch([right.id, forged.id])]
        passed = {(fed.wire.id, fed.wire.empties.scopes) for fed in ways}
        assert passed == {(right.id, ("c1",)), (forged.id, ())}

    def test_digests_do_not_change_by_a_redaction(self, anna: Desk) -> None:
        row = anna.author.writes("c1", summary="Secret")
        anna.pushes(row)
        rows = [row, anna.has_erased(scopes=["c1"])]
        assert anna.hub.buckets() == buckets_of((row.id, row.hash) for row in rows)

    def test_a_file_that_was_redacted_is_gone(self, anna: Desk) -> None:
        content = b"a report on a child"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        anna.has_erased(blobs=[digest])
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0
        assert anna.hub.blob_get(digest, 0, 100) == b""

    def test_what_was_erased_is_neither_asked_for_nor_taken_again_until_something_names_it_anew(
        self, anna: Desk, ben: Desk
    ) -> None:
        content = b"a leaflet"
        digest = digest_of(content)
        row = anna.author.writes("c1", digest=digest)
        anna.pushes(row)
        anna.has_erased(changesets=[row.id], blobs=[digest])
        assert anna.hub.blob_want([digest]) == ben.hub.blob_want([]) == ()
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_get(digest, 0, 100) == b""
        anna.pushes(anna.author.writes("c2", digest=digest))
        assert ben.hub.blob_want([digest]) == (digest,)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        assert ben.hub.blob_get(digest, 0, 100) == content

    def test_a_file_that_was_erased_while_half_of_it_had_come_is_not_taken_whole(self, anna: Desk) -> None:
        content = b"first half, second half"
        digest = digest_of(content)
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content[:10])
        anna.has_erased(blobs=[digest])
        assert anna.hub.blob_put(digest, "text/plain", len(content), 10, content[10:]) == -1
        assert anna.hub.blob_has([digest]).get(digest, 0) == 0

    def test_a_file_that_another_case_names_is_taken_also_after_an_erasure_that_names_it(
        self, anna: Desk, ben: Desk
    ) -> None:
        content = b"in two cases"
        digest = digest_of(content)
        anna.pushes(anna.author.writes("c2", digest=digest))
        anna.has_erased(blobs=[digest])
        assert ben.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    def test_an_erased_file_stays_until_nothing_else_names_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        content = b"In two cases"
        digest = digest_of(content)
        anna.pushes(anna.author.writes("c1", digest=digest))
        ben.pushes(ben.author.writes("c2", digest=digest))
        anna.hub.blob_put(digest, "text/plain", len(content), 0, content)
        anna.has_erased(scopes=["c1"], blobs=[digest])
        assert ben.hub.blob_get(digest, 0, 99) == content
        anna.has_erased(scopes=["c2"], blobs=[digest])
        assert ben.hub.blob_get(digest, 0, 99) == b""
        assert ben.hub.blob_has([digest]) == {digest: 0}

    def test_a_restored_hub_still_takes_no_file_that_was_erased_since_the_copy(
        self, place: Place, anna: Desk
    ) -> None:
        content = b"a leaflet"
        digest = digest_of(content)
        place.back_up()
        anna.has_erased(blobs=[digest])
        place.restore()
        again = Desk(place)
        assert again.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert again.hub.blob_has([digest]).get(digest, 0) == 0


class Secrets:
    """E3, I12; and who may erase for ever (E1)."""

    def test_what_somebody_erases_who_is_no_manager_waits_and_empties_nothing(
        self, anna: Desk, ben: Desk
    ) -> None:
        row, wrong = anna.author.writes("c1", summary="Kept"), anna.author.redacts(scopes=["c1"])
        after = anna.author.writes("c2", summary="Goes on")
        assert [a.verdict for a in anna.pushes(row, wrong, after)] == [ACCEPTED, HELD, ACCEPTED]
        assert anna.pushes(wrong) == [Answer(wrong.id, HELD)]
        assert [(fed.wire.id, fed.is_emptied) for fed in ben.hub.pull(0).rows] == [
            (row.id, False),
            (after.id, False),
        ]

    def test_a_manager_who_sends_what_waited_erases_it(self, place: Place, anna: Desk) -> None:
        row, right = anna.author.writes("c1", summary="Secret"), anna.author.redacts(scopes=["c1"])
        anna.pushes(row, right)
        assert Desk(place, "cara").pushes(right) == [Answer(right.id, ACCEPTED, 2)]
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [True, False]

    def test_a_greeting_says_whether_the_login_sees_every_restricted_case(
        self, place: Place, anna: Desk
    ) -> None:
        assert not anna.greeting.sees_all
        assert Desk(place, "cara").greeting.sees_all

    def restricted(self, desk: Desk, case_id: str, **values: object) -> Wire:
        row = desk.author.writes(case_id, restricted=True, **{"owner_id": "anna", "readers": [], **values})
        desk.pushes(row)
        return row

    def test_a_case_that_is_not_restricted_is_hidden_from_nobody(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c1", summary="Open", restricted=False))
        assert ben.hub.access().hidden == frozenset()

    def test_a_restricted_case_is_a_stub_to_those_who_may_not_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        before = anna.author.writes("c1", summary="Before")
        anna.pushes(before)
        row = self.restricted(anna, "c1")
        page = ben.hub.pull(0)
        assert [fed.wire.id for fed in page.rows] == []
        assert [(s.feed, s.origin, s.oseq, s.hash) for s in page.stubs] == [
            (1, anna.author.origin, 1, before.hash),
            (2, anna.author.origin, 2, row.hash),
        ]
        assert page.scanned == 2

    def test_no_way_leads_to_a_hidden_case(self, place: Place, anna: Desk, ben: Desk) -> None:
        row = self.restricted(anna, "c1")
        assert ben.hub.pull_case("c1") == ben.hub.fetch([row.id]) == ()
        assert ben.hub.buckets() == buckets_of([])
        assert row.id not in ben.hub.ids_in(bucket_of(row.id))
        assert ben.hub.access().hidden == {"c1"}

    def test_nobody_is_told_of_a_file_of_a_hidden_case_or_asked_for_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara, content = Desk(place, "cara"), b"a report on a child"
        digest = digest_of(content)
        self.restricted(anna, "c1", digest=digest)
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
        self.restricted(anna, "c1")
        assert ben.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        assert anna.hub.blob_get(digest, 0, 100) == content

    def test_its_owner_its_readers_and_those_in_charge_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        own, read = self.restricted(anna, "c1"), self.restricted(anna, "c2", readers=["ben"])
        assert anna.pulled() == cara.pulled() == [own.id, read.id]
        assert ben.pulled() == [read.id]
        assert (ben.hub.access().hidden, ben.hub.access().shown) == ({"c1"}, {"c2"})

    def test_a_lifted_restriction_shows_the_case_again_and_raises_the_version(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        first = ben.hub.access().version
        row = self.restricted(anna, "c1")
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
        self.restricted(anna, "c1")
        anna.pushes(anna.author.writes("c1", restricted=False))
        assert ben.hub.access().hidden == {"c1"}

    def test_readers_whom_two_people_named_apart_hide_the_case_at_once_and_raise_the_version(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        self.restricted(anna, "c1", readers=["ben"])
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

    def test_a_change_to_a_case_one_may_not_see_is_held_and_delays_nothing(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        self.restricted(anna, "c1")
        blind, free = ben.author.writes("c1", summary="Unsent"), ben.author.writes("c2", summary="Other")
        assert [(a.verdict, a.feed) for a in ben.pushes(blind, free)] == [(HELD, None), (ACCEPTED, 2)]
        assert [(a.verdict, a.feed) for a in ben.pushes(blind, free)] == [(HELD, None), (KNOWN, 2)]
        assert blind.id not in anna.pulled()

    def test_what_waits_is_shown_to_a_manager_alone_and_once_taken_in_to_everybody_who_may_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        self.restricted(anna, "c1")
        blind, after = ben.author.writes("c1", summary="Unsent"), ben.author.writes("c1", summary="Then")
        ben.pushes(blind, after)
        assert anna.hub.held() == ben.hub.held() == ()
        assert ben.hub.decide([blind.id]) == anna.hub.decide([blind.id], "No") == 0
        waiting = cara.hub.held()
        assert [(h.wire.columns, h.pushed_by, h.why) for h in waiting] == [
            (blind.columns, "ben", "access"),
            (after.columns, "ben", "access"),
        ]
        assert datetime.fromisoformat(waiting[0].held_at).utcoffset() is not None
        assert ben.fates(blind, after) == {blind.id: Fate.WAITING, after.id: Fate.WAITING}
        assert cara.hub.decide([after.id, blind.id, "unknown"]) == 2
        assert anna.pulled()[1:] == [blind.id, after.id]
        assert cara.hub.held() == ()
        assert ben.fates(blind) == {blind.id: Fate.TAKEN}
        assert cara.hub.decide([blind.id]) == 0

    def test_what_is_refused_is_in_the_feed_without_its_words_and_its_author_gets_them_back_with_the_reason(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = self.restricted(anna, "c1")
        blind = ben.author.writes("c1", parents=(row.id,), restricted=False, summary="Unsent")
        ben.pushes(blind)
        assert cara.hub.decide([blind.id], "Written about another child") == 1
        fed = cara.hub.pull(1).rows[-1]
        assert (fed.wire.id, fed.is_emptied, fed.is_refused, fed.wire.facts) == (blind.id, True, True, ())
        assert fed.wire.columns[16:19] == ("", "", "")
        assert (fed.wire.hash, ben.hub.access().hidden) == (blind.hash, {"c1"})
        (said,) = ben.hub.fates([blind.id])
        assert (said.fate, said.reason) == (Fate.REFUSED, "Written about another child")
        assert said.wire is not None
        assert said.wire.columns == blind.columns
        assert anna.hub.fates([blind.id])[0].wire is None
        assert ben.pushes(blind) == [Answer(blind.id, KNOWN, 2)]
        assert cara.hub.held() == ()
        assert cara.hub.decide([blind.id]) == 0

    def test_what_was_erased_is_given_back_to_nobody_though_it_was_refused(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        self.restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        Desk(place, "cara").hub.decide([blind.id], "No")
        anna.has_erased(scopes=["c1"])
        wire = ben.hub.fates([blind.id])[0].wire
        assert wire is None or wire.columns[18] == ""

    def test_of_a_late_change_to_an_erased_case_nothing_is_kept_though_it_is_held(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        self.restricted(anna, "c1")
        anna.has_erased(scopes=["c1"])
        assert [a.verdict for a in ben.pushes(ben.author.writes("c1", summary="Late"))] == [HELD]
        (waiting,) = Desk(place, "cara").hub.held()
        assert waiting.wire.columns[16:19] == ("", "", "")

    def test_what_waited_for_a_right_is_taken_in_once_its_author_has_it_and_asks(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        row = self.restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        anna.pushes(anna.author.writes("c1", readers=["ben"], parents=(row.id,)))
        assert anna.fates(blind) == {blind.id: Fate.WAITING}
        assert ben.fates(blind) == {blind.id: Fate.TAKEN}
        assert ben.pulled()[-1] == blind.id

    def test_an_erasure_that_is_refused_empties_nothing_ever(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        row, wrong = anna.author.writes("c1", summary="Kept"), anna.author.redacts(scopes=["c1"])
        anna.pushes(row, wrong)
        cara = Desk(place, "cara")
        assert [h.why for h in cara.hub.held()] == ["erasure"]
        assert [link[1:] for link in ben.hub.waiting_links()] == [(wrong.origin, wrong.oseq, wrong.hash)]
        cara.hub.decide([wrong.id], "The retention schedule says otherwise")
        late = ben.author.writes("c1", summary="Later")
        ben.pushes(late)
        assert [(fed.wire.id, fed.is_emptied) for fed in ben.hub.pull(0).rows] == [
            (row.id, False),
            (wrong.id, True),
            (late.id, False),
        ]
        assert not any(ben.hub.fetch([wrong.id])[0].wire.empties)

    def test_what_a_restored_hub_has_forgotten_of_a_refusal_is_not_let_in_by_those_who_have_its_heading(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        self.restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        place.back_up()
        Desk(place, "cara").hub.decide([blind.id], "No")
        (refused,) = anna.hub.fetch([blind.id])
        place.restore()
        assert [a.verdict for a in Desk(place).pushes(refused.wire)] == [ACCEPTED]
        (said,) = Desk(place, "ben").hub.fates([blind.id])
        assert said.fate is Fate.REFUSED
        assert said.wire is not None
        assert said.wire.columns == blind.columns

    def test_a_note_that_says_other_than_its_change_travels_with_it_and_a_manager_puts_it_right(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", owner_id="anna", readers=[])
        anna.pushes(row)
        forged = AccessFact("c1", "restricted", "true", ())
        wrong = ben.author.writes("c1", summary="Only this")
        ben.pushes(wrong._replace(facts=(forged, AccessFact("c1", "owner_id", '"ben"', (row.id,)))))
        assert anna.hub.access().hidden == {"c1"}
        first, second = cara.hub.pull(0).rows
        assert (is_unlike(first), is_unlike(second)) == (False, True)
        assert ben.hub.correct_notes({wrong.id: ()}) == 0
        before = anna.hub.access().version
        assert cara.hub.correct_notes({second.wire.id: true_facts(second), "unknown": ()}) == 1
        assert (anna.hub.access().hidden, anna.hub.access().version > before) == (frozenset(), True)
        assert not any(map(is_unlike, cara.hub.pull(0).rows))
        assert anna.pulled() == [row.id, wrong.id]

    def test_a_legal_hold_that_an_early_program_told_nothing_of_is_told_by_a_manager(
        self, place: Place, anna: Desk
    ) -> None:
        row, cara = anna.author.writes("c1", legal_hold=True), Desk(place, "cara")
        anna.pushes(row._replace(facts=()))
        (fed,) = cara.hub.fetch([row.id])
        assert is_hold_untold(fed)
        assert anna.hub.correct_notes({row.id: true_facts(fed)}) == 0
        assert cara.hub.correct_notes({row.id: true_facts(fed)}) == 1
        assert not is_hold_untold(cara.hub.fetch([row.id])[0])
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c1"]))] == [HELD]

    def test_what_is_said_of_who_may_see_another_case_counts_for_nothing(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c2", summary="Open"))
        forged = AccessFact("c2", "restricted", "true", ())
        ben.pushes(ben.author.writes("c1", summary="Mine")._replace(facts=(forged,)))
        assert anna.hub.access().hidden == ben.hub.access().hidden == frozenset()


class Holds:
    """C1, E1: an erasure that meets a legal hold waits for a decision."""

    def test_an_erasure_that_meets_a_legal_hold_waits_and_empties_nothing(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row)
        whole, part = cara.author.redacts(scopes=["c0", "c1"]), cara.author.redacts(changesets=[row.id])
        other = cara.author.redacts(scopes=["c2"])
        assert [a.verdict for a in cara.pushes(whole, part, other)] == [HELD, HELD, ACCEPTED]
        assert [(h.wire.id, h.why) for h in cara.hub.held()] == [(whole.id, "hold"), (part.id, "hold")]
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [False, False]
        assert cara.pushes(whole) == [Answer(whole.id, HELD)]

    def test_a_hold_that_was_lifted_stops_nothing_and_of_two_that_clash_the_one_that_holds_does(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row, anna.author.writes("c1", legal_hold=False, parents=(row.id,)))
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c1"]))] == [ACCEPTED]
        ben.pushes(ben.author.writes("c2", legal_hold=True), ben.author.writes("c2", legal_hold=False))
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c2"]))] == [HELD]

    def test_an_erasure_that_waited_for_a_hold_is_done_when_it_is_accepted(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        anna.pushes(anna.author.writes("c1", legal_hold=True))
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        assert cara.hub.decide([erasure.id]) == 1
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [True, False]

    def test_an_erasure_that_was_accepted_after_the_copy_was_made_is_done_and_waits_no_more_when_it_is_put_back(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row)
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        place.back_up()
        cara.hub.decide([erasure.id])
        place.restore()
        again = Desk(place, "cara")
        assert again.hub.held() == ()
        assert [(fed.wire.id, fed.is_emptied) for fed in again.hub.pull(0).rows] == [
            (row.id, True),
            (erasure.id, False),
        ]

    def test_a_refusal_that_a_restored_hub_has_forgotten_is_offered_again_and_its_author_gets_the_words(
        self, place: Place, anna: Desk
    ) -> None:
        place.back_up()
        row, cara = anna.author.writes("c1", legal_hold=True), Desk(place, "cara")
        anna.pushes(row)
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        cara.hub.decide([erasure.id], "A claim")
        (refused,) = anna.hub.fetch([erasure.id])
        place.restore()
        again = Desk(place, "ben")
        assert [a.verdict for a in again.pushes(refused.wire._replace(is_refused=True))] == [ACCEPTED]
        (fed,) = again.hub.fetch([erasure.id])
        assert (fed.is_refused, fed.is_emptied) == (True, True)
        manager = Desk(place, "cara")
        assert [a.verdict for a in manager.pushes(row, erasure)] == [ACCEPTED, KNOWN]
        (said,) = manager.hub.fates([erasure.id])
        assert said.fate is Fate.REFUSED
        assert said.wire is not None
        assert said.wire.columns == erasure.columns
        assert not manager.hub.fetch([row.id])[0].is_emptied

    def test_a_hold_that_comes_after_the_erasure_is_taken_empty(self, anna: Desk) -> None:
        anna.has_erased(scopes=["c1"])
        late = anna.author.writes("c1", legal_hold=True)
        assert [a.verdict for a in anna.pushes(late)] == [ACCEPTED]
        assert anna.hub.fetch([late.id])[0].is_emptied


class HubContract(Greetings, Pushes, Pulls, Numbers, Epochs, Files, Redactions, Holds):
    """Everything every hub must do."""

    def test_a_wait_that_is_over_says_whether_something_came(self, anna: Desk) -> None:
        assert anna.hub.wait(0) in (True, False)

    def test_a_closed_connection_is_given_back(self, place: Place, anna: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        anna.hub.close()
        assert Desk(place).greeting.head == 2


class HidingHubContract(HubContract, Secrets):
    """The same and what a hub must do that can hide a case from a person."""


class OpenHubContract(HubContract):
    """The same for a hub that hides nothing."""

    def test_it_says_that_nothing_is_hidden(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c1", restricted=True, owner_id="anna", readers=[]))
        access = ben.hub.access()
        assert (access.hidden, access.shown) == (frozenset(), frozenset())
