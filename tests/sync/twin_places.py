"""The hubs in SQL as places for the simulator: with what an administrator does there."""

from __future__ import annotations

from dataclasses import dataclass

from caseworker.sync import administer_postgres, administer_share, share_origins
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import Hub
from tests.sync.private_postgres import PASSWORD, PostgresPlace
from tests.sync.share_help import Share

NAMES = ("cara", "anna", "ben")
"""The logins of every place; the first sees all."""


@dataclass
class PostgresTwin:
    """The hub of a test in Postgres."""

    made: PostgresPlace

    def hub(self, login: str) -> Hub:
        return self.made.hub(login)

    def back_up(self) -> None:
        self.made.back_up()

    def restore(self) -> None:
        self.made.restore()

    def accept_held(self, changeset_id: str) -> None:
        administer_postgres.accept_held(self.made.address, PASSWORD, changeset_id)

    def refuse_held(self, changeset_id: str, reason: str) -> None:
        administer_postgres.refuse_held(self.made.address, PASSWORD, changeset_id, reason)

    def retire(self, origin: str) -> None:
        administer_postgres.retire(self.made.address, PASSWORD, origin)


@dataclass
class ShareTwin:
    """The hub of a test in a file on a share."""

    made: Share

    def hub(self, login: str) -> Hub:
        return self.made.hub(login)

    def back_up(self) -> None:
        self.made.back_up()

    def restore(self) -> None:
        self.made.restore()

    def accept_held(self, changeset_id: str) -> None:
        self._decide(changeset_id, "")

    def refuse_held(self, changeset_id: str, reason: str) -> None:
        self._decide(changeset_id, reason)

    def _decide(self, changeset_id: str, refusal: str) -> None:
        """Decide without a greeting, which would enrol one computer more."""
        manager = self.made.hub("cara")
        epochs = Mailbox(self.made.folder).read(share_origins.epochs)
        manager._epoch, manager._person = epochs[-1].id, "cara"
        assert manager.decide([changeset_id], refusal) == 1

    def retire(self, origin: str) -> None:
        administer_share.retire(self.made.folder, origin)
