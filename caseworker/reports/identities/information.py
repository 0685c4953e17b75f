"""What tables 12 to 13h must agree on: advocacy and requests for information. Source: rule book 10.2 (LEW25 10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caseworker.reports.columns import TOTAL
from caseworker.reports.identities.identity import Identity, at, rows_covered, shared
from caseworker.reports.r12_advocacy import HELPED, NOT_HELPED, SUPPORTED
from caseworker.reports.r13_information import PERFORMANCE, REQUESTS, REVIEWS
from caseworker.reports.r13_official import MET, MET_EXTENDED, RECEIVED, REVIEWED
from caseworker.reports.r13_other_requests import FOI, on_time_heading
from caseworker.reports.table import At, Claim, Sum, Table, Within

Tables = Mapping[str, Table]


def _young_people_agree(tables: Tables) -> Iterator[Claim]:
    kind = "young people helped"
    if "12a" not in tables:
        return
    helped, refused = At("12a", TOTAL, HELPED), At("12a", TOTAL, NOT_HELPED)
    for code in ("12c", "12d"):
        yield Sum(kind, At(code, TOTAL, TOTAL), (helped,), str(helped.place))
    yield Sum(kind, At("12b", TOTAL, TOTAL), (helped, refused), "those helped and not helped in Table 12a")
    yield Within(kind, At("12", SUPPORTED, TOTAL), helped)


def _months_are_the_quarters(tables: Tables) -> Iterator[Claim]:
    if "13a" not in tables or "13c" not in tables:
        return
    months, quarters = tables["13a"], tables["13c"]
    for column in shared(quarters, months):
        for row, parts in rows_covered(quarters, months):
            counted = tuple(at(months, part, column) for part in parts)
            whole = At("13c", row, column, "d")
            yield Sum("requests due and received", whole, counted, "the sum of its months in Table 13a")


def _years_agree(tables: Tables) -> Iterator[Claim]:
    kind = "requests by year"
    yearly = tables.get("13b")
    if yearly is None:
        return
    this = yearly.row_headings[0]
    if "13a" in tables:
        for column in shared(yearly, tables["13a"]):
            whole = At("13a", TOTAL, column)
            yield Sum(kind, at(yearly, this, column), (whole,), str(whole.place))
    for row in yearly.row_headings:
        yield Sum(
            kind, At("13d", row, PERFORMANCE, "d"), (at(yearly, row, REQUESTS),), "the requests in Table 13b"
        )
        reviews = At("13d", row, REVIEWS, "d")
        yield Sum(kind, reviews, (at(yearly, row, REVIEWS),), "the reviews in Table 13b")
    for column, quarterly in ((PERFORMANCE, REQUESTS), (REVIEWS, REVIEWS)):
        answered = At("13c", TOTAL, quarterly, "n")
        yield Sum(kind, At("13d", this, column, "n"), (answered,), "the quarters in Table 13c")


def _statistics_agree(tables: Tables) -> Iterator[Claim]:
    """What is published under the Code is what the other tables say.

    On time in Table 13c are also requests withdrawn or transferred after an answer, which the Code does not count.
    """
    kind = "official statistics"
    official = tables.get("13e")
    for column in official.column_headings if official else ():
        due, on_time = At("13c", column, REQUESTS, "d"), At("13c", column, REQUESTS, "n")
        yield Sum(kind, At("13e", RECEIVED, column), (due,), str(due.place))
        for met in (MET, MET_EXTENDED):
            yield Within(kind, At("13e", met, column), on_time)
        yield Sum(
            kind, At("13e", REVIEWED, column), (At("13c", column, REVIEWS, "d"),), "the reviews in Table 13c"
        )


def _laws_agree(tables: Tables) -> Iterator[Claim]:
    kind = "requests by law"
    received = At("13a", TOTAL, REQUESTS)
    for code in ("13g", "13h"):
        if code in tables:
            yield Sum(kind, At(code, TOTAL, FOI), (received,), str(received.place))
    if "13f" in tables and "13g" in tables:
        for column in shared(tables["13f"], tables["13g"]):
            whole = At("13g", TOTAL, column)
            yield Sum(kind, At("13f", TOTAL, column), (whole,), str(whole.place))
            for row in tables["13f"].row_headings:
                share = At("13f", row, on_time_heading(column), "d")
                yield Sum(kind, share, (At("13f", row, column),), "those received")


INFORMATION_IDENTITIES = (
    Identity(
        "young people helped",
        "Tables 12a to 12d speak of the same young people; those of Table 12 are among them.",
        _young_people_agree,
    ),
    Identity(
        "requests due and received",
        "The requests and reviews due in Table 13c are those received in the months of Table 13a.",
        _months_are_the_quarters,
    ),
    Identity(
        "requests by year",
        "The year in Table 13b is the total of Table 13a, and Table 13d is of the requests in both.",
        _years_agree,
    ),
    Identity(
        "official statistics",
        "Table 13e has the requests received in Table 13c, and those within a deadline are on time there.",
        _statistics_agree,
    ),
    Identity(
        "requests by law",
        "Tables 13f, 13g and 13h divide the same requests, those of Table 13a among them.",
        _laws_agree,
    ),
)
