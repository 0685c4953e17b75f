"""Settings that hold from a day on: targets of steps, and readings of disputed rules (rule book 2.2, section 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.actions.schemes import PROCEDURES
from caseworker.actions.settings_change import save_settings
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.disputed import DISPUTED, Disputed
from caseworker.errors import RuleError
from caseworker.office import Office


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The target of a step as it holds today: per cent answered on time, or None; since when, and where from."""

    step: str
    label: str
    procedure: str
    pct: int | None
    since: str
    planned: str


def target_rows(office: Office) -> tuple[TargetRow, ...]:
    """Return the steps people wait for, each with its target of today."""
    today = office.clock.today()
    rows = []
    for scheme in office.schemes_on(today):
        limits = {step.max_step for step in scheme.plan}
        for step in scheme.plan:
            if step.code in limits or step.period < 0 or step.code.endswith(("_REQ_BY", "_IN_TIME")):
                continue
            dated = sorted(office.settings.targets.get(step.code) or (), key=lambda e: str(e["from_on"]))
            now = [e for e in dated if e["from_on"] <= today.isoformat()]
            later = [e for e in dated if e["from_on"] > today.isoformat()]
            since = (
                f"Own target from {_in_words(now[-1]['from_on'])}"
                if now
                else (f"Timescales {scheme.id}" if step.target_pct is not None else "")
            )
            planned = f"{later[0]['pct']} % from {_in_words(later[0]['from_on'])}" if later else ""
            pct = office.target_for(step.code, today)
            rows.append(TargetRow(step.code, step.label, PROCEDURES[scheme.procedure], pct, since, planned))
    return tuple(rows)


def set_target(office: Office, step: str, pct: int, from_on: date) -> Changed:
    """Set the share of cases, in per cent, that is to be on time at a step from a day on."""
    office.require("settings")
    if not 0 <= pct <= 100:
        raise RuleError("Target must be a whole number from 0 to 100", field="pct")
    dated = with_entry(office.settings.targets.get(step) or (), {"from_on": from_on.isoformat(), "pct": pct})
    return save_settings(office, {f"target:{step}": dated}, f"Target: {pct} % from {long_date(from_on)}.")


def set_choice(office: Office, name: str, value: Any, from_on: date) -> Changed:
    """Choose a reading of a disputed rule from a day on. Stages counted before keep theirs (CLK-5)."""
    office.require("settings")
    rule = DISPUTED.get(name)
    if rule is None or value not in dict(rule.options):
        raise RuleError("Choose one of the readings", field="value")
    before = office.settings.dated_choices.get(name) or ()
    dated = with_entry(before, {"from_on": from_on.isoformat(), "value": value})
    return save_settings(
        office, {f"choice:{name}": dated}, f"{rule.words(value)}: from {long_date(from_on)}."
    )


def choice_rows(office: Office) -> list[tuple[Disputed, str, str]]:
    """Return each disputed rule with the reading of today, and earlier and planned readings in words."""
    today, rows = office.clock.today(), []
    for rule in DISPUTED.values():
        now = rule.words(office.settings.choice_on(rule.name, today))
        dated = sorted(office.settings.dated_choices.get(rule.name) or (), key=lambda e: str(e["from_on"]))
        said = "; ".join(f"from {_in_words(e['from_on'])}: {rule.words(e['value'])}" for e in dated)
        rows.append((rule, now, said))
    return rows


def with_entry(dated: Any, new: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return dated entries with a new one in place of one of the same day, in the order of their days."""
    others = [entry for entry in dated if entry["from_on"] != new["from_on"]]
    return sorted([*others, new], key=lambda entry: str(entry["from_on"]))


def _in_words(iso: str) -> str:
    return long_date(date.fromisoformat(iso))
