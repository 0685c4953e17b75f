"""The Edit menu and the View menu: typing, text size, the parts of the window."""

from __future__ import annotations

from ui.command_catalogue.command import NEEDS_CASE, NEEDS_LETTER, Command

EDIT: tuple[Command, ...] = (
    Command(
        "edit.undo",
        "Undo",
        "Edit",
        ("Ctrl+Z",),
        "There is nothing to undo.",
        icon="undo",
        help="Undoes typing first, then the last case action.",
    ),
    Command("edit.redo", "Redo", "Edit", ("Ctrl+Y",), "There is nothing to redo."),
    Command("edit.copy_reference", "Copy reference", "Edit", ("Ctrl+Shift+C",), NEEDS_CASE, gap=True),
    Command("edit.value", "Change this value", "Edit", ("F2",), "Go to a value that can be changed first."),
    Command(
        "edit.find",
        "Find in this page or list",
        "Edit",
        ("Ctrl+F",),
        "Nothing on this page can be searched.",
        gap=True,
    ),
    Command("edit.spelling", "Check spelling", "Edit", ("F7",)),
    Command("text.bold", "Bold", "Edit", ("Ctrl+B",), NEEDS_LETTER, gap=True, group="Written text"),
    Command("text.italic", "Italic", "Edit", ("Ctrl+I",), NEEDS_LETTER, group="Written text"),
    Command("text.heading", "Heading", "Edit", ("Ctrl+H",), NEEDS_LETTER, group="Written text"),
    Command("text.list", "List", "Edit", ("Ctrl+L",), NEEDS_LETTER, group="Written text"),
    Command("text.numbers", "Numbered list", "Edit", ("Ctrl+M",), NEEDS_LETTER, group="Written text"),
    Command(
        "text.paragraph",
        "Insert standard paragraph",
        "Edit",
        ("Ctrl+J",),
        NEEDS_LETTER,
        help="Finds one of the team's paragraphs by typing and puts it in where you write.",
        group="Written text",
    ),
    Command(
        "letter.wording",
        "Change the wording of this letter",
        "Edit",
        (),
        NEEDS_LETTER,
        help="Opens the words that every letter of this kind is made from, in Settings.",
        group="Written text",
    ),
)

VIEW: tuple[Command, ...] = (
    Command("view.larger", "Larger text", "View", ("Ctrl++", "Ctrl+="), repeats=True),
    Command("view.smaller", "Smaller text", "View", ("Ctrl+-",), repeats=True),
    Command("view.usual", "Usual text size", "View", ("Ctrl+0",)),
    Command("view.preview", "Show or hide the preview", "View", gap=True),
    Command("view.navigation", "Show or hide the navigation", "View"),
    Command(
        "view.matches",
        "Possible matches",
        "View",
        ("F8",),
        "Log a case first.",
        help="Moves to the people and cases that look like what you are typing.",
    ),
    Command(
        "intake.offer_advocate",
        "Offer an advocate",
        "View",
        ("Ctrl+Shift+V",),
        "Log a case first.",
        help="From a child's intake: records the offer and the answer, also when it is no.",
    ),
)
