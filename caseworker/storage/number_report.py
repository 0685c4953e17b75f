"""Every number of a series explained, in one query (offline rule R3)."""

from __future__ import annotations

from typing import Any, NamedTuple

from caseworker.storage.numbers_gone import GONE

_ALL = """
WITH RECURSIVE
 gone(number) AS (
  SELECT j.value FROM local_setting s, json_each(s.value, '$."' || :series || '"') j WHERE s.key = :gone),
 top(number) AS (
  SELECT max(coalesce((SELECT max(number) FROM reference_number WHERE series = :series), 0),
   coalesce((SELECT max(last) FROM lease WHERE series = :series), 0),
   coalesce((SELECT max(number) FROM gone), 0))),
 every(number) AS (
  SELECT 1 FROM top WHERE number > 0 UNION ALL
  SELECT every.number + 1 FROM every, top WHERE every.number < top.number)
SELECT :series, e.number,
 (SELECT json_group_array(r.case_id) FROM reference_number r WHERE r.series = :series AND r.number = e.number),
 coalesce(l.origin, ''), coalesce(l.given_up, ''), e.number IN (SELECT number FROM gone)
 FROM every e LEFT JOIN lease l ON l.series = :series AND e.number BETWEEN l.first AND l.last
UNION ALL
SELECT r.series, r.number, json_group_array(r.case_id), '', '', 0 FROM reference_number r
 WHERE r.series > :series || '-' AND r.series < :series || '.' GROUP BY r.series, r.number
ORDER BY 1, 2
"""


class NumberLine(NamedTuple):
    """What became of one number.

    Attributes:
        cases: JSON list of the ids of the cases that have or had it.
        origin, given_up: whose block it is in, and why what is unused of that will never be used.
        is_gone: a case had it that was erased, or is not kept on this computer.
    """

    series: str
    number: int
    cases: str
    origin: str
    given_up: str
    is_gone: bool


def number_report(raw: Any, series: str) -> list[NumberLine]:
    """Return every number of a series and of its spare series, lowest first, with what explains it."""
    rows = raw.execute(_ALL, {"series": series, "gone": GONE})
    return [NumberLine(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]
