"""Tables 19 to 19d: actions that follow from complaints, upheld points, learning.

Source: rule book LGO-7, LGO-8, REC-3 (learning), 10.1 (BEX19 2.5).
"""

from __future__ import annotations

from datetime import date

from caseworker.domain.populations import Rows
from caseworker.domain.tasks import NOT_FOLLOWING
from caseworker.reports.axes import Axis, Entry, by_list, by_quarter, merged_by_label
from caseworker.reports.brief import Brief
from caseworker.reports.columns import TOTAL
from caseworker.reports.crosstab import crosstab
from caseworker.reports.measured import count_of, measured
from caseworker.reports.table import Chart, Missing, Report, Table
from caseworker.reports.wanting import of_category

AGREED, IN_TIME, LATE, OPEN, OVERDUE = "Agreed", "Done on time", "Done late", "Not done", "Of these overdue"
ALL_OPEN, ALL_OVERDUE = "Open on the last day", "Overdue on the last day"
UPHELD, PARTLY, POINTS = "Points upheld", "Points partly upheld", "Points upheld or partly"
ACTIONS, TO_PUBLISH = "Actions agreed", "Learning to publish"
_UPHELD_CODES = {UPHELD: "upheld", PARTLY: "partly_upheld"}


def actions(brief: Brief) -> Rows:
    """Everything that puts something right; reminders and telling safeguarding do not."""
    found = brief.parts_of("action")
    return found - found.where(what=NOT_FOLLOWING)


def agreed(brief: Brief) -> Rows:
    """The actions agreed in the period."""
    return actions(brief).between("from_on", brief.period)


def last_day(brief: Brief) -> date:
    """The day on which actions are open or done: the period's last, or that of the figures where it is earlier."""
    return max(brief.period.first, min(brief.period.last, brief.data_on))


def open_on_last_day(brief: Brief) -> Rows:
    """The actions not done by then, whenever they were agreed."""
    day = last_day(brief)
    return actions(brief) & brief.parts.open_on(day)


def overdue_on_last_day(brief: Brief) -> Rows:
    """Those of them whose day has passed; one that is due that day is not overdue."""
    passed = brief.parts.recorded("due_on") - brief.parts.after("due_on", last_day(brief))
    return open_on_last_day(brief) & passed - brief.parts.where(due_on=last_day(brief).isoformat())


def done_late(brief: Brief) -> Rows:
    """The actions done after the day they were due."""
    parts = brief.parts
    return actions(brief) & parts.recorded("due_on") & parts.before("due_on", "to_on")


def _by_service(brief: Brief) -> Table:
    mine = agreed(brief)
    not_done = mine & brief.parts.after("to_on", last_day(brief))
    done, late = mine - not_done, done_late(brief)
    open_, overdue = open_on_last_day(brief), overdue_on_last_day(brief)
    columns = (
        count_of(AGREED, mine),
        count_of(IN_TIME, done - late),
        count_of(LATE, done & late),
        count_of(OPEN, not_done),
        count_of(OVERDUE, not_done & overdue),
        count_of(ALL_OPEN, open_),
        count_of(ALL_OVERDUE, overdue),
    )
    services = by_list(brief, "service", "services", mine | open_)
    return measured(
        TABLE_19,
        brief,
        row_heading="Service",
        rows=services,
        columns=columns,
        base=mine | open_,
        speaks_of=AGREED,
        total_row=True,
        across=[(AGREED, (IN_TIME, LATE, OPEN))],
        within=[(OVERDUE, OPEN, ""), (ALL_OVERDUE, ALL_OPEN, ""), (OVERDUE, ALL_OVERDUE, "")],
        missing=[Missing("the service", (mine | open_).where(service=""))],
        charts=[
            Chart(
                "Actions agreed",
                "bars",
                "rows",
                (IN_TIME, LATE, OPEN),
                tuple(row.heading for row in services if row.rows & mine),
            )
        ],
    )


def points(brief: Brief) -> Rows:
    """The points of complaint upheld or partly upheld in the period."""
    found = brief.parts_of("point").where(what=tuple(_UPHELD_CODES.values()))
    return found.between("from_on", brief.period)


def _learning_by_theme(brief: Brief) -> Table:
    base = points(brief) | agreed(brief)
    rows = _themes(brief, base)
    return _learning(TABLE_19A, brief, "Theme", rows, base, of_category(base))


def _themes(brief: Brief, base: Rows) -> Axis:
    """Learning themes of the actions that have one, otherwise the main category of the case."""
    pairs = [(_theme(brief, code), code) for code in base.split("theme") if code]
    found = merged_by_label(sorted(pairs, key=lambda pair: pair[0].casefold()))
    axis = [Entry(heading, brief.parts.where(theme=codes)) for heading, codes in found.items()]
    none = brief.parts.where(theme="")
    return (*axis, Entry("Not recorded", none)) if none & base else tuple(axis)


def _theme(brief: Brief, code: str) -> str:
    return brief.label("learning_themes" if brief.words.has("learning_themes", code) else "themes", code)


def _learning_by_service(brief: Brief) -> Table:
    base = points(brief) | agreed(brief)
    services = by_list(brief, "service", "services", base)
    return _learning(
        TABLE_19D, brief, "Service", services, base, Missing("the service", base.where(service=""))
    )


def _learning(
    report: Report, brief: Brief, row_heading: str, rows: Axis, base: Rows, missing: Missing
) -> Table:
    upheld, mine = points(brief), agreed(brief)
    of_points = [count_of(heading, upheld.where(what=code)) for heading, code in _UPHELD_CODES.items()]
    columns = (
        *of_points,
        count_of(POINTS, upheld),
        count_of(ACTIONS, mine),
        count_of(OVERDUE, mine & overdue_on_last_day(brief)),
        count_of(TO_PUBLISH, mine.where(may_publish="1")),
    )
    return measured(
        report,
        brief,
        row_heading=row_heading,
        rows=rows,
        columns=columns,
        base=base,
        speaks_of=ACTIONS,
        total_row=True,
        across=[(POINTS, (UPHELD, PARTLY))],
        within=[(TO_PUBLISH, ACTIONS, ""), (OVERDUE, ACTIONS, "")],
        missing=[missing],
        charts=[Chart(report.title, "bars", "rows", (POINTS, ACTIONS), tuple(row.heading for row in rows))]
        if rows
        else (),
    )


def _by_kind(brief: Brief) -> Table:
    mine = agreed(brief)
    pairs = [(_kind(brief, code), code) for code in mine.split("what") if code]
    found = merged_by_label(sorted(pairs, key=lambda pair: pair[0].casefold()))
    rows = [Entry(heading, brief.parts.where(what=codes)) for heading, codes in found.items()]
    if mine.where(what=""):
        rows.append(Entry("Not recorded", brief.parts.where(what="")))
    return crosstab(
        TABLE_19B,
        brief,
        row_heading="Kind of action",
        rows=tuple(rows),
        columns=by_quarter(brief, lambda days: brief.parts.between("from_on", days)),
        base=mine,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[Missing("the kind of action", mine.where(what=""))],
        speaks_of=TOTAL,
        charts=[Chart(TABLE_19B.title, "bars", "rows", (TOTAL,), tuple(row.heading for row in rows))]
        if rows
        else (),
    )


def _kind(brief: Brief, code: str) -> str:
    return brief.label("remedies" if brief.words.has("remedies", code) else "task_kinds", code)


_STATE = (
    "Actions by the day they were agreed, or the day their stage was answered where that day is not recorded, from "
    "open and closed cases alike. Done on time: by the day due, also where "
    "none was set. Open and overdue: on the last day of the period, or on the day of the figures where that is "
    "earlier; an action due that day is not overdue. Reminders are not counted."
)
_NOUN = ("action", "actions")

TABLE_19 = Report(
    code="19",
    source_id="",
    title="Actions and remedies by service",
    question="Does each service do what was agreed, and in time?",
    population="Actions and remedies agreed in the period, and those agreed before it and still open.",
    basis=f"{_STATE} The last two columns count every open action, whenever it was agreed.",
    source="Rule book LGO-7, LGO-8; REC-3",
    area="Learning",
    build=_by_service,
    noun=_NOUN,
)

_LEARNING_BASIS = (
    f"Points by the day their stage was answered, or began where it is still open. {_STATE} An action counts under its "
    "own theme and service where it has them, otherwise under those of its case."
)

TABLE_19A = Report(
    code="19a",
    source_id="",
    title="Upheld points and learning by theme",
    question="What was found wrong, and what was learnt from it?",
    population="Points of complaint upheld or partly upheld in the period, and actions agreed in it.",
    basis=_LEARNING_BASIS,
    source="Rule book REC-3, LGO-8",
    area="Learning",
    build=_learning_by_theme,
    noun=_NOUN,
)

TABLE_19B = Report(
    code="19b",
    source_id="",
    title="Actions by kind",
    question="What was done to put things right?",
    population="Actions and remedies agreed in the period.",
    basis=_STATE,
    source="Rule book 10.1, BEX19 2.5; section 8 (remedies)",
    area="Learning",
    build=_by_kind,
    noun=_NOUN,
)

TABLE_19D = Report(
    code="19d",
    source_id="",
    title="Upheld points and learning by service",
    question="Which services were found wrong, and what did they learn?",
    population="Points of complaint upheld or partly upheld in the period, and actions agreed in it.",
    basis=_LEARNING_BASIS,
    source="Rule book REC-3, LGO-8",
    area="Learning",
    build=_learning_by_service,
    noun=_NOUN,
)
