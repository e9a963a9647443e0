CREATE TABLE channel (
    channel_id   uuid NOT NULL,
    display_name text COLLATE "C" NOT NULL,
    CONSTRAINT pk_channel PRIMARY KEY (channel_id),
    CONSTRAINT uq_channel_display_name UNIQUE (display_name),
    CONSTRAINT ck_channel_display_name CHECK (char_length(display_name) BETWEEN 1 AND 80)
);
COMMENT ON TABLE channel IS 'The upper level of where a marketing effort is counted.';
COMMENT ON COLUMN channel.channel_id IS 'Assigned by us (UUIDv7); stays when the channel is renamed.';
COMMENT ON COLUMN channel.display_name IS 'Name as shown and as rules write it, 1 to 80 characters.';
COMMENT ON INDEX uq_channel_display_name IS 'One channel per name; serves ChannelService.ListChannels.';

CREATE TABLE subchannel (
    subchannel_id uuid NOT NULL,
    channel_id    uuid NOT NULL,
    display_name  text COLLATE "C" NOT NULL,
    CONSTRAINT pk_subchannel PRIMARY KEY (subchannel_id),
    CONSTRAINT fk_subchannel_channel FOREIGN KEY (channel_id) REFERENCES channel (channel_id),
    CONSTRAINT uq_subchannel_channel_id_display_name UNIQUE (channel_id, display_name),
    CONSTRAINT ck_subchannel_display_name CHECK (char_length(display_name) BETWEEN 1 AND 80)
);
COMMENT ON TABLE subchannel IS 'The lower level, within one channel.';
COMMENT ON COLUMN subchannel.subchannel_id IS 'Assigned by us (UUIDv7); stays when the subchannel is renamed.';
COMMENT ON COLUMN subchannel.channel_id IS 'The channel it belongs to.';
COMMENT ON COLUMN subchannel.display_name IS 'Name as shown and as rules write it, 1 to 80 characters.';
COMMENT ON INDEX uq_subchannel_channel_id_display_name IS
    'One subchannel per name within a channel; serves ChannelService.ListChannels.';
