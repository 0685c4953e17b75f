"""Keeping a letter with its case, printing it, and recording that it was printed: one after the other, each in words.

The last step must not depend on the page: a letter that came out of the printer is recorded as sent although its tab
was closed meanwhile. So the answers go to `messages`, which lives as long as the window, and the page is told when it
is still there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtPrintSupport import QPrinter

from caseworker.actions import letters, look_up
from caseworker.domain.changed import Changed
from caseworker.office import Office
from ui.context import Context
from ui.printing import print_pdf
from ui.undo_stack import undo_action


@dataclass(frozen=True)
class Kept:
    """A letter that is kept with its case."""

    letter_id: str
    pdf: bytes
    changed: Changed


def keep_letter(office: Office, case_id: str, preview: letters.LetterPreview) -> Kept:
    """Keep a letter and return it with its id. For the writer's thread."""
    before = {letter.id for letter in look_up.open_case(office, case_id).letters}
    changed = letters.write_letter(office, case_id, preview)
    after = look_up.open_case(office, case_id).letters
    letter_id = next(letter.id for letter in after if letter.id not in before)
    return Kept(letter_id, preview.pdf, changed)


def tell_done(context: Context, title: str, changed: Changed) -> None:
    """Refresh every page and offer Undo where there is something to take back (U3)."""
    context.changed(changed)
    undo = undo_action(context, changed)
    context.messages.success(title, changed.message, *([undo] if changed.group_id else []))


def print_and_record(
    context: Context,
    printer: QPrinter,
    pdf: bytes,
    case_id: str,
    letter_id: str,
    over: Callable[[Exception | None], Any],
) -> None:
    """Print a kept letter and record that it was sent; `over` is called at the end, with what went wrong or None."""

    def printed(_sheets: int) -> None:
        context.tasks.run_write(
            lambda: letters.mark_printed(context.office, case_id, letter_id),
            recorded,
            over,
            receiver=context.messages,
        )

    def recorded(changed: Changed) -> None:
        tell_done(context, "Printed", changed)
        over(None)

    context.tasks.run_read(lambda: print_pdf(printer, pdf), printed, over, receiver=context.messages)
