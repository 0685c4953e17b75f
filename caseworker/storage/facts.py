"""What the reports count, in one grouped pass over the lists."""

from __future__ import annotations

from typing import Any

from caseworker.domain.facts import FactCell, Facts, FactsWanted


def received_facts(raw: Any, wanted: FactsWanted) -> Facts:
    """Return the cases received in the days wanted, in groups, each with the numbers of its cases.

    A case counts by its kind as received. Void cases are left out.
    """
    spans = " OR ".join("received_on BETWEEN ? AND ?" for _ in wanted.spans)
    marks = ", ".join("?" * len(wanted.cut_months))
    month = (
        f"CASE WHEN received_month IN ({marks}) THEN received_on ELSE received_month END"
        if wanted.cut_months
        else "received_month"
    )
    rows = raw.execute(
        f"SELECT {month} AS month, kind, division, case_review, first_on_time, group_concat(n), count(*)"
        f" FROM case_list WHERE ({spans}) AND status <> 'void'"
        " GROUP BY 1, 2, 3, 4, 5",
        (
            *wanted.cut_months,
            *(day.isoformat() for span in wanted.spans for day in (span.first, span.last)),
        ),
    )
    cells = [
        FactCell(month, kind, division, bool(review), bool(in_time), cases, count)
        for month, kind, division, review, in_time, cases, count in rows
    ]
    return Facts(tuple(cells), wanted.spans)
