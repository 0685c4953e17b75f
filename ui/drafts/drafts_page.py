"""The list of drafts (interface rules 4.11): who, when, what is still needed; Resume, Discard, Restore."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from caseworker.actions.drafts import KEPT_DAYS, discard_draft, list_drafts, restore_draft
from caseworker.domain.drafts import PageDraft
from ui.context import Context
from ui.drafts.draft_rows import DraftRow, draft_rows, drafts_model
from ui.drafts.resume import open_place
from ui.messages import AlertAction
from ui.page import Page
from ui.tokens import SPACE_8, SPACE_12, SPACE_16
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import CheckField
from ui.widgets.words import PageHeading, Words

_NO_ROW = "There is no draft here."
_ASIDE = "This draft was discarded. Restore it first."
_NOT_ASIDE = "This draft is not discarded."


class DraftsPage(Page):
    """Every draft of this computer, and on request those discarded in the last 30 days."""

    kind = "drafts"
    commands = ("page.finish", "draft.discard", "draft.restore", "edit.find")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.model = drafts_model(self)
        self.table = CaseTable("Drafts", ("draft", "drafts"))
        self.table.set_model(self.model)
        self.table.set_empty(
            "There are no drafts", "What you type is kept here by itself. Press Ctrl+N to log a new case."
        )
        self.with_discarded = CheckField(f"Show drafts discarded in the last {KEPT_DAYS} days")
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The screen's name."""
        return "Drafts"

    def help_text(self) -> str:
        """What the page is for, and its keys."""
        return (
            "What somebody began on this computer and has not finished. Enter goes on with a draft at the field where "
            f"it was left; Delete puts it aside. A draft that was discarded can be restored for {KEPT_DAYS} days."
        )

    def first_focus(self) -> QWidget:
        """The list, or what stands in its place."""
        return self.table.view if self.model.rowCount() else self.table.filter_line

    def refresh(self) -> None:
        """Read the drafts again."""
        wants_discarded = bool(self.with_discarded.value())
        office = self.context.office

        def read() -> list[DraftRow]:
            kept = list_drafts(office)
            aside = list_drafts(office, discarded=True) if wants_discarded else []
            return draft_rows(office, [*kept, *aside], self.context.today())

        self.context.tasks.run_read(read, self._on_read, self.context.messages.failure, receiver=self)

    def on_changed(self, changed: Any) -> None:
        """Logging a case finishes its draft."""
        self.refresh()

    def layout_state(self) -> dict[str, Any]:
        """Columns, sort and filter."""
        return {"table": self.table.layout_state(), "discarded": bool(self.with_discarded.value())}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        self.table.restore_layout(state.get("table", {}))
        self.with_discarded.set_value(bool(state.get("discarded")))

    def resume(self) -> None:
        """Go on with the current draft."""
        row = self._current()
        if row is not None and not row.is_discarded:
            self.context.open_page(*open_place(row.draft))

    def discard(self) -> None:
        """Put the current draft aside; it can be restored."""
        row = self._current()
        if row is None or row.is_discarded:
            return
        draft = row.draft
        self.context.tasks.run_write(
            lambda: discard_draft(self.context.office, draft.id),
            lambda _none: self._on_discarded(draft),
            self.context.messages.failure,
            receiver=self,
        )

    def restore(self, draft: PageDraft | None = None) -> None:
        """Bring a discarded draft back: the current one unless one is given."""
        row = self._current()
        wanted = draft or (row.draft if row is not None and row.is_discarded else None)
        if wanted is None:
            return
        self.context.tasks.run_write(
            lambda: restore_draft(self.context.office, wanted.id),
            lambda _none: self._on_restored(wanted),
            self.context.messages.failure,
            receiver=self,
        )

    def _on_read(self, rows: list[DraftRow]) -> None:
        current, number = self.table.current_key(), self.table.view.currentIndex().row()
        had_focus = self.table.isAncestorOf(self.window().focusWidget() or self)  # not a place it once had
        self.model.set_rows(rows)
        if not self.table.go_to(current) and self.model.rowCount():
            self.table.view.setCurrentIndex(self.model.index(max(0, min(number, len(rows) - 1)), 0))
        if had_focus:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _on_discarded(self, draft: PageDraft) -> None:
        self.refresh()
        self.context.messages.success(
            "Draft discarded",
            f"{draft.title or 'Draft'}. It can be restored for {KEPT_DAYS} days.",
            AlertAction("Undo", lambda: self.restore(draft)),
        )

    def _on_restored(self, draft: PageDraft) -> None:
        self.refresh()
        self.table.go_to(draft.id)
        self.context.messages.status(f"Draft restored: {draft.title or 'no name'}")

    def _current(self) -> DraftRow | None:
        index = self.table.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _show_state(self) -> None:
        row = self._current()
        self.resume_button.setEnabled(row is not None and not row.is_discarded)
        self.discard_button.setEnabled(row is not None and not row.is_discarded)
        self.restore_button.setVisible(bool(self.with_discarded.value()))
        self.restore_button.setEnabled(row is not None and row.is_discarded)
        self.context.registry.refresh()

    def _lay_out(self) -> None:
        run = self.context.registry.run
        self.resume_button = Button("Resume draft (Enter)", lambda: run("page.finish"), kind="primary")
        self.discard_button = Button("Discard draft (Delete)", lambda: run("draft.discard"))
        self.restore_button = Button("Restore draft", lambda: run("draft.restore"))
        buttons = FlowRow(gap=SPACE_8)
        for button in (self.resume_button, self.discard_button, self.restore_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        column.addWidget(PageHeading("Drafts"))
        column.addWidget(
            Words(
                "What was begun on this computer and is not finished. It stays here until it is.",
                tone="muted",
            )
        )
        column.addWidget(self.with_discarded)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        self.table.moved.connect(lambda _index: self._show_state())
        self.table.menu_asked.connect(self._fill_menu)
        self.with_discarded.changed.connect(self.refresh)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(lambda: self.context.registry.run("draft.discard"))
        self.handle("page.finish", self.resume, self._why_not_live)
        self.handle("draft.discard", self.discard, self._why_not_live)
        self.handle("draft.restore", self.restore, self._why_not_aside)
        self.handle("edit.find", self.table.focus_filter)

    def _on_opened(self, _index: QModelIndex) -> None:
        row = self._current()
        if row is not None and row.is_discarded:
            self.context.messages.status(_ASIDE)
        else:
            self.resume()

    def _fill_menu(self, menu: QMenu) -> None:
        row = self._current()
        if row is None:
            return
        if row.is_discarded:
            menu.addAction("Restore draft").triggered.connect(lambda _on=False: self.restore())
        else:
            menu.addAction("Resume draft").triggered.connect(lambda _on=False: self.resume())
            menu.addAction("Discard draft").triggered.connect(lambda _on=False: self.discard())

    def _why_not_live(self) -> str:
        row = self._current()
        return _NO_ROW if row is None else _ASIDE if row.is_discarded else ""

    def _why_not_aside(self) -> str:
        row = self._current()
        return _NO_ROW if row is None else "" if row.is_discarded else _NOT_ASIDE

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Drafts are saved by themselves, so the list is read again whenever it comes to the front."""
        super().showEvent(event)
        self.refresh()
