"""Tables 34 to 34b: why answers were late, what was extended, and whether receipt was acknowledged in time.

Source: rule book 1.5 (extensions, acknowledgements), 8 (late reasons), REC-3 (timescales including extended ones).
"""

from __future__ import annotations

from caseworker.domain.kinds import Kind
from caseworker.domain.populations import Rows
from caseworker.reports.axes import Entry, by_list
from caseworker.reports.brief import Brief
from caseworker.reports.crosstab import crosstab
from caseworker.reports.last_day import fallen_due
from caseworker.reports.measured import count_of, measured, share_of
from caseworker.reports.stage_rows import (
    STAGE_ONE,
    by_timed_stage,
    enquiries,
    first_stages,
    joined,
    only_later,
    shown,
    without_a_day,
)
from caseworker.reports.table import Report, Table
from caseworker.reports.wanting import of_late_reason

ANSWERED, EXTENDED = "Answered", "Extended"
BY_EXTENDED, BY_ORIGINAL = "Extended and then on time", "On time without one"
DUE, IN_TIME, LATER, NEVER = "Due", "In time", "Late", "Not recorded"


def _reasons(brief: Brief) -> Table:
    first = first_stages(brief)
    late = brief.stages.recorded("due_on").between("answered_on", brief.period) - brief.stages.where(
        on_time="1"
    )
    later = only_later(brief, "S2", "S3", "ADJ")
    others = late - first - later
    columns = (
        *(
            Entry(heading, first.where(kind=kind.value))
            for heading, kind in zip(STAGE_ONE, (Kind.CORPORATE, Kind.STATUTORY), strict=True)
        ),
        Entry("Enquiries", enquiries(brief)),
        Entry("Later stages", later),
        Entry("Information requests and others", others),
    )
    return crosstab(
        TABLE_34,
        brief,
        row_heading="Reason",
        rows=by_list(brief, "late_reason", "late_reasons", late),
        columns=columns,
        base=late,
        total_row=True,
        total_column=True,
        percent_column=True,
        missing=[of_late_reason(late)],
    )


def _extensions(brief: Brief) -> Table:
    axis = by_timed_stage(brief)
    answered = joined(axis, brief).between("answered_on", brief.period)
    extended, on_time = brief.stages.where(is_extended="1"), brief.stages.where(on_time="1")
    return measured(
        TABLE_34A,
        brief,
        row_heading="Kind and stage",
        rows=shown(axis, answered),
        columns=(
            count_of(ANSWERED),
            share_of(EXTENDED, extended),
            share_of(BY_EXTENDED, on_time, extended),
            share_of(BY_ORIGINAL, on_time, brief.stages.all - extended - without_a_day(brief)),
        ),
        base=answered,
        speaks_of=EXTENDED,
    )


def _acknowledgements(brief: Brief) -> Table:
    axis = by_timed_stage(brief)
    acknowledged = brief.stages.recorded("acknowledged_on")
    due = joined(axis, brief) & fallen_due(brief, "acknowledge_by", brief.period, acknowledged)
    sent = due & acknowledged
    in_time = _in_time(sent)
    return measured(
        TABLE_34B,
        brief,
        row_heading="Kind and stage",
        rows=shown(axis, due),
        columns=(
            count_of(DUE),
            share_of(IN_TIME, in_time),
            count_of(LATER, sent - in_time),
            count_of(NEVER, brief.stages.all - sent),
        ),
        base=due,
        speaks_of=IN_TIME,
        total_row=True,
    )


def _in_time(sent: Rows) -> Rows:
    return sent - sent.population.before("acknowledge_by", "acknowledged_on")


TABLE_34 = Report(
    code="34",
    source_id="",
    title="Why answers were late",
    question="What held up the answers that were late?",
    population="Stages answered in the period after the date in force.",
    basis=(
        "Answered basis: counted by the day of the answer. Late: after the current deadline, as extended. Open "
        "cases are not counted until they are answered. Not recorded: nobody said why."
    ),
    source="Rule book section 8 (late reasons); REC-3",
    area="Answered on time",
    build=_reasons,
    noun=("late answer", "late answers"),
)

TABLE_34A = Report(
    code="34a",
    source_id="",
    title="Extensions",
    question="How many answers needed more time, and did the extended date hold?",
    population="Stages answered in the period.",
    basis=(
        "Answered basis: counted by the day of the answer. Extended: the date was moved after it was first given. "
        "The last two columns are shares of the extended and of the others; stages for which no day was set are in "
        "neither. Open cases are not counted."
    ),
    source="REC-3 (timescales including extended ones); rule book 1.5",
    area="Answered on time",
    build=_extensions,
    noun=("answer", "answers"),
)

TABLE_34B = Report(
    code="34b",
    source_id="",
    title="Acknowledgements on time",
    question="Was receipt acknowledged in time?",
    population="Stages whose acknowledgement was due in the period.",
    basis=(
        "Due basis: counted by the day the acknowledgement was due. In time: sent by that day. Not recorded: no "
        "acknowledgement is on the record; it never counts as in time. Stages without such a day are not counted, nor, "
        "while the period runs, those whose day is still to come."
    ),
    source="Rule book 1.5 (CA_S1_ACK and the like), 2.1",
    area="Answered on time",
    build=_acknowledgements,
    noun=("acknowledgement", "acknowledgements"),
)
