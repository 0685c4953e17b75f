"""The parts of a case's page, laid out: banner and next step always in view, tabs beneath, acts in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.cases.act_area import ActArea
from ui.cases.banner_area import BannerArea
from ui.cases.case_facts import CaseFacts
from ui.cases.case_parts import make_tabs
from ui.cases.details_tab import DetailsTab
from ui.cases.next_step_bar import NextStepBar
from ui.cases.shared_line import SharedLine
from ui.cases.tab_order import tab_in_reading_order
from ui.cases.timeline_tab import TimelineTab
from ui.context import Context
from ui.page import Page
from ui.widgets.empty_state import EmptyState, Loading

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


class CaseFrame(Page):
    """What is seen of one case; `CasePage` says what its parts do.

    Signals:
        step_asked(NextStep): the button of the next step, or of something still needed, was pressed.
    """

    step_asked = Signal(object)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.facts: CaseFacts | None = None
        self.banner = BannerArea(self)
        self.next_step = NextStepBar(context.registry, self.step_asked.emit)
        self.next_step.needed.filled.connect(lambda: tab_in_reading_order(self))
        self.shared = SharedLine(lambda: context.open_page("conflicts"))
        self.tabs = make_tabs(cast("CasePage", self))
        self.acts = ActArea()
        self.gone = EmptyState("This case is not shown", "")
        self.loading = Loading(self)
        self.body = QStackedWidget()
        for part in (self.tabs, self.acts, self.gone):
            self.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.shared)
        column.addWidget(self.next_step)
        column.addWidget(self.body, 1)
        timeline = self.tabs.part("timeline")
        assert isinstance(timeline, TimelineTab)
        self.timeline = timeline
        for part in (self.banner, self.next_step, self.tabs):  # until the case is read
            part.hide()
        self.tabs.shown.connect(lambda _key: self._on_part_shown())

    def details(self) -> DetailsTab | None:
        """The part with the values, once it was shown."""
        part = self.tabs.made.get("details")
        return part if isinstance(part, DetailsTab) else None

    def is_untouched(self) -> bool:
        """Whether nothing is in hand here, so that nobody misses the tab when the next case takes its place."""
        details = self.details()
        in_editor = details is not None and details.editor is not None
        return self.acts.act is None and not in_editor and self.timeline.note.is_blank()

    def show_facts(self, facts: CaseFacts, before: CaseFacts | None, why_not_next: str) -> None:
        """Show the case as it was read.

        Args:
            before: as it was shown until now.
            why_not_next: why the next step cannot be done now; its button is not shown then.
        """
        self.banner.show_identity(facts.identity)
        self.next_step.show_facts(facts, why_not_next)
        if before is not None:  # what came meanwhile is told in an alert
            self.shared.take_told([line for line in facts.alongside if line not in before.alongside])
        self.shared.show_facts(facts.clashes, facts.alongside, facts.held)
        self.tabs.show_facts(facts)
        self.acts.take_facts(facts)
        self.banner.show()
        if self.body.currentWidget() is self.gone:  # it may be seen again
            self.body.setCurrentWidget(self.tabs)
        self.tabs.setVisible(self.body.currentWidget() is self.tabs)
        self.next_step.setVisible(self.acts.act is None)
        tab_in_reading_order(self)

    def show_gone(self, why: str) -> None:
        """The case is not there, or not for who is at the keyboard now."""
        self.facts = None
        self.gone.say("This case is not shown", why)
        self.body.setCurrentWidget(self.gone)
        for part in (self.banner, self.shared, self.next_step):
            part.hide()

    def _on_part_shown(self) -> None:
        tab_in_reading_order(self)
        self.context.registry.refresh()
