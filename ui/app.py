"""Puts the window together: the office, the pages, the person's own settings."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtWidgets import QApplication

from caseworker.actions.drafts import list_drafts
from caseworker.actions.keys import needs_recovery_key
from caseworker.actions.look_up import list_count, query
from caseworker.actions.opening import OpenOffice
from caseworker.actions.unlisted import my_unlisted
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.errors import CaseworkerError
from ui.command_catalogue.other_menus import DOCUMENTS
from ui.commands import Registry
from ui.context import Context
from ui.messages import Messages
from ui.own_keys import keys_of
from ui.own_settings import OwnSettings
from ui.page_list import PAGES
from ui.spelling.everywhere import SpellingEverywhere
from ui.tasks import Tasks, Threads
from ui.theme import apply_theme
from ui.undo_stack import UndoStack
from ui.unlisted import UnlistedTeller
from ui.widgets.alert_strip import AlertAction
from ui.window import MainWindow

log = logging.getLogger(__name__)


def build_window(
    opened: OpenOffice, tasks: Tasks | None = None, own: OwnSettings | None = None
) -> MainWindow:
    """Return the main window of an open office, not yet shown.

    Args:
        tasks: the runner of slow work; threads of its own by default.
        own: the person's own settings; those beside the office's file by default.
    """
    office = opened.office
    kept = own or OwnSettings(office.paths.layout)
    take_own_settings(kept)
    messages = Messages()
    context = Context(
        office,
        tasks or Threads(messages.failure),
        messages,
        Registry(),
        office.clock.today,
        own=kept,
    )
    window = MainWindow(context)
    _remember_acts(context, window)
    for page, place, command, fresh in PAGES:
        window.add_kind(page, place=place, command=command, fresh=fresh)
    _take_commands(context, window)
    _say_what_is_special(opened, window, messages)
    _keep_counts(context, window)
    _write_up_after_saves(context, window)
    SpellingEverywhere(context, window, window.tabs.front)
    window.restore_layout(kept.get("layout"))
    context.registry.set_own_keys(keys_of(kept))
    if kept.get("preview_place"):
        window.set_preview_place(kept.get("preview_place"))
    context.put_preview = window.set_preview_place
    window.about_to_close.connect(lambda: kept.set("layout", window.layout_state()))
    window.text_size_changed.connect(lambda size: kept.set("text_size", size))
    if not window.tabs.pages():
        window.open_page("work_list")
    return window


def take_own_settings(own: OwnSettings) -> None:
    """Give the whole program the person's own look."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(
            app,
            own.get("theme"),
            own.get("text_size"),
            family=own.get("typeface"),
            compact=own.get("compact"),
            reduce_motion=own.get("reduce_motion"),
        )


def _remember_acts(context: Context, window: MainWindow) -> None:
    undo = UndoStack(context)

    def changed(result: Changed) -> None:
        undo.push(result)
        context.tell_pages(result)
        context.registry.refresh()

    def tell(result: Changed) -> None:
        undo.mind_gone(result.gone)
        window.tell_changed(result)

    context.tell_pages = tell
    context.changed = changed
    context.registry.handle("edit.undo", window, undo.undo, enabled=undo.why_no_undo, always=True)
    context.registry.handle("edit.redo", window, undo.redo, enabled=undo.why_no_redo, always=True)


def _take_commands(context: Context, window: MainWindow) -> None:
    from ui.drafts.resume import resume_last_draft

    def always(command_id: str, call: Any) -> None:
        context.registry.handle(command_id, window, call, always=True)

    always("draft.resume", lambda: resume_last_draft(context))
    always("report.quarter", lambda: _reports(context).write_quarter())
    always("report.reconcile", lambda: _reports(context).show_reconcile())
    for code in DOCUMENTS:
        always(f"report.{code}", lambda code=code: _reports(context).show_document(code))
    always("tools.backup", lambda: context.open_page("settings", section="backup"))
    always("file.import_email", lambda: _import_email(context, window))
    always("app.exit", window.close)


def _write_up_after_saves(context: Context, window: MainWindow) -> None:
    """Have what a save left for the next reading written in the background, so that whoever searches need not wait.

    What the lists could not take is told to whoever saved it, now and at every start until it is mended.
    """
    office, teller = context.office, UnlistedTeller(context)

    def saved(_changed: Changed | None = None) -> None:
        context.tasks.run_read(lambda: my_unlisted(office), teller.tell, _log_that_it_waits)

    def stop() -> None:
        if saved in office.listeners:
            office.listeners.remove(saved)

    office.listeners.append(saved)
    window.about_to_close.connect(stop)
    saved()


def _log_that_it_waits(error: Exception) -> None:
    log.warning("what was saved last is written before the next reading: %s", error)


def begin_sharing(window: MainWindow) -> None:
    """Meet the hub from now on, where this office has one; read only now, when the window stands."""
    from ui.sync.sharing import Sharing

    Sharing(window).begin()


def _reports(context: Context) -> Any:
    return context.open_page("reports")


def _import_email(context: Context, window: MainWindow) -> None:
    from ui.files.choose_email import EmailImport

    EmailImport(context, window).run()


def _new_recovery_key(window: MainWindow, messages: Messages) -> None:
    from ui.start.recovery_step import RecoveryDialog

    try:
        RecoveryDialog(window.context.office).exec()
    except CaseworkerError as error:
        messages.failure(error)


def _keep_counts(context: Context, window: MainWindow) -> None:
    """Say beside the navigation how many cases are mine and how many drafts wait (W3)."""

    def read() -> tuple[int, int]:
        office = context.office
        return list_count(office, query(office, "my_open")), len(list_drafts(office))

    def show(counts: tuple[int, int]) -> None:
        for kind, number in zip(("work_list", "drafts"), counts, strict=True):
            window.navigation.set_count(kind, number or None)

    def again(*_: object) -> None:
        context.tasks.run_read(read, show, receiver=window)

    tell_pages = context.tell_pages

    def told(result: Changed) -> None:
        tell_pages(result)
        again()

    context.tell_pages = told
    window.page_opened.connect(again)
    window.page_closed.connect(again)
    again()


def _say_what_is_special(opened: OpenOffice, window: MainWindow, messages: Messages) -> None:
    office = opened.office
    stands_on = office.clock.stands_on
    if office.settings.notice:
        window.set_sample(office.settings.notice)
    elif stands_on:
        window.set_sample(f"The clock of this office stands at {long_date(stands_on)}.")
    if opened.notice:
        messages.info("About this office", opened.notice)
    if office.database.read_only:
        messages.warning("You can read but not change", "IT must update this program.")
    if not office.database.is_encrypted:
        messages.warning("This office is not encrypted", "Keep no real case in it.")
    if needs_recovery_key(office):
        messages.warning(
            "Nobody may have the recovery key",
            "It was not typed back when the office was started.",
            AlertAction("Make a new recovery key", lambda: _new_recovery_key(window, messages)),
        )
    if not office.person.id:
        messages.warning(
            "Choose who you are",
            "Nobody on the staff list has your sign-in name, so no case is opened or changed yet.",
            AlertAction("Choose who I am", lambda: window.open_page("settings", section="keyboard")),
        )
