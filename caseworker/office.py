"""An Office: the open database, the rules, the lists, the clock and the person at the keyboard.

Question: what may an action know? Choice: what is handed to it here, and nothing global. Cost: every action takes the
office as its first argument.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.clock import Clock
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft
from caseworker.domain.ids import IdMaker
from caseworker.domain.kinds import Procedure
from caseworker.domain.readers import Reader
from caseworker.domain.rulebook import Rulebook, Scheme
from caseworker.domain.staff import Person, Role, check_permitted, stands_in_for
from caseworker.domain.vocabulary import Vocabulary
from caseworker.domain.working_days import Calendar, Calendars
from caseworker.errors import NotPermittedError, RuleError, UnavailableError
from caseworker.office_parts import (
    known_calendars,
    known_schemes,
    lists_of,
    person_of,
    present_writer,
    with_days,
)
from caseworker.paths import OfficePaths
from caseworker.settings import OfficeSettings, from_entries, value_on
from caseworker.storage import log
from caseworker.storage.cases import read_case, read_entities
from caseworker.storage.database import Database
from caseworker.storage.emptying import obey, tidy
from caseworker.storage.people import cases_of_people
from caseworker.storage.references import next_reference
from caseworker.storage.unwritten import write_up
from caseworker.sync.share_rules import is_shared_by_file, refuse_restricting

_log = logging.getLogger(__name__)

OFFICE_SCOPE = "office"
SMALL = 20
"""Things that one save changes and that may be entered in lists, search and figures at the next reading."""
NOBODY = Person("", "Nobody", role="")


@dataclass(frozen=True, slots=True)
class Transaction:
    """One write transaction, as an action sees it."""

    office: Office
    record: Any
    """The DB-API connection, of which the record and the numbers are read alone, and things that were there at the last
    reading; see `raw`."""

    @property
    def raw(self) -> Any:
        """The DB-API connection, with what earlier saves left written up (`storage/unwritten.py`)."""
        write_up(self.record)
        return self.record

    def case(self, case_id: str) -> CaseView:
        """Return the case as it is inside this transaction.

        Raises:
            NotPermittedError: it is restricted, and the person at the keyboard is not one of those who may see it.
        """
        return self.office.shown(read_case(self.raw, case_id))

    def next_reference(self, taken: int = 0) -> str:
        """Take the next reference of this year's series; it belongs to this transaction (R2).

        Args:
            taken: references taken in this transaction already, of cases that are not written yet.
        """
        year = self.office.clock.today().year
        return next_reference(self.record, self.office.settings.reference_prefix, year, taken)


Save = Callable[[Callable[[Transaction], Sequence[Draft]]], list[Changeset]]


@dataclass
class Office:
    """Everything an action needs. Made by `caseworker.actions.opening`."""

    paths: OfficePaths
    database: Database
    rulebook: Rulebook
    calendars: Calendars
    standard_lists: Vocabulary
    roles: Mapping[str, Role]
    origin: str
    ids: IdMaker = field(default_factory=IdMaker)
    clock: Clock = field(default_factory=Clock)
    settings: OfficeSettings = field(default_factory=OfficeSettings)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary({}))
    staff: Mapping[str, Person] = field(default_factory=dict)
    person: Person = NOBODY
    listeners: list[Callable[[Changed], None]] = field(default_factory=list)
    after_save: Callable[[Changeset], None] | None = None
    own_scheme_problem: str = ""

    def __post_init__(self) -> None:
        self._shipped_rules, self._shipped_calendars = self.rulebook, self.calendars
        self._own_schemes: Mapping[str, str] = {}
        self._made_from: tuple[Any, ...] = ()
        self._worked_out: dict[Any, str] = {}
        self._moment: Any = None
        self._known_reader: tuple[Person, Mapping[str, Person], Mapping[str, Role], date, Reader] | None = (
            None
        )

    # -- saving -------------------------------------------------------------------------------------------

    def require(self, act: str) -> None:
        """Let an act pass, or say who may not do what (NotPermittedError)."""
        check_permitted(self.person, self.roles, act, self.clock.today())

    def save(
        self, make: Callable[[Transaction], Sequence[Draft]], *, author_id: str | None = None, stamp: str = ""
    ) -> list[Changeset]:
        """Run `make` inside one write transaction and append what it returns; all or nothing (S1).

        Args:
            stamp: the instant to record, for the sample office and imports; now by default.
        """
        with self.database.raw_writer(writes_up=False) as raw:
            drafts = make(Transaction(self, raw))
            refuse_restricting(raw, drafts)
            writer = self._writer(raw, author_id, stamp)
            is_small = _is_small(drafts)
            written = log.append(raw, drafts, writer, self.ids, is_part_left=is_small) if drafts else []
            is_emptied = obey(raw, [(c.id, c.body) for c in written if c.scope_kind == OFFICE_SCOPE])
        if is_emptied:
            tidy(self.database)
        if written:
            self._mark(written[-1])
            if any(c.scope_kind == "office" for c in written):
                self.reload()
        return written

    @contextmanager
    def saving_together(self) -> Iterator[Save]:
        """Give a way to save changes of cases again and again in one write transaction: all, or none on an error."""
        last: Changeset | None = None
        with self.database.raw_writer() as raw:

            def save(make: Callable[[Transaction], Sequence[Draft]]) -> list[Changeset]:
                nonlocal last
                drafts = make(Transaction(self, raw))
                refuse_restricting(raw, drafts)
                written = log.append(raw, drafts, self._writer(raw), self.ids) if drafts else []
                last = written[-1] if written else last
                return written

            yield save
        if last is not None:
            self._mark(last)

    def _writer(self, raw: Any, author_id: str | None = None, stamp: str = "") -> log.Writer:
        """Return who writes, in the open write transaction.

        Raises:
            ReadOnlyError: this version is too old to write for the others (offline rule V3).
        """
        author = self.person.id if author_id is None else author_id
        writer = present_writer(
            raw, self.origin, author, stamp or self.clock.stamp(), now=self.clock.system_now
        )
        self.origin = writer.origin
        return writer

    def _mark(self, last: Changeset) -> None:
        """Tell the marker. The change is saved already; a marker that lags behind is harmless, so it stops nothing."""
        if self.after_save:
            try:
                self.after_save(last)
            except UnavailableError as error:
                _log.warning("the marker beside the database lags behind: %s", error)

    def changed(self, message: str, written: Sequence[Changeset], reference: str = "") -> Changed:
        """Tell every open view what was saved, and return it for the caller."""
        cases = dict.fromkeys(c.scope_id for c in written if c.scope_kind == "case")
        people = {c.scope_id for c in written if c.scope_kind == "person"}
        if people:  # a safety alert shows in every case of the person, so those are touched too
            with self.reading() as raw:
                cases |= dict.fromkeys(cases_of_people(raw, people))
        case_ids = tuple(cases)
        changed = Changed(message, case_ids, written[0].group_id if written else "", reference)
        for listener in self.listeners:
            listener(changed)
        return changed

    @property
    def reader(self) -> Reader:
        """The person at the keyboard as somebody who asks for cases."""
        person, staff, roles, today = self.person, self.staff, self.roles, self.clock.today()
        known = self._known_reader  # asked for with every figure that is opened
        if known and known[0] is person and known[1] is staff and known[2] is roles and known[3] == today:
            return known[4]
        role = roles.get(person.role) if person.id else None
        may = role.may if role else frozenset()
        ids = (person.id, *stands_in_for(staff, person.id, today))
        reader = Reader(tuple(filter(None, ids)), "read" in may, "restricted" in may)
        self._known_reader = (person, staff, roles, today, reader)
        return reader

    def shown(self, view: CaseView) -> CaseView:
        """Return a case that the person at the keyboard may see.

        Raises:
            NotPermittedError: it is restricted, and they are not one of those who may see it.
        """
        if view.case.doc.get("restricted") and not self.reader.may_see(view.case.doc):
            owner = self.staff_name(view.row.owner_id) or "a complaints manager"
            raise NotPermittedError(
                f"A restricted case exists. Ask {owner}.", source="Rule book section 11 (need to know)"
            )
        return view

    @property
    def hides_nothing(self) -> bool:
        """Whether the office is shared by a file, which cannot hide a case from one person (decision 8)."""
        with self.reading() as raw:
            return is_shared_by_file(raw)

    # -- reading ------------------------------------------------------------------------------------------

    def reading(self) -> AbstractContextManager[Any]:
        """A view of the last save, for one case or a few rows (DB-API connection)."""
        return self.database.raw_reader() if self._moment is None else nullcontext(self._moment)

    def reading_lists(self) -> AbstractContextManager[Any]:
        """The same, on the connection with the large cache: lists, search, reports."""
        return self.database.raw_list_reader() if self._moment is None else nullcontext(self._moment)

    @contextmanager
    def at_one_look(self) -> Iterator[Office]:
        """Give an office whose readings in the block are one, for who asks several small things of a case; after the
        block it reads as every other.
        """
        with self.reading() as raw:
            look = copy(self)
            look._moment = raw
            try:
                yield look
            finally:
                look._moment = self._moment

    @contextmanager
    def standing_still(self) -> Iterator[Office]:
        """Give an office that reads one moment of the record, settings, lists and staff too, whatever is saved
        meanwhile. For one thread, and for reading alone.
        """
        with self.database.one_moment() as raw:
            still = copy(self)
            still._moment, still.listeners, still.after_save = raw, [], None
            still.reload()
            still.clock, still.person = self.clock, self.person
            yield still

    def reload(self) -> None:
        """Read the settings, the lists and the staff again."""
        with self.reading() as raw:
            entities = [e for e in read_entities(raw, OFFICE_SCOPE) if not e.doc.get("voided")]
        entries = {e.id.partition(":")[2]: e.doc.get("value") for e in entities if e.kind == "setting"}
        self.settings = from_entries(entries)
        stands_on = self.settings.clock_stands_on
        self.clock = Clock(date.fromisoformat(stands_on) if stands_on else None, self.clock.system_now)
        self.staff = {e.id: person_of(e.id, e.doc) for e in entities if e.kind == "staff"}
        lists = lists_of(self.standard_lists, self.settings, self.staff.values())
        self.vocabulary = lists.at(lambda: self.clock.today())
        self.calendars = known_calendars(self._shipped_calendars, self.settings)
        if self._own_schemes != self.settings.own_schemes:
            self._own_schemes = self.settings.own_schemes
            own, self.own_scheme_problem = known_schemes(self._own_schemes)
            self.rulebook = self._shipped_rules.with_own(own)
        if self.rulebook.choices != self.settings.choices():
            self.rulebook = self.rulebook.with_choices(self.settings.choices())
        if self.person.id:
            self.person = self.staff.get(self.person.id, self.person)

    def calendars_with(self, closed: Sequence[str], added: Sequence[Mapping[str, str]]) -> Calendars:
        """Return the calendars that ship with the program, with days off added and closure days of the council."""
        return with_days(self._shipped_calendars, closed, added)

    def worked_out(self) -> dict[Any, str]:
        """Return what follows from these very timescales, calendars and settings alone, kept until one of them is
        another; whoever works something out puts it there, as JSON."""
        made_from = (self.rulebook, self.calendars, self.settings)
        if any(one is not other for one, other in zip(made_from, self._made_from, strict=False)):
            self._worked_out = {}
        self._made_from = made_from
        return self._worked_out

    # -- looking things up --------------------------------------------------------------------------------

    @property
    def calendar(self) -> Calendar:
        """The England and Wales calendar: in which the team counts its own days."""
        return self.calendars["EW"]

    def target_for(self, step: str, on: date) -> int | None:
        """Return which share (per cent) of the cases begun on a day is to be on time at a step; None for no target.

        The office's own target comes before the one of its timescales (rule book 2.2).
        """
        own = value_on(self.settings.targets.get(step) or (), on, "pct", None)
        if own is not None:
            return int(own)
        for scheme in self.schemes_on(on):
            if step in scheme.steps:
                return scheme.steps[step].target_pct
        return None

    def schemes_on(self, day: date) -> tuple[Scheme, ...]:
        """Return the timescales in force for this council on a day, one for each procedure that has some."""
        found = []
        for procedure in Procedure:
            with suppress(RuleError):  # none holds on that day
                found.append(self.rulebook.scheme(procedure, self.settings.authority, day))
        return tuple(found)

    def soon_on(self) -> date:
        """Return the third working day from today: until then a case is due soon."""
        return self.calendar.add(self.clock.today(), 3)

    def tell_until(self) -> date:
        """Return the last day of a deadline that a head of service is to be told of now."""
        return self.calendar.add(self.clock.today(), self.settings.escalate_before_days)

    def staff_name(self, person_id: str) -> str:
        """Return a person's name; somebody not on the list any more is shown by what is known."""
        if not person_id:
            return ""
        known = self.staff.get(person_id)
        return known.full_name if known else "Somebody not on the staff list"

    def staff_named(self, name: str) -> Person:
        """Return the person of that name or id.

        Raises:
            RuleError: nobody, or more than one.
        """
        found = [p for p in self.staff.values() if name in (p.id, p.full_name)]
        if len(found) != 1:
            raise RuleError(f"There is no one person called {name} on the staff list.", field="owner_id")
        return found[0]


def _is_small(drafts: Sequence[Draft]) -> bool:
    """Whether a save is one of a person's, of a few things in cases: only then may a part be written later."""
    return all(draft.scope_kind == "case" for draft in drafts) and (
        sum(len(draft.entities) for draft in drafts) <= SMALL
    )
