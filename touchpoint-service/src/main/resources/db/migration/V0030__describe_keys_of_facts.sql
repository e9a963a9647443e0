COMMENT ON COLUMN dirty_mark.shard IS
    'mark_shard(key), of a crm_person_id after a blank or tab mark_shard of the id. One worker at a time takes a shard, by an advisory lock.';
COMMENT ON COLUMN dirty_mark.key IS
    'visitor_id, campaign_id, program_id, crm_person_id (after a blank: only the ones it leads to changed; after a tab: only its memberships or activities), person_id; of the queue alias an alias, EMAIL: and an address, VISITOR: or CALLED: and a visitor, or EVERYTHING:; of the queue rule_list a change and where it goes on.';
