"""What the moves of `caseworker.domain.moves.advocacy` do beyond keeping their answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.closing import close_case
from caseworker.actions.linked_case import NewCase, open_linked
from caseworker.actions.stage_clocks import running_stage, stopped
from caseworker.actions.stops import case_without, still_stopped
from caseworker.domain import advocacy
from caseworker.domain.changes import Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind, Procedure, Status
from caseworker.domain.pauses import PauseKind, pauses_allowed
from caseworker.errors import Problem, ProblemsError


def _offered(doing: Doing) -> None:
    values = doing.values
    if values["answer"] == "not_offered" and not values["reason"]:
        raise ProblemsError([Problem("reason", "Enter why no advocate was offered")])
    doing.add(
        "advocacy",
        party_id=_young_person(doing),
        offered_on=doing.day("on"),
        offered_by=values["by"],
        answer=values["answer"],
        reason=values["reason"],
        eligible_group=_group(doing),
        wishes=values["wishes"],
        stage_label=_stage_label(doing),
    )
    if values["answer"] == "accepted":
        doing.say("Record the referral when it is made.")


def _referred(doing: Doing) -> None:
    values, on = doing.values, doing.day("on")
    offered = _now(doing)
    _refuse_before(offered, "offered_on", on, "Referred", "the day an advocate was offered")
    found = {
        "referred_on": on,
        "referred_by": values["by"],
        "provider": values["provider"] or provider_on(doing, on),
        "eligible_group": _group(doing),
        "purpose": values["purpose"],
        "stage_label": _stage_label(doing),
    }
    if values["wishes"]:
        found["wishes"] = values["wishes"]
    if offered is not None:
        doing.change(offered, **found)
    else:
        doing.add("advocacy", party_id=_young_person(doing), answer="accepted", **found)
    doing.set_case(advocate_involved=True)
    if values["stop_clock"]:
        _stop_clock(doing, on)


def _appointed(doing: Doing) -> None:
    on, values = doing.day("on"), doing.values
    now = _now(doing)
    _refuse_before(now, "referred_on", on, "Appointed", "the day of the referral")
    found = {
        "advocate": values["advocate"],
        "organisation": values["organisation"],
        "appointed_on": on,
        "is_independent": True,
    }
    if now is not None:
        if now.doc.get("answer") == "accepted" and not now.doc.get("provider") and not values["organisation"]:
            found["provider"] = provider_on(doing, on)
        doing.change(now, **found)
    else:
        doing.add(
            "advocacy",
            party_id=_young_person(doing),
            answer="has_one",
            provider=values["organisation"] or provider_on(doing, on),
            stage_label=_stage_label(doing),
            **found,
        )
    doing.set_case(advocate_involved=True)
    _let_clock_go_on(doing, on)


def _hours_given(doing: Doing) -> None:
    now, hours = _now(doing), doing.values["hours"]
    if hours <= 0 or hours > 24:
        raise ProblemsError([Problem("hours", "Hours must be more than 0 and at most 24 for one day")])
    on = doing.day("on")
    _refuse_before(now, "referred_on", on, "Day", "the day of the referral")
    if now is not None:
        doing.add("advocacy_hours", advocacy_id=now.id, on=on, hours=hours, what=doing.values["what"])


def _ended(doing: Doing) -> None:
    now, on = _now(doing), doing.day("on")
    _refuse_before(now, "appointed_on", on, "Ended", "the day the advocate was appointed")
    _refuse_before(now, "referred_on", on, "Ended", "the day of the referral")
    if now is not None:
        doing.change(now, ended_on=on, result=doing.values["result"])


def _complaint(doing: Doing) -> None:
    values = doing.values
    now = _now(doing)
    known = (
        "offered_on offered_by answer referred_on referred_by eligible_group purpose provider advocate"
    ).split()
    known += ["organisation", "appointed_on", "is_independent", "wishes"]
    helped = {name: now.doc.get(name) for name in known} if now is not None else {}
    open_linked(
        doing,
        NewCase(
            Kind.STATUTORY,
            "helped_by_advocacy",
            doing.day("received_on"),
            case={
                "summary": values["summary"],
                "wants": values["wants"],
                "channel": "Phone",
                "raised_by": doing.view.value("raised_by") or "Young person",
                "advocate_involved": True,
            },
            parts=(("advocacy", {**helped, "answer": helped.get("answer") or "accepted"}),),
        ),
    )


def _closed(doing: Doing) -> None:
    close_case(doing, doing.day("on"), doing.values["outcome"])


def provider_on(doing: Doing, day: date) -> str:
    """Return the provider under contract on a day; "" where none is."""
    contract = advocacy.contract_on(advocacy.contracts_of(doing.office.settings.advocacy_contracts), day)
    return contract.provider if contract else ""


def _now(doing: Doing) -> EntityState | None:
    return advocacy.running(doing.view.of_kind("advocacy"))


def _young_person(doing: Doing) -> str:
    """The child, else the person complaining."""
    person = next(iter(doing.view.children), None) or doing.view.complainant
    return person.id if person else ""


def _group(doing: Doing) -> str:
    given = doing.values["eligible_group"]
    if given:
        return str(given)
    status = next((c.doc.get("child_status") for c in doing.view.children if c.doc.get("child_status")), "")
    return advocacy.GROUP_OF_STATUS.get(str(status), "")


def _stage_label(doing: Doing) -> str:
    """The stage the young person is helped at; the kind of case where it has one stage only."""
    stage = doing.view.stage.doc if doing.view.stage else {}
    return str(stage.get("label") or doing.view.kind.label)


def _refuse_before(thing: EntityState | None, field: str, on: date, label: str, what: str) -> None:
    first = str(thing.doc.get(field) or "") if thing is not None else ""
    if first and on.isoformat() < first:
        day = long_date(date.fromisoformat(first))
        raise ProblemsError([Problem("on", f"{label} must be on or after {day}, {what}")])


def _stop_clock(doing: Doing, on: date) -> None:
    stage = running_stage(doing.view.stage)
    if (
        PauseKind.ADVOCATE not in pauses_allowed(Procedure(stage.doc["procedure"]))
        or stage.doc.get("number") != "1"
    ):
        raise ProblemsError(
            [Problem("stop_clock", "Only the clock of statutory stage 1 stops while an advocate is found")]
        )
    if doing.view.row.paused_since:
        raise ProblemsError([Problem("stop_clock", "The clock stands still already")])
    pause: dict[str, Value] = {
        "stage_id": stage.id,
        "kind": PauseKind.ADVOCATE.value,
        "from_on": on.isoformat(),
    }
    mine = [p.doc for p in doing.view.pauses if p.doc.get("stage_id") == stage.id]
    stopped(doing.office, doing.view.kind, stage, mine, pause)  # refuses a stop that would stop nothing
    doing.add("pause", **pause)
    doing.set_case(status=Status.PAUSED.value, waiting_for="advocate")
    doing.say(PauseKind.ADVOCATE.sentence)


def _let_clock_go_on(doing: Doing, on: date) -> None:
    """An advocate pause ends with the appointment."""
    running = [
        p
        for p in doing.view.pauses
        if p.doc.get("kind") == PauseKind.ADVOCATE.value and not p.doc.get("to_on")
    ]
    for pause in running:
        first = str(pause.doc.get("from_on") or "")
        if on.isoformat() < first:
            day = long_date(date.fromisoformat(first))
            raise ProblemsError(
                [Problem("on", f"Appointed must be on or after {day}, when the clock stopped")]
            )
        doing.change(pause, to_on=on)
    if running:
        stage_id = str(running[0].doc.get("stage_id") or "")
        doing.set_case(**case_without(doing.view, stage_id, running))
        doing.say(still_stopped(doing.view, stage_id, running) or "The clock goes on.")


EFFECTS: Mapping[str, Effect] = {
    "advocacy.offered": _offered,
    "advocacy.referred": _referred,
    "advocacy.appointed": _appointed,
    "advocacy.hours_given": _hours_given,
    "advocacy.ended": _ended,
    "advocacy.complaint": _complaint,
    "advocacy.closed": _closed,
}
