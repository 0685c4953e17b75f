"""Every kind of page, its place in the navigation, and the command that opens it.

The window starts with the work list; the other pages are imported when they are first opened (a third of the start).
"""

from __future__ import annotations

from ui.cases.work_list_page import WorkListPage
from ui.later_page import LaterPage
from ui.navigation import Place
from ui.page import Page

_LIST = (
    "edit.find", "case.owner", "edit.copy_reference", "case.follow_up", "case.waiting", "case.chase", "case.letter",
    "list.export",
)  # fmt: skip
_CASE = (
    "case.note", "case.letter", "file.import_email", "case.print_record", "page.print", "case.bundle",
    "edit.copy_reference", "edit.value", "edit.find", "page.finish", "page.save", "go.next_case",
    "go.previous_case", "case.acknowledge", "case.owner", "case.extend", "case.pause", "case.outcome", "case.triage",
    "case.step", "case.escalate", "case.follow_up", "case.ask_service", "case.reply", "case.chase", "case.disclosure",
    "case.add_person", "case.link", "case.action", "case.exemption", "case.cost_limit", "case.quote",
    "case.report_words",
    "case.reopen", "case.restrict", "case.hold", "case.void", "case.erase",
)  # fmt: skip
_PERSON = (
    "edit.value", "edit.find", "page.finish", "page.save", "person.register", "person.alert", "person.plan",
    "person.relationship", "person.merge",
)  # fmt: skip
_DRAFTS = ("page.finish", "draft.discard", "draft.restore", "edit.find")
_REPORTS = (
    "report.cases", "report.pdf", "report.html", "report.xlsx", "report.csv", "report.json", "report.earlier",
    "report.later", "report.quarter", "report.publish", "page.print", "edit.find",
)  # fmt: skip
_SEARCH = ("edit.find", "edit.copy_reference")
_SETTINGS = ("page.finish", "page.save", "edit.find")
_INTAKE = (
    "page.finish", "page.save", "draft.discard", "view.matches", "file.import_email", "intake.offer_advocate",
)  # fmt: skip
_LETTER = (
    "page.finish", "page.print", "page.save", "edit.spelling", "text.bold", "text.italic", "text.heading", "text.list",
    "text.numbers", "text.paragraph", "letter.wording",
)  # fmt: skip

CASES = LaterPage("cases", "ui.cases.cases_page", "CasesPage", _LIST)
DRAFTS = LaterPage("drafts", "ui.drafts.drafts_page", "DraftsPage", _DRAFTS)
PEOPLE = LaterPage("people", "ui.people.people_page", "PeoplePage", ("edit.find",))
PERSON = LaterPage("person", "ui.people.person_page", "PersonPage", _PERSON)
REQUESTS = LaterPage(
    "requests",
    "ui.requests.requests_page",
    "RequestsPage",
    ("edit.find", "edit.copy_reference", "go.saved_view"),
)
LEARNING = LaterPage("learning", "ui.learning.learning_page", "LearningPage", ("edit.find",))
ADVOCACY = LaterPage("advocacy", "ui.advocacy.advocacy_page", "AdvocacyPage", ())
REPORTS = LaterPage("reports", "ui.reports.reports_page", "ReportsPage", _REPORTS)
CONFLICTS = LaterPage("conflicts", "ui.sync.conflicts_page", "ConflictsPage", ("page.finish",))
PUBLISH = LaterPage("publish", "ui.reports.publish_page", "PublishPage", ("page.finish",))
PUBLISHED = LaterPage("published", "ui.reports.published_page", "PublishedPage", ())
COMPARE = LaterPage(
    "compare", "ui.reports.compare_page", "ComparePage", ("list.export", "edit.find", "report.cases")
)
OWN_TABLE = LaterPage(
    "own_table", "ui.reports.own_table_page", "OwnTablePage", ("page.finish", "report.cases")
)
SEARCH = LaterPage("search", "ui.cases.search_page", "SearchPage", _SEARCH)
IMPORT = LaterPage("import", "ui.imports.import_page", "ImportPage", ("page.finish",))
SETTINGS = LaterPage("settings", "ui.settings.settings_page", "SettingsPage", _SETTINGS)
INTAKE = LaterPage("intake", "ui.intake.intake_page", "IntakePage", _INTAKE)
CASE = LaterPage("case", "ui.cases.case_page", "CasePage", _CASE)
FILE = LaterPage("file", "ui.files.file_page", "FilePage", ("page.print",))
RECORD = LaterPage("record", "ui.paper.record_page", "RecordPage", ("page.print", "page.save"))
BUNDLE = LaterPage("bundle", "ui.paper.bundle_page", "BundlePage", ("page.finish", "page.print", "page.save"))
LETTER = LaterPage("letter", "ui.letters.letter_page", "LetterPage", _LETTER)
CASE_LIST = LaterPage("case_list", "ui.cases.case_list_page", "CaseListPage", _LIST)

EXPORT_ALL = LaterPage("export_all", "ui.export.everything_page", "EverythingPage", ("page.finish",))
DISCLOSURE_LOG = LaterPage(
    "disclosure_log",
    "ui.export.disclosure_page",
    "DisclosurePage",
    ("page.finish", "list.export", "edit.find"),
)
TODAY = LaterPage("today", "ui.work.today_page", "TodayPage", ("page.print", "today.calendar"))
GAPS = LaterPage("gaps", "ui.work.gaps_page", "GapsPage", ("edit.find", "report.cases"))
CHASE = LaterPage("chase", "ui.work.chase_page", "ChasePage", ("page.finish",))
POST = LaterPage("post", "ui.letters.post.post_page", "PostPage", ("edit.find", "page.print", "list.export"))
LETTER_BATCH = LaterPage(
    "letter_batch", "ui.letters.batch.batch_page", "BatchPage", ("page.finish", "page.print", "page.save")
)

PAGES: tuple[tuple[type[Page] | LaterPage, Place | None, str, bool], ...] = (
    (WorkListPage, Place("work_list", 1, "Work list", "list"), "go.work_list", False),
    (CASES, Place("cases", 2, "Cases", "folder"), "go.cases", False),
    (DRAFTS, Place("drafts", 3, "Drafts", "pencil"), "go.drafts", False),
    (PEOPLE, Place("people", 4, "People", "people"), "go.people", False),
    (LEARNING, Place("learning", 5, "Actions and learning", "learning"), "go.learning", False),
    (REQUESTS, Place("requests", 6, "FOI and SAR", "requests"), "go.requests", False),
    (ADVOCACY, Place("advocacy", 7, "Advocacy", "advocacy"), "go.advocacy", False),
    (REPORTS, Place("reports", 8, "Reports", "reports"), "go.reports", False),
    (CONFLICTS, Place("conflicts", 9, "Conflicts", "conflicts"), "go.conflicts", False),
    (SEARCH, None, "go.search", False),
    (SETTINGS, None, "tools.settings", False),
    (IMPORT, None, "tools.import", False),
    (INTAKE, None, "case.new", True),
    (CASE, None, "", False),
    (PERSON, None, "", False),
    (LETTER, None, "", False),
    (FILE, None, "", False),
    (RECORD, None, "", False),
    (BUNDLE, None, "", False),
    (CASE_LIST, None, "", False),
    (CHASE, None, "", False),
    (TODAY, None, "go.today", False),
    (GAPS, None, "go.gaps", False),
    (POST, None, "go.post", False),
    (EXPORT_ALL, None, "file.export_all", False),
    (DISCLOSURE_LOG, None, "file.disclosure_log", False),
    (LETTER_BATCH, None, "", False),
    (PUBLISH, None, "", False),
    (PUBLISHED, None, "report.published", False),
    (COMPARE, None, "report.compare", False),
    (OWN_TABLE, None, "report.own_table", False),
)
"""Page, place in the navigation, command, and whether the command opens a new one each time."""
