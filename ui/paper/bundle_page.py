"""Make a bundle: choose and order the documents, see how far it has come, read, save, print or keep it."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.bundle import (
    BundleChoice,
    MadeBundle,
    bundle_choices,
    keep_bundle,
    make_bundle,
    preview_pages,
)
from caseworker.actions.drafts import finish_draft
from caseworker.actions.look_up import open_case
from caseworker.actions.reports import write_file
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.drafts import PageDraft
from caseworker.errors import RuleError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.files.doing import tell
from ui.page import Page
from ui.paper.beside import Beside
from ui.paper.bundle_making import FirstPages, MakingFoot
from ui.paper.bundle_plan import PlanColumn
from ui.paper.bundle_rows import plan_doc, plan_rows, resumed
from ui.print_made import print_made
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.tasks import Progress
from ui.widgets.field_block import problems_of

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
        self.made: MadeBundle | None = None
        self.progress: Progress | None = None
        self._build()
        self._take_commands()
        self.autosave = Autosave(
            context, "bundle", self.plan.doc, self.title, draft_id=f"bundle-{key}", case_id=key, opens=("bundle", key),
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
        return self.plan.form["title"].editor()

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

    # -- making -------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make the bundle, off the UI thread."""
        if self.progress is not None:
            return
        office, case_id, plan = self.context.office, self.key, self.plan.plan()
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

        def printed(sheets: int) -> None:
            self._on_saved(f"{count_of(sheets, 'page')} of the bundle sent to the printer.")

        print_made(self, self.context, self.printers, made.title, made.pdf, made.pages, printed)

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

    def _on_progress(self, fraction: float, words: str) -> None:
        if self.progress is not None:
            self.foot.show_progress(fraction, words)

    def _on_made(self, got: tuple[MadeBundle, bytes] | None) -> None:
        self.progress = None
        self._show_busy()
        if got is None:
            self.context.messages.status("The bundle was not made. Your plan is kept.")
            return
        self.made, shown = got
        self.set_problems(False)
        self.plan.show_problems(())
        self.first_pages.show_pdf(shown)
        said = _said(self.made)
        self.foot.show_result(said, is_made=True)
        self.context.messages.announce(f"The bundle is made. {said}")
        self.context.registry.refresh()

    def _on_not_made(self, error: Exception) -> None:
        self.progress = None
        self._show_busy()
        if isinstance(error, RuleError):
            self.set_problems(True)
            self.plan.show_problems(problems_of(error))
        else:
            self.context.messages.failure(error)

    def _on_kept(self, changed: Changed) -> None:
        self.autosave.finish()
        tell(self.context, "Bundle kept", changed)

    def _on_saved(self, words: str) -> None:
        self.context.messages.success("Bundle", words)

    def _on_edited(self) -> None:
        self.autosave.touch()
        self._forget_made()

    def _forget_made(self) -> None:
        if self.made is not None:
            self.made = None
            self.foot.show_result("The plan was changed. Make the bundle again.", is_made=False)
            self.first_pages.forget()
            self.context.registry.refresh()

    # -- reading ------------------------------------------------------------------------------------------

    def _on_read(self, view: CaseView, choices: tuple[BundleChoice, ...]) -> None:
        is_first, self.reference = not self.reference, view.reference
        if is_first:
            self.plan.rows = plan_rows(choices)
            self.autosave.load(lambda draft: self._on_draft(draft, choices))
            self.retitled.emit()
        else:
            self.plan.rows = resumed(choices, plan_doc(self.plan.rows))
        self.plan.show_rows()
        self.context.registry.refresh()

    def _on_draft(self, draft: PageDraft | None, choices: tuple[BundleChoice, ...]) -> None:
        if draft is not None:
            self.plan.resume(draft.doc, choices)

    def _on_unread(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.first_pages.nothing.say("There is no bundle to make", str(error))
        else:
            self.context.messages.failure(error)

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
        self.foot.show_busy(is_busy=self.progress is not None)
        self.context.registry.refresh()

    def _build(self) -> None:
        self.plan = PlanColumn()
        self.foot = MakingFoot(self.context.registry.run, self.cancel, self.keep)
        self.first_pages = FirstPages(self.context)
        self.plan.edited.connect(self._on_edited)
        self.plan.counted.connect(self.foot.count)
        holder = QWidget()  # the plan scrolls; what is done with it stands still beneath
        column = QVBoxLayout(holder)
        column.addWidget(self.plan, 1)
        column.addWidget(self.foot)
        whole = QVBoxLayout(self)
        whole.addWidget(Beside(holder, self.first_pages, (3, 2), self.plan))
        for layout in (column, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)


def _said(made: MadeBundle) -> str:
    """What came of the making, such as "80 pages. The first 15 are shown."."""
    said = f"{count_of(made.pages, 'page')}."
    if made.pages > PREVIEWED:
        said += f" The first {PREVIEWED} are shown."
    if made.left_out:
        said += f" {count_of(len(made.left_out), 'document')} could not become pages and "
        said += f"{'is' if len(made.left_out) == 1 else 'are'} listed behind the index."
    return said
