"""Sharing: what the hub has of each change, blocks of reference numbers, and what is kept of changes not to be seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_sharing"
down_revision = "0008_facts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("changeset", sa.Column("held", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("changeset", sa.Column("emptied", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_changeset_unsent", "changeset", ["n"], sqlite_where=sa.text("feed IS NULL"))
    op.add_column("blob", sa.Column("confirmed", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_blob_unconfirmed", "blob", ["digest"], sqlite_where=sa.text("confirmed = 0"))
    op.create_table(
        "hidden_link",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("oseq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "oseq", name=op.f("pk_hidden_link")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signed_head",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("oseq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "oseq", name=op.f("pk_signed_head")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "origin_key",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_origin_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withheld",
        sa.Column("scope_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope_id", name=op.f("pk_withheld")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lease",
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("leased_at", sa.Text(), nullable=False),
        sa.Column("given_up", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_lease")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blob_part",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "start", name=op.f("pk_blob_part")),
    )


def downgrade() -> None:
    for name in ("blob_part", "lease", "withheld", "origin_key", "signed_head", "hidden_link"):
        op.drop_table(name)
    op.drop_index("ix_blob_unconfirmed", table_name="blob")
    op.drop_column("blob", "confirmed")
    op.drop_index("ix_changeset_unsent", table_name="changeset")
    op.drop_column("changeset", "emptied")
    op.drop_column("changeset", "held")
