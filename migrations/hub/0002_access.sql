-- Who calls, and what they may see: judged when read, from the access facts in force (E3, E4).

-- The login that calls, with everybody whose cases it sees. Nobody we know: sign in again (P13).
CREATE TYPE caseworker.who AS (login text, person_id text, sees_all boolean, is_manager boolean, ids text[]);

CREATE FUNCTION caseworker.caller() RETURNS caseworker.who
LANGUAGE plpgsql STABLE SET search_path = caseworker, pg_temp AS $$
DECLARE found caseworker.who;
BEGIN
    SELECT name, person_id, sees_all, is_manager,
           person_id || ARRAY(SELECT for_person_id FROM stand_in s WHERE s.person_id = l.person_id)
      INTO found FROM login l WHERE name = session_user AND removed_at IS NULL;
    IF found.login IS NULL THEN
        RAISE EXCEPTION 'This login has no right to the hub.' USING ERRCODE = '28000';
    END IF;
    RETURN found;
END $$;

-- Whether a case may be seen that is or was restricted, as domain/readers.py decides it. Where values are in force that
-- did not know of each other, every one of them must let the person in: the hub shows no more than anybody meant.
CREATE FUNCTION caseworker.may_see(scope text, ids text[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = caseworker, pg_temp AS $$
    WITH in_force AS (
        SELECT f.field, f.value FROM access_fact f
         WHERE f.scope_id = scope AND NOT EXISTS (
               SELECT 1 FROM access_fact g
                WHERE g.scope_id = scope AND g.field = f.field AND g.changeset_id <> f.changeset_id
                  AND f.changeset_id = ANY (g.parents))
    )
    SELECT NOT coalesce(bool_or(field = 'restricted' AND value = 'true'), false)
        OR coalesce(bool_and(coalesce(value #>> '{}' = ANY (ids), false)) FILTER (WHERE field = 'owner_id'), false)
        OR coalesce(bool_and(jsonb_typeof(value) = 'array' AND value ?| ids) FILTER (WHERE field = 'readers'), false)
      FROM in_force
$$;

-- Of these scopes, or of all, those that are hidden from the caller.
CREATE FUNCTION caseworker.hidden(who caseworker.who, scopes text[] DEFAULT NULL) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = caseworker, pg_temp AS $$
BEGIN
    IF who.sees_all THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT s.scope_id FROM (SELECT DISTINCT f.scope_id FROM access_fact f
                                 WHERE f.field = 'restricted' AND f.value = 'true'
                                   AND (scopes IS NULL OR f.scope_id = ANY (scopes))) s
         WHERE NOT may_see(s.scope_id, who.ids);
END $$;

-- What is hidden from the caller, and what may be seen that is or was restricted; nothing when the version is known.
CREATE FUNCTION caseworker.access(known bigint)
RETURNS TABLE (version bigint, hidden text[], shown text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = caseworker, pg_temp AS $$
DECLARE
    who caseworker.who := caller();
    now_at bigint := (SELECT access_version FROM counter);
    out_of_sight text[];
BEGIN
    IF now_at = known THEN
        RETURN QUERY SELECT now_at, NULL::text[], NULL::text[];
        RETURN;
    END IF;
    out_of_sight := ARRAY(SELECT caseworker.hidden(who));
    RETURN QUERY SELECT now_at, out_of_sight, ARRAY(
        SELECT DISTINCT f.scope_id FROM access_fact f
         WHERE f.field = 'restricted' AND f.value = 'true' AND f.scope_id <> ALL (out_of_sight));
END $$;
GRANT EXECUTE ON FUNCTION caseworker.access(bigint) TO caseworker_user;
