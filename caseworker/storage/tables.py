"""Every table of the local file.

`packed_changeset` is the record, read as the view `changeset` (`packed.py`), and `fresh_changeset` what of it was saved
last. `entity`, `touch`, `conflict`, `deferred`,
`case_list`, `stage_fact`, `part_fact`, `search_text`, `reference_number`, `person_row`, `person_key` and `name_word`
are projections: rebuilt from the record at any time, written by `project.py` alone, and without UNIQUE, CHECK or
foreign keys that merged data could break (offline rule D6). `draft`, `blob`, `seen`, `fact_block`, `origin`
and `local_setting` belong to this PC and are not in the record;
`hidden_link`, `signed_head`, `origin_key`, `withheld` and `lease` are what the hub told this PC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from caseworker.domain.fact_columns import PART_FACTS, STAGE_FACTS

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _fact_columns(names: Iterable[str]) -> Iterator[Column[object]]:
    """The columns of a table of facts: its own number, its case's, and texts (`domain/fact_columns.py`)."""
    for name in names:
        if name == "n":
            yield Column(name, Integer, primary_key=True)
        else:
            yield Column(name, Integer if name == "case_n" else Text, nullable=False)


packed_changeset = Table(
    "packed_changeset",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("origin", Text, nullable=False),
    Column("oseq", Integer, nullable=False),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("scope_kind", Text, nullable=False),
    Column("scope_id", Text, nullable=False),
    Column("group_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("clock_offset", Integer, nullable=False),
    Column("seen_epoch", Text, nullable=False),
    Column("seen_feed", Integer, nullable=False),
    Column("schema_ver", Integer, nullable=False),
    Column("app_ver", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("feed", Integer),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("emptied", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "scope_id"),
    Index("ix_packed_changeset_group_id", "group_id", sqlite_where=text("group_id <> id")),
    Index(None, "origin", "oseq"),
    Index("ix_packed_changeset_unsent", "n", sqlite_where=text("feed IS NULL")),
)
"""`group_id` is the changeset's own id where it was saved alone, and is not in the index then (`log.of_group`).
`feed` is its place in the hub's feed, none while the hub is not known to have it; `held`: the hub keeps it for
somebody's decision; `emptied`: "redacted" or "withheld" where body and salt are no longer here. The body stands last:
what is asked about a change is read without the pages that a long one spills onto."""

fresh_changeset = Table(
    "fresh_changeset",
    metadata,
    Column("n", Integer, primary_key=True),
    *(
        Column(column.name, column.type, nullable=False)
        for column in packed_changeset.columns
        if column.name not in ("n", "feed", "held", "emptied")
    ),
)
"""The last saves, until somebody reads (`unwritten.py`): no index, so that a save writes one page."""

entity = Table(
    "entity",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("scope_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("vers", Text, nullable=False),
    Index(None, "id"),
    Index(None, "scope_id", "kind"),
    Index(
        "ix_entity_letters_in_review",
        "scope_id",
        sqlite_where=text("kind = 'letter' AND doc ->> 'status' = 'review'"),
    ),
    Index(
        "ix_entity_letters_sent",
        "scope_id",
        sqlite_where=text("kind = 'letter' AND doc ->> 'sent_on' IS NOT NULL"),
    ),
)

touch = Table(
    "touch",
    metadata,
    Column("entity_id", Text, primary_key=True),
    Column("changeset_n", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

conflict = Table(
    "conflict",
    metadata,
    Column("entity_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("scope_id", Text, nullable=False),
    Column("clashing", Text, nullable=False),
    Index(None, "scope_id"),
)

deferred = Table(
    "deferred",
    metadata,
    Column("changeset_id", Text, primary_key=True),
    Column("why", Text, nullable=False),
)

case_list = Table(
    "case_list",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("old_references", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("kind_at_closure", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_active", Integer, nullable=False),
    Column("received_on", Text, nullable=False),
    Column("received_month", Text, nullable=False),
    Column("due_on", Text),
    Column("sort_due", Text, nullable=False),
    Column("acknowledge_by", Text),
    Column("paused_since", Text),
    Column("latest_on", Text),
    Column("answered_on", Text),
    Column("closed_on", Text),
    Column("on_time", Integer),
    Column("first_due_on", Text),
    Column("first_answered_on", Text),
    Column("first_on_time", Integer, nullable=False),
    Column("case_review", Integer, nullable=False),
    Column("payment_related", Integer, nullable=False),
    Column("person", Text, nullable=False),
    Column("child", Text, nullable=False),
    Column("division", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("owner_id", Text, nullable=False),
    Column("waiting_for", Text, nullable=False),
    Column("follow_up_on", Text),
    Column("outcome", Text, nullable=False),
    Column("letters_to_print", Integer, nullable=False),
    Column("tasks_due_on", Text),
    Column("last_change_at", Text, nullable=False),
    Column("last_change_by", Text, nullable=False, server_default=""),
    Column("stage_number", Text, nullable=False, server_default=""),
    Column("restricted", Integer, nullable=False, server_default="0"),
    Column("readers", Text, nullable=False, server_default=""),
    Column("needed", Text, nullable=False, server_default=""),
    Column("asked_count", Integer, nullable=False, server_default="0"),
    Column("asked_due_on", Text),
    Column("review_on", Text),
    Index(None, "id"),
    Index(None, "reference"),
    Index("ix_case_list_open", "is_active", "sort_due", "reference"),
    Index("ix_case_list_received", "received_on", "reference"),
    Index("ix_case_list_due", "sort_due", "reference"),
    Index("ix_case_list_letters", "letters_to_print", sqlite_where=text("letters_to_print > 0")),
    Index("ix_case_list_person", "person", "reference"),
    Index("ix_case_list_needed", "n", sqlite_where=text("needed <> ''")),
    Index("ix_case_list_tasks_due", "tasks_due_on", sqlite_where=text("tasks_due_on IS NOT NULL")),
)

stage_fact = Table(
    "stage_fact",
    metadata,
    *_fact_columns(STAGE_FACTS),
    Index(None, "case_n"),
    Index("ix_stage_fact_span", "from_on", "last_on"),
)

part_fact = Table(
    "part_fact",
    metadata,
    *_fact_columns(PART_FACTS),
    Index(None, "case_n"),
    Index("ix_part_fact_span", "from_on", "to_on"),
)

search_text = Table(
    "search_text",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("entity_id", Text, nullable=False),
    Column("case_n", Integer, nullable=False),
    Column("codes", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("words", Text, nullable=False),
)

reference_number = Table(
    "reference_number",
    metadata,
    Column("series", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("case_id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    sqlite_with_rowid=False,
)

person_row = Table(
    "person_row",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("scope_id", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("born_on", Text, nullable=False),
    Column("keys", Text, nullable=False),
    Column("merged_into", Text, nullable=False),
    Column("is_child", Integer, nullable=False),
    Index("ix_person_row_id", "id"),
    Index("ix_person_row_sort_name", "sort_name", "n"),
    Index("ix_person_row_person_id", "person_id", sqlite_where=text("person_id <> ''")),
    Index("ix_person_row_merged_into", "merged_into", sqlite_where=text("merged_into <> ''")),
)

person_key = Table(
    "person_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

name_word = Table(
    "name_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("backwards", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Index("ix_name_word_backwards", "backwards", "word", "times"),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    metadata,
    Column("id", Text, primary_key=True),
    Column("page", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("doc", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("discarded_at", Text),
)

blob = Table(
    "blob",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("confirmed", Integer, nullable=False, server_default="0"),
    Index("ix_blob_unconfirmed", "digest", sqlite_where=text("confirmed = 0")),
)
"""`confirmed`: the hub has it whole. The index spares reading past all the bytes to see whether it has."""

blob_part = Table(
    "blob_part",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""Files on their way here; a row that starts at -1 says that the record names a file whose bytes are not here."""

hidden_link = Table(
    "hidden_link",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("oseq", Integer, primary_key=True),
    Column("hash", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Changes that may not be seen here. `hash`: of a number that was given twice both, with a space between."""

signed_head = Table(
    "signed_head",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("oseq", Integer, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
    sqlite_with_rowid=False,
)

origin_key = Table(
    "origin_key",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("public_key", Text, nullable=False),
    sqlite_with_rowid=False,
)

withheld = Table(
    "withheld",
    metadata,
    Column("scope_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

lease = Table(
    "lease",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("series", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("leased_at", Text, nullable=False),
    Column("given_up", Text, nullable=False),
    sqlite_with_rowid=False,
)

seen = Table(
    "seen",
    metadata,
    Column("case_id", Text, primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("seen_at", Text, nullable=False),
    sqlite_with_rowid=False,
)

fact_block = Table(
    "fact_block",
    metadata,
    Column("lines_of", Text, primary_key=True),
    Column("block", Text, primary_key=True),
    Column("held", LargeBinary, nullable=False),
)
"""Lines of facts once more, column by column (`fact_blocks.py`)."""

origin = Table(
    "origin",
    metadata,
    Column("id", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("begun_at", Text, nullable=False),
)

local_setting = Table(
    "local_setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

SEARCH_INDEX = "search_text_fts"
"""The full-text index over `search_text`: Unicode words, diacritics folded by `search.fold` before they get here."""

FULL_TEXT_TABLES = tuple(
    f"{SEARCH_INDEX}{suffix}" for suffix in ("", "_data", "_idx", "_docsize", "_config", "_content")
)
