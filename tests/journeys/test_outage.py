"""Two days without the network: three computers log forty cases each, print letters, and meet again (F13).

By the acts the window uses, over each kind of hub. While they are apart nobody's work stops; when the line comes back
it is cut again and again, and still everything is there once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.checking import verify_office
from caseworker.actions.clashes import clashes
from caseworker.actions.edit import edit_case
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice
from caseworker.actions.people_alerts import Alert, record_alert
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.settle import keep, settle
from caseworker.actions.sharing import join_office, share_office, sit_down
from caseworker.actions.sync import meet, sync_status
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.number_report import number_report
from caseworker.sync import administer_postgres, administer_share
from caseworker.sync.address import HubAddress
from caseworker.sync.memory import MemoryHub
from caseworker.sync.memory_access import User
from caseworker.sync.port import Hub, HubAway
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import TODAY, log_complaint, make_office, noon
from tests.letters.example import in_one_line
from tests.sync.offices_alike import figures, told_by
from tests.sync.private_postgres import PASSWORD, PostgresPlace, place, postgres_server

__all__ = ["place", "postgres_server"]  # fixtures

CASES = 40
LETTERS = 2
NAMES = ("Asha Khan", "Ali Demir", "Rhys Parry")


@dataclass(frozen=True)
class Building:
    """Where the hub is.

    Attributes:
        let_in: gives a person a login and returns their address and password.
        connect: the connection the window would make.
    """

    let_in: Callable[[str, str], tuple[HubAddress, str]]
    connect: Callable[[HubAddress, str | None], Hub]


class BadLine:
    """A line that is cut now and then, before or after the hub heard."""

    def __init__(self, hub: Hub, chance: Random) -> None:
        self._hub, self._chance = hub, chance

    def __getattr__(self, name: str) -> object:
        real = getattr(self._hub, name)
        if name == "close" or not callable(real):
            return real

        def call(*given: object) -> object:
            before, after = self._chance.random() < 0.12, self._chance.random() < 0.12
            if before:
                raise HubAway("The line is cut.")
            found = real(*given)
            if after:
                raise HubAway("The line was cut before the answer came.")
            return found

        return call


@dataclass
class Pc:
    """One computer."""

    opened: OpenOffice
    building: Building
    address: HubAddress
    password: str

    @property
    def office(self) -> Office:
        return self.opened.office

    def meets(self, chance: Random | None = None) -> None:
        """Meet the hub; over a bad line until it goes through."""
        while True:
            hub = self.building.connect(self.address, self.password)
            try:
                meet(self.office, hub if chance is None else BadLine(hub, chance))  # type: ignore[arg-type]
                return
            except HubAway:
                assert chance is not None
            finally:
                hub.close()

    def cases(self) -> dict[str, str]:
        """Every case by reference."""
        with self.office.reading() as raw:
            return dict(raw.execute("SELECT reference, id FROM case_list").fetchall())


def memory(_folder: Path, _place: PostgresPlace | None) -> Building:
    """A hub in this program."""
    hub = MemoryHub([], now=noon)

    def let_in(name: str, person_id: str) -> tuple[HubAddress, str]:
        hub.let_in(User(name, person_id, sees_all=True))
        return HubAddress(server="memory", database="memory", user=name), "secret"

    return Building(let_in, lambda address, _password: hub.as_user(address.user))


def share(folder: Path, _place: PostgresPlace | None) -> Building:
    """A file in a folder that all reach."""
    from caseworker.actions.sharing import open_hub

    mailbox = folder / "share"
    code = administer_share.init(mailbox).joining_code

    def let_in(name: str, person_id: str) -> tuple[HubAddress, str]:
        administer_share.add_user(mailbox, name, person_id)
        return HubAddress("share", path=str(mailbox), user=name), code

    return Building(let_in, open_hub)


def postgres(_folder: Path, place: PostgresPlace | None) -> Building:
    """A server."""
    from caseworker.actions.sharing import open_hub

    assert place is not None

    def let_in(name: str, person_id: str) -> tuple[HubAddress, str]:
        login = f"{name}_{uuid4().hex}"  # logins are the server's, not the database's
        made = administer_postgres.add_user(place.address, PASSWORD, login, person_id, sees_all=True)
        return replace(place.address, user=login), made

    return Building(let_in, open_hub)


@pytest.fixture
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., list[Pc]]]:
    """Gives three computers that share one office over a kind of hub, with everything on each."""
    opened: list[OpenOffice] = []

    def make(kind: Callable[[Path, PostgresPlace | None], Building]) -> list[Pc]:
        building = kind(tmp_path, request.getfixturevalue("place") if kind is postgres else None)
        first = make_office(tmp_path / "0")
        opened.append(first)
        pcs: list[Pc] = []
        for number, name in enumerate(NAMES):
            person = first.office.staff_named(name)
            address, password = building.let_in(name.split()[0].lower(), person.id)
            if number == 0:
                share_office(first.office, address, password, connect=building.connect)
                pcs.append(Pc(first, building, address, password))
                continue
            folder = OfficePaths(tmp_path / str(number))
            opened.append(join_office(folder, address, password, connect=building.connect).opened)
            office = opened[-1].office
            office.clock = replace(office.clock, system_now=noon)
            pcs.append(Pc(opened[-1], building, address, password))
            pcs[-1].meets()
            sit_down(office, person.id)
        return pcs

    yield make
    for each in opened:
        each.close()


def work_apart(pc: Pc, number: int, cases: int) -> dict[str, str]:
    """Two days of work on one computer; returns the text of each letter printed, by reference."""
    printed = {}
    for each in range(cases):
        logged = log_complaint(
            pc.office, summary=f"Complaint {each} of computer {number}.", full_name=f"Caller {number} {each}"
        )
        add_note(pc.office, logged.case_id, f"Rang back on the {each}th.")
        if each < LETTERS:
            sent(pc.office, logged.case_id, approved(pc.office, logged.case_id))
            [kept] = [x for x in open_case(pc.office, logged.case_id).letters if x.doc.get("sent_on")]
            printed[logged.reference] = in_one_line(letter_bytes(pc.office, kept.doc["digest"]))
    return printed


def two_people(office: Office) -> tuple[str, str]:
    """Two people of the register who may be one, each with a case."""
    names = ("Nia Rhys-Parry", "N. Rhys Parry")
    cases = [open_case(office, log_complaint(office, full_name=name).case_id) for name in names]
    kept, other = (register_person(office, case.parties[0].id).person_id for case in cases)
    return kept, other


def all_tell_the_same(pcs: list[Pc]) -> dict[str, Any]:
    """Hold all that computers tell against one another: cases, history, search, letters, files, every figure."""
    first, *others = (told_by(pc.office) for pc in pcs)
    for other in others:
        for what, said in first.items():
            assert other[what] == said, what
    return first


@pytest.mark.parametrize(("kind", "cases"), [(memory, CASES), (share, 15), (postgres, 15)])
def test_two_days_apart_lose_nothing_and_double_nothing(
    shared: Callable[..., list[Pc]], kind: Callable[[Path, PostgresPlace | None], Building], cases: int
) -> None:
    pcs = shared(kind)
    common = log_complaint(pcs[0].office, summary="Known to all before the outage.")
    people = two_people(pcs[0].office)
    for pc in (*pcs, *pcs):
        pc.meets()
    before = set(pcs[0].cases())

    # Apart: forty cases each, letters with final references; all note on the same case and two change it; one makes
    # two people one, of whom another hears something new.
    printed: dict[str, str] = {}
    for number, pc in enumerate(pcs):
        printed |= work_apart(pc, number, cases)
        assert sync_status(pc.office).waiting >= 2 * cases
        add_note(pc.office, common.case_id, f"Computer {number} rang them back.")
    merge_people(pcs[0].office, *people)
    record_alert(pcs[1].office, people[1], Alert("A dog", "In twos", "A call.", TODAY + timedelta(days=60)))
    ours = [set(pc.cases()) - before for pc in pcs]
    for office, theme in ((pcs[0].office, "Communication"), (pcs[1].office, "Staff conduct")):
        view = open_case(office, common.case_id)
        edit_case(office, view, view.case.id, {"wants": f"What {theme} heard."})
    answer_case(pcs[1].office, common.case_id, Answer(date(2025, 10, 15), "upheld"))
    answer_case(pcs[2].office, common.case_id, Answer(date(2025, 10, 15), "not_upheld"))

    # The line comes back, badly.
    chance = Random(3)
    for pc in (*pcs, *pcs):
        pc.meets(chance)
    for pc in pcs:
        pc.meets()

    # Everything is on every computer, once.
    assert all(len(apart) == cases for apart in ours)
    assert len(set.union(*ours)) == cases * len(pcs)
    everything = [pc.cases() for pc in pcs]
    assert everything[0] == everything[1] == everything[2]
    assert set(everything[0]) == before | set.union(*ours)
    all_tell_the_same(pcs)
    for pc in pcs:
        assert (sync_status(pc.office).waiting, sync_status(pc.office).held) == (0, 0)
        assert len(open_case(pc.office, common.case_id).notes) == len(pcs)
        with pc.office.reading() as raw:
            twice = raw.execute("SELECT id FROM changeset GROUP BY id HAVING count(*) > 1").fetchall()
            numbers = [json.loads(line.cases) for line in number_report(raw, "CYP-2025")]
        assert not twice
        assert {len(cases) for cases in numbers} == {0, 1}  # some of each block are not used yet, none twice
        assert verify_office(pc.office).faults == ()

    # What was printed bears the references the cases have, and is on every computer.
    for reference, text in printed.items():
        assert reference in text
        for pc in pcs:
            [letter] = [
                x for x in open_case(pc.office, everything[0][reference]).letters if x.doc.get("sent_on")
            ]
            assert in_one_line(letter_bytes(pc.office, letter.doc["digest"])) == text

    # Where two truly disagreed a person decides, on any of the computers, and the case cannot be closed before.
    boss = pcs[2]
    found = clashes(boss.office)
    assert {clash.scope_id for clash in found} == {common.case_id}
    assert any(clash.stops for clash in found)
    with pytest.raises(RuleError):
        answer_case(boss.office, common.case_id, Answer(date(2025, 10, 15), "upheld"))
    settled = settle(boss.office, [keep(clash, 0) for clash in found])
    assert not clashes(boss.office)
    undo(boss.office, settled.group_id)
    assert len(clashes(boss.office)) == len(found)
    settle(boss.office, [keep(clash, 0) for clash in clashes(boss.office)])
    unmerge(pcs[0].office, people[1])
    for pc in (*pcs, *pcs):
        pc.meets()
    assert [len(clashes(pc.office)) for pc in pcs] == [0, 0, 0]
    all_tell_the_same(pcs)
    for pc in pcs:
        kept, other = (open_person(pc.office, each) for each in people)
        assert (len(kept.cases), len(other.cases)) == (1, 1)
        assert [len(each.alerts) for each in (kept, other)] == [0, 1]


def test_every_number_is_explained_also_when_the_blocks_ran_out(shared: Callable[..., list[Pc]]) -> None:
    pcs = shared(memory)
    for pc in pcs[:2]:
        for each in range(CASES + 20):
            log_complaint(pc.office, summary=f"Complaint {each}.")
    for pc in (*pcs, *pcs):
        pc.meets()
    references = [set(pc.cases()) for pc in pcs]
    assert references[0] == references[1] == references[2]
    assert len(references[0]) == 2 * (CASES + 20)
    assert any("-K0" in reference for reference in references[0])  # the spare series
    with pcs[2].office.reading() as raw:
        lines = number_report(raw, "CYP-2025")
    assert sum(len(json.loads(line.cases)) for line in lines) == len(references[0])
    assert all(json.loads(line.cases) or line.origin or line.given_up or line.is_gone for line in lines)


def test_what_was_known_on_a_day_is_the_same_everywhere_and_for_ever(shared: Callable[..., list[Pc]]) -> None:
    pcs = shared(memory)
    cases = [log_complaint(pcs[0].office, summary=f"Complaint {each}.").case_id for each in range(4)]
    for pc in (*pcs, *pcs):
        pc.meets()
    log_complaint(pcs[2].office, summary="Logged that day, without the network.")
    then = figures(pcs[0].office, TODAY)
    assert figures(pcs[1].office, TODAY) == then

    # The next day's work changes nothing in it, wherever it was done.
    for pc in pcs:
        pc.office.clock = Clock(TODAY + timedelta(days=1), noon)
    answer_case(pcs[0].office, cases[0], Answer(TODAY, "upheld"))
    edit_case(pcs[1].office, open_case(pcs[1].office, cases[1]), cases[1], {"theme": "Staff conduct"})
    log_complaint(pcs[1].office, received_on=TODAY)
    for pc in (*pcs[:2], *pcs[:2]):
        pc.meets()
    assert figures(pcs[0].office, TODAY) == figures(pcs[1].office, TODAY) == then

    # What was recorded on the day counts once it has arrived: on every computer alike.
    for pc in (*pcs[::-1], *pcs):
        pc.meets()
    known = [figures(pc.office, TODAY) for pc in pcs]
    assert known[0] == known[1] == known[2]
    received = [str(each["table 1a"]) for each in (then, known[0])]
    assert received[0] != received[1]
    assert all_tell_the_same(pcs)["known yesterday"] == known[0]
