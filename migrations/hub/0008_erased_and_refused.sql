-- What outlives a restore and what outlives an erasure: a change that was refused stays refused though the hub was put
-- back (P12, D8); a file that an erasure names stays where something else names it too (B1, E1); an erasure is judged
-- when nothing else is being numbered (P3, C1). And no number or size that somebody tells stops the others (R1, B1).

-- Why a change is refused of which a restored hub has the words and everybody else the heading.
CREATE FUNCTION caseworker.forgotten() RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT 'It was not accepted before the hub was put back from a copy.' $$;

-- Empties bodies for ever and forgets files that nothing else names (E1).
CREATE OR REPLACE FUNCTION caseworker.redact(changeset_id text, empties jsonb) RETURNS void
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
    -- Also what an earlier erasure named, and this one's case named too.
    files := files || ARRAY(SELECT x.id FROM redacted x JOIN blob b ON b.digest = x.id WHERE x.kind = 'file');
    files := ARRAY(SELECT DISTINCT f FROM unnest(files) f WHERE is_erased(f));
    DELETE FROM blob_part WHERE digest = ANY (files);
    DELETE FROM blob WHERE digest = ANY (files);
    DELETE FROM want WHERE digest = ANY (files);
END $$;

-- Takes in again the heading of a change that was refused before the hub was put back: it says nothing and decides
-- nothing, so nobody's right is asked for. Returns the id if it is new.
CREATE FUNCTION caseworker.keep_refused(w caseworker.wire, pusher text) RETURNS text[]
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
BEGIN
    w.packed := '';
    w.asides := '{"refused": true}';
    RETURN keep(ARRAY[w], pusher);
END $$;

-- Keeps the words of changes of which only the refused heading is here, for their author.
CREATE FUNCTION caseworker.keep_words(rows caseworker.wire[], who caseworker.who) RETURNS void
LANGUAGE sql SET search_path = caseworker, pg_temp AS $$
    INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login, refused_at, refused_why)
        SELECT w.id, heading_of(w), contents_of(w), w.scope_id, 'access', who.person_id, who.login, clock_timestamp(),
               forgotten()
          FROM unnest(rows) w JOIN changeset c ON c.id = w.id
         WHERE c.asides ? 'refused' AND w.packed <> ''
        ON CONFLICT (id) DO UPDATE SET packed = excluded.packed WHERE held.packed = ''
$$;

-- Takes held changes in, or refuses them for a reason; returns of how many that was decided.
CREATE OR REPLACE FUNCTION caseworker.decide(ids text[], refusal text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    waiting text[];
BEGIN
    PERFORM with_care();
    IF NOT who.is_manager THEN
        RETURN 0;
    END IF;
    PERFORM 1 FROM counter FOR UPDATE;
    waiting := ARRAY(SELECT id FROM held WHERE id = ANY (ids) AND refused_at IS NULL FOR UPDATE);
    PERFORM number_decided(CASE WHEN refusal = '' THEN take_held(waiting) ELSE refuse_held(waiting, refusal) END);
    RETURN cardinality(waiting);
END $$;

-- Returns {"answers": [[id, verdict, feed or null], …], "take_new_origin": …}.
CREATE OR REPLACE FUNCTION caseworker.push(headers jsonb, packed bytea[], signed jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    rows caseworker.wire[];
    own text[] := ARRAY(SELECT id FROM origin WHERE login = who.login OR login IN
                        (SELECT name FROM login l WHERE l.person_id = who.person_id));
    known text[];
    new_ids text[] := '{}';
    out_of_sight text[];
    why text;
    run record;
    clashes boolean;
BEGIN
    PERFORM with_care();
    IF jsonb_array_length(headers) > 1000 THEN
        RAISE EXCEPTION 'More than 1,000 changes at once were sent.' USING ERRCODE = 'CW001';
    END IF;
    rows := ARRAY(SELECT w FROM unpack(headers, packed) w);
    -- An erasure must find what others have numbered and not committed yet: their words, and their legal holds.
    IF EXISTS (SELECT 1 FROM unnest(rows) w WHERE w.asides ? 'empties') THEN
        PERFORM 1 FROM counter FOR UPDATE;
    END IF;
    known := ARRAY(SELECT c.id FROM changeset c JOIN unnest(rows) w ON w.id = c.id);
    PERFORM keep_words(ARRAY(SELECT w FROM unnest(rows) w WHERE w.id = ANY (known)), who);
    clashes := EXISTS (SELECT 1 FROM unnest(rows) w JOIN changeset c ON c.origin = w.origin AND c.oseq = w.oseq
                        WHERE w.origin = ANY (own) AND c.id <> w.id AND w.id <> ALL (known));
    -- Rows that change who sees what, that empty others, that were refused or that another computer wrote are judged one
    -- by one, in order; the others between them together.
    FOR run IN
        WITH new_rows AS (
            SELECT w, (w).ord, (w).origin <> ALL (own) AS is_foreign,
                   (w).origin <> ALL (own) OR ((w).asides IS NOT NULL AND (
                       (w).asides ?| '{empties,refused}' OR raises_access((w).asides))) AS is_alone
              FROM unnest(rows) w WHERE (w).id <> ALL (known)
        ), cut AS (
            SELECT *, is_alone OR coalesce(lag(is_alone) OVER (ORDER BY ord), true) AS begins FROM new_rows
        ), runs AS (
            SELECT *, count(*) FILTER (WHERE begins) OVER (ORDER BY ord) AS n FROM cut
        )
        SELECT array_agg(w ORDER BY ord) AS rows, bool_or(is_foreign) AS is_foreign FROM runs GROUP BY n ORDER BY n
    LOOP
        out_of_sight := ARRAY(SELECT hidden(who, ARRAY(SELECT scope_id FROM unnest(run.rows) w)));
        why := CASE WHEN (run.rows[1]).asides ? 'empties' THEN
                    CASE WHEN NOT who.is_manager THEN 'erasure'
                         WHEN meets_hold((run.rows[1]).asides -> 'empties') THEN 'hold' END END;
        IF why IS NULL AND run.is_foreign AND NOT fits(run.rows[1]) THEN
            why := 'chain';
        END IF;
        IF why IS NULL AND (run.rows[1]).asides ? 'refused' THEN
            new_ids := new_ids || keep_refused(run.rows[1], who.person_id);
            CONTINUE;
        END IF;
        INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
            SELECT DISTINCT ON (w.id) w.id, heading_of(w), contents_of(w), w.scope_id, coalesce(why, 'access'),
                   who.person_id, who.login
              FROM unnest(run.rows) w WHERE why IS NOT NULL OR w.scope_id = ANY (out_of_sight)
            ON CONFLICT (id) DO NOTHING;
        IF why IS NULL THEN
            new_ids := new_ids || keep(ARRAY(
                SELECT w FROM unnest(run.rows) w WHERE w.scope_id <> ALL (out_of_sight)), who.person_id);
        END IF;
    END LOOP;
    IF EXISTS (SELECT 1 FROM held) THEN
        -- What was refused before, or comes without its words, in a life that a restore forgot: the words stay for
        -- their author.
        UPDATE held h SET refused_at = clock_timestamp(), refused_why = forgotten()
          FROM changeset c
         WHERE h.id = ANY (new_ids) AND c.id = h.id AND h.refused_at IS NULL
           AND (coalesce(c.asides ? 'refused', false) OR (c.is_emptied AND h.packed <> ''));
        UPDATE changeset c SET asides = '{"refused": true}' FROM held h
         WHERE c.id = h.id AND h.id = ANY (new_ids) AND h.refused_at IS NOT NULL;
        DELETE FROM held WHERE id = ANY (new_ids) AND refused_at IS NULL;
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

-- The last number of a series: a reference has six digits at most.
CREATE FUNCTION caseworker.last_number() RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 999999::bigint $$;

-- Leases the next block of a series; the same request gets the same block; none while leasing is frozen. What somebody
-- says is the highest number used cannot be beyond all numbers.
CREATE OR REPLACE FUNCTION caseworker.lease_refs(request text, origin_id text, of_series text, how_many integer, highest bigint)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    block caseworker.lease;
    start bigint;
BEGIN
    PERFORM own_only(who, origin_id), with_care();
    PERFORM pg_advisory_xact_lock(hashtext('caseworker.lease'));
    SELECT * INTO block FROM lease WHERE request_id = request;
    IF block.request_id IS NULL THEN
        IF is_frozen() THEN
            RETURN NULL;
        END IF;
        IF how_many NOT BETWEEN 1 AND 10000 THEN
            RAISE EXCEPTION 'A block has between 1 and 10,000 numbers.' USING ERRCODE = 'CW001';
        END IF;
        start := greatest(CASE WHEN highest <= last_number() THEN highest ELSE 0 END,
                          (SELECT coalesce(max(last), 0) FROM lease WHERE series = of_series)) + 1;
        IF start + how_many - 1 > last_number() THEN
            RAISE EXCEPTION 'The numbers of this series are used up.' USING ERRCODE = 'CW001';
        END IF;
        INSERT INTO lease (request_id, series, first, last, origin)
            VALUES (request, of_series, start, start + how_many - 1, origin_id) RETURNING * INTO block;
    END IF;
    RETURN lease_row(block);
END $$;

-- What a computer knows of everybody's blocks, after a restore: [[request, series, first, last, origin, at, given up]].
CREATE OR REPLACE FUNCTION caseworker.tell_leases(origin_id text, told jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    PERFORM own_only(who, origin_id), with_care();
    PERFORM pg_advisory_xact_lock(hashtext('caseworker.lease'));
    INSERT INTO lease (request_id, series, first, last, origin, leased_at, given_up)
        SELECT l ->> 0, l ->> 1, (l ->> 2)::bigint, (l ->> 3)::bigint, l ->> 4, (l ->> 5)::timestamptz, l ->> 6
          FROM jsonb_array_elements(told) l
         WHERE (l ->> 2)::bigint BETWEEN 1 AND (l ->> 3)::bigint AND (l ->> 3)::bigint <= last_number()
        ON CONFLICT (request_id) DO UPDATE SET given_up = excluded.given_up
         WHERE lease.given_up = '' AND excluded.given_up <> '';
    UPDATE origin SET told_epoch = (SELECT id FROM epoch ORDER BY n DESC LIMIT 1) WHERE id = origin_id;
END $$;

-- Adds a part. A redacted file that nothing has named anew is not kept, and nobody is asked for it again. A file that
-- was begun with another size begins anew: whoever says the right one finishes it.
CREATE OR REPLACE FUNCTION caseworker.blob_put(wanted text, media_type text, size bigint, starts bigint, part bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    file caseworker.blob;
BEGIN
    PERFORM with_care();
    IF is_erased(wanted) THEN
        RETURN -1;
    END IF;
    INSERT INTO blob (digest, media_type, size) VALUES (wanted, blob_put.media_type, blob_put.size)
        ON CONFLICT (digest) DO NOTHING;
    SELECT * INTO file FROM blob WHERE digest = wanted FOR UPDATE;
    IF file.is_whole THEN
        RETURN -1;
    ELSIF file.size <> blob_put.size THEN
        DELETE FROM blob_part WHERE digest = wanted;
        UPDATE blob SET size = blob_put.size, here = 0 WHERE digest = wanted RETURNING * INTO file;
    END IF;
    IF blob_put.starts <> file.here THEN
        RETURN file.here;
    END IF;
    IF length(part) > 0 THEN
        INSERT INTO blob_part (digest, starts, bytes) VALUES (wanted, blob_put.starts, part)
            ON CONFLICT (digest, starts) DO UPDATE SET bytes = excluded.bytes;
    END IF;
    file.here := file.here + length(part);
    IF file.here < file.size THEN
        UPDATE blob SET here = file.here WHERE digest = wanted;
        RETURN file.here;
    END IF;
    IF encode(sha256(coalesce((SELECT string_agg(bytes, '' ORDER BY starts) FROM blob_part WHERE digest = wanted), '')),
              'hex') = wanted THEN
        UPDATE blob SET here = file.here, is_whole = true WHERE digest = wanted;
        DELETE FROM want WHERE digest = wanted;
        RETURN -1;
    END IF;
    DELETE FROM blob_part WHERE digest = wanted;
    DELETE FROM blob WHERE digest = wanted;
    RETURN 0;
END $$;

-- What waits for a decision, or was refused and has no place, as links of chains, to everybody: without them a record
-- looks as if something had been taken out of it (I15).
CREATE FUNCTION caseworker.waiting_links() RETURNS TABLE (origin text, oseq bigint, hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    RETURN QUERY SELECT h.header ->> 'origin', (h.header ->> 'oseq')::bigint, h.header ->> 'hash' FROM held h
                  WHERE h.refused_at IS NULL OR h.why = 'chain';
END $$;
GRANT EXECUTE ON FUNCTION caseworker.waiting_links() TO caseworker_user;

-- Notes what the caller's computer misses; says what anybody misses, is not here, and the caller may see. What is missed
-- though it is whole here may have been damaged here: a few are looked at each time, and one that is not what its name
-- says is sent again by whoever has it (B2).
CREATE OR REPLACE FUNCTION caseworker.blob_want(digests text[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    here text := coalesce(current_setting('caseworker.origin', true), '');
    damaged text[];
BEGIN
    PERFORM with_care();
    IF NOT is_own(who, here) THEN
        here := '';
    END IF;
    DELETE FROM want WHERE login = who.login AND origin = here AND digest <> ALL (digests);
    INSERT INTO want (digest, login, origin) SELECT DISTINCT d, who.login, here FROM unnest(digests) d
        WHERE sees_file(who, d) AND NOT is_erased(d)
        ON CONFLICT DO NOTHING;
    damaged := ARRAY(
        SELECT b.digest FROM (SELECT b.digest FROM blob b WHERE b.digest = ANY (digests) AND b.is_whole
                               ORDER BY random() LIMIT 4) b
         WHERE encode(sha256(coalesce((SELECT string_agg(p.bytes, '' ORDER BY p.starts) FROM blob_part p
                                        WHERE p.digest = b.digest), '')), 'hex') <> b.digest);
    DELETE FROM blob_part WHERE digest = ANY (damaged);
    DELETE FROM blob WHERE digest = ANY (damaged);
    RETURN ARRAY(SELECT DISTINCT w.digest FROM want w LEFT JOIN blob b ON b.digest = w.digest
                  WHERE NOT coalesce(b.is_whole, false) AND sees_file(who, w.digest) AND NOT is_erased(w.digest)
                  ORDER BY 1);
END $$;
