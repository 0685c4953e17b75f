"""The shorter documents: official statistics of requests, the weekly list, the performance sheet, remedies."""

from __future__ import annotations

from caseworker.reports.documents import told
from caseworker.reports.documents.outline import EachHead, Fixed, Narrative, Outline, Say, Section, tables

FOI_STATISTICS = Outline(
    code="foi",
    title="Freedom of information: statistics",
    about="The figures that the code of practice asks larger authorities to publish.",
    span="quarter",
    has_contents=False,
    source="Code of Practice under section 45 of the Freedom of Information Act 2000, 8.5; rule book 4.3",
    sections=(
        Section("Requests", (Say(told.information), *tables("13e", "13c", "13a"))),
        Section("Years before", tables("13b", "13d")),
        Section("Other requests for information", tables("13f", "13g", "13h")),
        Section("Remarks", (Narrative("remarks", "what a reader should know of these figures"),)),
    ),
)

WEEKLY = Outline(
    code="weekly",
    title="Open, due and late",
    about="Every open piece of work by head of service, with what is due next.",
    span="week",
    has_contents=False,
    source="Rule book 1.5",
    sections=(
        Section("At a glance", (Say(told.open_and_late), *tables("36a"))),
        Section("Case by case", (EachHead(),)),
    ),
)

PERFORMANCE = Outline(
    code="performance",
    title="Performance sheet",
    about="Received, answered, on time, open and late, by kind and by service, against last month and the target.",
    span="month",
    has_contents=False,
    source="Rule book 2.2 (targets) and 10.1",
    in_short=True,
    sections=(
        Section("By kind and stage", (Say(told.carried_forward), *tables("37", "28"))),
        Section("By service", tables("37a")),
        Section("Why answers were late", (*tables("34"), Narrative("late", "what is done about it"))),
    ),
)

REMEDIES = Outline(
    code="remedies",
    title="Ombudsman: remedies and recommendations",
    about="What the Ombudsman asked for, by when, and whether it is done and proved.",
    span="quarter",
    has_contents=False,
    source="Rule book LGO-7",
    sections=(
        Section(
            "Remedies",
            (
                Fixed("A remedy counts as done once the Ombudsman accepts the proof."),
                *tables("19c"),
            ),
        ),
        Section("Decisions", tables("11", "32")),
    ),
)
