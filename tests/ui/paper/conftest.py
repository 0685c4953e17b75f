"""A desk with a case that has a letter and files, its record page and its bundle page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.files import Source, attach_files
from caseworker.actions.letters import letters_for, mark_printed, preview_letter, write_letter
from caseworker.actions.look_up import open_case
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.file_samples import docx, eml, pdf, png
from tests.ui.cases.case_help import Desk, sit_down
from ui.paper.bundle_page import BundlePage
from ui.paper.record_page import RecordPage


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    case_id = log_complaint(office).case_id
    view = open_case(office, case_id)
    write_letter(office, case_id, preview_letter(office, view, letters_for(office, view)[0].code))
    mark_printed(office, case_id, open_case(office, case_id).letters[0].id)
    files = [
        Source("Complaint.eml", eml(attachments=(("plan.pdf", pdf("The plan", "Page two")),))),
        Source("Photo.png", png(300, 200)),
        Source("Nurse.docx", docx()),
    ]
    attach_files(office, case_id, files)
    desk = sit_down(qtbot, office, case_id)
    desk.window.add_kind(RecordPage)
    desk.window.add_kind(BundlePage)
    return desk
