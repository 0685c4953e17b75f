"""Forget the recent searches that led to a case of which nothing may be kept: what was searched for are names."""

from __future__ import annotations

import json
import re
from typing import Any

from caseworker.storage.local import set_local_setting
from caseworker.storage.search import terms_of

SEARCHES = "recent_searches"
"""Beginning of the local settings that hold the recent searches, one of each person, as a list of texts."""


def words_found_by(raw: Any, scope_id: str) -> str:
    """Return every word by which a case and its parts are found, as the search index has them."""
    rows = raw.execute(
        "SELECT t.codes || ' ' || t.names || ' ' || t.words FROM entity e JOIN search_text t ON t.n = e.n"
        " WHERE e.scope_id = ?",
        (scope_id,),
    )
    return " ".join(text for (text,) in rows)


def forget_searches(raw: Any, before: str, after: str) -> None:
    """Forget what was searched for by anybody here that found the case before and finds it no more.

    Args:
        before, after: by which words it was found (`words_found_by`), and by which it is found now.
    """
    known = raw.execute(
        "SELECT key, value FROM local_setting WHERE key LIKE ?", (f"{SEARCHES}:%",)
    ).fetchall()
    for key, value in known:
        searches = [str(text) for text in json.loads(value)]
        kept = [text for text in searches if not _fits(text, before) or _fits(text, after)]
        if kept != searches:
            set_local_setting(raw, str(key), json.dumps(kept, ensure_ascii=False))


def _fits(text: str, words: str) -> bool:
    """Whether every word searched for begins one of these words."""
    begun = " " + " ".join(re.findall(r"[^\W_]+", words))
    return bool(words) and all(f" {term.strip(chr(34) + '*')}" in begun for term in terms_of(text))
