"""What is done with a letter after its approval: files for elsewhere, a corrected letter, post that came back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6

from caseworker.actions import letter_files, letter_flow, letter_post
from caseworker.errors import Problem, ProblemsError, RuleError
from ui.letters.ask_dialog import AskDialog
from ui.letters.telling import tell_done
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from ui.letters.flow import Flow


def calls_of(flow: Flow) -> dict[str, Callable[[], object]]:
    """Return the acts of this module by their ids."""
    return {
        "save_pdf": lambda: save_pdf(flow),
        "save_word": lambda: save_word(flow),
        "email": lambda: save_email(flow),
        "reissue": lambda: reissue(flow),
        "came_back": lambda: came_back(flow),
        "not_sent": lambda: not_sent(flow),
        "settle": lambda: settle(flow),
        "open_next": lambda: open_next(flow),
    }


def save_pdf(flow: Flow) -> None:
    """Write the very bytes that were approved to a file."""
    opened = flow.page.opened
    if opened is not None:
        pdf = opened.pdf
        _save(flow, "Save as PDF", "pdf", "PDF (*.pdf)", lambda: pdf)


def save_word(flow: Flow) -> None:
    """Write the letter as a Word document."""
    page, opened = flow.page, flow.page.opened
    if opened is not None:
        office, view, letter_id = page.context.office, opened.view, opened.letter_id
        _save(
            flow, "Save as Word", "docx", "Word (*.docx)",
            lambda: letter_files.kept_letter_word(office, view, letter_id),
        )  # fmt: skip


def save_email(flow: Flow) -> None:
    """Write an email draft with the letter attached; nothing is sent by this program."""
    page, opened = flow.page, flow.page.opened
    if opened is None:
        return
    office, view, letter_id = page.context.office, opened.view, opened.letter_id
    hints: list[str] = []

    def make() -> bytes:
        draft = letter_files.kept_letter_email(office, view, letter_id)
        hints.append(f"It is addressed to {draft.to}." if draft.to else "Enter the address in it by hand.")
        hints.extend(draft.hints)
        return draft.content

    def made() -> None:
        page.finished.send.propose_email()
        page.show_send("")

    _save(
        flow,
        "Save the email draft",
        "eml",
        "Email draft (*.eml)",
        make,
        hints,
        after=made,
    )


def reissue(flow: Flow) -> None:
    """Ask why, then begin a corrected letter in place of the one that was sent."""
    page, opened = flow.page, flow.page.opened
    if opened is None:
        return
    reason = FieldBlock("reason", "Why it is corrected", TextArea(3), needed=True)
    office, case_id, letter_id = page.context.office, page.case_id, opened.letter_id

    def open_new(kept: Any) -> None:
        page.context.open_page("letter", f"{case_id}/{kept.letter_id}")

    _ask(
        flow, "Correct and reissue",
        "A new draft with the words of this letter is begun. The letter that was sent stays as it is; the corrected "
        "one replaces it, openly, when it is sent.",
        "Begin the corrected letter", [reason],
        lambda: _bound(letter_flow.reissue_letter, office, case_id, letter_id, str(reason.field.value())),
        "Corrected letter begun", open_new,
    )  # fmt: skip


def came_back(flow: Flow) -> None:
    """Ask when and why it came back."""
    page, opened = flow.page, flow.page.opened
    if opened is None:
        return
    office, case_id, letter_id = page.context.office, page.case_id, opened.letter_id
    day = DateField(page.context.today)
    day.set_value(page.context.today())
    why = ChoiceField([(entry.code, entry.label) for entry in office.vocabulary.offered("return_reasons")])
    blocks = [
        FieldBlock("why", "Why it came back", why, needed=True),
        FieldBlock("returned_on", "Date it came back", day, needed=True),
        FieldBlock("note", "Note", TextArea(2)),
    ]

    def act() -> Callable[[], Any]:
        on = day.value()
        if on is None:
            raise ProblemsError([Problem("returned_on", "Enter the date it came back, such as 27/3/2026")])
        note = str(blocks[2].field.value())
        return _bound(letter_post.record_came_back, office, case_id, letter_id, on, why.value(), note)

    _ask(
        flow, "Record that it came back",
        "The case needs a look until somebody has found out where the letter has to go.",
        "Record that it came back", blocks, act, "Came back", lambda _kept: None,
    )  # fmt: skip


def not_sent(flow: Flow) -> None:
    """Ask why a letter that was recorded as sent never went out."""
    page, opened = flow.page, flow.page.opened
    if opened is None:
        return
    office, case_id, letter_id = page.context.office, page.case_id, opened.letter_id
    reason = FieldBlock("reason", "Why it was not sent", TextArea(3), needed=True)
    _ask(
        flow, "Record as not sent",
        "The letter waits to be sent again. An acknowledgement that it gave is taken back with it; an answer stays "
        "until you reopen the case.",
        "Record as not sent", [reason],
        lambda: _bound(letter_post.record_not_sent, office, case_id, letter_id, str(reason.field.value())),
        "Recorded as not sent", lambda _kept: None,
    )  # fmt: skip


def settle(flow: Flow) -> None:
    """Ask what was done about a letter that came back."""
    page, opened = flow.page, flow.page.opened
    if opened is None:
        return
    office, case_id, letter_id = page.context.office, page.case_id, opened.letter_id
    what = FieldBlock("what", "What was done", TextArea(3), needed=True)
    _ask(
        flow, "Letter that came back",
        "Say how the person was reached, or why nothing more is done.",
        "Record it", [what],
        lambda: _bound(letter_post.deal_with_return, office, case_id, letter_id, str(what.field.value())),
        "Dealt with", lambda _kept: None,
    )  # fmt: skip


def open_next(flow: Flow) -> None:
    """Open the letter that replaced this one."""
    opened = flow.page.opened
    if opened is not None and opened.doc.get("superseded_by"):
        flow.page.context.open_page("letter", f"{flow.page.case_id}/{opened.doc['superseded_by']}")


def _ask(
    flow: Flow,
    title: str,
    text: str,
    do: str,
    blocks: list[FieldBlock],
    act: Callable[[], Callable[[], Any]],
    done_title: str,
    then: Callable[[Any], object],
) -> None:
    """Ask; `act` reads the fields and gives the work for the writer's thread."""
    context, opened = flow.page.context, flow.page.opened
    about = (opened.letter_id,) if opened is not None else ()

    def run(dialog: AskDialog) -> None:
        dialog.do_button.setEnabled(False)

        def done(changed: Any) -> None:
            if shiboken6.isValid(dialog):
                dialog.accept()
            tell_done(context, done_title, changed, about=about)
            then(changed)

        def failed(error: Exception) -> None:
            is_there = shiboken6.isValid(dialog)
            if is_there:
                dialog.do_button.setEnabled(True)
            if is_there and isinstance(error, RuleError):
                dialog.show_problems(problems_of(error))
            else:
                context.messages.failure(error)

        try:
            context.tasks.run_write(act(), done, failed, receiver=context.messages)
        except RuleError as error:
            failed(error)

    flow.page.open_dialog(AskDialog(title, text, do, blocks, run, flow.page))


def _bound(call: Callable[..., Any], *values: Any) -> Callable[[], Any]:
    """The work for the writer's thread, with what was read from the fields on this one."""
    return lambda: call(*values)


def _save(
    flow: Flow,
    title: str,
    ending: str,
    filters: str,
    make: Callable[[], bytes],
    hints: list[str] | None = None,
    after: Callable[[], object] = lambda: None,
) -> None:
    page, opened = flow.page, flow.page.opened
    if opened is None or page.is_busy:
        return
    name = letter_files.file_name(opened.view.reference, opened.code, ending)
    path = page.files.save_as(page, title, name, filters)
    if path is None:
        return

    def write() -> Path:
        letter_files.save_letter_file(path, make())
        return path

    def saved(_path: Path) -> None:
        words = " ".join([f"{path.name} was written to {path.parent}.", *(hints or [])])
        page.context.messages.success("Saved", words)
        after()

    page.context.tasks.run_read(write, saved, page.context.messages.failure, receiver=page)
