"""What a command is, and why those that belong to a kind of page cannot be used without it."""

from __future__ import annotations

from dataclasses import dataclass

NEEDS_CASE = "Open a case first."
NEEDS_FORM = "Nothing on this page needs finishing."
NEEDS_LETTER = "Open a letter that you are writing first."
NEEDS_LIST = "Open a list first."
NEEDS_PERSON = "Open a person first."


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do.

    Attributes:
        id: dotted name by which pages take it.
        text: verb and thing, as on the button.
        keys: key sequences in Qt's portable form; the first is the one shown.
        needs: why it cannot be used when no open page takes it.
        help: one sentence for the list of keys.
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
    icon: str = ""
    on_bar: bool = False
    gap: bool = False
    group: str = ""
    once: bool = False
    repeats: bool = False
