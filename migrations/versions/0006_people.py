"""People: a line for every person of the register and of every case, and the keys by which they are matched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_people"
down_revision = "0005_stages_and_gaps"
branch_labels = None
depends_on = None

_TEXTS = ("id", "scope_id", "person_id", "role", "name", "sort_name", "born_on", "keys", "merged_into")


def upgrade() -> None:
    op.create_table(
        "person_row",
        sa.Column("n", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("is_child", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_person_row")),
    )
    op.create_index("ix_person_row_id", "person_row", ["id"])
    op.create_index("ix_person_row_sort_name", "person_row", ["sort_name", "n"])
    op.create_index(
        "ix_person_row_person_id", "person_row", ["person_id"], sqlite_where=sa.text("person_id <> ''")
    )
    op.create_index(
        "ix_person_row_merged_into",
        "person_row",
        ["merged_into"],
        sqlite_where=sa.text("merged_into <> ''"),
    )
    op.create_table(
        "person_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "n", name=op.f("pk_person_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("backwards", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_word")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_word_backwards", "name_word", ["backwards", "word", "times"])


def downgrade() -> None:
    for name in ("name_word", "person_key", "person_row"):
        op.drop_table(name)
