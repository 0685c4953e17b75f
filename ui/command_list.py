"""Every command of the program: its words, menu and keys. Source: interface brief, section 5 (K1, K2).

A command shows only when some part of the program has offered it (`Registry.offer`), so this list may be ahead of what
a release can do. Order here is order in the menus; `gap` draws a line before it, and commands of
one `group`, which stand together, share a menu of their own within it.
"""

from __future__ import annotations

from dataclasses import dataclass

MENUS = ("File", "Edit", "View", "Go", "Case", "Reports", "Tools", "Help")

_CASE = "Open a case first."
_FORM = "Nothing on this page needs finishing."
_LIST = "Open a list first."
_PERSON = "Open a person first."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Attributes:
        id: dotted name by which pages take it.
        text: verb and thing, as on the button.
        keys: key sequences in Qt's portable form; the first is the one shown.
        needs: why it cannot be used when no open page takes it.
        help: one sentence for the list of keys.
        undo_text: what undoing it is called, "" when it is not undone this way.
        icon: name of a drawing in resources/icons, for the command bar.
        on_bar: whether the command bar shows it.
        gap: whether a line stands before it, or before its group, in the menu.
        group: the words of the menu within the menu that holds it, "" when it stands in the menu itself.
        once: a second press within a second is ignored (U2).
        repeats: holding the key repeats it.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    needs: str = ""
    help: str = ""
    undo_text: str = ""
    icon: str = ""
    on_bar: bool = False
    gap: bool = False
    group: str = ""
    once: bool = False
    repeats: bool = False


CATALOGUE: tuple[Command, ...] = (
    # File
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
        _FORM,
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
    Command("list.export", "Export this list as CSV", "File", (), _LIST, icon="export"),
    Command("today.calendar", "Export dates for a calendar", "File", (), "Open Today first."),
    Command("page.print", "Print", "File", ("Ctrl+P",), "Open a letter or a report first.", icon="printer"),
    Command("page.close", "Close tab, keep draft", "File", ("Ctrl+W",), gap=True),
    Command("app.exit", "Exit Caseworker", "File", gap=True),
    # Edit
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
    Command("edit.copy_reference", "Copy reference", "Edit", ("Ctrl+Shift+C",), _CASE, gap=True),
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
    # View
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
    # Go
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
    Command("go.search", "Search everything", "Go", ("Ctrl+E", "F3"), icon="search", on_bar=True, gap=True),
    Command("go.saved_view", "Go to a saved view", "Go", ("Ctrl+G",), _LIST),
    Command("view.keep_own", "Keep this view", "Go", (), "Open the work list first."),
    Command("view.rename_own", "Rename this view", "Go", (), "Go to a view of your own first."),
    Command("view.delete_own", "Delete this view", "Go", (), "Go to a view of your own first."),
    Command(
        "go.next_case",
        "Next case of the list",
        "Go",
        ("Ctrl+.",),
        "Open a case from a list first.",
        gap=True,
        repeats=True,
    ),
    Command(
        "go.previous_case",
        "Previous case of the list",
        "Go",
        ("Ctrl+,",),
        "Open a case from a list first.",
        repeats=True,
    ),
    Command("go.back", "Back", "Go", ("Alt+Left",), "There is nothing to go back to."),
    Command("go.next_tab", "Next tab", "Go", ("Ctrl+Tab",), gap=True, repeats=True),
    Command("go.previous_tab", "Previous tab", "Go", ("Ctrl+Shift+Tab",), repeats=True),
    Command("go.next_pane", "Next pane", "Go", ("F6",), repeats=True),
    Command("go.previous_pane", "Previous pane", "Go", ("Shift+F6",), repeats=True),
    # Case
    Command(
        "case.note",
        "Add note",
        "Case",
        ("Ctrl+Shift+N",),
        _CASE,
        icon="note",
        on_bar=True,
        undo_text="note added",
    ),
    Command("case.letter", "Write letter", "Case", ("Ctrl+Shift+L",), _CASE, icon="letter", on_bar=True),
    Command(
        "case.step",
        "Record a step",
        "Case",
        ("Ctrl+Shift+M",),
        _CASE,
        undo_text="step recorded",
        help="Lists what can happen to this case at its stage; what cannot says which rule is against it.",
    ),
    Command(
        "case.follow_up", "Set follow-up date", "Case", ("Ctrl+Shift+G",), _CASE, undo_text="follow-up set"
    ),
    Command("case.action", "Add action", "Case", ("Ctrl+Shift+K",), _CASE, undo_text="action added"),
    Command("case.owner", "Change owner", "Case", ("Ctrl+Shift+O",), _CASE, undo_text="owner changed"),
    Command("case.waiting", "Set waiting for", "Case", (), _LIST, undo_text="waiting for changed"),
    Command(
        "case.acknowledge",
        "Record acknowledgement",
        "Case",
        (),
        _CASE,
        undo_text="acknowledged",
        gap=True,
        group="Stages and deadlines",
    ),
    Command(
        "case.extend",
        "Extend deadline",
        "Case",
        ("Ctrl+Shift+X",),
        _CASE,
        undo_text="deadline extended",
        group="Stages and deadlines",
    ),
    Command(
        "case.pause",
        "Pause or resume clock",
        "Case",
        ("Ctrl+Shift+U",),
        _CASE,
        undo_text="clock changed",
        group="Stages and deadlines",
    ),
    Command(
        "case.outcome",
        "Record outcome",
        "Case",
        ("Ctrl+Shift+D",),
        _CASE,
        undo_text="outcome recorded",
        group="Stages and deadlines",
    ),
    Command(
        "case.escalate",
        "Escalate to next stage",
        "Case",
        ("Ctrl+Shift+E",),
        _CASE,
        undo_text="escalated",
        group="Stages and deadlines",
    ),
    Command(
        "case.ask_service", "Ask a service", "Case", (), _CASE, undo_text="service asked", group="Services"
    ),
    Command(
        "case.reply",
        "Record a service's reply",
        "Case",
        (),
        _CASE,
        undo_text="service's reply recorded",
        group="Services",
    ),
    Command(
        "case.chase",
        "Chase",
        "Case",
        ("Ctrl+Shift+H",),
        _CASE,
        undo_text="chased",
        help="Writes one email draft for each service with its late and nearly late cases. You see them first.",
        group="Services",
    ),
    Command(
        "case.triage",
        "Decide the procedure",
        "Case",
        (),
        _CASE,
        undo_text="procedure decided",
        help="Asks what is known and proposes the type, each reason with its rule.",
        group="Type and checks",
    ),
    Command(
        "case.disclosure",
        "Check what may be disclosed",
        "Case",
        (),
        _CASE,
        undo_text="disclosure checked",
        help="Before somebody's information goes to an MP, Mayor, member or the Chief Executive.",
        group="Type and checks",
    ),
    Command(
        "case.exemption",
        "Choose an exemption",
        "Case",
        (),
        _CASE,
        undo_text="exemption chosen",
        help="For requests for information: the exemption or exception, and its public interest test.",
        group="Type and checks",
    ),
    Command(
        "case.cost_limit",
        "Work out the cost",
        "Case",
        (),
        _CASE,
        undo_text="cost worked out",
        help="For FOI requests: the hours of the work that counts against the limit of section 12.",
        group="Type and checks",
    ),
    Command(
        "case.add_person",
        "Add a person to the case",
        "Case",
        (),
        _CASE,
        undo_text="person added",
        group="People and links",
    ),
    Command(
        "case.link", "Link to another case", "Case", (), _CASE, undo_text="linked", group="People and links"
    ),
    Command(
        "case.print_record",
        "Print case record",
        "Case",
        (),
        _CASE,
        icon="printer",
        help="The complete record and chronology of the case as pages, to be printed or saved.",
        group="Paper",
    ),
    Command(
        "case.bundle",
        "Make a bundle",
        "Case",
        (),
        _CASE,
        icon="folder",
        help="Chosen letters, files and the chronology as one PDF with an index and running page numbers.",
        group="Paper",
    ),
    Command("case.reopen", "Reopen case", "Case", (), _CASE, undo_text="reopened", gap=True, group="Manage"),
    Command(
        "case.restrict",
        "Restrict case, or lift it",
        "Case",
        (),
        _CASE,
        undo_text="restricted",
        group="Manage",
    ),
    Command("case.void", "Void case", "Case", (), _CASE, undo_text="voided", group="Manage"),
    Command(
        "person.register",
        "Take person into the register",
        "Case",
        (),
        _PERSON,
        undo_text="taken into the register",
        icon="people",
        help="Somebody who stands only in cases gets a page of their own that brings those cases together.",
        gap=True,
        group="Person",
    ),
    Command(
        "person.alert",
        "Record a safety alert",
        "Case",
        (),
        _PERSON,
        undo_text="safety alert recorded",
        group="Person",
    ),
    Command(
        "person.plan",
        "Record a contact plan",
        "Case",
        (),
        _PERSON,
        undo_text="contact plan recorded",
        group="Person",
    ),
    Command(
        "person.relationship",
        "Add a relationship",
        "Case",
        (),
        _PERSON,
        undo_text="relationship added",
        group="Person",
    ),
    Command(
        "person.merge",
        "Merge with another person",
        "Case",
        (),
        _PERSON,
        undo_text="people merged",
        help="Both stand side by side first; for 30 days the merge can be taken back.",
        group="Person",
    ),
    # Reports
    Command("report.cases", "Open the cases behind this cell", "Reports", (), "Open a report first."),
    Command("report.pdf", "Export as PDF", "Reports", (), "Open a report first.", gap=True),
    Command("report.csv", "Export as CSV", "Reports", (), "Open a report first."),
    Command("report.json", "Export as JSON", "Reports", (), "Open a report first."),
    # Tools
    Command(
        "tools.find_command",
        "Find a command",
        "Tools",
        ("Alt+Q",),
        icon="command",
        help="Type a few letters of what you want to do.",
    ),
    Command("tools.exchange", "Send and receive changes", "Tools", ("F5", "F9")),
    Command("tools.backup", "Back up this office", "Tools", gap=True),
    Command(
        "tools.import",
        "Import cases from a file",
        "Tools",
        gap=True,
        help="For the team's old spreadsheets: CSV or Excel, every row with a verdict before anything is imported.",
    ),
    Command("tools.settings", "Settings", "Tools", icon="gear", gap=True),
    # Help
    Command("help.here", "Help on this page", "Help", ("F1",)),
    Command("help.keys", "List of keys", "Help", ("Shift+F1",)),
    Command("help.about", "About Caseworker", "Help", gap=True),
)
