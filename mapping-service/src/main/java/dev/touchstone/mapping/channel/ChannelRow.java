package dev.touchstone.mapping.channel;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A row of {@code channel} with its rows of {@code subchannel}. */
@Entity
@Table(name = "channel")
class ChannelRow {
    @Id
    @Column(name = "channel_id")
    UUID channelId;

    @Column(name = "display_name")
    String displayName;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "channel_id", nullable = false, updatable = false)
    @OrderBy("displayName")
    List<SubchannelRow> subchannels = new ArrayList<>();

    protected ChannelRow() {}

    ChannelRow(UUID channelId, String displayName) {
        this.channelId = channelId;
        this.displayName = displayName;
    }

    boolean has(String subchannel) {
        return subchannels.stream().anyMatch(row -> row.displayName.equals(subchannel));
    }

    Channel toChannel() {
        return new Channel(
                displayName, subchannels.stream().map(row -> row.displayName).toList());
    }
}
