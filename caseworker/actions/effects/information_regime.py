"""Steps that decide under which law a request is answered and how long that may take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.actions.count_again import count_again
from caseworker.actions.doing import Doing, Effect
from caseworker.actions.restrict_requests import not_restricted_words, restricted_values
from caseworker.actions.stage_clocks import stage_facts
from caseworker.domain import deadlines
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.information import LAW, clock_day, exemptions_of, is_qualified
from caseworker.domain.kinds import Kind, Procedure
from caseworker.errors import Problem, ProblemsError, RuleError


def _regime_decided(doing: Doing) -> None:
    """Keep the decision; another law counts the deadlines again, openly and from the day received."""
    kind, view = Kind(str(doing.values["kind"])), doing.view
    reason = str(doing.values["reason"] or "")
    if kind is not view.kind and not reason:
        raise ProblemsError([Problem("reason", f"Enter why this is dealt with as {kind.label}")])
    doing.add(
        "decision",
        kind="triage",
        stage_id=doing.stage.id,
        result=kind.label,
        reason=reason,
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )
    if kind is view.kind:
        doing.say(f"It stays a case of the type {kind.label}.")
        return
    if exemptions_of(view):
        raise RuleError(
            f"Remove the exemptions first: those of the {LAW[view.kind]} do not apply to another law.",
            field="kind",
        )
    restricted = restricted_values(doing.office, kind, view)
    doing.set_case(kind=kind.value, **restricted)
    if words := not_restricted_words(restricted):
        doing.say(words.strip())
    for state, values in _counted_again(doing, kind):
        doing.change(state, **values)


def _counted_again(doing: Doing, kind: Kind) -> list[tuple[EntityState, dict[str, Any]]]:
    """Return the stage with its fields under the rules of another kind, as changing the type by hand counts them."""
    edits = CaseEdits(doing.view, doing.office.ids)
    edits.set(doing.view.case, kind=kind.value)
    count_again(doing.office, doing.view, edits, {"kind": kind.value})
    stage = doing.stage
    changed = edits.draft("").entities
    return [
        (stage, {f.field: f.value for f in each.fields}) for each in changed if each.entity_id == stage.id
    ]


def _interest_extended(doing: Doing) -> None:
    """Notice names the exemption and the day; the answer is due then, 40 working days in all at the latest."""
    view, office, stage = doing.view, doing.office, doing.stage
    notice, until = doing.day("on"), doing.day("until")
    limit = clock_day(view, "FOI_RESP")
    if limit is not None and notice > limit:
        raise RuleError(
            f"Notice of the extension had to be given by {long_date(limit)}, within the 20 working days (s.17(2)).",
            field="on",
            source="Freedom of Information Act 2000, s.10(3), s.17(2)",
        )
    scheme = office.rulebook.scheme_by_id(str(stage.doc["scheme"]), Procedure(str(stage.doc["procedure"])))
    pauses = [p.doc for p in view.pauses if p.doc.get("stage_id") == stage.id]
    deadlines.check_extension(scheme, stage_facts(office, stage.doc, pauses), office.calendars, until, notice)
    doing.set_stage(
        pit_notice_on=notice,
        extended_to=until,
        extension_notice_on=notice,
        extension_reason=str(doing.values["reason"]),
    )
    named = [
        office.vocabulary.label("exemptions", str(e.doc.get("section")))
        for e in exemptions_of(view)
        if is_qualified(e)
    ]
    doing.say(f"The notice names: {'; '.join(named)}.")


def _burden_decided(doing: Doing) -> None:
    doing.add(
        "decision",
        kind="section_14",
        stage_id=doing.stage.id,
        result=str(doing.values["result"]),
        reason=str(doing.values["reason"]),
        decided_by=doing.office.person.id,
        decided_on=doing.office.clock.today(),
    )


def _disclosure_log_decided(doing: Doing) -> None:
    doing.set_case(disclosure_log=doing.values["publish"] == "yes")


EFFECTS: Mapping[str, Effect] = {
    "regime.decided": _regime_decided,
    "interest.extended": _interest_extended,
    "burden.decided": _burden_decided,
    "disclosure_log.decided": _disclosure_log_decided,
}
