"""The work list: what must I do next (interface brief 4.2). Saved views with counts; Ctrl+G goes to one of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions import look_up
from caseworker.actions.absence import names_in_words, stands_in_for
from caseworker.domain.lists import SAVED_VIEWS, OwnView, SavedView
from ui.cases.list_page import ListPage
from ui.cases.pick_dialog import Pick, PickDialog
from ui.cases.view_buttons import ViewButtons
from ui.context import Context
from ui.folding import needs_folding
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.shown import set_shown
from ui.widgets.words import PageHeading, Words
from ui.work.own_views import COMMANDS as OWN
from ui.work.own_views import PREFIX, OwnViews

_FIRST, _WITHOUT_OWN = "my_open", "team_open"
_OTHER_PLACES = ("all",)  # has a page of its own


class WorkListPage(ListPage):
    """Opens at "My open", or at "Team open" for a person who has no open case."""

    kind = "work_list"
    commands = (*ListPage.commands, "go.saved_view", *OWN)
    table_name = "Work list"
    filter_names = ("kind", "service", "owner", "division", "theme", "waiting")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        self.view_code = _FIRST
        self._is_chosen = False
        self.counts: dict[str, int] = {}
        super().__init__(context, key, parent)
        self.own = OwnViews(self)
        self.handle("go.saved_view", self.choose_view)
        self.model.ask(self.query(self.view_code))
        self._count_views()

    def title(self) -> str:
        """The name of the screen."""
        return "Work list"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Your cases by what has to be done next. Ctrl+G goes to a saved view, Ctrl+F filters, Enter opens a case, "
            "Space and Shift with the arrows choose several; Ctrl+Shift+O changes their owner, Ctrl+Shift+G sets their "
            "follow-up date, Ctrl+Shift+H chases. Keep this view, in the Go menu, keeps filters and order under a name."
        )

    def show_view(self, code: str) -> None:
        """Go to a saved view; sort, text and filters are those of a fresh list. An own view begins with "own:"."""
        self._is_chosen = True
        if code.startswith(PREFIX):
            self.own.show(code.removeprefix(PREFIX))
        else:
            self.own.now = ""
            self._take_view(code)

    def show_own(self, view: OwnView, chips: dict[str, str]) -> None:
        """Go to an own view: its saved view with its filters, words and order."""
        self._is_chosen = True
        self.view_code = view.view
        self._say_view()
        self.go_to_top()
        self.model.query = self.query(view.view, sort=view.sort, descending=view.descending)
        self.table.set_filter(view.text, chips)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def list_name(self) -> str:
        """The name of the view."""
        return self.heading.text()

    def choose_view(self) -> PickDialog:
        """Ask for a saved view (Ctrl+G)."""
        picks = [Pick(view.code, view.label, self._count_words(view.code)) for view in self._views()]
        now = PREFIX + self.own.now if self.own.now else self.view_code
        dialog = PickDialog(
            "Go to a saved view",
            [*picks, *self.own.picks()],
            now=now,
            placeholder="Type its name",
            parent=self,
        )
        dialog.accepted.connect(lambda: self.show_view(dialog.chosen))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def refresh(self) -> None:
        """Read the list, the preview and the counts again."""
        super().refresh()
        self._count_views()

    def layout_state(self) -> dict[str, Any]:
        """The view besides what every list keeps."""
        now = PREFIX + self.own.now if self.own.now else self.view_code
        return {**super().layout_state(), "view": now}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        view = str(state.get("view", ""))
        if view.startswith(PREFIX):
            self.show_view(view)
            return  # it has filters and an order of its own
        if view in SAVED_VIEWS:
            self.show_view(view)
        super().restore_layout(state)

    def add_top(self, column: QVBoxLayout) -> None:
        """Name of the view, the way to others, and those that have something in them."""
        self.heading = PageHeading("")
        self.change_button = Button("Change view (Ctrl+G)", self.choose_view, icon="list")
        self.views = ViewButtons()
        self.views.chosen.connect(self.show_view)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading, 1)
        row.addWidget(self.change_button)
        self.note = Words("", tone="muted")
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.views)
        self._say_view()

    def _take_view(self, code: str) -> None:
        self.view_code = code
        self._say_view()
        self.go_to_top()
        if self.table.is_filtered():
            self.model.query = self.query(code)
            self.table.set_filter()
        else:
            self.model.ask(self.query(code))
        self.table.view.setFocus()

    def _say_view(self) -> None:
        own = self.own.views.get(self.own.now) if hasattr(self, "own") else None
        self.heading.setText(own.name if own else SAVED_VIEWS[self.view_code].label)
        away = names_in_words([p.full_name for p in stands_in_for(self.context.office)])
        self.note.setText(away)
        set_shown(self.note, bool(away) and self.view_code == _FIRST)
        self.views.show_views(
            [(v.code, v.label) for v in self._views()], self.counts, "" if own else self.view_code
        )

    def _on_loaded(self) -> None:
        if not self._is_chosen:
            self._is_chosen = True
            if not self.model.numbers:
                self._take_view(_WITHOUT_OWN)
                return
        self.say_empty(SAVED_VIEWS[self.view_code].empty)
        super()._on_loaded()

    def _count_views(self) -> None:
        office = self.context.office
        self.context.tasks.run_read(
            lambda: look_up.view_counts(office), self._on_view_counts, self.context.messages.failure
        )

    def _on_view_counts(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self._say_view()

    def _views(self) -> list[SavedView]:
        views = look_up.views_for(self.context.office)
        return [view for view in views.values() if view.code not in _OTHER_PLACES]

    def _count_words(self, code: str) -> str:
        return f"{self.counts[code]:,}" if code in self.counts else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the line of views gives its place to rows; Ctrl+G goes on to work (W7)."""
        super().resizeEvent(event)
        self.views.setVisible(not needs_folding(self.window().width(), theme().scale))
