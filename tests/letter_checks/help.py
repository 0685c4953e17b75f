"""A letter with its checks, as the letter page asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letters import preview_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.letter_checks import Check
from caseworker.domain.letter_work import Enclosure, LetterWork
from caseworker.domain.rich_text import blocks_of_text
from caseworker.office import Office


def work_of(
    text: str | Mapping[str, str] = "We looked into it.",
    *,
    changed: Mapping[str, str] | None = None,
    recipient: str = "",
    enclosures: Sequence[Enclosure] = (),
    copies: Sequence[str] = (),
) -> LetterWork:
    """What a writer settled: the words of the general letter, or of each free part by name."""
    parts = {"letter": text} if isinstance(text, str) else text
    return LetterWork(
        free={name: blocks_of_text(part) for name, part in parts.items()},
        changed=dict(changed or {}),
        recipient=recipient,
        enclosures=tuple(enclosures),
        copies=tuple(copies),
    )


def checks_of(
    office: Office,
    case_id: str,
    work: LetterWork | str = "We looked into it.",
    code: str = "L54",
    *,
    checked: bool = True,
) -> tuple[Check, ...]:
    """Return the checks of a letter of a case; the general letter unless told otherwise."""
    view = open_case(office, case_id)
    settled = work_of(work) if isinstance(work, str) else work
    preview = preview_letter(office, view, code, settled)
    return check_letter(office, view, code, settled, preview, recipient_checked=checked)


def area(checks: Sequence[Check], name: str) -> list[Check]:
    """Return the checks of one area, such as "names"."""
    return [check for check in checks if check.area == name]


def found(checks: Sequence[Check], name: str) -> list[str]:
    """Return the codes of an area's checks that are not well."""
    return [check.code for check in area(checks, name) if check.state != "ok"]
