"""The page of one kept file: an email as plain text with its attachments, a picture, pages, or its words."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.actions.files import OpenedFile, open_file
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.file_types import size_words
from caseworker.errors import NotHereYetError, RuleError
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.files import doing
from ui.files.picture import Picture
from ui.files.rows import short_date
from ui.letters.sheets import Sheets
from ui.page import Page
from ui.pdf_pages import page_sizes
from ui.print_made import print_made
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words, heading

_MOST_ATTACHED = 12  # buttons; the others are in the list of the case
_READ = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse


class FilePage(Follows, Page):
    """One file of a case.

    Args:
        key: "case id/file id".
    """

    kind: ClassVar[str] = "file"
    commands: ClassVar[tuple[str, ...]] = ("page.print",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.case_id, _, self.file_id = key.partition("/")
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self.opened: OpenedFile | None = None
        self.attached_buttons: list[Button] = []
        self._build()
        self.handle("page.print", self.print_out, self._why_not_print)
        self.refresh()

    def title(self) -> str:
        """The name of the file and its case."""
        return f"{self.opened.name}, {self.opened.view.reference}" if self.opened else "File"

    def tab_text(self) -> str:
        """The name, as far as there is room."""
        if self.opened is None:
            return "File"
        name = self.opened.name
        return name if len(name) <= 28 else f"{name[:18]}…{name[-9:]}"

    def help_text(self) -> str:
        """What the page is for."""
        return (
            "A kept file, as it came. Nothing in it can be changed, nothing outside it is ever fetched. Save a copy, "
            "open it in its own program, or go back to its case."
        )

    def first_focus(self) -> QWidget:
        """What is shown, where it can be moved with the keys; else the first button."""
        shown = self.stack.currentWidget()
        return shown if shown in (self.sheets, self.text, self.picture) else self.case_button

    def refresh(self) -> None:
        """Read the file again."""
        office, case_id, file_id = self.context.office, self.case_id, self.file_id
        if self.opened is None:
            self.loading.start("Loading file")
        self.context.tasks.run_read(
            lambda: _read(office, case_id, file_id), self._on_read, self._on_unread, receiver=self
        )

    def on_changed(self, changed: Any) -> None:
        """The case was changed: the file may be described anew, or gone."""
        if self.case_id in changed.case_ids:
            self.refresh()

    def print_out(self) -> None:
        """Print the pages of a PDF."""
        if self.opened is None:
            return
        pdf, name, messages = self.opened.content, self.opened.name, self.context.messages

        def printed(sheets: int) -> None:
            messages.success("Printed", f"{name}: {count_of(sheets, 'page')} sent to the printer.")

        print_made(self, self.context, self.printers, name, pdf, len(page_sizes(pdf)), printed)

    # -- reading ------------------------------------------------------------------------------------------

    def _on_read(self, got: tuple[OpenedFile, QImage | None]) -> None:
        self.loading.finish()
        opened, image = got
        is_first, self.opened = self.opened is None, opened
        self.heading.setText(opened.name)
        self.facts.setText(_facts_words(self.context.office, opened))
        self.warning.setText(" ".join(opened.warnings))
        self.warning.setVisible(bool(opened.warnings))
        self.head.setText(_head_words(opened))
        self.head.setVisible(bool(self.head.text()))
        self._show_attached(opened)
        self.open_button.setVisible(opened.kind.may_open)
        self._show_content(opened, image)
        tab_in_reading_order(self)
        self.retitled.emit()
        self.context.registry.refresh()
        if is_first and self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_content(self, opened: OpenedFile, image: QImage | None) -> None:
        if opened.email is not None:
            self._show_text(opened.email.body or "This email has no words.", "Text of the email")
        elif image is not None:
            self.picture.show_image(image, opened.name)
            self.stack.setCurrentWidget(self.picture)
        elif opened.kind.shows == "pdf" and not any("cannot be" in words for words in opened.warnings):
            self.sheets.show_pdf(opened.content)
            self.stack.setCurrentWidget(self.sheets)
        elif words := str(opened.state.doc.get("text") or ""):
            self._show_text(words, "Words of the file")
        else:
            self.nothing.say(
                f"{opened.kind.label}: not shown here",
                "Open it in its own program, or save a copy."
                if opened.kind.may_open
                else "Save a copy to look at it.",
            )
            self.stack.setCurrentWidget(self.nothing)

    def _show_text(self, words: str, name: str) -> None:
        self.text.setPlainText(words)
        self.text.setAccessibleName(name)
        self.stack.setCurrentWidget(self.text)

    def _show_attached(self, opened: OpenedFile) -> None:
        wanted = [(each.id, str(each.doc.get("name"))) for each in opened.attached[:_MOST_ATTACHED]]
        if [(b.property("file_id"), b.property("file_name")) for b in self.attached_buttons] == wanted:
            return
        for button in self.attached_buttons:
            self.attached.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.attached_buttons = []
        for file_id, name in wanted:
            button = Button(name, lambda file_id=file_id: self._open_other(file_id), icon="attachment")  # type: ignore[misc]
            button.setAccessibleName(f"Open attachment {name}")
            button.setProperty("file_id", file_id)
            button.setProperty("file_name", name)
            self.attached.addWidget(button)
            self.attached_buttons.append(button)
        more = len(opened.attached) - len(wanted)
        self.more.setText(f"and {more} more in the list of the case" if more > 0 else "")
        self.attached_words.setVisible(bool(wanted))
        self.attached.setVisible(bool(wanted))
        self.more.setVisible(more > 0)

    def _on_unread(self, error: Exception) -> None:
        self.loading.finish()
        is_told = isinstance(error, RuleError | NotHereYetError)
        if not is_told:
            self.context.messages.failure(error)
        self.opened = None
        for part in (self.facts, self.warning, self.head, self.attached, self.attached_words, self.more):
            part.hide()
        for button in (self.open_button, self.copy_button):
            button.hide()
        self.heading.setText("File")
        self.nothing.say("There is no file to show", str(error) if is_told else "")
        self.stack.setCurrentWidget(self.nothing)
        self.retitled.emit()
        self.context.registry.refresh()

    def _why_not_print(self) -> str:
        if self.opened is None:
            return "There is no file to print."
        return "" if self.opened.kind.shows == "pdf" else "Open it in its own program to print it."

    # -- doing --------------------------------------------------------------------------------------------

    def _open_case(self) -> None:
        self.context.open_page("case", self.case_id, show="files")

    def _open_other(self, file_id: str) -> None:
        self.context.open_page("file", f"{self.case_id}/{file_id}")

    def _open_elsewhere(self) -> None:
        doing.open_elsewhere(self.context, self.case_id, self.file_id)

    def _save_copy(self) -> None:
        if self.opened is not None:
            doing.save_file_copy(self.context, self, self.files, self.case_id, self.file_id, self.opened.name)

    # -- made once ----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.heading = heading("File", "section")
        self.facts = Words("", tone="muted")
        self.warning = Words("", bold=True)
        self.head = Words("", "body")
        self.head.setTextInteractionFlags(_READ)
        self.head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.case_button = Button("Go to the case", self._open_case, icon="folder")
        self.open_button = Button("Open in its own program", self._open_elsewhere)
        self.copy_button = Button("Save a copy", self._save_copy)
        buttons = FlowRow(gap=12)
        for button in (self.case_button, self.open_button, self.copy_button):
            buttons.addWidget(button)
        self.attached_words = Words("Attachments", bold=True)
        self.attached = FlowRow(gap=8)
        self.more = Words("", tone="muted")
        self.sheets = Sheets(self.context)
        self.sheets.setAccessibleName("Pages of the file")
        self.sheets.failed.connect(self._on_no_pages)
        self.picture = Picture()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text")
        self.text.setAccessibleDescription("Read-only, several lines")
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTextInteractionFlags(_READ)
        self.nothing = EmptyState("The file is not shown yet")
        self.stack = QStackedWidget()
        for part in (self.nothing, self.sheets, self.picture, self.text):
            self.stack.addWidget(part)
        self.stack.setMinimumHeight(theme().px(160))
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(6)
        for part in (
            self.heading,
            self.facts,
            self.warning,
            self.head,
            buttons,
            self.attached_words,
            self.attached,
            self.more,
        ):
            top.addWidget(part)
        for part in (self.warning, self.head, self.attached_words, self.attached, self.more):
            part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        self.loading = Loading(self.stack)
        self.follow_theme()

    def _on_no_pages(self, _error: Exception) -> None:
        self.nothing.say("The pages cannot be shown", "Save a copy and try it in another program.")
        self.stack.setCurrentWidget(self.nothing)

    def retheme(self) -> None:
        """Reading size (V3)."""
        self.text.setFont(theme().font("reading"))
        self.text.document().setDocumentMargin(16)

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """As high as the words need at the width there is, and not at the narrowest they could bear."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return hint
        return QSize(hint.width(), layout.minimumHeightForWidth(max(hint.width(), self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height of the words."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


def _read(office: Any, case_id: str, file_id: str) -> tuple[OpenedFile, QImage | None]:
    """The file, and its picture decoded: both are slow for large files."""
    opened = open_file(office, case_id, file_id)
    if opened.kind.shows != "picture":
        return opened, None
    image = QImage.fromData(opened.content)
    return opened, None if image.isNull() else image


def _facts_words(office: Any, opened: OpenedFile) -> str:
    doc = opened.state.doc
    parts = (
        opened.view.reference,
        office.vocabulary.label("file_kinds", str(doc.get("kind") or "other")),
        opened.kind.label,
        short_date(str(doc.get("about_on") or "")),
        size_words(int(doc.get("size_bytes") or 0)),
        str(doc.get("description") or ""),
    )
    return " · ".join(dict.fromkeys(filter(None, parts)))


def _head_words(opened: OpenedFile) -> str:
    """The head of an email as lines."""
    read = opened.email
    if read is None:
        return ""
    sent = moment_words(read.sent_at.isoformat()) if read.sent_at else ""
    head = (
        ("From", read.sender),
        ("To", read.to),
        ("Copy to", read.cc),
        ("Sent", sent),
        ("Subject", read.subject),
    )
    return "\n".join(f"{label}: {value}" for label, value in head if value)
