"""What every hub must do: who calls and who answers."""

from __future__ import annotations

from datetime import datetime

import pytest

from caseworker.sync.port import SignInAgain
from tests.sync.contract.desks import Desk, Place
from tests.sync.hub_wires import Author


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
