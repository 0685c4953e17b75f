"""What every hub must do: a hub that is put back from a copy."""

from __future__ import annotations

import pytest

from caseworker.sync.port import HubAway
from tests.sync.contract.desks import Desk, Place


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
