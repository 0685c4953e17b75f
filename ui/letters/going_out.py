"""An approved letter leaves the house: printed, dated anew, recorded as sent.

The last step must not depend on the page: a letter that came out of the printer can be recorded although its tab was
closed meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6

from caseworker.actions import letter_mail, letter_post
from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem, UnavailableError
from ui.letters.send_part import PRINTED
from ui.pdf_pages import page_sizes
from ui.printing import print_pdf

if TYPE_CHECKING:
    from ui.letters.flow import Flow


def print_out(flow: Flow) -> None:
    """Ask for a printer and print what was approved; then ask whether it was printed right (Ctrl+P)."""
    page, opened = flow.page, flow.page.opened
    if opened is None or page.is_busy or opened.is_open:
        return
    try:
        printer = page.printers.choose(page, page.title(), len(page_sizes(opened.pdf)))
    except UnavailableError as error:
        page.context.messages.failure(error)
        return
    if printer is None:
        page.context.messages.status("Nothing was printed.")
        return
    pdf, messages = opened.pdf, page.context.messages
    page.begin("Printing")
    office, case_id, letter_id = page.context.office, page.case_id, opened.letter_id
    waits = opened.state is LetterState.APPROVED

    def as_it_goes_out() -> bytes:
        """One that waits for the post is read at this moment: it may have been taken back, its case changed."""
        return letter_mail.letter_to_print(office, case_id, letter_id) if waits else pdf

    def printed(_sheets: int) -> None:
        if not shiboken6.isValid(page):
            messages.info("Printed", "Open the letter again to record it as sent.")
            return
        page.end()
        if page.opened is not None and page.opened.state is LetterState.APPROVED:
            page.show_send(PRINTED)
            messages.announce(f"{PRINTED} {page.opened.does}")
        else:
            messages.status("Printed again.")

    page.context.tasks.run_read(
        lambda: print_pdf(printer, as_it_goes_out()), printed, flow.on_failed, receiver=messages
    )


def record_sent(flow: Flow) -> None:
    """Record it as sent, as the form says."""
    page, office = flow.page, flow.page.context.office
    form = page.finished.send
    if page.is_busy:
        return
    how, sent_on, tracking = form.how.value(), form.sent_on.value(), form.tracking.value()
    if sent_on is None:
        words = (
            "Date sent must be a real date, such as 27/3/2026"
            if form.sent_on.text()
            else "Enter the date the letter was sent"
        )
        page.finished.show_problems((Problem("sent_on", words),), take_focus=True)
        return
    flow.change(
        "Recording that it was sent",
        lambda case, letter: letter_post.send_letters(office, [(case, letter)], how, sent_on, tracking),
        "Sent",
        goes_on=True,
    )


def redate(flow: Flow) -> None:
    """Give an approved letter today's date; its words stay, or it is refused."""
    office, today = flow.page.context.office, flow.page.context.today()
    flow.change(
        "Dating the letter anew",
        lambda case, letter: letter_post.redate_letters(office, [(case, letter)], today),
        "Dated anew",
    )
