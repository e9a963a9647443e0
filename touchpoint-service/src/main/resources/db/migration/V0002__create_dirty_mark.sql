CREATE FUNCTION mark_shard(key text) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (get_byte(sha256(convert_to(key, 'UTF8')), 0) & 31)::smallint;
COMMENT ON FUNCTION mark_shard(text) IS
    'The shard of a dirty key, 0 to 31. Never change it: one key must not be in two shards.';

CREATE TABLE dirty_mark (
    queue   text COLLATE "C" NOT NULL,
    shard   smallint         NOT NULL,
    key     text COLLATE "C" NOT NULL,
    mark_id uuid             NOT NULL,
    CONSTRAINT pk_dirty_mark PRIMARY KEY (queue, shard, key, mark_id)
) PARTITION BY LIST (queue);

COMMENT ON TABLE dirty_mark IS
    'Work queue: something was changed about this key. Inserted by the transaction that changed it, deleted by the one that derived its effect, never updated (decision 0011).';
COMMENT ON COLUMN dirty_mark.queue IS 'What the key is: visitor, campaign, crm_person or person.';
COMMENT ON COLUMN dirty_mark.shard IS 'mark_shard(key). One worker at a time takes a shard, by an advisory lock.';
COMMENT ON COLUMN dirty_mark.key IS 'visitor_id, campaign_id, crm_person_id or person_id.';
COMMENT ON COLUMN dirty_mark.mark_id IS 'Time-ordered (UUID version 7), one for a transaction: its time tells how long work waits.';
COMMENT ON INDEX pk_dirty_mark IS 'Workers take the marks of a shard key by key.';

CREATE TABLE dirty_mark_visitor PARTITION OF dirty_mark FOR VALUES IN ('visitor');
CREATE TABLE dirty_mark_campaign PARTITION OF dirty_mark FOR VALUES IN ('campaign');
CREATE TABLE dirty_mark_crm_person PARTITION OF dirty_mark FOR VALUES IN ('crm_person');
CREATE TABLE dirty_mark_person PARTITION OF dirty_mark FOR VALUES IN ('person');
