"""The address of a hub, and the password that is kept apart from it."""

from __future__ import annotations

import pytest

from caseworker.errors import ProblemsError
from caseworker.security.hub_password import forget_password, keep_password, password_of
from caseworker.sync.address import SHARE, HubAddress
from caseworker.sync.connect import connect
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres import PostgresHub
from caseworker.sync.postgres_link import link
from tests.memory_keyring import MemoryKeyring

ADDRESS = HubAddress(server="db.northmoor.example", database="complaints", user="asha")


def test_an_address_comes_back_from_its_text_and_a_newer_programs_too() -> None:
    assert HubAddress.from_json(ADDRESS.as_json()) == ADDRESS
    assert HubAddress.from_json(ADDRESS.as_json().replace("{", '{"later": 1, ', 1)) == ADDRESS


def test_a_line_is_encrypted_unless_somebody_says_otherwise() -> None:
    assert HubAddress().tls == "require"


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        (HubAddress(), {"server", "database", "user"}),
        (HubAddress(kind=SHARE), {"path"}),
        (HubAddress(server="s", database="d", user="u", port=0), {"port"}),
        (HubAddress(kind="pigeon", server="s", database="d", user="u"), {"kind"}),
    ],
)
def test_what_is_missing_in_an_address_is_named(address: HubAddress, fields: set[str]) -> None:
    with pytest.raises(ProblemsError) as raised:
        connect(address)
    assert {problem.field for problem in raised.value.problems} == fields


def test_connecting_sends_nothing_yet() -> None:
    assert isinstance(connect(ADDRESS, "secret"), PostgresHub)


def test_the_password_lies_in_the_keyring_alone(memory_keyring: MemoryKeyring) -> None:
    assert password_of(ADDRESS) is None
    assert keep_password(ADDRESS, "secret")
    assert password_of(ADDRESS) == "secret"
    assert "secret" not in ADDRESS.as_json()
    assert list(memory_keyring.secrets.values()) == ["secret"]
    assert forget_password(ADDRESS)
    assert password_of(ADDRESS) is None
    assert not forget_password(ADDRESS)


def test_the_codes_of_two_shares_lie_apart_and_one_kept_by_an_earlier_program_is_found(
    memory_keyring: MemoryKeyring,
) -> None:
    one, two = (HubAddress(SHARE, path=path, user="Asha Khan") for path in ("/srv/one", "/srv/two"))
    memory_keyring.set_password("Caseworker", "hub Asha Khan@:5432/", "as 0.6 kept it")
    assert password_of(one) == "as 0.6 kept it"
    assert keep_password(one, "code one")
    assert keep_password(two, "code two")
    assert (password_of(one), password_of(two)) == ("code one", "code two")
    assert forget_password(one)
    assert password_of(two) == "code two"


def test_a_keyring_that_stays_locked_gives_no_password_and_breaks_nothing(
    memory_keyring: MemoryKeyring,
) -> None:
    memory_keyring.locked = True
    assert not keep_password(ADDRESS, "secret")
    assert password_of(ADDRESS) is None


def test_a_computer_without_a_keyring_is_asked_for_the_password(memory_keyring: MemoryKeyring) -> None:
    memory_keyring.priority = 0
    assert not keep_password(ADDRESS, "secret")
    assert password_of(ADDRESS) is None
    assert not forget_password(ADDRESS)
    assert memory_keyring.secrets == {}


def test_a_certificate_that_is_not_there_lets_nothing_through() -> None:
    with pytest.raises(HubRefuses, match="certificate"):
        link(HubAddress(server="127.0.0.1", database="d", user="u", tls="/nowhere/council.crt"), None)
