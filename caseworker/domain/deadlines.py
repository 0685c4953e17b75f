"""When an answer is due, and whether it was in time: the one door to the deadline engine.

- `clocks_for`: every deadline of a scheme whose trigger has happened; call it again after each event.
- `case_clocks`: the same for a whole case, each step by the rules in force when it was triggered (CLK-8).
- `latest_extension`, `check_extension`: what the law allows to be added.
- `explain`: why a date is what it is, in sentences.

The parts: `pauses` (why a clock stands still), `clock_facts` (what it depends on), `rulebook` (the steps),
`counting` (the arithmetic), `reckoning` (facts to clocks), `clocks` (what is kept in the change log).
"""

from caseworker.domain.clock_facts import DEFAULT_SETTINGS, EVENTS, ClockSettings, Extension, Facts
from caseworker.domain.clocks import AppliedPause, Clock
from caseworker.domain.counting import add_months
from caseworker.domain.explain import Explanation, explain
from caseworker.domain.extensions import check_extension, latest_extension
from caseworker.domain.pauses import Effect, Pause, PauseKind, pauses_allowed
from caseworker.domain.reckoning import (
    ack_step,
    case_clocks,
    clocks_for,
    days_taken,
    is_on_time,
    is_relaxed,
    main_step,
    may_ask_for_stage_2_from,
)

__all__ = [
    "DEFAULT_SETTINGS",
    "EVENTS",
    "AppliedPause",
    "Clock",
    "ClockSettings",
    "Effect",
    "Explanation",
    "Extension",
    "Facts",
    "Pause",
    "PauseKind",
    "ack_step",
    "add_months",
    "case_clocks",
    "check_extension",
    "clocks_for",
    "days_taken",
    "explain",
    "is_on_time",
    "is_relaxed",
    "latest_extension",
    "main_step",
    "may_ask_for_stage_2_from",
    "pauses_allowed",
]
