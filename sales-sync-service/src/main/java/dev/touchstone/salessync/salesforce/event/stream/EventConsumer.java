package dev.touchstone.salessync.salesforce.event.stream;

import dev.touchstone.salessync.salesforce.event.EventBatch;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import java.util.Optional;

/** Takes the events of a subscription, one batch at a time, and keeps the place in the stream. Called by one thread at a time. */
public interface EventConsumer {
    /** The place stored last, asked whenever a stream begins; empty to begin at the oldest event that is kept. */
    Optional<ReplayId> position();

    /**
     * Takes a batch; events may come again, known by their ids. The next batch comes when this returns, which is what slows Salesforce down.
     * The batch's place has to be stored in the transaction that holds its effects. If this throws, the stream begins again at the place
     * stored last.
     */
    void take(EventBatch batch);

    /**
     * The stored place is not known any more: changes may have been missed. The place has to be dropped, and everything of the type
     * compared, in one transaction; the stream goes on at the oldest event that is kept. If this throws, it is told again.
     *
     * @param code Salesforce's
     */
    void positionLost(String code);
}
