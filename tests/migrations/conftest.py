"""Migrations run on an encrypted and on a plain office, as storage tests do."""

from tests.storage.conftest import door

__all__ = ["door"]
