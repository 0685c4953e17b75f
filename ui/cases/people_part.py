"""Wires the tab of people to what the page of a case does with what is asked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.actions.people_case import make_main_contact
from caseworker.domain.fold import EntityState
from ui.cases.acts.people import ConsentPanel, EqualitiesPanel, LinkPersonPanel
from ui.cases.people_tab import PeopleTab

if TYPE_CHECKING:
    from ui.cases.case_facts import CaseFacts
    from ui.cases.case_parts import Doer

_PANELS = {"consent": ConsentPanel, "link": LinkPersonPanel, "equalities": EqualitiesPanel}


def people_part(page: Doer) -> PeopleTab:
    """Return the tab of people, wired."""
    part = PeopleTab(page.context)
    part.act_asked.connect(lambda act, party_id: _do(page, act, party_id))
    part.person_asked.connect(lambda person_id: page.context.open_page("person", person_id))
    return part


def _do(page: Doer, act: str, party_id: str) -> None:
    facts: CaseFacts | None = getattr(page, "facts", None)
    if act == "add":
        page.begin("case.add_person")
    elif act == "disclosure":
        page.begin("case.disclosure")
    elif act == "details":
        page.edit_detail(party_id, "full_name")
    elif act == "first":
        office, case_id = page.context.office, page.key
        page.context.tasks.run_write(
            lambda: make_main_contact(office, case_id, party_id), page.on_done, page.context.messages.failure
        )
    elif facts is not None and (party := _party(facts, party_id)) is not None:
        page.begin_panel(_PANELS[act](page.context, facts, party))


def _party(facts: CaseFacts, party_id: str) -> EntityState | None:
    return next((party for party in facts.view.parties if party.id == party_id), None)
