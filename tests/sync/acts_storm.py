"""Several computers work apart by real acts at random and meet over a bad line; then everything is looked at.

What holds afterwards (I5 to I9, C9, C11, R3, R6): every file says the same, rebuilding changes nothing, every page of
every case can be made, every clash can be settled, taken back and settled again, and every number is explained.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from caseworker.actions.case_words import case_due_words, case_tag, next_step
from caseworker.actions.checking import verify_office
from caseworker.actions.clashes import clash_count, clashes
from caseworker.actions.double_references import settle_doubles
from caseworker.actions.gaps import read_gaps
from caseworker.actions.letters import preview_letter
from caseworker.actions.look_up import (
    explain_deadline,
    list_count,
    list_page,
    open_case,
    query,
    search_cases,
    view_counts,
    views_for,
)
from caseworker.actions.moves import beginnings, moves_for
from caseworker.actions.people import list_people
from caseworker.actions.people_case import standings_of
from caseworker.actions.people_view import open_person
from caseworker.actions.reports import build_pack
from caseworker.actions.settings_change import save_person
from caseworker.actions.settle import keep, settle
from caseworker.actions.today import day_sheet
from caseworker.actions.undo import undo
from caseworker.actions.worked_alongside import worked_alongside
from caseworker.domain.changes import decode
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.number_report import number_report
from caseworker.storage.references import is_spare
from caseworker.sync.port import HubAway
from tests.example_office import log_complaint, log_enquiry
from tests.sync.bad_line import BadLine
from tests.sync.offices_alike import judge_index
from tests.sync.random_acts import Worker
from tests.sync.replica.offices import Pc, another_pc, first_pc

if TYPE_CHECKING:
    from tests.sync.soak import Deadline, Tally

NAMES = ("Ali Demir", "Rhys Parry")
YEAR = "2025-26"
_SHOWN = 200


def storm(seed: int, folder: Path, *, computers: int = 2, acts: int = 25, rounds: int = 3) -> list[Worker]:
    """Run one seed; whoever worked is returned, with what they did.

    Raises:
        AssertionError: something that must hold does not; `Worker.told` of each is in the message.
    """
    chance, pcs = Random(seed), [first_pc(folder / "0")]
    workers: list[Worker] = []
    try:
        _begin(pcs, folder, computers)
        workers = [Worker(pc.office, Random(seed * 10 + number)) for number, pc in enumerate(pcs)]
        later = Random(f"doubles {seed}")
        for _ in range(rounds):
            give_twice(workers, later)
            for worker in workers:
                for _each in range(acts):
                    worker.works()
            _meet(pcs, chance)
            _look(pcs)
        _settle_all(chance.choice(pcs).office, chance)
        _meet(pcs, chance)
        _look(pcs)
        for pc in pcs:
            look_at_numbers(pc)
        assert all(clash_count(pc.office) == 0 for pc in pcs), "a settled clash is still open elsewhere"
    except Exception as error:
        story = "\n".join(f"{each.office.person.full_name}: {' / '.join(each.told)}" for each in workers)
        raise AssertionError(f"seed {seed}: {error}\n{story}") from error
    finally:
        for pc in pcs:
            pc.opened.close()
    return workers


def give_twice(workers: list[Worker], chance: Random) -> None:
    """Now and then let two give the same number, as where a file was copied by hand (R6)."""
    if chance.random() < 0.5:
        one, two = chance.sample(workers, 2)
        with one.office.database.raw_writer() as raw:
            raw.execute(
                "UPDATE lease SET first = min(first, (SELECT min(l.first) FROM lease l WHERE l.origin = ?))"
                " WHERE origin = ? AND EXISTS (SELECT 1 FROM lease l WHERE l.origin = ?)",
                (two.office.origin, one.office.origin, two.office.origin),
            )
        for worker in (one, two):
            worker.works("log")


def soak(until: Deadline, tally: Tally) -> None:
    """Run seed after seed for `make soak`."""
    while not until.is_over:
        seed = tally.start + tally.seeds
        with TemporaryDirectory() as folder:
            try:
                storm(seed, Path(folder), computers=2 + seed % 2)
            except AssertionError as error:
                tally.diverged += 1
                tally.stories.append(str(error))
        tally.seeds += 1


def _begin(pcs: list[Pc], folder: Path, computers: int) -> None:
    """Give everybody the manager's rights and a few cases that all know."""
    office = pcs[0].office
    for name in NAMES:
        save_person(office, replace(office.staff_named(name), role="complaints_manager"))
    for kind in (Kind.STATUTORY, Kind.CORPORATE, Kind.FOI):
        log_complaint(office, kind=kind)
    log_enquiry(office)
    pcs[0].meet()
    for number, name in enumerate(NAMES[: computers - 1], start=1):
        pcs.append(another_pc(pcs[0], folder / str(number), name))


def _meet(pcs: list[Pc], chance: Random) -> None:
    """Let everybody meet over a bad line, in any order, until nobody has anything more to say."""
    for pc in (*chance.sample(pcs, len(pcs)), *chance.sample(pcs, len(pcs))):
        while True:
            try:
                pc.meet(BadLine(pc.hub.as_user(pc.login), chance))
                break
            except HubAway:
                continue
        settle_doubles(pc.office)
    for pc in (*pcs, *pcs):
        pc.meet()


def _look(pcs: Iterable[Pc]) -> None:
    """Check that the files agree, are whole, and that every page can be made of them."""
    digests = {pc.digest() for pc in pcs}
    assert len(digests) == 1, "the files differ"
    for pc in pcs:
        assert pc.rows("SELECT changeset_id, why FROM deferred") == []
        judge_index(pc)
        assert verify_office(pc.office).faults == ()
        look_everywhere(pc.office)


def look_at_numbers(pc: Pc) -> None:
    """No two cases bear one number, the later one's person is written to, and every number is explained (R3, R6)."""
    doubles = "SELECT reference FROM case_list WHERE reference <> '' GROUP BY reference HAVING count(*) > 1"
    assert pc.rows(doubles) == [], "two cases bear one number"
    for changeset_id, body in pc.rows("SELECT id, body FROM changeset WHERE kind = 'reference.changed'"):
        tasks = [each.entity_id for each in decode(str(body)) if each.entity_kind == "task"]
        known = pc.rows("SELECT doc ->> 'what' FROM entity WHERE id = ?", *tasks)
        assert known, f"nobody is to write of the new number ({changeset_id})"
        assert str(known[0][0]).startswith("Write to "), known
    with pc.office.reading() as raw:
        series = raw.execute("SELECT series FROM reference_number UNION SELECT series FROM lease").fetchall()
        for line in [line for (one,) in series if not is_spare(one) for line in number_report(raw, one)]:
            used = json.loads(line.cases)
            assert used or line.is_gone or line.origin or line.given_up, f"nobody explains {line}"


def look_everywhere(office: Office) -> None:
    """Make what every page shows; nothing may break, whatever the merge made."""
    for view in views_for(office):
        asked = query(office, view)
        rows = list_page(office, asked)
        assert len(rows) == min(list_count(office, asked), _SHOWN)
        for row in rows:
            assert case_tag(office, row) is not None
            case_due_words(office, row)
    view_counts(office)
    day_sheet(office, team=True)
    read_gaps(office)
    search_cases(office, "Words")
    worked_alongside(office)
    clashes(office)
    for row in list_page(office, query(office, "all")):
        _look_at_case(office, row.case_id)
    for person in list_people(office):
        open_person(office, person.id)
    build_pack(office, parse_period(YEAR))


def _look_at_case(office: Office, case_id: str) -> None:
    view = open_case(office, case_id)
    next_step(office, view)
    explain_deadline(office, view)
    standings_of(office, view)
    for offer in moves_for(office, view):
        beginnings(office, view, offer.move)
    for code in ("L01", "L05"):
        try:
            preview_letter(office, view, code)
        except RuleError:  # not for this kind of case, or not now
            continue
    worked_alongside(office, case_id)
    clashes(office, case_id)


def _settle_all(office: Office, chance: Random) -> None:
    """Settle every clash, take it back, and settle again: each stands as before in between, and none is left."""
    found = clashes(office)
    if not found:
        return
    settled = settle(office, [keep(clash, chance.randrange(len(clash.sides))) for clash in found])
    left = clashes(office)
    assert not left, f"settled, and still open: {[clash.label for clash in left]}"
    undo(office, settled.group_id)
    again = clashes(office)
    assert sorted(c.key for c in again) == sorted(c.key for c in found), "Undo brought back other clashes"
    settle(office, [keep(clash, 0) for clash in again])
    assert not clashes(office)
