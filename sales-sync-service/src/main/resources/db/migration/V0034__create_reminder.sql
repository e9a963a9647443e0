CREATE TABLE reminder (
    reminder_id   uuid        NOT NULL,
    version       bigint      NOT NULL,
    name          text        NOT NULL,
    status        text        NOT NULL,
    priority      text        NOT NULL,
    due_date      date,
    details       text        NOT NULL,
    assignee      text        NOT NULL,
    marketo_id    bigint,
    edits         text[]      NOT NULL,
    deleted_at    timestamptz,
    state         text        NOT NULL,
    task_id       text,
    base_status   text        NOT NULL,
    base_priority text        NOT NULL,
    base_due_date date,
    base_details  text        NOT NULL,
    base_assignee text        NOT NULL,
    sent_name     text        NOT NULL,
    who_id        text        NOT NULL,
    not_before    timestamptz NOT NULL,
    attempted     boolean     NOT NULL,
    read_only     boolean     NOT NULL,
    send_at       timestamptz,
    leased_until  timestamptz,
    failures      integer     NOT NULL DEFAULT 0,
    problem       text        NOT NULL DEFAULT '',
    request_id    uuid,
    digest        bytea,
    created_at    timestamptz NOT NULL,
    CONSTRAINT pk_reminder PRIMARY KEY (reminder_id),
    CONSTRAINT uq_reminder_task UNIQUE (task_id),
    CONSTRAINT uq_reminder_request UNIQUE (request_id),
    CONSTRAINT ck_reminder_state CHECK (
        state IN ('LOCAL', 'UNSENT', 'LINKED', 'CHANGED', 'UNREAD', 'DETACHED', 'DELETING', 'GONE')),
    CONSTRAINT ck_reminder_status CHECK (status IN ('OPEN', 'COMPLETED') AND base_status IN ('OPEN', 'COMPLETED')),
    CONSTRAINT ck_reminder_priority CHECK (priority IN ('NORMAL', 'HIGH') AND base_priority IN ('NORMAL', 'HIGH')),
    CONSTRAINT ck_reminder_deleted CHECK (state NOT IN ('DELETING', 'GONE') OR deleted_at IS NOT NULL)
);

CREATE INDEX ix_reminder_assignee ON reminder (assignee, reminder_id);
CREATE INDEX ix_reminder_send ON reminder (base_assignee, send_at) WHERE send_at IS NOT NULL;
CREATE INDEX ix_reminder_base ON reminder (base_assignee, task_id) WHERE task_id IS NOT NULL;
CREATE INDEX ix_reminder_deleted ON reminder (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX ix_reminder_person ON reminder (marketo_id) WHERE marketo_id IS NOT NULL;

CREATE TABLE reminder_seller (
    seller   text        NOT NULL,
    begun_at timestamptz NOT NULL,
    zone     text        NOT NULL,
    active   boolean     NOT NULL,
    unseen   boolean     NOT NULL,
    CONSTRAINT pk_reminder_seller PRIMARY KEY (seller)
);

CREATE TABLE reminder_reading (
    object        text        NOT NULL,
    due_at        timestamptz NOT NULL,
    watermark     timestamptz,
    deleted_until timestamptz,
    CONSTRAINT pk_reminder_reading PRIMARY KEY (object),
    CONSTRAINT ck_reminder_reading_object CHECK (object = 'Task')
);

INSERT INTO reminder_reading (object, due_at) VALUES ('Task', '1970-01-01Z');

COMMENT ON TABLE reminder IS 'Reminders of sellers and the tasks in Salesforce that they are the same as.';
COMMENT ON COLUMN reminder.reminder_id IS 'Assigned by us (UUIDv7); the external id of the task.';
COMMENT ON COLUMN reminder.version IS 'Grows with every change of what the seller sees.';
COMMENT ON COLUMN reminder.due_date IS 'A day without zone; NULL for none.';
COMMENT ON COLUMN reminder.assignee IS 'Address of the seller, lower case.';
COMMENT ON COLUMN reminder.marketo_id IS 'The person it is about; NULL for none, or one who is not known here.';
COMMENT ON COLUMN reminder.edits IS 'Fields that were changed here and that Salesforce does not have yet, each with the time, UTC: DUE_DATE 2026-11-30T10:00:00Z.';
COMMENT ON COLUMN reminder.deleted_at IS 'When it was deleted, UTC; NULL while it is there. Deleted reminders are kept for 30 days.';
COMMENT ON COLUMN reminder.state IS 'How it and its task stand to each other.';
COMMENT ON COLUMN reminder.task_id IS 'The task, 18 characters; NULL until Salesforce has told it.';
COMMENT ON COLUMN reminder.base_status IS 'As Salesforce has it, as far as is known, like the other columns that begin with base.';
COMMENT ON COLUMN reminder.sent_name IS 'The name that Salesforce has got.';
COMMENT ON COLUMN reminder.who_id IS 'Lead or contact of the task, 18 characters; empty for none.';
COMMENT ON COLUMN reminder.not_before IS 'By Salesforce''s clock, UTC; what was read earlier is older than what is known.';
COMMENT ON COLUMN reminder.attempted IS 'True if the task may be there although nobody has told its id.';
COMMENT ON COLUMN reminder.read_only IS 'True if the task recurs or is archived: it is never written.';
COMMENT ON COLUMN reminder.send_at IS 'When it is read and sent next, UTC; NULL if there is nothing to do.';
COMMENT ON COLUMN reminder.leased_until IS 'Until then, UTC, nobody else sends it; NULL if nobody does.';
COMMENT ON COLUMN reminder.failures IS 'How often Salesforce refused it in a row.';
COMMENT ON COLUMN reminder.problem IS 'Why Salesforce refused it last; empty if it did not.';
COMMENT ON COLUMN reminder.request_id IS 'The client''s id of the request that made it; NULL for one that came from Salesforce.';
COMMENT ON COLUMN reminder.digest IS 'SHA-256 of what that request asked for.';
COMMENT ON INDEX ix_reminder_assignee IS 'ListTasks: the reminders of a seller.';
COMMENT ON INDEX ix_reminder_send IS 'What is to be sent for a seller.';
COMMENT ON INDEX ix_reminder_base IS 'Compares the tasks of a seller.';
COMMENT ON INDEX ix_reminder_deleted IS 'Forgets deleted reminders after 30 days.';
COMMENT ON INDEX ix_reminder_person IS 'Follows people who are merged or erased.';
COMMENT ON TABLE reminder_seller IS 'Sellers whose reminders are, or were, kept the same as their tasks.';
COMMENT ON COLUMN reminder_seller.begun_at IS 'When it began last, UTC.';
COMMENT ON COLUMN reminder_seller.zone IS 'By which today is meant for the seller (Europe/Berlin).';
COMMENT ON COLUMN reminder_seller.active IS 'False while it is switched off; what both sides agreed on is kept.';
COMMENT ON COLUMN reminder_seller.unseen IS 'True while all tasks of the seller are still to be looked at.';
COMMENT ON TABLE reminder_reading IS 'How far the tasks of Salesforce were read, in one row.';
COMMENT ON COLUMN reminder_reading.due_at IS 'When they are read next, UTC.';
COMMENT ON COLUMN reminder_reading.watermark IS 'By Salesforce''s clock, UTC: changes before were read; NULL before the first round.';
COMMENT ON COLUMN reminder_reading.deleted_until IS 'By Salesforce''s clock, UTC: the log of deletions was read until then; NULL before the first round.';
