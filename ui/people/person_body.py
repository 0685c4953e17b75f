"""The parts of a person's page below the head, in one column that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QWidget

from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.people import InCase, Related
from ui.cases.history_rows import HistoryRow
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.people.person_editor import PersonEditor
from ui.people.person_facts import Merged, PersonFacts
from ui.people.person_sections import (
    alert_lines,
    alert_stands,
    case_columns,
    case_spoken,
    plan_is_over,
    plan_lines,
    plan_title,
    received_words,
    role_words,
)
from ui.people.things import Thing, Things
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.section import Section
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.people.person_page import PersonPage

_MOST_ROWS = 8
_MOST_SAME = 4


class PersonBody(ScrollColumn):
    """Acts, values, relationships, cases, who may be the same, alerts, plans, history."""

    def __init__(self, context: Context, page: PersonPage) -> None:
        super().__init__(width=960)
        self._context, self._page = context, page
        self._facts: PersonFacts | None = None
        self.editor: PersonEditor | None = None
        self._edited: tuple[KeyValueList, str] | None = None
        self.column.setContentsMargins(0, 12, 0, 0)
        self.column.setSpacing(4)
        self._add_acts()
        self.why = Words("", bold=True)
        self.column.addWidget(self.why)
        self.identity = KeyValueList((), self.edit)
        self.contact = KeyValueList((), self.edit)
        self.alerts, self.plans = Things("No safety alert."), Things("No contact plan.")
        self.relationships = Things("No relationships yet.")
        self.same, self.merged = Things(""), Things("")
        self.sections: dict[str, Section] = {}
        self._section("identity", "Who they are", self.identity)
        self._section("contact", "Contacts", self.contact)
        self._section("relationships", "Relationships", self.relationships)
        self._add_cases()
        self._section("same", "May be the same person", self.same)
        self._section("alerts", "Safety alerts", self.alerts)
        self._section("plans", "Contact plans", self.plans)
        self._section("merged", "Merged into this person", self.merged)
        self._add_history()
        self.column.addStretch(1)

    # -- showing ------------------------------------------------------------------------------------------

    def show_facts(self, facts: PersonFacts) -> None:
        """Show the person as they are; a value being edited is left alone."""
        if facts == self._facts:
            return
        self._facts = facts
        view, office, can = facts.view, self._context.office, facts.can_edit
        had_focus = self.isAncestorOf(self.window().focusWidget() or self._page)
        self.register_button.setVisible(can and not view.is_registered)
        for button in self.edit_buttons:
            button.setVisible(can)
        self.merge_button.setVisible(can and "merge" in facts.may)
        self.why.setText(
            facts.read_only or ("" if can else "You can read about this person but not change anything.")
        )
        self.why.setVisible(bool(self.why.text()))
        self.identity.set_rows(facts.identity)
        self.contact.set_rows(facts.contact)
        self.alerts.show_things([self._alert(each) for each in _newest(view.alerts)])
        self.plans.show_things([self._plan(each) for each in _newest(view.plans)])
        self.relationships.show_things([self._related(each) for each in view.relationships])
        self.cases.set_rows(view.cases)
        self._fit(self.case_table, len(view.cases))
        self._show_same(facts)
        self.sections["merged"].setVisible(bool(facts.merged))
        self.merged.show_things([self._merged(each) for each in facts.merged])
        self.history.set_rows(facts.history)
        self._fit(self.history_table, len(facts.history))
        self.sections["history"].setVisible(bool(facts.history))
        if office and had_focus and not self.isAncestorOf(self.window().focusWidget() or self._page):
            self._page.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def find(self) -> None:
        """Go to the filter of the history."""
        if self._facts is not None and self._facts.history:
            self.sections["history"].set_open(True)
            self.ensureWidgetVisible(self.history_table)
            self.history_table.focus_filter()

    # -- editing ------------------------------------------------------------------------------------------

    def focused_name(self) -> str:
        """The value whose button has the focus, or ""."""
        return self.identity.focused_name() or self.contact.focused_name()

    def edit_focused(self) -> None:
        """Change the value one is on (F2)."""
        if name := self.focused_name():
            self.edit(name)

    def edit(self, name: str) -> None:
        """Open the editor of a value in its place."""
        if self._facts is None:
            return
        self.close_editor()
        rows = self.identity if name in self.identity.buttons else self.contact
        editor = PersonEditor(self._context, self._facts, name)
        editor.done.connect(self._on_saved)
        editor.gone_back.connect(self.close_editor)
        editor.troubled.connect(self._page.set_problems)
        self.editor, self._edited = editor, (rows, name)
        rows.open_editor(name, editor)
        editor.begin()
        tab_in_reading_order(self._page)
        editor.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: self.editor and self.ensureWidgetVisible(self.editor, 0, 8))
        self._context.registry.refresh()

    def close_editor(self) -> None:
        """Go back to the value; what was typed is kept as a draft, the focus returns to the button."""
        editor, edited = self.editor, self._edited
        if editor is None or edited is None:
            return
        self.editor, self._edited = None, None
        editor.close_draft()
        rows, name = edited
        rows.close_editor()
        if name in rows.buttons:
            rows.buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.set_problems(False)
        self._context.registry.refresh()

    def _on_saved(self, changed: Changed) -> None:
        self.close_editor()
        self._page.on_saved(changed)

    # -- things -------------------------------------------------------------------------------------------

    def _alert(self, alert: EntityState) -> Thing:
        office, page, can = self._context.office, self._page, self._can()
        risk = str(alert.doc.get("risk") or "")
        stands = alert_stands(office, alert)
        buttons = (
            ("Review", f"Review the safety alert: {risk}", lambda: page.review_alert(alert.id)),
            ("End", f"End the safety alert: {risk}", lambda: page.end_alert(alert.id)),
        )
        return Thing(risk, alert_lines(office, alert), None, buttons if can and stands else (), not stands)

    def _plan(self, plan: EntityState) -> Thing:
        office, page, can = self._context.office, self._page, self._can()
        title, is_over = plan_title(office, plan), plan_is_over(office, plan)
        buttons = (
            ("Renew", f"Renew the contact plan: {title}", lambda: page.renew_plan(plan.id)),
            ("End", f"End the contact plan: {title}", lambda: page.end_plan(plan.id)),
        )
        return Thing(title, plan_lines(office, plan), None, buttons if can and not is_over else (), is_over)

    def _related(self, each: Related) -> Thing:
        page, doc = self._page, each.entity.doc
        label = self._context.office.vocabulary.label("person_relationships", str(doc.get("kind") or ""))
        lines = (str(doc["note"]),) if doc.get("note") else ()
        remove = ("Remove", f"Remove {each.name}, {label}", lambda: page.remove_relationship(each.entity.id))
        return Thing(
            f"{label}: {each.name}",
            lines,
            lambda: self._context.open_page("person", each.person_id),
            (remove,) if self._can() else (),
        )

    def _merged(self, each: Merged) -> Thing:
        page = self._page
        may = (
            self._facts is not None and "merge" in self._facts.may and self._can() and each.until is not None
        )
        until = (
            f"Can be taken back until {long_date(each.until)}"
            if each.until
            else "Can no longer be taken back"
        )
        back = ("Take merge back", f"Take back the merge of {each.name}", lambda: page.unmerge(each.id))
        return Thing(each.name, (until,), None, (back,) if may else ())

    def _show_same(self, facts: PersonFacts) -> None:
        page, same = self._page, facts.same
        things = []
        for row in same[:_MOST_SAME]:
            words = f"{row.case.reference}, received {received_words(row)}"
            name = str(row.party.doc.get("full_name") or "")
            link = ("Link", f"Link {name} in {row.case.reference}", lambda r=row: page.link([r.party.id]))
            things.append(
                Thing(
                    f"{name}: {words}",
                    (role_words(row),),
                    lambda r=row: self._context.open_page("case", r.case.case_id),
                    (link,) if facts.can_edit else (),
                )
            )
        self.same.show_things(things)
        self.sections["same"].setVisible(bool(same))
        self.link_all.setVisible(facts.can_edit and len(same) > 1)
        self.link_all.setText(f"Link all {len(same)}")

    def _can(self) -> bool:
        return self._facts is not None and self._facts.can_edit

    # -- made once ----------------------------------------------------------------------------------------

    def _add_acts(self) -> None:
        page, run = self._page, self._context.registry.run
        self.register_button = Button(
            "Take into the register", lambda: run("person.register"), kind="primary"
        )
        self.edit_buttons = (
            Button("Record a safety alert", lambda: run("person.alert")),
            Button("Record a contact plan", lambda: run("person.plan")),
            Button("Add a relationship", lambda: run("person.relationship")),
        )
        self.merge_button = Button("Merge with another person", lambda: run("person.merge"))
        row = FlowRow(gap=8)
        for button in (self.register_button, *self.edit_buttons, self.merge_button):
            row.addWidget(button)
        self.column.addWidget(row)
        self.link_all = Button("Link all", lambda: page.link([each.party.id for each in self._same()]))

    def _same(self) -> tuple[InCase, ...]:
        return self._facts.same if self._facts is not None else ()

    def _section(self, name: str, title: str, part: QWidget) -> None:
        section = Section(title)
        section.add(part)
        if name == "same":
            section.body.addWidget(self.link_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.sections[name] = section
        self.column.addWidget(section)

    def _add_cases(self) -> None:
        self.cases: RowsModel[InCase] = RowsModel(
            case_columns(self._context.office), speak=case_spoken, key=lambda row: row.party.id, parent=self
        )
        self.case_table = CaseTable("Cases of this person", with_filter=False)
        self.case_table.set_model(self.cases)
        self.case_table.set_empty("No case yet", "The cases of this person are listed here.")
        self.case_table.opened.connect(self._on_case_opened)
        self.case_table.menu_asked.connect(
            lambda menu: self._page.fill_case_menu(menu, self.case_table.view.currentIndex())
        )
        self._section("cases", "Cases", self.case_table)

    def _add_history(self) -> None:
        self.history: RowsModel[HistoryRow] = RowsModel(
            (
                Column("when", "When", lambda row: row.when, sort=lambda row: row.at, width=26),
                Column("who", "Who", lambda row: row.who, width=16, may_filter=True),
                Column("act", "Act", lambda row: row.act, width=24, may_filter=True),
                Column("field", "What", lambda row: row.field, width=20, may_filter=True),
                Column("after", "To", lambda row: " ".join(row.after[:300].split()), width=0),
            ),
            speak=HistoryRow.spoken,
            key=lambda row: row.key,
            parent=self,
        )
        self.history_table = CaseTable("History of this person", ("change", "changes"))
        self.history_table.set_model(self.history)
        self._section("history", "History", self.history_table)

    def _fit(self, table: CaseTable, rows: int) -> None:
        """As high as its rows, up to a few: more are scrolled."""
        lines = max(3, min(_MOST_ROWS, rows)) + 3
        table.setFixedHeight(lines * theme().row_height())

    def retheme(self) -> None:
        """Rows grow with the text."""
        super().retheme()
        if getattr(self, "_facts", None) is not None and self._facts is not None:
            self._fit(self.case_table, len(self._facts.view.cases))
            self._fit(self.history_table, len(self._facts.history))

    def _on_case_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self._context.open_page("case", self.cases.row(index).case.case_id)


def _newest(things: tuple[EntityState, ...]) -> list[EntityState]:
    """Those in force first, the newest before the older ones."""
    ordered = list(things)[::-1]
    return sorted(ordered, key=lambda thing: bool(thing.doc.get("ended_on")))
