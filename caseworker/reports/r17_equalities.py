"""Tables 17a to 17e: equalities of those who complained or asked, as far as they told us.

Contacts are counted, not people. Source: rule book 10.1 (LEW20 10-14), section 8, 10.3 (publication).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from caseworker.reports.axes import NOT_RECORDED, Axis, Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.equality_words import OTHER_WORDS
from caseworker.reports.r14_who import COMPLAINTS_HEADING, ENQUIRIES_HEADING
from caseworker.reports.stage_rows import enquiries, first_stages, stage_ones
from caseworker.reports.table import Chart, Report, Table

_CHARTED = 10


def _table_of(column: str, list_name: str, row_heading: str) -> Callable[[Brief], Table]:
    def build(brief: Brief) -> Table:
        report = _REPORTS[column]
        received = first_stages(brief).between("received_on", brief.period)
        rows = _rows(brief, column, list_name)
        charted = [row.heading for row in rows if row.rows & received and row.heading != NOT_RECORDED]
        return crosstab(
            report,
            brief,
            row_heading=row_heading,
            rows=rows,
            columns=(
                Entry(COMPLAINTS_HEADING, stage_ones(brief)),
                Entry(ENQUIRIES_HEADING, enquiries(brief)),
            ),
            base=received,
            total_row=True,
            total_column=True,
            percent_column=True,
            speaks_of=TOTAL,
            charts=[Chart(report.title, "bars", "rows", (TOTAL,), tuple(charted[:_CHARTED]))]
            if charted
            else (),
        )

    return build


def _rows(brief: Brief, column: str, list_name: str) -> Axis:
    """The list's entries, under which other systems' words for the same stand too."""
    received = first_stages(brief).between("received_on", brief.period)
    rows: dict[str, Entry] = {}
    for entry in by_list(brief, column, list_name, received, always=_always(brief, list_name)):
        code = OTHER_WORDS.get(entry.heading.casefold(), "")
        known = code and brief.words.has(list_name, code)
        heading = brief.label(list_name, code) if known else entry.heading
        before = rows.get(heading)
        rows[heading] = replace(
            entry, heading=heading, rows=entry.rows | before.rows if before else entry.rows
        )
    order = [brief.label(list_name, entry.code) for entry in brief.words.entries(list_name)]
    last = len(order)
    return tuple(sorted(rows.values(), key=lambda e: order.index(e.heading) if e.heading in order else last))


def _always(brief: Brief, list_name: str) -> tuple[str, ...] | None:
    """Short lists are shown whole; of long ones the first entry, "Not disclosed"."""
    entries = brief.words.entries(list_name)
    return None if len(entries) <= 12 else tuple(entry.code for entry in entries[:1])


def _report(code: str, column: str, list_name: str, row_heading: str, words: str) -> Report:
    return Report(
        code=code,
        source_id="",
        title=f"Complaints and enquiries by {words}",
        question=f"Who reaches us, by {words}?",
        population="Stage 1 complaints and enquiries received in the period, whatever became of them.",
        basis=(
            "Counted by date received; open and extended cases count like any other. Contacts are counted, not people: "
            "somebody who wrote twice is counted twice. Answers are voluntary and are those of the person complaining; "
            "% is of all records. “Not recorded”: nobody asked."
        ),
        source="Rule book 10.1, LEW20 10-14; section 8",
        area="People",
        build=_table_of(column, list_name, row_heading),
        noun=("record", "records"),
        is_sensitive=True,
    )


TABLE_17A = _report("17a", "gender", "equality_genders", "Gender", "gender")
TABLE_17B = _report("17b", "ethnicity", "equality_ethnicities", "Ethnicity", "ethnicity")
TABLE_17C = _report("17c", "disability", "equality_disabilities", "Disability", "disability")
TABLE_17D = _report(
    "17d", "sexual_orientation", "equality_orientations", "Sexual orientation", "sexual orientation"
)
TABLE_17E = _report("17e", "age_band", "equality_age_bands", "Age band", "age band")

_REPORTS = {
    "gender": TABLE_17A, "ethnicity": TABLE_17B, "disability": TABLE_17C, "sexual_orientation": TABLE_17D,
    "age_band": TABLE_17E,
}  # fmt: skip
