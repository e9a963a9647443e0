package dev.touchstone.salessync.activity.delivery;

import dev.touchstone.runtime.IdSource;
import dev.touchstone.salessync.activity.schema.ActivitySchema;
import dev.touchstone.salessync.activity.schema.ActivityTypesReady;
import dev.touchstone.salessync.activity.schema.CurrentSchema;
import dev.touchstone.salessync.connection.ConnectedMarketo;
import dev.touchstone.salessync.connection.MarketoConnected;
import dev.touchstone.salessync.marketo.MarketoFailure;
import dev.touchstone.salessync.marketo.MarketoInstance;
import dev.touchstone.salessync.outbox.LaneState;
import dev.touchstone.salessync.outbox.OutboxPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Does the next piece of delivery. Any number of processes may do it at a time, and any of them may die at any moment. */
@ApplicationScoped
public class DeliverActivities {
    private static final int ROWS = 1_000;
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final DeliveryJournal journal;
    private final SendActivities sending;
    private final ReadBackActivities readBacks;
    private final CurrentSchema schemas;
    private final ConnectedMarketo connected;
    private final OutboxPolicy policy;
    private final IdSource ids;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    DeliverActivities(
            DeliveryJournal journal,
            SendActivities sending,
            ReadBackActivities readBacks,
            CurrentSchema schemas,
            ConnectedMarketo connected,
            OutboxPolicy policy,
            IdSource ids) {
        this.journal = journal;
        this.sending = sending;
        this.readBacks = readBacks;
        this.schemas = schemas;
        this.connected = connected;
        this.policy = policy;
        this.ids = ids;
    }

    /**
     * Does a piece. What it takes is its own as long as it lasts: of a piece that failed, whatever it was, the leases run out, and
     * the next one takes the rows over.
     *
     * @return true if there may be more to do at once
     */
    public boolean advance() {
        UUID piece = ids.next();
        underWay.add(piece);
        try {
            return advance(piece);
        } finally {
            underWay.remove(piece);
        }
    }

    private boolean advance(UUID piece) {
        boolean worked = journal.takeOver(piece, policy.lease(), ROWS) > 0;
        worked |= journal.resolveAliases(piece, policy.lease(), ROWS) > 0;
        Optional<MarketoInstance> marketo = connected.find();
        if (marketo.isEmpty() || !journal.hasWork()) {
            return worked;
        }
        LaneState.Hold hold = journal.hold();
        return switch (hold) {
            case NONE, BLOCKED_SCHEMA -> deliver(piece, marketo.get(), hold) || worked;
            case BACKOFF, WAIT_QUOTA, BLOCKED_AUTH, BLOCKED_CONFIG -> worked;
        };
    }

    private boolean deliver(UUID piece, MarketoInstance marketo, LaneState.Hold hold) {
        ActivitySchema schema;
        try {
            schema = schemas.get(marketo);
        } catch (MarketoFailure failure) {
            journal.failed(SendOutcomes.of(failure.error()));
            return false;
        }
        boolean worked = journal.unblock(piece, policy.lease(), ROWS, schema) > 0;
        if (!schema.ownTypeIds().isEmpty()) {
            worked |= readBacks.readBack(piece, marketo, schema);
        }
        if (schema.types().isEmpty()) {
            return putAside(piece, schema, hold) || worked;
        }
        if (hold == LaneState.Hold.BLOCKED_SCHEMA) {
            journal.release(EnumSet.of(LaneState.Hold.BLOCKED_SCHEMA));
        }
        return sending.send(piece, marketo, schema) == SendActivities.Step.SENT || worked;
    }

    /** Nothing can be sent, but what is in doubt can be looked for, and what waits is told why. */
    private boolean putAside(UUID piece, ActivitySchema schema, LaneState.Hold hold) {
        boolean worked = journal.putAside(piece, policy) > 0;
        if (hold == LaneState.Hold.NONE) {
            journal.holdForSchema(schema.problem(), LOOK_AGAIN);
        }
        return worked;
    }

    /** Lets other processes know that the pieces of this one that are under way go on. */
    public void renewLeases() {
        journal.renew(Set.copyOf(underWay), policy.lease());
    }

    void connected(@Observes MarketoConnected event) {
        journal.release(EnumSet.allOf(LaneState.Hold.class));
    }

    void typesReady(@Observes ActivityTypesReady event) {
        journal.release(EnumSet.of(LaneState.Hold.BLOCKED_SCHEMA, LaneState.Hold.BLOCKED_CONFIG));
    }
}
