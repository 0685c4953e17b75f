"""What several pages do with a PDF that is made: ask for a printer, print it away from the UI thread, say so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.errors import UnavailableError
from ui.context import Context
from ui.printing import Printers, print_pdf


def print_made(
    owner: QWidget,
    context: Context,
    printers: Printers,
    name: str,
    pdf: bytes,
    pages: int,
    done: Callable[[int], object],
) -> None:
    """Print a PDF where the person chooses a printer; its pages go on to it although the page is closed meanwhile.

    Args:
        owner: the page the dialog belongs to.
        name: of the document, in the dialog and in the printer's list.
        pages: how many it has.
        done: called with the number of sides sent to the printer.
    """
    try:
        printer = printers.choose(owner, name, pages)
    except UnavailableError as error:
        context.messages.failure(error)
        return
    if printer is not None:
        messages = context.messages
        context.tasks.run_read(lambda: print_pdf(printer, pdf), done, messages.failure, receiver=messages)
