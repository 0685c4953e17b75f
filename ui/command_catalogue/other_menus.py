"""The Reports menu, the Tools menu and the Help menu."""

from __future__ import annotations

from ui.command_catalogue.command import Command

DOCUMENTS = {
    "annual": "Annual report",
    "quarterly": "Quarterly report",
    "foi": "Freedom of Information statistics",
    "weekly": "Weekly list of open, due and late",
    "performance": "Monthly performance sheet",
    "learning": "Quarterly learning report",
    "remedies": "Remedies agreed with the Ombudsman",
}
"""The documents of the reports page, by their code."""

REPORTS: tuple[Command, ...] = (
    Command("report.cases", "Open the cases behind this cell", "Reports", (), "Open a report first."),
    Command(
        "report.earlier", "Earlier period", "Reports", ("Alt+PgUp",), "Open Reports first.", repeats=True
    ),
    Command("report.later", "Later period", "Reports", ("Alt+PgDown",), "Open Reports first.", repeats=True),
    Command(
        "report.reconcile",
        "To reconcile",
        "Reports",
        help="The figures that do not agree, and the cases that lack what a table goes by.",
    ),
    Command("report.pdf", "Export as PDF", "Reports", (), "Open a report first.", gap=True),
    Command("report.html", "Export as HTML", "Reports", (), "Open a report first."),
    Command("report.xlsx", "Export as Excel", "Reports", (), "Open a report first."),
    Command("report.csv", "Export as CSV", "Reports", (), "Open a report first."),
    Command("report.json", "Export as JSON", "Reports", (), "Open a report first."),
    Command(
        "report.quarter",
        "Write quarterly pack",
        "Reports",
        ("Ctrl+Shift+Q",),
        help="Writes the quarter shown on the reports page, or the last that is over, as PDF and Excel.",
        gap=True,
        once=True,
    ),
    Command(
        "report.publish",
        "Copy for publication",
        "Reports",
        needs="Open a document in Reports first.",
        help="Hides small numbers, looks for what could tell who is meant, and records who approved it.",
        gap=True,
    ),
    Command("report.published", "Published reports", "Reports"),
    Command(
        "report.compare",
        "Compare with published figures",
        "Reports",
        help="Reads printed tables (JSON or CSV) and lists where they differ from the cases or contradict themselves.",
    ),
    Command(
        "report.own_table",
        "Own tables",
        "Reports",
        help="Count anything by one or two things, see it at once, and save it by name beside the other tables.",
    ),
    *(
        Command(f"report.{code}", words, "Reports", gap=code == "annual", group="Documents")
        for code, words in DOCUMENTS.items()
    ),
)

TOOLS: tuple[Command, ...] = (
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
)

HELP: tuple[Command, ...] = (
    Command("help.here", "Help on this page", "Help", ("F1",)),
    Command("help.keys", "List of keys", "Help", ("Shift+F1",)),
    Command("help.about", "About Caseworker", "Help", gap=True),
)
