"""Everything the page of a person shows, read once, off the UI thread, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caseworker.actions.people_merge import may_unmerge_until
from caseworker.actions.people_told import tag_words
from caseworker.actions.people_view import likely_same, open_person, person_words
from caseworker.domain.contacts import contact_lines
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.domain.people import InCase, PersonView
from caseworker.office import Office
from ui.cases.history_rows import HistoryRow, rows_of
from ui.cases.identity import born_words
from ui.widgets.key_value_list import KeyValue

IDENTITY = ("full_name", "other_names", "born_on", "social_care_id", "is_child")
CONTACT = ("contacts", "address", "preferred_contact", "adjustments", "notes")


@dataclass(frozen=True, slots=True)
class Merged:
    """Somebody merged into this person, and until when that can be taken back (None: no more)."""

    id: str
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person as the page shows them.

    Attributes:
        same: entries in cases that may be the same person and are linked to nobody.
        may: the acts that the role of the person at the keyboard allows.
        read_only: why nothing can be saved in this office at all, or "".
    """

    view: PersonView
    identity: tuple[KeyValue, ...]
    contact: tuple[KeyValue, ...]
    same: tuple[InCase, ...]
    merged: tuple[Merged, ...]
    history: tuple[HistoryRow, ...]
    may: frozenset[str]
    read_only: str = ""

    @property
    def case_id(self) -> str:
        """What drafts about the person are kept under."""
        return self.view.id

    @property
    def can_edit(self) -> bool:
        """Whether the person at the keyboard may change the register."""
        return "people" in self.may and not self.read_only


def read_person(office: Office, some_id: str) -> PersonFacts:
    """Return a person as they are now.

    Raises:
        RuleError: nobody has the id any more.
    """
    view = open_person(office, some_id)
    role = office.roles.get(office.person.role)
    may = role.may if role else frozenset[str]()
    read_only = (
        "IT must update this program. You can read but not change." if office.database.read_only else ""
    )
    can = "people" in may and not read_only
    return PersonFacts(
        view=view,
        identity=_rows(office, view, IDENTITY, can),
        contact=_rows(office, view, CONTACT, can),
        same=tuple(likely_same(office, view)),
        merged=tuple(_merged(office, each) for each in view.merged),
        history=tuple(_rows_of_history(office, view)),
        may=may,
        read_only=read_only,
    )


def _rows_of_history(office: Office, view: PersonView) -> Iterator[HistoryRow]:
    for item in view.timeline:
        name = view.of_merged.get(item.changeset_id, "")
        for row in rows_of(office, item):
            field = f"{name}: {row.field[:1].lower()}{row.field[1:]}" if row.field else name
            yield replace(row, field=field) if name else row


def head_words(office: Office, view: PersonView) -> str:
    """Return in one line who somebody is: child or adult, born, social care ID, primary contact."""
    doc = {name: view.value(name) for name in ("born_on", "age")}
    care_id, contacts = view.value("social_care_id"), contact_lines(view.contacts())
    is_child = view.value("is_child") or view.person.doc.get("role") == "child"
    parts = (
        "Child or young person" if is_child else "",
        born_words(doc, office.clock.today()),
        f"Social care ID {care_id}" if care_id else "",
        contacts[0] if contacts else "",
    )
    return ". ".join(filter(None, parts))


def _rows(office: Office, view: PersonView, names: tuple[str, ...], can: bool) -> tuple[KeyValue, ...]:
    rows = []
    for name in names:
        value = _words(office, view, name)
        rows.append(KeyValue(name, label_of("person", name), value, can))
    return tuple(rows)


def _words(office: Office, view: PersonView, name: str) -> str:
    if name == "full_name":
        return str(view.person.doc.get("full_name") or "")
    if name == "is_child":
        is_child = view.value("is_child") or view.person.doc.get("role") == "child"
        return "Yes" if is_child else "No"
    if name == "contacts":
        lines = contact_lines(view.contacts())
        return "\n".join((f"{lines[0]} (used first)", *lines[1:])) if len(lines) > 1 else "".join(lines)
    if name == "address":
        kept = view.value("address") or {}
        return "\n".join(filter(None, (str(kept.get("lines", "")), str(kept.get("postcode", "")))))
    if name == "born_on" and view.value("born_on"):
        words = born_words({"born_on": view.value("born_on")}, office.clock.today())
        return f"{long_date(date.fromisoformat(str(view.value('born_on'))))} {words[words.rindex('(') :]}"
    return person_words(office, view, name)


def _merged(office: Office, state: EntityState) -> Merged:
    until = may_unmerge_until(state)
    is_over = until is not None and until < office.clock.today()
    return Merged(state.id, str(state.doc.get("full_name") or "Name not known"), None if is_over else until)


def tags_of(office: Office, view: PersonView) -> list[tuple[str, str]]:
    """Return the alerts and plans in force, each with its kind and its words."""
    things = [("alert", each.doc) for each in view.alerts] + [
        ("contact_plan", each.doc) for each in view.plans
    ]
    return [(kind, words) for kind, doc in things if (words := tag_words(office, kind, doc))]
