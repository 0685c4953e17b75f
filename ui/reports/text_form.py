"""The texts that people write for a document: kept as a draft while one types, in the record when a box is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.drafts import finish_draft
from caseworker.actions.report_texts import LONGEST, TextPart, narrative, text_parts, write_narrative
from caseworker.domain.changed import Changed
from caseworker.domain.drafts import PageDraft
from caseworker.domain.periods import Period
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.undo_stack import undo_action
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.tab_order import gather
from ui.widgets.text_area import TextArea


class TextForm(QWidget):
    """The boxes of one document and period.

    Signals:
        kept: a text is in the record now.
        draft_saved(str): words for the status bar.
    """

    kept = Signal()
    draft_saved = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._code, self._title = "", ""
        self._period: Period | None = None
        self._known: dict[str, str] = {}
        self._autosave: Autosave | None = None
        self._is_quiet = False
        self.blocks: dict[str, FieldBlock] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addStretch(1)  # a box keeps to its label where there is room to spare

    def show_document(self, code: str, title: str, period: Period) -> None:
        """Show the texts of a document; what was typed for another is kept first."""
        if (code, period) == (self._code, self._period):
            self._take_from_record()
            return
        self.keep()
        self._end_draft()
        if code != self._code:
            self._build(text_parts(code))
        self._code, self._title, self._period = code, title, period
        self._known = {}
        self._fill(dict.fromkeys(self.blocks, ""))
        self._take_from_record()
        self._begin_draft()

    def texts(self) -> dict[str, str]:
        """The texts as they stand in the boxes, by their key."""
        return {key: str(block.field.value()) for key, block in self.blocks.items()}

    def unkept(self) -> dict[str, str]:
        """Those that differ from the record."""
        return {key: text for key, text in self.texts().items() if text != self._known.get(key, "")}

    def keep(self) -> None:
        """Put what was typed into the record."""
        texts, code, period = self.unkept(), self._code, self._period
        if not texts or period is None or self._context.office.database.read_only:
            return
        office, draft_id = self._context.office, self._autosave.draft_id if self._autosave else ""
        self._known.update(texts)
        if self._autosave is not None:
            self._autosave.hold()

        def work() -> Changed:
            changed = write_narrative(office, code, period, texts)
            if draft_id:
                finish_draft(office, draft_id)
            return changed

        self._context.tasks.run_write(
            work, self._on_kept, lambda error: self._on_not_kept(error, code, period, texts), receiver=self
        )

    def close_draft(self) -> bool:
        """The page closes: keep everything; False when it could not be."""
        self.keep()
        return self._autosave.close() if self._autosave is not None and self.unkept() else True

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_kept(self, changed: Changed) -> None:
        if self._autosave is not None:
            self._autosave.finish()
        self._begin_draft()
        for block in self.blocks.values():
            block.set_problem("")
        if changed.group_id:
            self._context.changed(changed)
            self._context.messages.success("Text kept", changed.message, undo_action(self._context, changed))
        self.kept.emit()

    def _on_not_kept(self, error: Exception, code: str, period: Period, texts: Mapping[str, str]) -> None:
        if (code, period) == (self._code, self._period):
            for key in texts:
                self._known.pop(key, None)
        if self._autosave is not None:
            self._autosave.release()
        if isinstance(error, RuleError):
            for problem in problems_of(error):
                if problem.field in self.blocks:
                    self.blocks[problem.field].set_problem(problem.message)
            self._context.messages.status(str(error))
        elif isinstance(error, UnavailableError):
            self._context.messages.failure(error)
        else:
            self._context.messages.bug(error)

    # -- drafts -------------------------------------------------------------------------------------------

    def _begin_draft(self) -> None:
        period = self._period
        if period is None or not self.blocks:
            self._autosave = None
            return
        self._autosave = Autosave(
            self._context, "report", self.texts, lambda: f"{self._title}, {period.label}",
            draft_id=f"report-{self._code}-{period.code}", opens=("reports", ""), parent=self,
        )  # fmt: skip
        self._autosave.saved.connect(self._on_draft_saved)
        self._autosave.load(self._on_draft)

    def _end_draft(self) -> None:
        if self._autosave is not None:
            self._autosave.close()
            self._autosave.finish()
            self._autosave = None

    def _on_draft(self, draft: PageDraft | None) -> None:
        """Text that was typed and never reached the record."""
        if draft is not None and not self.unkept():
            self._fill({key: str(draft.doc[key]) for key in self.blocks if draft.doc.get(key)})

    def _on_draft_saved(self, draft: PageDraft) -> None:
        self.draft_saved.emit(saved_words(draft.saved_at))

    def _on_typed(self) -> None:
        if not self._is_quiet and self._autosave is not None:
            self._autosave.touch()

    # -- boxes --------------------------------------------------------------------------------------------

    def _take_from_record(self) -> None:
        """Show what the record has, in boxes that nobody is typing in."""
        if self._period is None or not self.blocks:
            return
        stored = narrative(self._context.office, self._code, self._period)
        typed = self.unkept()
        self._known = {key: stored.get(key, "") for key in self.blocks}
        self._fill({key: text for key, text in self._known.items() if key not in typed})

    def _fill(self, texts: Mapping[str, str]) -> None:
        self._is_quiet = True
        for key, text in texts.items():
            self.blocks[key].field.set_value(text)
        self._is_quiet = False

    def _build(self, parts: tuple[TextPart, ...]) -> None:
        for block in self.blocks.values():
            block.hide()
            block.deleteLater()
        self.blocks = {}
        headings = [part.heading for part in parts]
        for part in parts:
            area = TextArea(3, most=14, limit=LONGEST)
            same = headings.count(part.heading) > 1
            label = f"{part.heading}: {part.prompt}" if same else part.heading
            block = FieldBlock(
                part.key, label, area, help_words="" if same else f"Write {part.prompt}.".replace("..", ".")
            )
            area.changed.connect(self._on_typed)
            area.left.connect(self.keep)
            self._column.insertWidget(self._column.count() - 1, block)
            self.blocks[part.key] = block
        gather(self)
        self.setVisible(bool(self.blocks))
