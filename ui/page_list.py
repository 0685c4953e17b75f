"""Every kind of page, its place in the navigation, and the command that opens it."""

from __future__ import annotations

from ui.cases.case_list_page import CaseListPage
from ui.cases.case_page import CasePage
from ui.cases.cases_page import CasesPage
from ui.cases.search_page import SearchPage
from ui.cases.work_list_page import WorkListPage
from ui.drafts.drafts_page import DraftsPage
from ui.intake.intake_page import IntakePage
from ui.letters.letter_page import LetterPage
from ui.navigation import Place
from ui.page import Page
from ui.reports.reports_page import ReportsPage
from ui.settings.settings_page import SettingsPage

PAGES: tuple[tuple[type[Page], Place | None, str, bool], ...] = (
    (WorkListPage, Place("work_list", 1, "Work list", "list"), "go.work_list", False),
    (CasesPage, Place("cases", 2, "Cases", "folder"), "go.cases", False),
    (DraftsPage, Place("drafts", 3, "Drafts", "pencil"), "go.drafts", False),
    (ReportsPage, Place("reports", 8, "Reports", "reports"), "go.reports", False),
    (SearchPage, None, "go.search", False),
    (SettingsPage, None, "tools.settings", False),
    (IntakePage, None, "case.new", True),
    (CasePage, None, "", False),
    (LetterPage, None, "", False),
    (CaseListPage, None, "", False),
)
"""Class, place in the navigation, command, and whether the command opens a new one each time."""
