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
    /** How long a process that died keeps its work from the others. Who is late does it twice, which changes nothing. */
    private static final Duration LEASE = Duration.ofMinutes(2);

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
        targets.forEach(target -> once.merge(target.salesforceId(), target, PushJournal::sooner));
        pushes.add(List.copyOf(once.values()), clock.instant());
        searches.done(done);
    }

    private static SqlPushes.Target sooner(SqlPushes.Target one, SqlPushes.Target other) {
        return one.background() ? other : one;
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

    /**
     * Keeps what became of pushes.
     *
     * @param isRead whether a record that was written is one that says out when it is read
     */
    @Transactional
    void answered(List<Answer> answers, boolean isRead) {
        Instant now = clock.instant();
        List<SqlPushes.Ended> ended = new ArrayList<>();
        List<SqlPushes.Push> written = new ArrayList<>();
        Map<String, SqlPushes.Target> moved = new LinkedHashMap<>();
        for (Answer answer : answers) {
            SqlPushes.Push push = answer.push();
            ended.add(new SqlPushes.Ended(push, answer.outcome(), now.plus(answer.delay())));
            if (answer.outcome() instanceof PushOutcome.Written) {
                written.add(push);
            } else if (answer.outcome() instanceof PushOutcome.Moved(String contactId)) {
                SqlPushes.Target lead = push.target();
                moved.put(
                        contactId,
                        new SqlPushes.Target(contactId, CrmObject.CONTACT, lead.subject(), lead.background()));
            }
        }
        pushes.end(ended, now);
        pushes.add(List.copyOf(moved.values()), now);
        if (isRead) {
            records.written(written, now);
        }
    }
}
