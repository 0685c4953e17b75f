"""Make a bundle: choose and order the documents, see how far it has come, read, save, print or keep it."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.bundle import (
    SECTIONS,
    WARNING,
    BundleChoice,
    BundlePlan,
    MadeBundle,
    bundle_choices,
    keep_bundle,
    make_bundle,
    preview_pages,
    under_their_headings,
)
from caseworker.actions.drafts import finish_draft
from caseworker.actions.look_up import open_case
from caseworker.actions.reports import write_file
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.drafts import PageDraft
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.files.doing import tell
from ui.letters.sheets import Sheets
from ui.page import Page
from ui.paper import bundle_rows as rows
from ui.paper.beside import Beside
from ui.printing import SYSTEM_PRINTERS, Printers, print_pdf
from ui.tasks import Progress
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import CheckField
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

PREVIEWED = 15
"""Pages shown beside the plan; the whole bundle is in its file."""


class BundlePage(Page):
    """The bundle of one case; its key is the case's id."""

    kind: ClassVar[str] = "bundle"
    commands: ClassVar[tuple[str, ...]] = ("page.finish", "page.print", "page.save")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.reference = ""
        self.rows: list[rows.PlanRow] = []
        self.made: MadeBundle | None = None
        self.progress: Progress | None = None
        self._is_filling = False
        self._build()
        self._take_commands()
        self.autosave = Autosave(
            context, "bundle", self._doc, self.title, draft_id=f"bundle-{key}", case_id=key, opens=("bundle", key),
            parent=self,
        )  # fmt: skip
        self.autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        self.refresh()

    # -- what the window asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """Of which case."""
        return f"Bundle of {self.reference}" if self.reference else "Bundle"

    def tab_text(self) -> str:
        """Such as "Bundle CYP-2025-0001"."""
        return f"Bundle {self.reference}".strip()

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "Choose the documents: Enter puts one in or leaves it out, Alt+Up and Alt+Down move it. Ctrl+Enter makes "
            "one PDF with an index and a number on every page. Then Ctrl+S saves and Ctrl+P prints it."
        )

    def first_focus(self) -> QWidget:
        """The title of the bundle."""
        return self.form["title"].editor()

    def may_close(self) -> bool:
        """The plan is kept; what is being made is stopped."""
        self.cancel()
        return self.autosave.close()

    def refresh(self) -> None:
        """Read the documents of the case."""
        office, case_id = self.context.office, self.key

        def read() -> tuple[CaseView, tuple[BundleChoice, ...]]:
            view = open_case(office, case_id)
            return view, bundle_choices(office, view)

        self.context.tasks.run_read(read, lambda got: self._on_read(*got), self._on_unread, receiver=self)

    def on_changed(self, changed: Any) -> None:
        """The case has other documents now."""
        if self.key in changed.case_ids:
            self.refresh()

    # -- planning -----------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Put the current document in, or leave it out."""
        self._plan(rows.toggled(self.rows, self.table.current_key()))

    def move(self, by: int) -> None:
        """Move the current document up or down."""
        self._plan(rows.moved(self.rows, self.table.current_key(), by))

    def _plan(self, planned: list[rows.PlanRow]) -> None:
        if planned != self.rows:
            self.rows = planned
            self._show_rows()
            self._on_edited()

    def _show_rows(self) -> None:
        key = self.table.current_key()
        self.model.set_rows(self.rows)
        self.table.go_to(key)
        self._show_current()
        number = sum(row.is_in for row in self.rows)
        self.make_button.setText(f"Make bundle of {count_of(number, 'document')} (Ctrl+Enter)")

    def _show_current(self) -> None:
        row = self._current()
        self._is_filling = True
        self.section.setEnabled(row is not None)
        self.section.set_value(row.section if row else SECTIONS[0])
        self._is_filling = False
        self.why.setText(row.choice.why_no_pages if row else "")
        self.why.setVisible(bool(self.why.text()))

    def _current(self) -> rows.PlanRow | None:
        key = self.table.current_key()
        return next((row for row in self.rows if row.choice.key == key), None)

    def _on_section(self) -> None:
        row = self._current()
        section = str(self.section.value())
        if row is not None and not self._is_filling and section and section != row.section:
            self._plan(rows.under(self.rows, row.choice.key, section))

    def _on_edited(self) -> None:
        if not self._is_filling:
            self.autosave.touch()
            self._forget_made()

    # -- making -------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make the bundle, off the UI thread."""
        if self.progress is not None:
            return
        office, case_id, plan = self.context.office, self.key, self._plan_now()
        self._forget_made()
        self.progress = progress = self.context.tasks.progress(self._on_progress, receiver=self)
        self._show_busy()

        def work() -> tuple[MadeBundle, bytes] | None:
            made = make_bundle(office, case_id, plan, progress)
            return None if made is None else (made, preview_pages(made, PREVIEWED))

        self.context.tasks.run_read(work, self._on_made, self._on_not_made, receiver=self)

    def cancel(self) -> None:
        """Stop making it."""
        if self.progress is not None:
            self.progress.cancel()

    def save_pdf(self) -> None:
        """Ask where and write the file."""
        made = self.made
        if made is None:
            return
        path = self.files.save_as(self, "Save the bundle", made.file_name, "PDF (*.pdf)")
        if path is not None:
            self.context.tasks.run_read(
                lambda: write_file(path, made.pdf, "The bundle was not saved"),
                lambda _none: self._on_saved(f"{path.name} was written to {path.parent}."),
                self.context.messages.failure,
                receiver=self,
            )

    def print_out(self) -> None:
        """Ask for a printer and print every page."""
        made = self.made
        if made is None:
            return
        try:
            printer = self.printers.choose(self, made.title, made.pages)
        except UnavailableError as error:
            self.context.messages.failure(error)
            return
        if printer is not None:
            self.context.tasks.run_read(
                lambda: print_pdf(printer, made.pdf),
                lambda sheets: self._on_saved(
                    f"{count_of(sheets, 'page')} of the bundle were sent to the printer."
                ),
                self.context.messages.failure,
                receiver=self.context.messages,
            )

    def keep(self) -> None:
        """Keep the bundle with the case."""
        made, office, case_id = self.made, self.context.office, self.key
        if made is None:
            return
        draft_id = self.autosave.draft_id

        def work() -> Changed:
            changed = keep_bundle(office, case_id, made)
            finish_draft(office, draft_id)
            return changed

        self.context.tasks.run_write(
            work, self._on_kept, lambda error: self._on_not_made(error), receiver=self
        )

    def _plan_now(self) -> BundlePlan:
        values = self.form.values()
        items = under_their_headings(rows.items_of(self.rows))
        return BundlePlan(
            str(values["title"] or ""), str(values["made_for"] or ""), items,
            with_notes=bool(values["notes"]), with_names=not values["initials"],
        )  # fmt: skip

    def _on_progress(self, fraction: float, words: str) -> None:
        if self.progress is not None:
            self.bar.setValue(round(fraction * 100))
            self.doing.setText(words)

    def _on_made(self, got: tuple[MadeBundle, bytes] | None) -> None:
        self.progress = None
        self._show_busy()
        if got is None:
            self.context.messages.status("The bundle was not made. Your plan is kept.")
            return
        self.made, shown = got
        self.set_problems(False)
        self.summary.show_problems(self.form.show_problems(()))
        self.sheets.show_pdf(shown)
        self.viewer.setCurrentWidget(self.sheets)
        said = f"{count_of(self.made.pages, 'page')}."
        if self.made.pages > PREVIEWED:
            said += f" The first {PREVIEWED} are shown."
        if self.made.left_out:
            said += f" {count_of(len(self.made.left_out), 'document')} could not become pages and "
            said += f"{'is' if len(self.made.left_out) == 1 else 'are'} listed behind the index."
        self.result.setText(said)
        self._show_buttons()
        self.context.messages.announce(f"The bundle is made. {said}")
        self.context.registry.refresh()

    def _on_not_made(self, error: Exception) -> None:
        self.progress = None
        self._show_busy()
        if isinstance(error, RuleError):
            self.set_problems(True)
            self.summary.show_problems(self.form.show_problems(problems_of(error)) or problems_of(error))
        else:
            self.context.messages.failure(error)

    def _on_kept(self, changed: Changed) -> None:
        self.autosave.finish()
        tell(self.context, "Bundle kept", changed)

    def _on_saved(self, words: str) -> None:
        self.context.messages.success("Bundle", words)

    def _forget_made(self) -> None:
        if self.made is not None:
            self.made = None
            self.result.setText("The plan was changed. Make the bundle again.")
            self.viewer.setCurrentWidget(self.nothing)
            self._show_buttons()
            self.context.registry.refresh()

    # -- reading ------------------------------------------------------------------------------------------

    def _on_read(self, view: CaseView, choices: tuple[BundleChoice, ...]) -> None:
        is_first, self.reference = not self.reference, view.reference
        if is_first:
            self.rows = rows.plan_rows(choices)
            self.autosave.load(lambda draft: self._on_draft(draft, choices))
            self.retitled.emit()
        else:
            self.rows = rows.resumed(choices, rows.plan_doc(self.rows))
        self._show_rows()
        self.context.registry.refresh()

    def _on_draft(self, draft: PageDraft | None, choices: tuple[BundleChoice, ...]) -> None:
        if draft is None:
            return
        self._is_filling = True
        for name in self.form.blocks:
            if name in draft.doc:
                self.form[name].set_value(draft.doc[name])
        self._is_filling = False
        self.rows = rows.resumed(choices, draft.doc.get("items"))
        self._show_rows()

    def _on_unread(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.nothing.say("There is no bundle to make", str(error))
        else:
            self.context.messages.failure(error)

    def _doc(self) -> dict[str, Any]:
        return {**self.form.values(), "items": rows.plan_doc(self.rows)}

    # -- made once ----------------------------------------------------------------------------------------

    def _take_commands(self) -> None:
        self.handle("page.finish", self.make, self._why_not_make)
        self.handle("page.save", self.save_pdf, self._why_not_made)
        self.handle("page.print", self.print_out, self._why_not_made)

    def _why_not_make(self) -> str:
        if not self.reference:
            return "The documents are not shown yet."
        return "The bundle is being made." if self.progress is not None else ""

    def _why_not_made(self) -> str:
        return "" if self.made is not None else "Make the bundle first (Ctrl+Enter)."

    def _show_busy(self) -> None:
        is_busy = self.progress is not None
        for part in (self.bar, self.doing, self.cancel_button):
            part.setVisible(is_busy)
        self.bar.setValue(0)
        self.make_button.setEnabled(not is_busy)
        self.context.registry.refresh()

    def _show_buttons(self) -> None:
        self.result.setVisible(bool(self.result.text()))
        for button in (self.save_button, self.print_button, self.keep_button):
            button.setVisible(self.made is not None)

    def _build(self) -> None:
        self.form = Form()
        self.summary = ErrorSummary(self._go_to)
        title = FieldBlock("title", "Title", TextField(30, limit=150))
        made_for = FieldBlock("made_for", "For whom", TextField(30, limit=200))
        notes = FieldBlock("notes", "Chronology", CheckField("With notes and emails of the team"))
        initials = FieldBlock("initials", "Names", CheckField("Initials instead of names in the chronology"))
        self.model = rows.plan_model()
        self.table = CaseTable("Documents of the bundle", ("document", "documents"), with_filter=False)
        self.table.set_model(self.model)
        self.table.setFixedHeight(theme().px(300))
        self.table.opened.connect(lambda _index: self.toggle())
        self.table.moved.connect(lambda _index: self._show_current())
        self.why = Words("", tone="muted")
        self.section = ChoiceField(tuple((name, name) for name in SECTIONS))
        self.section_block = FieldBlock("section", "Heading of this document", self.section)
        self.section.changed.connect(self._on_section)
        self._make_buttons()
        self._lay_out((title, made_for, notes, initials))
        self.form["title"].set_value("Bundle for the review panel")
        for name in self.form.blocks:
            self.form[name].changed.connect(self._on_edited)
        for key, by in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.ALT | key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.move(by))

    def _make_buttons(self) -> None:
        run = self.context.registry.run
        self.toggle_button = Button("Put in or leave out (Enter)", self.toggle)
        self.up_button = Button("Move up (Alt+Up)", lambda: self.move(-1))
        self.down_button = Button("Move down (Alt+Down)", lambda: self.move(1))
        self.make_button = Button("Make bundle (Ctrl+Enter)", lambda: run("page.finish"), kind="primary")
        self.cancel_button = Button("Cancel", self.cancel)
        self.save_button = Button("Save as PDF (Ctrl+S)", lambda: run("page.save"))
        self.print_button = Button("Print bundle (Ctrl+P)", lambda: run("page.print"), icon="printer")
        self.keep_button = Button("Keep with the case", self.keep, icon="attachment")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of the bundle")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.doing = Words("", tone="muted")
        self.result = Words("", bold=True)

    def _lay_out(self, blocks: tuple[FieldBlock, ...]) -> None:
        left = ScrollColumn(width=860)
        column = left.column
        column.setSpacing(12)
        column.addSpacing(8)
        column.addWidget(heading("Make a bundle"))
        column.addWidget(Words(WARNING))
        column.addWidget(self.summary)
        for pair in (blocks[:2], blocks[2:]):
            row = FieldRow()
            for block in pair:
                row.add(self.form.add(block))
            column.addLayout(row)
        for part in (self.table, _row(self.toggle_button, self.up_button, self.down_button)):
            column.addWidget(part)
        column.addWidget(self.section_block)
        column.addWidget(self.why)
        column.addStretch(1)
        self._lay_out_preview()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(self._with_footer(left), self.viewer, (3, 2)))
        for hidden in (self.bar, self.doing, self.result, self.cancel_button, self.why):
            hidden.hide()
        self._show_buttons()

    def _with_footer(self, plan: QWidget) -> QWidget:
        """The plan scrolls; what is done with it stands still beneath."""
        holder, footer = QWidget(), QVBoxLayout()
        footer.setContentsMargins(16, 8, 16, 12)
        footer.setSpacing(8)
        footer.addWidget(_row(self.make_button, self.cancel_button))
        for part in (self.bar, self.doing, self.result):
            footer.addWidget(part)
        footer.addWidget(_row(self.save_button, self.print_button, self.keep_button))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(plan, 1)
        column.addLayout(footer)
        return holder

    def _lay_out_preview(self) -> None:
        self.sheets = Sheets(self.context)
        self.sheets.setAccessibleName("First pages of the bundle")
        self.sheets.failed.connect(self.context.messages.failure)
        self.nothing = EmptyState(
            "The bundle is not made yet",
            "Choose the documents and their order, then press Ctrl+Enter. Its pages are shown here.",
        )
        self.viewer = QStackedWidget()
        self.viewer.addWidget(self.nothing)
        self.viewer.addWidget(self.sheets)

    def _go_to(self, name: str) -> None:
        if not self.form.focus(name):
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(*buttons: Button) -> FlowRow:
    row = FlowRow(gap=8)
    for button in buttons:
        row.addWidget(button)
    return row
