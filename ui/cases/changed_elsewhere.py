"""What others did to a case while it was open here, in one or two sentences (section 6, "Changed elsewhere")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from caseworker.actions.case_words import moment_words
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.dates_in_words import listed
from caseworker.office import Office
from ui.cases.history_tab import HistoryTab
from ui.messages import AlertAction

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


def tell_of_others(page: CasePage, before: CaseView, now: CaseView) -> None:
    """Say on the page of a case what others changed since it was read before, with the way to it."""
    office = page.context.office
    others = changes_by_others(before, now, office.person.id)
    if others:
        key = others[0].changeset_id
        show = AlertAction("Show change", lambda: _show_change(page, key))
        page.context.messages.info("Changed elsewhere", others_words(office, now, others), show)


def _show_change(page: CasePage, key: str) -> None:
    page.leave_act()
    history = page.tabs.bring("history")
    assert isinstance(history, HistoryTab)
    history.go_to(key)
    history.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)


def changes_by_others(before: CaseView, now: CaseView, person_id: str) -> tuple[TimelineItem, ...]:
    """Return what is new on the timeline and was not done by the person at the keyboard, newest first."""
    known = {item.changeset_id for item in before.timeline}
    return tuple(i for i in now.timeline if i.changeset_id not in known and i.author_id != person_id)


def others_words(office: Office, view: CaseView, items: tuple[TimelineItem, ...]) -> str:
    """Return who changed what, and when last: "… changed …: note, 27 March 2026 at 9:32am."."""
    people = listed(list(dict.fromkeys(office.staff_name(item.author_id) or "Somebody" for item in items)))
    acts = listed(list(dict.fromkeys(item.title.lower() for item in items)))
    return f"{people} changed {view.reference}: {acts}, {moment_words(items[0].at)}. What you are typing is kept."
