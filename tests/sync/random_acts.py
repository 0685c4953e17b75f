"""Real acts at random, on the few cases that several computers share: what people do when nobody hears of the others.

Each act is one the window offers. What the rules refuse is not done; anything else that is raised is a fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case, complete_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.clashes import clashes
from caseworker.actions.closures import DaysOff, change_days_off, days_off_now
from caseworker.actions.edit import edit_case
from caseworker.actions.erase import erase_case
from caseworker.actions.extend import extend
from caseworker.actions.files import attach_files, remove_file
from caseworker.actions.gather_files import Source
from caseworker.actions.legal_hold import lift_hold, place_hold
from caseworker.actions.letter_flow import approve_letter, keep_letter
from caseworker.actions.letter_post import send_letters
from caseworker.actions.lists_change import add_entry
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import beginnings, make_move, moves_for
from caseworker.actions.note import add_note
from caseworker.actions.own_tables import own_tables, save_own
from caseworker.actions.pause import pause_clock
from caseworker.actions.people import list_people
from caseworker.actions.people_alerts import Alert, record_alert
from caseworker.actions.people_merge import merge_people, unmerge
from caseworker.actions.people_register import register_person
from caseworker.actions.points import add_points, change_point, move_point, points_of, remove_point
from caseworker.actions.reopen import reopen_case
from caseworker.actions.restricted import lift_restriction, restrict_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.actions.settle import keep, keep_both, settle
from caseworker.actions.tasks import NewTask, TaskRef, add_task, finish_tasks, remove_task
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.move import Ask
from caseworker.domain.pauses import PauseKind
from caseworker.errors import CaseworkerError, ProblemsError
from caseworker.office import Office
from caseworker.reports.builder import Definition
from tests.example_office import log_complaint

Act = Callable[["Worker"], Any]
ACTS: dict[str, Act] = {}
TROUBLE: dict[str, Act] = {}
"""Acts that a storm must ask for: the seeds that are kept mean what they meant."""


def act(do: Act) -> Act:
    """Put an act into the catalogue, by its name."""
    ACTS[do.__name__.strip("_")] = do
    return do


def trouble(do: Act) -> Act:
    """Put an act into the catalogue of those that must be asked for."""
    TROUBLE[do.__name__.strip("_")] = do
    return do


@dataclass
class Worker:
    """Somebody at a computer.

    Attributes:
        told: what was done, and what was refused, for the story of a seed.
    """

    office: Office
    chance: Random
    told: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def works(self, name: str = "") -> bool:
        """Do one act, any if none is named; whether it was done."""
        name = name or self.chance.choice(sorted(ACTS))
        try:
            {**ACTS, **TROUBLE}[name](self)
        except (CaseworkerError, ProblemsError) as refused:
            self.told.append(f"{name}: refused: {refused}")
            return False
        self.told.append(name)
        return True

    def case_id(self) -> str:
        """One of the cases here, mostly one of the few that all know."""
        with self.office.reading() as raw:
            ids = [str(row[0]) for row in raw.execute("SELECT id FROM case_list ORDER BY reference LIMIT 4")]
        return str(self.one_of(ids))

    def case(self) -> CaseView:
        """One of the cases, open on the screen."""
        return open_case(self.office, self.case_id())

    def day(self, back: int = 5) -> date:
        """A day not long ago."""
        return self.office.clock.today() - timedelta(days=self.chance.randrange(back))

    def words(self) -> str:
        """A few words."""
        return f"Words {self.chance.randrange(1000)} of {self.office.person.full_name}."

    def keeps(self, changed: Any) -> None:
        """Remember what can be undone."""
        self.done.append(changed.group_id)

    def one_of(self, things: Any) -> Any:
        """One of several, or nothing to do."""
        found = list(things)
        if not found:
            raise CaseworkerError("There is nothing to do it with.")
        return self.chance.choice(found)


@act
def _log(who: Worker) -> None:
    who.keeps(log_complaint(who.office, summary=who.words(), full_name=f"Caller {who.chance.randrange(50)}"))


@act
def _edit(who: Worker) -> None:
    view = who.case()
    values = who.one_of(
        (
            {"summary": who.words()},
            {"wants": who.words()},
            {"theme": who.one_of(("Communication", "Staff conduct"))},
            {"received_on": date(2025, 10, 1 + who.chance.randrange(14))},
            {"risk": who.one_of(("yes", "no", "unsure"))},
            {"kind": who.one_of(("CORP", "CA"))},
        )
    )
    who.keeps(edit_case(who.office, view, view.case.id, values, "A reason."))


@act
def _edit_party(who: Worker) -> None:
    view = who.case()
    party = who.one_of(view.parties)
    values = who.one_of(({"full_name": f"Name {who.chance.randrange(50)}"}, {"phone": "020 7946 0999"}))
    who.keeps(edit_case(who.office, view, party.id, values))


@act
def _note(who: Worker) -> None:
    who.keeps(add_note(who.office, who.case_id(), who.words()))


@act
def _acknowledge(who: Worker) -> None:
    who.keeps(acknowledge(who.office, who.case_id(), who.day(2)))


@act
def _extend(who: Worker) -> None:
    until = who.office.clock.today() + timedelta(days=14 + who.chance.randrange(14))
    who.keeps(extend(who.office, who.case_id(), until, "It needs more time."))


@act
def _pause(who: Worker) -> None:
    kind = who.one_of((PauseKind.ADVOCATE, PauseKind.CONCURRENT, PauseKind.CLARIFY, PauseKind.ID))
    who.keeps(
        pause_clock(who.office, who.case_id(), kind, who.day(2), "Proceedings that would be prejudiced.")
    )


@act
def _resume(who: Worker) -> None:
    who.keeps(resume_clock(who.office, who.case_id(), who.day(2)))


@act
def _answer(who: Worker) -> None:
    given = Answer(who.day(2), who.one_of(("upheld", "not_upheld", "partly_upheld")), override="Because.")
    who.keeps(answer_case(who.office, who.case_id(), given))


@act
def _complete(who: Worker) -> None:
    given = Answer(
        root_cause="Communication", theme="Communication", no_action="Nothing to do.", must_close=True
    )
    who.keeps(complete_case(who.office, who.case_id(), given))


@act
def _reopen(who: Worker) -> None:
    who.keeps(reopen_case(who.office, who.case_id(), "It was not over."))


@act
def _void(who: Worker) -> None:
    if who.chance.random() < 0.4:
        who.keeps(void_case(who.office, who.case_id(), "Logged twice."))


@act
def _restrict(who: Worker) -> None:
    everybody = sorted(who.office.staff)
    who.keeps(restrict_case(who.office, who.case_id(), everybody, "Sensitive."))


@act
def _lift(who: Worker) -> None:
    who.keeps(lift_restriction(who.office, who.case_id(), "Not any more."))


@act
def _assign(who: Worker) -> None:
    who.keeps(assign_cases(who.office, [who.case_id(), who.case_id()], who.one_of(sorted(who.office.staff))))


@act
def _task(who: Worker) -> None:
    due = who.office.clock.today() + timedelta(days=7)
    who.keeps(
        add_task(who.office, who.case_id(), NewTask(who.words(), owner=who.office.person.id, due_on=due))
    )


@act
def _task_done(who: Worker) -> None:
    view = who.case()
    task = who.one_of(view.tasks)
    who.keeps(finish_tasks(who.office, [TaskRef(view.case.id, task.id)], who.day(2), who.words()))


@act
def _task_removed(who: Worker) -> None:
    view = who.case()
    who.keeps(remove_task(who.office, view.case.id, who.one_of(view.tasks).id))


@act
def _points(who: Worker) -> None:
    who.keeps(add_points(who.office, who.case_id(), [who.words(), who.words()]))


@act
def _finding(who: Worker) -> None:
    view = who.case()
    finding = who.one_of(("upheld", "not_upheld", "partly_upheld"))
    point = who.one_of(points_of(view))
    who.keeps(change_point(who.office, view, point.id, {"finding": finding, "reason": who.words()}))


@act
def _point_moved(who: Worker) -> None:
    view = who.case()
    who.keeps(move_point(who.office, view.case.id, who.one_of(points_of(view)).id, who.one_of((-1, 1))))


@act
def _point_removed(who: Worker) -> None:
    view = who.case()
    who.keeps(remove_point(who.office, view.case.id, who.one_of(points_of(view)).id))


@act
def _letter(who: Worker) -> None:
    who.keeps(keep_letter(who.office, who.case_id(), "", who.one_of(("L01", "L01", "L05")), LetterWork()))


@act
def _letter_approved(who: Worker) -> None:
    view = who.case()
    one = who.one_of(each for each in view.letters if not each.doc.get("digest"))
    code = str(one.doc["code"])
    who.keeps(approve_letter(who.office, view.case.id, one.id, code, LetterWork(), recipient_checked=True))


@act
def _letter_sent(who: Worker) -> None:
    view = who.case()
    one = who.one_of(each for each in view.letters if each.doc.get("digest"))
    who.keeps(send_letters(who.office, [(view.case.id, one.id)], "first_class", who.office.clock.today()))


@act
def _register(who: Worker) -> None:
    view = who.case()
    register_person(who.office, who.one_of(view.parties).id)


@act
def _alert(who: Worker) -> None:
    view = who.case()
    review = who.office.clock.today() + timedelta(days=60)
    record_alert(who.office, who.one_of(view.parties).id, Alert("violence", "Two people.", "A call.", review))


@act
def _merge_people(who: Worker) -> None:
    people = [row.id for row in list_people(who.office) if row.is_registered]
    if len(people) < 2:
        raise CaseworkerError("Nobody to merge.")
    one, two = who.chance.sample(people, 2)
    merge_people(who.office, one, two)


@act
def _unmerge(who: Worker) -> None:
    with who.office.reading() as raw:
        merged = [
            str(row[0])
            for row in raw.execute(
                "SELECT id FROM entity WHERE kind = 'person' AND doc ->> 'merged_into' <> ''"
            )
        ]
    unmerge(who.office, who.one_of(sorted(merged)))


@act
def _settings(who: Worker) -> None:
    values = who.one_of(
        ({"phone": f"020 7946 0{who.chance.randrange(100, 999)}"}, {"department": who.words()})
    )
    who.keeps(change_settings(who.office, values))


@act
def _staff(who: Worker) -> None:
    person = who.one_of(who.office.staff.values())
    who.keeps(save_person(who.office, replace(person, job=who.words())))


@act
def _list(who: Worker) -> None:
    who.keeps(add_entry(who.office, "themes", f"Theme {who.chance.randrange(100)}"))


@act
def _days_off(who: Worker) -> None:
    now = days_off_now(who.office)
    day = date(2025, 10, 16) + timedelta(days=who.chance.randrange(20))
    added = (
        *now.added,
        {"day": day.isoformat(), "name": who.words(), "source": "The Gazette", "nation": "England"},
    )
    with who.office.reading() as raw:
        cases = [str(row[0]) for row in raw.execute("SELECT id FROM case_list")]
    who.keeps(change_days_off(who.office, DaysOff(now.closed, added), cases))


@act
def _own_table(who: Worker) -> None:
    mine = own_tables(who.office)
    key = who.one_of(mine).key if mine and who.chance.random() < 0.5 else ""
    who.keeps(save_own(who.office, Definition(who.words()[:30], "received", "kind", "month"), key))


@act
def _undo(who: Worker) -> None:
    group = who.one_of(who.done[-6:])
    changed = undo(who.office, group)
    who.keeps(changed)


@act
def _settle(who: Worker) -> None:
    clash = who.one_of(clashes(who.office))
    if clash.both() and who.chance.random() < 0.3:
        who.keeps(settle(who.office, [keep_both(clash)]))
        return
    who.keeps(settle(who.office, [keep(clash, who.chance.randrange(len(clash.sides)))]))


@act
def _move(who: Worker) -> None:
    view = who.case()
    offer = who.one_of(each for each in moves_for(who.office, view) if not each.why_not)
    values = beginnings(who.office, view, offer.move)
    for ask in offer.move.asks:
        if values.get(ask.name) in (None, "", [], False) and (ask.needed or who.chance.random() < 0.3):
            values[ask.name] = _answer_to(who, view, ask)
    who.keeps(make_move(who.office, view.case.id, offer.move.code, values, reason="A reason."))


def _answer_to(who: Worker, view: CaseView, ask: Ask) -> Any:
    if ask.kind == "day":
        return who.day(2)
    if ask.kind in ("line", "text"):
        return who.words()
    if ask.kind == "tick":
        return True
    if ask.kind in ("pounds", "number"):
        return 50
    if ask.kind == "staff":
        return who.one_of(sorted(who.office.staff))
    if ask.kind == "points":
        return [point.id for point in points_of(view)]
    codes = (
        [code for code, _words in ask.values]
        if isinstance(ask.values, tuple)
        else [entry.code for entry in who.office.vocabulary.entries(ask.values)]
    )
    chosen = who.one_of(codes)
    return [chosen] if ask.kind == "many" else chosen


@trouble
def _attach(who: Worker) -> None:
    source = Source(f"{who.words()[:12]}.txt", f"attached {who.words()}".encode())
    who.keeps(attach_files(who.office, who.case_id(), [source]))


@trouble
def _file_removed(who: Worker) -> None:
    view = who.case()
    who.keeps(remove_file(who.office, view.case.id, who.one_of(view.of_kind("file")).id))


@trouble
def _hold(who: Worker) -> None:
    who.keeps(place_hold(who.office, who.case_id(), "A claim."))


@trouble
def _hold_lifted(who: Worker) -> None:
    who.keeps(lift_hold(who.office, who.case_id(), "It is over."))


@trouble
def _hide(who: Worker) -> None:
    everybody = sorted(who.office.staff)
    readers = who.chance.sample(everybody, who.chance.randrange(1, len(everybody)))
    who.keeps(restrict_case(who.office, who.case_id(), readers, "Sensitive."))


@trouble
def _erase(who: Worker) -> None:
    if who.chance.random() < 0.4:
        by_people = who.chance.random() < 0.5
        erase_case(
            who.office, who.case_id(), "Retention schedule 4.2", "The period is over", with_people=by_people
        )


@trouble
def _written_by_a_later_version(who: Worker) -> None:
    """A kind of thing, a field, a shape of value and a kind of change that this version has never heard of (V2)."""
    office, case = who.office, who.case().case
    seen = case.versions("mood")
    things = (
        EntityChange(case.id, "case", (FieldChange("mood", {"of": [who.words(), None]}, seen),)),
        EntityChange(office.ids.new(), "hologram", (FieldChange("full_name", who.words(), ()),)),
    )
    office.save(lambda _transaction: [Draft("case", case.id, "case.dreamt", things)])
