package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.CaseFold;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code channel} with its rows of {@code subchannel}. */
@Entity
@Table(name = "channel")
class ChannelRow {
    @Id
    @Column(name = "channel_id")
    UUID channelId;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "folded_name")
    String foldedName;

    /** Null for a channel of the customer. */
    @Column(name = "shipped_name")
    @Nullable
    String shippedName;

    boolean archived;

    long revision;

    @OneToMany(cascade = CascadeType.PERSIST)
    @JoinColumn(name = "channel_id", nullable = false, updatable = false)
    @OrderBy("displayName")
    List<SubchannelRow> subchannels = new ArrayList<>();

    protected ChannelRow() {}

    ChannelRow(Channel channel) {
        channelId = channel.channelId();
        set(channel);
    }

    /** Takes over everything but the id. */
    final void set(Channel channel) {
        displayName = channel.displayName();
        foldedName = CaseFold.fold(displayName);
        archived = channel.archived();
        revision = channel.revision();
        for (Subchannel subchannel : channel.subchannels()) {
            Optional<SubchannelRow> row = subchannels.stream()
                    .filter(known -> known.subchannelId.equals(subchannel.subchannelId()))
                    .findFirst();
            row.ifPresentOrElse(known -> known.set(subchannel), () -> subchannels.add(new SubchannelRow(subchannel)));
        }
    }

    Channel toChannel() {
        return new Channel(
                channelId,
                displayName,
                archived,
                revision,
                subchannels.stream().map(SubchannelRow::toSubchannel).toList());
    }
}
