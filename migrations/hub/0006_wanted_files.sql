-- Which computer misses a file, not only whose it is: of two computers of one login the one that misses nothing must not
-- take back what the other asked for (B2). And one rule of what was erased, for taking files and for asking (E1).

ALTER TABLE caseworker.want ADD COLUMN origin text NOT NULL DEFAULT '';
ALTER TABLE caseworker.want DROP CONSTRAINT want_pkey;
ALTER TABLE caseworker.want ADD PRIMARY KEY (digest, login, origin);

-- Which changeset names which file; an erasure names what is to be gone, and shows it to nobody.
CREATE VIEW caseworker.file_named AS
    SELECT u.digest, u.changeset_id, u.scope_id, c.is_emptied
      FROM caseworker.file_use u JOIN caseworker.changeset c ON c.id = u.changeset_id
     WHERE NOT coalesce(c.asides ? 'empties', false);

CREATE OR REPLACE FUNCTION caseworker.sees_file(who caseworker.who, wanted text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT who.sees_all OR NOT EXISTS (SELECT 1 FROM file_named WHERE digest = wanted) OR EXISTS (
        SELECT u.scope_id FROM file_named u WHERE u.digest = wanted
        EXCEPT SELECT hidden(who, ARRAY(SELECT u.scope_id FROM file_named u WHERE u.digest = wanted)))
$$;

-- Whether a file was erased and nothing has named it anew: it is neither taken nor asked for.
CREATE FUNCTION caseworker.is_erased(wanted text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM redacted WHERE kind = 'file' AND id = wanted)
       AND NOT EXISTS (SELECT 1 FROM file_named WHERE digest = wanted AND NOT is_emptied)
$$;

-- Notes what the caller's computer misses; says what anybody misses, is not here, and the caller may see. A program that
-- does not say which computer it is (caseworker.origin) asks for its login.
CREATE OR REPLACE FUNCTION caseworker.blob_want(digests text[]) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who caseworker.who := caller();
    here text := coalesce(current_setting('caseworker.origin', true), '');
BEGIN
    PERFORM with_care();
    IF NOT is_own(who, here) THEN
        here := '';
    END IF;
    DELETE FROM want WHERE login = who.login AND origin = here AND digest <> ALL (digests);
    INSERT INTO want (digest, login, origin) SELECT DISTINCT d, who.login, here FROM unnest(digests) d
        WHERE sees_file(who, d) AND NOT is_erased(d)
        ON CONFLICT DO NOTHING;
    RETURN ARRAY(SELECT DISTINCT w.digest FROM want w LEFT JOIN blob b ON b.digest = w.digest
                  WHERE NOT coalesce(b.is_whole, false) AND sees_file(who, w.digest) AND NOT is_erased(w.digest)
                  ORDER BY 1);
END $$;

-- Adds a part. A redacted file that nothing has named anew is not kept, and nobody is asked for it again.
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
