"""A scheme written as TOML is read back as it was; what a council writes is checked like the files."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from caseworker.domain.kinds import Procedure
from caseworker.domain.rulebook import OWN, Rulebook, Scheme
from caseworker.domain.rules_file import check_apart, own_schemes_of, schemes_of
from caseworker.domain.rules_text import scheme_text, schemes_text
from caseworker.domain.toml_text import toml_lines
from caseworker.errors import RuleError
from caseworker.resources import RESOURCES

BOOK = Rulebook.load(RESOURCES / "rules")
CODE = BOOK.scheme_by_id("CODE-2024", Procedure.CORPORATE)


@pytest.mark.parametrize(
    "scheme", [s for s in BOOK.schemes if not s.variant], ids=lambda s: f"{s.id} {s.procedure}"
)
def test_every_scheme_that_ships_is_read_back_as_it_was(scheme: Scheme) -> None:
    assert schemes_of("x", scheme_text(scheme)) == [scheme]


def test_any_text_survives() -> None:
    values = {
        "a b": 'quo"te \\ back',
        "lines": "one\ntwo\ttab",
        "accents": "Siân’s – café",
        "list": ["x", 1, True],
    }
    assert tomllib.loads("\n".join(toml_lines(values))) == values


def test_a_scheme_of_the_councils_own_comes_before_all_others_from_its_first_day() -> None:
    own = replace(CODE, id="NM-2025", valid_from=date(2025, 1, 1), valid_to=date(2026, 12, 31))
    [read] = own_schemes_of("x", scheme_text(own))
    book = BOOK.with_own([read])
    for authority in ("LEW", "DEFAULT"):
        assert book.scheme(Procedure.CORPORATE, authority, date(2025, 6, 1)).id == "NM-2025"
    assert book.scheme(Procedure.CORPORATE, "LEW", date(2024, 6, 1)).id == "LEW-2024"
    assert book.scheme(Procedure.CORPORATE, "LEW", date(2027, 6, 1)).id == "CODE-2024"
    assert OWN not in book.authorities


def test_what_the_law_times_is_not_timed_by_a_council() -> None:
    statutory = BOOK.scheme_by_id("CA-REQ", Procedure.CHILDREN_ACT)
    with pytest.raises(RuleError, match="timed by law"):
        own_schemes_of("x", scheme_text(statutory))


def test_two_schemes_of_the_council_never_hold_on_the_same_day() -> None:
    first = replace(CODE, id="A", valid_from=date(2020, 1, 1), valid_to=None)
    second = replace(CODE, id="B", valid_from=date(2021, 1, 1), valid_to=None)
    with pytest.raises(RuleError, match="A and B hold"):
        check_apart(own_schemes_of("x", schemes_text([first, second])))


@pytest.mark.parametrize(
    ("authority", "missing"),
    [
        ("LEW", []),
        ("DEFAULT", [(date(2018, 1, 1), date(2026, 3, 31))]),
        ("WF", [(date(2018, 1, 1), date(2019, 3, 31))]),
    ],
)
def test_days_without_a_scheme_are_told(authority: str, missing: list[tuple[date, date]]) -> None:
    found = BOOK.days_without(Procedure.CORPORATE, authority, date(2018, 1, 1), date(2026, 12, 31))
    assert found == missing


def test_a_day_after_the_last_scheme_is_missing_too() -> None:
    book = Rulebook((replace(CODE, valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31)),))
    found = book.days_without(Procedure.CORPORATE, "X", date(2020, 6, 1), date(2021, 6, 1))
    assert found == [(date(2021, 1, 1), date(2021, 6, 1))]
