"""The quarterly pack for the directorate's management team, and the learning report beside it.

Source: rule book 10.1 (the tables of the reports by quarter); Getting the Best from Complaints 5.5 (learning).
"""

from __future__ import annotations

from caseworker.reports.documents import told
from caseworker.reports.documents.outline import Listed, Narrative, Outline, Say, Section, tables

QUARTERLY = Outline(
    code="quarterly",
    title="Complaints and enquiries: quarterly pack",
    about="What came, what was answered on time and what is carried forward in a quarter.",
    span="quarter",
    has_contents=True,
    source="Rule book 10.1; Getting the Best from Complaints 5.5",
    sections=(
        Section(
            "In short",
            (
                Say(told.received),
                Say(told.on_time),
                Say(told.carried_forward),
                Narrative("summary", "the quarter in a few sentences"),
            ),
        ),
        Section(
            "Received",
            tables("1b", "2b", "20", "20a", "23a"),
        ),
        Section(
            "Answered on time",
            (*tables("3", "4", "25", "25a", "26a", "34"),),
        ),
        Section(
            "Outcomes",
            (Say(told.outcomes), *tables("5", "29", "5a", "5b")),
        ),
        Section(
            "Later stages and the Ombudsman",
            (Say(told.stage_2), *tables("6", "6i", "7", "7a", "8", "10", "11")),
        ),
        Section(
            "Compliments",
            (*tables("4.2"), Listed("compliments", "No compliment is marked for publication.")),
        ),
        Section("Compensation and actions", tables("18", "19")),
        Section("Requests for information", (Say(told.information), *tables("13a", "13c"))),
        Section("Advocacy", tables("12", "12a")),
        Section("Carried forward", tables("28", "28a")),
    ),
)

LEARNING = Outline(
    code="learning",
    title="Learning from complaints",
    about="What was upheld, what was agreed because of it, what is overdue, and the lessons by service.",
    span="quarter",
    has_contents=False,
    source="Getting the Best from Complaints 5.5; rule book REC-3 (learning and service improvement)",
    in_short=True,
    sections=(
        Section("What was upheld", (Say(told.upheld_points), *tables("5a", "19a", "22"))),
        Section("What was agreed", tables("19", "19b")),
        Section(
            "Lessons",
            (
                Listed("learning", "No learning text is marked for publication."),
                Narrative("changes_made", "what was changed because of complaints"),
            ),
        ),
    ),
)
