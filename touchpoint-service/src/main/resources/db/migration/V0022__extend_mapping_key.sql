ALTER TABLE mapping_key
    ADD COLUMN status             text   NOT NULL DEFAULT '',
    ADD COLUMN landing_parameters text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN mapping_key.mapping_key_id IS
    'Computed from kind, campaign, medium, source, landing_page, referrer and click_markers, and from status and landing_parameters if there are any.';
COMMENT ON COLUMN mapping_key.status IS 'Of a CRM campaign or a program of Marketo. Empty: none.';
COMMENT ON COLUMN mapping_key.landing_parameters IS
    'Query parameters of the landing page that rules may test: name, value, name, value ..., sorted by name.';

ALTER TABLE session_settings_version
    ADD COLUMN mapped_parameters text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN session_settings_version.mapped_parameters IS
    'Names of query parameters of landing pages that are part of mapping keys, lower case, sorted.';

-- Touchpoints of campaigns and programs get keys with a status: people who have one are derived anew.
INSERT INTO dirty_mark (queue, shard, key, mark_id)
SELECT 'person', mark_shard(key), key,
       (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
FROM (SELECT DISTINCT person_id::text AS key FROM touchpoint
      WHERE fact_kind IN ('CAMPAIGN_MEMBER', 'PROGRAM_MEMBER', 'MARKETING_ACTIVITY')) people
-- One of this moment may be there already: one mark is enough.
ON CONFLICT DO NOTHING;
