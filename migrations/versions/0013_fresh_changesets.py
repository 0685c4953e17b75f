"""The last saves lie beside the record until somebody reads (`storage/unwritten.py`), and the table `unwritten` goes.

What lay in that needs no keeping: an upgraded office has its projections made again from the record.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_fresh_changesets"
down_revision = "0012_unwritten"
branch_labels = None
depends_on = None


_COLUMNS = (
    "n, id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at, clock_offset,"
    " seen_epoch, seen_feed, schema_ver, app_ver, salt, body_hash, reason, body"
)


def upgrade() -> None:
    op.drop_table("unwritten")
    op.create_table(
        "fresh_changeset",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("oseq", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
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
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_fresh_changeset")),
    )


def downgrade() -> None:
    op.execute(f"INSERT INTO packed_changeset ({_COLUMNS}) SELECT {_COLUMNS} FROM fresh_changeset ORDER BY n")
    op.drop_table("fresh_changeset")
    op.create_table(
        "unwritten",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_unwritten")),
    )
