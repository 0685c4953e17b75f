"""Ways from a letter: to the field, the check, the settings or the case where something it needs is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from caseworker.domain.letter_checks import Check
from ui.letters.approving import TICK
from ui.letters.fact_places import place_on_case
from ui.widgets.field_block import bring_into_view

if TYPE_CHECKING:
    from ui.letters.letter_frame import LetterFrame

_SETTINGS = {
    "contact_phone": "office",
    "contact_email": "office",
    "advocate_contact": "office",
    "colour": "letterhead",
    "logo": "letterhead",
    "ico_block": "letters:block:ico_block",
    "ombudsman_block": "letters:block:ombudsman_block",
}
"""Facts that are kept in the settings: name to section."""
_WORDING = "Settings, Letters"
"""What a check names that is settled where the wordings are."""


def go_to_fact(page: LetterFrame, name: str, check: Check | None = None) -> None:
    """Lead to where a fact is changed, or a check settled."""
    if name == TICK or (check is not None and check.area == "recipient"):
        bring_into_view(page.head)
        page.head.check.editor().setFocus(Qt.FocusReason.OtherFocusReason)
    elif name == "checks" or (not name and check is None):
        go_to_checks(page)
    elif name == "spelling" or (check is not None and check.area == "spelling"):
        page.editing.walk()
    elif page.writing.focus(name):
        return
    elif check is not None and _WORDING in check.what_to_do:
        go_to_wording(page)
    elif name in _SETTINGS:
        page.context.open_page("settings", section=_SETTINGS[name])
    else:
        page.context.open_page("case", page.case_id, show=place_on_case(name, check))


def go_to_checks(page: LetterFrame) -> None:
    """Go to the list of checks."""
    page.show_left()
    section = page.writing.sections["checks"]
    bring_into_view(section)
    section.go()


def go_to_wording(page: LetterFrame) -> None:
    """Open the wording of this letter, and of every letter of its code, in Settings."""
    if page.opened is not None:
        page.context.open_page("settings", section=f"letters:{page.opened.code}")
