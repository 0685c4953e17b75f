"""Heads of chains as their computers signed them: by these a past that was changed outside is found (E5, I15).

Question: what if whoever looks after the hub changes old rows and counts the chain anew? Choice: every computer keeps
the signed heads it was sent and the keys it first heard of; a changeset that is not the one that was signed is told.
Cost: a row for each head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caseworker.security.signing import is_signed
from caseworker.storage.log import LINKS_WAITING

_SIGNED = (
    "SELECT s.origin, s.oseq, s.hash, s.signature, coalesce(k.public_key, ''),"
    " EXISTS (SELECT 1 FROM changeset c WHERE c.origin = s.origin AND c.oseq = s.oseq),"
    " EXISTS (SELECT 1 FROM changeset c WHERE c.origin = s.origin AND c.oseq = s.oseq AND c.hash = s.hash)"
    " OR EXISTS (SELECT 1 FROM hidden_link h WHERE h.origin = s.origin AND h.oseq = s.oseq AND instr(h.hash, s.hash))"
    " FROM signed_head s LEFT JOIN origin_key k ON k.origin = s.origin ORDER BY 1, 2"
)

_CUT = (
    "SELECT * FROM (SELECT s.origin, max(s.oseq) AS signed, max("
    " coalesce((SELECT max(oseq) FROM changeset c WHERE c.origin = s.origin), 0),"
    " coalesce((SELECT max(oseq) FROM hidden_link h WHERE h.origin = s.origin), 0),"
    " coalesce((SELECT max(j.value ->> 1) FROM local_setting l, json_each(l.value) j"
    f" WHERE l.key = '{LINKS_WAITING}' AND l.value <> '' AND j.value ->> 0 = s.origin), 0)) AS here"
    " FROM signed_head s GROUP BY s.origin) WHERE signed > here ORDER BY 1"
)
"""Chains of which the end is not here, though it was signed."""


def head_text(origin: str, oseq: int, digest: str) -> str:
    """Return what a computer signs of the head of its chain."""
    return f"caseworker head {origin} {oseq} {digest}"


def changed_past(raw: Any) -> Iterator[str]:
    """Yield a sentence for each signed head that was not signed by its computer, or is not what is here.

    The end of a chain is missed by its signed head alone: nothing follows it that would name it.
    """
    for origin, oseq, digest, signature, key, is_here, is_same in raw.execute(_SIGNED):
        whose = f"the computer {origin[-6:]}"
        if not is_signed(key, head_text(origin, oseq, digest), signature):
            yield f"The signature of change {oseq} of {whose} is not its own."
        elif is_here and not is_same:
            yield f"Change {oseq} of {whose} is not what that computer signed."
    for origin, signed, here in raw.execute(_CUT):
        which = f"Change {signed}" if signed == here + 1 else f"Changes {here + 1} to {signed}"
        yield f"{which} of the computer {origin[-6:]}: missing. Meet the hub; what is missing then was taken out."
