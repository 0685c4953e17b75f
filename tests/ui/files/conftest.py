"""A desk with a case that holds files, and dialogs that answer without asking anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseworker.actions.files import Source, attach_files
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.file_samples import docx, eml, pdf, png
from tests.ui.cases.case_help import Desk, sit_down
from ui.cases.files_tab import FilesTab
from ui.files.file_page import FilePage
from ui.intake.intake_page import IntakePage


@dataclass
class Answers:
    """Stands for the system's file dialogs."""

    paths: list[Path] = field(default_factory=list)
    save_to: Path | None = None
    asked: list[str] = field(default_factory=list)

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """The first path."""
        self.asked.append(title)
        return self.paths[0] if self.paths else None

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """All paths."""
        self.asked.append(title)
        return self.paths

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        """Where to."""
        self.asked.append(name)
        return self.save_to

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Nowhere."""
        return None


@pytest.fixture
def case_id(office: Office) -> str:
    """A case with an email and its attachments, a picture, a document."""
    case_id = log_complaint(office).case_id
    files = [
        Source(
            "Complaint.eml",
            eml(attachments=(("Plan for Gethin.pdf", pdf("The plan", "Page two")), ("b.png", png()))),
        ),
        Source("Photo of the door.png", png(300, 200), "drop"),
        Source("Chronology.docx", docx()),
    ]
    attach_files(office, case_id, files)
    return case_id


@pytest.fixture
def desk(qtbot: QtBot, office: Office, case_id: str) -> Desk:
    """That case, open."""
    desk = sit_down(qtbot, office, case_id)
    desk.window.add_kind(FilePage)
    desk.window.add_kind(IntakePage, command="case.new", fresh=True)
    return desk


@pytest.fixture
def tab(desk: Desk) -> FilesTab:
    """Its files, in front."""
    desk.page.tabs.go("files")
    part = desk.page.tabs.made["files"]
    assert isinstance(part, FilesTab)
    part.files = Answers()
    return part
