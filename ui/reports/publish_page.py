"""A copy for publication: what it hides, what in its texts could tell who is meant, and the approval that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.actions.report_copy import Copy
from caseworker.actions.report_publication import (
    CHANGED,
    LONGEST_REASON,
    NOT_SAFE,
    Publishing,
    check_may_publish,
    open_points,
)
from caseworker.actions.report_ready import ReadyCopy, make_ready
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.periods import parse_period
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.messages import AlertAction, Question
from ui.page import Page
from ui.reports.beside_sheets import BesideSheets
from ui.reports.copy_keeper import CopyKeeper, Stopped
from ui.tasks import Progress
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.key_value_list import KeyValue, KeyValueList
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

MOST_REASONS = 30
"""Boxes for reasons on one page; more than these are mended first."""
_STEP = 0.75
"""Each look at all tables brings the bar a quarter of what is left further."""
_ABOUT = (
    "This is what would go out. Names and references are not in it, and numbers that could tell who is meant are "
    "hidden. Look at every page, then publish it."
)
_MOVED_ON = (
    "Cases were changed since these figures were read. The copy can go out as it is: what changed will show as "
    "restated. Prepare it again to take the changes in."
)


class PublishPage(Page):
    """Looks at the copy of one document of one period; its key is "annual 2024-25"."""

    kind: ClassVar[str] = "publish"
    commands: ClassVar[tuple[str, ...]] = ("page.finish",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.code, _, period = key.partition(" ")
        self.period = parse_period(period)
        self.ready: ReadyCopy | None = None
        self._asked = 0
        self._progress: Progress | None = None
        self._is_stale = False
        self._moved_on = False
        self.keeper = CopyKeeper(context, self)
        self.keeper.published.connect(self._on_published)
        self.keeper.refused.connect(self._on_not_published)
        self.keeper.says_other.connect(self._on_other)
        self._build()
        self.handle("page.finish", self.ask, self.why_not)
        self._is_stale = True  # made when somebody looks, not for every tab that is open again at the start

    # -- what the window asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """What is published."""
        return f"Copy for publication, {self.period.label}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return f"Copy, {self.period.label}"

    def help_text(self) -> str:
        """What it is for and its keys."""
        return (
            "Look at every page of the copy. What could tell who is meant is listed: mend it in the report, or say why "
            "it may stand. Ctrl+Enter publishes; what is published is kept as it went out."
        )

    def first_focus(self) -> QWidget:
        """The pages until something must be said."""
        blocks = list(self.form.blocks.values())
        return blocks[0].field.editor() if blocks else self.parts.sheets

    def on_changed(self, changed: Any) -> None:
        """Cases may change all day: the copy stands as it was read, and says so. With a text it is made again."""
        if changed.case_ids:
            self._moved_on = True
            self._show_moment()
        elif self.isVisible() and not self.keeper.is_busy:
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Make the copy again."""
        self._asked += 1
        self._is_stale = self._moved_on = False
        asked, office = self._asked, self.context.office
        self._stop_work()
        progress = self._progress = self.context.tasks.progress(
            lambda fraction, words: (
                self.parts.loading.report(fraction, words) if asked == self._asked else None
            ),
            receiver=self,
        )
        self._show_moment()
        self.again.hide()
        self.parts.loading.start("Preparing the copy")

        def tell(look: int) -> None:
            if progress.cancelled:
                raise Stopped
            progress.report(1 - _STEP**look)

        self.context.tasks.run_read(
            lambda: make_ready(office, self.code, self.period, tell),
            lambda ready: self._on_copy(ready) if asked == self._asked else None,
            lambda error: self._on_no_copy(error) if asked == self._asked else None,
            receiver=self,
        )

    def cancel(self) -> None:
        """Do not wait for the copy; one that was there already stays. What is being saved goes on."""
        was_publishing = self.keeper.is_busy
        if was_publishing and not self.keeper.stop():
            self.context.messages.status("The report is being published: this cannot be stopped any more.")
            return
        self._asked += 1
        self._stop_work()
        self.parts.loading.finish()
        self.again.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        not_done = "The report was not published." if was_publishing else "The copy was not prepared."
        self.context.messages.status(f"Stopped. {not_done}")

    def may_close(self) -> bool:
        """Nobody looks at the copy any longer."""
        self._stop_work()
        self.keeper.stop()
        return super().may_close()

    def _stop_work(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    # -- publishing ---------------------------------------------------------------------------------------

    def why_not(self) -> str:
        """Why it cannot be published now, or ""."""
        try:
            check_may_publish(self.context.office)
        except RuleError as error:
            return str(error)
        if self.keeper.is_busy:
            return "The report is being published."
        if self.ready is None:
            return "The copy is not there yet."
        return "" if self.ready.copy.is_safe else NOT_SAFE

    def ask(self) -> None:
        """Show the facts that prove it is the right thing, then publish (U4)."""
        if words := self.why_not():
            self.context.messages.status(words)
            return
        assert self.ready is not None
        copy = self.ready.copy
        lacking = open_points(copy, self.reasons())
        if not self._show_problems(lacking) and lacking:
            self.context.messages.status(lacking[0].message)
        if lacking:
            return
        facts: tuple[tuple[str, str], ...] = (
            ("Report", f"{copy.document.title}, {self.period.label}"),
            ("Approved by", self.context.office.person.full_name),
            ("Figures", f"{copy.shown:,} shown, {sum(number for _why, number in copy.hidden):,} hidden"),
        )
        if self.form.blocks:
            facts += (("Left as it is", count_of(len(self.form.blocks), "place")),)
        self.context.messages.confirm(
            Question(
                "Publish this report?", "Publish report", "Look again", facts, danger=False,
                text="It is kept as it goes out and cannot be taken back, only recorded as withdrawn.",
            ),
            self.publish,
        )  # fmt: skip

    def publish(self) -> None:
        """Publish what was looked at."""
        if self.ready is None or self.keeper.is_busy:
            return
        self._asked += 1  # a copy that is being made again is not waited for
        self._stop_work()
        self.parts.loading.start("Publishing the report")
        self.keeper.start(self.ready, self.reasons())

    def reasons(self) -> dict[str, str]:
        """Why each finding may stand, by its key."""
        return {
            name: str(block.field.value()) for name, block in self.form.blocks.items() if block.field.value()
        }

    def _on_published(self, made: Publishing) -> None:
        self.parts.loading.finish()
        self.set_problems(False)
        self.context.changed(made.changed)
        show = AlertAction("Show published reports", lambda: self.context.open_page("published"))
        self.context.messages.success("Published", made.changed.message, show)
        self.closing.emit()

    def _on_other(self, ready: ReadyCopy) -> None:
        """It is looked at again before it is published."""
        self._is_stale = False
        self._on_copy(ready)
        self._on_not_published(RuleError(CHANGED))

    def _on_not_published(self, error: Exception) -> None:
        self.parts.loading.finish()
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
            return
        if not self._show_problems(problems_of(error)):
            self.context.messages.failure(error)

    def _show_problems(self, problems: Sequence[Problem]) -> bool:
        """Say at each box what is wrong with it; whether there is such a box."""
        found = self.form.show_problems(problems)
        self.summary.show_problems(found)
        self.set_problems(bool(found))
        return bool(found)

    # -- what comes back ----------------------------------------------------------------------------------

    def _on_copy(self, ready: ReadyCopy) -> None:
        self.parts.loading.finish()
        self.ready, copy = ready, ready.copy
        self.heading.setText(f"{copy.document.title}, {self.period.label}")
        self.safe.setText(
            "No hidden number can be worked out from what is shown, or from copies published before."
            if copy.is_safe
            else NOT_SAFE
        )
        self.safe.set_tone("" if copy.is_safe else "error")
        self._show_moment()
        rows = [(why, f"{number:,} hidden") for why, number in copy.hidden if number]
        rows += [("Shown", count_of(copy.shown, "figure"))]
        rows += [("Left out", words) for words in copy.left_out]
        self.facts.set_rows([KeyValue(str(n), key, value, False) for n, (key, value) in enumerate(rows)])
        self._show_findings(copy)
        self.parts.sheets.show_pdf(ready.pages)
        words = self.why_not()
        self.permission.setText(words)
        self.permission.setVisible(bool(words) and copy.is_safe)
        self.button.setEnabled(not words)
        self.context.registry.refresh()

    def _show_moment(self) -> None:
        """When its figures were read, and whether cases changed since."""
        ready = self.ready
        self.moment.setVisible(ready is not None)
        has_moved = ready is not None and self._moved_on
        self.moved.setVisible(has_moved)
        if ready is not None:
            self.moment.setText(f"Figures as recorded on {moment_words(ready.taken_at)}.")
        if has_moved:
            self.again.show()

    def _on_no_copy(self, error: Exception) -> None:
        self.parts.loading.finish()
        if isinstance(error, RuleError):
            self.permission.setText(str(error))
            self.permission.show()
            self.button.setEnabled(False)
        else:
            self.context.messages.failure(error)

    def _show_findings(self, copy: Copy) -> None:
        wanted = {
            finding.key: (f"{finding.where}: {finding.kind} “{finding.said}”", finding.sentence)
            for finding in copy.findings
        }
        wanted |= {line: (f"To reconcile {n}", line) for n, line in enumerate(copy.disagreements, 1)}
        number = len(wanted)
        text = "Nothing in its texts could tell who is meant, and every figure agrees."
        if number:
            text = f"{count_of(number, 'thing')} to mend, or to leave with a reason."
        if number > MOST_REASONS:
            text += f" The first {MOST_REASONS} are shown."
        self.found.setText(text)
        shown = dict(list(wanted.items())[:MOST_REASONS])
        if list(shown) == list(self.form.blocks):
            return
        given = self.reasons()
        self.form.clear()
        for name, (label, sentence) in shown.items():
            field = TextField(limit=LONGEST_REASON)
            field.set_value(given.get(name, ""))
            block = FieldBlock(name, label, field, help_words=sentence)
            self.findings.addWidget(self.form.add(block))
        order_tabs(self.holder, [block.field.editor() for block in self.form.blocks.values()])
        self.parts.order_tabs()

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = _Reasons()
        self.summary = ErrorSummary(self.form.focus)
        self.heading = heading("Copy for publication")
        self.permission, self.safe = Words("", bold=True), Words("")
        self.moment, self.moved = Words("", tone="muted"), Words(_MOVED_ON, bold=True)
        self.found = Words("", bold=True)
        self.facts = KeyValueList()
        self.button = Button(
            "Publish report (Ctrl+Enter)", lambda: self.context.registry.run("page.finish"), kind="primary"
        )
        self.again = Button("Prepare the copy", self.refresh)
        self.again.hide()
        self.button.setEnabled(False)
        for part in (self.found, self.safe):
            part.setText("The copy is not there yet.")
        for part in (self.permission, self.moment, self.moved):
            part.hide()
        self.holder = QWidget()
        self.findings = QVBoxLayout(self.holder)
        self.findings.setContentsMargins(0, 0, 0, 0)
        self.findings.setSpacing(16)
        self.parts = BesideSheets(self.context, "Pages of the copy", cancel=self.cancel)
        for part in (
            self.heading, Words(_ABOUT), self.moment, self.moved, self.again, self.summary, self.permission,
            heading("What could tell who is meant"), self.found, self.holder,
            heading("What is hidden"), self.safe, self.facts, self.button,
        ):  # fmt: skip
            self.parts.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.parts)

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        """Make the copy again when something changed while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


class _Reasons(Form):
    """The boxes for reasons: others for every copy."""

    def clear(self) -> None:
        """Take them all away."""
        for block in self.blocks.values():
            block.hide()
            block.deleteLater()
        self.blocks.clear()
