"""What every hub must do: blocks of reference numbers."""

from __future__ import annotations

from dataclasses import replace

from tests.sync.contract.desks import Desk, Place
from tests.sync.hub_wires import Author


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
