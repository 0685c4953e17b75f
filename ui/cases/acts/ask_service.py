"""Ask a service for its part of the answer: recorded on the case, which waits for it from then on."""

from __future__ import annotations

from collections.abc import Callable

from caseworker.actions.contributions import Asked, ask_service, known_contact
from caseworker.domain.dates_in_words import long_date
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import EmailField, TextField


class AskServicePanel(ActPanel):
    """Which service, what, until when, and whom there."""

    name = "case.ask_service"
    heading_words = draft_title = "Ask a service"
    button_words = "Ask service"
    foresees = ("due_on",)
    beside = ("team", "email")

    def build(self) -> None:
        """The case's own service stands in the field, with the contact known for it."""
        office, view = self.context.office, self.facts.view
        services = [(entry.code, entry.label) for entry in office.vocabulary.offered("services")]
        self.service = ChoiceField(services, empty="Choose the service")
        self.service.set_value(view.row.service)
        self.team = ChoiceField((), empty="No team", optional=True)
        self.what = TextArea(3, limit=100_000)
        self.due = DateField(self.context.today, calendar=office.calendar, sense="future")
        self.contact, self.email = TextField(30, limit=200), EmailField()
        self.add("service", "Service", self.service, needed=True)
        self.add("team", "Team", self.team)
        self.add("what", "What is asked", self.what, needed=True)
        self.add(
            "due_on", "Reply due", self.due, help_words="Such as +3 for three working days.", needed=True
        )
        self.add("contact_name", "Contact", self.contact)
        self.add("email", "Email", self.email)
        self.service.changed.connect(self._on_service)
        self._on_service()

    def intro(self) -> str:
        """What it does and does not do."""
        return "The case waits for the service until its reply is recorded. Chase writes the email."

    def foresee(self) -> Callable[[], str] | None:
        """Whether the reply comes before the deadline."""
        due, answer = self.due.value(), self.facts.view.row.due_on
        if due is None:
            return None
        words = f"The reply is due {long_date(due)}."
        if answer is not None and due >= answer:
            words += f" That is not before the answer itself is due: {long_date(answer)}."
        return lambda: words

    def work(self) -> Work:
        """Record it."""
        office, case_id = self.context.office, self.facts.case_id
        asked = Asked(
            str(self.service.value() or ""),
            str(self.what.value()),
            self.due.value(),
            str(self.team.value() or ""),
            str(self.contact.value()),
            str(self.email.value()),
        )
        return lambda: ask_service(office, case_id, asked)

    def _on_service(self) -> None:
        """Its teams are offered, and its contact is filled in."""
        service = str(self.service.value() or "")
        teams = self.context.office.vocabulary.offered("teams", None, service) if service else ()
        self.team.set_choices([(entry.code, entry.label) for entry in teams])
        self._fill_contact()

    def _fill_contact(self) -> None:
        """Who is known in the service; what somebody typed there is left alone."""
        typed = (self.contact.value(), self.email.value())
        if any(typed) and typed != self._known:
            return
        self._known = known_contact(self.context.office, self.facts.view, str(self.service.value() or ""))
        self.contact.set_value(self._known[0])
        self.email.set_value(self._known[1])

    _known: tuple[str, str] = ("", "")
