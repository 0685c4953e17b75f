-- What waits for a decision has its place in the window: who may decide is shown it and decides; its author is told what
-- became of it (D8). An erasure that meets a legal hold waits too (C1, E1).

-- Whether an erasure names something of a case that is known to be under a legal hold: of values that did not know of
-- each other the protective one counts (C1).
CREATE FUNCTION caseworker.meets_hold(empties jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    WITH named AS (
        SELECT jsonb_array_elements_text(empties -> 'scopes') AS scope_id
        UNION SELECT c.scope_id FROM jsonb_array_elements_text(empties -> 'changesets') t JOIN changeset c ON c.id = t
    )
    SELECT EXISTS (
        SELECT 1 FROM access_fact f JOIN named n ON n.scope_id = f.scope_id
         WHERE f.field = 'legal_hold' AND f.value = 'true' AND NOT EXISTS (
               SELECT 1 FROM access_fact g
                WHERE g.scope_id = f.scope_id AND g.field = f.field AND g.changeset_id <> f.changeset_id
                  AND f.changeset_id = ANY (g.parents)))
$$;

-- What may be kept of the contents of a changeset that is held: nothing of what was erased (E2).
CREATE FUNCTION caseworker.contents_of(w caseworker.wire) RETURNS bytea
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT CASE WHEN EXISTS (SELECT 1 FROM redacted x WHERE (x.kind = 'scope' AND x.id = w.scope_id)
                                OR (x.kind = 'changeset' AND x.id = w.id)) THEN ''::bytea ELSE w.packed END
$$;

-- Whether what is said of who may see a case can change what somebody sees: the first owner of a case that nobody
-- restricted cannot, and a legal hold changes that for nobody.
CREATE OR REPLACE FUNCTION caseworker.raises_access(asides jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM jsonb_array_elements(asides -> 'facts') f
                    WHERE f ->> 1 <> 'legal_hold'
                      AND ((f ->> 1 = 'restricted' AND f -> 2 = 'true') OR jsonb_array_length(f -> 3) > 0
                           OR EXISTS (SELECT 1 FROM caseworker.access_fact a
                                       WHERE a.scope_id = f ->> 0 AND a.field = 'restricted' AND a.value = 'true')))
$$;

-- Takes held rows in, in the order of their chains; returns the ids that are new in the record.
CREATE FUNCTION caseworker.take_held(wanted text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
DECLARE
    new_ids text[] := '{}';
    h record;
BEGIN
    FOR h IN SELECT held.id, held.pushed_by, w
               FROM held, LATERAL caseworker.unpack(jsonb_build_array(held.header), ARRAY[held.packed]) w
              WHERE held.id = ANY (wanted) AND (held.refused_at IS NULL OR held.why = 'chain')
              ORDER BY held.held_at, (w).origin, (w).oseq LOOP
        DELETE FROM held WHERE held.id = h.id;
        new_ids := new_ids || caseworker.keep(ARRAY[h.w], h.pushed_by);
    END LOOP;
    RETURN new_ids || caseworker.keep_what_fits_now(ARRAY(SELECT hash FROM changeset WHERE id = ANY (new_ids)));
END $$;

-- Refuses held rows: the heading alone enters the record, so that no chain has a hole; the words stay for their author.
-- What claims to be of another computer and does not fit its chain stays outside. Returns the ids that are new.
CREATE FUNCTION caseworker.refuse_held(wanted text[], reason text) RETURNS text[]
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
DECLARE
    new_ids text[] := '{}';
    heading caseworker.wire;
    h record;
BEGIN
    FOR h IN SELECT held.pushed_by, held.why, w
               FROM held, LATERAL caseworker.unpack(jsonb_build_array(held.header), ARRAY[held.packed]) w
              WHERE held.id = ANY (wanted) AND held.refused_at IS NULL
              ORDER BY held.held_at, (w).origin, (w).oseq LOOP
        UPDATE held SET refused_at = clock_timestamp(), refused_why = reason WHERE id = (h.w).id;
        heading := h.w;
        heading.packed := '';
        heading.asides := '{"refused": true}';
        IF h.why <> 'chain' THEN
            new_ids := new_ids || caseworker.keep(ARRAY[heading], h.pushed_by);
        END IF;
    END LOOP;
    RETURN new_ids || caseworker.keep_what_fits_now(ARRAY(SELECT hash FROM changeset WHERE id = ANY (new_ids)));
END $$;

-- Numbers what a decision brought into the record.
CREATE FUNCTION caseworker.number_decided(new_ids text[]) RETURNS void
LANGUAGE plpgsql SET search_path = caseworker, pg_temp AS $$
BEGIN
    IF cardinality(new_ids) > 0 THEN
        PERFORM number(new_ids, EXISTS (SELECT 1 FROM changeset WHERE id = ANY (new_ids) AND raises_access(asides)));
    END IF;
END $$;

-- What waits for a decision, for a manager of the hub: contents and facts of the cases they may see alone.
CREATE FUNCTION caseworker.to_decide()
RETURNS TABLE (header jsonb, packed bytea, pushed_by text, held_at text, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    out_of_sight text[];
BEGIN
    IF NOT who.is_manager OR NOT EXISTS (SELECT 1 FROM held WHERE refused_at IS NULL) THEN
        RETURN;
    END IF;
    out_of_sight := ARRAY(SELECT hidden(who, ARRAY(SELECT h.scope_id FROM held h WHERE h.refused_at IS NULL)));
    RETURN QUERY
        SELECT CASE WHEN h.scope_id = ANY (out_of_sight) THEN h.header - 'asides' ELSE h.header END,
               CASE WHEN h.scope_id = ANY (out_of_sight) THEN ''::bytea ELSE h.packed END, h.pushed_by,
               to_char(h.held_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), h.why
          FROM held h WHERE h.refused_at IS NULL ORDER BY h.held_at, h.id;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.to_decide() TO caseworker_user;

-- Takes held changes in, or refuses them for a reason; returns of how many that was decided.
CREATE FUNCTION caseworker.decide(ids text[], refusal text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    waiting text[] := ARRAY(SELECT id FROM held WHERE id = ANY (ids) AND refused_at IS NULL FOR UPDATE);
BEGIN
    PERFORM with_care();
    IF NOT who.is_manager THEN
        RETURN 0;
    END IF;
    PERFORM number_decided(CASE WHEN refusal = '' THEN take_held(waiting) ELSE refuse_held(waiting, refusal) END);
    RETURN cardinality(waiting);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.decide(text[], text) TO caseworker_user;

-- Puts right what was told of who may see a case, by a manager who may see it: {changeset: [[scope, field, value,
-- parents], …]}. Returns of how many changes.
CREATE FUNCTION caseworker.correct_notes(notes jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    corrected integer := 0;
    r record;
BEGIN
    PERFORM with_care();
    IF NOT who.is_manager THEN
        RETURN 0;
    END IF;
    PERFORM 1 FROM counter FOR UPDATE;
    FOR r IN SELECT c.id, c.scope_id, n.value AS facts FROM jsonb_each(notes) n JOIN changeset c ON c.id = n.key
              WHERE NOT c.is_emptied LOOP
        CONTINUE WHEN EXISTS (SELECT 1 FROM hidden(who, ARRAY[r.scope_id]));
        DELETE FROM access_fact WHERE changeset_id = r.id;
        INSERT INTO access_fact (changeset_id, scope_id, field, value, parents)
            SELECT r.id, r.scope_id, f ->> 1, f -> 2, ARRAY(SELECT jsonb_array_elements_text(f -> 3))
              FROM jsonb_array_elements(r.facts) f WHERE f ->> 0 = r.scope_id
            ON CONFLICT DO NOTHING;
        UPDATE changeset SET asides = coalesce(asides, '{}') || jsonb_build_object('facts', r.facts) WHERE id = r.id;
        corrected := corrected + 1;
    END LOOP;
    UPDATE counter SET access_version = access_version + 1 WHERE corrected > 0;
    RETURN corrected;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.correct_notes(jsonb) TO caseworker_user;

-- Says what became of changes that were held, with the words of a refused one for whoever sent or wrote it. What waited
-- for a right that its sender has by now is taken in, as when it is sent again.
CREATE FUNCTION caseworker.fates(ids text[])
RETURNS TABLE (id text, fate text, reason text, decided_at text, header jsonb, packed bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    own text[] := ARRAY(SELECT h.id FROM held h
                         WHERE h.id = ANY (ids) AND h.pushed_by = who.person_id AND h.why = 'access'
                           AND h.refused_at IS NULL);
BEGIN
    PERFORM with_care();
    IF cardinality(own) > 0 THEN
        PERFORM number_decided(take_held(ARRAY(
            SELECT h.id FROM held h WHERE h.id = ANY (own) AND h.scope_id NOT IN (
                SELECT hidden(who, ARRAY(SELECT o.scope_id FROM held o WHERE o.id = ANY (own)))))));
    END IF;
    RETURN QUERY
        SELECT i, CASE WHEN h.refused_at IS NOT NULL THEN 'refused' WHEN h.id IS NOT NULL THEN 'waiting'
                       WHEN f.id IS NOT NULL THEN 'taken' ELSE 'unknown' END,
               coalesce(h.refused_why, ''),
               coalesce(to_char(h.refused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'), ''),
               CASE WHEN o.is_own THEN h.header END, CASE WHEN o.is_own THEN h.packed END
          FROM unnest(ids) WITH ORDINALITY AS t (i, ord)
          LEFT JOIN held h ON h.id = i LEFT JOIN feed f ON f.id = i,
               LATERAL (SELECT h.refused_at IS NOT NULL
                           AND (h.pushed_by = who.person_id OR h.header ->> 'author_id' = who.person_id) AS is_own) o
         ORDER BY t.ord;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.fates(text[]) TO caseworker_user;

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
        IF (run.rows[1]).asides ? 'empties'
           AND (NOT who.is_manager OR meets_hold((run.rows[1]).asides -> 'empties')) THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT w.id, heading_of(w), contents_of(w), w.scope_id, CASE WHEN who.is_manager THEN 'hold' ELSE 'erasure' END,
                       who.person_id, who.login
                  FROM unnest(run.rows) w
                ON CONFLICT (id) DO NOTHING;
            CONTINUE;
        ELSIF run.is_foreign AND NOT fits(run.rows[1]) THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT w.id, heading_of(w), contents_of(w), w.scope_id, 'chain', who.person_id, who.login
                  FROM unnest(run.rows) w
                ON CONFLICT (id) DO NOTHING;
            CONTINUE;
        ELSIF cardinality(out_of_sight) > 0 THEN
            INSERT INTO held (id, header, packed, scope_id, why, pushed_by, login)
                SELECT DISTINCT ON (w.id) w.id, heading_of(w), contents_of(w), w.scope_id, 'access', who.person_id, who.login
                  FROM unnest(run.rows) w WHERE w.scope_id = ANY (out_of_sight)
                ON CONFLICT (id) DO NOTHING;
        END IF;
        kept := keep(ARRAY(SELECT w FROM unnest(run.rows) w WHERE w.scope_id <> ALL (out_of_sight)), who.person_id);
        new_ids := new_ids || kept;
    END LOOP;
    IF EXISTS (SELECT 1 FROM held) THEN
        -- What comes without its words was refused in a life that a restore forgot: the words stay for their author.
        UPDATE held h SET refused_at = clock_timestamp(),
               refused_why = 'It was not accepted before the hub was put back from a copy.'
          FROM changeset c
         WHERE h.id = ANY (new_ids) AND c.id = h.id AND c.is_emptied AND h.packed <> '' AND h.refused_at IS NULL;
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
