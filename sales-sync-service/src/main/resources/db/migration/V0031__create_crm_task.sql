CREATE TABLE crm_task (
    task_key      text    NOT NULL,
    activity_key  text    NOT NULL,
    kind          text    NOT NULL,
    seller        text    NOT NULL,
    marketo_id    bigint  NOT NULL,
    email_id      text,
    who_id        text,
    is_lead       boolean NOT NULL DEFAULT false,
    what_id       text    NOT NULL DEFAULT '',
    account_id    text    NOT NULL DEFAULT '',
    rejected      text[]  NOT NULL DEFAULT '{}',
    left_out      text[]  NOT NULL DEFAULT '{}',
    reconsidered  boolean NOT NULL DEFAULT false,
    tried_subject text,
    tried_owner   text,
    tried_on      text,
    flags_written text[]  NOT NULL DEFAULT '{}',
    CONSTRAINT pk_crm_task PRIMARY KEY (task_key),
    CONSTRAINT uq_crm_task_activity UNIQUE (activity_key),
    CONSTRAINT ck_crm_task_kind CHECK (kind IN ('EMAIL', 'REPLY', 'CALL')),
    CONSTRAINT ck_crm_task_lead CHECK (NOT is_lead OR (what_id = '' AND account_id = ''))
);

CREATE INDEX ix_crm_task_person ON crm_task (marketo_id);
CREATE INDEX ix_crm_task_email ON crm_task (email_id) WHERE kind = 'EMAIL' AND email_id IS NOT NULL;

COMMENT ON TABLE crm_task IS 'Activities that are tasks in Salesforce, or are to be. How far each is on its way is in outbox, under the same key; what it says is in activity.';
COMMENT ON COLUMN crm_task.task_key IS 'Key given by the service: 26 characters (ULID); the task has it as SiaTaskKey__c.';
COMMENT ON COLUMN crm_task.activity_key IS 'The activity it tells of.';
COMMENT ON COLUMN crm_task.kind IS 'EMAIL, REPLY or CALL.';
COMMENT ON COLUMN crm_task.seller IS 'E-mail address of the seller, in lower case, who is its owner.';
COMMENT ON COLUMN crm_task.marketo_id IS 'The person''s Marketo id; follows merges.';
COMMENT ON COLUMN crm_task.email_id IS 'The caller''s id of the e-mail; NULL if it is about none, or erased.';
COMMENT ON COLUMN crm_task.who_id IS 'Contact or lead in Salesforce, 18 characters; NULL until it is known, or erased.';
COMMENT ON COLUMN crm_task.is_lead IS 'Whether who_id is a lead.';
COMMENT ON COLUMN crm_task.what_id IS 'Account or opportunity; empty if there is none.';
COMMENT ON COLUMN crm_task.account_id IS 'Account of the contact, by which writes are kept apart; empty if there is none.';
COMMENT ON COLUMN crm_task.rejected IS 'Ids of other records with the same address that were not chosen, best first.';
COMMENT ON COLUMN crm_task.left_out IS 'API names of fields that Salesforce refused.';
COMMENT ON COLUMN crm_task.reconsidered IS 'True once a task without a record was looked at again, because its person got one.';
COMMENT ON COLUMN crm_task.tried_subject IS 'Subject of the last attempt, by which it is found where there is no key field; NULL where there is one, or erased.';
COMMENT ON COLUMN crm_task.tried_owner IS 'Owner of that attempt; NULL as tried_subject.';
COMMENT ON COLUMN crm_task.tried_on IS 'Due date of that attempt, yyyy-mm-dd; NULL as tried_subject.';
COMMENT ON COLUMN crm_task.flags_written IS 'Flags that the task in Salesforce has: VIEWED, CLICKED, REPLIED.';
COMMENT ON INDEX ix_crm_task_person IS 'Merges and erasures of a person; tasks of a person who got a record.';
COMMENT ON INDEX ix_crm_task_email IS 'The task of an e-mail, for its flags and for replies to it.';

CREATE INDEX ix_outbox_unmatched ON outbox (accepted_at) WHERE state = 'SKIPPED' AND cause = 'NO_MATCH';

COMMENT ON INDEX ix_outbox_unmatched IS 'Tasks without a record, which are looked at again if their people get one.';

CREATE TABLE crm_task_parent (
    parent_id   text        NOT NULL,
    lease_owner uuid        NOT NULL,
    lease_until timestamptz NOT NULL,
    CONSTRAINT pk_crm_task_parent PRIMARY KEY (parent_id)
);

CREATE INDEX ix_crm_task_parent_owner ON crm_task_parent (lease_owner);

COMMENT ON TABLE crm_task_parent IS 'Records under which tasks are being written now: one batch at a time, because Salesforce locks them.';
COMMENT ON COLUMN crm_task_parent.parent_id IS 'Account, or contact or lead without one, 18 characters.';
COMMENT ON COLUMN crm_task_parent.lease_owner IS 'Whose batch.';
COMMENT ON COLUMN crm_task_parent.lease_until IS 'Another batch may after this, by the database''s clock, UTC.';
COMMENT ON INDEX ix_crm_task_parent_owner IS 'Gives up and renews what a batch holds.';

CREATE TABLE sales_email_flag (
    email_id   text    NOT NULL,
    marketo_id bigint  NOT NULL,
    viewed     boolean NOT NULL,
    clicked    boolean NOT NULL,
    replied    boolean NOT NULL,
    due_at     timestamptz,
    CONSTRAINT pk_sales_email_flag PRIMARY KEY (email_id, marketo_id)
);

CREATE INDEX ix_sales_email_flag_person ON sales_email_flag (marketo_id);

CREATE INDEX ix_sales_email_flag_due ON sales_email_flag (due_at) WHERE due_at IS NOT NULL;

COMMENT ON TABLE sales_email_flag IS 'What became of sales e-mails; a flag is never taken back.';
COMMENT ON COLUMN sales_email_flag.email_id IS 'The caller''s id of the e-mail.';
COMMENT ON COLUMN sales_email_flag.marketo_id IS 'Who opened it, clicked in it or replied to it; follows merges.';
COMMENT ON COLUMN sales_email_flag.viewed IS 'Whether it was opened.';
COMMENT ON COLUMN sales_email_flag.clicked IS 'Whether a link in it was clicked.';
COMMENT ON COLUMN sales_email_flag.replied IS 'Whether it was replied to.';
COMMENT ON COLUMN sales_email_flag.due_at IS 'When its task is to be told, UTC, by the database''s clock; NULL if there is nothing to tell.';
COMMENT ON INDEX ix_sales_email_flag_person IS 'Merges and erasures of a person.';
COMMENT ON INDEX ix_sales_email_flag_due IS 'E-mails whose tasks are due to be told.';

COMMENT ON COLUMN outbox.lane IS 'Where it goes: marketo-activity, or salesforce-task/ and the seller''s address.';
COMMENT ON COLUMN outbox.topic IS 'What kind of thing it is; of an activity or a task its kind.';
COMMENT ON COLUMN outbox.shortened IS 'True once the longest text was cut, or what the other system refused of it was left out.';

ALTER TABLE sync_warning
    DROP CONSTRAINT ck_sync_warning_kind,
    ADD CONSTRAINT ck_sync_warning_kind CHECK (
        kind IN ('FIELD_MISSING', 'FIELD_TYPE_CHANGED', 'CAPACITY_WARNING', 'CAPACITY_REACHED', 'CRM_FINDING', 'CRM_CONNECTION_BROKEN',
            'SELLER_CONNECTION_BROKEN', 'TASK_FIELD'));

COMMENT ON COLUMN sync_warning.kind IS 'FIELD_MISSING: Marketo lacks the field. FIELD_TYPE_CHANGED: it has another type than usual. CAPACITY_WARNING: 90 % of the people that may be are there. CAPACITY_REACHED: all of them. CRM_FINDING: something is missing in the Salesforce organization. CRM_CONNECTION_BROKEN: its credentials are of no use. SELLER_CONNECTION_BROKEN: those of a seller are not. TASK_FIELD: tasks are made without a field.';
