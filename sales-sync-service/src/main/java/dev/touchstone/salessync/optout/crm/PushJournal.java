package dev.touchstone.salessync.optout.crm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the writing of opt-outs keeps, each step in a transaction of its own, none of which lasts while Salesforce is called. */
@ApplicationScoped
class PushJournal {
    /** Longer than a call may take, with its turns and repetitions: nobody else does the same meanwhile. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final SqlSearches searches;
    private final SqlPushes pushes;
    private final SqlCrmOptedOut records;
    private final Clock clock;

    PushJournal(SqlSearches searches, SqlPushes pushes, SqlCrmOptedOut records, Clock clock) {
        this.searches = searches;
        this.pushes = pushes;
        this.records = records;
        this.clock = clock;
    }

    @Transactional
    List<SqlSearches.Search> takeSearches(int limit) {
        Instant now = clock.instant();
        return searches.claim(now, now.plus(LEASE), limit);
    }

    /** Keeps which records they are. */
    @Transactional
    void found(List<SqlSearches.Search> done, Collection<SqlPushes.Target> targets) {
        Map<String, SqlPushes.Target> once = new LinkedHashMap<>();
        targets.forEach(target -> once.putIfAbsent(target.salesforceId(), target));
        pushes.add(List.copyOf(once.values()), clock.instant());
        searches.done(done);
    }

    @Transactional
    void searchAgain(List<SqlSearches.Search> failed, Duration delay) {
        searches.after(failed, clock.instant().plus(delay));
    }

    @Transactional
    List<SqlPushes.Push> takePushes(int limit) {
        Instant now = clock.instant();
        return pushes.claim(now, now.plus(LEASE), limit);
    }

    /**
     * What became of a push.
     *
     * @param delay before the next attempt, of one that is to be repeated
     */
    record Answer(SqlPushes.Push push, PushOutcome outcome, Duration delay) {}

    /** Keeps what became of pushes that set these fields. */
    @Transactional
    void answered(List<Answer> answers, CrmFlags fields) {
        Instant now = clock.instant();
        List<SqlPushes.Ended> ended = new ArrayList<>();
        List<SqlPushes.Push> written = new ArrayList<>();
        for (Answer answer : answers) {
            ended.add(new SqlPushes.Ended(answer.push(), answer.outcome(), now.plus(answer.delay())));
            if (answer.outcome() instanceof PushOutcome.Written) {
                written.add(answer.push());
            }
        }
        pushes.end(ended, now);
        records.written(written, fields, now);
    }

    /** How many are refused, and how many wait for longer than that. */
    @Transactional
    SqlPushes.Trouble trouble(Duration late) {
        return pushes.trouble(clock.instant().minus(late));
    }

    /** What Salesforce refuses, by id. */
    @Transactional
    List<SqlPushes.Failed> failed(String afterId, int limit) {
        return pushes.failed(afterId, limit);
    }
}
