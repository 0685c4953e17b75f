"""A random year of legal acts over several cases: the lists are always what the record makes, and undo brings back
exactly what was there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions import look_up
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.case_words import next_step
from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.extend import extend, extension_offer
from caseworker.actions.note import add_note
from caseworker.actions.pause import pause_clock
from caseworker.actions.people_alerts import Alert, record_alert
from caseworker.actions.people_case import Consent, record_consent
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import register_person, unlink_party
from caseworker.actions.people_relations import add_relationship
from caseworker.actions.reopen import reopen_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from caseworker.domain.pauses import PauseKind
from caseworker.domain.staff import Person
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.security.keys import Published
from caseworker.storage.rebuild import counts, projection_digests
from tests.example_office import TODAY, log_complaint, make_office, noon

STEPS = 60
SEEDS = range(6)


class Caseworker:
    """Somebody who does something legal, or tries something that is refused, and never anything half."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = random.Random(seed)
        self.case_ids: list[str] = []
        self.groups: list[str] = []
        self.refused = 0

    def step(self) -> Changed | None:
        """Do one act; None when it was refused, and then nothing has changed."""
        acts: list[Callable[[], Changed]] = [
            self.log, self.note, self.edit, self.assign, self.acknowledge, self.extend, self.pause, self.resume,
            self.answer, self.reopen, self.void, self.undo, self.settings, self.staff, self.person, self.kind,
            self.register, self.alert, self.relate, self.merge, self.consent,
        ]  # fmt: skip
        before = everything(self.office)
        try:
            changed = self.log() if not self.case_ids else self.chance.choice(acts)()
        except RuleError:
            self.refused += 1
            assert everything(self.office) == before, "a refused act changes nothing"
            return None
        if changed.group_id:
            self.groups.append(changed.group_id)
        return changed

    def case(self) -> str:
        return self.chance.choice(self.case_ids)

    def day(self) -> date:
        return self.office.clock.today() - timedelta(days=self.chance.randrange(-1, 12))

    def log(self) -> Changed:
        kind = self.chance.choice(list(Kind))
        risk = self.chance.choice(["yes", "no"])
        logged = log_complaint(self.office, kind=kind, received_on=self.day(), risk=risk)
        self.case_ids.append(logged.case_id)
        return logged

    def note(self) -> Changed:
        follow = self.chance.choice([None, self.office.clock.today() + timedelta(days=3)])
        return add_note(self.office, self.case(), "Rang: “nobody was in”", follow_up_on=follow)

    def edit(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        values = {"theme": self.chance.choice(["Delay", "Communication"]), "received_on": self.day()}
        name = self.chance.choice(list(values))
        return edit_case(self.office, view, view.case_id, {name: values[name]})

    def kind(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        return edit_case(self.office, view, view.case_id, {"kind": self.chance.choice(list(Kind)).value})

    def person(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        if self.chance.random() < 0.5:
            return add_person(self.office, view, "child", {"full_name": "Łukasz Żółć", "age": "9"})
        party = self.chance.choice(view.parties) if view.parties else view.case
        return edit_case(self.office, view, party.id, {"voided": True})

    def somebody(self) -> str:
        """A person of the register, or an entry in a case."""
        with self.office.reading() as raw:
            ids = [row[0] for row in raw.execute("SELECT id FROM person_row ORDER BY n").fetchall()]
        return self.chance.choice(ids or ["nobody"])

    def register(self) -> Changed:
        if self.chance.random() < 0.3:
            return unlink_party(self.office, self.somebody())
        return register_person(self.office, self.somebody())

    def alert(self) -> Changed:
        review = self.office.clock.today() + timedelta(days=self.chance.randrange(-1, 30))
        return record_alert(self.office, self.somebody(), Alert("A dog", "In twos", "", review))

    def relate(self) -> Changed:
        return add_relationship(self.office, self.somebody(), self.somebody(), "parent")

    def merge(self) -> Changed:
        if self.chance.random() < 0.3:
            return unmerge(self.office, self.somebody())
        return merge_people(self.office, self.somebody(), self.somebody())

    def consent(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        party = self.chance.choice(view.parties).id if view.parties else ""
        return record_consent(self.office, view.case_id, party, Consent("own_right", "not_needed"))

    def assign(self) -> Changed:
        some = self.chance.sample(self.case_ids, min(len(self.case_ids), 3))
        return assign_cases(self.office, some, self.chance.choice(["", *self.office.staff]))

    def acknowledge(self) -> Changed:
        return acknowledge(self.office, self.case(), self.day())

    def extend(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        until = extension_offer(self.office, view).latest_on or self.day() + timedelta(days=20)
        return extend(self.office, view.case_id, until, "The file is in store")

    def pause(self) -> Changed:
        ended = self.day() if self.chance.random() < 0.3 else None
        return pause_clock(
            self.office, self.case(), self.chance.choice(list(PauseKind)), self.day(), "Court", to_on=ended
        )

    def resume(self) -> Changed:
        return resume_clock(self.office, self.case(), self.day())

    def answer(self) -> Changed:
        view = look_up.open_case(self.office, self.case())
        outcome = self.chance.choice(self.office.vocabulary.offered("outcomes", view.kind)).code
        return answer_case(self.office, view.case_id, Answer(self.day(), outcome, "Because."))

    def reopen(self) -> Changed:
        return reopen_case(self.office, self.case(), "New information")

    def void(self) -> Changed:
        return void_case(self.office, self.case(), "Logged twice")

    def undo(self) -> Changed:
        group = self.chance.choice(self.groups[-4:] or ["nothing yet"])
        return undo(self.office, group)

    def settings(self) -> Changed:
        return change_settings(
            self.office, {"phone": self.chance.choice(["1", "2"]), "notice": "Strike on Monday"}
        )

    def staff(self) -> Changed:
        return save_person(self.office, Person(self.office.ids.new(), "Jo Bell", role="auditor"))


def everything(office: Office) -> dict[str, str]:
    """A digest of each table made from the record, and how long the record is."""
    with office.reading() as raw:
        return {**projection_digests(raw), "changes": str(counts(raw)["changeset"])}


def things(office: Office) -> dict[str, tuple[str, dict[str, Any]]]:
    """What is kept of each thing that was not removed, without the fields that are empty or were emptied."""
    with office.reading() as raw:
        rows = raw.execute("SELECT id, kind, doc FROM entity").fetchall()
    docs = {entity_id: (kind, json.loads(doc)) for entity_id, kind, doc in rows}
    return {
        entity_id: (kind, {name: value for name, value in doc.items() if value is not None})
        for entity_id, (kind, doc) in docs.items()
        if not doc.get("voided") and doc.get("void_reason") != "Logging it was undone"
    }


@pytest.fixture(params=SEEDS)
def worker(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A caseworker at an office, encrypted for every other seed."""
    seed = request.param
    opened = make_office(tmp_path / "office", Published() if seed % 2 else None)
    yield Caseworker(opened.office, seed)
    opened.close()


def test_after_any_history_the_lists_are_what_the_record_makes_and_no_date_has_moved(
    worker: Caseworker,
) -> None:
    done = sum(worker.step() is not None for _ in range(STEPS))
    assert done > STEPS / 3, "else this test tries nothing"
    live = everything(worker.office)
    found = verify_office(worker.office)
    assert (found.faults, found.dates) == ((), ())
    rebuild_tables(worker.office)
    assert everything(worker.office) == live


def test_undo_brings_back_exactly_what_was_there_and_redo_what_was_done(worker: Caseworker) -> None:
    undone = 0
    for _ in range(STEPS):
        before = things(worker.office)
        changed = worker.step()
        if changed is None or not changed.group_id:
            continue
        after = things(worker.office)
        try:
            back = undo(worker.office, changed.group_id)
        except RuleError:
            continue
        assert things(worker.office) == before, changed.message
        undo(worker.office, back.group_id, redo=True)
        assert things(worker.office) == after, changed.message
        worker.groups.pop()
        undone += 1
    assert undone > STEPS / 5, "else this test tries nothing"


def test_no_open_case_is_without_a_next_step_and_each_list_shows_what_its_case_says(
    worker: Caseworker,
) -> None:
    for _ in range(STEPS):
        worker.step()
    office = worker.office
    listed = {row.case_id: row for row in look_up.list_page(office, look_up.query(office, "all"), 0, 1000)}
    assert set(listed) == set(worker.case_ids)
    for case_id in worker.case_ids:
        view = look_up.open_case(office, case_id)
        assert next_step(office, view)[0]
        assert listed[case_id] == view.row
        assert view.row.status is view.status
        assert bool(view.row.paused_since) == (view.status.value == "paused")


def test_a_clock_that_runs_slow_or_backwards_changes_nothing_but_the_times(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    office = opened.office
    hours = random.Random(7)
    office.clock = Clock(TODAY, lambda: noon() + timedelta(hours=hours.randrange(-9, 9)))
    worker = Caseworker(office, 7)
    for _ in range(STEPS):
        worker.step()
    live = everything(office)
    assert verify_office(office).faults == ()
    rebuild_tables(office)
    assert everything(office) == live
    opened.close()
