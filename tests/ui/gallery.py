"""One of each shared part on a page, for the accessibility tests and for looking at."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.alert_strip import Alert, AlertAction, AlertStrip
from ui.widgets.birth_field import BirthField
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identity_banner import Identity, IdentityBanner
from ui.widgets.key_value_list import KeyValue, KeyValueList
from ui.widgets.options_field import CheckField, OptionsField
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.section import Section
from ui.widgets.tag import KINDS, Tag
from ui.widgets.text_area import AddressField, TextArea
from ui.widgets.text_field import EmailField, PersonField, PhoneField, PostcodeField
from ui.widgets.timeline import Timeline, TimelineItem
from ui.widgets.words import heading

TODAY = date(2025, 10, 15)
Row = tuple[str, str, str, str, str, str]


class FormGallery(QWidget):
    """Every field on one form, with its summary and buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        column = _scrolled(self)
        column.addWidget(heading("Log a case", "page"))
        column.addWidget(self.summary)
        self.section = Section("How it arrived", number=1)
        column.addWidget(self.section)
        for block in self._blocks():
            self.section.add(self.form.add(block))
        row = FlowLayout(gap=8)
        for button in (
            Button("Log case", kind="primary"),
            Button("Close, keep draft"),
            Button("Discard draft"),
        ):
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(1)

    def _blocks(self) -> list[FieldBlock]:
        kinds = [("CA", "Statutory complaint, stage 1"), ("MP", "MP enquiry")]
        risks = [("no", "No"), ("yes", "Yes"), ("unsure", "Not sure")]
        many = [(str(n), f"Category {n}") for n in range(40)]
        help_words = "Such as 27/3/2026, today, or mon"
        return [
            FieldBlock("kind", "Type", ChoiceField(kinds), needed=True),
            FieldBlock(
                "received_on", "Date received", DateField(lambda: TODAY), help_words=help_words, needed=True
            ),
            FieldBlock("name", "Full name", PersonField(), needed=True),
            FieldBlock("phone", "Phone", PhoneField()),
            FieldBlock("email", "Email", EmailField()),
            FieldBlock("address", "Address", AddressField()),
            FieldBlock("postcode", "Postcode", PostcodeField()),
            FieldBlock("born", "Date of birth or age", BirthField(lambda: TODAY), group="Child 2"),
            FieldBlock("risk", "Is a child at risk now?", OptionsField(risks), needed=True),
            FieldBlock("what", "What happened", TextArea(), needed=True),
            FieldBlock("category", "Main category", ChoiceField(many)),
            FieldBlock("letter", "", CheckField("Prepare the acknowledgement")),
        ]


class CaseGallery(QWidget):
    """Banner, timeline, details, tags."""

    def __init__(self) -> None:
        super().__init__()
        column = _scrolled(self)
        self.strip = AlertStrip()
        self.strip.raise_alert(
            Alert("success", "Case logged", "CYP-2025-0412 is due Tuesday 28 October 2025.",
                  (AlertAction("Write acknowledgement", lambda: None), AlertAction("Undo", lambda: None)))
        )  # fmt: skip
        self.banner = IdentityBanner(EXAMPLE_IDENTITY)
        self.timeline = Timeline()
        self.timeline.set_items(EXAMPLE_ITEMS)
        self.details = KeyValueList(EXAMPLE_DETAILS)
        tags = QWidget()
        flow = FlowLayout(tags)
        for kind in KINDS:
            flow.addWidget(Tag(kind))
        column.addWidget(self.strip)
        column.addWidget(self.banner)
        column.addWidget(tags)
        column.addWidget(self.details)
        column.addWidget(self.timeline)


class TableGallery(QWidget):
    """A work list of thirty rows."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        self.model = example_model()
        self.table = CaseTable("Work list")
        self.table.set_model(self.model)
        column.addWidget(heading("Work list", "page"))
        column.addWidget(self.table)


EXAMPLE_IDENTITY = Identity(
    "CYP-2025-0412", "Statutory complaint, stage 1", "due_soon", "", "2 working days left, due Friday 17 October",
    "Marie Osei", "Kofi Osei", "Born 14 Feb 2013 (12)", "",
    (("restricted", "Restricted"), ("safety", "Safety alert"), ("", "Adjustments: large print 18 point")),
)  # fmt: skip
EXAMPLE_ITEMS = (
    TimelineItem("3", "Acknowledgement sent", "13 October 2025 at 9:32am", "Asha Khan", "Letter L01 to Marie Osei.",
                 "Letters", "letter", "Open letter"),
    TimelineItem("2", "Note added", "10 October 2025 at 4:05pm", "Ali Demir", "Calls after 3pm.", "Notes", "note"),
    TimelineItem("1", "Case logged", "9 October 2025", "Asha Khan", "By telephone", "Steps", "logged"),
)  # fmt: skip
EXAMPLE_DETAILS = (
    KeyValue("owner", "Owner", "Asha Khan"),
    KeyValue("service", "Service or team", "Looked After Children North"),
    KeyValue("phone", "Phone", ""),
    KeyValue("reference", "Reference", "CYP-2025-0412", may_change=False),
)


def example_rows(number: int = 30) -> list[Row]:
    """Rows of a work list."""
    due = [
        ("3 days late", "overdue"),
        ("Due today", "due_today"),
        ("2 days left", "due_soon"),
        ("Paused", "paused"),
    ]
    people, kinds = (
        ("Marie Osei", "Tom Clarke", "Siân Davies"),
        ("Statutory complaint, stage 1", "MP enquiry", "FOI"),
    )
    owners = ("Asha Khan", "Ali Demir")
    return [
        (f"CYP-2025-{400 + n:04}", *due[n % 4], people[n % 3], kinds[n % 3], owners[n % 2])
        for n in range(number)
    ]


def example_model(number: int = 30) -> RowsModel[Row]:
    """A model of those rows."""
    columns: list[Column[Row]] = [
        Column("reference", "Reference", lambda row: row[0], width=16),
        Column("due", "Due", lambda row: row[1], tag=lambda row: row[2], width=15),
        Column("person", "Person", lambda row: row[3], width=16),
        Column("kind", "Type", lambda row: row[4], width=0, may_filter=True),
        Column("owner", "Owner", lambda row: row[5], width=14, may_filter=True),
    ]
    model = RowsModel(
        columns, speak=lambda row: ", ".join((row[0], row[3], row[4], row[1])), key=lambda row: row[0]
    )
    model.set_rows(example_rows(number))
    return model


def _scrolled(page: QWidget) -> QVBoxLayout:
    area, inner = QScrollArea(), QWidget()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    column = QVBoxLayout(inner)
    column.setContentsMargins(24, 16, 24, 24)
    column.setSpacing(12)
    return column
