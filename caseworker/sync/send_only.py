"""Send what a file has that is open to read only, because a newer Caseworker wrote it (offline rule V3).

Nothing can be noted in such a file: the hub says itself which changes it knows, and offering one again does no harm.
"""

from __future__ import annotations

from caseworker import __version__
from caseworker.storage.database import Database
from caseworker.sync.lives import refuse_strangers
from caseworker.sync.port import PUSH_BYTES, PUSH_ROWS, Hub, Verdict
from caseworker.sync.replica import Replica


def send_queue(database: Database, hub: Hub) -> int:
    """Send every changeset the hub is not known to have; return how many it had not.

    Raises:
        HubAway, SignInAgain, HubRefuses: what was sent before is sent.
    """
    replica = Replica(database)
    refuse_strangers(replica.state(), hub.hello(replica.caller(__version__)), replica.own_head())
    new, after = 0, 0
    while rows := replica.unsent(PUSH_ROWS, PUSH_BYTES, after=after):
        answers = hub.push(rows, None).answers
        new += sum(answer.verdict is Verdict.ACCEPTED for answer in answers)
        after = replica.place_of(rows[-1].id)
    return new
