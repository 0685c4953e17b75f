-- Taking changesets: by id alone, whole or not at all; what may not be taken is kept for a decision (P2 to P5, E2, E5).

-- A changeset as it arrives; asides: what the hub must know of the body, as sync/postgres_rows.py writes it.
CREATE TYPE caseworker.wire AS (
    ord integer, id text, origin text, oseq bigint, prev_hash text, hash text, scope_kind text, scope_id text,
    group_id text, kind text, author_id text, recorded_at text, clock_offset bigint, seen_epoch text, seen_feed bigint,
    schema_ver integer, app_ver text, body_hash text, asides jsonb, packed bytea
);

CREATE FUNCTION caseworker.unpack(headers jsonb, packed bytea[]) RETURNS SETOF caseworker.wire
LANGUAGE sql STABLE AS $$
    SELECT t.ord::integer, t.id, t.origin, t.oseq, t.prev_hash, t.hash, t.scope_kind, t.scope_id, t.group_id, t.kind,
           t.author_id, t.recorded_at, t.clock_offset, t.seen_epoch, t.seen_feed, t.schema_ver, t.app_ver, t.body_hash,
           t.asides, t.contents
      FROM ROWS FROM (jsonb_to_recordset(headers) AS (
           id text, origin text, oseq bigint, prev_hash text, hash text, scope_kind text, scope_id text,
           group_id text, kind text, author_id text, recorded_at text, clock_offset bigint, seen_epoch text,
           seen_feed bigint, schema_ver integer, app_ver text, body_hash text, asides jsonb), unnest(packed)) WITH ORDINALITY
           AS t (id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at,
                 clock_offset, seen_epoch, seen_feed, schema_ver, app_ver, body_hash, asides, contents, ord)
     ORDER BY t.ord
$$;

-- The other way round, without the contents: what is held is unpacked again when it is taken in.
CREATE FUNCTION caseworker.heading_of(w caseworker.wire) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(w) - 'packed' - 'ord'
$$;

-- The hash a header must have: domain/changes.py, hash_header.
CREATE FUNCTION caseworker.header_hash(w caseworker.wire) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to('[' || concat_ws(',',
        to_json(w.id), to_json(w.origin), w.oseq, to_json(w.prev_hash), to_json(w.scope_kind), to_json(w.scope_id),
        to_json(w.group_id), to_json(w.kind), to_json(w.author_id), to_json(w.recorded_at), w.clock_offset,
        to_json(w.seen_epoch), w.seen_feed, w.schema_ver, to_json(w.app_ver), to_json(w.body_hash)) || ']', 'UTF8')), 'hex')
$$;

-- Whether a changeset that its author did not bring fits what is known of the author's chain (E5).
CREATE FUNCTION caseworker.fits(w caseworker.wire) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT header_hash(w) = w.hash AND (
        (w.oseq = 1 AND w.prev_hash = repeat('0', 64))
        OR EXISTS (SELECT 1 FROM changeset c WHERE c.origin = w.origin AND c.oseq = w.oseq - 1 AND c.hash = w.prev_hash)
        OR EXISTS (SELECT 1 FROM changeset c WHERE c.origin = w.origin AND c.oseq = w.oseq + 1 AND c.prev_hash = w.hash)
        OR EXISTS (SELECT 1 FROM signed_head s WHERE s.origin = w.origin AND s.oseq = w.oseq AND s.hash = w.hash))
$$;

-- Empties bodies for ever and forgets files (E1).
CREATE FUNCTION caseworker.redact(changeset_id text, empties jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
DECLARE
    scopes text[] := ARRAY(SELECT jsonb_array_elements_text(empties -> 'scopes'));
    changesets text[] := ARRAY(SELECT jsonb_array_elements_text(empties -> 'changesets'));
    files text[] := ARRAY(SELECT jsonb_array_elements_text(empties -> 'files'));
BEGIN
    INSERT INTO redacted (kind, id, by_changeset)
        SELECT 'scope', s, changeset_id FROM unnest(scopes) s
        UNION SELECT 'changeset', c, changeset_id FROM unnest(changesets) c
        UNION SELECT 'file', f, changeset_id FROM unnest(files) f
        ON CONFLICT DO NOTHING;
    UPDATE changeset c SET packed = '', is_emptied = true
     WHERE (c.scope_id = ANY (scopes) OR c.id = ANY (changesets)) AND NOT c.is_emptied;
    UPDATE held h SET packed = '' WHERE h.scope_id = ANY (scopes) OR h.id = ANY (changesets);
    DELETE FROM blob_part WHERE digest = ANY (files);
    DELETE FROM blob WHERE digest = ANY (files);
    DELETE FROM want WHERE digest = ANY (files);
END $$;

-- Stores rows that were judged, without a number yet; returns the ids that are new, in order.
CREATE FUNCTION caseworker.keep(rows caseworker.wire[], pusher text) RETURNS text[]
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
DECLARE
    new_ids text[];
    r record;
BEGIN
    WITH inserted AS (
        INSERT INTO changeset (id, origin, oseq, prev_hash, hash, scope_kind, scope_id, group_id, kind, author_id,
               recorded_at, clock_offset, seen_epoch, seen_feed, schema_ver, app_ver, body_hash, packed, asides,
               is_emptied, pushed_by)
        SELECT w.id, w.origin, w.oseq, w.prev_hash, w.hash, w.scope_kind, w.scope_id, w.group_id, w.kind, w.author_id,
               w.recorded_at, w.clock_offset, w.seen_epoch, w.seen_feed, w.schema_ver, w.app_ver, w.body_hash,
               w.packed, w.asides, w.packed = '', pusher
          FROM unnest(rows) w ORDER BY w.id
        ON CONFLICT (id) DO NOTHING RETURNING id
    )
    SELECT coalesce(array_agg(id ORDER BY ord), '{}') INTO new_ids
      FROM (SELECT id, min(ord) AS ord FROM unnest(rows) JOIN inserted USING (id) GROUP BY id) once;
    FOR r IN SELECT DISTINCT ON (w.id) w.id, w.scope_id, w.asides FROM unnest(rows) w
              WHERE w.asides IS NOT NULL AND w.id = ANY (new_ids) LOOP
        INSERT INTO access_fact (changeset_id, scope_id, field, value, parents)
            SELECT r.id, r.scope_id, f ->> 1, f -> 2, ARRAY(SELECT jsonb_array_elements_text(f -> 3))
              FROM jsonb_array_elements(r.asides -> 'facts') f WHERE f ->> 0 = r.scope_id
            ON CONFLICT DO NOTHING;
        INSERT INTO file_use (digest, changeset_id, scope_id)
            SELECT DISTINCT f, r.id, r.scope_id FROM jsonb_array_elements_text(r.asides -> 'files') f;
        IF r.asides ? 'empties' THEN
            PERFORM caseworker.redact(r.id, r.asides -> 'empties');
        END IF;
    END LOOP;
    RETURN new_ids;
END $$;

-- Takes in rows that were held because their chain was not known, once it is.
CREATE FUNCTION caseworker.keep_what_fits_now(hashes text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
DECLARE
    new_ids text[] := '{}';
    h record;
BEGIN
    WHILE cardinality(hashes) > 0 LOOP
        SELECT held.id, held.pushed_by, w INTO h
          FROM held, LATERAL caseworker.unpack(jsonb_build_array(held.header), ARRAY[held.packed]) w
         WHERE held.why = 'chain' AND held.refused_at IS NULL AND held.header ->> 'prev_hash' = ANY (hashes)
           AND caseworker.fits(w)
         LIMIT 1;
        EXIT WHEN h.id IS NULL;
        DELETE FROM held WHERE held.id = h.id;
        new_ids := new_ids || caseworker.keep(ARRAY[h.w], h.pushed_by);
        hashes := hashes || (h.w).hash;
    END LOOP;
    RETURN new_ids;
END $$;

-- The last step of whatever adds to the feed: the one row of the counter stays locked from here to the commit (P3).
CREATE FUNCTION caseworker.number(ids text[], raises_access boolean) RETURNS void
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
BEGIN
    PERFORM 1 FROM counter FOR UPDATE;
    -- A redaction may have come while these rows waited.
    UPDATE changeset c SET packed = '', is_emptied = true
      FROM redacted x
     WHERE c.id = ANY (ids) AND NOT c.is_emptied
       AND ((x.kind = 'scope' AND x.id = c.scope_id) OR (x.kind = 'changeset' AND x.id = c.id));
    WITH top AS (
        UPDATE counter SET head = head + cardinality(ids), access_version = access_version + raises_access::integer
        RETURNING head
    )
    INSERT INTO feed (feed, id, bucket, part)
        SELECT top.head - cardinality(ids) + n.ord, n.id, get_byte(sha256(convert_to(n.id, 'UTF8')), 0),
               CASE WHEN c.hash ~ '^[0-9a-f]{15}' THEN ('x' || substr(c.hash, 1, 15))::bit(60)::bigint ELSE 0 END
          FROM top, unnest(ids) WITH ORDINALITY AS n (id, ord) JOIN changeset c ON c.id = n.id;
    PERFORM pg_notify('caseworker', '');
END $$;

-- Whether what is said of who may see a case can change what somebody sees: a first owner cannot.
CREATE FUNCTION caseworker.raises_access(asides jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(asides -> 'facts') f
                    WHERE (f ->> 1 = 'restricted' AND f -> 2 = 'true') OR jsonb_array_length(f -> 3) > 0)
$$;

-- Durable when acknowledged, and never a long wait for anybody (P4).
CREATE FUNCTION caseworker.with_care() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true), set_config('lock_timeout', '5s', true),
            set_config('idle_in_transaction_session_timeout', '5s', true);
END $$;

-- Returns {"answers": [[id, verdict, feed or null], …], "take_new_origin": …}.
CREATE FUNCTION caseworker.push(headers jsonb, packed bytea[], signed jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    rows caseworker.wire[];
    own text[] := ARRAY(SELECT id FROM origin WHERE login = who.login OR login IN
                        (SELECT name FROM login l WHERE l.person_id = who.person_id));
    known text[];
    new_ids text[] := '{}';
    kept text[];
    out_of_sight text[];
    run record;
    clashes boolean;
BEGIN
    PERFORM with_care();
    IF jsonb_array_length(headers) > 1000 THEN
        RAISE EXCEPTION 'More than 1,000 changes at once were sent.' USING ERRCODE = 'CW001';
    END IF;
    rows := ARRAY(SELECT w FROM unpack(headers, packed) w);
    known := ARRAY(SELECT c.id FROM changeset c JOIN unnest(rows) w ON w.id = c.id);
    clashes := EXISTS (SELECT 1 FROM unnest(rows) w JOIN changeset c ON c.origin = w.origin AND c.oseq = w.oseq
                        WHERE w.origin = ANY (own) AND c.id <> w.id AND w.id <> ALL (known));
    -- Rows that change who sees what, that empty others or that another computer wrote are judged one by one, in order;
    -- the others between them together.
    FOR run IN
        WITH new_rows AS (
            SELECT w, (w).ord, (w).origin <> ALL (own) AS is_foreign,
                   (w).origin <> ALL (own) OR ((w).asides IS NOT NULL AND (
                       (w).asides ? 'empties' OR raises_access((w).asides))) AS is_alone
              FROM unnest(rows) w WHERE (w).id <> ALL (known)
        ), cut AS (
            SELECT *, is_alone OR coalesce(lag(is_alone) OVER (ORDER BY ord), true) AS begins FROM new_rows
        ), runs AS (
            SELECT *, count(*) FILTER (WHERE begins) OVER (ORDER BY ord) AS n FROM cut
        )
        SELECT array_agg(w ORDER BY ord) AS rows, bool_or(is_foreign) AS is_foreign FROM runs GROUP BY n ORDER BY n
    LOOP
        out_of_sight := ARRAY(SELECT hidden(who, ARRAY(SELECT scope_id FROM unnest(run.rows) w)));
        IF NOT who.is_manager AND (run.rows[1]).asides ? 'empties' THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT w.id, heading_of(w), w.packed, w.scope_id, 'erasure', who.person_id, who.login
                  FROM unnest(run.rows) w
                ON CONFLICT (id) DO NOTHING;
            CONTINUE;
        ELSIF run.is_foreign AND NOT fits(run.rows[1]) THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT w.id, heading_of(w), w.packed, w.scope_id, 'chain', who.person_id, who.login
                  FROM unnest(run.rows) w
                ON CONFLICT (id) DO NOTHING;
            CONTINUE;
        ELSIF cardinality(out_of_sight) > 0 THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT DISTINCT ON (w.id) w.id, heading_of(w), w.packed, w.scope_id, 'access', who.person_id, who.login
                  FROM unnest(run.rows) w WHERE w.scope_id = ANY (out_of_sight)
                ON CONFLICT (id) DO NOTHING;
        END IF;
        kept := keep(ARRAY(SELECT w FROM unnest(run.rows) w WHERE w.scope_id <> ALL (out_of_sight)), who.person_id);
        new_ids := new_ids || kept;
    END LOOP;
    IF EXISTS (SELECT 1 FROM held) THEN
        DELETE FROM held WHERE id = ANY (new_ids);
        new_ids := new_ids || keep_what_fits_now(ARRAY(SELECT hash FROM changeset WHERE id = ANY (new_ids)));
    END IF;
    INSERT INTO signed_head (origin, oseq, hash, signature)
        SELECT c.origin, c.oseq, c.hash, signed ->> 'signature' FROM changeset c
         WHERE c.origin = signed ->> 'origin' AND c.oseq = (signed ->> 'oseq')::bigint AND c.hash = signed ->> 'hash'
           AND c.origin = ANY (own)
        ON CONFLICT DO NOTHING;
    IF cardinality(new_ids) > 0 THEN
        PERFORM number(new_ids, EXISTS (SELECT 1 FROM changeset WHERE id = ANY (new_ids) AND raises_access(asides)));
    END IF;
    RETURN jsonb_build_object('take_new_origin', clashes, 'answers', coalesce((
        SELECT jsonb_agg(jsonb_build_array(w.id, CASE WHEN f.feed IS NULL THEN 'held' WHEN n.id IS NULL THEN 'known'
                                                      ELSE 'accepted' END, f.feed) ORDER BY w.ord)
          FROM unnest(rows) w LEFT JOIN feed f ON f.id = w.id LEFT JOIN unnest(new_ids) n (id) ON n.id = w.id), '[]'));
END $$;
GRANT EXECUTE ON FUNCTION caseworker.push(jsonb, bytea[], jsonb) TO caseworker_user;
