"""The Postgres hub keeps to the contract of every hub."""

from __future__ import annotations

from tests.sync.hub_contract import HidingHubContract, anna, ben
from tests.sync.private_postgres import place, postgres_server

__all__ = ["TestPostgresHub", "anna", "ben", "place", "postgres_server"]


class TestPostgresHub(HidingHubContract):
    """As ordinary logins, over the network, in a database of its own for each test."""
