"""A desk with a case that has a letter and files, its record page and its bundle page."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.files import Source, attach_files
from caseworker.office import Office
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import log_complaint
from tests.file_samples import docx, eml, pdf, png
from tests.ui.cases.case_help import Desk, sit_down
from ui.paper.bundle_page import BundlePage
from ui.paper.record_page import RecordPage


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    case_id = log_complaint(office).case_id
    sent(office, case_id, approved(office, case_id))
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
