"""People of a case: who complains, the children, who speaks for whom, consent, and what the register knows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.disclosure import applies_to, check_of
from caseworker.actions.equalities import equalities_of
from caseworker.actions.people_case import main_contact
from caseworker.actions.value_words import value_words
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.people import consent_gap
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.cases.identity import born_words, person_label
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.people.things import Thing, Things
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.section import Section

_GROUPS = ("complaining", "child", "representative", "other")
_MOST = 10
"""People of a case whose buttons are shown (W6); the others are changed in Details."""


class PeopleTab(ScrollColumn):
    """The people, each with what can be done.

    Signals:
        act_asked(str, str): an act on a person: "consent", "link", "equalities", "first", "details", "remove", with the
            id of their entry; or "add" and "disclosure" with "".
        person_asked(str): the page of a person.
    """

    act_asked = Signal(str, str)
    person_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(width=900, parent=parent)
        self._context = context
        self._shown: object = None
        self.column.setContentsMargins(0, 12, 0, 0)
        self.column.setSpacing(4)
        self.add_button = Button("Add a person", lambda: self.act_asked.emit("add", ""), icon="plus")
        row = FlowRow(gap=8)
        row.addWidget(self.add_button)
        self.column.addWidget(row)
        self.groups: dict[str, Things] = {}
        self.sections: dict[str, Section] = {}
        for group in (*_GROUPS, "disclosure"):
            self.groups[group] = Things("Nobody yet.")
            self.sections[group] = Section("")
            self.sections[group].add(self.groups[group])
            self.column.addWidget(self.sections[group])
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the people; the focus stays on the page where what had it is made anew."""
        wanted = (facts.view.parties, facts.people, facts.can_edit, facts.view.others, facts.view.kind)
        if wanted == self._shown:
            return
        self._shown = wanted
        view = facts.view
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.add_button.setVisible(facts.can_edit)
        number = 0
        for group in _GROUPS:
            parties = [p for p in view.parties if _group(p) == group]
            things = []
            for party in parties:
                number += 1
                things.append(self._thing(facts, party, with_buttons=number <= _MOST))
            self.groups[group].show_things(things)
            self.sections[group].heading.setText(_title(view, group, len(parties)))
            self.sections[group].setVisible(bool(parties) or group == "complaining")
        self._show_disclosure(facts)
        tab_in_reading_order(self)
        if had_focus:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The first thing to do."""
        stops = (b for b in self.findChildren(Button) if b.isVisibleTo(self) and b.isEnabled())
        return next(stops, self)

    def _thing(self, facts: CaseFacts, party: EntityState, *, with_buttons: bool) -> Thing:
        office, view = self._context.office, facts.view
        name = str(party.doc.get("full_name") or "Name not known")
        standing = facts.people.get(party.id)
        person_id = standing.person_id if standing is not None else party.id
        lines = tuple(_lines(office, facts, party))
        buttons = tuple(self._buttons(facts, party, name)) if with_buttons else ()
        first = main_contact(view)
        is_first = first is not None and first.id == party.id and len(view.parties) > 1
        title = f"{name} (contact first)" if is_first else name
        return Thing(title, lines, lambda: self.person_asked.emit(person_id), buttons)

    def _buttons(
        self, facts: CaseFacts, party: EntityState, name: str
    ) -> Iterator[tuple[str, str, Callable[[], object]]]:
        def act(what: str) -> Callable[[], object]:
            return lambda: self.act_asked.emit(what, party.id)

        if facts.can_edit:
            if _group(party) != "child":
                yield "Consent and authority", f"Consent and authority of {name}", act("consent")
            if party.id not in facts.people and "people" in facts.may:
                yield "Link to a person", f"Link {name} to a person", act("link")
            first = main_contact(facts.view)
            if _group(party) != "child" and (first is None or first.id != party.id):
                yield "Contact first", f"Contact {name} first", act("first")
            yield "Details", f"Details of {name}", act("details")
        if "equalities" in facts.may and not facts.read_only:
            yield "Equalities", f"Equalities monitoring of {name}", act("equalities")

    def _show_disclosure(self, facts: CaseFacts) -> None:
        section, things = self.sections["disclosure"], self.groups["disclosure"]
        applies = applies_to(facts.view.kind)
        section.setVisible(applies)
        if not applies:
            return
        section.heading.setText("What may be disclosed")
        check = check_of(facts.view)
        may = "answer" in facts.may and not facts.read_only
        words = "Check again" if check else "Check what may be disclosed"
        button = (words, words, lambda: self.act_asked.emit("disclosure", ""))
        if check is None:
            lines: tuple[str, ...] = ("Check it before the answer is recorded; it never stops the answer.",)
            thing = Thing("Not checked yet", lines, None, (button,) if may else ())
        else:
            by = self._context.office.staff_name(str(check.doc.get("decided_by") or ""))
            on = long_date(date.fromisoformat(str(check.doc["decided_on"])))
            answers = tuple(f"{key}: {text}" for key, text in (check.doc.get("answers") or {}).items())
            reason = (f"Reason: {check.doc['reason']}",) if check.doc.get("reason") else ()
            told = (f"Checked by {by} on {on}", *answers, *reason)
            thing = Thing(str(check.doc.get("result") or ""), told, None, (button,) if may else ())
        things.show_things([thing])


def _group(party: EntityState) -> str:
    role = str(party.doc.get("role") or "")
    return role if role in _GROUPS else "other"


def _title(view: CaseView, group: str, number: int) -> str:
    if group == "complaining":
        label = person_label(view.kind)
        return label if number < 2 else f"{label.replace('Person', 'People')}"
    many = {
        "child": ("Child or young person", "Children and young people"),
        "representative": ("Representative",) * 2,
    }
    one, several = many.get(group, ("Others", "Others"))
    return one if number < 2 else ("Representatives" if group == "representative" else several)


def _lines(office: Office, facts: CaseFacts, party: EntityState) -> Iterator[str]:
    doc, standing = party.doc, facts.people.get(party.id)

    def words(name: str) -> str:
        return value_words(office, "party", name, doc.get(name))

    who = ". ".join(
        filter(None, (words("raised_by"), _relation(words("relationship")), words("organisation")))
    )
    born = born_words(doc, office.clock.today())
    if line := ". ".join(
        filter(None, (who, born, _relation(words("child_status")), words("social_care_id")))
    ):
        yield line
    if line := ". ".join(filter(None, (words("phone"), words("email"), words("address")))):
        yield line
    if doc.get("preferred_contact"):
        yield f"Prefers: {words('preferred_contact')}"
    if adjustments := str(doc.get("adjustments") or (standing.adjustments if standing else "")):
        yield f"Adjustments: {adjustments}"
    if _group(party) != "child" and (line := _consent(office, party)):
        yield line
    if standing is not None:
        yield from (tag for _kind, tag in standing.tags)
        cases = "this case only" if standing.cases < 2 else f"{standing.cases} cases"
        yield f"In the register: {cases}"
    if equalities_of(facts.view, party.id) is not None:
        yield "Equalities monitoring: recorded"


def _relation(words: str) -> str:
    return words if words and words != "None" else ""


def _consent(office: Office, party: EntityState) -> str:
    doc = party.doc
    gap = consent_gap(doc)
    basis = value_words(office, "party", "authority_basis", doc.get("authority_basis"))
    state = value_words(office, "party", "consent", doc.get("consent"))
    given = value_words(office, "party", "consent_given_on", doc.get("consent_given_on"))
    limits = str(doc.get("consent_limits") or "")
    parts = [
        gap or (f"Consent: {state[:1].lower()}{state[1:]}" if state else ""),
        f"given {given}" if given and not gap else "",
        f"may act because: {basis[:1].lower()}{basis[1:]}" if basis else "",
        f"may be shared: {limits}" if limits else "",
    ]
    return "; ".join(filter(None, parts))
