"""What decisions about a complaint do: each keeps its answers, who decided, who approved, and when it is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.complaint_ends import approve_refusal
from caseworker.actions.effects.complaint_stages import clocks_after, due_on, open_decision_of
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.moves.children_act_decisions import FIVE_TICKS
from caseworker.errors import Problem, ProblemsError, RuleError


def screen(doing: Doing) -> None:
    """Keep when the grounds arose; where that is more than a year ago, both questions and the decision (Regs 9)."""
    values = doing.values
    grounds_on = doing.day("grounds_on")
    received_on = date.fromisoformat(str(doing.view.value("received_on") or doing.stage.doc["started_on"]))
    if grounds_on > received_on:
        words = f"When the grounds arose must be on or before {long_date(received_on)}, when it was received"
        raise ProblemsError([Problem("grounds_on", words)])
    doing.set_case(grounds_on=grounds_on)
    last = due_on(clocks_after(doing), "CA_LAST_IN_TIME")
    if last is None or received_on <= last:
        doing.say("The complaint came within a year, so nothing has to be decided.")
        return
    _check_screening(values)
    considered = values["result"] == "considered"
    doing.add(
        "decision",
        kind="late_acceptance",
        stage_id=doing.stage.id,
        result="It is considered" if considered else "It is not considered",
        answers={
            "Unreasonable to expect it sooner": _yes(values["not_sooner"]),
            "Can still be considered effectively and fairly": _yes(values["still_fair"]),
        },
        grounds="" if considered else "out_of_time",
        reason=values["reason"],
        decided_by=values["decided_by"],
        decided_on=doing.office.clock.today(),
    )
    if not considered:
        doing.say(
            "Write to the person with the reason and the way to the Ombudsman, then record the outcome."
        )


def _check_screening(values: Mapping[str, Value]) -> None:
    needed = {
        "not_sooner": "Answer whether it was unreasonable to expect the complaint sooner",
        "still_fair": "Answer whether it can still be considered effectively and fairly",
        "result": "Choose the decision: more than a year has passed",
        "reason": "Enter the reason: more than a year has passed",
    }
    problems = [Problem(name, words) for name, words in needed.items() if not values.get(name)]
    if problems:
        raise ProblemsError(problems)
    if values["result"] == "not_considered" and values["not_sooner"] == values["still_fair"] == "yes":
        raise RuleError(
            "Both answers speak for the complaint, so it is considered (regulation 9(2)).",
            field="result",
            source="Regs 9(2)",
        )


def propose_refusal(doing: Doing) -> None:
    """Keep the proposal; it refuses nothing until a second person approves it."""
    doing.add(
        "decision",
        kind="refuse_stage_2",
        stage_id=doing.stage.id,
        result="Proposed",
        grounds=doing.values["ground"],
        reason=doing.values["reason"],
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )
    doing.set_case(waiting_for="approval")
    doing.say("A second person has to approve it. Until then stage 2 goes on.")


def drop_refusal(doing: Doing) -> None:
    """Take the proposal off the table."""
    doing.change(
        open_decision_of(doing, "refuse_stage_2"),
        ended_on=doing.office.clock.today(),
        result="Stage 2 is not refused",
    )
    doing.set_case(waiting_for="")
    doing.say("Stage 2 goes on.")


def ask_for_hold(doing: Doing) -> None:
    """Keep that a change is asked to wait; it may wait for as long as the complaint goes on, so it has no stage."""
    doing.add(
        "decision",
        kind="freeze",
        result="Asked for",
        answers={"Change": doing.values["change"], "Asked for on": long_date(doing.day("requested_on"))},
    )
    doing.say("A manager decides whether the change waits; normally it does.")


def decide_hold(doing: Doing) -> None:
    """Keep whether the change waits."""
    values = doing.values
    holds = values["result"] == "on_hold"
    if holds and not values.get("review_on"):
        raise ProblemsError([Problem("review_on", "Enter the day the hold is reviewed")])
    if not holds and not values.get("reason"):
        raise ProblemsError([Problem("reason", "Enter the good reason for which the change goes ahead")])
    if holds:
        check_ahead(doing, "review_on", "Review on")
    doing.change(
        open_decision_of(doing, "freeze"),
        result="Put on hold" if holds else "The change goes ahead",
        reason=values.get("reason") or "",
        decided_by=values["decided_by"],
        decided_on=doing.day("decided_on"),
        **({"review_on": values["review_on"]} if holds else {"ended_on": doing.day("decided_on")}),
    )


def end_hold(doing: Doing) -> None:
    """End the hold."""
    doing.change(open_decision_of(doing, "freeze"), ended_on=doing.day("ended_on"))


def propose_early_referral(doing: Doing) -> None:
    """Keep the five ticks and the first approval."""
    doing.add(
        "decision",
        kind="early_referral",
        stage_id=doing.stage.id,
        result="Proposed",
        answers={words: "Yes" for _name, words in FIVE_TICKS},
        reason=doing.values["reason"],
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )
    doing.say("A second person has to approve it. Until then the person may ask for stage 3.")


def approve_early_referral(doing: Doing) -> None:
    """Keep the second approval."""
    doing.change(
        open_decision_of(doing, "early_referral"),
        approved_by=doing.office.person.id,
        approved_on=doing.day("approved_on"),
        result="Referred early to the Ombudsman",
    )
    doing.say("Tell the person how to go to the Ombudsman. Stage 3 stays open to them.")


def drop_early_referral(doing: Doing) -> None:
    """Take the proposal off the table: stage 3 is offered."""
    doing.change(
        open_decision_of(doing, "early_referral"),
        ended_on=doing.office.clock.today(),
        result="Not referred early",
    )
    doing.say("Stage 3 must be offered.")


def check_ahead(doing: Doing, name: str, label: str) -> None:
    """Let a day of review pass that is not over (ProblemsError)."""
    if doing.day(name) < doing.office.clock.today():
        raise ProblemsError([Problem(name, f"{label} must be today or later")])


def _yes(answer: Value) -> str:
    return "Yes" if answer == "yes" else "No"


EFFECTS: Mapping[str, Effect] = {
    "complaint.screened": screen,
    "refusal.proposed": propose_refusal,
    "refusal.approved": approve_refusal,
    "refusal.dropped": drop_refusal,
    "freeze.requested": ask_for_hold,
    "freeze.decided": decide_hold,
    "freeze.ended": end_hold,
    "early_referral.proposed": propose_early_referral,
    "early_referral.approved": approve_early_referral,
    "early_referral.dropped": drop_early_referral,
}
