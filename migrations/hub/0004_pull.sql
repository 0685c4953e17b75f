-- Greeting and reading: each function sees one state of the record and leaves out what the caller may not see
-- (P1, P6, P8, P10).

-- Greets, and enrols a copy of the office that is new. Says everything port.Greeting has.
CREATE FUNCTION caseworker.hello(
    origin_id text, machine text, public_key text, app_version text, schema_version integer, protocol integer
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    was record;
BEGIN
    SELECT o.*, l.person_id INTO was FROM origin o LEFT JOIN login l ON l.name = o.login WHERE o.id = hello.origin_id;
    IF was.id IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('caseworker.origin'));
        INSERT INTO origin (id, n, code, public_key, login, machine, app_version, schema_version, told_epoch)
            SELECT hello.origin_id, next.n, 'K' || lpad(next.n::text, greatest(2, length(next.n::text)), '0'),
                   hello.public_key, who.login, hello.machine, hello.app_version, hello.schema_version,
                   (SELECT id FROM epoch ORDER BY n DESC LIMIT 1)
              FROM (SELECT coalesce(max(n), 0) + 1 AS n FROM origin) next
            ON CONFLICT (id) DO NOTHING;
        -- An earlier file of the same computer and person is waited for no more, but for a hub that was restored: that
        -- file may be the only one to know of numbers (R5).
        IF NOT is_frozen() THEN
            WITH gone AS (
                UPDATE origin o SET retired_at = clock_timestamp() FROM login l
                 WHERE l.name = o.login AND l.person_id = who.person_id AND o.machine = hello.machine
                   AND o.id <> hello.origin_id AND o.retired_at IS NULL
                RETURNING o.id)
            UPDATE lease SET given_up = 'This computer began a new file'
             WHERE given_up = '' AND lease.origin IN (SELECT gone.id FROM gone);
        END IF;
    ELSIF was.login <> who.login AND was.person_id IS DISTINCT FROM who.person_id THEN
        RAISE EXCEPTION 'This copy of the office belongs to somebody else''s login. Nothing was sent or changed. Sign in as its owner, or make a copy of your own by joining the hub again.'
            USING ERRCODE = 'CW001';
    ELSE
        UPDATE origin SET login = who.login, machine = hello.machine, app_version = hello.app_version,
               schema_version = hello.schema_version, last_hello_at = clock_timestamp(), retired_at = NULL,
               public_key = CASE WHEN public_key = '' THEN hello.public_key ELSE public_key END
         WHERE id = hello.origin_id;
    END IF;
    RETURN (SELECT jsonb_build_object(
        'hub_id', h.id,
        'epochs', (SELECT jsonb_agg(jsonb_build_array(e.id, e.parent, e.starts_after) ORDER BY e.n) FROM epoch e),
        'head', (SELECT head FROM counter),
        'now', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
        'own', (SELECT jsonb_build_array(c.oseq, c.hash) FROM changeset c JOIN feed f ON f.id = c.id
                 WHERE c.origin = hello.origin_id ORDER BY c.oseq DESC, f.feed DESC LIMIT 1),
        'code', (SELECT code FROM origin WHERE id = hello.origin_id),
        'person_id', who.person_id,
        'access_version', (SELECT access_version FROM counter),
        'oldest_protocol', h.oldest_protocol, 'protocol', h.protocol, 'oldest_schema', h.oldest_schema,
        'is_frozen', caseworker.is_frozen(), 'sees_all', who.sees_all,
        'keys', (SELECT jsonb_object_agg(id, public_key) FROM origin)) FROM hub h);
END $$;

-- Which life the hub is in: a line that broke and is there again may have come back to another.
CREATE FUNCTION caseworker.present_epoch() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    RETURN (SELECT id FROM epoch ORDER BY n DESC LIMIT 1);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.present_epoch() TO caseworker_user;

-- Whether somebody has yet to tell of their blocks of numbers since the last restore (R5).
CREATE FUNCTION caseworker.is_frozen() RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM origin
                    WHERE retired_at IS NULL AND told_epoch <> (SELECT id FROM epoch ORDER BY n DESC LIMIT 1))
$$;

CREATE VIEW caseworker.fed AS
    SELECT f.feed, c.origin, c.oseq, c.hash, false AS is_hidden, c.id, c.prev_hash, c.scope_kind, c.scope_id,
           c.group_id, c.kind, c.author_id, c.recorded_at, c.clock_offset, c.seen_epoch, c.seen_feed, c.schema_ver,
           c.app_ver, c.body_hash, c.packed, c.asides, c.is_emptied, c.pushed_by
      FROM caseworker.feed f JOIN caseworker.changeset c ON c.id = f.id;

-- The last feed number: what a computer that has everything asks again and again.
CREATE FUNCTION caseworker.head() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM login WHERE name = session_user AND removed_at IS NULL) THEN
        PERFORM caller();
    END IF;
    RETURN (SELECT c.head FROM counter c);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.head() TO caseworker_user;

-- What comes after a feed number: a hidden change has its place, origin, number and hash alone (I15).
CREATE FUNCTION caseworker.pull(after bigint, how_many integer)
RETURNS TABLE (
    feed bigint, origin text, oseq bigint, hash text, is_hidden boolean, id text, prev_hash text, scope_kind text,
    scope_id text, group_id text, kind text, author_id text, recorded_at text, clock_offset bigint, seen_epoch text,
    seen_feed bigint, schema_ver integer, app_ver text, body_hash text, packed bytea, asides jsonb, is_emptied boolean,
    pushed_by text, signature text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE who caseworker.who := caller();
BEGIN
    IF (SELECT head FROM counter) <= pull.after THEN
        RETURN;
    END IF;
    RETURN QUERY
        WITH ids AS MATERIALIZED (
            SELECT f.feed, f.id FROM feed f WHERE f.feed > pull.after ORDER BY f.feed LIMIT pull.how_many
        ), page AS MATERIALIZED (
            SELECT i.feed, c.* FROM ids i JOIN changeset c ON c.id = i.id
        ), out_of_sight AS MATERIALIZED (
            SELECT hidden(who, ARRAY(SELECT DISTINCT page.scope_id FROM page)) AS scope_id
        ), sorted AS (
            SELECT p.*, EXISTS (SELECT 1 FROM out_of_sight o WHERE o.scope_id = p.scope_id) AS is_hidden,
                   (SELECT s.signature FROM signed_head s
                     WHERE s.origin = p.origin AND s.oseq = p.oseq AND s.hash = p.hash) AS signature
              FROM page p
        )
        SELECT feed, origin, oseq, hash, is_hidden, id, prev_hash, scope_kind, scope_id, group_id, kind, author_id,
               recorded_at, clock_offset, seen_epoch, seen_feed, schema_ver, app_ver, body_hash, packed, asides,
               is_emptied, pushed_by, signature
          FROM sorted WHERE NOT is_hidden
        UNION ALL
        SELECT feed, origin, oseq, hash, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
               NULL, NULL, NULL, NULL, NULL, NULL, signature
          FROM sorted WHERE is_hidden
        ORDER BY 1;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.hello(text, text, text, text, integer, integer) TO caseworker_user;
GRANT EXECUTE ON FUNCTION caseworker.pull(bigint, integer) TO caseworker_user;

-- One whole case (P8).
CREATE FUNCTION caseworker.pull_case(wanted text) RETURNS SETOF caseworker.fed
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    IF NOT EXISTS (SELECT 1 FROM hidden(who, ARRAY[wanted])) THEN
        RETURN QUERY SELECT * FROM fed WHERE fed.scope_id = wanted ORDER BY fed.feed;
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.pull_case(text) TO caseworker_user;

-- These changesets, where the caller may see them.
CREATE FUNCTION caseworker.fetch(ids text[]) RETURNS SETOF caseworker.fed
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    out_of_sight text[] := ARRAY(SELECT hidden(who, ARRAY(
        SELECT DISTINCT c.scope_id FROM changeset c WHERE c.id = ANY (ids))));
BEGIN
    RETURN QUERY SELECT * FROM fed WHERE fed.id = ANY (ids) AND fed.scope_id <> ALL (out_of_sight) ORDER BY fed.feed;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.fetch(text[]) TO caseworker_user;

-- Counts and sums over what the caller may see: all, less what is hidden (P10).
CREATE FUNCTION caseworker.buckets() RETURNS TABLE (bucket smallint, rows bigint, sum numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    RETURN QUERY
        SELECT b.bucket, sum(b.rows)::bigint, sum(b.parts) FROM (
            SELECT f.bucket, count(*) AS rows, sum(f.part) AS parts FROM feed f GROUP BY f.bucket
            UNION ALL
            SELECT f.bucket, -count(*), -sum(f.part)
              FROM hidden(who) h (scope_id) JOIN changeset c ON c.scope_id = h.scope_id JOIN feed f ON f.id = c.id
             GROUP BY f.bucket) b
         GROUP BY b.bucket;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.buckets() TO caseworker_user;

CREATE FUNCTION caseworker.ids_in(wanted smallint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    out_of_sight text[] := ARRAY(SELECT hidden(who));
BEGIN
    RETURN QUERY SELECT f.id FROM feed f JOIN changeset c ON c.id = f.id
                  WHERE f.bucket = wanted AND c.scope_id <> ALL (out_of_sight) ORDER BY f.feed;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.ids_in(smallint) TO caseworker_user;
