"""Who holds a part at a stage: appointed with the answers of the independence check, stood down, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.doing import Doing, Effect
from caseworker.actions.effects.complaint_stages import step_done
from caseworker.domain.fold import EntityState
from caseworker.domain.move import Situation
from caseworker.domain.moves.complaint_asks import ROLE_WORDS
from caseworker.errors import Problem, ProblemsError, RuleError

_CHECKS: Mapping[str, tuple[str, str]] = {
    "in_line": (
        "In the line management of the service",
        "The investigating officer is not in the line management of the service complained of "
        "(Getting the Best from Complaints 3.6).",
    ),
    "is_officer": (
        "Member or officer of the council",
        "Somebody who is a member or officer of the council is not independent (regulation 2).",
    ),
    "is_spouse": (
        "Spouse or civil partner of a member or officer",
        "The spouse or civil partner of a member or officer is not independent (regulation 2).",
    ),
}
"""By question: what was asked, and why "Yes" stands in the way."""


def appoints(role: str, *, apart_from: str = "") -> Effect:
    """Return the effect that appoints somebody to a part.

    Args:
        apart_from: another part at the stage that the same person cannot hold.
    """

    def effect(doing: Doing) -> None:
        values = doing.values
        for question, (_words, refusal) in _CHECKS.items():
            if values.get(question) == "yes":
                raise RuleError(refusal, field=question, source=doing.move.rule)
        _check_apart(doing, str(values["full_name"]), apart_from)
        checks = {words: "No" for question, (words, _refusal) in _CHECKS.items() if question in values}
        contact = str(values.get("contact") or "")
        appointed: dict[str, object] = {
            "stage_id": doing.stage.id,
            "role": role,
            "full_name": values["full_name"],
            "organisation": values.get("organisation"),
            "appointed_on": values["appointed_on"],
            "email" if "@" in contact else "phone": contact,
        }
        if checks:
            appointed |= {
                "is_independent": True,
                "independence_answers": checks,
                "checked_by": doing.office.person.id,
                "checked_on": doing.office.clock.today(),
            }
        doing.add("appointment", **appointed)
        if role != "panel_member" or len(_situation(doing).appointed(role)) == 1:
            step_done(doing, doing.day("appointed_on"))

    return effect


def chair_or_member(role: str) -> Effect:
    """Return the effect that appoints somebody to the panel: not the independent person of stage 2 (Regs 19)."""
    other = "panel_member" if role == "panel_chair" else "panel_chair"
    appoint = appoints(role, apart_from=other)

    def effect(doing: Doing) -> None:
        name = _folded(str(doing.values["full_name"]))
        stages = {stage.id for stage in doing.view.stages if stage.doc.get("number") == "2"}
        for appointed in doing.view.of_kind("appointment"):
            doc = appointed.doc
            was_there = doc.get("stage_id") in stages and doc.get("role") == "independent_person"
            if was_there and _folded(str(doc.get("full_name") or "")) == name:
                raise RuleError(
                    f"{doc['full_name']} was the independent person at stage 2 and cannot be on the panel "
                    "(regulation 19).",
                    field="full_name",
                    source="Regs 19",
                )
        if any(_folded(str(a.doc.get("full_name"))) == name for a in _situation(doing).appointed(role)):
            raise RuleError(f"{doing.values['full_name']} is on the panel already.", field="full_name")
        appoint(doing)

    return effect


def stand_down(doing: Doing) -> None:
    """End somebody's part; somebody else can be appointed to it."""
    person = _holder(doing)
    appointed_on = str(person.doc.get("appointed_on") or "")
    if doing.day("ended_on").isoformat() < appointed_on:
        raise ProblemsError(
            [Problem("ended_on", "Date they stood down must not be before they were appointed")]
        )
    doing.change(person, ended_on=doing.day("ended_on"))
    doing.say(f"Appoint somebody else as {_as_words(str(person.doc['role']))}.")


def keep_cost(doing: Doing) -> None:
    """Keep what somebody's part cost."""
    doing.change(_holder(doing), cost_pounds=doing.values["pounds"])


def _holder(doing: Doing) -> EntityState:
    """Who is meant by a part and, where two people hold it, a name."""
    role, name = str(doing.values["role"]), _folded(str(doing.values.get("full_name") or ""))
    held = _situation(doing).appointed(role)
    if not held:
        raise ProblemsError([Problem("role", f"Nobody is {ROLE_WORDS[role]} now")])
    if len(held) == 1 and not name:
        return held[0]
    meant = [each for each in held if name and name in _folded(str(each.doc.get("full_name") or ""))]
    if len(meant) != 1:
        names = " or ".join(str(each.doc.get("full_name")) for each in held)
        raise ProblemsError([Problem("full_name", f"Name must be {names}")])
    return meant[0]


def _check_apart(doing: Doing, name: str, other: str) -> None:
    for held in _situation(doing).appointed(other) if other else ():
        if _folded(str(held.doc.get("full_name") or "")) == _folded(name):
            raise RuleError(
                f"{name} is {ROLE_WORDS[other]}, and these are two different people.",
                field="full_name",
                source=doing.move.rule,
            )


def _situation(doing: Doing) -> Situation:
    return Situation(doing.view, doing.office.clock.today())


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())


def _as_words(role: str) -> str:
    return ROLE_WORDS[role].removeprefix("the ").removeprefix("a ")


EFFECTS: Mapping[str, Effect] = {
    "investigator.appointed": appoints("investigating_officer", apart_from="independent_person"),
    "independent_person.appointed": appoints("independent_person", apart_from="investigating_officer"),
    "adjudicator.appointed": appoints("adjudicating_officer", apart_from="independent_person"),
    "panel_chair.appointed": chair_or_member("panel_chair"),
    "panel_member.appointed": chair_or_member("panel_member"),
    "officer.stood_down": stand_down,
    "officer.cost_recorded": keep_cost,
    "panellist.stood_down": stand_down,
    "panellist.cost_recorded": keep_cost,
    "reviewer.stood_down": stand_down,
}
