"""What others did to a case while it was open here, in one or two sentences (section 6, "Changed elsewhere")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from caseworker.actions.case_words import moment_words
from caseworker.domain.cases import CaseView, TimelineItem
from caseworker.domain.dates_in_words import listed
from caseworker.domain.people import PersonView
from caseworker.office import Office
from ui.cases.history_tab import HistoryTab
from ui.context import Context
from ui.messages import Alert, AlertAction

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage

CHANGE = "change:"
"""Before the id of a change: where the page of a case is opened to show it."""

_ABOUT_ANYTHING, _MOST_NAMED = frozenset({"case.updated", "person.updated"}), 3

_KEPT = " What you are typing is kept."


class Shows(Protocol):
    """A page that shows a case, or something of it."""

    @property
    def context(self) -> Context:
        """Everything a page may ask for."""


def tell_of_others(page: Shows, before: CaseView, now: CaseView, *, is_typing: bool = True) -> None:
    """Say what others changed in a case since it was read before, with the way to it.

    One alert stands for a case: what it told before and was not closed is told again with what is new.

    Args:
        is_typing: whether something is being typed, which is kept.
    """
    context = page.context
    fresh = changes_by_others(before, now, context.office.person.id)
    if not fresh:
        return
    about = f"changed elsewhere {now.case_id}"
    told = {thing for alert in context.messages.standing(about) for thing in alert.about}
    ids = {item.changeset_id for item in fresh} | told
    others = tuple(item for item in now.timeline if item.changeset_id in ids)
    key = others[0].changeset_id
    show = AlertAction(
        "Show change", lambda: context.open_page("case", now.case_id, focus=False, show=f"{CHANGE}{key}")
    )
    words = others_words(context.office, now, others) + (_KEPT if is_typing else "")
    context.messages.alert(
        Alert("info", "Changed elsewhere", words, (show,), about=(about, *(i.changeset_id for i in others)))
    )


def show_change(page: CasePage, key: str) -> None:
    """Show a change in the history of a case; what was in hand stays as a draft."""
    page.leave_act()
    history = page.tabs.bring("history")
    assert isinstance(history, HistoryTab)
    history.go_to(key)
    history.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)


def changes_by_others(before: CaseView, now: CaseView, person_id: str) -> tuple[TimelineItem, ...]:
    """Return what is new on the timeline and was not done by the person at the keyboard, newest first."""
    known = {item.changeset_id for item in before.timeline}
    return tuple(i for i in now.timeline if i.changeset_id not in known and i.author_id != person_id)


def others_words(office: Office, view: CaseView | PersonView, items: tuple[TimelineItem, ...]) -> str:
    """Return who changed what, and when last: "… changed …: note, details changed (address), 27 March 2026 at …"."""
    people = listed(list(dict.fromkeys(office.staff_name(item.author_id) or "Somebody" for item in items)))
    acts = listed(list(dict.fromkeys(map(_act_words, items))))
    return f"{people} changed {view.reference}: {acts}, {moment_words(items[0].at)}."


def _act_words(item: TimelineItem) -> str:
    """What was done; of an act that may be about anything, which values it changed."""
    title = item.title.lower()
    if item.kind not in _ABOUT_ANYTHING:
        return title
    labels = [each.label for each in item.changes if each.before != each.after]
    names = list(dict.fromkeys(f"{label[:1].lower()}{label[1:]}" for label in labels))
    told = [*names[:_MOST_NAMED], *(["more"] if len(names) > _MOST_NAMED else [])]
    return f"{title} ({listed(told)})" if told else title
