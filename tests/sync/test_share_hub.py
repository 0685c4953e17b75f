"""The mailbox file on a share is a hub like every other."""

from __future__ import annotations

import pytest

from caseworker.sync.mailbox import Mailbox
from tests.sync.hub_contract import Desk, OpenHubContract, anna, ben, digest_of
from tests.sync.share_help import Share

__all__ = ["anna", "ben"]


@pytest.fixture
def place(share: Share) -> Share:
    return share


@pytest.mark.usefixtures("no_forcing")
class TestShareHub(OpenHubContract):
    """A SQLite file on a share."""

    def test_a_mailbox_of_an_earlier_program_learns_which_files_were_erased(
        self, place: Share, anna: Desk
    ) -> None:
        digest = digest_of(b"a leaflet")
        anna.has_erased(blobs=[digest])
        Mailbox(place.folder).write(lambda raw: raw.execute("DROP TABLE gone_file"))
        again = Desk(place)
        again.hub.blob_put(digest, "text/plain", 9, 0, b"a leaflet")
        assert again.hub.blob_has([digest]).get(digest, 0) == 0
