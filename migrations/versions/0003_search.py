"""Full-text search over names, codes and words."""

from __future__ import annotations

import sqlalchemy as sa
import sqlite_utils
from alembic import op

revision = "0003_search"
down_revision = "0002_projections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("case_n", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_search_text")),
    )
    database = sqlite_utils.Database(op.get_bind().connection.driver_connection)
    table = database["search_text"]
    table.enable_fts(  # type: ignore[union-attr]
        ["codes", "names", "words"], tokenize="unicode61 remove_diacritics 2", create_triggers=True
    )


def downgrade() -> None:
    database = sqlite_utils.Database(op.get_bind().connection.driver_connection)
    database["search_text"].disable_fts()  # type: ignore[union-attr]
    op.drop_table("search_text")
