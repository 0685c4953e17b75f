"""The acts on the people of a case: add somebody, consent and authority, link to the register, equalities."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from caseworker.actions.equalities import NOT_DISCLOSED, QUESTIONS, equalities_of, record_equalities
from caseworker.actions.people_case import ROLES, Consent, add_party, record_consent
from caseworker.actions.people_register import link_parties
from caseworker.domain.fields import label_of
from caseworker.domain.fold import EntityState
from caseworker.errors import Problem
from ui.cases.acts.birth import birth_values
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.context import Context
from ui.intake.choices import PREFERRED_CONTACT
from ui.people.person_picker import PersonPicker
from ui.widgets.birth_field import BirthField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import EmailField, PersonField, PhoneField, PostcodeField, TextField

_OPTIONAL = {"empty": "Not given", "optional": True}


class AddPartyPanel(ActPanel):
    """Anybody else of the case: a child, the father, a representative, another contact."""

    name = "case.add_person"
    heading_words = draft_title = "Add a person to the case"
    button_words = "Add person"
    beside = ("relationship", "email", "postcode", "adjustments")

    def build(self) -> None:
        """Who, what they are, how to reach them."""
        lists = self.context.office.vocabulary
        relations = [(e.code, e.label) for e in lists.offered("relationships")]
        roles = [(e.code, e.label) for e in lists.offered("raised_by")]
        self.birth = BirthField(self.context.today)
        part = ChoiceField(list(ROLES.items()))
        self.add("role", "Part in the case", part, needed=True)
        self.add("full_name", "Full name", PersonField(), needed=True)
        self.add("raised_by", "Role", ChoiceField(roles, **_OPTIONAL))
        self.add("relationship", "Relationship to the child", ChoiceField(relations, **_OPTIONAL))
        self.add("phone", "Phone", PhoneField())
        self.add("email", "Email", EmailField())
        self.add("address_lines", "Address", AddressField())
        self.add("postcode", "Postcode", PostcodeField())
        prefers = ChoiceField(PREFERRED_CONTACT, empty="No preference", optional=True)
        self.add("preferred_contact", "Preferred contact", prefers)
        self.add("adjustments", "Adjustments", TextField(limit=2_000))
        self.add("born_on", "Date of birth or age", self.birth, help_words="For a child or young person.")

    def work(self) -> Work:
        """Add the person."""
        office, case_id, role = self.context.office, self.facts.case_id, self.form["role"].value()
        names = (
            "full_name",
            "raised_by",
            "relationship",
            "phone",
            "email",
            "preferred_contact",
            "adjustments",
        )
        values: dict[str, Any] = {name: self.form[name].value() for name in names}
        lines, code = self.form["address_lines"].value(), self.form["postcode"].value()
        values["address"] = {"lines": lines, "postcode": code} if lines or code else None
        values |= birth_values(self.birth.birth(), self.context.today())
        return lambda: add_party(office, case_id, role, values)


class PartyPanel(ActPanel):
    """An act on one person of the case."""

    def __init__(
        self, context: Context, facts: CaseFacts, party: EntityState, parent: QWidget | None = None
    ) -> None:
        self.party = party
        self.party_name = str(party.doc.get("full_name") or "this person")
        self.name = f"{type(self).name}:{party.id}"  # type: ignore[misc]
        super().__init__(context, facts, parent)


class ConsentPanel(PartyPanel):
    """Why they may act, what consent there is, what may be shared (WHO-8)."""

    name = "case.consent"
    heading_words = draft_title = "Consent and authority to act"
    button_words = "Save consent"
    beside = ("given_on",)

    def intro(self) -> str:
        """Whose, and what the rule asks."""
        return (
            f"About {self.party_name}. Somebody who acts for a child needs a reason: the child asked them to, or does"
            " not understand enough and it is in their interest, or consent was given. A child who understands enough"
            " is asked before anything is shared."
        )

    def build(self) -> None:
        """What is recorded now stands in the fields."""
        doc, lists, calendar = self.party.doc, self.context.office.vocabulary, self.context.office.calendar
        bases = [(e.code, e.label) for e in lists.offered("authority_bases")]
        states = [(e.code, e.label) for e in lists.offered("consents")]
        self.basis = ChoiceField(bases, empty="Not decided yet", optional=True)
        self.state = ChoiceField(states, empty="Not asked yet", optional=True)
        self.asked = DateField(self.context.today, calendar=calendar, sense="past")
        self.given = DateField(self.context.today, calendar=calendar, sense="past")
        self.limits = TextArea(2, limit=10_000)
        self.add("basis", "Why they may act", self.basis)
        self.add("state", "Consent", self.state)
        self.add("asked_on", "Consent asked for", self.asked)
        self.add("given_on", "Consent given", self.given)
        self.add("limits", "What may be shared", self.limits, help_words="Also what may not, and with whom.")
        self.form.fill(
            {
                "basis": doc.get("authority_basis") or "",
                "state": doc.get("consent") or "",
                "asked_on": _day(doc.get("consent_asked_on")),
                "given_on": _day(doc.get("consent_given_on")),
                "limits": doc.get("consent_limits") or "",
            }
        )

    def work(self) -> Work:
        """Record it."""
        office, case_id, party_id = self.context.office, self.facts.case_id, self.party.id
        consent = Consent(
            self.basis.value(),
            self.state.value(),
            self.asked.value(),
            self.given.value(),
            self.limits.value(),
        )
        return lambda: record_consent(office, case_id, party_id, consent)


class LinkPersonPanel(PartyPanel):
    """Who of the register, or of another case, this is."""

    name = "case.link_person"
    heading_words = draft_title = "Link to a person"
    button_words = "Link person"

    def intro(self) -> str:
        """What linking does."""
        return f"Who {self.party_name} is. Nothing of this case changes; their other cases are found from both sides."

    def build(self) -> None:
        """The person."""
        self.person = PersonPicker(self.context, (self.party.id,))
        self.add("person", "The person", self.person, needed=True)

    def own_problems(self) -> list[Problem]:
        """Somebody must be chosen."""
        return [] if self.person.value() else [Problem("person", "Choose the person")]

    def work(self) -> Work:
        """Link them."""
        office, person_id, party_id = self.context.office, self.person.value(), self.party.id
        return lambda: link_parties(office, person_id, [party_id])


class EqualitiesPanel(PartyPanel):
    """What a person has told for equalities monitoring; nothing of it has to be told."""

    name = "case.equalities"
    heading_words = draft_title = "Equalities monitoring"
    button_words = "Save equalities monitoring"
    beside = ("gender", "sexual_orientation", "carer")

    def intro(self) -> str:
        """Why it is asked, and who sees it."""
        return (
            f"What {self.party_name} has told for monitoring. It is optional, kept apart from the case, and seen by"
            " nobody who decides on it: it stands in no timeline, history or search of theirs."
        )

    def build(self) -> None:
        """Every question, with "Not disclosed" first."""
        lists = self.context.office.vocabulary
        known = equalities_of(self.facts.view, self.party.id)
        for name, listed in QUESTIONS.items():
            field = ChoiceField([(e.code, e.label) for e in lists.offered(listed)])
            field.set_value(str(known.doc.get(name) if known else "") or NOT_DISCLOSED)
            self.add(name, label_of("equality", name), field)

    def work(self) -> Work:
        """Record it."""
        office, case_id, party_id = self.context.office, self.facts.case_id, self.party.id
        answers = {name: str(self.form[name].value() or "") for name in QUESTIONS}
        return lambda: record_equalities(office, case_id, party_id, answers)


def _day(text: object) -> Any:
    return date.fromisoformat(str(text)) if text else None
