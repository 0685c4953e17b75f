"""Lists know the stage, what a case still needs, who changed it last, and what was asked of services."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_stages_and_gaps"
down_revision = "0004_drafts_and_files"
branch_labels = None
depends_on = None

_TEXTS = ("last_change_by", "stage_number", "readers", "needed")
_NUMBERS = ("restricted", "asked_count")
_DATES = ("asked_due_on", "review_on")
_ORDER = ("last_change_by", "stage_number", "restricted", "readers", "needed", "asked_count", *_DATES)


def upgrade() -> None:
    for name in _ORDER:
        if name in _TEXTS:
            op.add_column("case_list", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        elif name in _NUMBERS:
            op.add_column("case_list", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        else:
            op.add_column("case_list", sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "seen",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id", name=op.f("pk_seen")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("seen")
    for name in reversed(_ORDER):
        op.execute(f"ALTER TABLE case_list DROP COLUMN {name}")
