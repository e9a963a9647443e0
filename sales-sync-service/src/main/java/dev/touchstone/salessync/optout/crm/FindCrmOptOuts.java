package dev.touchstone.salessync.optout.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows how opt-outs with Salesforce stand. */
@ApplicationScoped
public class FindCrmOptOuts {
    private final SqlCrmOptOutStatus status;
    private final SqlNightlyRuns runs;

    FindCrmOptOuts(SqlCrmOptOutStatus status, SqlNightlyRuns runs) {
        this.status = status;
        this.runs = runs;
    }

    /**
     * A record that Salesforce refuses to set.
     *
     * @param object as Salesforce calls it
     * @param words without personal data
     * @param since when it was to be set, UTC
     */
    public record Failed(String salesforceId, String object, String code, String words, Instant since) {}

    /** What waits and what failed. */
    @Transactional
    public CrmOptOutStatus status() {
        return status.status();
    }

    /** The latest nightly run; empty before the first. */
    @Transactional
    public Optional<NightlyRun> lastRun() {
        return runs.last();
    }

    /** When the last nightly run ended that read everything, UTC; empty before it. */
    @Transactional
    Optional<Instant> lastDone() {
        return runs.lastDone();
    }

    /** What Salesforce refuses, by id. */
    @Transactional
    public List<Failed> failed(String afterId, int limit) {
        return status.failed(afterId, limit);
    }
}
