"""Lists put what stands alike in the order of its references, the same on every computer as no place in a file is."""

from __future__ import annotations

from alembic import op

revision = "0014_ties"
down_revision = "0013_fresh_changesets"
branch_labels = None
depends_on = None

_INDEXES = {
    "ix_case_list_open": ["is_active", "sort_due"],
    "ix_case_list_received": ["received_on"],
    "ix_case_list_due": ["sort_due"],
    "ix_case_list_person": ["person"],
}


def upgrade() -> None:
    _end_in("reference")


def downgrade() -> None:
    _end_in("n")


def _end_in(column: str) -> None:
    for name, columns in _INDEXES.items():
        op.drop_index(name, "case_list")
        op.create_index(name, "case_list", [*columns, column])
