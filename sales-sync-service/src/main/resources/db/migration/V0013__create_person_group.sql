CREATE TABLE person_group (
    person_group_id uuid        NOT NULL,
    owner_id        text        NOT NULL,
    name            text        NOT NULL,
    shared          boolean     NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT pk_person_group PRIMARY KEY (person_group_id),
    CONSTRAINT ck_person_group_owner CHECK (length(owner_id) = 18)
);
CREATE UNIQUE INDEX uq_person_group_owner_name ON person_group (owner_id, lower(name));
CREATE INDEX ix_person_group_shared ON person_group (person_group_id) WHERE shared;

CREATE TABLE person_group_member (
    person_group_id uuid        NOT NULL,
    marketo_id      bigint      NOT NULL,
    added_at        timestamptz NOT NULL,
    CONSTRAINT pk_person_group_member PRIMARY KEY (person_group_id, marketo_id),
    CONSTRAINT fk_person_group_member_person_group FOREIGN KEY (person_group_id) REFERENCES person_group ON DELETE CASCADE
);
CREATE INDEX ix_person_group_member_person ON person_group_member (marketo_id);

COMMENT ON TABLE person_group IS 'Groups of people that a user keeps by hand.';
COMMENT ON COLUMN person_group.person_group_id IS 'Id of the group.';
COMMENT ON COLUMN person_group.owner_id IS 'Salesforce id of the user whose it is, 18 characters.';
COMMENT ON COLUMN person_group.name IS 'Its name, once for the user in any case.';
COMMENT ON COLUMN person_group.shared IS 'True: a team group, seen by all users.';
COMMENT ON COLUMN person_group.created_at IS 'When it was made, UTC.';
COMMENT ON INDEX uq_person_group_owner_name IS 'No name twice; ListPersonGroups of a user.';
COMMENT ON INDEX ix_person_group_shared IS 'ListPersonGroups: the team groups.';
COMMENT ON TABLE person_group_member IS 'Who is in a group.';
COMMENT ON COLUMN person_group_member.person_group_id IS 'The group.';
COMMENT ON COLUMN person_group_member.marketo_id IS 'The person; it may be hidden or deleted meanwhile.';
COMMENT ON COLUMN person_group_member.added_at IS 'When the person was put in, UTC.';
COMMENT ON INDEX ix_person_group_member_person IS 'Groups of a person that is merged, forgotten or erased.';
