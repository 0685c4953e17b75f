"""Reads the texts that people marked as fit for publication: quotes of compliments, learning."""

from __future__ import annotations

import json
from typing import Any

from caseworker.domain.periods import Period


def publishable_texts(raw: Any, period: Period) -> dict[str, list[str]]:
    """Return them by what they are, in the order of their day: "compliments" received and "learning" of the period."""
    days = (period.first.isoformat(), period.last.isoformat())
    quotes = raw.execute(
        "SELECT e.doc ->> 'public_quote' FROM case_list c JOIN entity e ON e.id = c.id"
        " WHERE c.kind = 'COMPL' AND c.status <> 'void' AND c.received_on BETWEEN ? AND ?"
        " AND e.doc ->> 'quote_may_publish' ORDER BY c.received_on, c.id",
        days,
    )
    actions = raw.execute(
        "SELECT e.doc FROM part_fact p JOIN entity e ON e.n = p.n"
        " WHERE p.thing = 'action' AND p.may_publish = '1' AND p.from_on BETWEEN ? AND ? ORDER BY p.from_on, e.id",
        days,
    )
    learning = (str(json.loads(doc).get("learning") or "").strip() for (doc,) in actions)
    return {
        "compliments": [text for (text,) in quotes if text],
        "learning": [text for text in learning if text],
    }
