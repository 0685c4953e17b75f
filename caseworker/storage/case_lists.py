"""The reading side of lists: a page of cases, how many there are, where each stands.

The first page is one indexed query; the places of all rows (numbers only) are fetched once for scrolling anywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from caseworker.domain.cases import CaseRow, WorkRow
from caseworker.domain.information import INFORMATION
from caseworker.domain.lists import CaseQuery
from caseworker.domain.readers import EVERYTHING, Reader
from caseworker.domain.work import OUTSTANDING_TASKS
from caseworker.errors import RuleError
from caseworker.storage.case_rows import READ_COLUMNS, WORK_COLUMNS, to_case_row, to_work_row
from caseworker.storage.search import in_cases, terms_of
from caseworker.storage.visible import visible_to

_IS_OPEN = "c.is_active = 1"

_REMEDY_DUE = (
    "EXISTS (SELECT 1 FROM entity e WHERE e.scope_id = c.id AND e.kind = 'task'"
    f" AND e.doc ->> 'kind' IN ({', '.join(repr(kind) for kind in OUTSTANDING_TASKS)})"
    " AND e.doc ->> 'due_on' <= :today AND e.doc ->> 'done_on' IS NULL AND e.doc ->> 'satisfied_on' IS NULL"
    " AND e.doc ->> 'voided' IS NULL)"
)
_HEAD_TOLD = (
    "EXISTS (SELECT 1 FROM entity e WHERE e.id = c.id AND e.doc ->> 'escalated_due_on' = c.due_on"
    " AND (c.due_on >= :today OR e.doc ->> 'escalated_on' > c.due_on))"
)
"""The head of service was told of this deadline, and once more if it has passed (domain.work.must_be_told)."""
_CHANGED_SINCE_SEEN = (
    "SELECT s.case_id FROM seen s JOIN case_list k ON k.id = s.case_id"
    " WHERE s.person_id = :owner AND k.last_change_at > s.seen_at AND k.last_change_by <> :owner"
)
_NEVER_SEEN = (
    "c.last_change_by <> :owner AND NOT EXISTS"
    " (SELECT 1 FROM seen s WHERE s.case_id = c.id AND s.person_id = :owner)"
)

_INFORMATION = ", ".join(repr(kind.value) for kind in INFORMATION)
_IN_DISCLOSURE_LOG = "EXISTS (SELECT 1 FROM entity e WHERE e.id = c.id AND e.doc ->> 'disclosure_log' = 1)"

_LETTER_IN_REVIEW = (
    "SELECT e.scope_id FROM entity e WHERE e.kind = 'letter' AND e.doc ->> 'status' = 'review'"
    " AND e.doc ->> 'voided' IS NULL"
)

_VIEWS = {
    "my_open": "c.is_active = 1 AND {mine}",
    "team_open": "c.is_active = 1",
    "overdue": "c.is_active = 1 AND c.sort_due < :today",
    "due_soon": "c.is_active = 1 AND c.sort_due BETWEEN :today AND :soon",
    "to_acknowledge": "c.is_active = 1 AND c.acknowledge_by IS NOT NULL",
    "waiting_service": "c.is_active = 1 AND c.waiting_for = 'service'",
    "waiting_person": "c.is_active = 1 AND c.waiting_for = 'person'",
    "to_sign_off": "c.is_active = 1 AND c.waiting_for = 'approval'",
    "paused": "c.is_active = 1 AND c.paused_since IS NOT NULL",
    "letters_to_review": f"c.id IN ({_LETTER_IN_REVIEW}) AND c.status <> 'void'",
    "my_reviews": f"c.id IN ({_LETTER_IN_REVIEW} AND e.doc ->> 'review_by' IN ({{me}})) AND c.status <> 'void'",
    "letters_to_print": "c.letters_to_print > 0 AND c.status <> 'void'",
    "follow_up": "c.is_active = 1 AND (c.follow_up_on <= :today OR c.tasks_due_on <= :today)",
    "review_due": "c.review_on <= :today AND c.status <> 'void'",
    "contributions_late": "c.is_active = 1 AND c.asked_due_on < :today",
    "remedies_due": f"c.tasks_due_on <= :today AND {_REMEDY_DUE}",
    "to_escalate": (
        "c.is_active = 1 AND c.due_on <= :tell AND c.answered_on IS NULL AND c.paused_since IS NULL"
        f" AND NOT {_HEAD_TOLD}"
    ),
    "updated": f"c.id IN ({_CHANGED_SINCE_SEEN}) OR c.is_active = 1 AND c.owner_id = :owner AND {_NEVER_SEEN}",
    "unallocated": "c.is_active = 1 AND c.owner_id = ''",
    "undecided": "c.is_active = 1 AND c.kind = 'UND'",
    "something_missing": "c.needed <> ''",
    "restricted": "c.is_active = 1 AND c.restricted = 1",
    "due_today": "c.is_active = 1 AND c.sort_due = :today",
    "due_next": "c.is_active = 1 AND c.sort_due > :today AND c.sort_due <= :soon",
    "follow_up_due": "c.is_active = 1 AND c.follow_up_on <= :today",
    "tasks_due": "c.tasks_due_on <= :today AND c.status <> 'void'",
    "information": f"c.is_active = 1 AND c.kind IN ({_INFORMATION})",
    "disclosure_log": f"c.kind IN ('FOI', 'EIR') AND c.status <> 'void' AND {_IN_DISCLOSURE_LOG}",
    "answered": "c.is_active = 0 AND c.status <> 'void'",
    "all": "1",
}

_SORTS = {
    "due": "c.sort_due",
    "reference": "c.reference",
    "person": "c.person",
    "received": "c.received_on",
    "kind": "c.kind",
    "service": "c.service",
    "owner": "c.owner_id",
    "changed": "c.last_change_at",
    "status": "c.status",
    "waiting": "c.waiting_for",
}

_TIES = "c.reference{0}, c.n{0}"
"""What stands alike: by reference, as on every computer. The place, each file's own, tells only doubles apart."""

_FILTERS = {
    "kind": "c.kind",
    "division": "c.division",
    "service": "c.service",
    "team": "c.team",
    "owner": "c.owner_id",
    "status": "c.status",
    "theme": "c.theme",
    "outcome": "c.outcome",
    "waiting": "c.waiting_for",
}


def page(raw: Any, query: CaseQuery, offset: int, limit: int) -> list[CaseRow]:
    """Return `limit` cases of the list from place `offset` on."""
    where, values = _where(query)
    sql = f"SELECT {READ_COLUMNS} FROM case_list c WHERE {where} ORDER BY {_order(query)} LIMIT :limit OFFSET :offset"
    rows = raw.execute(sql, {**values, **_order_values(query), "limit": limit, "offset": offset})
    return [to_case_row(row) for row in rows.fetchall()]


def count(raw: Any, query: CaseQuery) -> int:
    """Return how many cases the list has."""
    where, values = _where(query)
    return int(raw.execute(f"SELECT count(*) FROM case_list c WHERE {where}", values).fetchone()[0])


def numbers(raw: Any, query: CaseQuery) -> array[int]:
    """Return the numbers of all cases of the list, in its order."""
    where, values = _where(query)
    values |= _order_values(query)
    rows = raw.execute(f"SELECT c.n FROM case_list c WHERE {where} ORDER BY {_order(query)}", values)
    return array("q", [row[0] for row in rows.fetchall()])


def rows_by_number(raw: Any, wanted: Sequence[int], reader: Reader = EVERYTHING) -> list[CaseRow]:
    """Return the cases with these numbers, in the order asked; one that is no more, or may not be seen, is left out."""
    found = {row[0]: to_case_row(row) for row in _read(raw, READ_COLUMNS, wanted, reader)}
    return [found[n] for n in wanted if n in found]


def work_by_number(raw: Any, wanted: Sequence[int], reader: Reader = EVERYTHING) -> list[WorkRow]:
    """Return of the same cases whose they are and what comes next; in any order."""
    return list(map(to_work_row, _read(raw, WORK_COLUMNS, wanted, reader)))


def _read(raw: Any, columns: str, wanted: Sequence[int], reader: Reader) -> list[Sequence[Any]]:
    """Columns of the lines with these numbers, the number first, that may be seen."""
    found: list[Sequence[Any]] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        where = f"c.n IN ({','.join('?' * len(part))}) AND {visible_to(reader)}"
        found += raw.execute(f"SELECT {columns} FROM case_list c WHERE {where}", part).fetchall()
    return found


def view_counts(raw: Any, query: CaseQuery, views: Sequence[str]) -> dict[str, int]:
    """Return how many cases each of the saved views has: one pass over the open cases, and what is apart from them."""
    open_views = [view for view in views if _VIEWS[view].startswith(_IS_OPEN)]
    sums = ", ".join(f"sum({_view(query, view)})" for view in open_views) or "1"
    row = raw.execute(
        f"SELECT {sums} FROM case_list c WHERE {_IS_OPEN} AND {visible_to(query.reader)}", _values(query)
    ).fetchone()
    counted = dict(zip(open_views, (int(n or 0) for n in row), strict=False))
    return {
        view: counted[view] if view in counted else count(raw, replace(query, view=view)) for view in views
    }


_TO_CHASE = ("overdue", "due_soon", "waiting_service", "contributions_late", "remedies_due", "to_escalate")


def to_chase(raw: Any, query: CaseQuery) -> list[int]:
    """Return the numbers of those cases of a list that are late, nearly due, or wait for a service."""
    where, values = _where(query)
    late = " OR ".join(f"({_view(query, view)})" for view in _TO_CHASE)
    rows = raw.execute(f"SELECT c.n FROM case_list c WHERE {where} AND ({late})", values)
    return [row[0] for row in rows.fetchall()]


def _values(query: CaseQuery) -> dict[str, Any]:
    return {
        "owner": query.owner_id,
        "tell": query.tell_until.isoformat(),
        "today": query.today.isoformat(),
        "soon": query.soon_on.isoformat(),
        **{f"mine{place}": person_id for place, person_id in enumerate(query.owner_ids)},
    }


def _view(query: CaseQuery, view: str) -> str:
    return _VIEWS[view].replace("{mine}", _mine(query)).replace("{me}", _me(query))


def _mine(query: CaseQuery) -> str:
    """The condition that a case belongs to the person at the keyboard or to somebody they stand in for."""
    return f"c.owner_id IN ({_me(query)})" if query.owner_ids else "0"


def _me(query: CaseQuery) -> str:
    """The person at the keyboard and those they stand in for, as the values of a list."""
    return ", ".join(f":mine{place}" for place in range(len(query.owner_ids)))


def _where(query: CaseQuery) -> tuple[str, dict[str, Any]]:
    if query.view not in _VIEWS:
        raise RuleError(f"There is no saved view called {query.view}. Choose one from the list.")
    parts, values = [f"({_view(query, query.view)})"], _values(query)
    if not query.reader.sees_all:
        parts.append(visible_to(query.reader))
    if query.only_mine:
        parts.append(_mine(query))
    if query.view != "all" and query.numbers is None:
        parts.append("c.status <> 'void'")
    filtered, wanted = filter_condition(query.filters)
    parts.append(filtered)
    values |= wanted
    if query.numbers is not None:
        parts.append(f"c.n IN ({','.join(str(int(n)) for n in query.numbers)})")
    terms = terms_of(query.text)
    if terms:
        condition, words = in_cases(terms, "c.n")
        parts.append(condition)
        values.update(words)
    return " AND ".join(parts), values


def filter_condition(filters: Sequence[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Return the condition that a case meets every filter, and its values.

    Raises:
        RuleError: lists cannot be filtered by one of them.
    """
    parts, values = ["1"], {}
    for place, (column, value) in enumerate(filters):
        if column not in _FILTERS:
            raise RuleError(f"Lists cannot be filtered by {column}.")
        parts.append(f"{_FILTERS[column]} = :filter{place}")
        values[f"filter{place}"] = value
    return " AND ".join(parts), values


def _order(query: CaseQuery) -> str:
    column = _SORTS.get(query.sort)
    if column is None:
        raise RuleError(f"Lists cannot be sorted by {query.sort}.")
    direction = " DESC" if query.descending else ""
    codes = dict(query.orders).get(query.sort)
    if codes:
        last = len(codes)
        whens = " ".join(f"WHEN :order{place} THEN {place}" for place in range(last))
        column = f"CASE {column} {whens} ELSE {last} END"
        return f"{column} = {last}, {column}{direction}, {_TIES.format(direction)}"
    ties = _TIES.format(direction) if query.sort != "reference" else f"c.n{direction}"
    return f"{column}{direction}, {ties}"


def _order_values(query: CaseQuery) -> dict[str, str]:
    codes = dict(query.orders).get(query.sort, ())
    return {f"order{place}": code for place, code in enumerate(codes)}


def gaps(raw: Any, reader: Reader) -> list[tuple[int, str, str, str]]:
    """Return number, owner, day received and what is missing of every case that lacks something."""
    rows = raw.execute(
        "SELECT c.n, c.owner_id, c.received_on, c.needed FROM case_list c WHERE c.needed <> ''"
        f" AND c.received_on <> '' AND c.status <> 'void' AND {visible_to(reader)} ORDER BY c.n"
    )
    return list(rows.fetchall())


def open_work(raw: Any, person_id: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the ids of a person's open cases, and the case and id of each of their actions that is not done."""
    owned = raw.execute(
        "SELECT id FROM case_list WHERE is_active = 1 AND owner_id = ? ORDER BY id", (person_id,)
    ).fetchall()
    tasks = raw.execute(
        "SELECT e.scope_id, e.id FROM entity e JOIN case_list c ON c.id = e.scope_id"
        " WHERE e.kind = 'task' AND c.status <> 'void' AND e.doc ->> 'owner' = ?"
        " AND e.doc ->> 'done_on' IS NULL AND e.doc ->> 'voided' IS NULL ORDER BY e.id",
        (person_id,),
    ).fetchall()
    return [row[0] for row in owned], [(case_id, task_id) for case_id, task_id in tasks]


def panel_days(raw: Any, query: CaseQuery) -> list[tuple[str, str, str]]:
    """Return stage, reference and day of every panel that is set and has not met, of the cases of a list."""
    where, values = _where(query)
    rows = raw.execute(
        "SELECT e.id, c.reference, e.doc ->> 'panel_set_for' FROM case_list c"
        " JOIN entity e ON e.scope_id = c.id AND e.kind = 'stage'"
        f" WHERE {where} AND e.doc ->> 'panel_set_for' IS NOT NULL AND e.doc ->> 'panel_on' IS NULL"
        " AND e.doc ->> 'voided' IS NULL ORDER BY 3, 1",
        values,
    )
    return [(stage_id, reference, day) for stage_id, reference, day in rows.fetchall() if day]
