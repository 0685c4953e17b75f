"""One person or child: identity, contacts, links, cases, alerts, plans (interface brief 4.9)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.people_merge import unmerge
from caseworker.actions.people_register import link_parties, register_person, unlink_party
from caseworker.actions.people_relations import remove_relationship
from caseworker.domain.changed import Changed
from caseworker.domain.staff import check_permitted
from caseworker.errors import NotPermittedError, RuleError
from ui.cases.act_area import ActArea
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.drafts.when import saved_words
from ui.page import Page
from ui.people.acts.alert_acts import AddAlert, EndAlert, ReviewAlert
from ui.people.acts.other_acts import AddRelationship, MergePeople
from ui.people.acts.person_act import PersonAct
from ui.people.acts.plan_acts import AddPlan, EndPlan, RenewPlan
from ui.people.changed_elsewhere import tell_of_others
from ui.people.person_body import PersonBody
from ui.people.person_facts import PersonFacts, head_words, read_person, tags_of
from ui.people.person_head import PersonHead
from ui.undo_stack import undo_action
from ui.widgets.empty_state import EmptyState, Loading

_HELP = (
    "Everything about one person. F2 changes the value you are on, Enter on a case opens it, Alt+Left goes back."
    " A safety alert and a contact plan show in every case of the person; neither is ever in a letter."
)
_GONE = "This person is not shown"


class PersonPage(Page):
    """The page of a person; its key is the person's id, or that of their entry in a case."""

    kind = "person"
    commands = (
        "edit.value", "edit.find", "page.finish", "page.save", "person.register", "person.alert", "person.plan",
        "person.relationship", "person.merge",
    )  # fmt: skip

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.facts: PersonFacts | None = None
        self._reads, self._id = 0, key
        self.head = PersonHead()
        self.content = PersonBody(context, self)
        self.acts = ActArea()
        self.acts.gone_back.connect(self.leave_act)
        self.gone = EmptyState(_GONE)
        self.body = QStackedWidget()
        for part in (self.content, self.acts, self.gone):
            self.body.addWidget(part)
        self.loading = Loading(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self.head.hide()
        self._take_commands()
        self.refresh()

    def title(self) -> str:
        """The name."""
        return self.facts.view.name if self.facts else "Person"

    def help_text(self) -> str:
        """What the page is for and its keys."""
        return _HELP

    def first_focus(self) -> QWidget:
        """The act in hand, else the head, which reads out who it is."""
        return self.acts.act.first_focus() if self.acts.act is not None else self.head

    def may_close(self) -> bool:
        """Whatever is being typed is kept as a draft first (P1)."""
        editor = self.content.editor
        kept = [self.acts.keep()]
        if editor is not None:
            kept.append(editor.close_draft())
        return all(kept)

    def on_changed(self, changed: Any) -> None:
        """A case or a person changed: read the person again, for either may be theirs."""
        self.refresh()

    def refresh(self) -> None:
        """Read the person again; what is being typed stays."""
        self._reads += 1
        number, office, person_id = self._reads, self.context.office, self._id
        if self.facts is None:
            self.loading.start("Loading person")
        self.context.tasks.run_read(
            lambda: read_person(office, person_id),
            lambda facts: self._on_read(number, facts),
            lambda error: self._on_unread(error) if number == self._reads else None,
            receiver=self,
        )

    def go_back(self) -> bool:
        """From an act or an editor back to the person."""
        if self.acts.act is not None:
            self.leave_act()
        elif self.content.editor is not None:
            self.content.close_editor()
        else:
            return False
        return True

    # -- what can be done ---------------------------------------------------------------------------------

    def begin(self, make: type[PersonAct], thing_id: str = "") -> None:
        """Open the page of an act in place of the person's."""
        if self.facts is None:
            return
        act = make(self.context, self.facts, thing_id)
        act.done.connect(self._on_act_done)
        act.troubled.connect(self.set_problems)
        act.draft_saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        self.leave_act()
        self.acts.take(act)
        self.body.setCurrentWidget(self.acts)
        tab_in_reading_order(self)
        act.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        act.begin()
        self.context.registry.refresh()

    def add_alert(self) -> None:
        """Record a safety alert."""
        self.begin(AddAlert)

    def add_plan(self) -> None:
        """Record a contact plan."""
        self.begin(AddPlan)

    def add_relationship(self) -> None:
        """Add a relationship."""
        self.begin(AddRelationship)

    def merge(self) -> None:
        """Merge with another person."""
        self.begin(MergePeople)

    def review_alert(self, alert_id: str) -> None:
        """Review a safety alert."""
        self.begin(ReviewAlert, alert_id)

    def end_alert(self, alert_id: str) -> None:
        """End a safety alert."""
        self.begin(EndAlert, alert_id)

    def renew_plan(self, plan_id: str) -> None:
        """Renew a contact plan."""
        self.begin(RenewPlan, plan_id)

    def end_plan(self, plan_id: str) -> None:
        """End a contact plan."""
        self.begin(EndPlan, plan_id)

    def register(self) -> None:
        """Take somebody who stands in a case into the register."""
        office, person_id = self.context.office, self._id
        self.do(lambda: register_person(office, person_id))

    def link(self, party_ids: list[str]) -> None:
        """Link entries in cases to this person."""
        office, person_id = self.context.office, self._id
        self.do(lambda: link_parties(office, person_id, party_ids))

    def unlink(self, party_id: str) -> None:
        """Say that an entry in a case is somebody else."""
        office = self.context.office
        self.do(lambda: unlink_party(office, party_id))

    def remove_relationship(self, relationship_id: str) -> None:
        """Take a relationship away."""
        office, person_id = self.context.office, self._id
        self.do(lambda: remove_relationship(office, person_id, relationship_id))

    def unmerge(self, merged_id: str) -> None:
        """Take a merge back."""
        office = self.context.office
        self.do(lambda: unmerge(office, merged_id), stay=True)

    def do(self, work: Any, *, stay: bool = False) -> None:
        """Do something at once; Undo takes it back (P4)."""
        self.context.tasks.run_write(
            work,
            lambda changed: self._on_done(changed, stay=stay),
            self.context.messages.failure,
            receiver=self,
        )

    def leave_act(self) -> None:
        """Go back to the person; entries are kept as a draft, the focus returns to the opener (A4)."""
        if self.acts.act is None:
            return
        self.acts.drop()
        self.body.setCurrentWidget(self.content)
        self.set_problems(False)
        self.acts.return_focus(self, self.head)
        self.context.registry.refresh()

    # -- reading and saving -------------------------------------------------------------------------------

    def on_saved(self, changed: Changed) -> None:
        """Something was saved: tell every page, and say so with Undo (U3)."""
        self._on_done(changed)

    def _on_act_done(self, changed: Changed) -> None:
        self.leave_act()
        self._on_done(changed)

    def _on_done(self, changed: Changed, *, stay: bool = False) -> None:
        person_id = getattr(changed, "person_id", "")
        if person_id and not stay:
            self._id = person_id
        if not changed.group_id:
            self.context.messages.status(changed.message)
            return
        self.context.changed(changed)
        self.context.messages.success("Saved", changed.message, undo_action(self.context, changed))
        self.refresh()

    def _on_read(self, number: int, facts: PersonFacts) -> None:
        if number != self._reads:  # it was asked for again meanwhile
            return
        self.loading.finish()
        before, self.facts = self.facts, facts
        view = facts.view
        if self._id not in [
            merged.id for merged in view.merged
        ]:  # whose merge may be undone: this page is theirs
            self._id = view.id
        state = "In the register" if view.is_registered else "Only in a case, not in the register yet"
        self.head.show_person(
            view.name, head_words(self.context.office, view), state, tags_of(self.context.office, view)
        )
        self.head.show()
        self.content.show_facts(facts)
        if self.body.currentWidget() is self.gone:
            self.body.setCurrentWidget(self.content)
        tab_in_reading_order(self)
        self.retitled.emit()
        self.context.registry.refresh()
        if before is not None:
            tell_of_others(self.context, before.view, view, is_typing=self._is_typing())
        else:
            self.context.messages.announce(
                f"{self.head.accessibleName()}. {self.head.accessibleDescription()}"
            )

    def _is_typing(self) -> bool:
        return self.acts.act is not None or self.content.editor is not None

    def _on_unread(self, error: Exception) -> None:
        self.loading.finish()
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
        elif (
            self.facts is not None and self._id != self.key
        ):  # taking into the register was undone: the entry is left
            self._id = self.key
            self.refresh()
        else:
            self.gone.say(_GONE, str(error))
            self.head.hide()
            self.body.setCurrentWidget(self.gone)
            self.facts = None  # the tab, too, names nobody any more
            self.retitled.emit()

    # -- commands -----------------------------------------------------------------------------------------

    def _take_commands(self) -> None:
        self.handle("edit.value", self.content.edit_focused, self._why_no_value)
        self.handle("edit.find", self.content.find)
        self.handle("page.finish", self._finish, self._why_not_finish)
        self.handle("page.save", self._save_now)
        self.handle("person.register", self.register, self._why_not_register)
        self.handle("person.alert", self.add_alert, self._why_not_change)
        self.handle("person.plan", self.add_plan, self._why_not_change)
        self.handle("person.relationship", self.add_relationship, self._why_not_change)
        self.handle("person.merge", self.merge, self._why_not_merge)

    def _why_not_change(self, act: str = "people") -> str:
        """Why the register cannot be changed now, in words; "" when it can."""
        if self.facts is None:
            return "The person is not shown yet."
        if self.facts.read_only:
            return self.facts.read_only
        office = self.context.office
        try:
            check_permitted(office.person, office.roles, act)
        except NotPermittedError as error:
            return str(error)
        return ""

    def _why_not_register(self) -> str:
        is_there = self.facts is not None and self.facts.view.is_registered
        return "This person is in the register already." if is_there else self._why_not_change()

    def _why_not_merge(self) -> str:
        return self._why_not_change() or self._why_not_change("merge")

    def _finish(self) -> None:
        if self.acts.act is not None:
            self.acts.finish()
        elif self.content.editor is not None:
            self.content.editor.finish()

    def _why_not_finish(self) -> str:
        in_hand = self.acts.act is not None or self.content.editor is not None
        return "" if in_hand else "Change a value, or begin an act of this person, first."

    def _why_no_value(self) -> str:
        return "" if self.content.focused_name() else "Go to a value of the person first."

    def _save_now(self) -> None:
        self.acts.save_now()
        if self.content.editor is not None:
            self.content.editor.autosave.save_now()

    def fill_case_menu(self, menu: QMenu, index: QModelIndex) -> None:
        """What can be done with an entry in a case."""
        if not index.isValid() or self.facts is None:
            return
        row = self.content.cases.row(index)
        menu.addAction("Open case").triggered.connect(
            lambda _on=False: self.context.open_page("case", row.case.case_id)
        )
        if self.facts.can_edit and self.facts.view.is_registered:
            menu.addAction("This is not the same person").triggered.connect(
                lambda _on=False: self.unlink(row.party.id)
            )
