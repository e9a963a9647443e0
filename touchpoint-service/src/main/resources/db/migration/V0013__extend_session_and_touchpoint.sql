ALTER TABLE session
    ADD COLUMN form_type               text,
    ADD COLUMN form_name               text,
    ADD COLUMN carried_over_session_id uuid,
    ADD COLUMN context_id              uuid,
    ADD CONSTRAINT ck_session_form_type CHECK (form_type IN ('FORM', 'CHAT', 'EMAIL_LINK'));
COMMENT ON COLUMN session.form_submission_count IS
    'Form-type interactions: forms, chats, and clicks on e-mail links whose reader is known.';
COMMENT ON COLUMN session.form_type IS 'Kind of the first form-type interaction. NULL: none.';
COMMENT ON COLUMN session.form_name IS 'Name of the first form. NULL: no form, or it has none.';
COMMENT ON COLUMN session.carried_over_session_id IS
    'The earlier session of the visitor whose channel this direct one carries over; mapping_key_id is that one''s. NULL: none.';
COMMENT ON COLUMN session.context_id IS 'web_context of the first interaction. NULL: nothing is known.';

ALTER TABLE touchpoint
    ADD COLUMN no_buyer_reason text,
    ADD COLUMN form_name       text,
    ADD COLUMN context_id      uuid,
    DROP CONSTRAINT ck_touchpoint_type,
    ADD CONSTRAINT ck_touchpoint_type
        CHECK (type IN ('WEB_VISIT', 'WEB_FORM', 'WEB_CHAT', 'CRM_CAMPAIGN', 'CRM_ACTIVITY')),
    ADD CONSTRAINT ck_touchpoint_no_buyer_reason
        CHECK (no_buyer_reason IN ('NOT_IN_CRM', 'ROUTINE_WEB_VISIT', 'POST_LC_LIMIT'));
COMMENT ON COLUMN touchpoint.no_buyer_reason IS 'Why it is no buyer touchpoint. NULL: it is one.';
COMMENT ON COLUMN touchpoint.form_name IS 'Name of the session''s first form. NULL: no form, or it has none.';
COMMENT ON COLUMN touchpoint.context_id IS 'web_context of the session. NULL: nothing is known, or no session.';

-- What is stored was derived without these columns: everything is derived anew.
INSERT INTO dirty_mark (queue, shard, key, mark_id)
SELECT queue, mark_shard(key), key,
       (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
FROM (SELECT 'visitor' AS queue, visitor_id AS key FROM session
      UNION SELECT 'person', person_id::text FROM person) everything;
