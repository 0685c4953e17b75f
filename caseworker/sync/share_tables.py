"""The tables of a mailbox file on a share, and the names of what lies beside it.

`row` is the feed: 1, 2, 3 without a gap; "header" has the columns of a changeset that are no secret as a JSON list,
"sealed" the others under the key of the mailbox. `counter` has one row, the last feed number, which is raised as the
last statement of a push (P2). Everything else is small. Source: offline rules D8, M2.
"""

from __future__ import annotations

MAILBOX = "caseworker-hub.db"
LOCK = "caseworker-hub.lock"
KEPT = "caseworker-hub.kept"
"""What a restore must know that the copy does not: redactions, computers and their codes; one JSON a line."""
COPIES, FILES, MACHINES = "copies", "files", "machines"
FORMAT = "1"
MOST_COMPUTERS = 8
GONE_FILE = "gone_file"
"""Table of the digests of files that were erased, made when the first is."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (feed INTEGER NOT NULL);
INSERT INTO counter VALUES (0);
CREATE TABLE epoch (n INTEGER PRIMARY KEY, id TEXT NOT NULL, parent TEXT NOT NULL, starts_after INTEGER NOT NULL);
CREATE TABLE person (name TEXT PRIMARY KEY, staff_id TEXT NOT NULL, added_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE origin (
  id TEXT PRIMARY KEY, n INTEGER NOT NULL, code TEXT NOT NULL, machine TEXT NOT NULL, person TEXT NOT NULL,
  public_key TEXT NOT NULL, app_version TEXT NOT NULL, enrolled_at TEXT NOT NULL, called_at TEXT NOT NULL,
  epoch TEXT NOT NULL, retired TEXT NOT NULL, nonce TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE row (
  feed INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, oseq INTEGER NOT NULL, hash TEXT NOT NULL,
  scope_id TEXT NOT NULL, header TEXT NOT NULL, sealed BLOB NOT NULL, emptied INTEGER NOT NULL, pushed_by TEXT NOT NULL,
  received_at TEXT NOT NULL
);
CREATE INDEX row_origin ON row (origin, oseq);
CREATE INDEX row_scope ON row (scope_id);
CREATE TABLE signed (
  origin TEXT PRIMARY KEY, oseq INTEGER NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL, feed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE gone_scope (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE gone_changeset (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE lease (
  request_id TEXT PRIMARY KEY, series TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  origin TEXT NOT NULL, leased_at TEXT NOT NULL, given_up TEXT NOT NULL
);
CREATE TABLE blob (
  digest TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, have INTEGER NOT NULL,
  whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE want (digest TEXT NOT NULL, origin TEXT NOT NULL, PRIMARY KEY (digest, origin)) WITHOUT ROWID;
"""

PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA mmap_size = 0",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
