-- More query parameters of landing pages are click markers, which begin sessions and are part of mapping keys: where there is a
-- history, all of it is derived anew, in portions.
INSERT INTO dirty_mark (queue, shard, key, mark_id)
SELECT 'alias', mark_shard('EVERYTHING:'), 'EVERYTHING:',
       (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
WHERE EXISTS (SELECT FROM session)
-- One of this moment may be there already: one mark is enough.
ON CONFLICT DO NOTHING;
