"""The sections of the intake form (interface rules 4.1): how it arrived, who, child, what, files, next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.cases.many_field import ManyField
from ui.intake.advocate_part import AdvocatePart
from ui.intake.choices import PREFERRED_CONTACT, entries, kind_choices, owners, places
from ui.intake.name_field import NameField
from ui.tokens import SPACE_12
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock
from ui.widgets.field_row import FieldRow
from ui.widgets.options_field import CheckField, OptionsField
from ui.widgets.section import Section
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import EmailField, PhoneField, PostcodeField, TextField
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.intake.form import IntakeForm

_Part = tuple[QWidget, int]
_LEFT = Qt.AlignmentFlag.AlignLeft
_THEMES_SHOWN = 3


def build(form: IntakeForm) -> None:
    """Fill a form with its sections in reading order."""
    for name, title, number, fill in (
        ("arrived", "How it arrived", 1, _arrived),
        ("who", "Who is contacting us", 2, _who),
        ("child", "Child or young person", 3, _child),
        ("what", "What it is about", 4, _what),
        ("files", "Files", 5, _files),
        ("next", "Next", 6, _next),
    ):
        section = Section(title, number=number)
        section.body.setSpacing(SPACE_12)
        form.sections[name] = section
        if name == "what":
            form.columns.begin_second(section)
        else:
            form.columns.addWidget(section)
        fill(form, section)


def _arrived(form: IntakeForm, section: Section) -> None:
    lists, office = form.office.vocabulary, form.office
    kind = _block(form, "kind", "Type", ChoiceField(kind_choices()))
    channel = _with_words(
        _block(form, "channel", "Channel", ChoiceField(entries(lists, "channels"))), form.spoken_note
    )
    received = DateField(form.today, calendar=office.calendar, sense="past")
    layout = kind.layout()
    assert layout is not None
    layout.addWidget(form.help_button)
    layout.setAlignment(form.help_button, _LEFT)
    _row(form, section, (kind, 1), (channel, 1))
    _row(form, section, (_block(form, "received_on", "Date received", received), 1), (_due(form), 1))


def _who(form: IntakeForm, section: Section) -> None:
    lists = form.office.vocabulary
    _row(form, section, (_block(form, "full_name", "Full name", NameField()), 1))
    role = ChoiceField(entries(lists, "raised_by"), optional=True, empty="Not asked")
    relation = ChoiceField(entries(lists, "relationships"), optional=True, empty="Not asked")
    _row(
        form,
        section,
        (_block(form, "raised_by", "Role", role), 1),
        (_block(form, "relationship", "Relationship to the child", relation), 1),
        (_block(form, "ward", "Ward or constituency", TextField(limit=120)), 1),
    )
    _row(
        form,
        section,
        (_block(form, "phone", "Phone", PhoneField()), 1),
        (_block(form, "email", "Email", EmailField()), 1),
    )
    prefers = ChoiceField(PREFERRED_CONTACT, optional=True, empty="No preference")
    _row(
        form,
        section,
        (_block(form, "address_lines", "Address", AddressField()), 3),
        (_block(form, "postcode", "Postcode", PostcodeField()), 2),
    )
    _row(
        form,
        section,
        (_block(form, "preferred_contact", "Preferred contact", prefers), 2),
        (_block(form, "adjustments", "Adjustments and contact warnings", TextField(limit=2_000)), 3),
    )


def _child(form: IntakeForm, section: Section) -> None:
    form.add_child()
    section.add(form.add_child_button)
    section.body.setAlignment(form.add_child_button, _LEFT)
    form.advocate = AdvocatePart(form)
    section.add(form.advocate)


def _what(form: IntakeForm, section: Section) -> None:
    lists = form.office.vocabulary
    requester = ChoiceField(entries(lists, "requester_types"), optional=True, empty="Not asked")
    _row(
        form,
        section,
        (_block(form, "subject", "Subject", TextField(limit=300)), 3),
        (_block(form, "requester_type", "Requester", requester), 2),
    )
    section.add(_block(form, "summary", "What happened", TextArea(4)))
    section.add(_block(form, "wants", "What they want to happen", TextArea(2)))
    risk = OptionsField(entries(lists, "risk"))
    section.add(_with_words(_block(form, "risk", "Child at risk now", risk), form.risk_note))
    where = ChoiceField(places(lists), empty="Type a few letters of the service or team")
    section.add(_with_words(_block(form, "service", "Service or team", where), form.place))
    theme = ChoiceField(entries(lists, "themes"), optional=True, empty="Choose one")
    others = ManyField(entries(lists, "themes"), shown=_THEMES_SHOWN)
    section.add(_block(form, "theme", "Main category", theme))
    section.add(_block(form, "other_themes", "Other themes", others))
    _row(
        form,
        section,
        (_block(form, "payment_related", "Payment related", CheckField("It is about a payment")), 1),
        (_block(form, "staff_named", "Staff named", TextField(limit=300)), 1),
    )


def _files(form: IntakeForm, section: Section) -> None:
    section.add(form.files)


def _next(form: IntakeForm, section: Section) -> None:
    owner = ChoiceField(owners(form.office, form.today()), optional=True, empty="Nobody yet")
    prepare = CheckField("Prepare the letter after logging")
    _row(
        form,
        section,
        (_block(form, "owner_id", "Owner", owner), 1),
        (_block(form, "acknowledge", "Acknowledgement", prepare), 1),
    )


def _block(form: IntakeForm, name: str, label: str, field: Field) -> FieldBlock:
    return form.take(FieldBlock(name, label, field))


def _with_words(block: FieldBlock, words: Words) -> FieldBlock:
    """A block that says something more beneath its field."""
    layout = block.layout()
    assert layout is not None
    layout.addWidget(words)
    words.hide()
    return block


def _due(form: IntakeForm) -> QWidget:
    """When an answer would be due (S2); beside the date it follows from."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Words("Answer due", bold=True))
    column.addWidget(form.due)
    column.addStretch(1)
    return holder


def _row(form: IntakeForm, section: Section, *parts: _Part) -> None:
    holder = QWidget()
    row = FieldRow(holder)
    for widget, weight in parts:
        row.add(widget, weight)
    section.add(holder)
    form.rows.append(holder)
