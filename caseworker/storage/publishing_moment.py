"""What a copy for publication is made from besides the figures, looked at again when it is sealed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from caseworker.domain.periods import Period
from caseworker.storage.publishable import publishable_texts


def office_place(raw: Any, scope_id: str) -> int:
    """Return the place in this file of the last change of settings, staff, lists, texts or published reports."""
    (n,) = raw.execute("SELECT coalesce(max(n), 0) FROM changeset WHERE scope_id = ?", (scope_id,)).fetchone()
    return int(n)


def texts_digest(raw: Any, period: Period) -> str:
    """Return the digest of the compliments and the learning of a period that are marked as fit for publication."""
    return hashlib.sha256(json.dumps(publishable_texts(raw, period)).encode()).hexdigest()
