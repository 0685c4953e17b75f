"""What the record makes: things, lists of cases, references."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_projections"
down_revision = "0001_change_log"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_list",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("old_references", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("kind_at_closure", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("received_month", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("sort_due", sa.Text(), nullable=False),
        sa.Column("acknowledge_by", sa.Text(), nullable=True),
        sa.Column("paused_since", sa.Text(), nullable=True),
        sa.Column("latest_on", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("on_time", sa.Integer(), nullable=True),
        sa.Column("first_due_on", sa.Text(), nullable=True),
        sa.Column("first_answered_on", sa.Text(), nullable=True),
        sa.Column("first_on_time", sa.Integer(), nullable=False),
        sa.Column("case_review", sa.Integer(), nullable=False),
        sa.Column("payment_related", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("child", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.Column("waiting_for", sa.Text(), nullable=False),
        sa.Column("follow_up_on", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("letters_to_print", sa.Integer(), nullable=False),
        sa.Column("tasks_due_on", sa.Text(), nullable=True),
        sa.Column("last_change_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_case_list")),
    )
    op.create_index("ix_case_list_due", "case_list", ["sort_due", "n"], unique=False)
    op.create_index(op.f("ix_case_list_id"), "case_list", ["id"], unique=False)
    op.create_index(
        "ix_case_list_letters",
        "case_list",
        ["letters_to_print"],
        unique=False,
        sqlite_where=sa.text("letters_to_print > 0"),
    )
    op.create_index("ix_case_list_open", "case_list", ["is_active", "sort_due", "n"], unique=False)
    op.create_index("ix_case_list_person", "case_list", ["person", "n"], unique=False)
    op.create_index("ix_case_list_received", "case_list", ["received_on", "n"], unique=False)
    op.create_index(op.f("ix_case_list_reference"), "case_list", ["reference"], unique=False)
    op.create_index(
        "ix_case_list_report",
        "case_list",
        ["received_on", "received_month", "kind", "division", "case_review", "first_on_time", "status", "n"],
        unique=False,
    )
    op.create_table(
        "conflict",
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.Column("clashing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "field", name=op.f("pk_conflict")),
    )
    op.create_index(op.f("ix_conflict_scope_id"), "conflict", ["scope_id"], unique=False)
    op.create_table(
        "deferred",
        sa.Column("changeset_id", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("changeset_id", name=op.f("pk_deferred")),
    )
    op.create_table(
        "entity",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("doc", sa.Text(), nullable=False),
        sa.Column("vers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entity")),
    )
    op.create_index(op.f("ix_entity_id"), "entity", ["id"], unique=False)
    op.create_index(op.f("ix_entity_scope_id_kind"), "entity", ["scope_id", "kind"], unique=False)
    op.create_table(
        "reference_number",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "number", "case_id", name=op.f("pk_reference_number")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "touch",
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("changeset_n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "changeset_n", name=op.f("pk_touch")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("reference_number")
    op.drop_table("case_list")
    op.drop_table("deferred")
    op.drop_table("conflict")
    op.drop_table("touch")
    op.drop_table("entity")
