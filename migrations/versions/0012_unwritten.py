"""What a save left to be written before the next reading (`storage/unwritten.py`); local to this file.

A change saved alone is its own group, and is found by its id: the index of groups has the others.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_unwritten"
down_revision = "0011_fact_blocks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unwritten",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_unwritten")),
    )
    op.drop_index("ix_packed_changeset_group_id", "packed_changeset")
    op.create_index(
        "ix_packed_changeset_group_id",
        "packed_changeset",
        ["group_id"],
        sqlite_where=sa.text("group_id <> id"),
    )


def downgrade() -> None:
    op.drop_index("ix_packed_changeset_group_id", "packed_changeset")
    op.create_index("ix_packed_changeset_group_id", "packed_changeset", ["group_id"])
    op.drop_table("unwritten")
