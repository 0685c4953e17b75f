"""Who holds a part: from the appointments of the case, else as an older system recorded it with the stage."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.letter_facts.known import Known, Provider
from caseworker.domain.dates_in_words import listed
from caseworker.domain.fold import EntityState


def appointed(known: Known, *roles: str) -> tuple[EntityState, ...]:
    """Return who holds one of the parts now, of the latest stage that has any."""
    held = [
        a
        for a in known.view.of_kind("appointment")
        if a.doc.get("role") in roles and not a.doc.get("ended_on")
    ]
    order = {stage.id: number for number, stage in enumerate(known.view.stages)}
    latest = max((order.get(str(a.doc.get("stage_id")), -1) for a in held), default=-1)
    return tuple(a for a in held if order.get(str(a.doc.get("stage_id")), -1) == latest)


def _name(role: str, stage_field: str = "") -> Provider:
    def provide(known: Known) -> str:
        names = [str(a.doc.get("full_name") or "") for a in appointed(known, role)]
        recorded = [
            str(s.doc[stage_field]) for s in known.view.stages if stage_field and s.doc.get(stage_field)
        ]
        return listed(names) or next(iter(recorded[-1:]), "")

    return provide


PROVIDERS: Mapping[str, Provider] = {
    "investigating_officer": _name("investigating_officer", "investigating_officer"),
    "independent_person": _name("independent_person", "independent_person"),
    "adjudicating_officer": _name("adjudicating_officer"),
    "panel_chair": _name("panel_chair"),
    "panel_members": _name("panel_member"),
}
