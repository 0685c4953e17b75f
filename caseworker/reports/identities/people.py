"""What tables 14 to 17e must agree on: who complained, how, from where. Source: rule book 10.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from caseworker.domain.kinds import Kind
from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.identities.identity import Identity, at, shared
from caseworker.reports.r11_ombudsman import RECEIVED as OMBUDSMAN_RECEIVED
from caseworker.reports.r14_who import COMPLAINTS_HEADING, ENQUIRIES_HEADING
from caseworker.reports.r16_outside import COMPLAINED, LETTER_FIGURES, OURS, RECEIVED, THIS_COUNCIL
from caseworker.reports.table import At, Claim, Sum, Table

Tables = Mapping[str, Table]
_ALL_CASES = ("15", "16", "17a", "17b", "17c", "17d", "17e")


def _complaints_agree(tables: Tables) -> Iterator[Claim]:
    kind = "who complained"
    yearly = tables.get("1b")
    headings = tuple(HEADINGS[each] for each in COMPLAINTS)
    for heading in headings if yearly else ():
        received = at(yearly, yearly.row_headings[0], heading) if yearly else At("1b", "", heading)
        yield Sum(kind, At("14", TOTAL, heading), (received,), str(received.place))
    for code in ("14a", "14b"):
        for heading in (*headings, TOTAL):
            whole = At("14", TOTAL, heading)
            yield Sum(kind, At(code, TOTAL, heading), (whole,), str(whole.place))
    groups, services = tables.get("14a"), tables.get("14c")
    if groups is not None and services is not None:
        for group in groups.row_headings:
            whole = At("14a", group, TOTAL)
            yield Sum(kind, At("14c", TOTAL, group), (whole,), str(whole.place))


def _cases_agree(tables: Tables) -> Iterator[Claim]:
    kind = "how and where from"
    yearly = tables.get("1b")
    if yearly is not None:
        received = at(yearly, yearly.row_headings[0], TOTAL)
        yield Sum(kind, At("15", TOTAL, TOTAL), (received,), str(received.place))
    present = [tables[code] for code in _ALL_CASES if code in tables]
    for table, other in pairwise(present):
        for column in (COMPLAINTS_HEADING, ENQUIRIES_HEADING, TOTAL):
            if column in shared(table, other):
                whole = at(table, TOTAL, column)
                yield Sum(kind, at(other, TOTAL, column), (whole,), str(whole.place))
    complaints = At("14", TOTAL, TOTAL)
    yield Sum(kind, At("15", TOTAL, COMPLAINTS_HEADING), (complaints,), str(complaints.place))


def _outside_agrees(tables: Tables) -> Iterator[Claim]:
    """Our side of the tables with figures from outside is what the other tables say."""
    kind = "beside outside figures"
    statutory = At("14", TOTAL, HEADINGS[Kind.STATUTORY])
    yield Sum(kind, At("16a", "Referrals", COMPLAINED), (statutory,), str(statutory.place))
    ombudsman = At("10", TOTAL, OMBUDSMAN_RECEIVED)
    yield Sum(kind, At("16b", THIS_COUNCIL, RECEIVED), (ombudsman,), str(ombudsman.place))
    yield Sum(kind, At("16c", next(iter(LETTER_FIGURES)), OURS), (ombudsman,), str(ombudsman.place))


PEOPLE_IDENTITIES = (
    Identity(
        "who complained",
        "Tables 14 to 14c divide the complaints of Table 1b.",
        _complaints_agree,
    ),
    Identity(
        "how and where from",
        "Tables 15 to 17e divide the same complaints and enquiries, those of Table 1b.",
        _cases_agree,
    ),
    Identity(
        "beside outside figures",
        "What stands beside figures from outside in Tables 16a to 16c are the cases of Tables 14 and 10.",
        _outside_agrees,
    ),
)
