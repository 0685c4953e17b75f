"""The settings page (interface brief, 4.12): its parts at the left, each built when it is first shown (W6)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.page import Page
from ui.settings.advocacy_part import AdvocacyPart
from ui.settings.backup_part import BackupPart
from ui.settings.check_part import CheckPart
from ui.settings.dated_parts import ReadingsPart, TargetsPart
from ui.settings.days_off_part import DaysOffPart
from ui.settings.directory_part import DirectoryPart
from ui.settings.heads_part import HeadsPart
from ui.settings.keyboard_part import KeyboardPart
from ui.settings.keys_part import KeysPart
from ui.settings.letterhead_part import LetterheadPart
from ui.settings.letters.letters_part import LettersPart
from ui.settings.letters.paragraphs_part import ParagraphsPart
from ui.settings.letters.signatures_part import SignaturesPart
from ui.settings.lists_part import LIST_PARTS
from ui.settings.my_part import MyPart
from ui.settings.office_part import OfficePart
from ui.settings.outside_part import OutsidePart
from ui.settings.part import SettingsPart
from ui.settings.publication_part import PublicationPart
from ui.settings.sharing_part import SharingPart
from ui.settings.staff_part import StaffPart
from ui.settings.timescales_part import TimescalesPart
from ui.widgets.case_table import CaseTable
from ui.widgets.parts_frame import PartsFrame
from ui.widgets.side_list import SideList
from ui.widgets.tab_order import gather

PARTS: tuple[type[SettingsPart], ...] = (
    MyPart,
    KeysPart,
    KeyboardPart,
    OfficePart,
    LetterheadPart,
    LettersPart,
    ParagraphsPart,
    SignaturesPart,
    StaffPart,
    HeadsPart,
    DirectoryPart,
    AdvocacyPart,
    *LIST_PARTS,
    TimescalesPart,
    TargetsPart,
    OutsidePart,
    PublicationPart,
    ReadingsPart,
    DaysOffPart,
    SharingPart,
    BackupPart,
    CheckPart,
)
_NARROW = 720  # px at 100 % text below which the list of parts is one choice above them


class SettingsPage(Page):
    """All settings.

    Args:
        section: the part to show: "mine", "keyboard", "office", "letterhead", "letters" (with a code, "letters:L09",
            the wording of that letter), "paragraphs", "signatures", "staff", "heads", "directory", a group of lists
            ("places", "categories", "contacts", "people", "program"), "timescales", "targets", "outside", "readings",
            "days_off", "sharing", "backup" or "check".
    """

    kind = "settings"
    commands = ("page.finish", "page.save", "edit.find")

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, *, section: str = ""
    ) -> None:
        super().__init__(context, key, parent)
        self.parts: dict[str, SettingsPart] = {}
        self._wanted_focus = False
        self._settings = getattr(context.office, "settings", None)
        self.list = SideList("Parts of the settings")
        frame = PartsFrame("Settings", self.list, _NARROW)
        self.stack = frame.stack
        frame.fill(self)
        self.list.chosen.connect(self._show_part)
        self.list.set_entries([(part.code, part.title) for part in PARTS])
        self.handle("page.finish", lambda: self.part().finish(), lambda: self.part().why_not_finish())
        self.handle("page.save", lambda: self.part().save_draft())
        self.handle("edit.find", self._focus_filter, self._why_no_filter)
        if section:
            self.reopened(section)

    def title(self) -> str:
        """With the part that shows."""
        return f"Settings, {self.part().title}" if self.parts else "Settings"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Settings"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a part at the left. My settings take effect at once; the others are saved with Ctrl+Enter. "
            "Ctrl+Z takes a saved change back."
        )

    def first_focus(self) -> QWidget:
        """The list of parts, or the part that was asked for by name."""
        wanted, self._wanted_focus = self._wanted_focus, False
        return (self.part().first_focus() if wanted else None) or self.list.editor()

    def reopened(self, section: str = "") -> None:
        """Show another part."""
        if section:
            code, _, key = section.partition(":")
            self.list.set_current(code)
            self._wanted_focus = True
            if key:
                self.part().open_entry(key)

    def go_back(self) -> bool:
        """From a form or a wording to its list."""
        return bool(self.parts) and self.part().step_back()

    def part(self) -> SettingsPart:
        """The part that shows."""
        return self.parts[self.list.current()]

    def on_changed(self, changed: Any) -> None:
        """Settings, staff or the person at the keyboard may be different."""
        office = self.context.office
        if not changed.case_ids or office.settings is not self._settings:
            self._settings = office.settings  # days off may be changed together with cases
            for part in self.parts.values():
                part.refresh()
            self.context.registry.refresh()

    def _lists(self) -> list[CaseTable]:
        """The lists with a filter line that show now."""
        return [each for each in self.part().findChildren(CaseTable) if each.filter_line.isVisible()]

    def _focus_filter(self) -> None:
        self._lists()[0].focus_filter()

    def _why_no_filter(self) -> str:
        return "" if self._lists() else "Nothing here has a filter line."

    def may_close(self) -> bool:
        """Whether no part would lose anything."""
        answers = [part.may_close() for part in self.parts.values()]  # each keeps what was typed in it
        return all(answers)

    def layout_state(self) -> dict[str, Any]:
        """Which part shows."""
        return {"section": self.list.current()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("section"):
            self.list.set_current(str(state["section"]))

    def _show_part(self, code: str) -> None:
        if code not in self.parts:
            self.parts[code] = self._made(code)
        self.stack.setCurrentWidget(self.parts[code])
        self.set_problems(False)
        self.retitled.emit()
        self.context.registry.refresh()

    def _made(self, code: str) -> SettingsPart:
        part = next(part for part in PARTS if part.code == code)(self.context)
        self.stack.addWidget(part)
        part.troubled.connect(self.set_problems)
        part.draft_saved.connect(self.draft_saved)
        gather(self.stack)
        return part
