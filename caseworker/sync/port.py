"""What the engine asks of a hub and of the file on this computer, and what travels between them.

Question: how is one engine tested in memory and used over a network? Choice: two narrow ports. Each call is whole or
did not happen, may be lost on the way there or back, and may be repeated without harm. Cost: every adapter keeps to
the same contract, which one set of tests holds them to. What travels is in `travelling`, `deciding` and `greeting`, the
ports themselves in `hub_port` and `store_port`; this is where all of it is had from. Source: offline rules 4, T1.
"""

from __future__ import annotations

from caseworker.sync.deciding import (
    Decided,
    Decision,
    Fate,
    HeldChange,
)
from caseworker.sync.greeting import (
    BUCKETS,
    OLDEST_PROTOCOL,
    PART_BYTES,
    PROTOCOL,
    PULL_ROWS,
    PUSH_BYTES,
    PUSH_ROWS,
    Access,
    Caller,
    Epoch,
    Greeting,
    HubAway,
    HubRefuses,
    Lease,
    SignInAgain,
)
from caseworker.sync.hub_port import (
    Hub,
)
from caseworker.sync.store_port import (
    OwnHead,
    Store,
    SyncState,
    Taken,
)
from caseworker.sync.travelling import (
    AccessFact,
    Answer,
    Bucket,
    Empties,
    Fed,
    Page,
    Pushed,
    Signed,
    Stub,
    Verdict,
    Wire,
)

__all__ = [
    "BUCKETS",
    "OLDEST_PROTOCOL",
    "PART_BYTES",
    "PROTOCOL",
    "PULL_ROWS",
    "PUSH_BYTES",
    "PUSH_ROWS",
    "Access",
    "AccessFact",
    "Answer",
    "Bucket",
    "Caller",
    "Decided",
    "Decision",
    "Empties",
    "Epoch",
    "Fate",
    "Fed",
    "Greeting",
    "HeldChange",
    "Hub",
    "HubAway",
    "HubRefuses",
    "Lease",
    "OwnHead",
    "Page",
    "Pushed",
    "SignInAgain",
    "Signed",
    "Store",
    "Stub",
    "SyncState",
    "Taken",
    "Verdict",
    "Wire",
]
