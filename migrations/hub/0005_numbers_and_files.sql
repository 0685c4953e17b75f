-- Blocks of reference numbers (R1 to R5), and files in parts (B1, B2).

CREATE FUNCTION caseworker.lease_row(l caseworker.lease) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(l.request_id, l.series, l.first, l.last, l.origin,
        to_char(l.leased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), l.given_up)
$$;

-- Whether a copy of the office is the caller's own.
CREATE FUNCTION caseworker.is_own(who caseworker.who, origin_id text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM origin o JOIN login l ON l.name = o.login
                    WHERE o.id = origin_id AND l.person_id = who.person_id)
$$;

CREATE FUNCTION caseworker.own_only(who caseworker.who, origin_id text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = caseworker, pg_temp AS $$
BEGIN
    IF NOT is_own(who, origin_id) THEN
        RAISE EXCEPTION 'This computer is not known to the hub under your login. Nothing was changed.'
            USING ERRCODE = 'CW001';
    END IF;
END $$;

-- Leases the next block of a series; the same request gets the same block; none while leasing is frozen.
CREATE FUNCTION caseworker.lease_refs(request text, origin_id text, of_series text, how_many integer, highest bigint)
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
        start := greatest(highest, (SELECT coalesce(max(last), 0) FROM lease WHERE series = of_series)) + 1;
        INSERT INTO lease (request_id, series, first, last, origin)
            VALUES (request, of_series, start, start + how_many - 1, origin_id) RETURNING * INTO block;
    END IF;
    RETURN lease_row(block);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.lease_refs(text, text, text, integer, bigint) TO caseworker_user;

CREATE FUNCTION caseworker.leases() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(lease_row(l) ORDER BY l.series, l.first, l.request_id), '[]') FROM lease l);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.leases() TO caseworker_user;

CREATE FUNCTION caseworker.give_up(origin_id text, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    PERFORM own_only(who, origin_id), with_care();
    UPDATE lease SET given_up = why WHERE origin = origin_id AND given_up = '';
END $$;
GRANT EXECUTE ON FUNCTION caseworker.give_up(text, text) TO caseworker_user;

-- What a computer knows of everybody's blocks, after a restore: [[request, series, first, last, origin, at, given up]].
CREATE FUNCTION caseworker.tell_leases(origin_id text, told jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    PERFORM own_only(who, origin_id), with_care();
    PERFORM pg_advisory_xact_lock(hashtext('caseworker.lease'));
    INSERT INTO lease (request_id, series, first, last, origin, leased_at, given_up)
        SELECT l ->> 0, l ->> 1, (l ->> 2)::bigint, (l ->> 3)::bigint, l ->> 4, (l ->> 5)::timestamptz, l ->> 6
          FROM jsonb_array_elements(told) l
        ON CONFLICT (request_id) DO UPDATE SET given_up = excluded.given_up
         WHERE lease.given_up = '' AND excluded.given_up <> '';
    UPDATE origin SET told_epoch = (SELECT id FROM epoch ORDER BY n DESC LIMIT 1) WHERE id = origin_id;
END $$;
GRANT EXECUTE ON FUNCTION caseworker.tell_leases(text, jsonb) TO caseworker_user;

-- Whether a file may be read: it is named by something the caller may see, or by nothing the hub knows of yet.
CREATE FUNCTION caseworker.sees_file(who caseworker.who, wanted text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT who.sees_all OR NOT EXISTS (SELECT 1 FROM file_use WHERE digest = wanted) OR EXISTS (
        SELECT u.scope_id FROM file_use u WHERE u.digest = wanted
        EXCEPT SELECT hidden(who, ARRAY(SELECT u.scope_id FROM file_use u WHERE u.digest = wanted)))
$$;

CREATE FUNCTION caseworker.blob_has(digests text[]) RETURNS TABLE (digest text, here bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE who caseworker.who := caller();
BEGIN
    RETURN QUERY SELECT d, CASE WHEN b.is_whole THEN -1 ELSE coalesce(b.here, 0) END
                   FROM unnest(digests) d LEFT JOIN blob b ON b.digest = d AND sees_file(who, d);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.blob_has(text[]) TO caseworker_user;

-- Adds a part. A redacted file that nothing has named anew is not kept, and nobody is asked for it again.
CREATE FUNCTION caseworker.blob_put(wanted text, media_type text, size bigint, starts bigint, part bytea)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    file caseworker.blob;
BEGIN
    PERFORM with_care();
    IF EXISTS (SELECT 1 FROM redacted WHERE kind = 'file' AND id = wanted) AND NOT EXISTS (
        SELECT 1 FROM file_use u JOIN changeset c ON c.id = u.changeset_id WHERE u.digest = wanted AND NOT c.is_emptied
    ) THEN
        RETURN -1;
    END IF;
    INSERT INTO blob (digest, media_type, size) VALUES (wanted, blob_put.media_type, blob_put.size)
        ON CONFLICT (digest) DO NOTHING;
    SELECT * INTO file FROM blob WHERE digest = wanted FOR UPDATE;
    IF file.is_whole THEN
        RETURN -1;
    ELSIF blob_put.starts <> file.here THEN
        RETURN file.here;
    END IF;
    IF length(part) > 0 THEN
        INSERT INTO blob_part (digest, starts, bytes) VALUES (wanted, blob_put.starts, part);
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
GRANT EXECUTE ON FUNCTION caseworker.blob_put(text, text, bigint, bigint, bytea) TO caseworker_user;

CREATE FUNCTION caseworker.blob_get(wanted text, starts bigint, how_many bigint) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    found bytea;
    first_at bigint;
BEGIN
    IF NOT sees_file(who, wanted) OR NOT EXISTS (SELECT 1 FROM blob WHERE digest = wanted AND is_whole) THEN
        RETURN '';
    END IF;
    SELECT string_agg(bytes, '' ORDER BY starts), min(starts) INTO found, first_at FROM blob_part
     WHERE digest = wanted AND starts < blob_get.starts + how_many AND starts + length(bytes) > blob_get.starts;
    RETURN coalesce(substring(found FROM (blob_get.starts - first_at + 1)::integer FOR how_many::integer), '');
END $$;
GRANT EXECUTE ON FUNCTION caseworker.blob_get(text, bigint, bigint) TO caseworker_user;

-- Notes what the caller misses; says what anybody misses, is not here, and the caller may see.
CREATE FUNCTION caseworker.blob_want(digests text[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE who caseworker.who := caller();
BEGIN
    PERFORM with_care();
    DELETE FROM want WHERE login = who.login AND digest <> ALL (digests);
    INSERT INTO want (digest, login) SELECT DISTINCT d, who.login FROM unnest(digests) d
        WHERE sees_file(who, d) AND NOT EXISTS (SELECT 1 FROM redacted WHERE kind = 'file' AND id = d)
        ON CONFLICT DO NOTHING;
    RETURN ARRAY(SELECT DISTINCT w.digest FROM want w LEFT JOIN blob b ON b.digest = w.digest
                  WHERE NOT coalesce(b.is_whole, false) AND sees_file(who, w.digest) ORDER BY 1);
END $$;
GRANT EXECUTE ON FUNCTION caseworker.blob_want(text[]) TO caseworker_user;
