"""What every hub must do, in one set of tests: in memory, in a file on a share, in Postgres.

A test module of a hub says `class TestSomeHub(HidingHubContract)` (or `OpenHubContract`) and has a fixture `place`;
it imports the fixtures `anna` and `ben` from here.
Source: offline rules P1 to P13, R1 to R5, B1, B2, E1 to E3, F02, F04, F14, F18.
"""

from __future__ import annotations

from tests.sync.contract.decisions import Decisions
from tests.sync.contract.desks import Desk, Place, anna, ben, digest_of
from tests.sync.contract.epochs import Epochs
from tests.sync.contract.files import Files
from tests.sync.contract.greetings import Greetings
from tests.sync.contract.holds import Holds
from tests.sync.contract.numbers import Numbers
from tests.sync.contract.pulls import Pulls
from tests.sync.contract.pushes import Pushes
from tests.sync.contract.redactions import Redactions
from tests.sync.contract.secrets import Secrets

__all__ = ["Desk", "HidingHubContract", "HubContract", "OpenHubContract", "Place", "anna", "ben", "digest_of"]


class HubContract(Greetings, Pushes, Pulls, Numbers, Epochs, Files, Redactions, Holds):
    """Everything every hub must do."""

    def test_a_wait_that_is_over_says_whether_something_came(self, anna: Desk) -> None:
        assert anna.hub.wait(0) in (True, False)

    def test_a_closed_connection_is_given_back(self, place: Place, anna: Desk) -> None:
        anna.pushes(*anna.author.many(2))
        anna.hub.close()
        assert Desk(place).greeting.head == 2


class HidingHubContract(HubContract, Secrets, Decisions):
    """The same and what a hub must do that can hide a case from a person."""


class OpenHubContract(HubContract):
    """The same for a hub that hides nothing."""

    def test_it_says_that_nothing_is_hidden(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c1", restricted=True, owner_id="anna", readers=[]))
        access = ben.hub.access()
        assert (access.hidden, access.shown) == (frozenset(), frozenset())
