"""The annual report: sections in the order of the 2024-25 report, and all that the guidance asks for.

Source: Children Act 1989 Representations Procedure (England) Regulations 2006, reg. 13; Getting the Best from
Complaints 5.6 (what an annual report says); rule book 3 (REC-1 to REC-5) and 10.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.domain.periods import Period
from caseworker.reports.columns import COMPLAINTS, HEADINGS, TOTAL
from caseworker.reports.documents.outline import (
    Fixed,
    Listed,
    Narrative,
    Outline,
    Say,
    Section,
    ShowTable,
    Tables,
)
from caseworker.reports.documents.sentences import (
    Sentence,
    compared,
    growth,
    number,
    percent,
    ratio,
    say,
    share,
    word,
)
from caseworker.reports.table import At, Table

CORPORATE, STATUTORY = (HEADINGS[kind] for kind in COMPLAINTS)


def _years(table: Table | None) -> list[str]:
    """The headings of the year asked for and those before it, the latest first, of a table of years."""
    if table is None:
        return []
    pairs = zip(table.row_headings, table.row_periods, strict=False)
    return [heading for heading, _days in sorted(pairs, key=lambda pair: pair[1].first, reverse=True)]


def _received(tables: Tables, period: Period) -> Iterator[Sentence]:
    years = _years(tables.get("1b"))
    if len(years) < 2:
        return
    now, before = years[:2]
    yield say(
        f"{{}} received in {period.label}, {{}} in {before}.",
        number(At("1b", now, TOTAL), "new case was", "new cases were"),
        compared(At("1b", now, TOTAL), At("1b", before, TOTAL)),
    )
    for heading, words in ((CORPORATE, "corporate complaints"), (STATUTORY, "statutory complaints")):
        yield say(
            f"There were {{}} {words} at stage 1, {{}} on {before}.",
            number(At("1b", now, heading)),
            growth(At("1b", now, heading), At("1b", before, heading)),
        )


def _most(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("2b")
    if table is None or len(table.row_headings) < 3:
        return
    months = table.row_headings[:-1]
    most = max(months, key=lambda month: table.cell(month, TOTAL).value or 0)
    least = min(months, key=lambda month: table.cell(month, TOTAL).value or 0)
    yield say(
        f"The most cases came in {most} ({{}}), the fewest in {least} ({{}}).",
        number(At("2b", most, TOTAL)),
        number(At("2b", least, TOTAL)),
    )


def _on_time(tables: Tables, period: Period) -> Iterator[Sentence]:
    for heading, words in (
        (CORPORATE, "corporate complaints"),
        (STATUTORY, "statutory complaints at stage 1"),
    ):
        yield say(
            f"Of the {words} received in the period, {{}} were answered on time.",
            share(At("4", TOTAL, heading)),
        )


def _by_division(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("4")
    if table is None:
        return
    for division in table.row_headings[:-1]:
        yield say(
            f"{division} answered {{}} of its corporate complaints on time.",
            percent(At("4", division, CORPORATE)),
        )


def _outcomes(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("5")
    if table is None:
        return
    wanted = ("Upheld", "Partly upheld", "Not upheld")
    if all(row in table.row_headings for row in wanted):
        yield say(
            "Of {} whose outcome is counted here, {} were upheld, {} partly upheld and {} not upheld.",
            number(At("5", TOTAL, TOTAL), "complaint", "complaints"),
            *(number(At("5", row, TOTAL)) for row in wanted),
        )


def _stage_2(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("6")
    if table is None or not table.row_headings:
        return
    rows, column = table.row_headings, table.column_headings[0]
    totals = [row for row in rows if row.endswith(TOTAL)]
    if len(totals) > 1:
        yield say(
            "{} received at stage 2, {} in the year before.",
            number(At("6", totals[0], column), "request was", "requests were"),
            compared(At("6", totals[0], column), At("6", totals[1], column)),
        )
    if "1b" in tables and totals:
        now = _years(tables["1b"])[0]
        yield say(
            "That is {} of the corporate complaints and {} of the statutory complaints received in the period.",
            ratio(At("6", rows[2], column), At("1b", now, CORPORATE)),
            ratio(At("6", rows[1], column), At("1b", now, STATUTORY)),
        )


def _stage_3(tables: Tables, period: Period) -> Iterator[Sentence]:
    years = _years(tables.get("8"))
    if years:
        column = tables["8"].column_headings[0]
        yield say(
            "{} made at stage 3.",
            word(At("8", years[0], column), "request was", "requests were"),
        )


def _information(tables: Tables, period: Period) -> Iterator[Sentence]:
    table = tables.get("13a")
    if table is not None and table.has_total_row:
        yield say(
            "{} received in the period, and {} asked for.",
            number(At("13a", TOTAL, table.column_headings[0]), "request was", "requests were"),
            word(At("13a", TOTAL, table.column_headings[1]), "internal review was", "internal reviews were"),
        )


_STAGE_1 = (
    Section(
        "New cases",
        (
            Say(_received),
            ShowTable("1a"),
            ShowTable("1b"),
            Say(_most),
            ShowTable("2a"),
            ShowTable("2b"),
            ShowTable("20"),
        ),
        2,
    ),
    Section(
        "Common issues", (Narrative("issues", "what people complained of most, and why"), ShowTable("23")), 2
    ),
    Section(
        "Answered on time",
        (Say(_on_time), ShowTable("3"), Say(_by_division), ShowTable("4"), ShowTable("4n")),
        2,
    ),
    Section("Payment-related complaints", (ShowTable("4.1"),), 2),
    Section(
        "Compliments",
        (ShowTable("4.2"), Listed("compliments", "No compliment is marked for publication.")),
        2,
    ),
    Section("Outcomes", (Say(_outcomes), ShowTable("5")), 2),
    Section("Themes", (ShowTable("5a"), ShowTable("5b"), Narrative("themes", "what the themes tell us")), 2),
)

ANNUAL = Outline(
    code="annual",
    title="Annual report on complaints, compliments and enquiries",
    about="The report on the complaints procedure that is published each year.",
    span="year",
    has_contents=True,
    source="Regs 13; Getting the Best from Complaints 5.6; rule book REC-2 to REC-5",
    sections=(
        Section("Summary", (Say(_received), Say(_on_time), Narrative("summary", "the year in a few sentences"))),
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
                ShowTable("21"),
            ),
        ),
        Section("Stage 1 complaints and enquiries", ()),
        *_STAGE_1,
        Section("Stage 2", (Say(_stage_2), ShowTable("6"), ShowTable("6i"), ShowTable("7a"), ShowTable("7"))),
        Section("Stage 3", (Say(_stage_3), ShowTable("8"), ShowTable("9"))),
        Section("The Ombudsman", (ShowTable("10"), ShowTable("11"))),
        Section(
            "Who complained",
            (ShowTable("14"), ShowTable("15"), ShowTable("16"), Narrative("groups", "what is done to reach others")),
        ),
        Section(
            "Equalities",
            (
                Fixed(
                    "Answers are voluntary. They are counted from contact records, so that somebody who complained "
                    "twice is counted twice."
                ),
                *(ShowTable(code) for code in ("17a", "17b", "17c", "17d", "17e")),
            ),
        ),
        Section("Compensation and remedies", (ShowTable("18"), ShowTable("18a"), ShowTable("19"))),
        Section(
            "Learning and service improvement",
            (
                ShowTable("19a"),
                Listed("learning", "No learning text is marked for publication."),
                Narrative("changes_made", "what was changed because of complaints"),
                Narrative("changes_not_made", "which recommendations were not followed, and why"),
            ),
        ),
        Section("Advocacy", (ShowTable("12"), ShowTable("12a"))),
        Section(
            "Requests for information",
            (Say(_information), *(ShowTable(code) for code in ("13a", "13b", "13c", "13d", "13f"))),
        ),
        Section(
            "How well the procedure works",
            (Narrative("effectiveness", "a review of the procedure: what works, what does not, what comes next"),),
        ),
        Section("Conclusion", (ShowTable("c"), Narrative("conclusion", "what follows from all this"))),
        Section(
            "How the figures are counted",
            (Narrative("method", "anything a reader must know of the figures"),),
            is_appendix=True,
        ),
    ),
)  # fmt: skip
