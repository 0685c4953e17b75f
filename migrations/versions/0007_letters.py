"""Letters: those for review and those sent are found at once, and so is what a case still needs or has to do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_letters"
down_revision = "0006_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_entity_letters_in_review",
        "entity",
        ["scope_id"],
        sqlite_where=sa.text("kind = 'letter' AND doc ->> 'status' = 'review'"),
    )
    op.create_index(
        "ix_entity_letters_sent",
        "entity",
        ["scope_id"],
        sqlite_where=sa.text("kind = 'letter' AND doc ->> 'sent_on' IS NOT NULL"),
    )
    op.create_index("ix_case_list_needed", "case_list", ["n"], sqlite_where=sa.text("needed <> ''"))
    op.create_index(
        "ix_case_list_tasks_due",
        "case_list",
        ["tasks_due_on"],
        sqlite_where=sa.text("tasks_due_on IS NOT NULL"),
    )


def downgrade() -> None:
    for name in ("ix_case_list_tasks_due", "ix_case_list_needed"):
        op.drop_index(name, table_name="case_list")
    for name in ("ix_entity_letters_sent", "ix_entity_letters_in_review"):
        op.drop_index(name, table_name="entity")
