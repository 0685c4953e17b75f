"""A person erased on one computer while another linked somebody to them: the entry in the case stays and opens (E1)."""

from __future__ import annotations

from caseworker.actions.erase import erase_case
from caseworker.actions.look_up import open_case
from caseworker.actions.people import list_people
from caseworker.actions.people_register import link_parties, register_person
from caseworker.actions.people_view import open_person
from tests.example_office import log_complaint
from tests.sync.replica.offices import Pc, meet_all


def test_who_was_linked_to_a_person_erased_meanwhile_is_listed_by_the_case_and_opens(
    asha: Pc, ali: Pc
) -> None:
    first = log_complaint(asha.office, full_name="Mary Jones").case_id
    second = log_complaint(asha.office, full_name="Mary P Jones").case_id
    person = register_person(asha.office, open_case(asha.office, first).parties[0].id).person_id
    meet_all(asha, ali)
    party = open_case(ali.office, second).parties[0].id
    link_parties(ali.office, person, [party])
    erase_case(asha.office, first, "Retention schedule 4.2", "The period is over", with_people=True)
    meet_all(asha, ali)
    for pc in (asha, ali):
        found = [row for row in list_people(pc.office) if row.name == "Mary P Jones"]
        assert [row.id for row in found] == [party]
        assert [open_person(pc.office, row.id).name for row in found] == ["Mary P Jones"]
        assert [row.id for row in list_people(pc.office, "Mary P Jones")] == [party]
