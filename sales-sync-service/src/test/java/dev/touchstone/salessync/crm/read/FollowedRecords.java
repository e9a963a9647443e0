package dev.touchstone.salessync.crm.read;

import dev.touchstone.salessync.crm.fact.RecordsRead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows records as reminders and opt-outs do. */
@ApplicationScoped
public class FollowedRecords {
    private final List<RecordsRead> read = new CopyOnWriteArrayList<>();

    void take(@Observes RecordsRead records) {
        read.add(records);
    }

    List<RecordsRead> all() {
        return List.copyOf(read);
    }

    void clear() {
        read.clear();
    }
}
