"""Which procedure knows the next step of a kind of case."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseworker.actions.next_steps import advocacy, children_act, information, ombudsman, other
from caseworker.actions.next_steps.advocacy import offer_step
from caseworker.domain.cases import CaseView
from caseworker.domain.kinds import Kind
from caseworker.office import Office

__all__ = ["offer_step", "step_of_kind"]

_BY_KIND: Mapping[Kind, Callable[[Office, CaseView], tuple[str, str] | None]] = {
    Kind.STATUTORY: children_act.next_step_of,
    Kind.CORPORATE: children_act.next_step_of,
    Kind.FOI: information.next_step_of,
    Kind.EIR: information.next_step_of,
    Kind.SAR: information.next_step_of,
    Kind.DATA_PROTECTION: information.next_step_of,
    Kind.INTERNAL_REVIEW: information.next_step_of,
    Kind.COMMISSIONER: information.next_step_of,
    Kind.OMBUDSMAN: ombudsman.next_step_of,
    Kind.ADVOCACY: advocacy.next_step_of,
}
"""Who knows the steps of a kind; every other kind is in `next_steps.other`."""


def step_of_kind(office: Office, view: CaseView) -> tuple[str, str] | None:
    """Return the next step in words and its command; None where the general rules say enough."""
    return _BY_KIND.get(view.kind, other.next_step_of)(office, view)
