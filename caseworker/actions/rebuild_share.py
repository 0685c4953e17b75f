"""Make a damaged or lost mailbox on a share again from the record of this computer (offline rule M3)."""

from __future__ import annotations

from pathlib import Path

from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.leases import blocks_of
from caseworker.storage.local import local_setting, sync_state
from caseworker.sync import administer_share
from caseworker.sync.address import SHARE, HubAddress
from caseworker.sync.port import Fed, Lease
from caseworker.sync.replica_rows import to_wires
from caseworker.sync.share_rules import ADDRESS

_SHARED = "changeset WHERE feed IS NOT NULL AND emptied <> 'withheld' ORDER BY feed, n"


def rebuild_share(office: Office, folder: Path, joining_code: str, *, with_files: bool = True) -> int:
    """Make the mailbox again with everything this computer has of it; return how many changes it holds then.

    What was never sent goes there by the next meeting, as always.

    Args:
        with_files: False with a new joining code: the files of cases are then sealed and sent anew.

    Raises:
        NotPermittedError: the role does not allow it. RuleError: this office was never shared.
        WrongKeyError: the joining code has a slip. HubRefuses, UnavailableError: the folder cannot be used.
    """
    office.require("settings")
    with office.reading() as raw:
        state, kept = sync_state(raw), local_setting(raw, ADDRESS)
        rows = [
            Fed(feed or 0, wire, str(wire.columns[9]), is_refused=wire.is_refused)
            for feed, wire in to_wires(raw, _SHARED)
        ]
        leases = [Lease(*block) for block in blocks_of(raw)]
    if not state.get("hub_id"):
        raise RuleError("This office was never shared, so there is nothing to make again.")
    if kept and HubAddress.from_json(kept).kind != SHARE:
        raise RuleError(
            "This office is shared through a Postgres server, and not by a file. Nothing was changed. A server’s hub "
            "is restored from a copy: “hub restore”."
        )
    return administer_share.rebuild(
        folder,
        joining_code,
        str(state["hub_id"]),
        str(state.get("epoch") or ""),
        rows,
        leases,
        str(state.get("code") or "K"),
        with_files=with_files,
    )
