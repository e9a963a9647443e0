CREATE TABLE rule_state (
    singleton         boolean NOT NULL,
    catalogue_version bigint NOT NULL,
    CONSTRAINT pk_rule_state PRIMARY KEY (singleton),
    CONSTRAINT ck_rule_state_singleton CHECK (singleton),
    CONSTRAINT ck_rule_state_catalogue_version CHECK (catalogue_version >= 1)
);
COMMENT ON TABLE rule_state IS
    'One row. Whoever changes the catalogue or publishes locks it first, so that these changes happen one after another.';
COMMENT ON COLUMN rule_state.singleton IS 'Always true: keeps the table at one row.';
COMMENT ON COLUMN rule_state.catalogue_version IS
    'From 1 upwards; grows with every renaming. Names that were read under a smaller one are out of date.';
COMMENT ON INDEX pk_rule_state IS 'One row; serves the look that every replica takes twice a second.';
INSERT INTO rule_state (singleton, catalogue_version) VALUES (true, 1);

ALTER TABLE channel
    ADD COLUMN folded_name  text COLLATE "C",
    ADD COLUMN shipped_name text COLLATE "C",
    ADD COLUMN archived     boolean NOT NULL DEFAULT false,
    ADD COLUMN revision     bigint NOT NULL DEFAULT 1;
-- Until now every channel came with the product, and its names are ASCII.
UPDATE channel SET folded_name = lower(display_name), shipped_name = display_name;
ALTER TABLE channel
    ALTER COLUMN folded_name SET NOT NULL,
    ADD CONSTRAINT uq_channel_folded_name UNIQUE (folded_name),
    ADD CONSTRAINT uq_channel_shipped_name UNIQUE (shipped_name);
COMMENT ON COLUMN channel.folded_name IS 'The name with all cases made equal, by which it is unique.';
COMMENT ON COLUMN channel.shipped_name IS
    'The name by which the shipped rules know it, whatever it is called since; NULL for a channel of the customer.';
COMMENT ON COLUMN channel.archived IS 'True if no new rule may name it.';
COMMENT ON COLUMN channel.revision IS 'Grows with every change of the channel or its subchannels; the etag of the contract.';
COMMENT ON INDEX uq_channel_folded_name IS 'One channel per name in any case; serves ChannelService.CreateChannel and RenameChannel.';
COMMENT ON INDEX uq_channel_shipped_name IS 'Serves the installation of newer shipped rules.';

ALTER TABLE subchannel
    ADD COLUMN folded_name  text COLLATE "C",
    ADD COLUMN shipped_name text COLLATE "C",
    ADD COLUMN archived     boolean NOT NULL DEFAULT false;
UPDATE subchannel SET folded_name = lower(display_name), shipped_name = display_name;
ALTER TABLE subchannel
    ALTER COLUMN folded_name SET NOT NULL,
    ADD CONSTRAINT uq_subchannel_channel_id_folded_name UNIQUE (channel_id, folded_name),
    ADD CONSTRAINT uq_subchannel_channel_id_shipped_name UNIQUE (channel_id, shipped_name);
COMMENT ON COLUMN subchannel.folded_name IS 'The name with all cases made equal, by which it is unique within its channel.';
COMMENT ON COLUMN subchannel.shipped_name IS
    'The name by which the shipped rules know it, whatever it is called since; NULL for a subchannel of the customer.';
COMMENT ON COLUMN subchannel.archived IS 'True if no new rule may name it.';
COMMENT ON INDEX uq_subchannel_channel_id_folded_name IS
    'One subchannel per name in any case within a channel; serves ChannelService.CreateSubchannel and RenameChannel.';
COMMENT ON INDEX uq_subchannel_channel_id_shipped_name IS 'Serves the installation of newer shipped rules.';
