"""The File menu: cases begun, drafts, files in and out, the page in hand."""

from __future__ import annotations

from ui.command_catalogue.command import NEEDS_FORM, NEEDS_LIST, Command

FILE: tuple[Command, ...] = (
    Command(
        "case.new",
        "Log a new case",
        "File",
        ("Ctrl+N",),
        icon="plus",
        on_bar=True,
        help="Opens a new intake in its own tab, even over another one.",
    ),
    Command(
        "draft.resume",
        "Resume last draft",
        "File",
        ("Ctrl+Shift+R",),
        icon="pencil",
        help="Opens the draft you last worked on, at the same field.",
    ),
    Command(
        "draft.discard",
        "Discard draft",
        "File",
        (),
        "Open a draft first.",
        help="Puts the draft aside; for 30 days it can be restored.",
        icon="close",
    ),
    Command("draft.restore", "Restore draft", "File", (), "Open the list of drafts first.", icon="undo"),
    Command(
        "file.import_email",
        "Import email",
        "File",
        ("Ctrl+Shift+I",),
        icon="letter",
        help="Takes a saved email (.msg or .eml) with its attachments into the case in front, or begins a new one.",
    ),
    Command(
        "page.finish",
        "Finish this page",
        "File",
        ("Ctrl+Return", "Ctrl+Enter"),
        NEEDS_FORM,
        gap=True,
        once=True,
        help="Logs the case, saves the change or approves the letter.",
    ),
    Command(
        "page.save",
        "Save now",
        "File",
        ("Ctrl+S",),
        "Nothing on this page needs saving.",
        help="Saves the draft at once; drafts are also saved by themselves.",
    ),
    Command("list.export", "Export this list as CSV", "File", (), NEEDS_LIST, icon="export"),
    Command("today.calendar", "Export dates for a calendar", "File", (), "Open Today first."),
    Command(
        "file.export_all",
        "Export everything",
        "File",
        icon="export",
        help="Every case, letter and file as CSV, JSON and folders; the reason stands in the record.",
    ),
    Command(
        "file.disclosure_log",
        "Disclosure log",
        "File",
        icon="export",
        help="Answered requests for information as the council publishes them, as a page or CSV.",
    ),
    Command("page.print", "Print", "File", ("Ctrl+P",), "Open a letter or a report first.", icon="printer"),
    Command("page.close", "Close tab, keep draft", "File", ("Ctrl+W",), gap=True),
    Command("app.exit", "Exit Caseworker", "File", gap=True),
)
