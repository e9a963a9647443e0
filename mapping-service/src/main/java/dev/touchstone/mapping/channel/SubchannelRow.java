package dev.touchstone.mapping.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code subchannel}. */
@Entity
@Table(name = "subchannel")
class SubchannelRow {
    @Id
    @Column(name = "subchannel_id")
    UUID subchannelId;

    @Column(name = "display_name")
    String displayName;

    protected SubchannelRow() {}

    SubchannelRow(UUID subchannelId, String displayName) {
        this.subchannelId = subchannelId;
        this.displayName = displayName;
    }
}
