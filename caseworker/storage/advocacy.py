"""Reads what advocacy was given: offers and referrals, hours, and referrals that came by import."""

from __future__ import annotations

import json
from typing import Any

from caseworker.domain.advocacy_figures import Given, Help


def helps(raw: Any) -> list[Help]:
    """Return every offer and referral recorded in a case that is not void, and the imported referrals."""
    found = [
        _help(row)
        for row in raw.execute(
            "SELECT c.n, c.kind, c.received_on, e.id, e.doc FROM entity e JOIN case_list c ON c.id = e.scope_id"
            " WHERE e.kind = 'advocacy' AND c.status <> 'void' ORDER BY e.id"
        )
        if not json.loads(row[4]).get("voided")
    ]
    known = {each.case_number for each in found}
    return found + [each for each in map(_imported, _referrals(raw)) if each.case_number not in known]


def hours(raw: Any) -> list[Given]:
    """Return every entry of hours, and the hours that came with an imported referral, on the day it closed."""
    rows = raw.execute(
        "SELECT c.n, c.kind, e.doc FROM entity e JOIN case_list c ON c.id = e.scope_id"
        " WHERE e.kind = 'advocacy_hours' AND c.status <> 'void' ORDER BY e.id"
    )
    docs = ((n, json.loads(doc)) for n, _kind, doc in rows)
    found = [
        Given(n, str(doc.get("on") or ""), _number(doc.get("hours")))
        for n, doc in docs
        if not doc.get("voided")
    ]
    for n, received_on, closed_on, text in _referrals(raw):
        given = _number(json.loads(text).get("hours"))
        if given:
            found.append(Given(n, str(closed_on or received_on), given))
    return found


def _referrals(raw: Any) -> list[tuple[int, str, str | None, str]]:
    """Return number, day received, day closed and document of each referral that is a case of its own."""
    rows = raw.execute(
        "SELECT c.n, c.received_on, c.closed_on, e.doc FROM case_list c JOIN entity e ON e.id = c.id"
        " WHERE c.kind = 'ADV' AND c.status <> 'void' ORDER BY c.id"
    )
    return list(rows)


def _help(row: Any) -> Help:
    number, kind, received_on, _id, text = row
    doc = json.loads(text)
    on = doc.get("referred_on") or doc.get("appointed_on") or doc.get("offered_on") or received_on
    answer = str(doc.get("answer") or "")
    is_helped = answer in ("accepted", "has_one") or bool(doc.get("referred_on") or doc.get("appointed_on"))
    return Help(
        number,
        str(on),
        kind,
        str(doc.get("stage_label") or ""),
        str(doc.get("eligible_group") or ""),
        is_helped,
    )


def _imported(row: tuple[int, str, str | None, str]) -> Help:
    number, received_on, _closed_on, text = row
    doc = json.loads(text)
    at, group = str(doc.get("supported_at") or ""), str(doc.get("eligible_group") or "")
    return Help(number, received_on, "ADV", at, group, True)


def _number(value: Any) -> float:
    """Hours as another system may have written them; what is no number counts as none."""
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0.0
