"""The record: changesets, and which replica this file is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_change_log"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changeset",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("oseq", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("scope_kind", sa.Text(), nullable=False),
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.Column("group_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("clock_offset", sa.Integer(), nullable=False),
        sa.Column("seen_epoch", sa.Text(), nullable=False),
        sa.Column("seen_feed", sa.Integer(), nullable=False),
        sa.Column("schema_ver", sa.Integer(), nullable=False),
        sa.Column("app_ver", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.Text(), nullable=False),
        sa.Column("feed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_changeset")),
        sa.UniqueConstraint("id", name=op.f("uq_changeset_id")),
    )
    op.create_index(op.f("ix_changeset_group_id"), "changeset", ["group_id"], unique=False)
    op.create_index(op.f("ix_changeset_origin_oseq"), "changeset", ["origin", "oseq"], unique=False)
    op.create_index(op.f("ix_changeset_scope_id"), "changeset", ["scope_id"], unique=False)
    op.create_table(
        "local_setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_local_setting")),
    )
    op.create_table(
        "origin",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
    )


def downgrade() -> None:
    op.drop_table("local_setting")
    op.drop_table("origin")
    op.drop_table("changeset")
