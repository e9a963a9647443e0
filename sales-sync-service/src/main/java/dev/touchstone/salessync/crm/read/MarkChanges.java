package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.CrmObject;
import dev.touchstone.salessync.salesforce.event.ChangeEvent;
import dev.touchstone.salessync.salesforce.event.EventBatch;
import dev.touchstone.salessync.salesforce.event.ReplayId;
import dev.touchstone.salessync.salesforce.event.stream.EventConsumer;
import io.quarkus.logging.Log;
import java.util.List;
import java.util.Optional;

/**
 * Has the records looked at that events are about, and keeps the place in the stream with that. What records hold is read, not taken from
 * the events: these leave fields out, and of one record several may be on the way.
 */
final class MarkChanges implements EventConsumer {
    private final ReadJournal journal;
    private final long fence;
    private final CrmObject object;

    MarkChanges(ReadJournal journal, long fence, CrmObject object) {
        this.journal = journal;
        this.fence = fence;
        this.object = object;
    }

    @Override
    public Optional<ReplayId> position() {
        return journal.replay(object).map(ReplayId::new);
    }

    @Override
    public void take(EventBatch batch) {
        String place = batch.position().hex();
        boolean isWhole = batch.events().stream().anyMatch(ChangeEvent::isWholeEntity);
        if (isWhole) {
            Log.infof("Salesforce left changes of %s out of its events: all records are read", object.apiName());
            TellRecords.check(journal.markAll(fence, object, place));
            return;
        }
        List<String> ids = batch.events().stream()
                .flatMap(event -> event.recordIds().stream())
                .distinct()
                .toList();
        TellRecords.check(journal.mark(fence, object, ids, place));
    }

    /** What happened in between is read as if events were never told: by a round, and from the log of deletions. */
    @Override
    public void positionLost(String code) {
        Log.warnf(
                "Salesforce does not know our place in the events of %s any more (%s): all records are read",
                object.apiName(), code);
        TellRecords.check(journal.markAll(fence, object, null));
    }
}
