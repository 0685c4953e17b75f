"""The annual report: sections in the order of the 2024-25 report, and all that the guidance asks for.

Source: Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 13; Getting the Best from
Complaints 5.6 (what an annual report says); rule book 3 (REC-1 to REC-5) and 10.1.
"""

from __future__ import annotations

from caseworker.reports.documents import told
from caseworker.reports.documents.outline import Fixed, Listed, Narrative, Outline, Say, Section, tables

_STAGE_1 = (
    Section(
        "New cases",
        (
            Say(told.received),
            *tables("1a", "1b"),
            Say(told.most),
            *tables("2a", "2b", "20", "20a"),
            Say(told.carried_forward),
            *tables("28"),
        ),
        2,
    ),
    Section(
        "Common issues",
        (Narrative("issues", "what people complained of most, and why"), *tables("23a", "22")),
        2,
    ),
    Section(
        "Answered on time",
        (
            Say(told.on_time),
            *tables("3"),
            Say(told.by_division),
            *tables("4", "4n", "25", "26a", "34a", "34"),
        ),
        2,
    ),
    Section("Payment-related complaints", tables("4.1"), 2),
    Section(
        "Compliments", (*tables("4.2"), Listed("compliments", "No compliment is marked for publication.")), 2
    ),
    Section("Outcomes", (Say(told.outcomes), *tables("5", "29", "29b")), 2),
    Section("Themes", (*tables("5a", "5b"), Narrative("themes", "what the themes tell us")), 2),
)

ANNUAL = Outline(
    code="annual",
    title="Annual report on complaints, compliments and enquiries",
    about="The report on the complaints procedure that is published each year.",
    span="year",
    has_contents=True,
    source="Regs 13; Getting the Best from Complaints 5.6; rule book REC-2 to REC-5",
    sections=(
        Section(
            "Summary",
            (Say(told.received), Say(told.on_time), Narrative("summary", "the year in a few sentences")),
        ),
        Section(
            "The complaints procedures",
            (
                Fixed(
                    "Complaints about children’s social care are handled under the Children Act 1989 Representations "
                    "Procedure (England) Regulations 2006, in three stages. Other complaints follow the council’s "
                    "corporate procedure. Enquiries from Members of Parliament, councillors, the Mayor and the Chief "
                    "Executive’s office, and general enquiries, are answered by the same team and counted apart. "
                    "Whoever is not satisfied may go to the Local Government and Social Care Ombudsman."
                ),
                *tables("35"),
            ),
        ),
        Section("Stage 1 complaints and enquiries", ()),
        *_STAGE_1,
        Section("Stage 2", (Say(told.stage_2), *tables("6", "6i", "30", "7b", "7a", "7"))),
        Section("Stage 3", (Say(told.stage_3), *tables("8", "9"))),
        Section("The Independent Adjudicator", tables("31")),
        Section("The Ombudsman", tables("10", "10a", "11", "32", "16c", "16b")),
        Section(
            "Who complained",
            (
                *tables("14a", "14", "14b", "38", "15", "16", "16a"),
                Narrative("groups", "what is done to reach others"),
            ),
        ),
        Section(
            "Equalities",
            (
                Fixed(
                    "Answers are voluntary. They are counted from contact records, so that somebody who complained "
                    "twice is counted twice."
                ),
                *tables("17a", "17b", "17c", "17d", "17e"),
            ),
        ),
        Section("Compensation and remedies", tables("18", "18b", "18a", "19")),
        Section(
            "Learning and service improvement",
            (
                *tables("19a"),
                Listed("learning", "No learning text is marked for publication."),
                Narrative("changes_made", "what was changed because of complaints"),
                Narrative("changes_not_made", "which recommendations were not followed, and why"),
            ),
        ),
        Section("Advocacy", tables("12", "12d", "12b", "12a")),
        Section(
            "Requests for information",
            (Say(told.information), *tables("13a", "13b", "13c", "13d", "13e", "13f")),
        ),
        Section(
            "How well the procedure works",
            (
                Narrative(
                    "effectiveness", "a review of the procedure: what works, what does not, what is next"
                ),
            ),
        ),
        Section("Conclusion", (*tables("c"), Narrative("conclusion", "what follows from all this"))),
        Section(
            "How the figures are counted",
            (Narrative("method", "anything a reader must know of the figures"),),
            is_appendix=True,
        ),
    ),
)
