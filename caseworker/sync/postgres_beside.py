"""Whether what a Postgres hub keeps beside the record is what the record says: rights, erasures, files, numbers.

Question: the chains prove the record; what proves the tables that hide a case or keep it erased? Choice: each is made
from what came with the changes, so it is compared with that. Cost: a reading of both. Source: offline rules E1, E3, E5,
I9, I13, I15.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection

_ONE_ROW = """
    SELECT (SELECT count(*) FROM caseworker.hub) = 1 AND (SELECT count(*) FROM caseworker.counter) = 1
       AND EXISTS (SELECT 1 FROM caseworker.epoch)"""
_SAID = """
    SELECT c.id, c.scope_id, f FROM caseworker.changeset c, LATERAL jsonb_array_elements(
           CASE WHEN jsonb_typeof(c.asides -> 'facts') = 'array' THEN c.asides -> 'facts' ELSE '[]' END) f
     WHERE c.asides ? 'facts' AND f ->> 0 = c.scope_id"""
_FACTS = f"""
    WITH said AS ({_SAID})
    SELECT (SELECT count(*) FROM said s WHERE NOT EXISTS (SELECT 1 FROM caseworker.access_fact a
             WHERE a.changeset_id = s.id AND a.scope_id = s.scope_id AND a.field = s.f ->> 1))
         + (SELECT count(*) FROM caseworker.access_fact a WHERE NOT EXISTS (SELECT 1 FROM said s
             WHERE s.id = a.changeset_id AND s.scope_id = a.scope_id AND s.f ->> 1 = a.field AND s.f -> 2 = a.value
               AND s.f -> 3 = to_jsonb(a.parents)))"""
_NAMED = """
    SELECT count(*) FROM caseworker.changeset c, LATERAL jsonb_array_elements_text(
           CASE WHEN jsonb_typeof(c.asides -> 'files') = 'array' THEN c.asides -> 'files' ELSE '[]' END) f
     WHERE c.asides ? 'files' AND NOT EXISTS (
           SELECT 1 FROM caseworker.file_use u WHERE u.changeset_id = c.id AND u.digest = f)"""
_UNEXPLAINED = """
    SELECT count(*) FROM caseworker.changeset c WHERE c.is_emptied AND NOT coalesce(c.asides ? 'refused', false)
       AND NOT EXISTS (SELECT 1 FROM caseworker.redacted x
                        WHERE (x.kind = 'scope' AND x.id = c.scope_id) OR (x.kind = 'changeset' AND x.id = c.id))"""
_FORGOTTEN = """
    SELECT count(*) FROM caseworker.changeset c, LATERAL (
        SELECT 'scope' AS kind, jsonb_array_elements_text(c.asides #> '{empties,scopes}') AS id
        UNION ALL SELECT 'changeset', jsonb_array_elements_text(c.asides #> '{empties,changesets}')) e
     WHERE jsonb_typeof(c.asides #> '{empties,scopes}') = 'array' AND NOT coalesce(c.asides ? 'refused', false)
       AND jsonb_typeof(c.asides #> '{empties,changesets}') = 'array'
       AND NOT EXISTS (SELECT 1 FROM caseworker.redacted x WHERE x.kind = e.kind AND x.id = e.id)"""
_STRANGERS = """
    SELECT count(*) FROM caseworker.changeset c
     WHERE NOT EXISTS (SELECT 1 FROM caseworker.origin o WHERE o.id = c.origin)
       AND (SELECT count(*) FROM caseworker.epoch) < 2"""
"""In a later life others may offer the work of a computer before it calls again (P12)."""
_TWICE = """
    SELECT a.series, greatest(a.first, b.first), least(a.last, b.last) FROM caseworker.lease a JOIN caseworker.lease b
        ON b.series = a.series AND b.request_id > a.request_id AND b.first <= a.last AND a.first <= b.last
     ORDER BY 1, 2"""

_UNSIGNED = """
    WITH RECURSIVE strange AS (
        SELECT f.feed, o.code, c.origin, c.oseq, c.hash
          FROM caseworker.changeset c JOIN caseworker.feed f ON f.id = c.id
          JOIN caseworker.origin o ON o.id = c.origin JOIN caseworker.login l ON l.name = o.login
         WHERE c.pushed_by <> l.person_id AND (SELECT count(*) FROM caseworker.epoch) < 2
         ORDER BY f.feed LIMIT 100
    ), follows AS (
        SELECT feed, code, origin, oseq, hash FROM strange
        UNION SELECT p.feed, p.code, c.origin, c.oseq, c.hash FROM follows p JOIN caseworker.changeset c
           ON c.origin = p.origin AND c.oseq = p.oseq + 1 AND c.prev_hash = p.hash
    )
    SELECT feed, code FROM follows f LEFT JOIN caseworker.signed_head s USING (origin, oseq, hash)
     GROUP BY feed, code HAVING count(s.hash) = 0 ORDER BY feed"""
"""What fits a computer's chain and came from somebody else, where no head signed by that computer follows from it. In a
later life this is how others offer what a restore lost."""

_COUNTED = (
    (_FACTS, "{:,} notes of who may see a case are missing, or are not what was told with the changes."),
    (_NAMED, "{:,} notes of which change names which file are missing."),
    (_UNEXPLAINED, "{:,} changes are empty, and no erasure names them."),
    (_FORGOTTEN, "{:,} things were erased, and the hub has no note of it."),
    (_STRANGERS, "{:,} changes are of computers that the hub does not know."),
)


def beside(line: Connection[Any]) -> Iterator[str]:
    """Yield a sentence for everything beside the record that is not as it should be."""
    if line.execute(_ONE_ROW).fetchone() != (True,):
        yield "The hub has lost its name, its lives or its counter: no computer can meet it. Restore a copy."
    for query, words in _COUNTED:
        for (number,) in line.execute(query.encode()):
            if number:
                yield words.format(number)
    for feed, code in line.execute(_UNSIGNED):
        yield f"Change {feed}: is in the name of {code}, whose owner did not send it and has signed nothing after it."
    for series, first, last in line.execute(_TWICE):
        yield f"The numbers {first:,} to {last:,} of {series} were leased twice."
