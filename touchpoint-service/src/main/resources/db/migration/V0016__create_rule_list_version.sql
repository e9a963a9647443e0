CREATE TABLE rule_list_version (
    kind       text COLLATE "C" NOT NULL,
    version    bigint           NOT NULL,
    rules      jsonb            NOT NULL,
    author     text             NOT NULL,
    note       text             NOT NULL,
    created_at timestamptz      NOT NULL,
    CONSTRAINT pk_rule_list_version PRIMARY KEY (kind, version),
    CONSTRAINT ck_rule_list_version_kind
        CHECK (kind IN ('CAMPAIGN_MEMBER', 'PROGRAM_MEMBER', 'TASK', 'EVENT', 'MARKETING_ACTIVITY', 'REMOVAL', 'SUPPRESSION',
                        'SEGMENT')),
    CONSTRAINT ck_rule_list_version_version CHECK (version > 0)
);
COMMENT ON TABLE rule_list_version IS
    'Configuration: the rules by which facts become touchpoints, surface and fall into segments. Of each kind the greatest version is in force; rows are only ever added.';
COMMENT ON COLUMN rule_list_version.kind IS 'What the list is for.';
COMMENT ON COLUMN rule_list_version.version IS 'From 1 upwards without holes; 1 is what ships.';
COMMENT ON COLUMN rule_list_version.rules IS
    'A JSON array, first to last: name, since (version in which the rule became as it is), groups of conditions [{field, operator, values}], and as far as the rule has them date, campaign (texts and {field}) and category. A value is {text}, {number}, {flag}, {time}, {date} or {days}.';
COMMENT ON COLUMN rule_list_version.author IS 'Who saved it, as the client said.';
COMMENT ON COLUMN rule_list_version.note IS 'Why. Empty: nothing said.';
COMMENT ON INDEX pk_rule_list_version IS 'Reads what is in force; refuses the second of two editors.';

-- What ships: a call is an interaction comparable to a form, an e-mail that sales sends is not.
INSERT INTO rule_list_version (kind, version, rules, author, note, created_at)
SELECT kind, 1, '[]', 'Touchstone', 'as shipped', now()
FROM unnest(ARRAY['CAMPAIGN_MEMBER', 'PROGRAM_MEMBER', 'MARKETING_ACTIVITY', 'REMOVAL', 'SUPPRESSION', 'SEGMENT']) AS k (kind);

INSERT INTO rule_list_version (kind, version, rules, author, note, created_at)
SELECT upper(object), 1,
       jsonb_build_array(jsonb_build_object(
           'name', 'Calls', 'since', 1,
           'groups', jsonb_build_array(jsonb_build_array(jsonb_build_object(
               'field', object || '.Type', 'operator', 'IS_EQUAL_TO', 'values', jsonb_build_array(jsonb_build_object('text', 'Call'))))),
           'date', object || '.ActivityDate', 'campaign', jsonb_build_array('Outbound Call'))),
       'Touchstone', 'as shipped', now()
FROM unnest(ARRAY['Task', 'Event']) AS o (object);

CREATE TABLE rule_day (
    today date NOT NULL,
    zone  text NOT NULL
);
CREATE UNIQUE INDEX uq_rule_day_single ON rule_day ((true));
COMMENT ON TABLE rule_day IS 'Configuration: one row, the day that moving days of rules are counted from.';
COMMENT ON COLUMN rule_day.today IS
    'A day of the organisation''s zone. Moved at its midnight while a list in force has a moving day, with a mark for what that concerns.';
COMMENT ON COLUMN rule_day.zone IS
    'The zone that day was taken in, as the IANA names it. If it is another now, the day may be the one before.';
COMMENT ON INDEX uq_rule_day_single IS 'There is one row.';
INSERT INTO rule_day (today, zone) VALUES ((now() AT TIME ZONE 'UTC')::date, 'UTC');

CREATE TABLE dirty_mark_rule_list PARTITION OF dirty_mark FOR VALUES IN ('rule_list');
COMMENT ON COLUMN dirty_mark.queue IS 'What the key is: alias, visitor, campaign, program, rule_list, crm_person or person.';
COMMENT ON COLUMN dirty_mark.key IS
    'visitor_id, campaign_id, program_id, crm_person_id (after a blank: only the ones it leads to changed), person_id; of the queue alias an alias, EMAIL: and an address, VISITOR: or CALLED: and a visitor, or EVERYTHING:; of the queue rule_list what was in force before a change of a rule list, or a bulk update of touchpoint dates.';
