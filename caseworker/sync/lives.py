"""Whether the hub is the one that this office knows, and in which of its lives it is (P1, P5, P12)."""

from __future__ import annotations

from caseworker.sync.port import (
    OLDEST_PROTOCOL,
    PROTOCOL,
    Epoch,
    Greeting,
    HubRefuses,
    OwnHead,
    SyncState,
)


def is_behind(head: OwnHead, greeting: Greeting) -> bool:
    """Whether the hub has more of the own origin than this file, or something else under its last number."""
    return greeting.own_oseq > head.oseq or (
        0 < greeting.own_oseq == head.oseq and greeting.own_hash != head.hash
    )


def refuse_strangers(state: SyncState, greeting: Greeting, head: OwnHead) -> None:
    """Stop before anything is sent or taken when the hub is not the one this office knows (P1).

    Raises:
        HubRefuses: says what a person must do.
    """
    if greeting.protocol < OLDEST_PROTOCOL or greeting.oldest_protocol > PROTOCOL:
        raise HubRefuses(
            "This program and the hub do not speak the same version. Your work is kept. Ask IT to update Caseworker."
        )
    if state.hub_id and greeting.hub_id != state.hub_id:
        raise HubRefuses(
            "This is not the hub of this office. Nothing was sent or changed. "
            "Check the address under Settings, “Sharing”, or ask whoever looks after the hub."
        )
    known = {epoch.id for epoch in greeting.epochs}
    if state.epoch and state.epoch not in known and not _restored_before(state, greeting.epochs):
        raise HubRefuses(
            "The hub has forgotten this office. Nothing was sent or changed; your work is kept on this computer. "
            "Tell whoever looks after the hub: it was replaced, or an old copy was put back without “hub restore”."
        )
    if state.epoch == greeting.epoch.id and (
        greeting.head < state.cursor or greeting.own_oseq < head.shared_oseq
    ):
        raise HubRefuses(
            "The hub has less than it had. Nothing was sent or changed; your work is kept on this computer. "
            "Tell whoever looks after the hub: an old copy was put back without “hub restore”."
        )


def _restored_before(state: SyncState, epochs: tuple[Epoch, ...]) -> bool:
    """Whether the hub was restored to a time before the epoch we know, which is then not in its lineage."""
    return len(epochs) > 1 and bool(state.hub_id)


def cursor_in(epochs: tuple[Epoch, ...], state: SyncState) -> int:
    """Return where to read on in the hub's present life (P12)."""
    ids = [epoch.id for epoch in epochs]
    if state.epoch not in ids:
        return 0
    later = epochs[ids.index(state.epoch) + 1 :]
    return min([state.cursor, *(epoch.starts_after for epoch in later)])
