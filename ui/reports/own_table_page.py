"""Own tables: choose what is counted by what, see it at once, save it by name beside the other tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from caseworker.actions.own_tables import own_tables, preview_own, remove_own, save_own
from caseworker.domain.changed import Changed
from caseworker.domain.periods import Period
from caseworker.errors import RuleError
from ui.context import Context
from ui.page import Page
from ui.reports.opening import OpenedCases
from ui.reports.own_table_form import OwnTableForm
from ui.reports.period_picker import PeriodPicker
from ui.reports.table_panel import TablePanel
from ui.theme import theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty_state import Loading
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.flow_layout import FlowRow
from ui.widgets.low import is_low
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.words import Words, heading

_LEFT, _WIDE, _NO_LIMIT = 270, 860, 16_777_215  # px at 100 % text; the last is Qt's own
_ABOUT = (
    "Any measure by one or two things. The table follows every choice; saved, it stands with the others in "
    "Reports and is checked and written with them."
)


class OwnTablePage(Page):
    """The builder.

    Args:
        key: the code of a saved table to change ("o1"); "" for a new one.
    """

    kind: ClassVar[str] = "own_table"
    commands: ClassVar[tuple[str, ...]] = ("page.finish", "report.cases")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.is_busy = False
        self.table: Any = None
        self._asked = 0
        self._saved: dict[str, Any] = {}
        self._removed = ""
        self._build()
        self._connect()
        self._show_saved()
        if key in self._saved:
            self.saved.set_value(key)
            self._take_saved()
        else:
            self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "Own tables"

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "Choose what to measure, the rows and the columns; the table follows at once. Enter opens the cases behind "
            "a figure. Ctrl+Enter saves the table under its name."
        )

    def first_focus(self) -> QWidget:
        """What to measure."""
        return self.form.measure.editor()

    def refresh(self) -> None:
        """Count the table anew."""
        self._asked += 1
        asked, office = self._asked, self.context.office
        self.loading.start("Counting the table")
        definition, period, code = self.form.definition(), self.picker.period(), self.saved.value() or "new"
        self.context.tasks.run_read(
            lambda: preview_own(office, definition, period, code),
            lambda table: self._on_table(table) if asked == self._asked else None,
            lambda error: self._on_not_counted(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Cases, or the saved tables, may be others; a table that was removed from here may be back."""
        self._show_saved()
        if self._removed in self._saved and not self.saved.value():
            self.saved.set_value(self._removed)
            self._removed = ""
            self._take_saved()
        if self.isVisible():
            self.refresh()

    def reopened(self, key: str = "") -> None:
        """Show a saved table."""
        if key in self._saved:
            self.saved.set_value(key)
            self._take_saved()

    def take_period(self, period: Period) -> None:
        """Show the table of another period."""
        self.picker.set_period(period)
        self.refresh()

    def layout_state(self) -> dict[str, Any]:
        """What is chosen, saved or not."""
        return {"code": self.saved.value(), "doc": self.form.doc(), "period": self.picker.period().code}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        doc = state.get("doc")
        if isinstance(doc, dict) and not self.key:
            code = str(state.get("code") or "")
            self.saved.set_value(code if code in self._saved else "")
            self.form.set_doc(doc)
            self._show_buttons()
            self.refresh()

    # -- acts ---------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the table shown: a new one, or the changes of a saved one."""
        own = self._saved.get(self.saved.value())
        self._save(own.key if own else "")

    def save_as_new(self) -> None:
        """Save what is chosen under another name."""
        self._save("")

    def remove(self) -> None:
        """Take the saved table out; Undo brings it back."""
        own = self._saved.get(self.saved.value())
        if own is not None:
            office = self.context.office
            self._removed = own.code
            self._write(lambda: remove_own(office, own.key), "")

    def _save(self, key: str) -> None:
        office, definition = self.context.office, self.form.definition()
        self._write(lambda: save_own(office, definition, key), definition.name)

    def _write(self, act: Callable[[], Changed], name: str) -> None:
        if self.is_busy:
            return
        self.is_busy = True
        self.context.tasks.run_write(
            act, lambda done: self._on_saved(done, name), self._on_not_saved, receiver=self
        )

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_table(self, table: Any) -> None:
        self.loading.finish()
        self.table = table
        self.trouble.setText("")
        self.panel.show_table(table)
        set_shown(self.panel, True)
        self.context.registry.refresh()

    def _show_name(self) -> None:
        """The heading takes the name when its line is left."""
        if self.table is not None and self.form.definition().name.strip() != self.table.title:
            self.refresh()

    def _on_not_counted(self, error: Exception) -> None:
        self.loading.finish()
        self.table = None
        set_shown(self.panel, False)
        if isinstance(error, RuleError):
            words = " ".join(f"{problem.message.rstrip('.')}." for problem in problems_of(error))
            self.trouble.setText(words)
        else:
            self.context.messages.failure(error)

    def _on_saved(self, changed: Changed, name: str) -> None:
        self.is_busy = False
        self.set_problems(False)
        self.summary.show_problems(())
        self.form.show_problems([])
        self.context.changed(changed)
        self._show_saved()
        code = next((c for c, own in self._saved.items() if own.definition.name == name.strip()), "")
        self.saved.set_value(code)
        if not name:
            self.saved.editor().setFocus(Qt.FocusReason.OtherFocusReason)  # its button goes
        self._show_buttons()
        self.refresh()
        undo = [undo_action(self.context, changed)] if changed.group_id else []
        self.context.messages.success("Saved" if name else "Removed", changed.message, *undo)

    def _on_not_saved(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError):
            problems = problems_of(error)
            self.form.show_problems(list(problems))
            self.summary.show_problems(problems)
            self.set_problems(True)
        else:
            self.context.messages.failure(error)

    def _show_saved(self) -> None:
        self._saved = {own.code: own for own in own_tables(self.context.office)}
        entries = [(code, f"{code}  {own.definition.name}") for code, own in self._saved.items()]
        before = self.saved.value()
        self._is_quiet = True
        self.saved.set_choices(entries)
        combo = self.saved.editor()
        if isinstance(combo, QComboBox):  # a long name is cut short, not the choices beside the table
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(24)
        self.saved.set_value(before if before in self._saved else "")
        self._is_quiet = False
        self._show_buttons()

    def _take_saved(self) -> None:
        own = self._saved.get(self.saved.value())
        if own is not None:
            self.form.set_doc(own.definition.to_doc())
        else:
            self.form.name.set_value("")
        self.set_problems(False)
        self.summary.show_problems(())
        self._show_buttons()
        self.refresh()

    def _show_buttons(self) -> None:
        is_saved = bool(self.saved.value())
        self.save_button.setText("Save changes (Ctrl+Enter)" if is_saved else "Save table (Ctrl+Enter)")
        for button in (self.new_button, self.remove_button):
            set_shown(button, is_saved)

    def _why_no_figure(self) -> str:
        return "" if self.table is not None else "Choose what to measure first."

    # -- made once ----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        opened = OpenedCases(self.context, self)
        self._is_quiet = False
        self.form.changed.connect(self.refresh)
        self.form.name.left.connect(self._show_name)
        self.picker.picked.connect(lambda _period: self.refresh())
        self.saved.changed.connect(lambda: None if self._is_quiet else self._take_saved())
        self.panel.opened.connect(opened.many)
        self.panel.opened_case.connect(opened.one)
        self.panel.said.connect(self.context.messages.status)
        self.handle("page.finish", self.save)
        self.handle("report.cases", self.panel.open_cell, self._why_no_figure)

    def _build(self) -> None:
        self.form = OwnTableForm(self.context)
        self.picker = PeriodPicker(self.context.today)
        self.picker.blocks["known"].hide()
        self.saved = ChoiceField(empty="A new table", optional=True)
        self.saved.set_value("")
        self.summary = ErrorSummary(lambda name: self.form.form.focus(name))
        self.save_button = Button("Save table (Ctrl+Enter)", self.save, kind="primary")
        self.new_button = Button("Save as another table", self.save_as_new)
        self.remove_button = Button("Remove this table", self.remove)
        buttons = FlowRow(gap=8)
        for button in (self.save_button, self.new_button, self.remove_button):
            buttons.addWidget(button)
        self.trouble = Words("", bold=True)
        self.panel = TablePanel(self.context, QWidget())
        self.panel.hide()  # until it has a table
        self.left = QWidget()
        self.choices = ScrollColumn(width=_WIDE)
        self.choices.column.setSpacing(12)
        chosen = FieldBlock("saved", "Table", self.saved)
        for part in (self.summary, chosen, self.form):
            self.choices.column.addWidget(part)
        self.choices.column.addStretch(1)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 12)
        below.addWidget(buttons)
        side = QVBoxLayout(self.left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.choices, 1)
        side.addWidget(foot)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(16, 0, 16, 0)
        above.setSpacing(8)
        for part in (self.picker, self.trouble):
            above.addWidget(part)
        column.addWidget(head)
        column.addWidget(self.panel, 1)
        column.addStretch(0)
        self.loading = Loading(self.right)
        self.panes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.panes.setSpacing(0)
        self.panes.addWidget(self.left)
        self.panes.addWidget(self.right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        title = QWidget()
        words = QVBoxLayout(title)
        words.setContentsMargins(16, 0, 16, 4)
        words.setSpacing(6)
        self.about = Words(_ABOUT, tone="muted")
        for part in (heading("Own tables", "page"), self.about):
            words.addWidget(part)
        layout.addWidget(title)
        layout.addLayout(self.panes, 1)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choices beside the table where there is room, above it where there is not (W7)."""
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.panes.setDirection(across if wide else down)
        self.panes.setStretch(0, 0 if wide else 1)
        self.left.setMinimumWidth(theme().px(_LEFT + 50) if wide else 0)
        self.left.setMaximumWidth(theme().px(_LEFT + 50) if wide else _NO_LIMIT)
        for area in (self.choices, self.panel.area):
            area.set_whole(not wide)  # one thing scrolls: the page
        set_shown(self.about, not is_low(self))
