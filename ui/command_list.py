"""Every command of the program: its words, menu and keys. Source: interface brief, section 5 (K1, K2).

A command shows only when some part of the program has offered it (`Registry.offer`), so this list may be ahead of what
a release can do. Each menu has its file in `ui/command_catalogue`. Order there is order in the menus; `gap` draws a
line before a command, and commands of one `group`, which stand together, share a menu of their own within it.
"""

from __future__ import annotations

from ui.command_catalogue.case_menu import CASE
from ui.command_catalogue.command import Command
from ui.command_catalogue.edit_and_view_menus import EDIT, VIEW
from ui.command_catalogue.file_menu import FILE
from ui.command_catalogue.go_menu import GO
from ui.command_catalogue.other_menus import HELP, REPORTS, TOOLS
from ui.command_catalogue.person_group import PERSON

MENUS = ("File", "Edit", "View", "Go", "Case", "Reports", "Tools", "Help")

CATALOGUE: tuple[Command, ...] = (
    *FILE,
    *EDIT,
    *VIEW,
    *GO,
    *CASE,
    *PERSON,
    *REPORTS,
    *TOOLS,
    *HELP,
)
