"""The record in fewer bytes: bodies compressed, digests as bytes; `changeset` is a view that says what was written.

A program from before cannot read the view, because it has no function `unpacked`: it says so, and can neither take an
unread body for an empty one nor send it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from caseworker.storage.packed import stored

revision = "0010_packed_changesets"
down_revision = "0009_sharing"
branch_labels = None
depends_on = None

_COLUMNS = (
    "id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at, clock_offset,"
    " seen_epoch, seen_feed, schema_ver, app_ver, reason, salt, body, body_hash"
)
_MARKS = "feed, held, emptied"
_TOLD_EVERY = 1000


def _letters(column: str) -> str:
    """The letters of what is kept as bytes."""
    return f"CASE typeof({column}) WHEN 'blob' THEN lower(hex({column})) ELSE {column} END"


_READ = {
    **{column: f"{_letters(column)} AS {column}" for column in ("prev_hash", "hash", "salt", "body_hash")},
    "body": "CASE typeof(body) WHEN 'blob' THEN unpacked(body) ELSE body END AS body",
}
_SELECT = (
    f"SELECT n, {', '.join(_READ.get(column, column) for column in _COLUMNS.split(', '))}, {_MARKS}"
    " FROM packed_changeset"
)
_BEFORE = """CREATE TABLE changeset (
	n INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	oseq INTEGER NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	scope_kind TEXT NOT NULL, 
	scope_id TEXT NOT NULL, 
	group_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	author_id TEXT NOT NULL, 
	recorded_at TEXT NOT NULL, 
	clock_offset INTEGER NOT NULL, 
	seen_epoch TEXT NOT NULL, 
	seen_feed INTEGER NOT NULL, 
	schema_ver INTEGER NOT NULL, 
	app_ver TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	salt TEXT NOT NULL, 
	body TEXT NOT NULL, 
	body_hash TEXT NOT NULL, 
	feed INTEGER, held INTEGER DEFAULT '0' NOT NULL, emptied TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_changeset PRIMARY KEY (n), 
	CONSTRAINT uq_changeset_id UNIQUE (id)
)"""  # noqa: W291 - letter for letter what the versions 0001 to 0009 made
_INDEXES = (("group_id", ["group_id"]), ("origin_oseq", ["origin", "oseq"]), ("scope_id", ["scope_id"]))


def upgrade() -> None:
    op.create_table(
        "packed_changeset",
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
        sa.Column("feed", sa.Integer(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("emptied", sa.Text(), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_packed_changeset")),
        sa.UniqueConstraint("id", name=op.f("uq_packed_changeset_id")),
    )
    raw = _driver_connection()
    raw.executemany(
        f"INSERT INTO packed_changeset (n, {_MARKS}, {_COLUMNS}) VALUES (?, ?, ?, ?{', ?' * 20})",
        _packed(raw),
    )
    for name, columns in _INDEXES:
        op.create_index(op.f(f"ix_packed_changeset_{name}"), "packed_changeset", columns)
    op.create_index(
        "ix_packed_changeset_unsent", "packed_changeset", ["n"], sqlite_where=sa.text("feed IS NULL")
    )
    op.drop_table("changeset")
    op.execute(f"CREATE VIEW changeset AS {_SELECT}")


def _packed(raw: Any) -> Iterator[tuple[Any, ...]]:
    """Yield every changeset as it is kept from now on, and tell how many there were."""
    progress = context.config.attributes.get("progress")
    (total,) = raw.execute("SELECT count(*) FROM changeset").fetchone()
    rows = raw.execute(f"SELECT n, {_MARKS}, {_COLUMNS} FROM changeset ORDER BY n")
    for number, row in enumerate(rows, 1):
        yield (*row[:4], *stored(row[4:]))
        if progress and (number % _TOLD_EVERY == 0 or number == total):
            progress(number / total, f"{number:,} of {total:,} changes compressed")


def downgrade() -> None:
    raw = _driver_connection()
    raw.execute("DROP VIEW changeset")
    raw.execute(_BEFORE)
    raw.execute(f"INSERT INTO changeset {_SELECT} ORDER BY n")
    op.drop_table("packed_changeset")
    for name, columns in _INDEXES:
        op.create_index(f"ix_changeset_{name}", "changeset", columns)
    op.create_index("ix_changeset_unsent", "changeset", ["n"], sqlite_where=sa.text("feed IS NULL"))


def _driver_connection() -> Any:
    return op.get_bind().connection.driver_connection
