CREATE TABLE task_settings_version (
    version          bigint      NOT NULL,
    emails           boolean     NOT NULL,
    calls            boolean     NOT NULL,
    subject_template text        NOT NULL,
    what_id          text        NOT NULL,
    author           text        NOT NULL,
    note             text        NOT NULL,
    created_at       timestamptz NOT NULL,
    CONSTRAINT pk_task_settings_version PRIMARY KEY (version),
    CONSTRAINT ck_task_settings_version_what_id CHECK (what_id IN ('NONE', 'ACCOUNT', 'OPEN_OPPORTUNITY'))
);

INSERT INTO task_settings_version (version, emails, calls, subject_template, what_id, author, note, created_at)
VALUES (1, true, true, '{{activity_type}}: {{activity_subject}}', 'ACCOUNT', '', 'defaults', now());

COMMENT ON TABLE task_settings_version IS 'What is logged to Salesforce as tasks, and how; one row per version, the newest is in force.';
COMMENT ON COLUMN task_settings_version.version IS 'From 1 upwards without holes; 1 are the defaults.';
COMMENT ON COLUMN task_settings_version.emails IS 'Whether sales e-mails and replies to them are logged.';
COMMENT ON COLUMN task_settings_version.calls IS 'Whether calls are.';
COMMENT ON COLUMN task_settings_version.subject_template IS 'Subject of the tasks, with tokens in double braces.';
COMMENT ON COLUMN task_settings_version.what_id IS 'What the task of a contact is about besides the contact: NONE, ACCOUNT, OPEN_OPPORTUNITY.';
COMMENT ON COLUMN task_settings_version.author IS 'Who; empty for the defaults.';
COMMENT ON COLUMN task_settings_version.note IS 'Why; empty if nothing was said.';
COMMENT ON COLUMN task_settings_version.created_at IS 'Since when it is in force, UTC.';
