-- What a hub keeps. Owned by the role caseworker_hub, which nobody can sign in as; people reach it through functions.
-- Source: offline rules D8, P1 to P12, R1, R5, B1, B2, E1 to E5.

CREATE SCHEMA caseworker;

-- One row: which hub this is, and what it speaks.
CREATE TABLE caseworker.hub (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id text NOT NULL,
    oldest_protocol integer NOT NULL DEFAULT 1,
    protocol integer NOT NULL DEFAULT 1,
    oldest_schema integer NOT NULL DEFAULT 1
);

-- Every life of this hub; a restore begins another (P12).
CREATE TABLE caseworker.epoch (
    n integer PRIMARY KEY,
    id text NOT NULL UNIQUE,
    parent text NOT NULL,
    starts_after bigint NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One row, locked from its change to the commit: whoever sees feed number n + 1 has seen n (P3).
CREATE TABLE caseworker.counter (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    head bigint NOT NULL DEFAULT 0,
    access_version bigint NOT NULL DEFAULT 0
);
INSERT INTO caseworker.counter DEFAULT VALUES;

-- Who may sign in, and whom each login stands for.
CREATE TABLE caseworker.login (
    name text PRIMARY KEY,
    person_id text NOT NULL,
    sees_all boolean NOT NULL DEFAULT false,
    is_manager boolean NOT NULL DEFAULT false,
    added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    removed_at timestamptz
);

-- Whose restricted cases somebody sees because they stand in for them.
CREATE TABLE caseworker.stand_in (
    person_id text NOT NULL,
    for_person_id text NOT NULL,
    PRIMARY KEY (person_id, for_person_id)
);

-- Every copy of the office that ever called.
CREATE TABLE caseworker.origin (
    id text PRIMARY KEY,
    n integer NOT NULL UNIQUE,
    code text NOT NULL,
    public_key text NOT NULL,
    login text NOT NULL,
    machine text NOT NULL,
    app_version text NOT NULL,
    schema_version integer NOT NULL,
    first_hello_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_hello_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    told_epoch text NOT NULL,
    retired_at timestamptz
);

-- The record. packed: reason, salt and body, compressed by the program that wrote them; empty when redacted (E1).
CREATE TABLE caseworker.changeset (
    id text PRIMARY KEY,
    origin text NOT NULL,
    oseq bigint NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    scope_kind text NOT NULL,
    scope_id text NOT NULL,
    group_id text NOT NULL,
    kind text NOT NULL,
    author_id text NOT NULL,
    recorded_at text NOT NULL,
    clock_offset bigint NOT NULL,
    seen_epoch text NOT NULL,
    seen_feed bigint NOT NULL,
    schema_ver integer NOT NULL,
    app_ver text NOT NULL,
    body_hash text NOT NULL,
    packed bytea NOT NULL,
    asides jsonb,
    is_emptied boolean NOT NULL,
    pushed_by text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE caseworker.changeset ALTER COLUMN packed SET STORAGE EXTERNAL;
CREATE INDEX changeset_origin ON caseworker.changeset (origin, oseq);
CREATE INDEX changeset_scope ON caseworker.changeset (scope_id);

-- The numbers 1, 2, 3 without gaps; part: the first 60 bits of the hash, for the sums of P10.
CREATE TABLE caseworker.feed (
    feed bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    bucket smallint NOT NULL,
    part bigint NOT NULL
);
CREATE INDEX feed_bucket ON caseworker.feed (bucket);

-- What decides who may see a case (E3).
CREATE TABLE caseworker.access_fact (
    changeset_id text NOT NULL,
    scope_id text NOT NULL,
    field text NOT NULL,
    value jsonb NOT NULL,
    parents text[] NOT NULL,
    PRIMARY KEY (scope_id, field, changeset_id)
);
CREATE INDEX access_fact_restricted ON caseworker.access_fact (scope_id)
    WHERE field = 'restricted' AND value = 'true';

-- Which changeset names which file.
CREATE TABLE caseworker.file_use (
    digest text NOT NULL,
    changeset_id text NOT NULL,
    scope_id text NOT NULL,
    PRIMARY KEY (digest, changeset_id)
);

-- Heads of chains as signed by the computers that wrote them (E5).
CREATE TABLE caseworker.signed_head (
    origin text NOT NULL,
    oseq bigint NOT NULL,
    hash text NOT NULL,
    signature text NOT NULL,
    PRIMARY KEY (origin, oseq, hash)
);

-- Work that the hub may not take without somebody's decision: kept, never dropped. why: "access",
-- "chain" or "erasure": only a manager's redactions are obeyed at once (E1).
CREATE TABLE caseworker.held (
    id text PRIMARY KEY,
    header jsonb NOT NULL,
    packed bytea NOT NULL,
    scope_id text NOT NULL,
    why text NOT NULL,
    pushed_by text NOT NULL,
    login text NOT NULL,
    held_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    refused_at timestamptz,
    refused_why text NOT NULL DEFAULT ''
);

CREATE INDEX held_chain ON caseworker.held ((header ->> 'prev_hash')) WHERE why = 'chain';

-- What was redacted stays so, whatever comes later (E1, E2). kind: "scope", "changeset" or "file".
CREATE TABLE caseworker.redacted (
    kind text NOT NULL,
    id text NOT NULL,
    by_changeset text NOT NULL,
    redacted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kind, id)
);

-- Blocks of reference numbers (R1).
CREATE TABLE caseworker.lease (
    request_id text PRIMARY KEY,
    series text NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    origin text NOT NULL,
    leased_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    given_up text NOT NULL DEFAULT ''
);
CREATE INDEX lease_series ON caseworker.lease (series, last);

-- Files by the digest of their bytes, in parts (B1), and what somebody misses (B2).
CREATE TABLE caseworker.blob (
    digest text PRIMARY KEY,
    media_type text NOT NULL,
    size bigint NOT NULL,
    here bigint NOT NULL DEFAULT 0,
    is_whole boolean NOT NULL DEFAULT false
);
CREATE TABLE caseworker.blob_part (
    digest text NOT NULL,
    starts bigint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (digest, starts)
);
ALTER TABLE caseworker.blob_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE caseworker.want (
    digest text NOT NULL,
    login text NOT NULL,
    PRIMARY KEY (digest, login)
);

-- Which of these files were applied.
CREATE TABLE caseworker.migration (
    name text PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Nobody has a right to a table, and row security holds for the owner too: only its own functions see rows (E4).
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'caseworker' LOOP
        EXECUTE format('ALTER TABLE caseworker.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE caseworker.%I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner_only ON caseworker.%I TO caseworker_hub USING (true)', name);
    END LOOP;
END $$;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA caseworker TO caseworker_user;
