package dev.touchstone.mapping.channel;

import dev.touchstone.mapping.classify.CaseFold;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code subchannel}. */
@Entity
@Table(name = "subchannel")
class SubchannelRow {
    @Id
    @Column(name = "subchannel_id")
    UUID subchannelId;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "folded_name")
    String foldedName;

    /** Null for a subchannel of the customer. */
    @Column(name = "shipped_name")
    @Nullable
    String shippedName;

    boolean archived;

    protected SubchannelRow() {}

    SubchannelRow(Subchannel subchannel) {
        subchannelId = subchannel.subchannelId();
        set(subchannel);
    }

    /** Takes over everything but the id. */
    final void set(Subchannel subchannel) {
        displayName = subchannel.displayName();
        foldedName = CaseFold.fold(displayName);
        archived = subchannel.archived();
    }

    Subchannel toSubchannel() {
        return new Subchannel(subchannelId, displayName, archived);
    }
}
