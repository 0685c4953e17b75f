"""Reading a case for its page: the newest answer counts, what others changed is told, and that it was seen is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.actions.seen import note_seen
from caseworker.errors import RuleError
from ui.case_gone import say_closed
from ui.cases.case_facts import CaseFacts, read_facts
from ui.cases.changed_elsewhere import tell_of_others
from ui.widgets.identity_banner import spoken

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


class CaseReader:
    """Reads the case of a page off the UI thread and hands it over."""

    def __init__(self, page: CasePage) -> None:
        self._page = page
        self._reads = 0
        self._seen_at = ""

    def read(self) -> None:
        """Read the case again; what is being typed stays."""
        page = self._page
        self._reads += 1
        number, office, case_id = self._reads, page.context.office, page.key
        if page.facts is None:
            page.loading.start("Loading case")
        page.context.tasks.run_read(
            lambda: read_facts(office, case_id),
            lambda facts: self._on_read(number, facts),
            lambda error: self._on_unread(number, error),
            receiver=page,
        )

    def _on_read(self, number: int, facts: CaseFacts) -> None:
        if number != self._reads:  # it was asked for again meanwhile
            return
        page, before = self._page, self._page.facts
        page.loading.finish()
        page.take_facts(facts)
        self._note_seen()
        if before is None:
            words = (f"Case {facts.view.reference}", spoken(facts.identity), page.next_step.words.text())
            page.context.messages.announce(". ".join(words))
            page.show_wanted()
        else:
            tell_of_others(page, before.view, facts.view, is_typing=not page.is_untouched())

    def _note_seen(self) -> None:
        """What others did up to now counts as seen; what they do while this page is behind another does not."""
        page = self._page
        changed_at = page.facts.view.row.last_change_at if page.facts else ""
        if (page.isVisible() or not self._seen_at) and changed_at > self._seen_at:
            self._seen_at = changed_at
            office, case_id = page.context.office, page.key
            page.context.tasks.run_write(
                lambda: note_seen(office, case_id),
                lambda _done: None,
                page.context.messages.failure,
                receiver=page,
            )

    def _on_unread(self, number: int, error: Exception) -> None:
        if number != self._reads:
            return
        page = self._page
        page.loading.finish()
        if not isinstance(error, RuleError):
            page.context.messages.failure(error)
            return
        why = str(error)
        if page.facts is not None and (alert := say_closed([page], why, may_copy=True)):
            page.context.messages.alert(alert)  # what was being typed can still be copied
        page.take_gone(why)
