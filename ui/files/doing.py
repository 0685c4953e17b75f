"""What is done with one kept file from the tab and from its own page: open elsewhere, save a copy, describe, remove."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from caseworker.actions.files import remove_file, save_copy
from caseworker.actions.open_copies import copy_to_open
from caseworker.domain.changed import Changed
from caseworker.domain.fold import EntityState
from ui.context import Context
from ui.file_dialogs import FileDialogs
from ui.files.choose_email import say_refused
from ui.files.describe_dialog import DescribeDialog
from ui.undo_stack import undo_action

OpenUrl = Callable[[QUrl], bool]
NO_PROGRAM = "This computer has no program for this file. Save a copy and open it where there is one."


def open_elsewhere(
    context: Context, case_id: str, file_id: str, open_url: OpenUrl = QDesktopServices.openUrl
) -> None:
    """Hand a read-only copy to the system's program."""

    def written(path: Path) -> None:
        if open_url(QUrl.fromLocalFile(str(path))):
            context.messages.status(f"{path.name} was handed to the system's program as a read-only copy.")
        else:
            context.messages.warning("The file was not opened", NO_PROGRAM)

    context.tasks.run_read(
        lambda: copy_to_open(context.office, case_id, file_id),
        written,
        lambda error: say_refused(context, error),
        receiver=context.messages,
    )


def save_file_copy(
    context: Context, parent: QWidget, files: FileDialogs, case_id: str, file_id: str, name: str
) -> None:
    """Ask where and write a copy, byte for byte."""
    path = files.save_as(parent, "Save a copy", name, "All files (*)")
    if path is None:
        return
    context.tasks.run_read(
        lambda: save_copy(context.office, case_id, file_id, path),
        lambda done: context.messages.success("Saved", f"{done.name} was written to {done.parent}."),
        lambda error: say_refused(context, error),
        receiver=context.messages,
    )


def remove(context: Context, case_id: str, file_id: str, done: Callable[[Changed], object]) -> None:
    """Take a file off the case; Undo brings it back (P4)."""
    context.tasks.run_write(
        lambda: remove_file(context.office, case_id, file_id),
        done,
        lambda error: say_refused(context, error),
        receiver=context.messages,
    )


def describe(
    context: Context, parent: QWidget, case_id: str, file: EntityState, done: Callable[[Changed], object]
) -> DescribeDialog:
    """Ask what the file is."""
    dialog = DescribeDialog(context, case_id, file, done, parent)
    dialog.open()
    return dialog


def tell(context: Context, title: str, changed: Changed) -> None:
    """Refresh every page and offer Undo where there is something to take back (U3)."""
    if changed.group_id:
        context.changed(changed)
        context.messages.success(title, changed.message, undo_action(context, changed))
    else:
        context.messages.status(changed.message)
