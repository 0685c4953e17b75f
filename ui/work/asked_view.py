"""What was asked of services, on the case: what is waited for first, then what came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.contributions import service_words
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.work import is_late, open_contributions
from caseworker.office import Office
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.words import Words, heading


class AskedView(QWidget):
    """The section "Asked of services"; hidden where nothing ever was and nothing may be.

    Signals:
        ask_asked: a service is to be asked; reply_asked: a reply is to be recorded.
        removed(str): the request of that id is taken back.
    """

    ask_asked = Signal()
    reply_asked = Signal()
    removed = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: object = None
        self._parts: list[QWidget] = []
        self.ask = Button("Ask a service", self.ask_asked.emit, icon="people")
        self.reply = Button("Record a service's reply", self.reply_asked.emit)
        self.empty = Words("Nothing was asked of a service.", tone="muted")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 16)
        self.column.setSpacing(8)
        self.column.addWidget(heading("Asked of services"))
        self.column.addWidget(self.empty)
        self.buttons = FlowRow(gap=12)
        self.buttons.addWidget(self.ask)
        self.buttons.addWidget(self.reply)
        self.column.addWidget(self.buttons)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show what is asked and what came."""
        asked = facts.view.of_kind("contribution")
        wanted = (asked, facts.can_edit, facts.view.status)
        if wanted == self._shown:
            return
        self._shown = wanted
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        waiting = open_contributions(asked)
        came = [each for each in reversed(asked) if each.doc.get("received_on")]
        self._parts = [self._part(each, facts.can_edit) for each in (*waiting, *came)]
        for place, part in enumerate(self._parts, 1):
            self.column.insertWidget(place, part)
        self.empty.setVisible(not asked)
        may = facts.can_edit and facts.view.status.is_active
        self.ask.setVisible(may)
        self.reply.setVisible(bool(waiting) and "note" in facts.may and not facts.read_only)
        self.buttons.setVisible(may or bool(waiting))

    def first_focus(self) -> QWidget | None:
        """The button that is shown first, if any."""
        return next((button for button in (self.ask, self.reply) if not button.isHidden()), None)

    def _part(self, asked: EntityState, may: bool) -> QWidget:
        office, doc = self._context.office, asked.doc
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        service = service_words(office, str(doc.get("service") or ""))
        team = office.vocabulary.label("teams", str(doc["team"])) if doc.get("team") else ""
        column.addWidget(Words(f"{service}, {team}" if team else service, bold=True))
        for line in asked_lines(office, asked):
            column.addWidget(Words(line))
        if may and not doc.get("received_on"):
            button = LinkButton("No longer asked for", lambda: self.removed.emit(asked.id))
            button.setAccessibleName(f"No longer asked for: {service}, {str(doc.get('what') or '')[:60]}")
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return part


def asked_lines(office: Office, asked: EntityState) -> Iterator[str]:
    """What there is to say about one request, line by line."""
    doc = asked.doc
    yield str(doc.get("what") or "")
    due = f", due {_day(doc.get('due_on'))}" if doc.get("due_on") else ""
    if doc.get("received_on"):
        late = " late" if doc.get("due_on") and str(doc["received_on"]) > str(doc["due_on"]) else ""
        yield f"Received{late} on {_day(doc['received_on'])}, asked on {_day(doc.get('asked_on'))}{due}"
        if doc.get("reply"):
            yield f"Reply: {doc['reply']}"
    elif is_late(doc, office.clock.today()):
        yield f"Late, was due {_day(doc.get('due_on'))}. Asked on {_day(doc.get('asked_on'))}"
    else:
        yield f"Waiting{due}. Asked on {_day(doc.get('asked_on'))}"
    who = ", ".join(str(doc[name]) for name in ("contact_name", "email") if doc.get(name))
    if who:
        yield f"Contact: {who}"
    if doc.get("chased_on"):
        yield f"Chased on {', '.join(_day(day) for day in doc['chased_on'])}"


def _day(text: object) -> str:
    return long_date(date.fromisoformat(str(text))) if text else ""
