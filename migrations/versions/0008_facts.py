"""Facts for the reports: a line for every stage, and one for every action, payment, point, help and entry of hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_facts"
down_revision = "0007_letters"
branch_labels = None
depends_on = None

_STAGE = (
    "from_on to_on last_on is_first step procedure kind kind_at_closure received_on started_on due_on original_due_on"
    " max_on answered_on ended_on closed_on accepted_on withdrawn_on suspended_on resumed_on acknowledge_by"
    " acknowledged_on on_time on_time_original is_extended status stage_status outcome case_outcome request_outcome"
    " escalation_reason division service team theme root_cause channel raised_by ward late_reason owner_id is_payment"
    " is_review has_advocate compensation requester_type gender ethnicity disability sexual_orientation age_band"
    " child_status"
).split()
_PART = (
    "thing from_on to_on due_on what status step kind service division theme eligible_group amount may_publish"
    " supported_at"
).split()
_REPORT = ("received_on", "received_month", "kind", "division", "case_review", "first_on_time", "status", "n")


def upgrade() -> None:
    for name, columns in (("stage_fact", _STAGE), ("part_fact", _PART)):
        op.create_table(
            name,
            sa.Column("n", sa.Integer(), nullable=False),
            sa.Column("case_n", sa.Integer(), nullable=False),
            *(sa.Column(column, sa.Text(), nullable=False) for column in columns),
            sa.PrimaryKeyConstraint("n", name=op.f(f"pk_{name}")),
        )
        op.create_index(f"ix_{name}_case_n", name, ["case_n"])
    op.create_index("ix_stage_fact_span", "stage_fact", ["from_on", "last_on"])
    op.create_index("ix_part_fact_span", "part_fact", ["from_on", "to_on"])
    op.drop_index("ix_case_list_report", table_name="case_list")


def downgrade() -> None:
    op.create_index("ix_case_list_report", "case_list", list(_REPORT))
    for name in ("part_fact", "stage_fact"):
        op.drop_table(name)
