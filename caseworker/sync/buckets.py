"""The record in 256 counts and sums: what two computers compare to find the change that one of them lacks (P10).

Question: how is the record compared without sending it? Choice: a changeset belongs to the bucket of its id's SHA-256
and adds the first 60 bits of its hash; whole numbers add up in any order, in Python and in SQL alike. Cost: one pass
over ids and hashes, once a day.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from caseworker.sync.port import BUCKETS, Bucket

DIGITS = 15
"""Hexadecimal digits of a hash that are added: 60 bits fit into every database's whole numbers."""

_ADDED = re.compile(f"[0-9a-f]{{{DIGITS}}}")


def bucket_of(changeset_id: str) -> int:
    """Return the bucket (0 to 255): the first byte of SHA-256 of the id as text."""
    return hashlib.sha256(changeset_id.encode()).digest()[0]


def buckets_of(rows: Iterable[tuple[str, str]]) -> tuple[Bucket, ...]:
    """Return the 256 counts and sums.

    Args:
        rows: id and hash of every changeset, in any order.

    Returns: the sum as a decimal number, "0" for none. What is no hash adds nothing, as at the hub: it is found when
        the chain is checked, and must not stop the comparison for ever.
    """
    counts, sums = [0] * BUCKETS, [0] * BUCKETS
    for changeset_id, digest in rows:
        at = bucket_of(changeset_id)
        counts[at] += 1
        sums[at] += int(digest[:DIGITS], 16) if _ADDED.match(digest) else 0
    return tuple(Bucket(count, str(total)) for count, total in zip(counts, sums, strict=True))
