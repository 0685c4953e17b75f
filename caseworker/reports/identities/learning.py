"""What tables 18 to 19d must agree on: compensation, actions, learning. Source: rule book 10.2, LGO-7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.reports.cells import Unit
from caseworker.reports.columns import TOTAL
from caseworker.reports.identities.identity import Identity, shared
from caseworker.reports.r19_actions import ACTIONS, AGREED, OVERDUE
from caseworker.reports.table import At, Claim, Sum, Table

Tables = Mapping[str, Table]
_ADDED = (Unit.COUNT, Unit.POUNDS)


def _payments_agree(tables: Tables) -> Iterator[Claim]:
    by_kind = tables.get("18")
    for code in ("18a", "18b") if by_kind else ():
        if code not in tables or by_kind is None:
            continue
        for column in shared(by_kind, tables[code]):
            if by_kind.cell(TOTAL, column).unit in _ADDED:
                whole = At("18", TOTAL, column)
                yield Sum("compensation", At(code, TOTAL, column), (whole,), str(whole.place))


def _actions_agree(tables: Tables) -> Iterator[Claim]:
    kind = "actions"
    agreed = At("19", TOTAL, AGREED)
    yield Sum(kind, At("19b", TOTAL, TOTAL), (agreed,), str(agreed.place))
    for code in ("19a", "19d"):
        yield Sum(kind, At(code, TOTAL, ACTIONS), (agreed,), str(agreed.place))
        overdue = At("19", TOTAL, OVERDUE)
        yield Sum(kind, At(code, TOTAL, OVERDUE), (overdue,), str(overdue.place))
    if "19" in tables and "19d" in tables:
        for service in tables["19d"].row_headings:
            if service in tables["19"].row_headings:
                whole = At("19", service, AGREED)
                yield Sum(kind, At("19d", service, ACTIONS), (whole,), str(whole.place))


def _points_agree(tables: Tables) -> Iterator[Claim]:
    """By theme and by service the same points were upheld, and the same learning may be published."""
    if "19a" in tables and "19d" in tables:
        for column in shared(tables["19a"], tables["19d"]):
            whole = At("19a", TOTAL, column)
            yield Sum("points and learning", At("19d", TOTAL, column), (whole,), str(whole.place))


LEARNING_IDENTITIES = (
    Identity(
        "compensation",
        "Tables 18, 18a and 18b divide the same payments and amounts.",
        _payments_agree,
    ),
    Identity(
        "actions",
        "The actions agreed are the same in Tables 19, 19a, 19b and 19d.",
        _actions_agree,
    ),
    Identity(
        "points and learning",
        "Tables 19a and 19d divide the same points and learning.",
        _points_agree,
    ),
)
