"""The Go menu: the places of the program, saved views, the next case, tab and pane."""

from __future__ import annotations

from ui.command_catalogue.command import NEEDS_LIST, Command

GO: tuple[Command, ...] = (
    Command("go.work_list", "Work list", "Go", ("Ctrl+1",)),
    Command("go.cases", "Cases", "Go", ("Ctrl+2",)),
    Command("go.drafts", "Drafts", "Go", ("Ctrl+3",)),
    Command("go.people", "People", "Go", ("Ctrl+4",)),
    Command("go.learning", "Actions and learning", "Go", ("Ctrl+5",)),
    Command("go.requests", "FOI and SAR", "Go", ("Ctrl+6",)),
    Command("go.advocacy", "Advocacy", "Go", ("Ctrl+7",)),
    Command("go.reports", "Reports", "Go", ("Ctrl+8",)),
    Command("go.conflicts", "Conflicts", "Go", ("Ctrl+9",)),
    Command("go.today", "Today", "Go", (), help="What is overdue, due today and due soon."),
    Command("go.gaps", "What is missing", "Go", (), help="What cases lack, by officer and quarter."),
    Command("go.post", "Post", "Go", (), help="Letters to send, letters sent, letters that came back."),
    Command("go.search", "Search everything", "Go", ("Ctrl+E", "F3"), icon="search", on_bar=True, gap=True),
    Command("go.saved_view", "Go to a saved view", "Go", ("Ctrl+G",), NEEDS_LIST, group="Views of a list"),
    Command(
        "view.keep_own", "Keep this view", "Go", (), "Open the work list first.", group="Views of a list"
    ),
    Command(
        "view.rename_own",
        "Rename this view",
        "Go",
        (),
        "Go to a view of your own first.",
        group="Views of a list",
    ),
    Command(
        "view.delete_own",
        "Delete this view",
        "Go",
        (),
        "Go to a view of your own first.",
        group="Views of a list",
    ),
    Command(
        "go.next_case",
        "Next case of the list",
        "Go",
        ("Ctrl+.",),
        "Open a case from a list first.",
        gap=True,
        repeats=True,
        group="Move about",
    ),
    Command(
        "go.previous_case",
        "Previous case of the list",
        "Go",
        ("Ctrl+,",),
        "Open a case from a list first.",
        repeats=True,
        group="Move about",
    ),
    Command("go.back", "Back", "Go", ("Alt+Left",), "There is nothing to go back to.", group="Move about"),
    Command("go.next_tab", "Next tab", "Go", ("Ctrl+Tab",), gap=True, repeats=True, group="Move about"),
    Command("go.previous_tab", "Previous tab", "Go", ("Ctrl+Shift+Tab",), repeats=True, group="Move about"),
    Command("go.next_pane", "Next pane", "Go", ("F6",), repeats=True, group="Move about"),
    Command("go.previous_pane", "Previous pane", "Go", ("Shift+F6",), repeats=True, group="Move about"),
)
