"""Who is known from restricted cases alone is shown to those alone who may see one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseworker.actions.at_keyboard import become
from caseworker.actions.export.everything import export_everything
from caseworker.actions.look_up import open_case
from caseworker.actions.people import count_people, list_people
from caseworker.actions.people_matches import find_matches
from caseworker.actions.people_merge import preview_merge
from caseworker.actions.people_register import link_parties, register_person
from caseworker.actions.people_relations import add_relationship
from caseworker.actions.people_view import open_person
from caseworker.actions.restricted import lift_restriction, restrict_case
from caseworker.domain.people import Asked
from caseworker.errors import RuleError
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.sync.replica.offices import Pc, another_pc, first_pc, meet_all

SECRET = "Quetzalcoatl Jones"


def registered(office: Office, name: str = SECRET) -> tuple[str, str]:
    """A case and its person, taken into the register."""
    case = log_complaint(office, full_name=name, children=())
    party = open_case(office, case.case_id).parties[0]
    return case.case_id, register_person(office, party.id).person_id


def names(office: Office, typed: str = "") -> list[str]:
    return [person.name for person in list_people(office, typed)]


def test_register_matches_and_pages_leave_out_who_is_known_from_a_restricted_case_alone(
    office: Office,
) -> None:
    case_id, person_id = registered(office)
    other_id, kept_id = registered(office, "Zofia Quill")
    restrict_case(office, case_id, [], "About a colleague")
    assert SECRET in names(office)
    become(office, office.staff_named("Ali Demir"))
    assert names(office) == ["Zofia Quill"]
    assert names(office, "Quetz") == []
    assert find_matches(office, Asked(full_name=SECRET)) == []
    assert count_people(office) == (1, 0)
    with pytest.raises(RuleError, match="not on this computer"):
        open_person(office, person_id)
    with pytest.raises(RuleError, match="not on this computer"):
        link_parties(office, person_id, [open_case(office, other_id).parties[0].id])
    assert open_person(office, kept_id).name == "Zofia Quill"
    become(office, office.staff_named("Asha Khan"))
    with pytest.raises(RuleError):
        preview_merge(office, kept_id, kept_id)
    lift_restriction(office, case_id, "Settled")
    become(office, office.staff_named("Ali Demir"))
    assert names(office, "Quetz") == [SECRET]


@pytest.mark.parametrize("link", ["case", "relative"])
def test_who_is_known_from_elsewhere_too_stays(office: Office, link: str) -> None:
    case_id, person_id = registered(office)
    other_id, other_person = registered(office, "Zofia Quill")
    if link == "case":
        link_parties(office, person_id, [open_case(office, other_id).parties[0].id])
    else:
        add_relationship(office, other_person, person_id, "mother")
    restrict_case(office, case_id, [], "About a colleague")
    become(office, office.staff_named("Ali Demir"))
    assert SECRET in names(office)
    assert open_person(office, person_id).name == SECRET


def test_export_leaves_them_out_and_says_so(office: Office, tmp_path: Path) -> None:
    case_id, _person = registered(office)
    registered(office, "Zofia Quill")
    restrict_case(office, case_id, [], "About a colleague")
    role = office.roles["complaints_manager"]
    office.roles = {  # somebody who may export and sees no restricted case
        **office.roles,
        "caseworker": type(role)("caseworker", "Caseworker", role.may - {"restricted", "restrict"}),
    }
    become(office, office.staff_named("Ali Demir"))
    done = export_everything(office, tmp_path / "out", "Asked for")
    assert done is not None
    assert "1 entry of the register of people, known from such cases alone." in done.left_out
    texts = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any(b"Quetzalcoatl" in text for text in texts)
    assert any(b"Zofia Quill" in text for text in texts)


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Callable[[str], Pc]]]:
    """A manager's computer with a hub, and a way for caseworkers to join who see no restricted case of others."""
    asha = first_pc(tmp_path / "asha")
    joined: list[Pc] = []

    def join(name: str) -> Pc:
        asha.meet()
        joined.append(another_pc(asha, tmp_path / name.split()[0], name, sees_all=False))
        return joined[-1]

    yield asha, join
    for pc in (*joined, asha):
        pc.opened.close()


def test_a_pc_from_which_the_case_went_and_one_that_never_had_it_do_not_list_its_people(
    pcs: tuple[Pc, Callable[[str], Pc]],
) -> None:
    asha, join = pcs
    case_id, person_id = registered(asha.office)
    registered(asha.office, "Zofia Quill")
    ali = join("Ali Demir")
    assert SECRET in names(ali.office)
    restrict_case(asha.office, case_id, [], "About a colleague")
    meet_all(asha, ali)
    rhys = join("Rhys Parry")  # has only the links of the chain
    for pc in (ali, rhys):
        assert names(pc.office) == ["Zofia Quill"]
        assert count_people(pc.office) == (1, 0)
        with pytest.raises(RuleError):
            open_person(pc.office, person_id)
    lift_restriction(asha.office, case_id, "Settled")
    meet_all(asha, ali, rhys)
    for pc in (ali, rhys):
        assert SECRET in names(pc.office)
