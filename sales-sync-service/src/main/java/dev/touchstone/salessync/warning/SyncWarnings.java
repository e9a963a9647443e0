package dev.touchstone.salessync.warning;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What is to be looked at, by whoever finds it. */
@ApplicationScoped
public class SyncWarnings {
    private final SqlWarningStore store;
    private final Clock clock;

    SyncWarnings(SqlWarningStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Replaces what is known of some kinds, in a transaction of its own, because it holds whatever becomes of the caller's. Each that
     * was not told today, by the calendar of UTC, or says something else now, is logged.
     *
     * @param kinds that were looked at
     * @param warnings all of these kinds that hold now, none twice
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void replace(Set<SyncWarning.Kind> kinds, List<SyncWarning> warnings) {
        store.replace(kinds, warnings, clock.instant())
                .forEach(warning -> Log.warnf("%s %s: %s", warning.kind(), warning.subject(), warning.sentence()));
    }

    /** What holds now, by kind and subject. */
    @Transactional
    public List<SyncWarning> list() {
        return store.list();
    }
}
