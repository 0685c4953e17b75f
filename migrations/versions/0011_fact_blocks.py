"""Blocks of facts, kept beside the lines they are made from so that tables are counted sooner; local to this file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_fact_blocks"
down_revision = "0010_packed_changesets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_block",
        sa.Column("lines_of", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("held", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("lines_of", "block", name=op.f("pk_fact_block")),
    )


def downgrade() -> None:
    op.drop_table("fact_block")
