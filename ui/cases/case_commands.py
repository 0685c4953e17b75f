"""The commands a case's page takes: its acts, and what the Edit, File and Go menus mean on a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.cases.acts.catalogue import ACTS
from ui.cases.acts.choose_letter import ChooseLetter
from ui.cases.along_list import go_along, why_not_along
from ui.cases.file_commands import take_paper_commands
from ui.cases.history_tab import HistoryTab
from ui.cases.move_commands import take_move_commands
from ui.cases.tab_order import tab_in_reading_order

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


def take_case_commands(page: CasePage) -> None:
    """Take all of them while the page is in front."""

    def why_no_case() -> str:
        return "" if page.facts is not None else "The case is not shown yet."

    for command in ACTS:
        page.handle(command, lambda c=command: page.begin(c), lambda c=command: page.why_not(c))
    take_move_commands(page)
    page.handle("case.chase", lambda: page.context.open_page("chase", case_id=page.key), why_no_case)
    page.handle("case.note", page.add_note, lambda: page.why_not("case.note"))
    page.handle("case.letter", lambda: write_letter(page), lambda: page.why_not("case.letter"))
    take_paper_commands(page)
    page.handle("edit.copy_reference", lambda: _copy_reference(page), why_no_case)
    page.handle("edit.value", lambda: _edit_value(page), lambda: _why_no_value(page))
    page.handle("edit.find", lambda: _find(page), why_no_case)
    page.handle("page.finish", lambda: _finish(page), lambda: _why_not_finish(page))
    page.handle("page.save", lambda: _save_now(page))
    page.handle("go.next_case", lambda: go_along(page, forward=True), lambda: why_not_along(page))
    page.handle("go.previous_case", lambda: go_along(page, forward=False), lambda: why_not_along(page))


def write_letter(page: CasePage) -> None:
    """Choose a letter; where only one fits it is opened at once."""
    if page.facts is None:
        return
    if len(page.facts.letters) == 1:
        page.open_letter(page.facts.letters[0].code)
        return
    chooser = ChooseLetter(page.facts)
    chooser.chosen.connect(lambda code: _open_chosen(page, code))
    page.show_act(chooser)


def _open_chosen(page: CasePage, code: str) -> None:
    page.leave_act()
    page.open_letter(code)


def _copy_reference(page: CasePage) -> None:
    QGuiApplication.clipboard().setText(page.title())
    page.context.messages.status(f"{page.title()} copied")


def _edit_value(page: CasePage) -> None:
    details = page.details()
    if details is not None:
        details.edit(*details.focused_value())
        tab_in_reading_order(page)


def _why_no_value(page: CasePage) -> str:
    details = page.details()
    on_value = details is not None and any(details.focused_value())
    return "" if on_value else "Go to a value in Details first."


def _find(page: CasePage) -> None:
    page.leave_act()
    history = page.tabs.bring("history")
    assert isinstance(history, HistoryTab)
    history.table.focus_filter()


def _finish(page: CasePage) -> None:
    """Ctrl+Enter: finish the act, the value or the note in hand."""
    details = page.details()
    if page.acts.act is not None:
        page.acts.finish()
    elif details is not None and details.editor is not None and page.tabs.current() == "details":
        details.editor.finish()
    else:
        page.note_keeper.finish()


def _why_not_finish(page: CasePage) -> str:
    details = page.details()
    in_editor = details is not None and details.editor is not None
    if page.acts.act is not None or in_editor or page.note_keeper.is_begun():
        return ""
    return "Write a note, or begin an act from the Case menu, first."


def _save_now(page: CasePage) -> None:
    details = page.details()
    page.note_keeper.save_now()
    page.acts.save_now()
    if details is not None and details.editor is not None:
        details.editor.autosave.save_now()
