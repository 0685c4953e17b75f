"""How Alembic meets the office's file: on the connection that `caseworker.storage.upgrade` hands it.

Foreign keys are off on that connection and everything is one transaction (Alembic rebuilds a table by
copying and dropping it; with foreign keys on, dropping a parent deletes its children).
"""

from __future__ import annotations

from typing import Any

from alembic import context

from caseworker.storage.tables import FULL_TEXT_TABLES, metadata


def is_ours(thing: Any, name: str | None, kind: str, reflected: bool, compared_to: Any) -> bool:
    """Whether Alembic should look at this: not at the tables that full-text search makes for itself."""
    return not (kind == "table" and name in FULL_TEXT_TABLES)


connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations run through caseworker.storage.upgrade, which backs the office up first.")
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    include_object=is_ours,
)
with context.begin_transaction():
    context.run_migrations()
