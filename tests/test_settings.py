"""The office's settings: what holds on which day, and how they are read from their entries."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.domain.clock_facts import ClockSettings
from caseworker.domain.disputed import DISPUTED
from caseworker.domain.intake import FIRST_DAY
from caseworker.domain.kinds import Procedure
from caseworker.domain.rulebook import Choice
from caseworker.settings import OfficeSettings, choices_on, from_entries

DATED = OfficeSettings(
    dated_choices={
        "advocate_pause": [{"from_on": "2026-01-01", "value": False}],
        "s2_basis": [
            {"from_on": "2026-04-01", "value": "AGREED"},
            {"from_on": "2026-07-01", "value": "REQUEST"},
        ],
    }
)


def test_a_choice_holds_from_its_day_and_the_plain_setting_before() -> None:
    assert choices_on(DATED, date(2025, 12, 31)) == ClockSettings(advocate_pause=True)
    assert choices_on(DATED, date(2026, 1, 1)) == ClockSettings(advocate_pause=False)


@pytest.mark.parametrize(
    ("day", "basis"), [("2026-03-31", "REQUEST"), ("2026-04-01", "AGREED"), ("2026-07-01", "REQUEST")]
)
def test_a_choice_may_be_changed_and_changed_back(day: str, basis: str) -> None:
    assert DATED.choice_on("s2_basis", date.fromisoformat(day)) == basis


def test_the_rule_book_is_told_from_when_each_reading_holds() -> None:
    assert DATED.choices() == (
        Choice(Procedure.CHILDREN_ACT, "", FIRST_DAY),
        Choice(Procedure.CHILDREN_ACT, "AGREED", date(2026, 4, 1)),
        Choice(Procedure.CHILDREN_ACT, "", date(2026, 7, 1)),
    )
    assert OfficeSettings(sar_strict=True).choices() == (Choice(Procedure.SAR, "STRICT", FIRST_DAY),)
    assert OfficeSettings().choices() == ()


def test_every_disputed_rule_is_a_setting_whose_default_is_its_first_option() -> None:
    assert {name: getattr(OfficeSettings(), name) for name in DISPUTED} == {
        name: each.default for name, each in DISPUTED.items()
    }


def test_settings_kept_part_by_part_are_put_together() -> None:
    read = from_entries(
        {
            "lists": {"themes": [{"code": "A"}], "channels": [{"code": "B"}]},
            "list:themes": [{"code": "C"}],
            "target:CA_S1_RESP": [{"from_on": "2026-04-01", "pct": 90}],
            "own_schemes": {"CORP X": "old"},
            "own_scheme:CORP X": None,
            "of a later version": 1,
        }
    )
    assert read.lists == {"themes": [{"code": "C"}], "channels": [{"code": "B"}]}
    assert read.targets == {"CA_S1_RESP": [{"from_on": "2026-04-01", "pct": 90}]}
    assert read.own_schemes == {}, "what was taken out is not there"
