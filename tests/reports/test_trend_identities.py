"""A case lost from one table of trends or workload is found by the table that still has it."""

from __future__ import annotations

import pytest

from caseworker.reports.catalogue import build_all
from caseworker.reports.cells import share_cell
from caseworker.reports.identities.trends import TREND_IDENTITIES
from caseworker.reports.identities.workload import WORKLOAD_IDENTITIES
from caseworker.reports.table import Place
from tests.reports.planting import altered, first_line, found, without_first_case
from tests.reports.small_office import JULY, brief

PLANTED = {
    "received": Place("20", "Total", JULY.label),
    "thanks": Place("20d", "Total", JULY.label),
    "stages": Place("21", "Total", "Stage 2"),
    "causes": Place("22", "Total", "Number"),
    "outcomes": Place("29", "Upheld", "Stage 1"),
    "ombudsman years": Place("32", JULY.label, "Received"),
    "adjudicator": Place("31", JULY.label, "Determined"),
    "every measure": Place("25d", "Total", "Received"),
    "by quarter": Place("27b", "Total", "Corporate Stage 1"),
    "days taken": Place("26b", "Total", "Answered"),
    "carried forward": Place("28a", "Total", "Carried forward"),
    "performance": Place("37a", "Total", "Received"),
}


@pytest.fixture(scope="module")
def tables():
    return build_all(brief())


@pytest.mark.parametrize("name", PLANTED)
def test_a_case_lost_from_one_table_is_found_by_another(tables, name):
    place = PLANTED[name]
    disagreements = found(altered(tables, place, without_first_case))[name]
    assert any(place in each.places and each.cases for each in disagreements)


def test_every_identity_but_that_of_shares_is_planted():
    names = {identity.name for identity in (*TREND_IDENTITIES, *WORKLOAD_IDENTITIES)}
    assert names - set(PLANTED) == {"on time"}


def test_a_share_on_time_that_differs_from_table_3_is_found(tables):
    place = Place("25", "Corporate Stage 1", "By the current deadline")

    def one_fewer(cell):
        return share_cell(cell.part - first_line(cell.part), cell.rows)

    assert any(
        place in each.places and each.cases == (1,)
        for each in found(altered(tables, place, one_fewer))["on time"]
    )
